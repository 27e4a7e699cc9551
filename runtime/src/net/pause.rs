//! Pauses: bounds of the times that services name, and what is random in them.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// A service that names a shorter time is asked after this one.
pub(crate) const MIN_PAUSE: Duration = Duration::from_millis(500);

// Services name times for repetitions, pollers and events. All of them are bounded here, so that one answer cannot put
// a program to sleep for a day.
/// A time that a service names, not below `least` and not above `most`.
pub(crate) fn bounded(named: Duration, least: Duration, most: Duration) -> Duration {
    named.max(least).min(most)
}

// Any share of the limit, down to none: clients that failed together must not come back together.
/// A random time from zero to `limit`.
pub(crate) fn jitter(limit: Duration) -> Duration {
    limit.mul_f64(random())
}

/// `first`, doubled for each failure after the first, up to `most`.
pub(crate) fn backoff(first: Duration, failed: u32, most: Duration) -> Duration {
    // A shift by 32 would overflow, and twenty doublings exceed any limit.
    first.saturating_mul(1 << failed.saturating_sub(1).min(20)).min(most)
}

/// A number from 0 to 1.
fn random() -> f64 {
    // A double has 53 bits of precision, so the lower 11 of 64 are left out.
    (bits(0) >> 11) as f64 / (1_u64 << 53) as f64
}

/// Random bits. The keys of a hasher are random enough to spread callers and to tell requests apart.
fn bits(kind: u8) -> u64 {
    RandomState::new().hash_one(kind)
}

/// A random UUID (RFC 9562, version 4).
pub(crate) fn random_uuid() -> String {
    let keys = RandomState::new();
    let all = u128::from(keys.hash_one(0_u8)) << 64 | u128::from(keys.hash_one(1_u8));
    // The bits of version 4 and of the variant (RFC 9562, sections 4.1 and 4.2).
    let all = all & !(0xF << 76) & !(0b11 << 62) | 0x4 << 76 | 0b10 << 62;
    let text = format!("{all:032x}");
    format!("{}-{}-{}-{}-{}", &text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..])
}
