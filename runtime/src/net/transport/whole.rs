//! Answers that are received whole, of which each piece comes within a time.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use tokio::time::Sleep;

use super::{Incoming, fault};
use crate::net::error::{FaultKind, TransportFault};

// A service may announce more than it sends, and must not decide by that how much memory is taken.
/// The greatest number of bytes that are allocated at first, if several pieces come.
const ROOM: u64 = 1 << 20;

/// The whole of a body, which may have `limit` bytes. It is an error once nothing of it came for as long as `patience`. Without a runtime of tokio no time
/// is limited.
pub(crate) fn collect(body: Incoming, limit: usize, patience: Option<Duration>) -> BufferedBody {
    BufferedBody { body, limit, patience, received: Received::Nothing, silence: None, is_new: true }
}

/// A body that is being received.
pub(crate) struct BufferedBody {
    body: Incoming,
    limit: usize,
    patience: Option<Duration>,
    received: Received,
    /// Until when the service may be silent.
    silence: Option<Pin<Box<Sleep>>>,
    /// `true` until it is waited for the first time.
    is_new: bool,
}

/// The bytes received. One piece is not copied.
enum Received {
    Nothing,
    Piece(Bytes),
    Pieces(BytesMut),
}

impl Received {
    fn length(&self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Piece(piece) => piece.len(),
            Self::Pieces(pieces) => pieces.len(),
        }
    }

    /// The same with another piece, of which about `left` bytes follow.
    fn with(self, piece: Bytes, left: u64) -> Self {
        match self {
            Self::Nothing => Self::Piece(piece),
            Self::Piece(first) => {
                let mut pieces = BytesMut::with_capacity(first.len() + piece.len() + left.min(ROOM) as usize);
                pieces.extend_from_slice(&first);
                pieces.extend_from_slice(&piece);
                Self::Pieces(pieces)
            }
            Self::Pieces(mut pieces) => {
                pieces.extend_from_slice(&piece);
                Self::Pieces(pieces)
            }
        }
    }
}

impl From<Received> for Bytes {
    fn from(received: Received) -> Self {
        match received {
            Received::Nothing => Self::new(),
            Received::Piece(piece) => piece,
            Received::Pieces(pieces) => pieces.freeze(),
        }
    }
}

impl Future for BufferedBody {
    type Output = Result<Bytes, TransportFault>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let too_large = Err(FaultKind::TooLarge(self.limit).into());
        loop {
            // Nothing more is received of a body whose announced length is too large.
            let left = self.body.size_hint().lower();
            if left > (self.limit - self.received.length()) as u64 {
                return Poll::Ready(too_large);
            }
            match Pin::new(&mut self.body).poll_frame(cx) {
                Poll::Ready(Some(Ok(frame))) => {
                    self.silence = None;
                    let Ok(piece) = frame.into_data() else { continue };
                    if piece.len() > self.limit - self.received.length() {
                        return Poll::Ready(too_large);
                    }
                    let left = left.saturating_sub(piece.len() as u64);
                    let received = std::mem::replace(&mut self.received, Received::Nothing);
                    self.received = received.with(piece, left);
                }
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Err(fault(error))),
                Poll::Ready(None) => {
                    return Poll::Ready(Ok(std::mem::replace(&mut self.received, Received::Nothing).into()));
                }
                Poll::Pending => break,
            }
        }
        let Some(patience) = self.patience.filter(|_| tokio::runtime::Handle::try_current().is_ok()) else {
            return Poll::Pending;
        };
        // A small body came with the head of its answer, and is there once the task of the connection has run. A timer costs more than that turn.
        if std::mem::take(&mut self.is_new) {
            let _woken_soon = pin!(tokio::task::yield_now()).poll(cx);
            return Poll::Pending;
        }
        let silence = self.silence.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        ready!(silence.as_mut().poll(cx));
        Poll::Ready(Err(FaultKind::Silence(patience).into()))
    }
}
