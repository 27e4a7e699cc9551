//! Repeating requests.

use std::borrow::Borrow;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use http::Method;

use crate::contract::macros::setters;
use crate::net::error::{Failure, WholeResponse};
use crate::net::pause::{backoff, bounded, jitter};

// Not 500: it does not say that a second attempt may end otherwise. After 502 and 504 the request may have been
// carried out, so the method has a say as well.
/// The statuses that are repeated unless [`Retry::statuses`] names others.
const STATUSES: &[u16] = &[408, 425, 429, 502, 503, 504];

/// The policy by which a call is repeated: after which outcomes, how often and with which pauses.
///
/// A request is repeated after each of the [`statuses`](Retry::statuses), after a connection broke, after a transfer stalled and after an attempt's time
/// limit. Its body has to be one that can be sent again. It depends on the method whether that is harmless:
///
/// | method | default policy | [`up_to`](Self::up_to) | [`any_method`](Self::any_method) |
/// |---|---|---|---|
/// | safe: `GET`, `HEAD`, `OPTIONS`, `QUERY` | repeated | repeated | repeated |
/// | any, with an idempotency key (`Idempotency-Key`, `Repeatability-Request-ID`) | repeated | repeated | repeated |
/// | `PUT`, `DELETE` | no | repeated | repeated |
/// | `POST`, `PATCH` | no | where it was surely not carried out | repeated |
///
/// Surely not carried out is a request after 429, after 503 with `Retry-After`, after the [`rejections`](Self::rejections), and where no connection could be
/// made. A bare 503 is none of them:
/// proxies answer it after the service began to work (RFC 9110, section 9.2.2). A certificate that is refused, and an answer that is no HTTP, are not
/// repeated at all.
///
/// With HTTP/2 a service can refuse a request before it processed anything of it (RFC 9113, section 8.7). Such a request is repeated whatever its method.
///
/// # Default
///
/// A client without a policy of its own repeats twice ([`Retry::default`]): requests whose method is safe and those with an idempotency key, within a
/// [`budget`](Self::budget). [`Retry::none`] turns that off, for a client or for a call.
///
/// # Pauses
///
/// Pauses have exponential backoff with full jitter: a random time between zero and a limit, which doubles from
/// [`first_pause`](Retry::first_pause) to [`longest_pause`](Retry::longest_pause). Where the service asks for a pause
/// ([`Headers::retry_after`](crate::net::headers::Headers::retry_after)), the random time comes on top of that. So
/// callers that were rejected together do not come back together. A time below `first_pause` counts as `first_pause`.
/// Where the service asks for more than `longest_pause`, the call ends with the error, which gives the time.
///
/// After a connection that the service closed before it answered, the first repetition has no pause: such a connection was mostly idle for too long.
///
/// ```
/// # use callsmith_runtime::Retry;
/// # use std::time::Duration;
/// // A batch job that may wait, for a service that carries out a request with the same content only once.
/// let patient = Retry::up_to(10).longest_pause(Duration::from_secs(120)).any_method(true);
/// // The default policy, which repeats PUT and DELETE as well.
/// let usual = Retry::default().idempotent_methods(true);
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
    idempotent_methods: bool,
    any_method: bool,
    rejections: &'static [u16],
    pub(in crate::net) budget: bool,
    /// A status, and the header that gives the status which stands behind it.
    upstream: Option<(u16, &'static str)>,
    pub(in crate::net) attempt_timeout: Option<Duration>,
}

impl Default for Retry {
    /// The policy of clients that set none: two repetitions of what is safe or has an idempotency key, within the budget of the client.
    fn default() -> Self {
        Self::up_to(2).idempotent_methods(false).budget(true)
    }
}

impl Retry {
    /// Never repeats.
    pub const fn none() -> Self {
        Self::up_to(0)
    }

    /// Repeats up to `repetitions` times: `up_to(2)` sends at most three requests.
    ///
    /// `PUT` and `DELETE` are repeated too, other methods where the request was surely not carried out. There is no [`budget`](Self::budget).
    pub const fn up_to(repetitions: u32) -> Self {
        Self {
            repetitions,
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(30),
            statuses: STATUSES,
            additional: None,
            faults: true,
            idempotent_methods: true,
            any_method: false,
            rejections: &[],
            budget: false,
            upstream: None,
            attempt_timeout: None,
        }
    }

    setters! {
        /// Sets the limit of the random pause before the first repetition, and the shortest pause that the service may ask for. Default: half a second.
        first_pause: Duration;
        /// Sets the limit of the random pauses, and of the pauses that the service may ask for. Default: 30 seconds.
        ///
        /// The random time comes on top of a pause that the service asks for, so a pause takes up to twice as long.
        longest_pause: Duration;
        /// Sets the statuses after which a request is repeated, in place of the default ones: 408, 425, 429, 502, 503 and 504.
        statuses: &'static [u16];
        /// Sets whether a request is repeated after a fault of the transport: no connection, a broken one, or a time limit. Default: yes.
        faults: bool;
        /// Sets whether `PUT` and `DELETE` are repeated as `GET` is, and other methods where the request was surely not carried out. Default: yes, and no
        /// in the default policy.
        idempotent_methods: bool;
        /// Sets whether requests whose method is not idempotent are repeated like the others. That is for services that
        /// promise to carry out a request only once, or whose answer depends on the request alone. Default: no.
        any_method: bool;
        /// Sets the statuses with which the service rejects requests before it carries them out, beside 429 and 503 with `Retry-After`. Default: none.
        rejections: &'static [u16];
        /// Sets whether repetitions draw on the budget of the client. Default: no, and yes in the default policy.
        ///
        /// All calls of a client and its clones share one budget. It holds ten repetitions at first, each call adds a
        /// tenth of one, and it never holds more than a hundred. A call that finds it empty ends with the error. So a
        /// service that is down for all gets a tenth more requests, and not three times as many.
        budget: bool;
    }

