//! Sending: from a request to an answer.
//!
//! A call goes through these layers, from the outside in: time limit, repetition ([`retry`]), credentials ([`authorize`]), redirects ([`redirect`]),
//! layers of tower, and transport. Nothing here is generic over the operation.

mod authorize;
#[cfg(feature = "blocking")]
mod blocking;

pub(crate) mod redirect;

use std::borrow::Borrow;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

pub(crate) use self::authorize::authorized;
use self::authorize::send_authorized;
#[cfg(feature = "blocking")]
pub(crate) use self::blocking::wait;
use crate::contract::Spec;
use crate::net::body::Body;
use crate::net::endpoint::Endpoint;
use crate::net::error::{
    Answer, Error, Failure, Fault, FaultKind, InvalidRequestError, Target, TimeoutError, TimeoutPhase, TransportError,
};
use crate::net::options::Options;
use crate::net::origins::Trust;
use crate::net::retry::{Repeated, Retry};
use crate::net::trace::{self, Span};
use crate::net::transport::{Incoming, Pool};

/// The longest time without progress of a body, where nothing is said of it.
const IDLE: Duration = Duration::from_secs(60);

/// How a call is sent and its answer received.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way {
    pub(crate) pool: Pool,
    pub(crate) receive: Receive,
}

/// What becomes of the body of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Receive {
    /// It is received whole.
    Whole,
    /// That of a success is handed out as a stream: one of this media type, or of any where there is none.
    Stream(Option<&'static str>),
}

/// An answer, and its body where it is handed out as a stream. Otherwise the answer has it whole.
#[derive(Debug)]
pub(crate) struct Arrived {
    pub(crate) answer: Answer,
    pub(crate) stream: Option<Incoming>,
}

impl Borrow<Answer> for Arrived {
    fn borrow(&self) -> &Answer {
        &self.answer
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
    /// What the request carries.
    pub(crate) trust: Trust,
    /// How many requests were sent for it.
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
    fn wait_for_token(&self) -> Waits<'_> {
        self.waits_for_token.store(true, Ordering::Relaxed);
        Waits(&self.waits_for_token)
    }

    fn retry(&self) -> &Retry {
        self.options.retry.as_deref().unwrap_or(&self.endpoint.settings.retry)
    }

    fn invalid<E>(&self, reason: String) -> Error<E> {
        Error::InvalidRequest(InvalidRequestError::new(self.target.clone(), reason))
    }
}

/// The wait for a token.
struct Waits<'a>(&'a AtomicBool);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// A request with credentials, on its way.
type Request = http::Request<Body>;

/// Sends a exchange, and receives the whole answer.
pub(crate) fn execute(
    exchange: &Exchange<'_>,
    request: Request,
    pool: Pool,
) -> impl Future<Output = Result<Answer, Failure>> {
    let arriving = begin(exchange, request, Way { pool, receive: Receive::Whole });
    async { arriving.await.map(|arrived| arrived.answer) }
}

/// Sends a exchange, within its time limit and with the repetitions that it allows.
///
/// Its parts are on the heap: what is awaited is moved several times before it is polled.
#[expect(clippy::manual_async_fn, reason = "an `async fn` holds its arguments twice")]
pub(crate) fn begin(
    exchange: &Exchange<'_>,
    request: Request,
    way: Way,
) -> impl Future<Output = Result<Arrived, Failure>> {
    async move {
        if request.body().is_spent() {
            return Err(
                exchange.invalid("its body is a stream, which was sent before and cannot be sent again".to_owned())
            );
        }
        let span = Span::of_call(exchange.target.operation(), exchange.target.path());
        let repeated = Box::pin(span.around(repeat(exchange, &request, way)));
        match exchange.timeout() {
            Some(limit) => within(limit, TimeoutPhase::Call, exchange, repeated).await,
            None => repeated.await,
        }
    }
}

/// Sends a request until there is an answer, or an error that repeating would not mend.
async fn repeat(exchange: &Exchange<'_>, request: &Request, way: Way) -> Result<Arrived, Failure> {
    let started = Instant::now();
    let policy = exchange.retry();
    let budget = &exchange.endpoint.settings.budget;
    budget.add();
    let mut attempts = 0;
    loop {
        let attempt = Box::pin(send_authorized(exchange, request, way));
        let mut result = match policy.attempt_timeout {
            Some(limit) => within(limit, TimeoutPhase::Attempt, exchange, attempt).await,
            None => attempt.await,
        };
        attempts += 1;
        let left = exchange.timeout().map(|limit| limit.saturating_sub(started.elapsed()));
        let pause = policy.pause(attempts, Repeated::of(request), &result);
        // A pause that outlasts the call's time limit would turn a useful error into a timeout.
        let pause = pause.filter(|pause| left.is_none_or(|left| *pause < left));
        let Some(pause) = pause else { return result };
        // Timers need a runtime of tokio.
        if has_runtime(exchange).is_err() {
            return result;
        }
        if request.body().is_spent() {
            result.iter_mut().for_each(|arrived| arrived.answer.is_final = true);
            return result;
        }
        if policy.budget && !budget.take() {
            trace::unaffordable(&exchange.target, attempts);
            return result;
        }
        trace::repeating(&exchange.target, attempts, pause, kind_of(&result));
        tokio::time::sleep(pause).await;
    }
}

/// The kind of an outcome that is no success: the status, or what went wrong.
fn kind_of(result: &Result<Arrived, Failure>) -> &str {
    match result {
        Ok(arrived) => arrived.answer.status.as_str(),
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
    F: Future<Output = Result<Arrived, Failure>>,
{
    has_runtime(exchange)?;
    let mut work = pin!(work);
    let result = tokio::time::timeout(limit, work.as_mut()).await;
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
fn failed(exchange: &Exchange<'_>, fault: Fault) -> Failure {
    let target = exchange.target.clone();
    let (phase, limit) = match fault.kind {
        FaultKind::ConnectTimeout => (TimeoutPhase::Connect, exchange.endpoint.settings.connect_timeout),
        FaultKind::Timeout => (TimeoutPhase::Attempt, None),
        FaultKind::Silence(limit) => (TimeoutPhase::Idle, Some(limit)),
        FaultKind::Stall(limit) => (TimeoutPhase::Upload, Some(limit)),
        FaultKind::Unwritable => {
            let reason = fault.cause().map(ToString::to_string).unwrap_or_default();
            return exchange.invalid(format!("the body cannot be sent: {reason}"));
        }
        _ => return Failure::Transport(TransportError::new(target, fault)),
    };
    Failure::Timeout(TimeoutError::new(target, phase, limit))
}

#[cfg(test)]
#[path = "../../../tests/unit/net/send/mod.rs"]
mod tests;
