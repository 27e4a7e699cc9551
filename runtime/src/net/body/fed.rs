//! Bodies whose bytes are made by the thread that waits for the answer, not by the one that carries them.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::Body;
use crate::net::BoxError;

/// A piece of a body, or its end.
type Piece = Option<Result<Bytes, BoxError>>;

/// Feeds a body, while it is polled.
///
/// A piece is asked for when the reader wants it: a body of which nothing was read is not begun.
pub(crate) struct Feeding {
    body: Body,
    channel: Arc<Channel>,
    is_done: bool,
}

/// The reading end.
struct Fed(Arc<Channel>);

#[derive(Default)]
struct Channel(Mutex<State>);

#[derive(Default)]
struct State {
    is_wanted: bool,
    piece: Option<Piece>,
    is_over: bool,
    reader: Option<Waker>,
    writer: Option<Waker>,
}

impl Channel {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An end of the channel is gone.
    fn end(&self) {
        let mut state = self.lock();
        state.is_over = true;
        // They are woken without the lock: a waker may poll the other end at once.
        let wakers = [state.reader.take(), state.writer.take()];
        drop(state);
        wakers.into_iter().flatten().for_each(Waker::wake);
    }
}

impl Body {
    /// A body that reads from this one, which is read where the feeding is polled.
    pub(crate) fn fed(self) -> (Body, Feeding) {
        let channel = Arc::new(Channel::default());
        let fed = Body::once(Box::pin(Fed(channel.clone()))).of_length(self.length());
        (fed, Feeding { body: self, channel, is_done: false })
    }
}

impl Feeding {
    /// Gives the reader what it wants. Ready when there is nothing more to give.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        while !self.is_done {
            {
                let mut state = self.channel.lock();
                if !state.is_wanted && !state.is_over {
                    state.writer = Some(cx.waker().clone());
                    return Poll::Pending;
                }
                self.is_done = state.is_over;
            }
            if !self.is_done {
                // The body is polled without the lock: an iterator of the caller may take its time, and may panic.
                let piece = ready!(self.body.poll_piece(cx));
                self.is_done = !matches!(piece, Some(Ok(_)));
                let mut state = self.channel.lock();
                (state.piece, state.is_wanted) = (Some(piece), false);
                let reader = state.reader.take();
                drop(state);
                reader.into_iter().for_each(Waker::wake);
            }
        }
        Poll::Ready(())
    }
}

impl Drop for Feeding {
    fn drop(&mut self) {
        self.channel.end();
    }
}

impl Stream for Fed {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut state = self.0.lock();
        if let Some(piece) = state.piece.take() {
            return Poll::Ready(piece);
        }
        if state.is_over {
            return Poll::Ready(Some(Err("the call ended before its body".into())));
        }
        state.is_wanted = true;
        state.reader = Some(cx.waker().clone());
        let writer = state.writer.take();
        drop(state);
        writer.into_iter().for_each(Waker::wake);
        Poll::Pending
    }
}

impl Drop for Fed {
    fn drop(&mut self) {
        self.0.end();
    }
}
