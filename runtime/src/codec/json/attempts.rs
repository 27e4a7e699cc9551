//! Limits on decoding unions within unions, whatever a service sends.

use std::cell::Cell;

use super::shape::Looks;
use super::union::DecodeError;

/// Levels of arrays and objects within a union, as in `serde_json`.
const DEEPEST: usize = 128;

/// How many times its own length a union may be read in vain, all unions within it together: where several alternatives fit by
/// their looks on every level, the ways to read a value double with each.
const IN_VAIN: usize = 64;

thread_local! {
    /// The bytes that may still be read in vain, where a union is being decoded.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// The decoding of a union.
pub(super) struct Attempts {
    length: usize,
    is_outermost: bool,
}

impl Attempts {
    /// Begins with a value. One that nests too deep is an error: each union reads its text by
    /// itself, so nobody else counts. What is no array or object holds no other union.
    pub(super) fn begin(looks: &Looks<'_>) -> Result<Self, DecodeError> {
        use serde_core::de::Error;
        let length = looks.len();
        let is_outermost = looks.is_nested() && LEFT.get().is_none();
        if is_outermost {
            if looks.is_deeper(DEEPEST) {
                return Err(DecodeError::custom(format_args!("it nests more than {DEEPEST} levels deep")));
            }
            LEFT.set(Some(length.saturating_mul(IN_VAIN)));
        }
        Ok(Self { length, is_outermost })
    }

    /// Notes that an alternative did not fit, and says whether another one may be tried.
    pub(super) fn may_go_on(&self) -> bool {
        let Some(left) = LEFT.get() else { return true };
        let after = left.checked_sub(self.length);
        LEFT.set(Some(after.unwrap_or(0)));
        after.is_some()
    }
}

impl Drop for Attempts {
    fn drop(&mut self) {
        if self.is_outermost {
            LEFT.set(None);
        }
    }
}
