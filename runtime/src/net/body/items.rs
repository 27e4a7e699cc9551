//! The items of a body that is made of them.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use serde_core::Serialize;

use super::Body;
use super::written::{ItemWriter, WrittenItems};
use crate::codec::body::Unwritable;
use crate::net::BoxError;

/// The items of a body of lines (`application/x-ndjson`, `application/jsonl`) or of a sequence (`application/json-seq`), each written as JSON.
///
/// A list is written before it is sent, so that it can be sent again. An iterator and a stream are asked for an item when it is sent, and can be sent once.
/// An item that cannot be written is an [`Error::InvalidRequest`](crate::net::error::Error::InvalidRequest), of a list before anything is sent.
///
/// ```
/// # use callsmith_runtime::BodyItems;
/// let listed: BodyItems<i32> = vec![1, 2].into();
/// let counted = BodyItems::of((0..).take(1_000_000));
/// ```
pub struct BodyItems<T>(Box<dyn FnOnce(&'static str) -> Body + Send>, PhantomData<fn(T)>);

impl<T: Serialize> BodyItems<T> {
    /// The items that an iterator gives.
    pub fn of<I: IntoIterator<Item = T, IntoIter: Send + 'static>>(items: I) -> Self {
        let items = items.into_iter();
        Self(Box::new(move |mark| Body::once(Box::pin(WrittenItems::new(mark, items)))), PhantomData)
    }

    /// The items that a stream gives. An error ends the body and fails the call.
    pub fn stream<S, E>(items: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        let items = Box::pin(items);
        Self(Box::new(move |mark| Body::once(Box::pin(Texts { writer: ItemWriter::new(mark), items }))), PhantomData)
    }
}

impl<T> BodyItems<T> {
    /// Each on a line of its own.
    pub fn into_lines(self) -> Body {
        self.0("")
    }

    /// Each behind the mark of a sequence (RFC 7464).
    pub fn into_sequence(self) -> Body {
        self.0("\u{1e}")
    }
}

impl<T: Serialize + Send + 'static> From<Vec<T>> for BodyItems<T> {
    fn from(items: Vec<T>) -> Self {
        let written = move |mark| {
            let (mut writer, mut text) = (ItemWriter::new(mark), Vec::new());
            match items.iter().try_for_each(|item| writer.write(&mut text, item)) {
                Ok(()) => text.into(),
                Err(failure) => Body::from_source(Unwritable(failure)),
            }
        };
        Self(Box::new(written), PhantomData)
    }
}

impl<T> fmt::Debug for BodyItems<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BodyItems")
    }
}

/// The texts of the items of a stream.
struct Texts<S> {
    writer: ItemWriter,
    items: Pin<Box<S>>,
}

impl<T: Serialize, E: Into<BoxError>, S: Stream<Item = Result<T, E>>> Stream for Texts<S> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(item) = ready!(self.items.as_mut().poll_next(cx)) else { return Poll::Ready(None) };
        let mut text = Vec::new();
        let written = item.map_err(Into::into).and_then(|item| Ok(self.writer.write(&mut text, &item)?));
        Poll::Ready(Some(written.map(|()| text.into())))
    }
}
