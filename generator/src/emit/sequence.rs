//! Operations that take several requests: for more pages, and until they are done.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::ty::{self, From};
use super::{contract, response};
use crate::ir::{
    Codec, LongRunning, NextPage, OperationId, PagePlace, Pagination, Payload, ResultPlace, TypedResponse,
};
use crate::spec::Status;

/// The implementation of `Paged` of an operation.
pub(super) fn paged(cx: &Context<'_>, id: OperationId) -> Option<TokenStream> {
    let (pagination, item) = (cx.api.operation(id).pagination.as_ref()?, cx.facts.items.get(&id)?);
    let marker = ident(&cx.names.operations[id.0].marker);
    let item = ty::owned(cx, From::Operations, item);
    let polling = cx.api.operation(id).long_running.as_ref().map(|long_running| {
        let polling = polling(long_running);
        quote! { .polling(#polling) }
    });
    // The result of a long-running operation may come with another status than its first answer.
    let status = pagination.status.filter(|_| polling.is_none()).map(|status| {
        let status = contract::status(status);
        quote! { .of_status(#status) }
    });
    // Paging is data and no code. The runtime follows all pages by one table. It reads links and cursors by JSON
    // Pointer, so no type of a page has to be known.
    let paging = paging(cx, id, pagination);
    let page =
        cx.api.operation(id).success.by_status().into_iter().find(|(declared, _)| *declared == pagination.status);
    let reading = cx.api.operation(id).reading;
    let codec = match page.map(|(_, page)| page.codec) {
        Some(declared @ Codec::Xml(_)) => declared,
        Some(declared @ Codec::JsonOrXml(_)) if !reading.non_finite => declared,
        _ => Codec::Json,
    };
    let codec = contract::codec(cx, codec, reading);
    Some(quote! {
        impl rt::Paged for #marker {
            type Item = #item;
            type Codec = #codec;
            const PAGING: rt::Paging = #paging #status #polling;
        }
    })
}

/// The implementation of `LongRunning` of an operation.
pub(super) fn long_running(cx: &Context<'_>, id: OperationId) -> Option<TokenStream> {
    let operation = cx.api.operation(id);
    let long_running = operation.long_running.as_ref()?;
    let marker = ident(&cx.names.operations[id.0].marker);
    let (result, codec) = response::marked(cx, &result(&operation.success, long_running), operation.reading);
    let polling = polling(long_running);
    Some(quote! {
        impl rt::LongRunning for #marker {
            type Result = #result;
            type Codec = #codec;
            const POLLING: rt::Polling = #polling;
        }
    })
}

/// The payload of the result: that of the success, unless that is empty at first only. If it differs by status, it is
/// that of a status which says that the operation is done.
pub(crate) fn result(success: &Payload, long_running: &LongRunning) -> TypedResponse {
    let mut result = TypedResponse { codec: success.codec, ty: success.ty.clone() };
    let by_status = success.statuses.iter().zip(&success.responses);
    let done = by_status.filter(|(status, response)| **status != Status::Code(202) && response.codec != Codec::Empty);
    if let Some((_, response)) = done.min_by_key(|(status, _)| **status) {
        result = response.clone();
    } else if long_running.has_body && success.codec != Codec::ByStatus {
        result.ty = success.ty.clone().split_null().0;
    }
    result
}

fn polling(long_running: &LongRunning) -> TokenStream {
    let place = match long_running.result {
        ResultPlace::Usual => None,
        ResultPlace::Location => Some(quote! { .result_at_location() }),
        ResultPlace::Original => Some(quote! { .result_at_original() }),
        ResultPlace::Status => Some(quote! { .result_in_status() }),
    };
    quote! { rt::Polling::new() #place }
}

fn paging(cx: &Context<'_>, id: OperationId, pagination: &Pagination) -> TokenStream {
    let items = &pagination.items;
    let next = match &pagination.next {
        NextPage::Nothing => None,
        NextPage::Link(pointer) => Some(quote! { .next_link(#pointer) }),
        NextPage::Header => Some(quote! { .link_header() }),
        NextPage::Cursor { place: PagePlace::Parameter(parameter), pointer } => {
            let parameter = Literal::usize_unsuffixed(*parameter);
            Some(quote! { .cursor(#parameter, #pointer) })
        }
        NextPage::Cursor { place: PagePlace::Body(to), pointer } => Some(quote! { .cursor_in_body(#to, #pointer) }),
        NextPage::Offset { place, start } => Some(counted(place, *start, ["offset", "offset_in_body"])),
        NextPage::Page { place, start } => Some(counted(place, *start, ["page", "page_in_body"])),
        NextPage::Operation { pointer, operation, link, values } => {
            let marker = marker(cx, id, *operation);
            let values = values.iter().map(|(from, to)| {
                let (from, to) = (Literal::usize_unsuffixed(*from), Literal::usize_unsuffixed(*to));
                quote! { (#from, #to) }
            });
            let link = link.map(|link| {
                let link = Literal::usize_unsuffixed(link);
                quote! { .link(#link) }
            });
            let spec = quote! { <#marker as rt::Operation>::SPEC };
            Some(quote! { .next_operation(#pointer, rt::NextOperation::new(#spec, &[#(#values),*]) #link) })
        }
    };
    let more = pagination.more.as_ref().map(|pointer| quote! { .more(#pointer) });
    let total = pagination.total.as_ref().map(|pointer| quote! { .total(#pointer) });
    let last = pagination.last.as_ref().map(|pointer| quote! { .last(#pointer) });
    let header = pagination.header.as_ref().map(|header| quote! { .header(#header) });
    quote! { rt::Paging::new(#items) #next #header #more #total #last }
}

/// Pages that are counted, by the method for a parameter or the one for a place in the body.
fn counted(place: &PagePlace, start: u64, [of_parameter, of_body]: [&str; 2]) -> TokenStream {
    let start = Literal::u64_unsuffixed(start);
    match place {
        PagePlace::Parameter(parameter) => {
            let (method, parameter) = (ident(of_parameter), Literal::usize_unsuffixed(*parameter));
            quote! { .#method(#parameter, #start) }
        }
        PagePlace::Body(pointer) => {
            let method = ident(of_body);
            quote! { .#method(#pointer, #start) }
        }
    }
}

/// The path of a marker from the module of another operation.
fn marker(cx: &Context<'_>, from: OperationId, to: OperationId) -> TokenStream {
    let marker = ident(&cx.names.operations[to.0].marker);
    let group = |id| cx.facts.groups.iter().position(|group| group.operations.contains(&id));
    let other = group(to).filter(|to| group(from) != Some(*to)).map(|group| ident(&cx.names.groups[group]));
    other.map_or_else(|| quote! { #marker }, |group| quote! { super::#group::#marker })
}
