//! Decoding a body while it is received.

use std::error::Error;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

#[cfg(feature = "brotli")]
use async_compression::tokio::bufread::BrotliDecoder;
#[cfg(feature = "gzip")]
use async_compression::tokio::bufread::GzipDecoder;
#[cfg(feature = "zstd")]
use async_compression::tokio::bufread::ZstdDecoder;
use bytes::{Buf, Bytes};
use http_body::{Body as _, Frame};
use tokio::io::{AsyncBufRead, AsyncRead, ReadBuf};

use super::{Coding, Miscoded};
use crate::net::BoxError;
use crate::net::transport::Incoming;

// Bounds what one byte of input makes at a time: the reader above checks its limit after each piece.
/// The greatest number of decoded bytes in a piece.
const PIECE: usize = 32 << 10;

// A frame names its own window, so without a bound it names how much memory is taken.
/// The window of a zstd frame that is decoded, as the exponent of two: 8 MiB (RFC 9659).
#[cfg(feature = "zstd")]
const WINDOW: u32 = 23;

// By async-compression, as reqwest and tower-http do: it knows headers, checksums and members, and gives at most as
// many bytes as it is asked for.
/// A body without a coding.
pub(super) fn decode(body: Incoming, coding: Coding) -> Incoming {
    Incoming::new(Decoding { coding, state: State::Begun(Input { body, piece: Bytes::new() }), buffer: Vec::new() })
}

struct Decoding {
    coding: Coding,
    state: State,
    buffer: Vec<u8>,
}

enum State {
    /// Nothing was received so far: a body of no bytes has no coding.
    Begun(Input),
    Decoded(Pin<Box<dyn AsyncRead + Send>>),
    Ended,
}

impl http_body::Body for Decoding {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Self { coding, state, buffer } = &mut *self;
        if let State::Begun(input) = state {
            let is_empty = ready!(Pin::new(&mut *input).poll_fill_buf(cx)).map(<[u8]>::is_empty);
            *state = match (is_empty, std::mem::replace(state, State::Ended)) {
                (Ok(false), State::Begun(input)) => State::Decoded(reader(input, *coding)),
                (Err(error), _) => return Poll::Ready(Some(Err(reason(error, *coding)))),
                _ => return Poll::Ready(None),
            };
        }
        let State::Decoded(reader) = state else { return Poll::Ready(None) };
        buffer.resize(PIECE, 0);
        let mut piece = ReadBuf::new(buffer);
        let read = ready!(reader.as_mut().poll_read(cx, &mut piece));
        let result = match read {
            Ok(()) if piece.filled().is_empty() => None,
            Ok(()) => return Poll::Ready(Some(Ok(Frame::data(Bytes::copy_from_slice(piece.filled()))))),
            Err(error) => Some(Err(reason(error, *coding))),
        };
        *state = State::Ended;
        Poll::Ready(result)
    }
}

fn reader(input: Input, coding: Coding) -> Pin<Box<dyn AsyncRead + Send>> {
    match coding {
        #[cfg(feature = "gzip")]
        Coding::Gzip => {
            // A body may be a series of members (RFC 1952, section 2.2). Without this the decoder stops behind the
            // first one.
            let mut decoder = GzipDecoder::new(input);
            decoder.multiple_members(true);
            Box::pin(decoder)
        }
        #[cfg(feature = "brotli")]
        Coding::Brotli => Box::pin(BrotliDecoder::new(input)),
        #[cfg(feature = "zstd")]
        Coding::Zstd => {
            let window = async_compression::zstd::DParameter::window_log_max(WINDOW);
            let mut decoder = ZstdDecoder::with_params(input, &[window]);
            decoder.multiple_members(true);
            Box::pin(decoder)
        }
        #[cfg(not(all(feature = "gzip", feature = "brotli", feature = "zstd")))]
        other => unreachable!("`{}` is not decoded", other.name()),
    }
}

/// A fault of the transport, or of the coding.
fn reason(error: io::Error, coding: Coding) -> BoxError {
    match error.downcast::<Passed>() {
        Ok(passed) => passed.0,
        Err(error) => Miscoded(coding, error.to_string()).into(),
    }
}

/// An error of the body, on its way through a decoder.
#[derive(Debug)]
struct Passed(BoxError);

impl fmt::Display for Passed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Passed {}

/// The bytes of a body that is being received.
struct Input {
    body: Incoming,
    piece: Bytes,
}

impl AsyncBufRead for Input {
    fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        let Self { body, piece } = self.get_mut();
        while piece.is_empty() {
            match ready!(Pin::new(&mut *body).poll_frame(cx)) {
                // Trailers are no bytes.
                Some(Ok(frame)) => *piece = frame.into_data().unwrap_or_default(),
                Some(Err(error)) => return Poll::Ready(Err(io::Error::other(Passed(error)))),
                None => break,
            }
        }
        Poll::Ready(Ok(piece))
    }

    fn consume(mut self: Pin<&mut Self>, amount: usize) {
        self.piece.advance(amount);
    }
}

impl AsyncRead for Input {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let piece = ready!(self.as_mut().poll_fill_buf(cx))?;
        let amount = piece.len().min(buffer.remaining());
        buffer.put_slice(&piece[..amount]);
        self.consume(amount);
        Poll::Ready(Ok(()))
    }
}
