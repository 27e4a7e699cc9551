//! Clients and requests that could not be made, and answers that did not come in time.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::Target;
use crate::net::target::Located;
use crate::net::unsendable::Unsendable;

/// A client which could not be made from its settings.
#[derive(Clone)]
pub struct BuildError(String);

impl BuildError {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

/// A request which could not be made from what was given: a body that cannot be encoded, an empty path parameter, an invalid header.
#[derive(Clone)]
pub struct InvalidRequestError(Box<(Target, Unsendable)>);

impl InvalidRequestError {
    pub(crate) fn new(target: Target, reason: Unsendable) -> Self {
        Self(Box::new((target, reason)))
    }

    pub(super) fn target(&self) -> &Target {
        &self.0.0
    }
}

/// A time limit that passed before the answer was there.
#[derive(Clone)]
pub struct TimeoutError(Box<(Target, TimeoutPhase, Option<Duration>)>);

/// The phase of a call that a time limit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutPhase {
    /// Connecting to the service (`ClientBuilder::connect_timeout`): surely nothing was carried out.
    Connect,
    /// A token, for which the call or the attempt still waited: nothing was sent, or the service refused what was.
    Token,
    /// One attempt of several (`Retry::attempt_timeout`), or a limit of the transport's own.
    Attempt,
    /// The whole call (`with_timeout`, `ClientBuilder::timeout`).
    Call,
    /// A long-running operation as a whole (`Poller::with_time_limit`).
    Operation,
    /// The wait for the next piece of an answer that had begun (`ClientBuilder::idle_timeout`, `with_idle_timeout`).
    Idle,
    /// The wait for the service to take the next piece of the body of the request (`ClientBuilder::idle_timeout`, `with_idle_timeout`).
    Upload,
}

impl TimeoutError {
    pub(crate) fn new(target: Target, phase: TimeoutPhase, limit: Option<Duration>) -> Self {
        Self(Box::new((target, phase, limit)))
    }

    pub(super) fn target(&self) -> &Target {
        &self.0.0
    }

    /// The phase that the limit was for.
    pub fn phase(&self) -> TimeoutPhase {
        self.0.1
    }

    /// The limit, where it is known.
    pub fn limit(&self) -> Option<Duration> {
        self.0.2
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidRequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid request for {}: {}", self.0.0, self.0.1)
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (target, phase, limit) = &*self.0;
        let what = match phase {
            TimeoutPhase::Connect => "connection",
            TimeoutPhase::Token => "token",
            TimeoutPhase::Operation => "result",
            TimeoutPhase::Idle => "more of the answer",
            TimeoutPhase::Upload => "more of the request was taken",
            TimeoutPhase::Attempt | TimeoutPhase::Call => "answer",
        };
        let target = Located(target);
        match limit {
            Some(limit) => write!(f, "no {what} within {limit:?} for {target}"),
            None => write!(f, "no {what} in time for {target}"),
        }
    }
}

/// An error shows its text, for people as for programs that show it by `Debug`.
macro_rules! shown_as_text {
    ($($type:ty),+) => {$(
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    )+};
}
shown_as_text!(BuildError, InvalidRequestError, TimeoutError);

impl Error for BuildError {}
impl Error for InvalidRequestError {}
impl Error for TimeoutError {}
