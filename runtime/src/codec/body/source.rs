//! Sources of the bytes of a body.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use super::Body;
use crate::codec::BoxError;
use crate::codec::json::EncodeFailure;

/// Gives one piece of a body after the other, as a stream does.
pub(crate) trait PollPieces {
    fn poll_piece(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>>;
}

/// The pieces of a body.
pub(crate) type Pieces = Pin<Box<dyn PollPieces + Send>>;

/// Gives the pieces of a body from its beginning.
pub(crate) trait Source: Send + Sync {
    /// Begins to read.
    fn open(&self) -> Result<Pieces, BoxError>;
    /// `true` if it cannot be read any more.
    fn is_spent(&self) -> bool {
        false
    }
    /// The reason why it cannot be read at all, where that is known.
    fn failure(&self) -> Option<&EncodeFailure> {
        None
    }
    /// `true` if all bytes are in memory.
    fn is_in_memory(&self) -> bool {
        false
    }
    /// All bytes as one piece, where they are in memory.
    fn bytes(&self) -> Option<&Bytes> {
        None
    }
}

/// Items of which one could not be written.
pub(crate) struct Unwritable(pub(crate) EncodeFailure);

impl Source for Unwritable {
    fn open(&self) -> Result<Pieces, BoxError> {
        Err(self.0.clone().into())
    }

    fn failure(&self) -> Option<&EncodeFailure> {
        Some(&self.0)
    }
}

// Taken out when it is opened, so that a stream that was never begun can still be sent by a repetition.
/// A stream, which can be read once.
pub(super) struct Once(Mutex<Option<Pieces>>);

impl Once {
    pub(super) fn new(pieces: Pieces) -> Self {
        Self(Mutex::new(Some(pieces)))
    }
}

impl Source for Once {
    fn open(&self) -> Result<Pieces, BoxError> {
        let pieces = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        pieces.ok_or_else(|| "it is a stream, which was sent before and cannot be sent again".into())
    }

    fn is_spent(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }
}

/// Bodies after each other, none of which is copied.
pub(super) struct JoinedBodies {
    bodies: Vec<Body>,
    // Only a caller who asks for the bytes of a body of several parts has them copied together; sending does not.
    /// The bytes of all, once they are asked for as one piece.
    bytes: OnceLock<Option<Bytes>>,
}

impl JoinedBodies {
    pub(super) fn new(bodies: Vec<Body>) -> Self {
        Self { bodies, bytes: OnceLock::new() }
    }
}

impl Source for JoinedBodies {
    fn open(&self) -> Result<Pieces, BoxError> {
        Ok(Box::pin(Queue(self.bodies.iter().cloned().collect())))
    }

    fn is_spent(&self) -> bool {
        self.bodies.iter().any(Body::is_spent)
    }

    fn failure(&self) -> Option<&EncodeFailure> {
        self.bodies.iter().find_map(Body::failure)
    }

    fn is_in_memory(&self) -> bool {
        self.bodies.iter().all(Body::is_in_memory)
    }

    fn bytes(&self) -> Option<&Bytes> {
        let bytes =
            || self.bodies.iter().map(|body| body.as_bytes().map(AsRef::as_ref)).collect::<Option<Vec<&[u8]>>>();
        self.bytes.get_or_init(|| Some(bytes()?.concat().into())).as_ref()
    }
}

/// Bodies of which the first is being read.
struct Queue(VecDeque<Body>);

impl PollPieces for Queue {
    fn poll_piece(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        while let Some(body) = self.0.front_mut() {
            if let Some(piece) = ready!(body.poll_piece(cx)) {
                return Poll::Ready(Some(piece));
            }
            self.0.pop_front();
        }
        Poll::Ready(None)
    }
}

/// A body that is being read, held against its length.
pub(super) struct Reading {
    /// Never locked: the mutex is there to make this `Sync`.
    pieces: Mutex<Option<Pieces>>,
    left: Option<u64>,
    /// The last piece, given when it is sure that no other follows: nobody asks for more than the announced length.
    last: Option<Bytes>,
}

impl Reading {
    pub(super) fn new(pieces: Pieces, left: Option<u64>) -> Self {
        Self { pieces: Mutex::new(Some(pieces)), left, last: None }
    }

    /// The number of bytes that remain.
    pub(super) fn left(&self) -> Option<u64> {
        self.left.map(|left| left + self.last.as_ref().map_or(0, |last| last.len() as u64))
    }

    pub(super) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        let slot = self.pieces.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Some(pieces) = slot else { return Poll::Ready(None) };
        loop {
            let piece = match ready!(pieces.as_mut().poll_piece(cx)) {
                // A chunk without bytes is the last one of a body (RFC 9112, section 7.1).
                Some(Ok(piece)) if piece.is_empty() => continue,
                Some(Ok(piece)) => piece,
                end => {
                    *slot = None;
                    let missing = self.left.filter(|left| *left > 0);
                    let missing = missing.map(|left| Err(format!("it ends {left} bytes before its length").into()));
                    return Poll::Ready(end.or(self.last.take().map(Ok)).or(missing));
                }
            };
            let Some(left) = &mut self.left else { return Poll::Ready(Some(Ok(piece))) };
            match left.checked_sub(piece.len() as u64) {
                None => {
                    *slot = None;
                    return Poll::Ready(Some(Err("it is longer than its length".into())));
                }
                Some(0) => (*left, self.last) = (0, Some(piece)),
                Some(rest) => {
                    *left = rest;
                    return Poll::Ready(Some(Ok(piece)));
                }
            }
        }
    }
}
