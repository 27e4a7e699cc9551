//! Unit tests of `error/answer.rs`.

use super::*;

fn shown(body: &[u8]) -> String {
    Excerpt(body, &str::to_owned).to_string()
}

#[test]
fn an_excerpt_is_short_and_on_one_line() {
    assert_eq!(shown(b" a\r\n\x1b[31mb\n"), "a\\r\\n\\u{1b}[31mb");
    let long = shown("é".repeat(1000).as_bytes());
    assert_eq!(long, format!("{}… (2000 bytes)", "é".repeat(200)));
    assert_eq!(shown(b"\xFF"), "\u{FFFD}");
}
