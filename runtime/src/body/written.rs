//! Items that are written as JSON while they are sent.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use serde_core::Serialize;

use crate::error::BoxError;

/// About how many bytes are written at once.
const PIECE: usize = 16 << 10;

/// The text of items, each between a mark in front and a line feed behind.
pub(super) struct Written<I> {
    mark: &'static str,
    items: I,
}

impl<I> Written<I> {
    pub(super) fn new(mark: &'static str, items: I) -> Self {
        Self { mark, items }
    }
}

/// Adds the text of one item.
pub(super) fn write<T: Serialize>(text: &mut Vec<u8>, mark: &str, item: &T) -> serde_json::Result<()> {
    text.extend_from_slice(mark.as_bytes());
    serde_json::to_writer(&mut *text, item)?;
    text.push(b'\n');
    Ok(())
}

impl<T: Serialize, I: Iterator<Item = T>> Written<I> {
    fn piece(&mut self) -> serde_json::Result<Vec<u8>> {
        let mut text = Vec::new();
        while text.len() < PIECE {
            let Some(item) = self.items.next() else { break };
            write(&mut text, self.mark, &item)?;
        }
        Ok(text)
    }
}

// Nothing in it is pinned.
impl<I> Unpin for Written<I> {}

impl<T: Serialize, I: Iterator<Item = T>> Stream for Written<I> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(match self.piece() {
            Ok(text) if text.is_empty() => None,
            Ok(text) => Some(Ok(text.into())),
            Err(error) => Some(Err(error.into())),
        })
    }
}
