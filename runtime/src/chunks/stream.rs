//! Calls of chunks, some at a time.

use std::collections::BTreeMap;
use std::fmt;
use std::future::poll_fn;
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::Progress;
use super::cut::Cut;
use super::outcome::{Chunk, FailedChunk};

/// A function that reports progress.
pub(super) type OnProgress<'a> = Box<dyn FnMut(Progress) + Send + 'a>;

/// The settings by which chunks are sent.
pub(super) struct Settings<'a> {
    /// The number of calls under way at a time.
    pub(super) parallel: usize,
    /// The number of chunks that are under way or wait for one before them.
    pub(super) window: usize,
    pub(super) on_progress: Option<OnProgress<'a>>,
    /// The number of all rows, where it is known.
    pub(super) total: Option<usize>,
}

/// The chunks in the order of their rows, each when its call and all before it are done. Made by [`Chunks::stream`](super::Chunks::stream).
///
/// Dropping the future of [`next`](Self::next) loses nothing: the next one goes on where it was.
pub struct ChunkStream<'a, S: Stream, F, C: IntoFuture> {
    source: Source<S>,
    call: F,
    settings: Settings<'a>,
    progress: Progress,
    // A chunk that is done waits for those before it, and counts as one of `window` until then. So memory is bounded
    // even where the first call is the slowest.
    /// Each with the number and the rows of its chunk.
    under_way: Calls<(usize, S::Item), C::IntoFuture>,
    /// Chunks that wait for one before them, by their number.
    done: BTreeMap<usize, FinishedCall<S::Item, C>>,
    /// The number of the chunk to hand out next.
    next: usize,
}

/// The chunks to send, with the number of the next one.
struct Source<S>(Option<S>, usize);

/// Calls under way, each with what it is for.
///
/// All of them are polled whenever one may have made progress: they are few, and so the list is all it takes.
pub(super) struct Calls<T, F>(Vec<(T, Pin<Box<F>>)>);

impl<T, F: Future> Calls<T, F> {
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn push(&mut self, purpose: T, call: F) {
        self.0.push((purpose, Box::pin(call)));
    }

    /// Lets all calls make progress and hands over the results of those that are done. Returns `true` if there are any.
    pub(super) fn advance(&mut self, cx: &mut Context<'_>, mut done: impl FnMut(T, F::Output)) -> bool {
        let (mut index, mut is_any_done) = (0, false);
        while let Some((_, call)) = self.0.get_mut(index) {
            let Poll::Ready(result) = call.as_mut().poll(cx) else {
                index += 1;
                continue;
            };
            is_any_done = true;
            // Their order does not matter: each call knows the place of its result.
            done(self.0.swap_remove(index).0, result);
        }
        is_any_done
    }
}

/// A call that is done, with what was sent.
struct FinishedCall<T, C: IntoFuture>(T, C::Output);

impl<'a, S: Stream, F, C: IntoFuture> ChunkStream<'a, S, F, C> {
    pub(super) fn new(source: S, settings: Settings<'a>, call: F) -> Self {
        let progress = Progress { total: settings.total, ..Progress::default() };
        let (source, under_way, done) = (Source(Some(source), 0), Calls::new(), BTreeMap::new());
        Self { source, call, settings, progress, under_way, done, next: 0 }
    }
}

impl<T, O, E, S, F, C> ChunkStream<'_, S, F, C>
where
    S: Stream<Item = Cut<T>> + Unpin,
    F: FnMut(&[T]) -> C,
    C: IntoFuture<Output = Result<O, E>>,
{
    /// The next chunk. `None` at the end.
    pub async fn next(&mut self) -> Option<Chunk<T, O, E>> {
        poll_fn(|cx| self.poll_chunk(cx)).await
    }

    /// All chunks.
    pub(super) async fn collect(&mut self) -> Vec<Chunk<T, O, E>> {
        let mut chunks = Vec::new();
        while let Some(chunk) = self.next().await {
            chunks.push(chunk);
        }
        chunks
    }

    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Chunk<T, O, E>>> {
        loop {
            // Again after each call that is done: it makes room, and a new call has to be polled once to wake this
            // task.
            self.fill(cx);
            let has_progress = self.advance(cx);
            if let Some(FinishedCall(Cut { range, rows }, result)) = self.done.remove(&self.next) {
                self.next += 1;
                return Poll::Ready(Some(chunk(range, rows, result)));
            }
            if !has_progress {
                let is_end = self.source.0.is_none() && self.under_way.len() == 0;
                return if is_end { Poll::Ready(None) } else { Poll::Pending };
            }
        }
    }

    /// Sends chunks as far as there is room.
    fn fill(&mut self, cx: &mut Context<'_>) {
        let Source(source, number) = &mut self.source;
        while let Some(chunks) = source {
            let buffered = self.under_way.len() + self.done.len();
            if self.under_way.len() >= self.settings.parallel || buffered >= self.settings.window {
                return;
            }
            match Pin::new(chunks).poll_next(cx) {
                Poll::Ready(Some(chunk)) => {
                    let call = (self.call)(&chunk.rows).into_future();
                    self.under_way.push((*number, chunk), call);
                    *number += 1;
                }
                // A stream must not be polled after its end.
                Poll::Ready(None) => *source = None,
                Poll::Pending => return,
            }
        }
    }

    /// Lets all calls make progress. Returns `true` if one of them is done.
    fn advance(&mut self, cx: &mut Context<'_>) -> bool {
        let Self { under_way, progress, done, settings, .. } = self;
        under_way.advance(cx, |(number, chunk), result| {
            let rows = chunk.rows.len();
            progress.chunks += 1;
            progress.rows += rows;
            progress.failed_rows += if result.is_err() { rows } else { 0 };
            done.insert(number, FinishedCall(chunk, result));
            if let Some(report) = &mut settings.on_progress {
                report(*progress);
            }
        })
    }
}

fn chunk<T, O, E>(range: Range<usize>, rows: Vec<T>, result: Result<O, E>) -> Chunk<T, O, E> {
    let result = result.map_err(|error| FailedChunk { error, rows });
    Chunk { range, result }
}

// The future that is polled is on the heap, and nothing else is ever pinned.
impl<S: Stream + Unpin, F, C: IntoFuture> Unpin for ChunkStream<'_, S, F, C> {}

impl<T, O, E, S, F, C> Stream for ChunkStream<'_, S, F, C>
where
    S: Stream<Item = Cut<T>> + Unpin,
    F: FnMut(&[T]) -> C,
    C: IntoFuture<Output = Result<O, E>>,
{
    type Item = Chunk<T, O, E>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Chunk<T, O, E>>> {
        self.get_mut().poll_chunk(cx)
    }
}

impl<S: Stream, F, C: IntoFuture> fmt::Debug for ChunkStream<'_, S, F, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChunkStream({}, {} calls under way)", self.progress, self.under_way.len())
    }
}
