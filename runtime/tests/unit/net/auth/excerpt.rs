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
