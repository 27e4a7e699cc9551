//! Sending: from a request to an answer.
//!
//! A call goes through these layers, from the outside in: time limit, repetition ([`retry`]), credentials ([`authorize`]), redirects ([`redirect`]),
//! layers of tower, and transport. Nothing here is generic over the operation.

mod authorize;
#[cfg(feature = "blocking")]
mod blocking;

mod outgoing;
pub(crate) mod redirect;

use std::borrow::Borrow;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

pub(crate) use self::authorize::authorized;
use self::authorize::send_authorized;
#[cfg(feature = "blocking")]
pub(crate) use self::blocking::wait;
pub(crate) use self::outgoing::{OutgoingRequest, RequestSource};
use crate::codec::json::EncodeFailure;
use crate::contract::Spec;
use crate::net::body::Body;
use crate::net::endpoint::Endpoint;
use crate::net::error::{
    Error, Failure, FaultKind, InvalidRequestError, Target, TimeoutError, TimeoutPhase, TransportError, TransportFault,
    WholeResponse,
};
use crate::net::options::Options;
use crate::net::origins::Trust;
use crate::net::retry::{RepeatableRequest, Retry};
use crate::net::trace::{self, Span};
use crate::net::transport::{Incoming, Pool};
use crate::net::unsendable::Unsendable;

// A call is one future on the heap, of less than a kilobyte: larger ones are beyond the caches of common allocators. So little
// is awaited here, and the request is lent. All that needs no waiting stands in functions beside, since a future keeps
// what it lends. What is seldom (limits, fetches of tokens, repetitions) is boxed where it happens.

/// The longest time without progress of a body, where nothing is said of it.
const IDLE: Duration = Duration::from_secs(60);

/// The way in which a call is sent and its answer received.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SendOptions {
    pub(crate) pool: Pool,
    pub(crate) receive: BodyMode,
}

/// The reception of an answer's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyMode {
    /// Received whole.
    Whole,
    /// That of a success is handed out as a stream: one of this media type, or of any where there is none.
    Stream(Option<&'static str>),
}

/// An answer, and its body where it is handed out as a stream. Otherwise the answer has it whole.
#[derive(Debug)]
pub(crate) struct ReceivedResponse {
    /// On the heap, since it is handed on from layer to layer.
    pub(crate) response: Box<WholeResponse>,
    pub(crate) stream: Option<Incoming>,
}

impl Borrow<WholeResponse> for ReceivedResponse {
    fn borrow(&self) -> &WholeResponse {
        &self.response
    }
}

/// A request and what it is sent for: the service, the options of the call, and what the document says of the operation.
pub(crate) struct Exchange<'a> {
    pub(crate) endpoint: &'a Endpoint,
    pub(crate) options: &'a Options,
    /// The operation; `None` for a request by hand.
    pub(crate) spec: Option<&'static Spec>,
    pub(crate) target: Target,
    /// Set where an answer of the service named the URL.
    pub(crate) is_continuation: bool,
    /// `true` while it waits for a token.
    pub(crate) waits_for_token: AtomicBool,
    /// The trust in the URL of the request.
    pub(crate) trust: Trust,
    /// The number of requests that were sent for it.
    pub(crate) sent: AtomicU32,
}

