//! Answers whose items come one by one.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::contract;
use super::operation::OperationTokens;
use super::ty::{self, From};
use crate::ir::{Framing, Items, Operation};

/// The implementations for an operation's streams, by which a call has `events` and `stream_items`.
pub(super) fn items(cx: &Context<'_>, parts: &OperationTokens<'_>) -> Vec<TokenStream> {
    parts.operation.success.streams.iter().map(|items| of_stream(cx, parts, items)).collect()
}

/// Describes the ways to read the items of an operation's streams.
pub(super) fn docs(operation: &Operation) -> String {
    let streams = operation.success.streams.iter().map(|items| {
        let (media_type, method) = (super::docs::code(items.media_type.as_str()), items.framing.method());
        format!("[`{method}`](Call::{method}) reads the items of {media_type} one by one.")
    });
    streams.collect::<Vec<_>>().join("\n\n")
}

fn of_stream(cx: &Context<'_>, parts: &OperationTokens<'_>, items: &Items) -> TokenStream {
    let marker = &parts.marker;
    let ty = ty::owned(cx, From::Operations, &items.ty);
    let codec = contract::codec(cx, items.codec, parts.operation.reading);
    let framing = match items.framing {
        Framing::Events { whole } => {
            let whole = whole.then(|| quote! { const WHOLE: bool = true; });
            let json = &items.json;
            let json = (!json.is_empty()).then(|| quote! { const JSON: &'static [&'static str] = &[#(#json),*]; });
            return quote! {
                impl rt::HasEvents for #marker {
                    type Data = #ty;
                    type Codec = #codec;
                    #whole
                    #json
                }
            };
        }
        Framing::Lines => quote! { rt::Framing::Lines },
        Framing::Sequence => quote! { rt::Framing::Sequence },
    };
    // As the value of a header.
    let media_type = &items.media_type;
    let media_type = if media_type.is_header_value() { media_type.as_str() } else { media_type.essence() };
    quote! {
        impl rt::HasItems for #marker {
            type Item = #ty;
            type Codec = #codec;
            const FRAMING: rt::Framing = #framing;
            const MEDIA_TYPE: &'static str = #media_type;
        }
    }
}
