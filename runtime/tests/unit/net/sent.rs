//! Unit tests of `error/sent.rs`.

use super::*;

#[test]
fn a_secret_is_left_out_however_it_is_written() {
    let secret = "s3cr/t é\"+";
    for text in [
        "a s3cr/t é\"+ b",
        "a s3cr%2Ft%20%C3%A9%22%2B b",
        "a s3cr%2ft%20%c3%a9%22%2b b",
        "a s3cr%2Ft+%C3%A9%22%2B b",
        "a czNjci90IMOpIis b",
        r#"a s3cr/t é\"+ b"#,
        r#"a s3cr\/t é\"+ b"#,
    ] {
        assert_eq!(without(text, [secret]), "a [redacted] b", "{text}");
    }
    assert_eq!(without("a b c", ["a", "b "]), "a b c");
    assert_eq!(without("longer", ["long", "longer"]), "[redacted]");
}
