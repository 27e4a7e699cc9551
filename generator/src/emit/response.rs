//! Responses: an enum where each status has a body of its own.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::operation::Parts;
use super::ty::{self, From};
use super::{contract, docs};
use crate::ir::{Answer, Codec, OperationId, Payload, Reading, Side, Type, TypeKind};
use crate::spec::Status;

/// The type of what comes back on a side, and the marker of its codec.
pub(super) fn payload(cx: &Context<'_>, id: OperationId, side: Side) -> (TokenStream, TokenStream) {
    let payload = cx.api.operation(id).payload(side);
    let ty = match cx.names.operations[id.0].answers(side) {
        Some(names) => {
            let name = ident(&names.name);
            quote! { #name }
        }
        None => answer(cx, payload.codec, &payload.ty),
    };
    let own = Answer { codec: payload.codec, ty: payload.ty.clone() };
    (ty, marker(cx, &own, cx.api.operation(id).reading))
}

/// The type of a body, and the marker of its codec.
pub(super) fn marked(cx: &Context<'_>, own: &Answer, reading: Reading) -> (TokenStream, TokenStream) {
    (answer(cx, own.codec, &own.ty), marker(cx, own, reading))
}

/// The marker of the codec of a body. A text or bytes may be there or not where the type says so; and that there is no body is no value of a
/// type for any value.
fn marker(cx: &Context<'_>, own: &Answer, reading: Reading) -> TokenStream {
    let marker = contract::codec(cx, own.codec, reading);
    match own.codec {
        Codec::JsonString | Codec::Text | Codec::Binary if matches!(own.ty, Type::Nullable(_)) => {
            quote! { rt::Optional<#marker> }
        }
        Codec::Json | Codec::Xml(_) | Codec::JsonOrXml(_) if *ty::resolved(cx, &own.ty) == Type::Any => {
            quote! { rt::Present<#marker> }
        }
        _ => marker,
    }
}

/// The type of a body.
pub(super) fn answer(cx: &Context<'_>, codec: Codec, ty: &Type) -> TokenStream {
    match codec {
        Codec::Empty => quote! { () },
        _ => ty::owned(cx, From::Operations, ty),
    }
}

/// The enums of what comes back from an operation.
pub(super) fn enums(cx: &Context<'_>, id: OperationId, parts: &Parts<'_>) -> Vec<TokenStream> {
    Side::BOTH.into_iter().flat_map(|side| enumeration(cx, id, side, parts)).collect()
}

fn enumeration(cx: &Context<'_>, id: OperationId, side: Side, parts: &Parts<'_>) -> Vec<TokenStream> {
    let Some(names) = parts.names.answers(side) else { return Vec::new() };
    let payload = parts.operation.payload(side);
    let (name, method) = (ident(&names.name), &parts.method);
    let about = match side {
        Side::Success => "A successful answer",
        Side::Failure => "An error that answers",
    };
    let docs = docs::own(&format!("{about} to [`Client::{method}`], by its status."));
    let first = cx.facts.same_answers.get(&(id, side)).and_then(|first| cx.names.operations[first.0].answers(side));
    if let Some(first) = first {
        let first = ident(&first.name);
        return vec![quote! { #docs pub type #name = #first; }];
    }
    let variants: Vec<Ident> = names.variants.iter().map(|name| ident(name)).collect();
    let bodies = payload.answers.iter().map(|answer| body(cx, answer));
    let about = payload.statuses.iter().map(|status| docs::own(&described(*status)));
    let large = payload.answers.iter().any(|answer| is_large(cx, answer));
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
        Side::Success => quote! { rt::answers!(#name { #(#rows),* }); },
        Side::Failure => quote! { rt::error_answers!(#name { #(#rows),* }); },
    };
    vec![item, table]
}

/// What a variant holds.
fn body(cx: &Context<'_>, own: &Answer) -> Option<TokenStream> {
    let ty = answer(cx, own.codec, &own.ty);
    (own.codec != Codec::Empty).then(|| quote! { (#ty) })
}

/// Each status with its variant and the marker of its codec.
fn table(cx: &Context<'_>, payload: &Payload, variants: &[Ident], reading: Reading) -> Vec<TokenStream> {
    let rows = payload.statuses.iter().zip(&payload.answers).zip(variants).map(|((status, answer), variant)| {
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
        let codec = contract::unqualified(marker(cx, answer, reading));
        let codec = (answer.codec != Codec::Empty).then(|| quote! { (#codec) });
        quote! { #status => #variant #codec }
    });
    rows.collect()
}

fn described(status: Status) -> String {
    match status {
        Status::Default => "Every other status.".to_owned(),
        Status::Range(_) => format!("Every status `{status}` that is not listed."),
        Status::Code(_) => format!("Status `{status}`."),
    }
}

/// `true` if clippy may warn that a variant is much larger than the others.
fn is_large(cx: &Context<'_>, answer: &Answer) -> bool {
    let named = match ty::resolved(cx, &answer.ty) {
        Type::Nullable(inner) => ty::resolved(cx, inner),
        other => other,
    };
    matches!(named, Type::Named(id) if !matches!(cx.api.ty(*id).kind, TypeKind::Enum(_)))
}

/// The type of what comes back on a side as text, for tools.
pub(crate) fn payload_text(cx: &Context<'_>, id: OperationId, side: Side) -> String {
    ty::text(&payload(cx, id, side).0)
}

/// The type of one response as text, for tools.
pub(crate) fn answer_text(cx: &Context<'_>, own: &Answer) -> String {
    ty::text(&answer(cx, own.codec, &own.ty))
}
