//! The body of an answer as a stream of bytes.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::{Body as _, Frame, SizeHint};
use tokio::io::AsyncWrite;
use tokio::time::Sleep;

use crate::net::body::Body;
use crate::net::error::{Error, FaultKind, Target, TimeoutError, TimeoutPhase, TransportError, TransportFault};
use crate::net::transport::{Carrier, Incoming, fault};

/// The body of an answer, received while it is read: what is not asked for stays with the service.
///
/// Read it with [`chunk`](Self::chunk), as a [`Stream`] or as an [`http_body::Body`], or hand it to [`write_to`](Self::write_to), `save_to` or another call
/// (`Body::from`). There is no limit to how long it is. The longest silence of the service is limited: see [`with_idle_timeout`](Self::with_idle_timeout). Dropping it
/// closes the connection. After an error there is nothing more.
pub struct ByteStream {
    /// Never locked: the mutex is there to make this `Sync`.
    body: Mutex<Option<Incoming>>,
    about: StreamContext,
    length: Option<u64>,
    idle: Option<Duration>,
    /// The same where nothing is said of it. Without a runtime of tokio there is none.
    default_idle: Option<Duration>,
    /// Since when the service is silent.
    silence: Mutex<Option<Pin<Box<Sleep>>>>,
}

/// The answer that a stream belongs to, and the limit of its memory.
#[derive(Clone)]
pub(crate) struct StreamContext {
    pub(crate) target: Target,
    pub(crate) limit: usize,
    /// The runtime that carries it.
    #[cfg_attr(not(feature = "blocking"), expect(dead_code, reason = "no calls block"))]
    pub(crate) carrier: Carrier,
}

impl StreamContext {
    /// A fault as an error of the call.
    pub(crate) fn failed(&self, fault: TransportFault) -> Error {
        let target = self.target.clone();
        match fault.kind {
            FaultKind::Timeout => Error::Timeout(TimeoutError::new(target, TimeoutPhase::Attempt, None)),
            _ => Error::Transport(TransportError::new(target, fault)),
        }
    }
}

impl ByteStream {
    pub(crate) fn new(
        body: Incoming,
        about: StreamContext,
        (idle, default_idle): (Option<Duration>, Option<Duration>),
    ) -> Self {
        let length = body.size_hint().exact();
        Self { body: Mutex::new(Some(body)), about, length, idle, default_idle, silence: Mutex::new(None) }
    }

