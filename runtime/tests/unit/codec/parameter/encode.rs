//! Unit tests of `parameter/encode.rs`.

use crate::codec::parameter::encode::*;

#[test]
fn only_unreserved_characters_stay() {
    assert_eq!(encode("a-Z_0.~"), "a-Z_0.~");
    assert_eq!(encode("a/b?c#d%é "), "a%2Fb%3Fc%23d%25%C3%A9%20");
}

#[test]
fn reserved_characters_and_triplets_can_be_kept() {
    assert_eq!(encode_reserved("a/b?c=d,[e]"), "a/b?c=d,[e]");
    assert_eq!(encode_reserved("1%20%é#&+%4"), "1%20%25%C3%A9%23%26%2B%254");
}

#[test]
fn templates_keep_their_delimiters() {
    assert_eq!(encode_template("/Users('a b')/%20?x=1&y"), "/Users('a%20b')/%20?x=1&y");
}
