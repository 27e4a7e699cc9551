//! Repeating requests.

use std::borrow::Borrow;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use http::Method;

use crate::contract::macros::setters;
use crate::net::error::{Answer, Failure};

/// The statuses that are repeated unless [`Retry::statuses`] names others.
const STATUSES: &[u16] = &[408, 425, 429, 502, 503, 504];

/// The statuses with which a service rejects a request before it carries it out.
const REJECTIONS: [u16; 2] = [429, 503];

/// The policy by which a call is repeated: after which outcomes, how often and with which pauses.
///
/// A request whose method is idempotent (RFC 9110, section 9.2.2) is repeated after each of the [`statuses`](Retry::statuses), after a connection broke
/// and after an attempt's time limit. Any other only where the service surely did not carry it out: after 429 and 503, and where no connection could be
/// made. [`any_method`](Retry::any_method) lifts that difference.
///
/// Pauses have exponential backoff with full jitter: a random time between zero and a limit, which doubles from [`first_pause`](Retry::first_pause) to
/// [`longest_pause`](Retry::longest_pause). Where the service asks for a pause ([`Headers::retry_after`](crate::net::headers::Headers::retry_after)), the random time
/// comes on top of that, so that callers which were rejected together do not come back together. Where the service asks for more than `longest_pause`,
/// the call ends with the error, which gives the time.
///
/// ```
/// # use callsmith_runtime::Retry;
/// # use std::time::Duration;
/// // A batch job that may wait, for a service that carries out a request with the same content only once.
/// let patient = Retry::up_to(10).longest_pause(Duration::from_secs(120)).any_method(true);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Retry {
    repetitions: u32,
    first_pause: Duration,
    longest_pause: Duration,
    statuses: &'static [u16],
    /// A status beside those, whatever they are.
    additional: Option<u16>,
    faults: bool,
    any_method: bool,
    /// A status, and the header that gives the status which stands behind it.
    upstream: Option<(u16, &'static str)>,
    pub(in crate::net) attempt_timeout: Option<Duration>,
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
            statuses: STATUSES,
            additional: None,
            faults: true,
            any_method: false,
            upstream: None,
            attempt_timeout: None,
        }
    }

    setters! {
        /// Sets the limit of the random pause before the first repetition. Default: half a second.
        first_pause: Duration;
        /// Sets the limit of the random pauses, and of the pauses that the service may ask for. Default: 30 seconds.
        ///
        /// The random time comes on top of a pause that the service asks for, so a pause takes up to twice as long.
        longest_pause: Duration;
        /// Sets the statuses after which a request is repeated, in place of the default ones: 408, 425, 429, 502, 503 and 504.
        statuses: &'static [u16];
        /// Sets whether a request is repeated after a fault of the transport: no connection, a broken one, or a time limit. Default: yes.
        faults: bool;
        /// Sets whether requests whose method is not idempotent are repeated like the others: for services that promise to carry out a request only once,
        /// or whose answer depends on the request alone. Default: no.
        any_method: bool;
    }

    /// Reads from the header `header` of answers with `status` the status that an upstream server answered with. That status decides in place of
    /// `status`. Without the header the answer is not repeated.
    ///
    /// It does not tell that the request was not carried out: unless [`any_method`](Self::any_method) is set, only a request whose method is idempotent is
    /// repeated.
    ///
    /// Gateways pass the error of the server behind them on in this way, such as 424 with `ms-azureml-model-error-statuscode` in Azure ML.
    #[must_use]
    pub const fn upstream_status(mut self, status: u16, header: &'static str) -> Self {
        self.upstream = Some((status, header));
        self
    }

    /// Adds a status to those after which a request is repeated, also where [`statuses`](Self::statuses) is set later.
    #[cfg(feature = "azureml")]
    pub(crate) const fn additional_status(mut self, status: u16) -> Self {
        self.additional = Some(status);
        self
    }

    /// Limits each attempt by itself. The time limit of a call is for all of them together.
    #[must_use]
    pub const fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = Some(limit);
        self
    }

    /// The pause before the next attempt after `failed` ones. `None` where `result` stands.
    pub(in crate::net) fn pause(
        &self,
        failed: u32,
        method: &Method,
        result: &Result<impl Borrow<Answer>, Failure>,
    ) -> Option<Duration> {
        if failed > self.repetitions || !self.is_repeatable(method, result) {
            return None;
        }
        let doubled = self.first_pause.saturating_mul(1 << (failed - 1).min(20));
        let backoff = doubled.min(self.longest_pause).mul_f64(random());
        let asked = result.as_ref().ok().and_then(|answer| answer.borrow().headers.retry_after());
        match asked {
            Some(pause) if pause > self.longest_pause => None,
            Some(pause) => Some(pause.saturating_add(backoff)),
            None => Some(backoff),
        }
    }

    /// Returns `true` if the same request may be sent again after this.
    fn is_repeatable(&self, method: &Method, result: &Result<impl Borrow<Answer>, Failure>) -> bool {
        let is_harmless = self.any_method || method.is_idempotent();
        match result {
            Ok(answer) => {
                let answer = answer.borrow();
                // The service answers with its own status. With that of an upstream server it passes on what this one carried out, perhaps in part.
                let is_rejection = REJECTIONS.contains(&answer.status.as_u16());
                self.status(answer).is_some_and(|status| self.repeats(status)) && (is_harmless || is_rejection)
            }
            Err(failure) => self.faults && (failure.is_unsent() || (failure.is_retryable() && is_harmless)),
        }
    }

    fn repeats(&self, status: u16) -> bool {
        self.statuses.contains(&status) || self.additional == Some(status)
    }

    /// The status that decides: that of the answer, or of the upstream server behind it.
    fn status(&self, answer: &Answer) -> Option<u16> {
        let status = answer.status.as_u16();
        match self.upstream {
            Some((passed_on, header)) if passed_on == status => answer.headers.get(header)?.trim().parse().ok(),
            _ => Some(status),
        }
    }
}

/// A number from 0 to 1. The keys of a hasher are random enough to spread callers.
fn random() -> f64 {
    let bits = RandomState::new().hash_one(0_u8) >> 11;
    bits as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
#[path = "../../tests/unit/net/retry.rs"]
mod tests;
