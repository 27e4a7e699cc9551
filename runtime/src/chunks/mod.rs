//! Many rows in several calls: chunks, sent some at a time.
//!
//! A service takes so many rows at once and so many requests at a time. [`Chunks`] cuts an iterator or a stream of rows
//! into chunks and keeps a bounded number of calls under way. The results come in the order of the rows. A call that
//! fails costs its own chunk alone, and its rows come back with the error.
//!
//! ```no_run
//! use callsmith_runtime::chunks::Chunks;
//! # use callsmith_runtime::{CallFuture, Error};
//! # struct Client;
//! # impl Client { fn score(&self, rows: &[Vec<f64>]) -> std::future::Ready<Result<Vec<f64>, Error>> { std::future::ready(Ok(Vec::new())) } }
//! # async fn run(client: Client, rows: Vec<Vec<f64>>) -> Result<(), Box<dyn std::error::Error>> {
//! let mut outcome = Chunks::of(rows)
//!     .rows(100)
//!     .parallel(8)
//!     .on_progress(|progress| eprintln!("{progress}"))
//!     .run(|rows| client.score(rows))
//!     .await;
//! // The chunks that failed, once more. All others keep their results.
//! outcome.retry(|rows| client.score(rows)).await;
//! let predictions: Vec<f64> = outcome.complete()?.concat();
//! # Ok(())
//! # }
//! ```
//!
//! [`Chunks::run`] keeps all results. [`Chunks::stream`] hands them out one by one and holds no more than
//! [`Chunks::parallel`] chunks in memory, however long the input is. Rows are taken from it when there is room for
//! them.
//!
//! No task is spawned: calls make progress while the outcome or stream is awaited, and end when it is dropped.

mod cut;
mod outcome;
mod stream;

use std::fmt;
use std::pin::Pin;

use futures_core::Stream;
use serde_core::Serialize;

use self::cut::{BytesLimit, Cutter, Iter, json_length};
pub use self::outcome::{Chunk, FailedChunk, Incomplete, Outcome};
pub use self::stream::ChunkStream;
use self::stream::{OnProgress, Settings};

/// The rows of a chunk unless something else is set.
const ROWS: usize = 100;

/// Rows that are sent in chunks. `S` is the stream of them.
#[must_use = "chunks are sent by `run` or `stream`"]
pub struct Chunks<'a, S: Stream> {
    rows: S,
    rows_limit: Option<usize>,
    bytes_limit: Option<BytesLimit<S::Item>>,
    parallel: usize,
    on_progress: Option<OnProgress<'a>>,
}

impl<'a, I: Iterator> Chunks<'a, Iter<I>> {
    /// The rows of an iterator, which is read as far as there is room for calls.
    ///
    /// Of an iterator of results, such as the records of a file, the first error can end the rows:
    ///
    /// ```
    /// # use callsmith_runtime::chunks::Chunks;
    /// # async fn run(lines: Vec<&str>) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut broken = None;
    /// let rows = lines.iter().map(|line| line.parse::<f64>());
    /// let rows = rows.map_while(|row| row.map_err(|error| broken = Some(error)).ok());
    /// # let score = |rows: &[f64]| std::future::ready(Ok::<_, std::io::Error>(rows.len()));
    /// let outcome = Chunks::of(rows).run(score).await;
    /// if let Some(error) = broken {
    ///     return Err(error.into());
    /// }
    /// # outcome.complete()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn of(rows: impl IntoIterator<IntoIter = I>) -> Self {
        Self::new(Iter(rows.into_iter()))
    }
}

impl<'a, S: Stream> Chunks<'a, Pin<Box<S>>> {
    /// The rows of a stream, which is read as far as there is room for calls.
    pub fn of_stream(rows: S) -> Self {
        Self::new(Box::pin(rows))
    }
}

impl<'a, S: Stream + Unpin> Chunks<'a, S> {
    fn new(rows: S) -> Self {
        Self { rows, rows_limit: None, bytes_limit: None, parallel: 2, on_progress: None }
    }

