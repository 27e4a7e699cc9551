//! Sending: from a request to an answer.
//!
//! A call goes through these layers, from the outside in: time limit, repetition ([`retry`]), credentials ([`authorize`]), redirects ([`redirect`]),
//! and transport. Nothing here is generic over the operation.

mod authorize;
#[cfg(feature = "blocking")]
mod blocking;

pub(crate) mod redirect;
mod retry;

use std::borrow::Borrow;
use std::time::{Duration, Instant};

pub(crate) use self::authorize::authorized;
use self::authorize::send_authorized;
#[cfg(feature = "blocking")]
pub(crate) use self::blocking::{drive, wait};
pub use self::retry::Retry;
use crate::Body;
use crate::call::RawCall;
use crate::error::{Answer, Failure, Fault, FaultKind, TimeoutError, TimeoutPhase, TransportError};
use crate::transport::Incoming;

/// Whose connections a request may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pool {
    /// Those of the runtime on which the call is awaited.
    Shared,
    /// Those of the background runtime for blocking calls.
    #[cfg(feature = "blocking")]
    Blocking,
}

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

/// A request with credentials, on its way.
type Request = http::Request<Body>;

/// Sends a call, and receives the whole answer.
pub(crate) async fn execute(call: &RawCall, pool: Pool) -> Result<Answer, Failure> {
    let arrived = begin(call, Way { pool, receive: Receive::Whole }).await;
    arrived.map(|arrived| arrived.answer)
}

/// Sends a call, within its time limit and with the repetitions that it allows.
pub(crate) async fn begin(call: &RawCall, way: Way) -> Result<Arrived, Failure> {
    let request = call.request()?;
    if request.body().is_spent() {
        return Err(call.invalid("its body is a stream, which was sent before and cannot be sent again".to_owned()));
    }
    match call.timeout() {
        Some(limit) => within(limit, TimeoutPhase::Call, call, repeat(call, &request, way)).await,
        None => repeat(call, &request, way).await,
    }
}

/// Sends a request until there is an answer, or an error that repeating would not mend.
async fn repeat(call: &RawCall, request: &Request, way: Way) -> Result<Arrived, Failure> {
    let started = Instant::now();
    let policy = call.retry();
    let mut attempts = 0;
    loop {
        let attempt = send_authorized(call, request, way);
        let mut result = match policy.attempt_timeout {
            Some(limit) => within(limit, TimeoutPhase::Attempt, call, attempt).await,
            None => attempt.await,
        };
        attempts += 1;
        let left = call.timeout().map(|limit| limit.saturating_sub(started.elapsed()));
        let pause = policy.pause(attempts, request.method(), &result);
        // A pause that outlasts the call's time limit would turn a useful error into a timeout.
        let pause = pause.filter(|pause| left.is_none_or(|left| *pause < left));
        let Some(pause) = pause else { return result };
        if request.body().is_spent() {
            result.iter_mut().for_each(|arrived| arrived.answer.is_final = true);
            return result;
        }
        tracing::debug!(target = %call.target(), attempts, ?pause, "repeating a request");
        has_runtime(call)?;
        tokio::time::sleep(pause).await;
    }
}

/// Runs `work` for at most `limit`.
async fn within<F>(limit: Duration, phase: TimeoutPhase, call: &RawCall, work: F) -> F::Output
where
    F: Future<Output = Result<Arrived, Failure>>,
{
    has_runtime(call)?;
    let timeout = |_| TimeoutError::new(call.target(), phase, Some(limit));
    let result = tokio::time::timeout(limit, work).await;
    result.map_err(timeout).map_err(Failure::Timeout)?
}

/// Timers need a runtime of tokio, and panic without one.
pub(crate) fn has_runtime(call: &RawCall) -> Result<(), Failure> {
    match tokio::runtime::Handle::try_current() {
        Ok(_) => Ok(()),
        Err(_) => Err(failed(call, FaultKind::NoRuntime.into())),
    }
}

/// A fault of the transport as the failure of a request.
fn failed(call: &RawCall, fault: Fault) -> Failure {
    let target = call.target();
    let (phase, limit) = match fault.kind {
        FaultKind::ConnectTimeout => (TimeoutPhase::Connect, call.client.0.settings.connect_timeout),
        FaultKind::Timeout => (TimeoutPhase::Attempt, None),
        FaultKind::Unwritable => {
            let reason = fault.cause().map(ToString::to_string).unwrap_or_default();
            return call.invalid(format!("the body cannot be sent: {reason}"));
        }
        _ => return Failure::Transport(TransportError::new(target, fault)),
    };
    Failure::Timeout(TimeoutError::new(target, phase, limit))
}

#[cfg(test)]
#[path = "../../tests/unit/send/mod.rs"]
mod tests;
