//! Words of a command line that a reader is told to run.

// Signs that are allowed, and not those that are forbidden: shells differ in what they read.
/// Returns `true` if a shell reads a text as one word that means itself (POSIX.1-2024, Shell Command Language, section 2.2).
pub(crate) fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b':' | b'/' | b'%'))
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn a_word_runs_nothing() {
        for text in ["https://a.example:8080/api/v1", "/api/v1", "http://a-b_c.example/%20"] {
            assert!(is_plain(text), "{text}");
        }
        for text in [
            "", "a b", "$(x)", "`x`", "a;b", "a|b", "a&b", "a>b", "~", "a*", "a?b", "'a", "\"a", "a\\b", "{a,b}", "#a",
            "ä", "a\n",
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }
}
