//! JSON Pointers (RFC 6901).

/// The tokens of a pointer, without escapes. What stands in front of the first `/` counts for nothing.
pub(crate) fn tokens(pointer: &str) -> Vec<String> {
    // In this order: `~01` is `~1` (RFC 6901, section 4).
    pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~")).collect()
}

#[cfg(test)]
#[path = "../../tests/unit/codec/pointer.rs"]
mod tests;
