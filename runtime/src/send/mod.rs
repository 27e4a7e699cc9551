//! Sending: from a request to an answer.
//!
//! A call goes through these layers, from the outside in: time limit, repetition ([`retry`]), credentials ([`authorize`]), redirects ([`redirect`]),
//! and transport. Nothing here is generic over the operation.

mod authorize;
#[cfg(feature = "blocking")]
mod blocking;

pub(crate) mod redirect;
mod retry;

use std::time::{Duration, Instant};

use bytes::Bytes;

pub(crate) use self::authorize::authorized;
use self::authorize::send_authorized;
#[cfg(feature = "blocking")]
pub(crate) use self::blocking::wait;
pub use self::retry::Retry;
use crate::call::RawCall;
use crate::error::{Answer, Failure, Fault, FaultKind, TimeoutError, TimeoutPhase, TransportError};

/// Whose connections a request may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pool {
    /// Those of the runtime on which the call is awaited.
    Shared,
    /// Those of the background runtime for blocking calls.
    #[cfg(feature = "blocking")]
    Blocking,
}

/// A request with credentials, on its way.
type Request = http::Request<Bytes>;

/// Sends a call, within its time limit and with the repetitions that it allows.
pub(crate) async fn execute(call: &RawCall, pool: Pool) -> Result<Answer, Failure> {
    let request = call.to_request()?;
    match call.timeout() {
        Some(limit) => within(limit, TimeoutPhase::Call, call, repeat(call, &request, pool)).await,
        None => repeat(call, &request, pool).await,
    }
}

/// Sends a request until there is an answer, or an error that repeating would not mend.
async fn repeat(call: &RawCall, request: &Request, pool: Pool) -> Result<Answer, Failure> {
    let started = Instant::now();
    let policy = call.retry();
    let mut attempts = 0;
    loop {
        let attempt = send_authorized(call, request, pool);
        let result = match policy.attempt_timeout {
            Some(limit) => within(limit, TimeoutPhase::Attempt, call, attempt).await,
            None => attempt.await,
        };
        attempts += 1;
        let left = call.timeout().map(|limit| limit.saturating_sub(started.elapsed()));
        let pause = policy.pause(attempts, request.method(), &result);
        // A pause that outlasts the call's time limit would turn a useful error into a timeout.
        let pause = pause.filter(|pause| left.is_none_or(|left| *pause < left));
        let Some(pause) = pause else { return result };
        tracing::debug!(target = %call.target(), attempts, ?pause, "repeating a request");
        has_runtime(call)?;
        tokio::time::sleep(pause).await;
    }
}

/// Runs `work` for at most `limit`.
async fn within<F>(limit: Duration, phase: TimeoutPhase, call: &RawCall, work: F) -> F::Output
where
    F: Future<Output = Result<Answer, Failure>>,
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
        _ => return Failure::Transport(TransportError::new(target, fault)),
    };
    Failure::Timeout(TimeoutError::new(target, phase, limit))
}

#[cfg(test)]
#[path = "../../tests/unit/send/mod.rs"]
mod tests;
