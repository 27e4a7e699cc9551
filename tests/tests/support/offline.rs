//! A transport that sends nothing.

use std::future::{Ready, ready};
use std::io;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use callsmith_runtime::{Body, Bytes, http};
use tower_service::Service;

/// A service of tower that records requests and gives all of them one response: nothing leaves the machine. Clones share
/// what was recorded.
#[derive(Clone, Debug)]
pub(crate) struct Offline {
    status: u16,
    body: &'static str,
    seen: Arc<Mutex<Vec<http::Request<Bytes>>>>,
}

impl Offline {
    /// Responds with this status and body, and no headers.
    pub(crate) fn new(status: u16, body: &'static str) -> Self {
        Self { status, body, seen: Arc::default() }
    }

    /// All requests so far.
    pub(crate) fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.seen.lock().expect("no holder of this lock panics").clone()
    }
}

impl Service<http::Request<Body>> for Offline {
    type Response = http::Response<axum::body::Body>;
    type Error = io::Error;
    type Future = Ready<io::Result<http::Response<axum::body::Body>>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let request = request.map(bytes);
        self.seen.lock().expect("no holder of this lock panics").push(request);
        let mut response = http::Response::new(axum::body::Body::from(self.body));
        *response.status_mut() = http::StatusCode::from_u16(self.status).expect("the test names a status");
        ready(Ok(response))
    }
}

/// The whole of a request's body, which is at hand at once.
fn bytes(body: Body) -> Bytes {
    body.as_bytes().expect("the body of a request is in memory").clone()
}
