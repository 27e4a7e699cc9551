//! Requests of calls that block.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::{Arriving, Incoming, Pool, Transport};
use crate::net::BoxError;
use crate::net::body::{Body, Feeding};

/// Sends a request whose body is not in memory, and makes the bytes of the body where the answer is waited for and received: the iterators and streams of a
/// caller may take their time, and may block.
pub(super) fn send(transport: &dyn Transport, request: http::Request<Body>, pool: Pool) -> Arriving {
    let (parts, body) = request.into_parts();
    let (fed, mut feeding) = body.fed();
    let mut arriving = transport.send(http::Request::from_parts(parts, fed), pool);
    Box::pin(async move {
        let answer = poll_fn(|cx| {
            let arrived = arriving.as_mut().poll(cx);
            if arrived.is_pending() {
                let _ = feeding.poll(cx);
            }
            arrived
        });
        let answer = answer.await?;
        Ok(answer.map(|answer| Incoming::new(Feeder { answer, feeding })))
    })
}

/// The body of an answer that comes while the one of the request is still sent.
struct Feeder {
    answer: Incoming,
    feeding: Feeding,
}

impl http_body::Body for Feeder {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.answer).poll_frame(cx);
        if frame.is_pending() {
            let _ = self.feeding.poll(cx);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.answer.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.answer.size_hint()
    }
}
