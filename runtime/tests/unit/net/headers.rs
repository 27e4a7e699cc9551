//! Unit tests of `headers.rs`.

use super::*;

fn headers(list: &[(&'static str, &'static str)]) -> Headers {
    let entries = list.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    let mut map = HeaderMap::new();
    entries.for_each(|(name, value)| {
        map.append(name, value);
    });
    Headers::from(map)
}

#[test]
fn values_are_read_as_declared() {
    let headers = headers(&[("x-limit", "7"), ("x-tags", "a, b"), ("x-tags", "c"), ("x-bad", "seven")]);
    assert_eq!(headers.parse::<i64>("x-limit").ok(), Some(Some(7)));
    assert_eq!(headers.parse::<Vec<String>>("x-tags").ok().flatten().map(|tags| tags.len()), Some(3));
    assert_eq!(headers.parse::<i64>("x-other").ok(), Some(None));
    let error = headers.parse::<i64>("x-bad").expect_err("no number");
    assert_eq!(error.to_string(), "the header `x-bad` is not as declared: `seven`: invalid digit found in string");
}

#[test]
fn request_ids_have_an_order() {
    let headers = headers(&[("x-request-id", "2"), ("x-ms-request-id", "1")]);
    assert_eq!(headers.request_id(), Some("1"));
}

#[test]
fn retry_after_is_seconds_or_a_date() {
    assert_eq!(headers(&[("retry-after", "120")]).retry_after(), Some(Duration::from_secs(120)));
    assert_eq!(headers(&[("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT")]).retry_after(), Some(Duration::ZERO));
    let both = headers(&[("retry-after", "1"), ("retry-after-ms", "250")]);
    assert_eq!(both.retry_after(), Some(Duration::from_millis(250)));
    assert_eq!(headers(&[("retry-after", "soon")]).retry_after(), None);
}

#[test]
fn cookies_are_not_printed() {
    let printed = format!("{:?}", headers(&[("set-cookie", "session=hidden"), ("x-a", "1")]));
    assert_eq!(printed, r#"{"set-cookie": "[redacted]", "x-a": "1"}"#);
}
