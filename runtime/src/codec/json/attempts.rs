//! Limits on decoding unions within unions, whatever a service sends.

use std::cell::Cell;

use super::looks::Probe;
use super::union::DecodeError;

// The depth at which serde_json gives up as well. A union is read from its text anew, so serde_json's own count would
// begin again in each of them.
/// Levels of arrays and objects within a union, as in `serde_json`.
const MAX_DEPTH: usize = 128;

// Unions that are each other's alternatives could be read in as many ways as there are paths. With this bound an answer
// costs at most its length times a number.
/// The multiple of its own length that the failed attempts at a union may read, all unions within it together. Where
/// several alternatives fit by their shapes on every level, the ways to read a value double with each.
const MAX_FAILED_ATTEMPTS: usize = 64;

thread_local! {
    // Of the thread, since a `Deserialize` has no argument to carry it. Decoding does not wait, so one thread reads a
    // value to its end.
    /// The bytes that may still be read in vain, where a union is being decoded.
    static ATTEMPTS_LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// The decoding of a union.
pub(super) struct Attempts {
    length: usize,
    is_outermost: bool,
}

impl Attempts {
    /// Begins with a value. One that nests too deep is an error: each union reads its text by
    /// itself, so nobody else counts. What is no array or object holds no other union.
    pub(super) fn begin(looks: &Probe<'_>) -> Result<Self, DecodeError> {
        use serde_core::de::Error;
        let length = looks.len();
        // Scalars cannot nest, and most members of unions are scalars: they skip the bookkeeping.
        let is_outermost = looks.is_nested() && ATTEMPTS_LEFT.get().is_none();
        if is_outermost {
            if looks.is_deeper(MAX_DEPTH) {
                return Err(DecodeError::custom(format_args!("it nests more than {MAX_DEPTH} levels deep")));
            }
            ATTEMPTS_LEFT.set(Some(length.saturating_mul(MAX_FAILED_ATTEMPTS)));
        }
        Ok(Self { length, is_outermost })
    }

    /// Notes that an alternative did not fit, and says whether another one may be tried.
    pub(super) fn may_go_on(&self) -> bool {
        let Some(left) = ATTEMPTS_LEFT.get() else { return true };
        let after = left.checked_sub(self.length);
        ATTEMPTS_LEFT.set(Some(after.unwrap_or(0)));
        after.is_some()
    }
}

impl Drop for Attempts {
    fn drop(&mut self) {
        if self.is_outermost {
            ATTEMPTS_LEFT.set(None);
        }
    }
}
