//! Expected calls.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use bytes::Bytes;
use http::Method;
use serde_core::Serialize;
use serde_json::Value;

use super::difference::{differences, shortened};
use super::encode::Encode;
use super::mock::{Shared, State};
use super::response::json;
use super::{MockResponse, RecordedRequest};
use crate::call::Operation;
use crate::codec::redact::REDACTED;
use crate::contract::Spec;
use crate::net::target::Target;

/// Calls that a [`Mock`](super::Mock) expects, of the operation `O`: what their requests have, how many there are, and what they get.
///
/// The expectation is in force from [`Mock::expect`](super::Mock::expect) on; each method here narrows or changes it.
/// Unless something else is said, one call is expected, and it gets the first success that the document declares,
/// without a body.
pub struct Expectation<O = ()> {
    shared: Shared,
    index: usize,
    operation: PhantomData<fn() -> O>,
}

impl<O> Expectation<O> {
    pub(super) fn new(shared: Shared, expected: Expected) -> Self {
        let mut state = shared.lock();
        let index = state.expected.len();
        state.expected.push(expected);
        drop(state);
        Self { shared, index, operation: PhantomData }
    }

    // The expectation is in force already, so each method changes it in the mock: forgetting to end a chain changes
    // nothing.
    fn set(self, change: impl FnOnce(&mut Expected)) -> Self {
        let mut state: std::sync::MutexGuard<'_, State> = self.shared.lock();
        if let Some(expected) = state.expected.get_mut(self.index) {
            change(expected);
        }
        drop(state);
        self
    }

    fn check(self, check: Check) -> Self {
        self.set(|expected| expected.checks.push(check))
    }

    /// Expects this path in the URL: percent-encoded, with the prefix of the base URL.
    pub fn path(self, path: &str) -> Self {
        self.check(Check::Path(path.to_owned()))
    }

    /// Expects a parameter in the query with this value, decoded. It may have others too.
    pub fn query(self, name: &str, value: &str) -> Self {
        self.check(Check::Query(name.to_owned(), Some(value.to_owned())))
    }

    /// Expects that the query has no parameter of this name.
    pub fn no_query(self, name: &str) -> Self {
        self.check(Check::Query(name.to_owned(), None))
    }

    /// Expects a header with this value.
    pub fn header(self, name: &str, value: &str) -> Self {
        self.check(Check::Header(name.to_owned(), Some(value.to_owned())))
    }

    /// Expects that there is no header of this name.
    pub fn no_header(self, name: &str) -> Self {
        self.check(Check::Header(name.to_owned(), None))
    }

    /// Expects a body that is the JSON of this value. The order of members and the spelling of numbers make no difference.
    ///
    /// # Panics
    ///
    /// The value has no JSON form.
    #[track_caller]
    pub fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        let value = serde_json::from_slice(&json(body)).unwrap_or_default();
        self.check(Check::Json(value))
    }

    /// Expects these bytes as the body.
    pub fn body(self, body: impl Into<Bytes>) -> Self {
        self.check(Check::Body(body.into()))
    }

    /// Expects a request that this function accepts. The text says what it looks for, in messages.
    pub fn matching(
        self,
        description: &str,
        accepts: impl Fn(&RecordedRequest) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.check(Check::Function(description.to_owned(), Arc::new(accepts)))
    }

    /// Expects this number of calls. Default: one for each response. Calls beyond the responses get the last one again.
    pub fn times(self, times: usize) -> Self {
        self.set(|expected| expected.times = Times::Exactly(times))
    }

    /// Allows any number of calls, also none. Calls beyond the responses get the last one again.
    pub fn any_times(self) -> Self {
        self.set(|expected| expected.times = Times::Any)
    }

    /// Responds to the call. Of several responses the first call gets the first, the second the second: each is one more call that is expected.
    pub fn respond(self, response: MockResponse) -> Self {
        self.set(|expected| expected.responses.push(response))
    }
}

