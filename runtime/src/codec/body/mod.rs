//! Bodies of requests as data: bytes, or a source of them.
//!
//! The functions that make a source of a stream, a reader or a file stand above, in `net/body`.

mod source;

use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;

use self::source::{JoinedBodies, Once, Reading};
pub(crate) use self::source::{Pieces, PollPieces, Source, Unwritable};
use crate::codec::BoxError;
use crate::codec::json::EncodeFailure;

/// Pieces in memory up to this number of bytes are joined: one write costs less than several.
const SMALL: u64 = 64 << 10;

// A source is opened when the transport reads it. So a clone of a request is free, and a file is sent again from its
// begin.
/// The body of a request: bytes, or a stream whose length may be unknown.
///
/// Bytes and files can be sent again, so calls with them are repeated, redirected and sent with a new token as their
/// policies say. A stream is read once: once its first byte was asked for, the call is not sent again. Clones share the
/// stream; the first that is read gets it. A known length is sent as `Content-Length`, and a stream that breaks its
/// word is an error of the call. A body of unknown length is sent in chunks.
///
/// A service may answer before it has the whole body, such as 413 (Content Too Large), and that answer is the outcome
/// of the call. An answer is looked for before each piece of 64 KiB. One is missed where the service resets the
/// connection just while a piece is written. Then hyper gives the connection up, and does not read an answer that came
/// before. The call then ends with an error of the transport.
///
/// With the feature `client` it is a `Body` of the crate `http_body`, which is how a transport of one's own (`ClientBuilder::service`) reads it.
///
/// ```no_run
/// # #[cfg(feature = "client")]
/// # async fn run(client: callsmith_runtime::Client) -> Result<(), Box<dyn std::error::Error>> {
/// # use callsmith_runtime::{Body, Method};
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
    /// The number of bytes, if it is known.
    length: Option<u64>,
    /// The source that is being read.
    reading: Option<Box<Reading>>,
}

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Source(Arc<dyn Source>),
}

impl Body {
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

    /// The bytes, where the body is in memory. Those of several parts are copied for it, once.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Source(source) => source.bytes(),
        }
    }

    /// `true` if all bytes are in memory, in one piece or in several. Nothing is copied to tell it.
    pub(crate) fn is_in_memory(&self) -> bool {
        match &self.content {
            Content::Bytes(_) => true,
            Content::Source(source) => source.is_in_memory(),
        }
    }

    /// The bytes, where they are in memory as one piece.
    pub(crate) fn as_piece(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Source(_) => None,
        }
    }

    pub(crate) fn once(pieces: Pieces) -> Self {
        Self::from_source(Once::new(pieces))
    }

    /// Sets its length, where that is known.
    pub(crate) fn of_length(self, length: Option<u64>) -> Self {
        Self { length, ..self }
    }

    pub(crate) fn from_source(source: impl Source + 'static) -> Self {
        Self { content: Content::Source(Arc::new(source)), length: None, reading: None }
    }

    /// Bodies after each other. Little that is in memory becomes one piece; of the rest nothing is copied.
    pub(crate) fn joined(bodies: Vec<Body>) -> Self {
        let length = bodies.iter().try_fold(0_u64, |sum, body| sum.checked_add(body.length?));
        let pieces: Option<Vec<&[u8]>> = bodies.iter().map(|body| body.as_piece().map(AsRef::as_ref)).collect();
        match pieces.filter(|_| length.is_some_and(|length| length <= SMALL)) {
            Some(pieces) => Self::from(pieces.concat()),
            None => Self { length, ..Self::from_source(JoinedBodies::new(bodies)) },
        }
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

    /// The number of bytes that are still to be read, where that is known.
    pub(crate) fn left(&self) -> Option<u64> {
        match (&self.content, &self.reading) {
            (Content::Bytes(bytes), _) => Some(bytes.len() as u64),
            (Content::Source(_), None) => self.length,
            (Content::Source(_), Some(reading)) => reading.left(),
        }
    }

    pub(crate) fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
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
                Ok(pieces) => self.reading.insert(Box::new(Reading::new(pieces, self.length))),
                Err(error) => return Poll::Ready(Some(Err(error))),
            },
        };
        reading.poll_next(cx)
    }
}

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
            (Content::Source(source), Content::Source(other)) if Arc::ptr_eq(source, other) => true,
            _ if self.length != other.length || !self.is_in_memory() || !other.is_in_memory() => false,
            _ => self.as_bytes() == other.as_bytes(),
        }
    }
}

impl Eq for Body {}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self { length: Some(bytes.len() as u64), content: Content::Bytes(bytes), reading: None }
    }
}

/// Conversions into bytes without a copy.
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
