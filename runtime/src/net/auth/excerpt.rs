//! Excerpts of error messages of programs and services.

use crate::codec::Escaped;

/// The number of characters from the start and from the end that go into an error.
const LENGTH: usize = 300;

/// One line of a text, with marks that reorder it escaped and without words that look like a JSON Web Token.
pub(crate) fn excerpt(text: &str) -> String {
    // A JSON Web Token begins with a JSON object in base64 (RFC 7515, section 7.1), and `{"` with a letter behind it is
    // `eyJ`.
    let shown = |word| if str::contains(word, "eyJ") { "[redacted]" } else { word };
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).map(shown).collect();
    let line: Vec<char> = words.join(" ").chars().collect();
    if line.len() <= 2 * LENGTH {
        return Escaped(&String::from_iter(line)).to_string();
    }
    let (start, end) = (&line[..LENGTH], &line[line.len() - LENGTH..]);
    format!("{} ... {}", Escaped(&String::from_iter(start)), Escaped(&String::from_iter(end)))
}

#[cfg(test)]
mod tests {
    //! Excerpts of error messages.

    use super::*;

    #[test]
    fn an_excerpt_is_on_one_line_and_nothing_in_it_moves_the_text() {
        assert_eq!(excerpt(" it's\r\n \"no\"\x1b[31m\tred "), r#"it's "no" [31m red"#);
        assert_eq!(excerpt("a\u{202e}b\u{2066}c"), r"a\u{202e}b\u{2066}c");
        assert_eq!(excerpt("a\u{2028}b"), "a b", "a line separator is white space");
        assert_eq!(excerpt("token eyJhbGciOi.x.y refused"), "token [redacted] refused");
    }

    #[test]
    fn a_long_text_keeps_its_start_and_its_end() {
        let long = format!("{}\u{202e}{}", "a".repeat(299), "b".repeat(1000));
        assert_eq!(excerpt(&long), format!("{}\\u{{202e}} ... {}", "a".repeat(299), "b".repeat(300)));
    }
}