impl Exchange<'_> {
    /// The time limit.
    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.options.timeout.or(self.endpoint.settings.timeout)
    }

    /// The longest time without progress of a body that is sent, or of one that is received whole.
    pub(crate) fn idle_timeout(&self) -> Option<Duration> {
        self.chosen_idle_timeout().unwrap_or(Some(IDLE))
    }

    /// The longest silence of an answer that is a stream, where the caller or the client has one.
    pub(crate) fn silence(&self) -> Option<Duration> {
        self.chosen_idle_timeout().unwrap_or_else(|| self.timeout())
    }

    /// The longest silence of a stream where nothing is said of it.
    pub(crate) fn default_silence(&self) -> Option<Duration> {
        let is_chosen = self.chosen_idle_timeout().is_some() || self.timeout().is_some();
        (!is_chosen).then_some(IDLE)
    }

    fn chosen_idle_timeout(&self) -> Option<Option<Duration>> {
        self.options.idle_timeout.or(self.endpoint.settings.idle_timeout)
    }

    /// The largest number of bytes of an answer that is received whole.
    pub(crate) fn response_limit(&self) -> usize {
        self.options.response_limit.unwrap_or(self.endpoint.settings.response_limit)
    }

    /// Waits for a token until the value is dropped.
    fn wait_for_token(&self) -> TokenWait<'_> {
        self.waits_for_token.store(true, Ordering::Relaxed);
        TokenWait(&self.waits_for_token)
    }

    fn retry(&self) -> &Retry {
        self.options.retry.as_deref().unwrap_or(&self.endpoint.settings.retry)
    }

    fn invalid<E>(&self, reason: Unsendable) -> Error<E> {
        Error::InvalidRequest(InvalidRequestError::new(self.target.clone(), reason))
    }
}

/// The wait for a token.
struct TokenWait<'a>(&'a AtomicBool);

impl Drop for TokenWait<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// A request of a call.
pub(crate) type Request = http::Request<Body>;

/// Sends a request, within the time limit of its call and with the repetitions that this allows.
///
/// The request is lent, and all waits stand in one future, which is small. A future that is moved into another
/// takes room in both, and rare things (a limit, a fetch, a repetition) are on the heap.
pub(crate) async fn begin(
    exchange: &Exchange<'_>,
    request: &mut OutgoingRequest<'_>,
    options: SendOptions,
) -> Result<ReceivedResponse, Failure> {
    if request.body.is_spent() {
        return Err(exchange.invalid(Unsendable::Spent));
    }
    // The span covers all attempts, so a trace shows one call however often it was sent.
    let span = Span::of_call(exchange.target.operation(), exchange.target.path());
    match exchange.timeout() {
        Some(limit) => {
            // Boxed, since few calls have a limit: by value it would stand in the future of each call twice.
            let repeated = Box::pin(span.instrument(repeat(exchange, request, options)));
            within(limit, TimeoutPhase::Call, exchange, repeated).await
        }
        None => span.instrument(repeat(exchange, request, options)).await,
    }
}

/// Sends a request until there is an answer, or an error that repeating would not mend.
#[expect(clippy::manual_async_fn, reason = "an `async fn` holds its arguments twice")]
fn repeat(
    exchange: &Exchange<'_>,
    request: &mut OutgoingRequest<'_>,
    options: SendOptions,
) -> impl Future<Output = Result<ReceivedResponse, Failure>> {
    async move {
        let mut attempts = Attempts::new(exchange);
        loop {
            let result = match attempts.policy.attempt_timeout {
                Some(limit) => {
                    let attempt = Box::pin(send_authorized(exchange, request, options));
                    within(limit, TimeoutPhase::Attempt, exchange, attempt).await
                }
                None => send_authorized(exchange, request, options).await,
            };
            match attempts.pause(request, result) {
                ControlFlow::Continue(pause) => Box::pin(tokio::time::sleep(pause)).await,
                ControlFlow::Break(result) => return result,
            }
        }
    }
}

/// The attempts to send a request.
struct Attempts<'a> {
    exchange: &'a Exchange<'a>,
    policy: &'a Retry,
    /// The time at which a call with a time limit began.
    started: Option<Instant>,
    count: u32,
}

impl<'a> Attempts<'a> {
    fn new(exchange: &'a Exchange<'a>) -> Self {
        // A call earns a tenth of a repetition. So a service that fails everything gets at most a tenth more requests,
        // and not several times as many.
        exchange.endpoint.settings.budget.add();
        // The clock is read where it is needed alone.
        let started = exchange.timeout().map(|_| Instant::now());
        Self { exchange, policy: exchange.retry(), started, count: 0 }
    }

