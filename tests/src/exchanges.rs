//! Requests that a server has seen, and its next responses.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::request::Recorded;
use crate::response::Response;

/// The exchanges of a server, which the test shares. Clones share them too.
#[derive(Clone, Debug, Default)]
pub(crate) struct Exchanges(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    queue: VecDeque<Response>,
    otherwise: Option<Response>,
    seen: Vec<Recorded>,
}

impl Exchanges {
    /// Records a request, and returns its response where the test has set one.
    pub(crate) fn record(&self, request: Recorded) -> Option<Response> {
        let mut state = self.lock();
        state.seen.push(request);
        state.queue.pop_front().or_else(|| state.otherwise.clone())
    }

    /// Queues the response to one request.
    pub(crate) fn queue(&self, response: Response) {
        self.lock().queue.push_back(response);
    }

    /// Sets the response to all requests for which nothing is queued.
    pub(crate) fn otherwise(&self, response: Option<Response>) {
        self.lock().otherwise = response;
    }

    /// All requests so far.
    pub(crate) fn requests(&self) -> Vec<Recorded> {
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

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no holder of this lock panics")
    }
}
