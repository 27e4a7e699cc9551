//! A service of expectations in the place of a server.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use http::Method;
use tower_service::Service;

use super::expectation::{Expected, ExpectedTarget};
use super::{Expectation, MockResponse, RecordedRequest, Recorder};
use crate::call::Operation;
use crate::net::body::Body;
use crate::net::target::Target;
use crate::net::{BoxError, BoxFuture};

/// A mock of a service: it expects calls, and responds to them.
///
/// [`service`](Self::service) is the transport of a client in a test. A request goes to the first expectation of its
/// operation that accepts it and has calls left. One that goes to none panics in the call, with a text that says what
/// was expected; `send_blocking` gives that text as an error. When the mock is dropped, it panics if a call is missing
/// or one was too many, as [`verify`](Self::verify) does. After another panic of the test it does not.
///
/// Each attempt is a call: with repetitions a call of an operation may be several here. Next pages and polls are calls of the operation that they belong
/// to.
#[derive(Default)]
pub struct Mock(Shared);

impl Mock {
    /// A mock that expects nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Expects calls in the order of the expectations: one is not accepted before all that are expected earlier were made.
    #[must_use]
    pub fn in_order(self) -> Self {
        self.0.lock().is_in_order = true;
        self
    }

    /// Expects a call of an operation. `O` is its marker type in generated code, in the module of its group: `client::operations::GetBook`.
    pub fn expect<O: Operation>(&self) -> Expectation<O> {
        Expectation::new(self.0.clone(), Expected::new(ExpectedTarget::Operation(O::SPEC)))
    }

    /// Expects a request made by hand ([`Client::request`](crate::Client::request)), with this method and path. The path has the prefix of the base URL.
    pub fn expect_request(&self, method: Method, path: &str) -> Expectation {
        Expectation::new(self.0.clone(), Expected::new(ExpectedTarget::Request(method, path.to_owned())))
    }

    /// The service for [`ClientBuilder::service`](crate::ClientBuilder::service). All services of a mock are one.
    pub fn service(&self) -> MockService {
        MockService(self.0.clone())
    }

    /// The requests so far, in the order in which they came, also those that were not expected.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.0.recorder.requests()
    }

    /// Says whether all calls came that are expected, and no others.
    ///
    /// # Errors
    ///
    /// A call is missing, or one came that is not expected.
    pub fn check(&self) -> Result<(), Unmet> {
        let state = self.0.lock();
        let missing = state.expected.iter().filter(|expected| !expected.is_met());
        let missing = missing.map(|expected| format!("a call is missing: {expected}"));
        let problems: Vec<String> = state.unexpected.iter().cloned().chain(missing).collect();
        if problems.is_empty() { Ok(()) } else { Err(Unmet(problems.join("\n"))) }
    }

    /// Checks that all calls came that are expected, and no others. A mock that is dropped does so by itself.
    ///
    /// # Panics
    ///
    /// They did not.
    #[track_caller]
    pub fn verify(&self) {
        if let Err(unmet) = self.check() {
            panic!("{unmet}");
        }
    }
}

impl Drop for Mock {
    #[track_caller]
    fn drop(&mut self) {
        // A second panic would end the program, and hide what the first one said.
        if !std::thread::panicking() {
            self.verify();
        }
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.0.lock();
        let lines: Vec<String> = state.expected.iter().map(ToString::to_string).collect();
        write!(f, "Mock({})", lines.join("; "))
    }
}

/// Calls that are missing, or that came and were not expected.
#[derive(Clone, Debug)]
pub struct Unmet(String);

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unmet {}

/// State that a mock shares with its services.
#[derive(Clone, Default)]
pub(super) struct Shared {
    state: Arc<Mutex<State>>,
    recorder: Recorder,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) expected: Vec<Expected>,
    /// Descriptions of unexpected calls.
    unexpected: Vec<String>,
    is_in_order: bool,
}

impl Shared {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The response to a request, or why it is not expected.
    fn respond(&self, request: &RecordedRequest) -> Result<MockResponse, Unmet> {
        let mut state = self.lock();
        // In order, that is the first which calls are missing of, and those before it that allow more.
        let turn = if state.is_in_order {
            state
                .expected
                .iter()
                .position(|expectation| !expectation.is_met())
                .map_or(state.expected.len(), |expectation| expectation + 1)
        } else {
            state.expected.len()
        };
        let accepts = |expectation: &&mut Expected| {
            expectation.is_of(request) && expectation.is_open() && expectation.differences(request).is_empty()
        };
        // The first that is open and fits: two expectations of one operation answer one after the other.
        if let Some(expected) = state.expected.iter_mut().take(turn).find(accepts) {
            return Ok(expected.take());
        }
        let text = state.unexpected_text(request, turn);
        // Kept, since the code under test may swallow the error that it gets.
        state.unexpected.push(text.clone());
        Err(Unmet(text))
    }
}

impl State {
    /// Describes an unexpected call, and its differences from the expected ones.
    fn unexpected_text(&self, request: &RecordedRequest, turn: usize) -> String {
        let called = request
            .operation()
            .map_or("a request by hand".to_owned(), |operation| Target::from_spec(operation.0).to_string());
        let mut text = format!("a call is not expected: {called}, as {}", request.line());
        let operation: Vec<(usize, &Expected)> =
            self.expected.iter().enumerate().filter(|operation| operation.1.is_of(request)).collect();
        for (index, expected) in &operation {
            text.push_str(&format!("\n  expected: {expected}"));
            let differences = expected.differences(request);
            if !differences.is_empty() {
                differences.iter().for_each(|difference| text.push_str(&format!("\n    differs in {difference}")));
            } else if !expected.is_open() {
                text.push_str("\n    no more calls of it are expected");
            } else if *index >= turn {
                text.push_str("\n    it is not its turn");
            }
        }
        if operation.is_empty() || self.is_in_order {
            let others = self.expected.iter().enumerate().filter(|(_, other)| !other.is_of(request) && !other.is_met());
            let others: Vec<String> = others.map(|(_, other)| format!("\n  expected: {other}")).collect();
            if others.is_empty() && operation.is_empty() {
                text.push_str("\n  expected: no call")
            } else {
                others.iter().for_each(|other| text.push_str(other))
            }
        }
        text
    }
}

/// The service of a [`Mock`].
#[derive(Clone)]
pub struct MockService(Shared);

impl Service<http::Request<Body>> for MockService {
    type Response = http::Response<Body>;
    type Error = BoxError;
    type Future = BoxFuture<Result<http::Response<Body>, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let shared = self.0.clone();
        Box::pin(async move {
            let (recorded, _) = RecordedRequest::record(request).await?;
            let response = shared.respond(&recorded);
            shared.recorder.record(recorded);
            match response {
                Ok(response) => response.sent().await,
                Err(unmet) => panic!("{unmet}"),
            }
        })
    }
}

impl fmt::Debug for MockService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MockService")
    }
}
