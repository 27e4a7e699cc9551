//! Requests that a server has seen, and its next answers.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::answer::Answer;
use crate::request::Recorded;

/// The tape that a server and the test share; clones are the same tape.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tape(Arc<Mutex<Reel>>);

#[derive(Debug, Default)]
struct Reel {
    queue: VecDeque<Answer>,
    otherwise: Option<Answer>,
    seen: Vec<Recorded>,
}

impl Tape {
    /// Notes a request and says what the test wants as its answer, if it said anything.
    pub(crate) fn record(&self, request: Recorded) -> Option<Answer> {
        let mut reel = self.lock();
        reel.seen.push(request);
        reel.queue.pop_front().or_else(|| reel.otherwise.clone())
    }

    /// Queues the answer to one request.
    pub(crate) fn queue(&self, answer: Answer) {
        self.lock().queue.push_back(answer);
    }

    /// Sets the answer to all requests for which nothing is queued.
    pub(crate) fn otherwise(&self, answer: Option<Answer>) {
        self.lock().otherwise = answer;
    }

    /// All requests so far.
    pub(crate) fn seen(&self) -> Vec<Recorded> {
        self.lock().seen.clone()
    }

    /// The number of requests so far.
    pub(crate) fn count(&self) -> usize {
        self.lock().seen.len()
    }

    /// Forgets the requests so far.
    pub(crate) fn forget(&self) {
        self.lock().seen.clear();
    }

    fn lock(&self) -> MutexGuard<'_, Reel> {
        self.0.lock().expect("no holder of this lock panics")
    }
}