impl<O: Operation> Expectation<O> {
    /// Responds with a value of the type of the document. Its status is the first success that the document declares; of an enum by status it is that of
    /// the variant. Adds a response as [`respond`](Self::respond) does.
    ///
    /// The body and its media type are as the document says: JSON, XML, a text, bytes, or nothing.
    ///
    /// # Panics
    ///
    /// The value has no JSON form.
    #[track_caller]
    pub fn returns(self, output: &O::Output) -> Self
    where
        O::Success: Encode<O::Output>,
    {
        let status = O::Success::status(output).and_then(|answered| answered.first_code());
        let body = O::Success::encode(output);
        self.respond(body.response(status.unwrap_or(O::SPEC.first_success()), O::SPEC.accept))
    }

    /// Responds with this status and a value of the error type of the document. Adds a response as [`respond`](Self::respond) does.
    ///
    /// # Panics
    ///
    /// The value has no JSON form, or the status is not within 100 to 999. Or the error type is an enum by status, and the status has another variant.
    #[track_caller]
    pub fn fails(self, status: u16, error: &O::Error) -> Self
    where
        O::Failure: Encode<O::Error>,
    {
        if let Some(answered) = O::Failure::status(error).filter(|answered| !answered.includes(status)) {
            panic!("the error of {} is of status `{}`, not {status}", Target::from_spec(O::SPEC), answered.status);
        }
        // `Accept` does not tell media types of errors from those of successes.
        self.respond(O::Failure::encode(error).response(status, ""))
    }
}

impl<O> fmt::Debug for Expectation<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.shared.lock();
        let expected = state.expected.get(self.index).map(ToString::to_string);
        write!(f, "Expectation({})", expected.unwrap_or_default())
    }
}

/// The expectation of a call.
pub(super) struct Expected {
    pub(super) what: ExpectedTarget,
    checks: Vec<Check>,
    responses: Vec<MockResponse>,
    times: Times,
    /// The number of calls so far.
    calls: usize,
}

/// The target of an expected call.
pub(super) enum ExpectedTarget {
    Operation(&'static Spec),
    /// A request by hand: its method and path.
    Request(Method, String),
}

enum Times {
    /// One call for each response, at least one.
    OfResponses,
    Exactly(usize),
    Any,
}

/// A check of a call's request.
enum Check {
    Path(String),
    /// A parameter in the query with a value, or none of this name.
    Query(String, Option<String>),
    /// A header with a value, or none of this name.
    Header(String, Option<String>),
    Json(Value),
    Body(Bytes),
    Function(String, Arc<dyn Fn(&RecordedRequest) -> bool + Send + Sync>),
}

impl Expected {
    pub(super) fn new(what: ExpectedTarget) -> Self {
        Self { what, checks: Vec::new(), responses: Vec::new(), times: Times::OfResponses, calls: 0 }
    }

    /// The number of expected calls; `None` for any number.
    fn wanted(&self) -> Option<usize> {
        match self.times {
            Times::OfResponses => Some(self.responses.len().max(1)),
            Times::Exactly(times) => Some(times),
            Times::Any => None,
        }
    }

    /// `true` if no more calls are needed.
    pub(super) fn is_met(&self) -> bool {
        self.wanted().is_none_or(|wanted| self.calls >= wanted)
    }

    /// `true` if one more call is allowed.
    pub(super) fn is_open(&self) -> bool {
        self.wanted().is_none_or(|wanted| self.calls < wanted)
    }

    /// `true` if a request is of the operation, or of the method and path.
    pub(super) fn is_of(&self, request: &RecordedRequest) -> bool {
        match (&self.what, request.operation()) {
            (ExpectedTarget::Operation(spec), Some(operation)) => spec.is_same(operation.0),
            (ExpectedTarget::Request(method, path), None) => request.method() == method && request.path() == path,
            _ => false,
        }
    }

    /// A line for each thing in which a request is not what is expected.
    pub(super) fn differences(&self, request: &RecordedRequest) -> Vec<String> {
        self.checks.iter().flat_map(|check| check.differences(request)).collect()
    }

