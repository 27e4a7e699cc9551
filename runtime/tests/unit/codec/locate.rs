//! Unit tests of `codec/failure.rs`.

use std::collections::BTreeMap;

use serde_core::de::DeserializeOwned;

use crate::codec::failure::{end_of, path_at};

#[track_caller]
fn path_of<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    let error = serde_json::from_str::<T>(text).expect_err("does not decode");
    path_at(&text.as_bytes()[..end_of(text.as_bytes(), error.line(), error.column())])
}

type Numbers = BTreeMap<String, Vec<i64>>;

#[test]
fn the_value_at_fault_is_found() {
    assert_eq!(path_of::<i64>("true"), "$");
    assert_eq!(path_of::<Vec<i64>>("[1, \"x\"]"), "$[1]");
    assert_eq!(path_of::<Vec<i64>>("[1,true,3]"), "$[1]");
    assert_eq!(path_of::<Vec<bool>>("[1,2]"), "$[0]");
    assert_eq!(path_of::<Numbers>("{\"a\": [1], \"b\": [1, 2, null]}"), "$.b[2]");
    assert_eq!(path_of::<Numbers>("{\"a\": [1],\n \"b c\": [1,\n 2.5]}"), "$[\"b c\"][1]");
    assert_eq!(path_of::<Numbers>("{\"a\": [1], \"b\": {\"c\": 1}}"), "$.b");
    assert_eq!(path_of::<BTreeMap<String, u8>>("{\"a\": 1, \"b\": 256, \"c\": 1}"), "$.b");
    assert_eq!(path_of::<BTreeMap<String, u8>>("{\"a\\\"\": 1, \"b\": -1}"), "$.b");
    assert_eq!(path_of::<BTreeMap<String, char>>("{\"a\": \"x\", \"b\": \"xy\", \"c\": \"z\"}"), "$.b");
    assert_eq!(path_of::<Vec<Vec<f64>>>("[[1],[2,[]]]"), "$[1][1]");
}

#[test]
fn broken_text_has_a_path_too() {
    assert_eq!(path_of::<Numbers>("{\"a\": [1, 2"), "$.a[1]");
    assert_eq!(path_of::<Numbers>("{\"a\": [1 2]}"), "$.a[0]");
    assert_eq!(path_of::<Numbers>(""), "$");
    assert_eq!(path_of::<Numbers>("<html>"), "$");
    assert_eq!(path_of::<Vec<String>>("[\"a\\"), "$[0]");
}

#[cfg(feature = "chrono")]
#[test]
fn a_text_that_is_no_date_is_told_in_words_of_dates() {
    let failure = |body: &str| {
        let error = serde_json::from_str::<Vec<crate::DateTime>>(body).unwrap_err();
        crate::DecodeFailure::json(&error, body.as_bytes()).to_string()
    };
    let without_offset = failure("[\"2024-01-02T03:04:05Z\", \"2024-01-01T12:00:00\"]");
    assert!(
        without_offset
            .starts_with("`$[1]`: `2024-01-01T12:00:00`: no date of RFC 3339, expected an offset such as `Z`"),
        "{without_offset}"
    );
    assert!(without_offset.contains("line 1 column"), "{without_offset}");
    let no_date = failure("[\"yesterday\"]");
    assert!(no_date.contains("`yesterday`: no date of RFC 3339, expected a form such as `2024-12-31`"), "{no_date}");
    let other = failure("[5]");
    assert!(!other.contains("RFC 3339, expected"), "{other}");
}
