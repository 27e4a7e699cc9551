//! A server that records what it sees and answers what the test queued.

use axum::Router;
use axum::extract::State;
use axum::response::Response;

use crate::answer::Answer;
use crate::request::Recorded;
use crate::server::Running;
use crate::tape::Tape;

/// A recording server.
///
/// Answers come from a queue; when it is empty, every request gets the answer of [`Recorder::otherwise`],
/// which at first is a 501 that says so.
#[derive(Debug)]
pub struct Recorder {
    server: Running,
    tape: Tape,
}

impl Recorder {
    /// Starts a recorder with an empty queue.
    pub fn start() -> Self {
        let tape = Tape::default();
        let server = Running::serve(Router::new().fallback(play).with_state(tape.clone()));
        Self { server, tape }
    }

    /// The base URL, without a slash at its end.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Queues the answer to one request.
    pub fn answer(&self, answer: Answer) -> &Self {
        self.tape.queue(answer);
        self
    }

    /// Sets the answer to requests for which nothing is queued.
    pub fn otherwise(&self, answer: Answer) -> &Self {
        self.tape.otherwise(Some(answer));
        self
    }

    /// All requests so far, in the order in which they were complete.
    pub fn seen(&self) -> Vec<Recorded> {
        self.tape.seen()
    }

    /// The one request so far.
    ///
    /// # Panics
    /// If there was none, or more than one.
    pub fn only(&self) -> Recorded {
        let mut seen = self.seen();
        assert_eq!(seen.len(), 1, "the test expects exactly one request, the recorder saw {seen:#?}");
        seen.remove(0)
    }

    /// Forgets the requests so far, for a test of several steps.
    pub fn forget(&self) {
        self.tape.forget();
    }
}

async fn play(State(tape): State<Tape>, request: Recorded) -> Response {
    let answer = tape.record(request);
    answer.unwrap_or_else(|| Answer::text(501, "the test queued no answer")).send().await
}

#[cfg(test)]
mod tests;
