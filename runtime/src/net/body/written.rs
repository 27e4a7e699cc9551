//! Items that are written as JSON while they are sent.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_core::Stream;
use serde_core::Serialize;

use crate::codec::json::{EncodeFailure, append_json};
use crate::net::BoxError;

/// About how many bytes are written at once.
const PIECE: usize = 16 << 10;

/// After this time the written items are sent. So items that take time go out one by one, and time limits are looked at
/// in between.
const MOMENT: Duration = Duration::from_millis(5);

/// The text of items, each between a mark in front and a line feed behind.
pub(super) struct WrittenItems<I> {
    writer: ItemWriter,
    items: I,
}

impl<I> WrittenItems<I> {
    pub(super) fn new(mark: &'static str, items: I) -> Self {
        Self { writer: ItemWriter::new(mark), items }
    }
}

/// Writes one item after the other.
pub(super) struct ItemWriter {
    mark: &'static str,
    count: usize,
}

impl ItemWriter {
    pub(super) fn new(mark: &'static str) -> Self {
        Self { mark, count: 0 }
    }

    /// Appends the text of the next item.
    pub(super) fn write<T: Serialize>(&mut self, text: &mut Vec<u8>, item: &T) -> Result<(), EncodeFailure> {
        text.extend_from_slice(self.mark.as_bytes());
        append_json(text, item).map_err(|failure| failure.within(&format!("[{}]", self.count)))?;
        text.push(b'\n');
        self.count += 1;
        Ok(())
    }
}

impl<T: Serialize, I: Iterator<Item = T>> WrittenItems<I> {
    fn piece(&mut self) -> Result<Vec<u8>, EncodeFailure> {
        let (mut text, start) = (Vec::new(), Instant::now());
        while text.len() < PIECE && (text.is_empty() || start.elapsed() < MOMENT) {
            let Some(item) = self.items.next() else { break };
            self.writer.write(&mut text, &item)?;
        }
        Ok(text)
    }
}

// Nothing in it is pinned.
impl<I> Unpin for WrittenItems<I> {}

impl<T: Serialize, I: Iterator<Item = T>> Stream for WrittenItems<I> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(match self.piece() {
            Ok(text) if text.is_empty() => None,
            Ok(text) => Some(Ok(text.into())),
            Err(error) => Some(Err(error.into())),
        })
    }
}