    /// The length that the service announced for the whole.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Limits how long the service may be silent. Default: that of the call or client (`with_idle_timeout`, `ClientBuilder::idle_timeout`), else its time
    /// limit, else 60 seconds. `None` is no limit. Counts while a piece is waited for.
    #[must_use]
    pub fn with_idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.idle = limit.into();
        self.without_default_idle()
    }

    /// The same stream, which may be silent for as long as the service likes unless a limit is set.
    pub(crate) fn without_default_idle(mut self) -> Self {
        self.default_idle = None;
        self.silence = Mutex::new(None);
        self
    }

    /// The next piece. `None` at the end.
    ///
    /// # Errors
    /// The connection broke, the service was silent for too long, or the body is not of the content coding that it names.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        self.next().await.transpose()
    }

    async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|cx| self.poll_piece(cx)).await
    }

    /// All that is left. It is an error when that is more than `ClientBuilder::response_limit` or `with_response_limit` allow.
    ///
    /// # Errors
    /// As for [`chunk`](Self::chunk), and where there is more than the limit.
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let mut all = BytesMut::new();
        while let Some(piece) = self.chunk().await? {
            if piece.len() > self.about.limit.saturating_sub(all.len()) {
                return Err(self.about.failed(FaultKind::TooLarge(self.about.limit).into()));
            }
            // A body of one piece is handed on without a copy.
            if all.is_empty() && self.length == Some(piece.len() as u64) {
                return Ok(piece);
            }
            all.extend_from_slice(&piece);
        }
        Ok(all.freeze())
    }

    /// Writes all that is left, flushes, and gives the number of bytes.
    ///
    /// # Errors
    /// As for [`chunk`](Self::chunk), and where the writer fails.
    pub async fn write_to<W: AsyncWrite + Unpin + ?Sized>(mut self, writer: &mut W) -> Result<u64, Error> {
        let mut written = 0;
        while let Some(mut piece) = self.chunk().await? {
            while !piece.is_empty() {
                let step = poll_fn(|cx| Pin::new(&mut *writer).poll_write(cx, &piece)).await;
                let count = match step {
                    Ok(0) => Err(std::io::ErrorKind::WriteZero.into()),
                    other => other,
                };
                let count = count.map_err(|error| self.unwritten(error))?;
                written += count as u64;
                let _ = piece.split_to(count);
            }
        }
        poll_fn(|cx| Pin::new(&mut *writer).poll_flush(cx)).await.map_err(|error| self.unwritten(error))?;
        Ok(written)
    }

    /// Writes all that is left into a new file, or over an old one, and gives the number of bytes. What was written before an error stays.
    ///
    /// # Errors
    /// As for [`chunk`](Self::chunk), and where the file cannot be written.
    #[cfg(feature = "fs")]
    pub async fn save_to(self, path: impl AsRef<std::path::Path>) -> Result<u64, Error> {
        let file = tokio::fs::File::create(path).await;
        let mut file = file.map_err(|error| self.unwritten(error))?;
        self.write_to(&mut file).await
    }

    fn unwritten(&self, error: std::io::Error) -> Error {
        self.about.failed(TransportFault::new(FaultKind::Unwritten, error))
    }

    pub(crate) fn about(&self) -> &StreamContext {
        &self.about
    }

    /// The time that the service may be silent.
    pub(crate) fn idle(&self) -> Option<Duration> {
        self.idle
    }

    // At once, and not when the stream is dropped: who got an error may keep the stream, and would keep the connection.
    /// Receives nothing more.
    pub(crate) fn close(&mut self) {
        self.body = Mutex::new(None);
    }

    /// Ends with a fault.
    pub(crate) fn fail(&mut self, fault: TransportFault) -> Error {
        self.close();
        self.about.failed(fault)
    }

    pub(crate) fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let slot = self.body.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Some(body) = slot else { return Poll::Ready(None) };
        let silence = self.silence.get_mut().unwrap_or_else(PoisonError::into_inner);
        let end = loop {
            match Pin::new(&mut *body).poll_frame(cx) {
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(piece) if !piece.is_empty() => {
                        *silence = None;
                        return Poll::Ready(Some(Ok(piece)));
                    }
                    // Trailers.
                    _ => continue,
                },
                Poll::Ready(Some(Err(error))) => break Some(Err(self.about.failed(fault(error)))),
                Poll::Ready(None) => break None,
                Poll::Pending => {
                    let Some(limit) = self.idle.or(self.default_idle) else { return Poll::Pending };
                    if tokio::runtime::Handle::try_current().is_err() {
                        if self.idle.is_none() {
                            return Poll::Pending;
                        }
                        break Some(Err(self.about.failed(FaultKind::NoRuntime.into())));
                    }
                    let timer = silence.get_or_insert_with(|| Box::pin(tokio::time::sleep(limit)));
                    ready!(timer.as_mut().poll(cx));
                    let target = self.about.target.clone();
                    break Some(Err(Error::Timeout(TimeoutError::new(target, TimeoutPhase::Idle, Some(limit)))));
                }
            }
        };
        (*slot, *silence) = (None, None);
        Poll::Ready(end)
    }
}

impl From<ByteStream> for Body {
    /// Sends the answer of another call while it is received.
    fn from(stream: ByteStream) -> Self {
        let length = stream.length();
        Self::stream(stream).of_length(length)
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_piece(cx)
    }
}

impl http_body::Body for ByteStream {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        self.poll_piece(cx).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            Some(length) => write!(f, "ByteStream({length} bytes of {})", self.about.target),
            None => write!(f, "ByteStream({})", self.about.target),
        }
    }
}
