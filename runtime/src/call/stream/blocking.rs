//! Streams without async.

use std::fmt;
use std::io::{self, Read};

use bytes::{Buf, Bytes};

use super::events::MEDIA_TYPE;
use super::{Events, HasEvents, HasItems, ItemStream, finish_events, finish_items};
use crate::call::{FinishedStream, Operation, RawCall, Streamed, finish_stream};
use crate::net::byte_stream::ByteStream;
use crate::net::error::{Error, Failure};
use crate::net::send;
use crate::net::transport::Pool;

/// The body of an answer as a reader that blocks: what `stream_blocking` gives. It is received piece by piece while
/// it is read. Errors are [`Error`]s within those of [`io`]; after one there is nothing more.
pub struct BlockingStream {
    /// Not there after it failed.
    stream: Option<ByteStream>,
    piece: Bytes,
}

impl BlockingStream {
    pub(crate) fn new(stream: ByteStream) -> Self {
        Self { stream: Some(stream), piece: Bytes::new() }
    }

    /// The next piece. `None` at the end.
    fn receive(&mut self) -> Result<Option<Bytes>, Error> {
        let Some(mut stream) = self.stream.take() else { return Ok(None) };
        let about = stream.about().clone();
        let piece = send::wait(&about.target, about.carrier, stream.chunk())?;
        self.stream = Some(stream);
        Ok(piece)
    }
}

impl Read for BlockingStream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.piece.is_empty() && !buffer.is_empty() {
            self.piece = self.receive().map_err(io::Error::other)?.unwrap_or_default();
        }
        let length = self.piece.len().min(buffer.len());
        self.piece.copy_to_slice(&mut buffer[..length]);
        Ok(length)
    }
}

impl fmt::Debug for BlockingStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BlockingStream({:?})", self.stream)
    }
}

/// The answer of an operation with its body as a reader that blocks, or its error.
pub type FinishedBlocking<O> =
    Result<crate::net::response::Response<BlockingStream, <O as Operation>::Headers>, Error<<O as Operation>::Error>>;

/// Hands out the body of a success as a reader, and decodes that of an error.
pub fn finish_blocking<O: Operation>(streamed: Result<Streamed, Failure>) -> FinishedBlocking<O> {
    let finished: FinishedStream<O> = finish_stream::<O>(streamed.map_err(Failure::into_error)?);
    finished.map(|response| response.map(BlockingStream::new))
}

/// Sends a call for server-sent events, and blocks until the answer has begun.
pub fn events_blocking<O: HasEvents>(mut call: Box<RawCall>) -> Result<Events<O::Data>, Error<O::Error>> {
    call.accept(MEDIA_TYPE);
    let streamed = call.stream_blocking_as(Some(MEDIA_TYPE)).map_err(Failure::into_error)?;
    finish_events::<O>(streamed).map(|events| events.on(Pool::Blocking))
}

/// Sends a call for items that come one by one, and blocks until the answer has begun.
pub fn items_blocking<O: HasItems>(mut call: Box<RawCall>) -> Result<ItemStream<O::Item>, Error<O::Error>> {
    call.accept(O::MEDIA_TYPE);
    finish_items::<O>(call.stream_blocking().map_err(Failure::into_error)?)
}
