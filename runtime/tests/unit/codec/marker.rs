//! Unit tests of `codec/marker.rs`.

use bytes::Bytes;
use http::StatusCode;

use crate::Headers;
use crate::codec::*;

fn parts(content_type: &'static str) -> Parts {
    let mut headers = http::HeaderMap::new();
    headers.insert("content-type", http::HeaderValue::from_static(content_type));
    Parts(StatusCode::OK, Headers::from(headers))
}

fn string(content_type: &'static str, body: &'static str) -> String {
    <JsonString as Decode<String>>::decode(&parts(content_type), Bytes::from(body)).expect("text")
}

#[test]
fn a_declared_string_may_come_as_text() {
    assert_eq!(string("application/json", r#""a \"b\"""#), r#"a "b""#);
    assert_eq!(string("application/json; charset=utf-8", "Healthy"), "Healthy");
    assert_eq!(string("application/json", "{\"a\": 1}"), "{\"a\": 1}");
    assert_eq!(string("text/html; charset=utf-8", "Healthy"), "Healthy");
    assert_eq!(string("text/plain", r#""quoted""#), r#""quoted""#);
    assert_eq!(string("application/json", ""), "");
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
