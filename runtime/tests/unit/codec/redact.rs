//! Unit tests of `redact.rs`.

use super::*;

#[test]
fn names_of_secrets_are_told_from_others() {
    for name in ["X-Api-Key", "client_secret", "refreshToken", "Authorization", "Set-Cookie", "sig", "userPassword"] {
        assert!(is_secret(name), "{name}");
    }
    for name in ["key", "message", "code", "design", "Content-Type", "author", "passing"] {
        assert!(!is_secret(name), "{name}");
    }
}

#[test]
fn members_with_the_names_of_secrets_have_no_value() {
    for (text, expected) in [
        (r#"{"password":"a\"b","n":1}"#, r#"{"password":"[redacted]","n":1}"#),
        (r#"{"a": {"Access_Token" : "x"}}"#, r#"{"a": {"Access_Token" : "[redacted]"}}"#),
        (r#"{"password": 1234, "b": 2}"#, r#"{"password": "[redacted]", "b": 2}"#),
        (r#"{"password": "cut of"#, r#"{"password": "[redacted]""#),
        (r#"{"tokens": [1], "secret": null}"#, r#"{"tokens": [1], "secret": null}"#),
        (r#"{"message": "password: \"x\""}"#, r#"{"message": "password: \"x\""}"#),
        ("no JSON: \"token\"", "no JSON: \"token\""),
    ] {
        assert_eq!(without_members(text), expected, "{text}");
    }
}

#[test]
fn queries_of_urls_are_left_out() {
    for (text, expected) in [
        (r#"{"next":"https://a/b?sig=x%2F&e=1","n":1}"#, r#"{"next":"https://a/b?[redacted]","n":1}"#),
        (r#"{"next":"\/b?a=1\u0026sig=x"}"#, r#"{"next":"\/b?[redacted]"}"#),
        (r#""{\"next\":\"/b?a=1\"}""#, r#""{\"next\":\"/b?[redacted]\"}""#),
        ("<https://a/?cursor=x,y>; rel=next", "<https://a/?[redacted]>; rel=next"),
        ("see https://a/#access_token=x now", "see https://a/#[redacted] now"),
        ("why? a = b, #1", "why? a = b, #1"),
        ("?", "?"),
    ] {
        assert_eq!(without_queries(text), expected, "{text}");
    }
}