    /// Sets how many rows a chunk has at most, at least one. Default: 100, or no limit where [`bytes`](Self::bytes) sets one.
    pub fn rows(mut self, limit: usize) -> Self {
        self.rows_limit = Some(limit.max(1));
        self
    }

    /// Sets how many bytes the rows of a chunk have at most, as JSON with a comma behind each. A larger row is a chunk by itself.
    pub fn bytes(mut self, limit: usize) -> Self
    where
        S::Item: Serialize,
    {
        self.bytes_limit = Some((limit, json_length::<S::Item>));
        self
    }

    /// Sets how many calls are under way at a time, at least one. Default: 2.
    ///
    /// A managed online endpoint of Azure ML takes 2 × `max_concurrent_requests_per_instance` × `instance_count`
    /// requests at a time and rejects more with 429. With the default settings of one instance that is two.
    pub fn parallel(mut self, calls: usize) -> Self {
        self.parallel = calls.max(1);
        self
    }

    /// Sets a function that is called whenever a chunk is done, in the order in which they end.
    pub fn on_progress(mut self, report: impl FnMut(Progress) + Send + 'a) -> Self {
        self.on_progress = Some(Box::new(report));
        self
    }

    // Calls are polled in the caller's task. Nothing is spawned, so they need not be `Send`, and dropping the outcome
    // ends those that run.
    /// Sends all rows and keeps all results.
    ///
    /// `call` makes the call for the rows of one chunk. A call of a generated client owns what it sends, so it may be
    /// returned as it is. An `async` block has to be given its part of the rows first.
    pub async fn run<F, C, O, E>(self, call: F) -> Outcome<S::Item, O, E>
    where
        F: FnMut(&[S::Item]) -> C,
        C: IntoFuture<Output = Result<O, E>>,
    {
        let parallel = self.parallel;
        let mut stream = self.start(usize::MAX, call);
        Outcome::new(stream.collect().await, parallel)
    }

    /// Sends the rows while the results are read, in the order of the rows.
    ///
    /// At most [`parallel`](Self::parallel) chunks are under way or wait to be read. `call` is as in [`run`](Self::run).
    pub fn stream<F, C, O, E>(self, call: F) -> ChunkStream<'a, Cutter<S>, F, C>
    where
        F: FnMut(&[S::Item]) -> C,
        C: IntoFuture<Output = Result<O, E>>,
    {
        let window = self.parallel;
        self.start(window, call)
    }

    fn start<F, C: IntoFuture>(self, window: usize, call: F) -> ChunkStream<'a, Cutter<S>, F, C> {
        let total = match self.rows.size_hint() {
            (least, Some(most)) if least == most => Some(least),
            _ => None,
        };
        let rows_limit = self.rows_limit.unwrap_or(if self.bytes_limit.is_some() { usize::MAX } else { ROWS });
        let cutter = Cutter::new(self.rows, rows_limit, self.bytes_limit);
        let settings = Settings { parallel: self.parallel, window, on_progress: self.on_progress, total };
        ChunkStream::new(cutter, settings, call)
    }
}

impl<S: Stream> fmt::Debug for Chunks<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Chunks({} at a time)", self.parallel)
    }
}

/// The progress of rows that are sent in chunks. `Display` is a line for a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The number of chunks that are done.
    pub chunks: usize,
    /// The number of rows in them.
    pub rows: usize,
    /// The number of those rows whose call failed.
    pub failed_rows: usize,
    /// The number of all rows, where the iterator or stream knows it.
    pub total: Option<usize>,
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.rows)?;
        self.total.map_or(Ok(()), |total| write!(f, " of {total}"))?;
        write!(f, " rows")?;
        match self.failed_rows {
            0 => Ok(()),
            failed => write!(f, ", {failed} of them failed"),
        }
    }
}

#[cfg(test)]
mod tests;
