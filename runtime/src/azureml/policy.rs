//! The presets for calls of online endpoints.

use std::time::Duration;

use super::headers::MODEL_ERROR_STATUS;
use crate::net::retry::Retry;

/// Too many requests at a time, and a front end that reaches no instance: what passes by itself.
const STATUSES: &[u16] = &[429, 502, 503];
/// The status of a model that took longer than `request_timeout_ms`.
pub(super) const MODEL_TIMEOUT: u16 = 408;

/// Up to eight repetitions within 123.5 seconds of random pauses, half of that on average: an endpoint that scales out needs such a time.
///
/// Scoring is taken for a pure function, so a `POST` is sent again as a `GET` would be. Where it is none, the call is
/// repeated after 429 and 503, which come of the front end. The status 424 passes an error of the model's container on,
/// which counts as if it had come from the front end.
pub(super) const RETRY: Retry = Retry::up_to(8)
    .statuses(STATUSES)
    .any_method(true)
    .rejections(&[503])
    .longest_pause(Duration::from_secs(60))
    .upstream_status(424, MODEL_ERROR_STATUS);

/// The limit for a whole call: the longest `request_timeout_ms` that a deployment may have (180,000), and two minutes
/// for repetitions.
pub(super) const TIMEOUT: Duration = Duration::from_secs(300);
