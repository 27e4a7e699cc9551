//! Responses: an enum where each status has a body of its own.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::operation::OperationTokens;
use super::ty::{self, From};
use super::{contract, docs};
use crate::ir::{Codec, OperationId, Payload, Reading, ResponseSide, Type, TypeKind, TypedResponse};
use crate::spec::Status;

/// The type of what comes back on a side, and the marker of its codec.
pub(super) fn payload(cx: &Context<'_>, id: OperationId, side: ResponseSide) -> (TokenStream, TokenStream) {
    let payload = cx.api.operation(id).payload(side);
    let ty = match cx.names.operations[id.0].responses(side) {
        Some(names) => {
            let name = ident(&names.name);
            quote! { #name }
        }
        None => response_type(cx, payload.codec, &payload.ty),
    };
    let answer_of_all = TypedResponse { codec: payload.codec, ty: payload.ty.clone() };
    (ty, marker(cx, &answer_of_all, cx.api.operation(id).reading))
}

/// The type of a body, and the marker of its codec.
pub(super) fn marked(cx: &Context<'_>, response: &TypedResponse, reading: Reading) -> (TokenStream, TokenStream) {
    (response_type(cx, response.codec, &response.ty), marker(cx, response, reading))
}

/// The marker of the codec of a body. A text or bytes may be there or not where the type says so. No body at all is not
/// a value of a type for any value.
fn marker(cx: &Context<'_>, response: &TypedResponse, reading: Reading) -> TokenStream {
    let marker = contract::codec(cx, response.codec, reading);
    match response.codec {
        Codec::JsonString | Codec::Text | Codec::Binary if matches!(response.ty, Type::Nullable(_)) => {
            quote! { rt::Optional<#marker> }
        }
        Codec::Json | Codec::Xml(_) | Codec::JsonOrXml(_) if *ty::resolved(cx, &response.ty) == Type::Any => {
            quote! { rt::Present<#marker> }
        }
        _ => marker,
    }
}

/// The type of a body.
pub(super) fn response_type(cx: &Context<'_>, codec: Codec, ty: &Type) -> TokenStream {
    match codec {
        Codec::Empty => quote! { () },
        _ => ty::owned(cx, From::Operations, ty),
    }
}

/// The enums of what comes back from an operation.
pub(super) fn enums(cx: &Context<'_>, id: OperationId, parts: &OperationTokens<'_>) -> Vec<TokenStream> {
    ResponseSide::ALL.into_iter().flat_map(|side| enumeration(cx, id, side, parts)).collect()
}

fn enumeration(cx: &Context<'_>, id: OperationId, side: ResponseSide, parts: &OperationTokens<'_>) -> Vec<TokenStream> {
    let Some(names) = parts.names.responses(side) else { return Vec::new() };
    let payload = parts.operation.payload(side);
    let name = ident(&names.name);
    let about = match side {
        ResponseSide::Success => "Successful answers of",
        ResponseSide::Failure => "Errors returned by",
    };
    let docs = docs::text_docs(&format!("{about} {}, by status.", parts.link()));
    // A type alias and no enum of its own: one function of the caller can handle the errors of all these operations.
    let first = cx.facts.same_answers.get(&(id, side)).and_then(|first| cx.names.operations[first.0].responses(side));
    if let Some(first) = first {
        let first = ident(&first.name);
        return vec![quote! { #docs pub type #name = #first; }];
    }
    let variants: Vec<Ident> = names.variants.iter().map(|name| ident(name)).collect();
    let bodies = payload.responses.iter().map(|response| body(cx, response));
    let about = payload.statuses.iter().map(|status| docs::text_docs(&described(*status)));
    let large = payload.responses.iter().any(|response| is_large(cx, response));
    let large = large.then(|| quote! { #[allow(clippy::large_enum_variant)] });
    let item = quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #large
        pub enum #name {
            #(#about #variants #bodies,)*
        }
    };
    let rows = table(cx, payload, &variants, cx.api.operation(id).reading);
    let table = match side {
        ResponseSide::Success => quote! { rt::answers!(#name { #(#rows),* }); },
        ResponseSide::Failure => quote! { rt::error_answers!(#name { #(#rows),* }); },
    };
    vec![item, table]
}

/// The type that a variant holds.
fn body(cx: &Context<'_>, response: &TypedResponse) -> Option<TokenStream> {
    let ty = response_type(cx, response.codec, &response.ty);
    (response.codec != Codec::Empty).then(|| quote! { (#ty) })
}

/// Each status with its variant and the marker of its codec.
fn table(cx: &Context<'_>, payload: &Payload, variants: &[Ident], reading: Reading) -> Vec<TokenStream> {
    let rows = payload.statuses.iter().zip(&payload.responses).zip(variants).map(|((status, response), variant)| {
        let status = match status {
            Status::Code(code) => {
                let code = Literal::u16_unsuffixed(*code);
                quote! { Code(#code) }
            }
            Status::Range(digit) => {
                let digit = Literal::u8_unsuffixed(*digit);
                quote! { Range(#digit) }
            }
            Status::Default => quote! { Default },
        };
        let codec = contract::unqualified(marker(cx, response, reading));
        let codec = (response.codec != Codec::Empty).then(|| quote! { (#codec) });
        quote! { #status => #variant #codec }
    });
    rows.collect()
}

fn described(status: Status) -> String {
    match status {
        Status::Default => "Any other status.".to_owned(),
        Status::Range(_) => format!("Any other status `{status}`."),
        Status::Code(_) => format!("Status `{status}`."),
    }
}

/// `true` if clippy may warn that a variant is much larger than the others.
fn is_large(cx: &Context<'_>, response: &TypedResponse) -> bool {
    let named = match ty::resolved(cx, &response.ty) {
        Type::Nullable(inner) => ty::resolved(cx, inner),
        other => other,
    };
    matches!(named, Type::Named(id) if !matches!(cx.api.ty(*id).kind, TypeKind::Enum(_)))
}

/// The type of what comes back on a side as text, for tools.
pub(crate) fn payload_text(cx: &Context<'_>, id: OperationId, side: ResponseSide) -> String {
    ty::text(&payload(cx, id, side).0)
}

/// The type of one response as text, for tools.
pub(crate) fn response_text(cx: &Context<'_>, response: &TypedResponse) -> String {
    ty::text(&response_type(cx, response.codec, &response.ty))
}
