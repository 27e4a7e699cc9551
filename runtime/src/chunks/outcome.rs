//! The results of chunks.

use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::ops::Range;
use std::task::Poll;

use super::stream::Calls;

/// The result of one chunk.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Chunk<T, O, E> {
    /// The places of its rows among all rows, from 0.
    pub range: Range<usize>,
    /// The result of its call, or the error and the rows.
    pub result: Result<O, FailedChunk<T, E>>,
}

/// The error of a chunk's call, with the rows that were sent.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FailedChunk<T, E> {
    /// The error of the call.
    pub error: E,
    // Only failed chunks keep their rows: those are needed once more, and all others would hold the whole input.
    /// The rows of the chunk.
    pub rows: Vec<T>,
}

/// The results of all chunks, in the order of the rows.
#[must_use = "some chunks may have failed"]
pub struct Outcome<T, O, E> {
    chunks: Vec<Chunk<T, O, E>>,
    parallel: usize,
}

/// The error of an [`Outcome`] in which chunks failed. It names how many, and the first error.
pub struct Incomplete<T, O, E>(Outcome<T, O, E>);

impl<T, O, E> Outcome<T, O, E> {
    pub(super) fn new(chunks: Vec<Chunk<T, O, E>>, parallel: usize) -> Self {
        Self { chunks, parallel }
    }

    /// All chunks, in the order of the rows.
    pub fn chunks(&self) -> &[Chunk<T, O, E>] {
        &self.chunks
    }

    /// All chunks, in the order of the rows, by value.
    pub fn into_chunks(self) -> Vec<Chunk<T, O, E>> {
        self.chunks
    }

    /// The chunks that failed: the places of their rows, and the error with the rows.
    pub fn failures(&self) -> impl Iterator<Item = (&Range<usize>, &FailedChunk<T, E>)> {
        self.chunks.iter().filter_map(|chunk| Some((&chunk.range, chunk.result.as_ref().err()?)))
    }

    /// Returns `true` if no chunk failed.
    pub fn is_complete(&self) -> bool {
        self.chunks.iter().all(|chunk| chunk.result.is_ok())
    }

    /// The results of the calls, in the order of the rows: for results that are lists themselves, `concat()` makes one list.
    ///
    /// # Errors
    ///
    /// [`Incomplete`] where a chunk failed. It holds the outcome.
    pub fn complete(self) -> Result<Vec<O>, Incomplete<T, O, E>> {
        if self.is_complete() {
            Ok(self.chunks.into_iter().filter_map(|chunk| chunk.result.ok()).collect())
        } else {
            Err(Incomplete(self))
        }
    }

    /// Sends the chunks that failed once more, as many at a time as before, and puts their results in place. Chunks that did not fail stay as they are.
    ///
    /// Dropping the future loses nothing: calls that are done have their results in place by then, and all other chunks stay failed, with their rows.
    /// [`on_progress`](super::Chunks::on_progress) is for the first time alone and is not called.
    pub async fn retry<F, C>(&mut self, mut call: F)
    where
        F: FnMut(&[T]) -> C,
        C: IntoFuture<Output = Result<O, E>>,
    {
        let parallel = self.parallel;
        let mut results = self.chunks.iter_mut().map(|chunk| &mut chunk.result).filter(|result| result.is_err());
        let mut calls = Calls::new();
        poll_fn(|cx| {
            loop {
                for result in results.by_ref().take(parallel - calls.len()) {
                    if let Err(failed) = result {
                        let call = call(&failed.rows).into_future();
                        // In place, so that a run that is dropped in the middle keeps what has been mended so far.
                        calls.push(result, call);
                    }
                }
                if !calls.advance(cx, settle) {
                    return if calls.len() == 0 { Poll::Ready(()) } else { Poll::Pending };
                }
            }
        })
        .await;
    }
}

/// Puts the result of a chunk that was sent once more in place. Where it failed again it keeps its rows.
fn settle<T, O, E>(place: &mut Result<O, FailedChunk<T, E>>, result: Result<O, E>) {
    match (result, place) {
        (Ok(output), place) => *place = Ok(output),
        (Err(error), Err(failed)) => failed.error = error,
        // Only failed chunks are sent again.
        (Err(_), Ok(_)) => {}
    }
}

impl<T, O, E> Incomplete<T, O, E> {
    /// The outcome, with all results and the rows of the chunks that failed.
    pub fn into_outcome(self) -> Outcome<T, O, E> {
        self.0
    }
}

impl<T, O, E> fmt::Debug for Outcome<T, O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Outcome({} chunks, {} of them failed)", self.chunks.len(), self.failures().count())
    }
}

impl<T, O, E> fmt::Debug for Incomplete<T, O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T, O, E: fmt::Display> fmt::Display for Incomplete<T, O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} chunks failed", self.0.failures().count(), self.0.chunks.len())?;
        match self.0.failures().next() {
            Some((range, failed)) => {
                write!(f, ", the first with rows {} to {}: {}", range.start, range.end - 1, failed.error)
            }
            None => Ok(()),
        }
    }
}

impl<T, O, E: Error + 'static> Error for Incomplete<T, O, E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.failures().next().map(|(_, failed)| &failed.error as _)
    }
}
