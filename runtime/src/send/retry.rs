//! Repeating requests.

use std::borrow::Borrow;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use http::Method;

use crate::error::{Answer, Failure};
use crate::macros::setters;

/// When a call is repeated, and how long to wait before.
///
/// A request whose method is idempotent (RFC 9110, section 9.2.2) is repeated after the statuses 408, 425, 429, 502, 503 and 504, after a connection broke
/// and after an attempt's time limit. Any other only where it surely was not carried out or the service asks to come again: after 429, 503, and where no
/// connection could be made.
///
/// The pause is what the service asks for ([`Headers::retry_after`](crate::Headers::retry_after)). Where it asks for more than
/// [`longest_pause`](Retry::longest_pause), the call ends with the error, which tells the time. Where it does not ask, the pauses double from half a second
/// on, each shortened by a random part of up to a half, so that callers do not come back all at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Retry {
    repetitions: u32,
    first_pause: Duration,
    longest_pause: Duration,
    also_after: &'static [u16],
    any_method: bool,
    pub(super) attempt_timeout: Option<Duration>,
}

impl Retry {
    /// Never repeats.
    pub const fn none() -> Self {
        Self::up_to(0)
    }

    /// Repeats up to `repetitions` times: `up_to(2)` sends at most three requests.
    pub const fn up_to(repetitions: u32) -> Self {
        Self {
            repetitions,
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(30),
            also_after: &[],
            any_method: false,
            attempt_timeout: None,
        }
    }

    setters! {
        /// Sets the pause before the first repetition. Default: half a second.
        first_pause: Duration;
        /// Sets the longest pause, also where the service asks for one. Default: 30 seconds.
        longest_pause: Duration;
        /// Sets further statuses after which a request whose method is idempotent is repeated, such as 500. Default: none.
        also_after: &'static [u16];
        /// Sets whether requests whose method is not idempotent are repeated like the others: for services that promise to carry out a request only once.
        /// Default: no.
        any_method: bool;
    }

    /// Limits each attempt by itself. The time limit of a call is for all of them together.
    #[must_use]
    pub const fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = Some(limit);
        self
    }

    /// How long to wait before the next attempt after `failed` ones. `None` where `result` stands.
    pub(super) fn pause(
        &self,
        failed: u32,
        method: &Method,
        result: &Result<impl Borrow<Answer>, Failure>,
    ) -> Option<Duration> {
        if failed > self.repetitions || !self.is_repeatable(method, result) {
            return None;
        }
        let asked = result.as_ref().ok().and_then(|answer| answer.borrow().headers.retry_after());
        match asked {
            Some(pause) if pause > self.longest_pause => None,
            Some(pause) => Some(pause),
            None => {
                let doubled = self.first_pause.saturating_mul(1 << (failed - 1).min(20));
                Some(doubled.min(self.longest_pause).mul_f64(1.0 - random() / 2.0))
            }
        }
    }

    /// Whether the same request may be sent again after this.
    fn is_repeatable(&self, method: &Method, result: &Result<impl Borrow<Answer>, Failure>) -> bool {
        let is_harmless = self.any_method || method.is_idempotent();
        match result {
            Ok(answer) => match answer.borrow().status.as_u16() {
                429 | 503 => true,
                408 | 425 | 502 | 504 => is_harmless,
                status => is_harmless && self.also_after.contains(&status),
            },
            Err(failure) => failure.is_connect() || (failure.is_retryable() && is_harmless),
        }
    }
}

/// A number from 0 to 1. The keys of a hasher are random enough to spread callers.
fn random() -> f64 {
    let bits = RandomState::new().hash_one(0_u8) >> 11;
    bits as f64 / (1_u64 << 53) as f64
}