    /// The pause before the next attempt, or the result of the last one.
    fn pause(
        &mut self,
        request: &OutgoingRequest<'_>,
        mut result: Result<ReceivedResponse, Failure>,
    ) -> ControlFlow<Result<ReceivedResponse, Failure>, Duration> {
        let Self { exchange, policy, .. } = *self;
        self.count += 1;
        let pause = policy.pause(
            self.count,
            RepeatableRequest { method: &request.method, is_keyed: request.is_keyed },
            &result,
        );
        // A pause that outlasts the call's time limit would turn a useful error into a timeout.
        let left = || Some(exchange.timeout()?.saturating_sub(self.started?.elapsed()));
        let pause = pause.filter(|pause| left().is_none_or(|left| *pause < left));
        let Some(pause) = pause else { return ControlFlow::Break(result) };
        // Timers need a runtime of tokio.
        if has_runtime(exchange).is_err() {
            return ControlFlow::Break(result);
        }
        if request.body.is_spent() {
            result.iter_mut().for_each(|arrived| arrived.response.is_final = true);
            return ControlFlow::Break(result);
        }
        // Taken last, so that a repetition which cannot be made costs nothing of the budget.
        if policy.budget && !exchange.endpoint.settings.budget.take() {
            trace::unaffordable(&exchange.target, self.count);
            return ControlFlow::Break(result);
        }
        trace::repeating(&exchange.target, self.count, pause, kind_of(&result));
        ControlFlow::Continue(pause)
    }
}

/// The kind of an outcome that is no success: the status, or what went wrong.
fn kind_of(result: &Result<ReceivedResponse, Failure>) -> &str {
    match result {
        Ok(arrived) => arrived.response.status.as_str(),
        Err(failure) => kind_of_failure(failure),
    }
}

fn kind_of_failure(failure: &Failure) -> &'static str {
    match failure {
        Failure::Timeout(_) => "timeout",
        failure if failure.is_connect() => "connect",
        Failure::Transport(_) => "transport",
        Failure::Authentication(_) => "authentication",
        Failure::InvalidRequest(_) => "invalid_request",
        Failure::Api(_) | Failure::Unexpected(_) | Failure::Decode(_) | Failure::Operation(_) => "answer",
    }
}

/// Runs `work` for at most `limit`.
async fn within<F>(limit: Duration, phase: TimeoutPhase, exchange: &Exchange<'_>, work: F) -> F::Output
where
    F: Future<Output = Result<ReceivedResponse, Failure>> + Unpin,
{
    has_runtime(exchange)?;
    let mut work = work;
    let result = tokio::time::timeout(limit, &mut work).await;
    // The work is not dropped yet: it tells what it waits for.
    let phase = if exchange.waits_for_token.load(Ordering::Relaxed) { TimeoutPhase::Token } else { phase };
    let timeout = |_| TimeoutError::new(exchange.target.clone(), phase, Some(limit));
    result.map_err(timeout).map_err(Failure::Timeout)?
}

/// Timers need a runtime of tokio, and panic without one.
pub(crate) fn has_runtime(exchange: &Exchange<'_>) -> Result<(), Failure> {
    match tokio::runtime::Handle::try_current() {
        Ok(_) => Ok(()),
        Err(_) => Err(failed(exchange, FaultKind::NoRuntime.into())),
    }
}

/// A fault of the transport as the failure of a request.
fn failed(exchange: &Exchange<'_>, fault: TransportFault) -> Failure {
    let target = exchange.target.clone();
    let (phase, limit) = match fault.kind {
        FaultKind::ConnectTimeout => (TimeoutPhase::Connect, exchange.endpoint.settings.connect_timeout),
        FaultKind::Timeout => (TimeoutPhase::Attempt, None),
        FaultKind::Silence(limit) => (TimeoutPhase::Idle, Some(limit)),
        FaultKind::Stall(limit) => (TimeoutPhase::Upload, Some(limit)),
        FaultKind::Unwritable => {
            let reason = fault.cause().map(ToString::to_string).unwrap_or_default();
            return exchange.invalid(Unsendable::Value(EncodeFailure::new(reason)).of_body());
        }
        _ => return Failure::Transport(TransportError::new(target, fault)),
    };
    Failure::Timeout(TimeoutError::new(target, phase, limit))
}
