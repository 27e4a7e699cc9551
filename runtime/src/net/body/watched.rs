//! A body of which it is known when the transport took a piece of it.

use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use tokio::time::Instant;

use super::{Body, Pieces, Source};
use crate::codec::json::EncodeFailure;
use crate::net::BoxError;

// A larger piece would count as a standstill on a slow connection, though its bytes go out all the time.
/// The size of a piece in bytes.
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
            // While no piece is held, the earliest standstill ends a whole limit from now.
            let Some(due) = since.unwrap_or(now).checked_add(limit) else { return std::future::pending().await };
            if now >= due {
                return;
            }
            tokio::time::sleep_until(due).await;
        }
    }
}

impl Body {
    // A body of one piece is handed over at once, so there is nothing to watch.
    /// `true` if it is sent in several pieces, so that an answer may come before its end.
    pub(crate) fn has_pieces(&self) -> bool {
        self.length().is_none_or(|length| length > PIECE as u64)
    }

    /// The body in pieces of 64 KiB at most, and how far the transport is with it. `None` where it is one piece.
    ///
    /// With `looks`, an early answer of the service is looked for before each piece. That yields to the runtime which polls the body, so the same
    /// runtime has to send the request.
    pub(crate) fn watched(&self, looks: bool) -> Option<(Self, Taking)> {
        if !self.has_pieces() {
            return None;
        }
        let taking = Taking::default();
        let body = Self::from_source(Watched { body: self.clone(), taking: taking.clone(), looks });
        Some((body.of_length(self.length()), taking))
    }
}

// A body around the body, since the time without progress is the transport's, and no transport says it.
struct Watched {
    body: Body,
    taking: Taking,
    looks: bool,
}

impl Source for Watched {
    fn open(&self) -> Result<Pieces, BoxError> {
        let (body, taking) = (self.body.clone(), self.taking.clone());
        let look = self.looks.then(Arc::default);
        Ok(Box::pin(Watching { body, rest: Bytes::new(), taking, turn: Turn::Making, look }))
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
    /// Bytes that were read and not handed out yet.
    rest: Bytes,
    taking: Taking,
    turn: Turn,
    /// The look before each piece.
    look: Option<Arc<Look>>,
}

impl Stream for Watching {
    type Item = Result<Bytes, BoxError>;

    /// A service that answers early closes the connection, and what is written then meets a reset. So its answer is
    /// looked for before each piece. Nothing in between takes time: neither the making of the next piece, nor the
    /// writing of the last one.
    ///
    /// A reset between the look and the write remains. The system keeps the answer even then, but hyper (1.12,
    /// `Dispatcher::poll_loop`) fails at a write without a last read.
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.taking.set(None);
        let look = self.look.clone();
        if look.as_ref().is_some_and(|look| look.is_under_way(cx)) {
            return Poll::Pending;
        }
        if let Some(look) = look.as_ref().filter(|_| self.turn == Turn::Given) {
            self.turn = if self.rest.is_empty() { Turn::Making } else { Turn::Giving };
            return look.begin(cx);
        }
        while self.rest.is_empty() {
            match ready!(self.body.poll_piece(cx)) {
                Some(Ok(piece)) => self.rest = piece,
                end => return Poll::Ready(end),
            }
        }
        if let Some(look) = look.filter(|_| self.turn == Turn::Making) {
            self.turn = Turn::Giving;
            return look.begin(cx);
        }
        self.turn = Turn::Given;
        let length = self.rest.len().min(PIECE);
        let piece = self.rest.split_to(length);
        self.taking.set(Some(Instant::now()));
        Poll::Ready(Some(Ok(piece)))
    }
}

/// The turn of a body that gives pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Making,
    Giving,
    Given,
}

/// A look of the runtime at what came, which ends when the runtime wakes it: the task of it while it is under way.
///
/// A task that asks once more, as hyper does within one turn after a write, has not looked meanwhile.
#[derive(Default)]
struct Look(Mutex<Option<Waker>>);

impl Look {
    fn begin<T>(self: &Arc<Self>, cx: &mut Context<'_>) -> Poll<T> {
        *self.lock() = Some(cx.waker().clone());
        let waker = Waker::from(self.clone());
        // It is put off until the runtime has looked.
        let _woken_soon = pin!(tokio::task::yield_now()).poll(&mut Context::from_waker(&waker));
        Poll::Pending
    }

    fn is_under_way(&self, cx: &mut Context<'_>) -> bool {
        self.lock().as_mut().map(|waker| waker.clone_from(cx.waker())).is_some()
    }

    fn lock(&self) -> MutexGuard<'_, Option<Waker>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wake for Look {
    fn wake(self: Arc<Self>) {
        let waker = self.lock().take();
        waker.into_iter().for_each(Waker::wake);
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.taking.set(None);
    }
}
