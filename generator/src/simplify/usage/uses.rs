//! The uses of types.

use super::places;
use crate::ir::{Api, BodyCodec, Message, Operation, Payload, Type, TypeId, View, Views};
use crate::spec::MediaType;

/// The views of each type: those of the operations that use it, by itself or within others.
pub(super) fn views(api: &mut Api) -> Vec<Views> {
    let mut open: Vec<(TypeId, View)> = Vec::new();
    each(api, &mut |id, view| {
        open.push((*id, view));
        *id
    });
    let mut views = vec![Views::default(); api.types.len()];
    while let Some((id, view)) = open.pop() {
        if views[id.0].insert(view) {
            places::each(&mut api.types[id.0].kind, view, &mut |id, view| {
                open.push((*id, view));
                *id
            });
        }
    }
    views
}

/// Shows the named types that operations, webhooks and callbacks use, each with its view; what the visitor gives takes
/// its place.
pub(super) fn each(api: &mut Api, visit: &mut impl FnMut(&TypeId, View) -> TypeId) {
    api.operations.iter_mut().for_each(|operation| self::operation(operation, visit));
    api.webhooks.iter_mut().for_each(|message| self::message(message, visit));
}

fn operation(operation: &mut Operation, visit: &mut impl FnMut(&TypeId, View) -> TypeId) {
    for parameter in &mut operation.parameters {
        places::whole(&mut parameter.ty, View::Request, visit);
    }
    if let Some(body) = &mut operation.body {
        places::whole(&mut body.ty, view_of(body.codec, &body.media_type), visit);
        for other in &mut body.others {
            let view = view_of(other.codec, &other.media_type);
            other.ty.iter_mut().for_each(|ty| places::whole(ty, view, visit));
        }
    }
    payload(&mut operation.success, visit);
    payload(&mut operation.failure, visit);
    for header in &mut operation.headers {
        places::whole(&mut header.ty, View::Response, visit);
    }
    operation.callbacks.iter_mut().for_each(|callback| message(callback, visit));
}

/// The types of bodies that are merge patches.
pub(super) fn patches(api: &mut Api) -> impl Iterator<Item = &mut Type> {
    let bodies = api.operations.iter_mut().filter_map(|operation| operation.body.as_mut());
    bodies.flat_map(|body| {
        let target = (view_of(body.codec, &body.media_type) == View::Patch).then_some(&mut body.ty);
        let others = body.others.iter_mut().filter(|other| view_of(other.codec, &other.media_type) == View::Patch);
        target.into_iter().chain(others.filter_map(|other| other.ty.as_mut()))
    })
}

// By the media type, since it says what `null` means and whether bytes are a file.
/// The view of a body that is sent.
fn view_of(codec: BodyCodec, media_type: &MediaType) -> View {
    match codec {
        BodyCodec::Multipart => View::Multipart,
        BodyCodec::Json if media_type.is_merge_patch() => View::Patch,
        _ => View::Request,
    }
}

fn payload(payload: &mut Payload, visit: &mut impl FnMut(&TypeId, View) -> TypeId) {
    let responses = payload.responses.iter_mut().map(|response| &mut response.ty);
    let streams = payload.streams.iter_mut().map(|items| &mut items.ty);
    for ty in std::iter::once(&mut payload.ty).chain(streams).chain(responses) {
        places::whole(ty, View::Response, visit);
    }
}

// Webhooks and callbacks are sent by the service: their body is a response to the user, and their answer a request.
/// A request of the service has the service's own view of its values, and the answer to it is sent.
fn message(message: &mut Message, visit: &mut impl FnMut(&TypeId, View) -> TypeId) {
    // The service sends a webhook, so `readOnly` properties are there as in a response.
    for (ty, view) in [(&mut message.body, View::Response), (&mut message.response, View::Request)] {
        if let Some(ty) = ty {
            places::whole(ty, view, visit);
        }
    }
}