    /// Reads from the header `header` of answers with `status` the status that an upstream server answered with. That status decides in place of
    /// `status`. Without the header the answer is not repeated.
    ///
    /// The status of an upstream server does not tell that the request was not carried out. Unless
    /// [`any_method`](Self::any_method) is set, only a request whose method is idempotent is repeated.
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
        request: RepeatableRequest<'_>,
        result: &Result<impl Borrow<WholeResponse>, Failure>,
    ) -> Option<Duration> {
        if failed > self.repetitions || !self.is_repeatable(request, result) {
            return None;
        }
        let limit = backoff(self.first_pause, failed, self.longest_pause);
        let delay = match result {
            Ok(response) => response.borrow().headers.retry_after(),
            Err(Failure::Transport(error)) if failed == 1 && (error.is_closed() || error.is_unprocessed()) => {
                return Some(Duration::ZERO);
            }
            Err(_) => None,
        };
        match delay {
            Some(pause) if pause > self.longest_pause => None,
            Some(pause) => {
                let named = bounded(pause, self.first_pause, self.longest_pause);
                Some(named.saturating_add(jitter(limit)))
            }
            None => Some(jitter(limit)),
        }
    }

    /// Returns `true` if the same request may be sent again after this.
    fn is_repeatable(
        &self,
        request: RepeatableRequest<'_>,
        result: &Result<impl Borrow<WholeResponse>, Failure>,
    ) -> bool {
        let is_harmless = || {
            let method = request.method;
            let by_method = is_safe(method) || self.idempotent_methods && method.is_idempotent();
            self.any_method || by_method || request.is_keyed
        };
        match result {
            Ok(response) => {
                let response = response.borrow();
                self.status(response).is_some_and(|status| self.repeats(status))
                    && (is_harmless() || self.idempotent_methods && self.is_rejection(response))
            }
            // The service says so itself, so the method does not matter.
            Err(Failure::Transport(error)) if error.is_unprocessed() => self.faults,
            Err(failure) => {
                let is_repeated = self.faults && failure.is_retryable();
                is_repeated && (is_harmless() || self.idempotent_methods && failure.is_unsent())
            }
        }
    }

    /// Returns `true` if the service rejected the request before it carried it out. It answers with its own status: with that of an upstream server it
    /// passes on what this one carried out, perhaps in part. Nor does 503 say it, unless the service asks to come again.
    fn is_rejection(&self, response: &WholeResponse) -> bool {
        match response.status.as_u16() {
            429 => true,
            503 if response.headers.retry_after().is_some() => true,
            status => self.rejections.contains(&status),
        }
    }

    fn repeats(&self, status: u16) -> bool {
        self.statuses.contains(&status) || self.additional == Some(status)
    }

    /// The status that decides: that of the answer, or of the upstream server behind it.
    fn status(&self, response: &WholeResponse) -> Option<u16> {
        let status = response.status.as_u16();
        match self.upstream {
            Some((passed_on, header)) if passed_on == status => response.headers.get(header)?.trim().parse().ok(),
            _ => Some(status),
        }
    }
}

// Asked by name, since the crate `http` does not know `QUERY`.
/// Returns `true` if a method asks for nothing but an answer (RFC 9110, section 9.2.1; IETF draft "The HTTP QUERY Method").
fn is_safe(method: &Method) -> bool {
    method.is_safe() || method.as_str() == "QUERY"
}

/// A request that may be sent again.
#[derive(Clone, Copy, Debug)]
pub(in crate::net) struct RepeatableRequest<'a> {
    pub(in crate::net) method: &'a Method,
    /// `true` if it has an idempotency key.
    pub(in crate::net) is_keyed: bool,
}

/// The repetitions that the calls of a client may have together, in tenths.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

impl Budget {
    /// The cost of a repetition, as a multiple of the credit of a call.
    const COST: u32 = 10;
    /// The number of repetitions at first, and the greatest number saved.
    const FIRST: u32 = 10;
    const FULL: u32 = 100;

    // Tenths, so that the budget is one atomic integer and no lock.
    pub(crate) const fn new() -> Self {
        Self(AtomicU32::new(Self::FIRST * Self::COST))
    }

    /// Adds what a call may use.
    pub(in crate::net) fn add(&self) {
        // No other memory depends on the number, so no order of threads has to be kept.
        let more = |tenths: u32| (tenths < Self::FULL * Self::COST).then_some(tenths + 1);
        // It is full otherwise.
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }

    /// Takes a repetition. Returns `false` if there is none.
    pub(in crate::net) fn take(&self) -> bool {
        let less = |tenths: u32| tenths.checked_sub(Self::COST);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }
}

#[cfg(test)]
mod tests;
