//! Bodies of requests: bytes, or a stream of them.

#[cfg(feature = "blocking")]
mod fed;
mod items;
mod reader;
mod source;
mod watched;
mod written;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use serde_core::Serialize;
use tokio::io::AsyncRead;

#[cfg(feature = "blocking")]
pub(crate) use self::fed::Feeding;
pub use self::items::BodyItems;
use self::source::{Joined, Once, Reading, pieces};
pub(crate) use self::source::{Pieces, Source};
use self::written::Written;
use crate::codec::json::EncodeFailure;
use crate::net::BoxError;

/// The body of a request: bytes, or a stream whose length may be unknown.
///
/// Bytes and files can be sent again, so calls with them are repeated, redirected and sent with a new token as their policies say. A stream is read once:
/// once its first byte was asked for, the call is not sent again. Clones share the stream; the first that is read gets it. A length that is known is sent as
/// `Content-Length`, and a stream that breaks its word is an error of the call; a body of unknown length is sent in chunks.
///
/// It is an [`http_body::Body`], which is how a transport of one's own ([`ClientBuilder::service`](crate::call::client::ClientBuilder::service)) reads it.
///
/// ```no_run
/// # use callsmith_runtime::{Body, Client, Error, Method};
/// # async fn run(client: Client) -> Result<(), Box<dyn std::error::Error>> {
/// let report = client.request(Method::GET, "/report").stream().await?.into_body();
/// let copy = client.request(Method::PUT, "/copy").body("text/csv", report);
/// copy.send().await?;
/// # #[cfg(feature = "fs")]
/// client.request(Method::PUT, "/archive").body("application/zip", Body::file("archive.zip")?).send().await?;
/// # Ok(())
/// # }
/// ```
pub struct Body {
    content: Content,
    /// How many bytes there are, where it is known.
    length: Option<u64>,
    /// What is being read.
    reading: Option<Reading>,
}

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Source(Arc<dyn Source>),
}

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

    /// What a reader gives, in pieces of 64 KiB. It can be sent once.
    pub fn reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::once(reader::pieces(reader))
    }

    /// A file, opened when it is sent and read piece by piece. It can be sent again. It is an error when it is not there or a folder; one that
    /// has another length when it is sent fails the call.
    #[cfg(feature = "fs")]
    pub fn file(path: impl AsRef<std::path::Path>) -> std::io::Result<Self> {
        let (path, length) = reader::file(path.as_ref())?;
        Ok(Self::of(path).with_length(length))
    }

    /// Items as JSON, each on a line of its own (`application/x-ndjson`, `application/jsonl`), encoded while they are sent.
    pub fn json_lines<T: Serialize, I: IntoIterator<Item = T, IntoIter: Send + 'static>>(items: I) -> Self {
        Self::once(Box::pin(Written::new("", items.into_iter())))
    }

    /// Items as a JSON text sequence (`application/json-seq`, RFC 7464), encoded while they are sent.
    pub fn json_sequence<T: Serialize, I: IntoIterator<Item = T, IntoIter: Send + 'static>>(items: I) -> Self {
        Self::once(Box::pin(Written::new("\u{1e}", items.into_iter())))
    }

    /// Tells the length of a stream: it is sent as `Content-Length`. A stream that gives less or more fails the call. Of bytes the length is known.
    #[must_use]
    pub fn with_length(mut self, length: u64) -> Self {
        if let Content::Source(_) = self.content {
            self.length = Some(length);
        }
        self
    }

    /// The length in bytes, where it is known.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The bytes, where the body is in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Source(_) => None,
        }
    }

    fn once(pieces: Pieces) -> Self {
        Self::of(Once::new(pieces))
    }

    /// Sets its length, where that is known.
    pub(crate) fn of_length(self, length: Option<u64>) -> Self {
        Self { length, ..self }
    }

    fn of(source: impl Source + 'static) -> Self {
        Self { content: Content::Source(Arc::new(source)), length: None, reading: None }
    }

    /// Bodies after each other. Of bytes alone it is bytes.
    pub(crate) fn joined(bodies: Vec<Body>) -> Self {
        let bytes: Option<Vec<&[u8]>> = bodies.iter().map(|body| body.as_bytes().map(AsRef::as_ref)).collect();
        if let Some(bytes) = bytes {
            return Self::from(bytes.concat());
        }
        let length = bodies.iter().try_fold(0_u64, |sum, body| sum.checked_add(body.length?));
        Self { length, ..Self::of(Joined(bodies)) }
    }

    /// `true` if it was begun to be read and cannot be read once more.
    pub(crate) fn is_spent(&self) -> bool {
        match &self.content {
            Content::Bytes(_) => false,
            Content::Source(source) => source.is_spent(),
        }
    }

    /// The reason why it cannot be sent, where that is known before.
    pub(crate) fn failure(&self) -> Option<&EncodeFailure> {
        match &self.content {
            Content::Bytes(_) => None,
            Content::Source(source) => source.failure(),
        }
    }

    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        let source = match &mut self.content {
            Content::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                return Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)));
            }
            Content::Source(source) => source,
        };
        let reading = match &mut self.reading {
            Some(reading) => reading,
            None => match source.open() {
                Ok(pieces) => self.reading.insert(Reading::new(pieces, self.length)),
                Err(error) => return Poll::Ready(Some(Err(error))),
            },
        };
        reading.poll_next(cx)
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
        self.as_bytes().is_some_and(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        let length = match (&self.content, &self.reading) {
            (Content::Bytes(bytes), _) => Some(bytes.len() as u64),
            (Content::Source(_), None) => self.length,
            (Content::Source(_), Some(reading)) => reading.left(),
        };
        length.map(SizeHint::with_exact).unwrap_or_default()
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

impl Default for Body {
    /// No bytes.
    fn default() -> Self {
        Self::from(Bytes::new())
    }
}

impl Clone for Body {
    /// The same body from its beginning.
    fn clone(&self) -> Self {
        Self { content: self.content.clone(), length: self.length, reading: None }
    }
}

impl PartialEq for Body {
    /// Streams are equal when they are the same.
    fn eq(&self, other: &Self) -> bool {
        match (&self.content, &other.content) {
            (Content::Bytes(own), Content::Bytes(other)) => own == other,
            (Content::Source(own), Content::Source(other)) => Arc::ptr_eq(own, other),
            _ => false,
        }
    }
}

impl Eq for Body {}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self { length: Some(bytes.len() as u64), content: Content::Bytes(bytes), reading: None }
    }
}

/// What becomes bytes without a copy.
macro_rules! from_bytes {
    ($($type:ty)*) => {$(
        impl From<$type> for Body {
            fn from(bytes: $type) -> Self {
                Bytes::from(bytes).into()
            }
        }
    )*};
}
from_bytes!(Vec<u8> String &'static str &'static [u8]);

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            Some(length) => write!(f, "Body({length} bytes)"),
            None => f.write_str("Body(a stream)"),
        }
    }
}

#[cfg(test)]
#[path = "../../../tests/unit/net/body.rs"]
mod tests;
