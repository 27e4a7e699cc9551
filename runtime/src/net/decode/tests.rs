use std::collections::BTreeMap;

use bytes::Bytes;
use http::StatusCode;
use serde_core::de::DeserializeOwned;

use super::*;
use crate::Headers;

fn parts(content_type: &'static str) -> Parts {
    let mut headers = http::HeaderMap::new();
    headers.insert("content-type", http::HeaderValue::from_static(content_type));
    Parts(StatusCode::OK, Headers::from(headers), Target::by_hand(&http::Method::GET, "/"))
}

fn string(content_type: &'static str, body: &'static str) -> String {
    <JsonString as Decode<String>>::decode(&parts(content_type), Bytes::from(body)).expect("text")
}

#[test]
fn a_declared_string_may_come_as_text() {
    assert_eq!(string("application/json", r#""a \"b\"""#), r#"a "b""#);
    assert_eq!(string("application/json; charset=utf-8", "Healthy"), "Healthy");
    assert_eq!(string("text/html; charset=utf-8", "Healthy"), "Healthy");
    assert_eq!(string("text/plain", r#""quoted""#), r#""quoted""#);
    assert_eq!(string("text/plain", "{\"a\": 1}"), "{\"a\": 1}");
    assert_eq!(string("application/yaml", "a: 1"), "a: 1");
    assert_eq!(string("text/plain", ""), "");
}

#[test]
fn other_values_of_json_are_no_strings() {
    for body in ["{\"a\": 1}", "[]", "null", "12", "true", "", " "] {
        for content_type in ["application/json", "Application/Problem+JSON; charset=utf-8", ""] {
            let decoded = <JsonString as Decode<String>>::decode(&parts(content_type), Bytes::from(body));
            assert!(decoded.is_err(), "{content_type} {body}");
        }
    }
}

#[test]
fn a_text_may_come_as_a_json_string() {
    let text = |content_type, body: &'static str| {
        <Text as Decode<String>>::decode(&parts(content_type), Bytes::from(body)).expect("text")
    };
    assert_eq!(text("application/json", "\"1.0\""), "1.0");
    assert_eq!(text("application/json", "1.0"), "1.0");
    assert_eq!(text("text/plain", "\"1.0\""), "\"1.0\"");
}

#[test]
fn json_is_decoded_whatever_the_content_type_says() {
    let body = Bytes::from_static(b"\xEF\xBB\xBF[1, 2]");
    assert_eq!(<Json as Decode<Vec<i64>>>::decode(&parts("text/plain"), body).ok(), Some(vec![1, 2]));
}

#[test]
fn text_must_be_utf8() {
    assert!(<Text as Decode<String>>::decode(&parts("text/plain"), Bytes::from_static(b"\xFF")).is_err());
}

#[test]
fn whole_doubles_are_integers() {
    fn decode<T: DeserializeOwned>(json: &'static str) -> Result<T, DecodeFailure> {
        <Json as Decode<T>>::decode(&parts("application/json"), Bytes::from(json))
    }
    let numbers: Vec<Option<i64>> = decode("[1.0, 1e3, null, -2.0, -0.0]").unwrap();
    assert_eq!(numbers, [Some(1), Some(1000), None, Some(-2), Some(0)]);
    assert_eq!(decode::<BTreeMap<String, (u8, i32)>>("{\"a\": [2.0, 3.0]}").unwrap()["a"], (2, 3));
    for (json, what) in [
        ("[1.5]", "floating point `1.5`, expected i32"),
        ("[3e9]", "integer `3000000000`, expected i32"),
        ("[99999999999999999999]", "floating point `1e+20`, expected i32"),
    ] {
        let failure = decode::<Vec<i32>>(json).expect_err(json);
        assert!(failure.message().contains(what), "{failure}");
        assert_eq!(failure.path(), Some("$[0]"), "{failure}");
    }
    assert_eq!(decode::<f64>("1e300").unwrap(), 1e300);
    assert!(decode::<u8>("256.0").is_err() && decode::<u64>("-1.0").is_err());
    // Beyond 2^53 a double may have been rounded.
    assert!(decode::<i64>("9007199254740993.0").is_err());
}
