//! Bodies of requests: bytes, or a stream of them.

#[cfg(feature = "blocking")]
mod fed;
mod items;
mod reader;
mod watched;
mod written;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use serde_core::Serialize;
use tokio::io::AsyncRead;

#[cfg(feature = "blocking")]
pub(crate) use self::fed::Feeding;
pub use self::items::BodyItems;
use self::written::WrittenItems;
pub(crate) use crate::codec::body::Body;
pub(crate) use crate::codec::body::{Pieces, PollPieces, Source};
use crate::codec::json::EncodeFailure;
use crate::net::BoxError;

impl Body {
    /// A stream of bytes, which can be sent once. Its length is unknown unless it is told by [`Body::with_length`].
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        Self::once(pieces(stream))
    }

    /// A body from a reader, in pieces of 64 KiB. It can be sent once.
    pub fn reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::once(reader::pieces(reader))
    }

    /// A file, opened when it is sent and read piece by piece. It can be sent again. It is an error when it is not there or a folder; one that
    /// has another length when it is sent fails the call.
    ///
    /// # Errors
    /// There is no file at the path, it is a folder, or its metadata cannot be read.
    #[cfg(feature = "fs")]
    pub fn file(path: impl AsRef<std::path::Path>) -> std::io::Result<Self> {
        let (path, length) = reader::file(path.as_ref())?;
        Ok(Self::from_source(path).with_length(length))
    }

    /// Items as JSON, each on a line of its own (`application/x-ndjson`, `application/jsonl`), encoded while they are sent.
    pub fn json_lines<T: Serialize, I: IntoIterator<Item = T, IntoIter: Send + 'static>>(items: I) -> Self {
        Self::once(Box::pin(WrittenItems::new("", items.into_iter())))
    }

    /// Items as a JSON text sequence (`application/json-seq`, RFC 7464), encoded while they are sent.
    pub fn json_sequence<T: Serialize, I: IntoIterator<Item = T, IntoIter: Send + 'static>>(items: I) -> Self {
        Self::once(Box::pin(WrittenItems::new("\u{1e}", items.into_iter())))
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let piece = std::task::ready!(self.poll_piece(cx));
        Poll::Ready(piece.map(|piece| piece.map(Frame::data).map_err(|error| BodyFault(error).into())))
    }

    fn is_end_stream(&self) -> bool {
        self.as_piece().is_some_and(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        self.left().map(SizeHint::with_exact).unwrap_or_default()
    }
}

/// A stream of bytes gives pieces.
impl<S: Stream<Item = Result<Bytes, BoxError>>> PollPieces for S {
    fn poll_piece(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        self.poll_next(cx)
    }
}

/// The pieces of any stream of bytes.
fn pieces<S, B, E>(stream: S) -> Pieces
where
    S: Stream<Item = Result<B, E>> + Send + 'static,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    Box::pin(Erased(Box::pin(stream)))
}

/// A stream with its types erased.
struct Erased<S>(Pin<Box<S>>);

impl<S: Stream<Item = Result<B, E>>, B: Into<Bytes>, E: Into<BoxError>> Stream for Erased<S> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = std::task::ready!(self.0.as_mut().poll_next(cx));
        Poll::Ready(piece.map(|piece| piece.map(Into::into).map_err(Into::into)))
    }
}

/// An error of a body, told apart from one of the connection.
#[derive(Debug)]
pub(crate) struct BodyFault(BoxError);

impl BodyFault {
    /// `true` if an item could not be written.
    pub(crate) fn is_of_item(&self) -> bool {
        self.0.is::<EncodeFailure>()
    }
}

impl fmt::Display for BodyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for BodyFault {}

#[cfg(test)]
mod tests;
