//! A body of which it is known when the transport took a piece of it.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use tokio::time::Instant;

use super::{Body, Pieces, Source};
use crate::codec::json::EncodeFailure;
use crate::net::BoxError;

/// How many bytes are given at once.
const PIECE: usize = 64 << 10;

/// Since when the transport holds a piece of a body and asks for no other. Nothing while it waits for the source of the body, and before and after it.
#[derive(Clone, Default)]
pub(crate) struct Taking(Arc<Mutex<Option<Instant>>>);

impl Taking {
    fn set(&self, since: Option<Instant>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = since;
    }

    /// Waits until a piece was not taken for so long.
    pub(crate) async fn stalled(self, limit: Duration) {
        loop {
            let now = Instant::now();
            let since = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(due) = since.unwrap_or(now).checked_add(limit) else { return std::future::pending().await };
            if now >= due {
                return;
            }
            tokio::time::sleep_until(due).await;
        }
    }
}

impl Body {
    /// The body in pieces of 64 KiB at most, and how far the transport is with it. `None` where it is one piece.
    pub(crate) fn watched(&self) -> Option<(Self, Taking)> {
        if self.length().is_some_and(|length| length <= PIECE as u64) {
            return None;
        }
        let taking = Taking::default();
        let body = Self::of(Watched { body: self.clone(), taking: taking.clone() });
        Some((body.of_length(self.length()), taking))
    }
}

struct Watched {
    body: Body,
    taking: Taking,
}

impl Source for Watched {
    fn open(&self) -> Result<Pieces, BoxError> {
        Ok(Box::pin(Watching { body: self.body.clone(), rest: Bytes::new(), taking: self.taking.clone() }))
    }

    fn is_spent(&self) -> bool {
        self.body.is_spent()
    }

    fn failure(&self) -> Option<&EncodeFailure> {
        self.body.failure()
    }

    fn is_in_memory(&self) -> bool {
        self.body.is_in_memory()
    }

    fn bytes(&self) -> Option<&Bytes> {
        self.body.as_bytes()
    }
}

struct Watching {
    body: Body,
    /// What was read and not given yet.
    rest: Bytes,
    taking: Taking,
}

impl Stream for Watching {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.taking.set(None);
        while self.rest.is_empty() {
            match ready!(self.body.poll_piece(cx)) {
                Some(Ok(piece)) => self.rest = piece,
                end => return Poll::Ready(end),
            }
        }
        let length = self.rest.len().min(PIECE);
        let piece = self.rest.split_to(length);
        self.taking.set(Some(Instant::now()));
        Poll::Ready(Some(Ok(piece)))
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.taking.set(None);
    }
}
