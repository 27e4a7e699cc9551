//! The future of a call: a named type, so that generated code needs no `async fn`.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use super::Outcome;
use crate::net::BoxFuture;

// On the heap and named: `IntoFuture` of a generated call needs a type, and a future by value would be copied at each
// step. It stays below a kilobyte, since larger ones are beyond the caches of common allocators.
/// The future of a call, which gives a `T`.
///
/// All of it but the function at its end, which decodes, is the same for every operation. `R` is what that function is given.
#[must_use = "futures do nothing unless awaited"]
pub struct CallFuture<T, R = Outcome> {
    /// Never locked, since a future is only polled through `&mut`: the mutex is there to make this `Sync`.
    sending: Mutex<BoxFuture<R>>,
    finish: fn(R) -> T,
}

/// The future of a call whose answer is read piece by piece, which gives a `T` once status and headers are there.
pub type StreamFuture<T> = CallFuture<T, super::Streamed>;

impl<T, R> CallFuture<T, R> {
    pub(crate) fn new(sending: impl Future<Output = R> + Send + 'static, finish: fn(R) -> T) -> Self {
        let sending = Mutex::new(Box::pin(sending) as BoxFuture<R>);
        Self { sending, finish }
    }
}

impl<T, R> Future for CallFuture<T, R> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let sending = self.sending.get_mut().unwrap_or_else(PoisonError::into_inner);
        sending.as_mut().poll(cx).map(self.finish)
    }
}
