//! Unit tests of `error/answer.rs`.

use super::*;

#[test]
fn an_excerpt_is_short_and_on_one_line() {
    assert_eq!(Excerpt(b" a\r\n\x1b[31mb\n").to_string(), "a\\r\\n\\u{1b}[31mb");
    let long = Excerpt("é".repeat(1000).as_bytes()).to_string();
    assert_eq!(long, format!("{}… (2000 bytes)", "é".repeat(200)));
    assert_eq!(Excerpt(b"\xFF").to_string(), "\u{FFFD}");
}
