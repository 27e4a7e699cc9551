//! Lines and columns.

use std::ops::Range;

/// A line and column of a text, both counted from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Position {
    /// The line, from 1.
    pub(crate) line: usize,
    /// The column in characters, from 1.
    pub(crate) column: usize,
}

/// A location as a reader sees it: the pointer of the node and the range of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The JSON Pointer of the node, as a URI fragment (`#/paths/~1score`).
    pub(crate) pointer: String,
    /// The bytes of the text which the message is about; empty when only the spot is known.
    pub(crate) span: Range<usize>,
}

/// The offsets of the lines of a text, so that a position in a long text needs no walk.
#[derive(Clone, Debug)]
pub(crate) struct Lines {
    starts: Vec<usize>,
    /// The number of characters before every [`STEP`] bytes, so that a text which is one long line costs no more.
    characters: Vec<usize>,
}

// A minified document is one line of megabytes. Counting its characters anew for each finding would cost the square of
// its length.
/// So many bytes are counted anew for each position.
const STEP: usize = 1024;

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut characters = vec![0];
        let mut count = 0;
        for bytes in text.as_bytes().chunks(STEP) {
            count += beginnings(bytes);
            characters.push(count);
        }
        Self { starts, characters }
    }

    /// The number of characters before a byte offset.
    fn before(&self, text: &str, offset: usize) -> usize {
        let step = offset / STEP;
        self.characters[step] + beginnings(&text.as_bytes()[step * STEP..offset])
    }

    /// The position of a byte offset.
    pub(crate) fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor_boundary(text, offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line.saturating_sub(1)];
        Position { line, column: 1 + self.before(text, offset) - self.before(text, start) }
    }

    /// The bytes of the lines that a stretch of text touches, and the number of the first.
    pub(crate) fn window(&self, text: &str, span: &Range<usize>) -> (usize, Range<usize>) {
        let first = self.starts.partition_point(|start| *start <= span.start).max(1);
        let last = self.starts.partition_point(|start| *start <= span.end.max(span.start)).max(first);
        let end = self.starts.get(last).map_or(text.len(), |next| next - 1);
        (first, self.starts[first - 1]..end)
    }
}

/// The number of characters that begin in the bytes: all bytes except continuation bytes of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// The nearest character boundary at or before an offset.
pub(crate) fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::{Lines, Position};

    #[test]
    fn columns_count_characters() {
        let text = "a: 1\nüb: 2\n";
        let lines = Lines::new(text);
        let offset = text.find('2').unwrap();
        assert_eq!(lines.position(text, offset), Position { line: 2, column: 5 });
        assert_eq!(lines.position(text, 999), Position { line: 3, column: 1 });
        assert_eq!(lines.window(text, &(offset..offset + 1)), (2, 5..text.len() - 1));
    }

    #[test]
    fn long_lines_are_counted_in_steps() {
        let text = format!("{}\n{}", "ü€a".repeat(2_000), "€".repeat(1_500));
        let lines = Lines::new(&text);
        for (number, (offset, _)) in text.char_indices().enumerate().step_by(7) {
            let (line, column) = if number <= 6_000 { (1, number + 1) } else { (2, number - 6_000) };
            assert_eq!(lines.position(&text, offset), Position { line, column });
        }
    }
}
