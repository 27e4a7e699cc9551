//! Answers whose items come one by one, as JSON.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::StatusCode;

use super::lines::{End, Lines};
use super::sequence::Sequence;
use super::{DecodeItem, decoded};
use crate::net::byte_stream::ByteStream;
use crate::net::error::{Error, FaultKind, WholeResponse};
use crate::net::headers::Headers;
#[cfg(feature = "blocking")]
use crate::net::send;

/// The framing of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// One on each line (`application/x-ndjson`, `application/jsonl`).
    Lines,
    /// Each after a mark (`application/json-seq`, RFC 7464).
    Sequence,
}

/// The items of an answer, each decoded when it is there.
///
/// An item that is not as declared is an [`Error::Decode`], after which the others follow; after any other error there is nothing more. One item may be as
/// large as `ClientBuilder::response_limit` allows, their number has no limit. The time limit of the call is one for each piece of the answer.
pub struct ItemStream<T> {
    source: ByteStream,
    texts: Texts,
    decode: DecodeItem<T>,
    response: Box<WholeResponse>,
}

// An enum and no trait object: there are two framings, and each piece goes through here.
enum Texts {
    Lines(Lines),
    Sequence(Sequence),
}

impl Texts {
    fn push(&mut self, piece: &[u8]) {
        match self {
            Texts::Lines(lines) => lines.push(piece),
            Texts::Sequence(sequence) => sequence.push(piece),
        }
    }

    /// The next text, unless it is blank, and what there is of one that has no end.
    fn next(&mut self, is_end: bool) -> Option<Bytes> {
        loop {
            let text = match self {
                // The last item may have no line feed after it.
                Texts::Lines(lines) => lines.line().or_else(|| is_end.then(|| lines.rest())),
                Texts::Sequence(sequence) => sequence.text().or_else(|| is_end.then(|| sequence.rest())),
            }?;
            let is_blank = text.iter().all(u8::is_ascii_whitespace);
            if !is_blank || is_end && self.pending() == 0 {
                // Blank lines are signs of life of some services, and no items.
                return (!is_blank).then_some(text);
            }
        }
    }

    fn clear(&mut self) {
        match self {
            Texts::Lines(lines) => drop(lines.rest()),
            Texts::Sequence(sequence) => drop(sequence.rest()),
        }
    }

    fn pending(&self) -> usize {
        match self {
            Texts::Lines(lines) => lines.pending(),
            Texts::Sequence(sequence) => sequence.pending(),
        }
    }
}

impl<T> ItemStream<T> {
    pub(super) fn new(
        framing: Framing,
        source: ByteStream,
        whole_response: Box<WholeResponse>,
        decode: DecodeItem<T>,
    ) -> Self {
        let texts = match framing {
            Framing::Lines => Texts::Lines(Lines::new(End::Feed)),
            Framing::Sequence => Texts::Sequence(Sequence::default()),
        };
        Self { source, texts, decode, response: whole_response }
    }

    /// The next item. `None` at the end.
    ///
    /// # Errors
    /// The connection broke, or an item is too large or not what the document declares.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll_item(cx)).await
    }

    /// The next item, of those that `stream_items_blocking` gave; blocks until it is there. `None` at the end.
    ///
    /// # Errors
    /// As for [`next`](Self::next).
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<Result<T, Error>> {
        let about = self.source.about().clone();
        let text =
            send::wait(&about.target, about.carrier, async { poll_fn(|cx| self.poll_text(cx)).await.transpose() });
        Some(text.transpose()?.and_then(|text| decoded(&self.response, self.decode, text)))
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.response.status
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &Headers {
        &self.response.headers
    }

    /// Limits how long the service may be silent. See [`ByteStream::with_idle_timeout`].
    #[must_use]
    pub fn with_idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.source = self.source.with_idle_timeout(limit);
        self
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let text = ready!(self.poll_text(cx));
        Poll::Ready(text.map(|text| decoded(&self.response, self.decode, text?)))
    }

    fn poll_text(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let limit = self.source.about().limit;
        let mut is_end = false;
        loop {
            let text = self.texts.next(is_end);
            // Also of an item that is not whole yet: a line without an end must not fill the memory.
            if text.as_ref().map_or(self.texts.pending(), Bytes::len) > limit {
                self.texts.clear();
                return Poll::Ready(Some(Err(self.source.fail(FaultKind::ItemTooLarge(limit).into()))));
            }
            if text.is_some() || is_end {
                return Poll::Ready(text.map(Ok));
            }
            match ready!(self.source.poll_piece(cx)) {
                Some(Ok(piece)) => self.texts.push(&piece),
                Some(Err(error)) => {
                    // The beginning of an item is no item.
                    self.texts.clear();
                    return Poll::Ready(Some(Err(error)));
                }
                None => is_end = true,
            }
        }
    }
}

impl<T> Stream for ItemStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(cx)
    }
}

impl<T> fmt::Debug for ItemStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ItemStream({})", self.response.target)
    }
}
