//! A server that records what it sees and responses what the test queued.

use axum::Router;
use axum::extract::State;
use axum::response::Response as HttpResponse;

use crate::exchanges::Exchanges;
use crate::request::Recorded;
use crate::response::Response;
use crate::server::Server;

/// A recording server.
///
/// Responses come from a queue; when it is empty, every request gets the response of [`Recorder::otherwise`],
/// which at first is a 501 that says so.
#[derive(Debug)]
pub struct Recorder {
    server: Server,
    exchanges: Exchanges,
}

impl Recorder {
    /// Starts a recorder with an empty queue.
    pub fn start() -> Self {
        let exchanges = Exchanges::default();
        let server = Server::serve(Router::new().fallback(play).with_state(exchanges.clone()));
        Self { server, exchanges }
    }

    /// The base URL, without a slash at its end.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Queues the response to one request.
    pub fn respond(&self, response: Response) -> &Self {
        self.exchanges.queue(response);
        self
    }

    /// Sets the response to requests for which nothing is queued.
    pub fn otherwise(&self, response: Response) -> &Self {
        self.exchanges.otherwise(Some(response));
        self
    }

    /// All requests so far, in the order in which they were complete.
    pub fn requests(&self) -> Vec<Recorded> {
        self.exchanges.requests()
    }

    /// The one request so far.
    ///
    /// # Panics
    /// If there was none, or more than one.
    pub fn only_request(&self) -> Recorded {
        let mut seen = self.requests();
        assert_eq!(seen.len(), 1, "the test expects exactly one request, the recorder saw {seen:#?}");
        seen.remove(0)
    }

    /// Forgets the requests so far, for a test of several steps.
    pub fn forget(&self) {
        self.exchanges.forget();
    }
}

async fn play(State(exchanges): State<Exchanges>, request: Recorded) -> HttpResponse {
    let response = exchanges.record(request);
    response.unwrap_or_else(|| Response::text(501, "the test queued no response")).send().await
}

#[cfg(test)]
mod tests;
