//! The items of a body that is made of them.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use serde_core::Serialize;

use super::Body;
use super::source::Pieces;
use super::written::{Written, write};
use crate::error::BoxError;

/// The items of a body of lines (`application/x-ndjson`, `application/jsonl`) or of a sequence (`application/json-seq`), each written as JSON.
///
/// A list is written before it is sent, so that it can be sent again. An iterator and a stream are asked for an item when it is sent, and can be sent once.
///
/// ```
/// # use callsmith_runtime::BodyItems;
/// let listed: BodyItems<i32> = vec![1, 2].into();
/// let counted = BodyItems::of((0..).take(1_000_000));
/// ```
pub struct BodyItems<T>(Items<T>);

enum Items<T> {
    List(Vec<T>),
    Iterator(Box<dyn Iterator<Item = T> + Send>),
    Stream(Pin<Box<dyn Stream<Item = Result<T, BoxError>> + Send>>),
}

impl<T> BodyItems<T> {
    /// The items that an iterator gives.
    pub fn of<I: IntoIterator<Item = T, IntoIter: Send + 'static>>(items: I) -> Self {
        Self(Items::Iterator(Box::new(items.into_iter())))
    }

    /// The items that a stream gives. An error ends the body and fails the call.
    pub fn stream<S, E>(items: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self(Items::Stream(Box::pin(Faults(Box::pin(items)))))
    }
}

impl<T> From<Vec<T>> for BodyItems<T> {
    fn from(items: Vec<T>) -> Self {
        Self(Items::List(items))
    }
}

impl<T: Serialize + Send + 'static> BodyItems<T> {
    /// Each on a line of its own.
    pub fn into_lines(self) -> Body {
        self.written("")
    }

    /// Each behind the mark of a sequence (RFC 7464).
    pub fn into_sequence(self) -> Body {
        self.written("\u{1e}")
    }

    fn written(self, mark: &'static str) -> Body {
        let pieces: Pieces = match self.0 {
            Items::List(items) => {
                let mut text = Vec::new();
                match items.iter().try_for_each(|item| write(&mut text, mark, item)) {
                    Ok(()) => return text.into(),
                    // Fails where it is sent, as that of an iterator does.
                    Err(_) => Box::pin(Written::new(mark, items.into_iter())),
                }
            }
            Items::Iterator(items) => Box::pin(Written::new(mark, items)),
            Items::Stream(items) => Box::pin(Texts { mark, items }),
        };
        Body::once(pieces)
    }
}

impl<T> fmt::Debug for BodyItems<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BodyItems")
    }
}

/// A stream with its errors erased.
struct Faults<S>(Pin<Box<S>>);

impl<T, E: Into<BoxError>, S: Stream<Item = Result<T, E>>> Stream for Faults<S> {
    type Item = Result<T, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.0.as_mut().poll_next(cx));
        Poll::Ready(item.map(|item| item.map_err(Into::into)))
    }
}

/// The texts of the items of a stream.
struct Texts<T> {
    mark: &'static str,
    items: Pin<Box<dyn Stream<Item = Result<T, BoxError>> + Send>>,
}

impl<T: Serialize> Stream for Texts<T> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(item) = ready!(self.items.as_mut().poll_next(cx)) else { return Poll::Ready(None) };
        let mut text = Vec::new();
        let written = item.and_then(|item| Ok(write(&mut text, self.mark, &item)?));
        Poll::Ready(Some(written.map(|()| text.into())))
    }
}
