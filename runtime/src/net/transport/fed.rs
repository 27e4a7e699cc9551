//! Requests of calls that block.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::{Incoming, Pool, ResponseFuture, Transport};
use crate::net::BoxError;
use crate::net::body::{Body, Feeding};

/// Sends a request whose body is not in memory. The bytes of the body are made where the answer is waited for.
/// Iterators and streams of a caller may take their time, and may block.
pub(super) fn send(transport: &dyn Transport, request: http::Request<Body>, pool: Pool) -> ResponseFuture {
    let (parts, body) = request.into_parts();
    let (fed, mut feeding) = body.fed();
    // An early answer is looked for here as well, where the bytes are carried.
    let fed = fed.watched(true).map_or(fed, |(watched, _)| watched);
    let mut arriving = transport.send(http::Request::from_parts(parts, fed), pool);
    Box::pin(async move {
        let response = poll_fn(|cx| {
            let arrived = arriving.as_mut().poll(cx);
            if arrived.is_pending() {
                let _ = feeding.poll(cx);
            }
            arrived
        });
        let response = response.await?;
        Ok(response.map(|response| Incoming::new(Feeder { response, feeding })))
    })
}

/// The body of an answer that comes while the one of the request is still sent.
struct Feeder {
    response: Incoming,
    feeding: Feeding,
}

impl http_body::Body for Feeder {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.response).poll_frame(cx);
        if frame.is_pending() {
            let _ = self.feeding.poll(cx);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.response.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.response.size_hint()
    }
}
