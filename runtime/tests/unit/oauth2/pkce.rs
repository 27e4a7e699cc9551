use super::{challenge, is_same, random};
use crate::codec::Secret;

#[test]
fn the_challenge_is_that_of_the_specification() {
    // RFC 7636, appendix B.
    let verifier = Secret::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    assert_eq!(challenge(&verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

#[test]
fn random_texts_differ_and_need_no_encoding() {
    let (one, other) = (random().unwrap(), random().unwrap());
    assert_ne!(one.expose(), other.expose());
    assert_eq!(one.expose().len(), 43);
    assert!(one.expose().chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'), "{}", one.expose());
}

#[test]
fn texts_are_the_same_as_a_whole() {
    for (one, other, expected) in [("", "", true), ("ab", "ab", true), ("ab", "aB", false), ("ab", "abc", false)] {
        assert_eq!(is_same(one, other), expected);
    }
}
