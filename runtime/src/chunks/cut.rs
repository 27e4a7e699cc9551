//! From rows to chunks of rows.

use std::io;
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde_core::Serialize;

/// Rows that go into one call: their places among all rows, and the rows.
pub struct Cut<T> {
    pub(super) range: Range<usize>,
    pub(super) rows: Vec<T>,
}

/// An iterator as a stream whose items are always there.
pub struct Iter<I>(pub(super) I);

// The iterator is never pinned.
impl<I> Unpin for Iter<I> {}

impl<I: Iterator> Stream for Iter<I> {
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

/// A number of bytes, and the length of a row.
pub(super) type BytesLimit<T> = (usize, fn(&T) -> usize);

/// A stream of chunks from a stream of rows.
pub struct Cutter<S: Stream> {
    /// Not there after its end.
    source: Option<S>,
    rows_limit: usize,
    bytes_limit: Option<BytesLimit<S::Item>>,
    /// The chunk in the making, with its length in bytes where that counts.
    rows: Vec<S::Item>,
    bytes: usize,
    /// The place of its first row.
    first: usize,
}

impl<S: Stream> Cutter<S> {
    pub(super) fn new(source: S, rows_limit: usize, bytes_limit: Option<BytesLimit<S::Item>>) -> Self {
        Self { source: Some(source), rows_limit, bytes_limit, rows: Vec::new(), bytes: 0, first: 0 }
    }

    /// Ends the chunk in the making, and begins the next one with `rows` of so many bytes.
    fn cut(&mut self, rows: Vec<S::Item>, bytes: usize) -> Cut<S::Item> {
        let rows = std::mem::replace(&mut self.rows, rows);
        let range = self.first..self.first + rows.len();
        (self.first, self.bytes) = (range.end, bytes);
        Cut { range, rows }
    }

    /// Takes a row in. Gives the chunk that ends with it or in front of it.
    fn push(&mut self, row: S::Item) -> Option<Cut<S::Item>> {
        if let Some((limit, length)) = self.bytes_limit {
            let length = length(&row);
            if !self.rows.is_empty() && self.bytes.saturating_add(length) > limit {
                return Some(self.cut(vec![row], length));
            }
            self.bytes = self.bytes.saturating_add(length);
        }
        self.rows.push(row);
        (self.rows.len() >= self.rows_limit).then(|| self.cut(Vec::new(), 0))
    }
}

// The rows are never pinned.
impl<S: Stream + Unpin> Unpin for Cutter<S> {}

impl<S: Stream + Unpin> Stream for Cutter<S> {
    type Item = Cut<S::Item>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Cut<S::Item>>> {
        let this = self.get_mut();
        // With one row in a chunk the row that was left over is a whole chunk.
        if this.rows.len() >= this.rows_limit {
            return Poll::Ready(Some(this.cut(Vec::new(), 0)));
        }
        while let Some(source) = &mut this.source {
            match ready!(Pin::new(source).poll_next(cx)) {
                Some(row) => {
                    if let Some(cut) = this.push(row) {
                        return Poll::Ready(Some(cut));
                    }
                }
                // A stream must not be polled after its end.
                None => this.source = None,
            }
        }
        Poll::Ready((!this.rows.is_empty()).then(|| this.cut(Vec::new(), 0)))
    }
}

// Written to a counter: the length is needed before the body, and the text would be thrown away.
/// The length of a row as JSON, with a comma behind it. A row that cannot be written counts as nothing: its call is the one that fails.
pub(super) fn json_length<T: Serialize>(row: &T) -> usize {
    let mut length = Length(1);
    match serde_json::to_writer(&mut length, row) {
        Ok(()) => length.0,
        Err(_) => 0,
    }
}

/// A writer that counts.
struct Length(usize);

impl io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
