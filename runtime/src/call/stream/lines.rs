//! Lines of a stream.

use bytes::{Buf, Bytes, BytesMut};

/// The end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A line feed.
    Feed,
    /// A line feed, a carriage return, or both (WHATWG HTML, "Parsing an event stream").
    Any,
}

// Looks at each byte once and keeps one line, so a stream of any length takes the memory of its longest item.
/// Pieces of a stream that become lines. Each byte is looked at once, however the pieces are cut.
#[derive(Debug)]
pub(super) struct Lines {
    end: End,
    pending: BytesMut,
    /// The number of pending bytes that are known to hold no end of a line.
    searched: usize,
    /// `true` if a line feed that comes next belongs to the line before.
    after_return: bool,
}

impl Lines {
    pub(super) fn new(end: End) -> Self {
        Self { end, pending: BytesMut::new(), searched: 0, after_return: false }
    }

    pub(super) fn push(&mut self, piece: &[u8]) {
        self.pending.extend_from_slice(piece);
    }

    /// The next whole line, without its end.
    pub(super) fn line(&mut self) -> Option<Bytes> {
        if self.after_return && !self.pending.is_empty() {
            self.after_return = false;
            if self.pending[0] == b'\n' {
                self.pending.advance(1);
            }
        }
        let is_end = |byte: &u8| *byte == b'\n' || self.end == End::Any && *byte == b'\r';
        let Some(length) = self.pending[self.searched..].iter().position(is_end) else {
            self.searched = self.pending.len();
            return None;
        };
        let mut line = self.pending.split_to(self.searched + length + 1);
        self.searched = 0;
        // The line is given at once: the line feed of the pair may come with the next piece, or never.
        self.after_return = line.ends_with(b"\r") && self.end == End::Any;
        line.truncate(line.len() - 1);
        Some(line.freeze())
    }

    /// The number of bytes of a line that has not ended.
    pub(super) fn pending(&self) -> usize {
        self.pending.len()
    }

    /// Takes the remaining bytes at the end of the stream.
    pub(super) fn rest(&mut self) -> Bytes {
        self.searched = 0;
        self.pending.split().freeze()
    }
}
