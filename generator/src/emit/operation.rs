//! Operations: a method of the client, a marker type, and setters.

use proc_macro2::{Ident, Literal, Spacing, TokenStream, TokenTree};
use quote::quote;

use super::context::{Context, ident};
use super::ty::{self, From};
use super::{Module, contract, docs, parameter, response, rules, sequence, spec, stream};
use crate::analyze::Group;
use crate::ir::{BodyCodec, Message, Operation, OperationId, OtherBody, Parameter, ParameterForm, Payload, Side};
use crate::limits;
use crate::name::OperationNames;
use crate::spec::{MadeValue, MediaType, Status};

/// The module of a group.
pub(super) fn module(cx: &Context<'_>, index: usize, group: &Group) -> Module {
    let mut items = vec![contract::import(), quote! { use super::Client; }];
    let mut rest = vec![quote! { rt::group!(); }];
    let methods = group.operations.iter().map(|id| methods(cx, *id));
    rest.push(quote! { impl Client { #(#methods)* } });
    for id in &group.operations {
        let parts = Parts::new(cx, *id);
        rest.extend(arguments_struct(&parts));
        rest.extend(marker(cx, *id, &parts));
        rest.extend(response::enums(cx, *id, &parts));
        rest.extend(sequence::paged(cx, *id));
        rest.extend(sequence::long_running(cx, *id));
        rest.extend(stream::items(cx, &parts));
        rest.extend(setters(cx, &parts));
        rest.extend(headers(cx, &parts));
    }
    if rest.iter().any(|item| leads_through(item, "types")) {
        items.insert(1, quote! { use super::types; });
    }
    items.append(&mut rest);
    let about = match &group.tag {
        Some(tag) => {
            let described = cx.api.tags.iter().find(|(name, _)| name == tag).and_then(|(_, text)| text.clone());
            described.unwrap_or_else(|| format!("Operations of {}.", docs::code(tag)))
        }
        None => "The operations of the service.".to_owned(),
    };
    let about = docs::doc(&about);
    let deprecated = group.operations.iter().any(|id| {
        let operation = cx.api.operation(*id);
        operation.deprecated || operation.parameters.iter().any(|parameter| parameter.deprecated)
    });
    let allow = (deprecated || cx.api.types.iter().any(|def| def.deprecated)).then(|| quote! { #[allow(deprecated)] });
    Module { name: ident(&cx.names.groups[index]), attributes: quote! { #about #allow }, items }
}

/// `true` if a path in the tokens begins with an identifier, at any depth.
fn leads_through(tokens: &TokenStream, name: &str) -> bool {
    let mut is_named = false;
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => {
            is_named = ident == name;
            false
        }
        TokenTree::Group(group) => {
            is_named = false;
            leads_through(&group.stream(), name)
        }
        TokenTree::Punct(sign) => {
            std::mem::take(&mut is_named) && sign.as_char() == ':' && sign.spacing() == Spacing::Joint
        }
        TokenTree::Literal(_) => false,
    })
}

/// What the items of one operation have in common.
pub(super) struct Parts<'a> {
    pub(super) operation: &'a Operation,
    pub(super) names: &'a OperationNames,
    pub(super) method: Ident,
    pub(super) marker: Ident,
    /// Required parameters with their index, their name and their type.
    pub(super) required: Vec<(usize, Ident, parameter::Argument)>,
    /// The struct of the required parameters, where there are many, and whether it borrows.
    pub(super) arguments: Option<(Ident, bool)>,
    /// The type of the body argument, where there is one, and how it is put into the call.
    pub(super) body: Option<(TokenStream, TokenStream)>,
}

impl<'a> Parts<'a> {
    pub(super) fn new(cx: &'a Context<'_>, id: OperationId) -> Self {
        let operation = cx.api.operation(id);
        let names = &cx.names.operations[id.0];
        let lifetime = names.arguments.is_some().then(|| quote! { 'a });
        let required = operation.parameters.iter().enumerate().filter(|(_, parameter)| parameter.required);
        let required: Vec<_> = required
            .map(|(index, parameter)| {
                let argument = parameter::argument(cx, parameter, lifetime.as_ref());
                (index, ident(&names.parameters[index]), argument)
            })
            .collect();
        let borrows = required.iter().any(|(_, _, argument)| argument.borrows);
        Self {
            operation,
            names,
            method: ident(&names.method),
            marker: ident(&names.marker),
            required,
            arguments: names.arguments.as_deref().map(|name| (ident(name), borrows)),
            body: operation.body.as_ref().filter(|body| body.is_argument).map(|body| parameter::body(cx, body)),
        }
    }

    /// The arguments behind `&self`, without the body.
    pub(super) fn arguments(&self) -> TokenStream {
        if let Some((name, borrows)) = &self.arguments {
            let lifetime = borrows.then(|| quote! { <'_> });
            return quote! { , arguments: #name #lifetime };
        }
        let arguments = self.required.iter().map(|(_, name, argument)| {
            let ty = &argument.ty;
            quote! { , #name: #ty }
        });
        quote! { #(#arguments)* }
    }

    /// The call with the required parameters. Very many are put in by several statements: the time to format a chain of methods
    /// grows with the square of its length.
    fn call(&self) -> TokenStream {
        let puts = self.required.iter().map(|(index, name, argument)| {
            let place = match &self.arguments {
                Some(_) => quote! { arguments.#name },
                None => quote! { #name },
            };
            let value = if argument.by_value {
                quote! { &#place }
            } else {
                place
            };
            put(*index, &self.operation.parameters[*index], &value)
        });
        let puts: Vec<TokenStream> = puts.collect();
        let mut statements = TokenStream::new();
        let mut call = quote! { Call::new(self) };
        let mut chains = puts.chunks(limits::CHAINED_SETTERS).peekable();
        while let Some(chain) = chains.next() {
            call = quote! { #call #(#chain)* };
            if chains.peek().is_some() {
                statements.extend(quote! { let call = #call; });
                call = quote! { call };
            }
        }
        quote! { #statements #call }
    }
}

fn put(index: usize, parameter: &Parameter, value: &TokenStream) -> TokenStream {
    let index = Literal::usize_unsuffixed(index);
    match parameter.form {
        ParameterForm::Plain => quote! { .put(#index, #value) },
        ParameterForm::Json => quote! { .put_json(#index, #value) },
        ParameterForm::Form => quote! { .put_form(#index, #value) },
        ParameterForm::Structure => quote! { .put_structure(#index, #value) },
    }
}

/// The methods of the client for an operation.
fn methods(cx: &Context<'_>, id: OperationId) -> TokenStream {
    let parts = Parts::new(cx, id);
    let (method, marker, arguments, call) = (&parts.method, &parts.marker, parts.arguments(), parts.call());
    let docs = method_docs(&parts);
    let deprecated = parts.operation.deprecated.then(|| quote! { #[deprecated] });
    let body_argument = parts.body.as_ref().map(|(ty, _)| quote! { , body: #ty });
    let body_put = parts.body.as_ref().map(|(_, put)| quote! { .#put });
    let without = parts.names.without_body.as_deref().map(|name| {
        let name = ident(name);
        let docs = docs::own(&format!("Like {}, without a body.", link(method)));
        quote! {
            #docs
            #deprecated
            #[inline]
            pub fn #name(&self #arguments) -> Call<#marker> {
                #call
            }
        }
    });
    let raw = parts.names.raw.as_deref().map(|name| {
        let name = ident(name);
        let docs = docs::own(&format!("Like {}, with a body of any content type.", link(method)));
        quote! {
            #docs
            #deprecated
            #[inline]
            pub fn #name(&self #arguments, content_type: &str, body: rt::Body) -> Call<#marker> {
                #call .raw_body(content_type, body)
            }
        }
    });
    let bodies = parts.operation.body.iter().filter(|body| body.is_argument).flat_map(|body| &body.others);
    let others = bodies.zip(&parts.names.others);
    let others = others.filter_map(|(body, name)| other_method(cx, &parts, name.as_deref()?, body));
    quote! {
        #docs
        #deprecated
        #[inline]
        pub fn #method(&self #arguments #body_argument) -> Call<#marker> {
            #call #body_put
        }
        #without
        #raw
        #(#others)*
    }
}

/// The method for a body in another media type, whose type is another one.
fn other_method(cx: &Context<'_>, parts: &Parts<'_>, name: &str, body: &OtherBody) -> Option<TokenStream> {
    let (method, marker, arguments, call) = (&parts.method, &parts.marker, parts.arguments(), parts.call());
    let (ty, put) = other_put(cx, parts, body)?;
    let name = ident(name);
    let media_type = docs::code(body.media_type.as_str());
    let docs = docs::own(&format!("Like {}, with a body of {media_type}.", link(method)));
    let deprecated = parts.operation.deprecated.then(|| quote! { #[deprecated] });
    Some(quote! {
        #docs
        #deprecated
        #[inline]
        pub fn #name(&self #arguments, body: #ty) -> Call<#marker> {
            #call #put
        }
    })
}

/// The type of a body in another media type, where it is another one, and how it is put into the call.
fn other_put(cx: &Context<'_>, parts: &Parts<'_>, body: &OtherBody) -> Option<(TokenStream, TokenStream)> {
    let (ty, put) = parameter::other_body(cx, body, body.ty.as_ref()?);
    let is_named = match body.codec {
        BodyCodec::Json => true,
        BodyCodec::Multipart => !body.media_type.is_multipart_form(),
        _ => false,
    };
    let content_type = is_named.then(|| {
        let media_type = body.media_type.as_str();
        quote! { .with_content_type(#media_type) }
    });
    let own = if body.codec.is_typed() { rules::body(cx, body.ty.as_ref()?, &body.constraints) } else { None };
    let of_typed = parts.operation.body.as_ref().filter(|body| body.codec.is_typed());
    let of_typed = of_typed.and_then(|body| rules::body(cx, &body.ty, &body.constraints));
    let rules = (own.is_some() || of_typed.is_some()).then(|| {
        let rules = own.unwrap_or_else(|| quote! { &[] });
        quote! { .body_rules(#rules) }
    });
    Some((ty, quote! { .#put #content_type #rules }))
}

/// The other media types of the body, and those of the answer.
fn choices(operation: &Operation) -> String {
    let listed = |names: Vec<&MediaType>| {
        let names: Vec<String> = names.iter().map(|name| docs::code(name.as_str())).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let bodies = |is_written: bool| {
        let is_typed = operation.body.as_ref().is_some_and(|body| body.codec.is_typed());
        let is_of_items = operation.body.as_ref().is_some_and(|body| body.codec.is_of_items());
        let others = operation.body.iter().flat_map(|body| &body.others).filter(|other| other.ty.is_none());
        let others = others.filter(|other| (is_typed == other.codec.is_typed() && !is_of_items) == is_written);
        listed(others.map(|other| &other.media_type).collect())
    };
    let answers = |is_decoded: bool| {
        let offers = operation.success.offered.iter().filter(|offer| offer.is_decoded == is_decoded);
        listed(offers.map(|offer| &offer.media_type).collect())
    };
    let lines = [
        bodies(true).map(|names| format!("The body can be sent as {names}, with `with_content_type`.")),
        bodies(false).map(|names| format!("Other bodies are given as bytes, with `with_body`: {names}.")),
        answers(true).map(|names| format!("Also offered: {names}, with `with_accept`.")),
        answers(false).map(|names| format!("Also offered: {names}, with `with_accept` and `bytes`.")),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

fn method_docs(parts: &Parts<'_>) -> TokenStream {
    let operation = parts.operation;
    let place = place(operation);
    let mut arguments = Vec::new();
    if parts.arguments.is_none() {
        for (index, name, _) in &parts.required {
            if let Some(description) = &operation.parameters[*index].description {
                arguments.push(docs::entry(&name.to_string(), description));
            }
        }
    }
    let body = operation.body.as_ref().filter(|body| body.is_argument);
    if let Some(description) = body.and_then(|body| body.description.as_ref()) {
        arguments.push(docs::entry("body", description));
    }
    let arguments = arguments.join("\n");
    let summary = operation.summary.as_deref().unwrap_or_default();
    let description = operation.description.as_deref().unwrap_or_default();
    let description = if description.trim() == summary.trim() { "" } else { description };
    let server = operation.server.as_ref().map(|server| {
        let server = docs::code(server);
        format!("Sent to {server}, unless the client has a base URL that the document does not name.")
    });
    let callbacks: Vec<String> = operation.callbacks.iter().map(callback).collect();
    let callbacks = callbacks.join("\n");
    let answers = answers(operation);
    let sequence = sequence(operation);
    let is_required = operation.body.as_ref().is_some_and(|body| body.required);
    let set = parts.names.body_setter.as_ref().map(|name| match is_required {
        true => format!("The service requires a body, which `{name}` of the call sets."),
        false => format!("A body is set by `{name}` of the call."),
    });
    let streams = stream::docs(operation);
    docs::paragraphs([
        summary,
        description,
        &arguments,
        &place,
        &answers,
        &streams,
        &choices(operation),
        set.as_deref().unwrap_or_default(),
        &callbacks,
        sequence,
        server.as_deref().unwrap_or_default(),
    ])
}

/// What the document says about each response.
fn answers(operation: &Operation) -> String {
    let described = |payload: &Payload| {
        let pairs = payload.statuses.iter().zip(&payload.descriptions);
        let entry =
            |(status, text): (&Status, &Option<String>)| Some(docs::entry(&status.to_string(), text.as_deref()?));
        pairs.filter_map(entry).collect::<Vec<_>>()
    };
    let entries = [described(&operation.success), described(&operation.failure)].concat();
    if entries.is_empty() { String::new() } else { format!("Responses:\n\n{}", entries.join("\n")) }
}

/// What else can be done with the call than to send it.
fn sequence(operation: &Operation) -> &'static str {
    match (&operation.pagination, &operation.long_running) {
        (Some(_), None) => "The answer is one of several pages: see `items()` and `pages()` of the call.",
        (None, Some(_)) => "The operation goes on after its answer: see `wait()` and `poller()` of the call.",
        (Some(_), Some(_)) => {
            "The operation goes on after its answer, and its result is one of several pages: see `wait()` and `items()` of the call."
        }
        (None, None) => "",
    }
}

/// What the service sends on account of the operation.
fn callback(message: &Message) -> String {
    let expression = message.expression.as_deref().unwrap_or_default();
    let sent = format!("{} {expression}", message.method.as_str());
    format!("- The service sends the callback {}: {}", docs::code(&message.name), docs::code(&sent))
}

/// `` `POST /score` ``.
fn place(operation: &Operation) -> String {
    docs::code(&format!("{} {}", operation.method.as_str(), operation.path))
}

/// The struct of many required parameters.
fn arguments_struct(parts: &Parts<'_>) -> Option<TokenStream> {
    let (name, borrows) = parts.arguments.as_ref()?;
    let lifetime = borrows.then(|| quote! { <'a> });
    let docs = docs::own(&format!("The required parameters of [`Client::{}`].", parts.method));
    let fields = parts.required.iter().map(|(index, name, argument)| {
        let parameter = &parts.operation.parameters[*index];
        let docs = docs::doc(&parameter_docs(parameter));
        let ty = &argument.ty;
        quote! { #docs pub #name: #ty, }
    });
    Some(quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name #lifetime { #(#fields)* }
    })
}

fn parameter_docs(parameter: &Parameter) -> String {
    let name = docs::code(&parameter.name);
    if let Some(part) = &parameter.part {
        let of = format!("The header {name} of the part {}", docs::code(&part.name));
        let place = format!("{of}{}.", if part.required { ", which is not sent without it" } else { "" });
        let said = parameter.description.as_ref().map(|description| format!("\n\n{description}"));
        return format!("{place}{}", said.unwrap_or_default());
    }
    let default = match (&parameter.fixed, parameter.made) {
        (Some(text), _) => format!(" Default: {}, its one value.", docs::code(text)),
        (None, Some(made)) => format!(" Default: {}.", made_docs(made.value)),
        (None, None) => String::new(),
    };
    match (&parameter.description, parameter.made) {
        (Some(description), None) => description.clone(),
        (Some(description), Some(made)) => format!("{description}\n\nDefault: {}.", made_docs(made.value)),
        (None, _) => format!("The {} parameter {name}.{default}", parameter.location),
    }
}

/// The value that a client makes for a header, in words.
fn made_docs(made: MadeValue) -> &'static str {
    match made {
        MadeValue::Key => "a random UUID for each call, which its repetitions keep",
        MadeValue::Time => "the time of each call, which its repetitions keep",
    }
}

/// The link to a method of the client. Links have keywords without the mark of raw identifiers.
fn link(method: &Ident) -> String {
    let name = method.to_string();
    format!("[`Client::{}`]", name.strip_prefix("r#").unwrap_or(&name))
}

/// The marker type with what the runtime needs to know.
fn marker(cx: &Context<'_>, id: OperationId, parts: &Parts<'_>) -> [TokenStream; 2] {
    let marker = &parts.marker;
    let docs = docs::own(&format!("The operation behind {}: {}.", link(&parts.method), place(parts.operation)));
    let (output, success) = response::payload(cx, id, Side::Success);
    let (error, failure) = response::payload(cx, id, Side::Failure);
    let headers = match parts.names.headers.as_deref().map(ident) {
        Some(name) => quote! { #name },
        None => quote! { rt::Headers },
    };
    let spec = spec::spec(cx, parts.operation, parts.names);
    [
        quote! {
            #docs
            #[derive(Debug)]
            pub enum #marker {}
        },
        quote! {
            impl rt::Operation for #marker {
                type Output = #output;
                type Error = #error;
                type Headers = #headers;
                type Success = #success;
                type Failure = #failure;
                const SPEC: &'static rt::Spec = #spec;
            }
        },
    ]
}

/// Setters of a body that is no argument.
fn body_setters(cx: &Context<'_>, parts: &Parts<'_>) -> Vec<TokenStream> {
    let (Some(body), Some(name)) = (&parts.operation.body, &parts.names.body_setter) else { return Vec::new() };
    let setter = |name: &str, docs: TokenStream, (ty, put): (TokenStream, TokenStream)| {
        let name = ident(name);
        quote! {
            #docs
            #[inline]
            pub fn #name(self, body: #ty) -> Self {
                self #put
            }
        }
    };
    let place = if body.required { "The body, which the service requires." } else { "The body." };
    let docs = docs::doc(body.description.as_deref().unwrap_or(place));
    let (ty, put) = parameter::body(cx, body);
    let own = setter(name, docs, (ty, quote! { .#put }));
    let others = body.others.iter().zip(&parts.names.others).filter_map(|(other, name)| {
        let media_type = other.media_type.as_str().replace('`', "'");
        let docs = docs::own(&format!("The body as `{media_type}`."));
        Some(setter(name.as_deref()?, docs, other_put(cx, parts, other)?))
    });
    std::iter::once(own).chain(others).collect()
}

/// Setters of the optional parameters, and of a body that is no argument.
fn setters(cx: &Context<'_>, parts: &Parts<'_>) -> Option<TokenStream> {
    let marker = &parts.marker;
    let optional = parts.operation.parameters.iter().enumerate().filter(|(_, parameter)| !parameter.required);
    let setters: Vec<TokenStream> = optional
        .map(|(index, parameter)| {
            let name = ident(&parts.names.parameters[index]);
            let argument = parameter::argument(cx, parameter, None);
            let (ty, docs) = (&argument.ty, docs::doc(&parameter_docs(parameter)));
            let value = if argument.by_value {
                quote! { &value }
            } else {
                quote! { value }
            };
            let put = put(index, parameter, &value);
            let deprecated = parameter.deprecated.then(|| quote! { #[deprecated] });
            quote! {
                #docs
                #deprecated
                #[inline]
                pub fn #name(self, value: #ty) -> Self {
                    self #put
                }
            }
        })
        .chain(body_setters(cx, parts))
        .collect();
    (!setters.is_empty()).then(|| quote! { impl Call<#marker> { #(#setters)* } })
}

/// The type of the response headers.
fn headers(cx: &Context<'_>, parts: &Parts<'_>) -> Vec<TokenStream> {
    let Some(name) = parts.names.headers.as_deref().map(ident) else {
        return Vec::new();
    };
    let docs = docs::own(&format!("The headers of an answer to [`Client::{}`].", parts.method));
    let accessors = parts.operation.headers.iter().zip(&parts.names.header_accessors).map(|(header, accessor)| {
        let accessor = ident(accessor);
        let ty = ty::owned(cx, From::Operations, &header.ty);
        let wire = header.name.to_ascii_lowercase();
        let place = format!("The header {}.", docs::code(&header.name));
        let docs = docs::doc(header.description.as_deref().filter(|text| !text.trim().is_empty()).unwrap_or(&place));
        let (ty, read) = match header.required {
            true => (ty, quote! { required }),
            false => (quote! { Option<#ty> }, quote! { parse }),
        };
        quote! {
            #docs
            #[inline]
            pub fn #accessor(&self) -> Result<#ty, rt::HeaderError> {
                self.0.#read(#wire)
            }
        }
    });
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct #name(rt::Headers);
        },
        quote! { rt::headers!(#name); },
        quote! { impl #name { #(#accessors)* } },
    ]
}
