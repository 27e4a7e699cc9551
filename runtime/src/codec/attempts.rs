//! Limits on decoding unions within unions, whatever a service sends.

use std::cell::Cell;

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
    /// Begins with a JSON text. One that nests too deep is an error: each union reads its text by itself, so nobody else counts.
    pub(super) fn begin(text: &str) -> Result<Self, DecodeError> {
        use serde_core::de::Error;
        let is_outermost = LEFT.get().is_none();
        if is_outermost {
            if depth(text) > DEEPEST {
                return Err(DecodeError::custom(format_args!("it nests more than {DEEPEST} levels deep")));
            }
            LEFT.set(Some(text.len().saturating_mul(IN_VAIN)));
        }
        Ok(Self { length: text.len(), is_outermost })
    }

    /// Notes that an alternative did not fit, and says whether another one may be tried.
    pub(super) fn may_go_on(&self) -> bool {
        let left = LEFT.get().and_then(|left| left.checked_sub(self.length));
        LEFT.set(Some(left.unwrap_or(0)));
        left.is_some()
    }
}

impl Drop for Attempts {
    fn drop(&mut self) {
        if self.is_outermost {
            LEFT.set(None);
        }
    }
}

/// How deep arrays and objects nest in a JSON text.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    let (mut in_string, mut is_escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::depth;

    #[test]
    fn brackets_in_strings_do_not_count() {
        assert_eq!(depth(r#"[{"a]}\"[": "[["}, []]"#), 2);
        assert_eq!(depth("3"), 0);
    }
}
