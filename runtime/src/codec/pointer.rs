//! JSON Pointers (RFC 6901).

/// The tokens of a pointer, without escapes. What stands in front of the first `/` counts for nothing.
pub(crate) fn tokens(pointer: &str) -> Vec<String> {
    // In this order: `~01` is `~1` (RFC 6901, section 4).
    pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~")).collect()
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn tokens_are_without_escapes() {
        for (pointer, expected) in [
            ("", &[] as &[_]),
            ("/", &[""]),
            ("/a/0/-1", &["a", "0", "-1"]),
            ("/a~1b/~0", &["a/b", "~"]),
            ("/~01/~10/~", &["~1", "/0", "~"]),
            ("//a/", &["", "a", ""]),
            ("#/a", &["a"]),
        ] {
            assert_eq!(tokens(pointer), expected, "{pointer}");
        }
    }
}
