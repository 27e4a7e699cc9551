//! JSON text sequences (RFC 7464).

use bytes::{Bytes, BytesMut};

/// The byte before each text.
const MARK: u8 = 0x1e;

/// Pieces of a stream that become JSON texts. A text ends at the line feed after its last bracket, so that none waits for the next one. Each byte is looked at
/// once.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    pending: BytesMut,
    /// The number of pending bytes that were searched, and the state after them.
    searched: usize,
    depth: usize,
    in_string: bool,
    is_escaped: bool,
    has_text: bool,
}

impl Sequence {
    pub(super) fn push(&mut self, piece: &[u8]) {
        self.pending.extend_from_slice(piece);
    }

    /// The next text. One that was broken off is whatever there is of it.
    pub(super) fn text(&mut self) -> Option<Bytes> {
        while let Some(byte) = self.pending.get(self.searched) {
            let (byte, had_text) = (*byte, self.has_text);
            if self.is_end(byte) {
                let text = self.rest_up_to(self.searched + 1);
                if had_text {
                    return Some(text);
                }
            } else {
                self.searched += 1;
            }
        }
        None
    }

    /// `true` if a text ends before this byte, or what is no text.
    fn is_end(&mut self, byte: u8) -> bool {
        match byte {
            // Strings of JSON cannot hold it, so a text that was broken off ends here too (RFC 7464, section 2.3).
            MARK => return true,
            b'\n' if !self.in_string && self.depth == 0 => return true,
            _ if self.is_escaped => self.is_escaped = false,
            b'\\' if self.in_string => self.is_escaped = true,
            b'"' => self.in_string = !self.in_string,
            b'{' | b'[' if !self.in_string => self.depth += 1,
            b'}' | b']' if !self.in_string => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.has_text |= !byte.is_ascii_whitespace();
        false
    }

    /// Takes so many bytes, of which the last is no part of the text, and begins anew.
    fn rest_up_to(&mut self, end: usize) -> Bytes {
        let mut text = self.pending.split_to(end);
        text.truncate(end - 1);
        *self = Self { pending: std::mem::take(&mut self.pending), ..Self::default() };
        text.freeze()
    }

    /// The number of bytes of a text that has not ended.
    pub(super) fn pending(&self) -> usize {
        self.pending.len()
    }

    /// Takes the remaining bytes at the end of the stream.
    pub(super) fn rest(&mut self) -> Bytes {
        std::mem::take(self).pending.freeze()
    }
}
