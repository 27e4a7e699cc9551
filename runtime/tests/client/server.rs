//! A server that records what it is sent and responds as a test says.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::response::Response;

/// A request as the server got it.
#[derive(Clone, Debug)]
pub(crate) struct ReceivedRequest {
    pub(crate) method: String,
    /// Path and query as sent.
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl ReceivedRequest {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("ASCII"))
    }
}

/// The response to a request.
#[derive(Clone, Debug)]
pub(crate) struct CannedResponse {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
    delay: Duration,
}

impl CannedResponse {
    pub(crate) fn new(status: u16, body: impl Into<String>) -> Self {
        Self { status, headers: Vec::new(), body: body.into(), delay: Duration::ZERO }
    }

    pub(crate) fn json(status: u16, body: impl Into<String>) -> Self {
        Self::new(status, body).header("content-type", "application/json")
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
}

/// A server on a thread and runtime of its own, so that a test can block or stop its own.
pub(crate) struct Server {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<ReceivedRequest>>>,
}

impl Server {
    /// Responds to every request with what `response` gives for it and the number of requests before.
    pub(crate) fn new(response: impl Fn(&ReceivedRequest, usize) -> CannedResponse + Send + Sync + 'static) -> Self {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (record, response) = (seen.clone(), Arc::new(response));
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.set_nonblocking(true).expect("supported");
        let url = format!("http://{}", listener.local_addr().expect("bound"));
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async move {
                let handler = move |request: Request| handle(request, record.clone(), response.clone());
                let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
                axum::serve(listener, Router::new().fallback(handler)).await.expect("serving");
            });
        });
        Self { url, seen }
    }

    /// Responds to every request with the same.
    pub(crate) fn always(response: CannedResponse) -> Self {
        Self::new(move |_, _| response.clone())
    }

    /// All requests so far.
    pub(crate) fn requests(&self) -> Vec<ReceivedRequest> {
        self.seen.lock().expect("not poisoned").clone()
    }

    /// Forgets the requests so far.
    pub(crate) fn forget(&self) {
        self.seen.lock().expect("not poisoned").clear();
    }

    /// The only request.
    #[track_caller]
    pub(crate) fn only_request(&self) -> ReceivedRequest {
        let seen = self.requests();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen[0].clone()
    }
}

async fn handle(
    request: Request,
    record: Arc<Mutex<Vec<ReceivedRequest>>>,
    response: Arc<impl Fn(&ReceivedRequest, usize) -> CannedResponse>,
) -> Response {
    let (parts, body) = request.into_parts();
    // One that breaks off is not recorded.
    let Ok(body) = to_bytes(body, usize::MAX).await else { return Response::default() };
    let seen = ReceivedRequest {
        method: parts.method.to_string(),
        target: parts.uri.to_string(),
        headers: parts.headers,
        body: String::from_utf8(body.to_vec()).expect("UTF-8"),
    };
    let before = {
        let mut record = record.lock().expect("not poisoned");
        record.push(seen.clone());
        record.len() - 1
    };
    let CannedResponse { status, headers, body, delay } = response(&seen, before);
    tokio::time::sleep(delay).await;
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    response.body(Body::from(body)).expect("a valid response")
}
