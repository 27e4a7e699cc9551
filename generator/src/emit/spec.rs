//! The static description of an operation.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::{codec, contract, rules, xml};
use crate::ir::{
    Body, BodyCodec, BodyPart, Codec, Operation, Parameter, PartPlace, PartStyle, Payload, ResponseSide, TypedResponse,
};
use crate::name::OperationNames;
use crate::spec::{Encoding, MediaType, Status, Style};

/// The table that describes an operation.
pub(super) fn spec(cx: &Context<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let table = contract::spec(&operation.method, &operation.id, &operation.path);
    let parameters = operation.parameters.iter().map(|parameter_spec| parameter(cx, parameter_spec));
    let parameters = (!operation.parameters.is_empty()).then(|| quote! { .parameters(&[#(#parameters),*]) });
    let content_type = operation.body.as_ref().filter(|body| has_content_type(body)).map(|body| {
        let media_type = body.media_type.as_str();
        quote! { .content_type(#media_type) }
    });
    let server = operation.server.as_ref().map(|server| quote! { .server(#server) });
    let parts_of = |codec| operation.body.as_ref().and_then(|body| body.parts_of(codec));
    let form = parts_of(BodyCodec::Form)
        .and_then(|parameter_spec| fields(cx, parameter_spec))
        .map(|fields| quote! { .form(#fields) });
    let parts = parts_of(BodyCodec::Multipart).and_then(|parameter_spec| parts(cx, parameter_spec));
    // Only where there are others: the table is data in every program that calls the operation.
    let offers = operation.body.as_ref().and_then(offers);
    let rules = operation
        .body
        .as_ref()
        .filter(|body| body.codec.is_typed())
        .and_then(|body| rules::body(cx, &body.ty, &body.constraints));
    let rules = rules.map(|rules| quote! { .rules(#rules) });
    let xml = operation.body.as_ref().and_then(|body| body.xml).map(|root| {
        let root = xml::root(cx, root);
        quote! { .xml(Some(<#root as rt::XmlRoot>::NODE)) }
    });
    let accept = accept(operation).map(|types| quote! { .accept(#types) });
    let security = security(cx, operation);
    let success = declared(operation, names, ResponseSide::Success);
    let errors = declared(operation, names, ResponseSide::Failure);
    let untyped = statuses(&operation.failure.untyped).map(|statuses| quote! { .untyped(&[#statuses]) });
    let known_properties = known_properties(cx, &operation.failure);
    quote! { #table #server #parameters #content_type #form #parts #offers #rules #xml #accept #security #success #errors #untyped #known_properties }
}

fn parameter(cx: &Context<'_>, parameter: &Parameter) -> TokenStream {
    let name = &parameter.name;
    let constructor = contract::parameter(parameter.location);
    let part = parameter.part.as_ref().map(|part| {
        let (part, required) = (&part.name, part.required.then(|| quote! { .required(true) }));
        quote! { .part(#part) #required }
    });
    // Defaults are left out of the table: it is printed for each parameter, and read by whoever reads the client.
    let usual = Style::default_style(parameter.location);
    let style = (parameter.style != usual).then(|| {
        let style = contract::style(parameter.style);
        quote! { .style(#style) }
    });
    let explode = (parameter.explode != parameter.style.explodes()).then(|| {
        let explode = parameter.explode;
        quote! { .explode(#explode) }
    });
    let brackets = brackets(cx, parameter.style);
    let form = fields(cx, &parameter.fields).map(|fields| quote! { .form(Some(#fields)) });
    let nested = parameter.nested.iter().map(|style| contract::style(*style));
    let nested = (!parameter.nested.is_empty()).then(|| quote! { .nested(&[#(#nested),*]) });
    let reserved = parameter.allow_reserved.then(|| quote! { .allow_reserved(true) });
    let encoding = match parameter.encoding {
        Encoding::Once => None,
        Encoding::Twice => Some(quote! { .encode_twice(true) }),
        Encoding::None => Some(quote! { .encoded(true) }),
    };
    let empty = parameter.may_be_empty.then(|| quote! { .may_be_empty(true) });
    let fixed = parameter.fixed.as_ref().map(|text| quote! { .fixed(Some(#text)) });
    let made = parameter.made.map(|made| {
        let made = contract::made(made.value);
        quote! { .made(Some(#made)) }
    });
    let rules = rules::parameter(cx, parameter).map(|rules| quote! { .rules(#rules) });
    quote! { #constructor(#name) #part #style #explode #brackets #form #nested #reserved #encoding #empty #fixed #made #rules }
}

/// Returns `true` if the media type of a typed body is one of several for its codec.
fn has_content_type(body: &Body) -> bool {
    match body.codec {
        BodyCodec::Json | BodyCodec::Xml => true,
        BodyCodec::Multipart => !body.media_type.is_multipart_form(),
        BodyCodec::Form | BodyCodec::Text | BodyCodec::Bytes | BodyCodec::Lines | BodyCodec::Sequence => false,
    }
}

/// The table of a form's properties, as far as the document describes them.
fn fields(cx: &Context<'_>, parts: &[BodyPart]) -> Option<TokenStream> {
    let fields = parts.iter().filter_map(|part| match (part.style, part.content_type.as_deref()) {
        (Some(style), _) => Some(styled(cx, &part.name, style)),
        (None, Some(content_type)) => {
            let name = &part.name;
            let media_type = MediaType::new(content_type);
            let written = match () {
                // Of several media types the file decides when it is sent, so the table has none.
                () if content_type.contains(',') => return None,
                () if media_type.is_json() => quote! { .json(true) },
                () if media_type.is_form() => quote! { .form(Some(&[])) },
                () => return None,
            };
            Some(quote! { rt::Parameter::query(#name) #written })
        }
        (None, None) => None,
    });
    let fields: Vec<TokenStream> = fields.collect();
    (!fields.is_empty()).then(|| quote! { &[#(#fields),*] })
}

/// A property that is written as if it were a query parameter.
fn styled(cx: &Context<'_>, name: &str, PartStyle { style, explode, allow_reserved }: PartStyle) -> TokenStream {
    let named = (style != Style::Form).then(|| {
        let style = contract::style(style);
        quote! { .style(#style) }
    });
    let explode = (explode != style.explodes()).then(|| quote! { .explode(#explode) });
    let reserved = allow_reserved.then(|| quote! { .allow_reserved(true) });
    let brackets = brackets(cx, style);
    quote! { rt::Parameter::query(#name) #named #explode #reserved #brackets }
}

/// The text for the items of an array, where the configuration says it.
fn brackets(cx: &Context<'_>, style: Style) -> Option<TokenStream> {
    let brackets = contract::brackets(cx.api.brackets)?;
    (style == Style::DeepObject).then(|| quote! { .brackets(#brackets) })
}

/// The table of parts.
fn parts(cx: &Context<'_>, parts: &[BodyPart]) -> Option<TokenStream> {
    let parts = parts.iter().filter_map(|part| {
        let name = &part.name;
        // A line break would begin another header of the part.
        let content_type = part.content_type.as_deref().filter(|text| !text.contains(['\r', '\n']));
        let content_type = content_type.map(|text| quote! { .content_type(#text) });
        let style = part.style.map(|style| {
            let field = styled(cx, name, style);
            quote! { .style(Some(&#field)) }
        });
        let xml = part.xml.map(|root| {
            let root = xml::root(cx, root);
            quote! { .xml(Some(<#root as rt::XmlRoot>::NODE)) }
        });
        let headers = part.headers.iter().map(|header| {
            let (name, value) = (&header.name, &header.value);
            quote! { (#name, #value) }
        });
        let headers = (!part.headers.is_empty()).then(|| quote! { .headers(&[#(#headers),*]) });
        let place = part.place;
        let part = match place {
            PartPlace::Named => quote! { rt::Part::new(#name) },
            PartPlace::Nth(index) => quote! { rt::Part::nth(#index) },
            PartPlace::Rest => quote! { rt::Part::rest() },
        };
        // An item of a place of its own is none of the rest.
        let is_said = content_type.is_some() || style.is_some() || headers.is_some();
        (is_said || matches!(place, PartPlace::Nth(_))).then(|| quote! { #part #content_type #style #xml #headers })
    });
    let parts: Vec<TokenStream> = parts.collect();
    (!parts.is_empty()).then(|| quote! { .parts(&[#(#parts),*]) })
}

/// The other media types of a body.
fn offers(body: &Body) -> Option<TokenStream> {
    let media_types: Vec<&str> = body.others.iter().map(|other| other.media_type.as_str()).collect();
    (!media_types.is_empty()).then(|| quote! { .offers(&[#(#media_types),*]) })
}

/// The media types that the client can read, those of success first.
fn accept(operation: &Operation) -> Option<String> {
    let mut types: Vec<&str> = Vec::new();
    for payload in [&operation.success, &operation.failure] {
        if payload.codec == Codec::Empty {
            continue;
        }
        for media_type in payload.media_types.iter().filter(|media_type| media_type.is_header_value()) {
            if !types.contains(&media_type.as_str()) {
                types.push(media_type.as_str());
            }
        }
    }
    (!types.is_empty()).then(|| types.join(", "))
}

fn security(cx: &Context<'_>, operation: &Operation) -> Option<TokenStream> {
    if operation.security.is_empty() {
        return None;
    }
    let alternatives = operation.security.iter().map(|needed| {
        let schemes = needed.iter().map(|index| ident(&cx.names.schemes[*index]));
        quote! { &[#(&super::#schemes),*] }
    });
    Some(quote! { .security(&[#(#alternatives),*]) })
}

/// The statuses of a side. An enum of responses has them already.
fn declared(operation: &Operation, names: &OperationNames, side: ResponseSide) -> Option<TokenStream> {
    let declared = &operation.payload(side).statuses;
    let listed = match names.responses(side).map(|responses| ident(&responses.name)) {
        Some(name) => quote! { <#name as rt::Answers>::STATUSES },
        None if !declared.is_empty() && declared.iter().all(|status| matches!(status, Status::Code(_))) => {
            let codes = declared.iter().filter_map(|status| match status {
                Status::Code(code) => Some(Literal::u16_unsuffixed(*code)),
                Status::Range(_) | Status::Default => None,
            });
            return Some(match side {
                ResponseSide::Success => quote! { .success_codes(&[#(#codes),*]) },
                ResponseSide::Failure => quote! { .error_codes(&[#(#codes),*]) },
            });
        }
        None => {
            let statuses = statuses(declared)?;
            quote! { &[#statuses] }
        }
    };
    Some(match side {
        ResponseSide::Success => quote! { .success(#listed) },
        ResponseSide::Failure => quote! { .errors(#listed) },
    })
}

/// The properties of errors that require none. An error of another kind has none of them.
fn known_properties(cx: &Context<'_>, failure: &Payload) -> Option<TokenStream> {
    let rows = failure.by_status().into_iter().filter_map(|(status, response)| {
        let fields = if response.codec.is_json() { codec::fields_alone(cx, &response.ty)? } else { return None };
        let statuses = status.map(contract::status);
        Some(quote! { (&[#statuses], #fields) })
    });
    let rows: Vec<TokenStream> = rows.collect();
    (!rows.is_empty()).then(|| quote! { .known(&[#(#rows),*]) })
}

/// Returns `true` if an error without any property of its own is of another kind.
pub(crate) fn distinguishes_others(cx: &Context<'_>, response: &TypedResponse) -> bool {
    response.codec.is_json() && codec::fields_alone(cx, &response.ty).is_some()
}

fn statuses(statuses: &[Status]) -> Option<TokenStream> {
    let statuses: Vec<TokenStream> = statuses.iter().map(|status| contract::status(*status)).collect();
    (!statuses.is_empty()).then(|| quote! { #(#statuses),* })
}