    /// Takes the response to one more call.
    pub(super) fn take(&mut self) -> MockResponse {
        let response = self.responses.get(self.calls).or(self.responses.last()).cloned();
        self.calls += 1;
        response.unwrap_or_else(|| match self.what {
            ExpectedTarget::Operation(spec) => MockResponse::status(spec.first_success()),
            ExpectedTarget::Request(..) => MockResponse::status(200),
        })
    }
}

/// Writes the operation with the number of calls: `` `getBook` (GET /books/{isbn}), 0 of 1 calls so far ``.
impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            ExpectedTarget::Operation(spec) => write!(f, "{}", Target::from_spec(spec))?,
            ExpectedTarget::Request(method, path) => write!(f, "{method} {}", path.escape_debug())?,
        }
        match self.wanted() {
            Some(wanted) => write!(f, ", {} of {wanted} calls so far", self.calls)?,
            None => write!(f, ", any number of calls")?,
        }
        for check in &self.checks {
            write!(f, "\n    with {check}")?;
        }
        Ok(())
    }
}

impl Check {
    fn differences(&self, request: &RecordedRequest) -> Vec<String> {
        let differ = |is_secret: bool, expected: Option<&str>, received: Option<String>| {
            let show = |value: Option<&str>| match value {
                None => "nothing".to_owned(),
                Some(_) if is_secret => REDACTED.to_owned(),
                Some(value) => format!("`{}`", shortened(&value.escape_debug().to_string())),
            };
            format!("expected {}, received {}", show(expected), show(received.as_deref()))
        };
        let line = match self {
            Check::Path(path) if request.path() == path => return Vec::new(),
            Check::Path(path) => format!("the path: {}", differ(false, Some(path), Some(request.path().to_owned()))),
            Check::Query(name, value) => {
                let mut received = request.queries(name).peekable();
                let is_same = match value {
                    Some(value) => received.peek().is_some() && request.queries(name).any(|actual| actual == *value),
                    None => received.peek().is_none(),
                };
                if is_same {
                    return Vec::new();
                }
                let is_secret = request.is_secret_query(name);
                format!("the parameter `{name}` in the query: {}", differ(is_secret, value.as_deref(), received.next()))
            }
            Check::Header(name, value) => {
                let all = || request.headers().get_all(name.as_str()).iter();
                let is_same = match value {
                    Some(value) => all().any(|actual| actual.as_bytes() == value.as_bytes()),
                    None => all().next().is_none(),
                };
                if is_same {
                    return Vec::new();
                }
                let received = all().next().map(|actual| String::from_utf8_lossy(actual.as_bytes()).into_owned());
                let is_secret = request.is_secret_header(name);
                format!("the header `{name}`: {}", differ(is_secret, value.as_deref(), received))
            }
            Check::Json(expected) => match serde_json::from_slice::<Value>(request.body()) {
                Ok(received) => return differences(expected, &received),
                Err(_) => format!("the body: expected JSON, received {} bytes of something else", request.body().len()),
            },
            Check::Body(expected) if request.body() == expected => return Vec::new(),
            Check::Body(expected) => {
                let same = expected.iter().zip(request.body()).take_while(|(one, other)| one == other).count();
                let (expected, received) = (expected.len(), request.body().len());
                format!("the body: expected {expected} bytes, received {received}, different from byte {same} on")
            }
            Check::Function(_, accepts) if accepts(request) => return Vec::new(),
            Check::Function(description, _) => format!("expected {description}"),
        };
        vec![line]
    }
}

/// Names what is checked. Values may be secrets.
impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Check::Path(path) => write!(f, "the path `{}`", path.escape_debug()),
            Check::Query(name, Some(_)) => write!(f, "the parameter `{name}` in the query"),
            Check::Query(name, None) => write!(f, "no parameter `{name}` in the query"),
            Check::Header(name, Some(_)) => write!(f, "the header `{name}`"),
            Check::Header(name, None) => write!(f, "no header `{name}`"),
            Check::Json(_) => f.write_str("a body of JSON"),
            Check::Body(body) => write!(f, "a body of {} bytes", body.len()),
            Check::Function(description, _) => f.write_str(description),
        }
    }
}
