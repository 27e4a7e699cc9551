//! Answers of which each piece comes within a time.

use std::fmt;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::Sleep;

use super::Incoming;
use crate::net::BoxError;

/// The body of an answer, which is an error once nothing of it came for so long. Without a runtime of tokio there is no limit.
pub(crate) fn timed(body: Incoming, limit: Option<Duration>) -> Incoming {
    match limit {
        Some(limit) if !body.is_end_stream() => Incoming::new(Timed { body, limit, silence: None, is_new: true }),
        _ => body,
    }
}

struct Timed {
    body: Incoming,
    limit: Duration,
    /// Until when the service may be silent.
    silence: Option<Pin<Box<Sleep>>>,
    /// `true` until it is waited for the first time.
    is_new: bool,
}

impl Body for Timed {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            self.silence = None;
            return Poll::Ready(frame);
        }
        if tokio::runtime::Handle::try_current().is_err() {
            return Poll::Pending;
        }
        // A small body came with the head of its answer, and is there once the task of the connection has run. A timer costs more than that turn.
        if std::mem::take(&mut self.is_new) {
            let _woken_soon = pin!(tokio::task::yield_now()).poll(cx);
            return Poll::Pending;
        }
        let limit = self.limit;
        let silence = self.silence.get_or_insert_with(|| Box::pin(tokio::time::sleep(limit)));
        ready!(silence.as_mut().poll(cx));
        Poll::Ready(Some(Err(Silence(limit).into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Nothing came for so long.
#[derive(Debug)]
pub(super) struct Silence(pub(super) Duration);

impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nothing came within {:?}", self.0)
    }
}

impl std::error::Error for Silence {}
