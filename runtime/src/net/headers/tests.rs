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
fn times_of_a_service_have_fractions_and_no_bounds() {
    let seconds = |text| headers(&[("retry-after", text)]).retry_after();
    assert_eq!(seconds("1.5"), Some(Duration::from_millis(1500)));
    assert_eq!(seconds(" 2 "), Some(Duration::from_secs(2)));
    assert_eq!(seconds("0"), Some(Duration::ZERO));
    assert_eq!(seconds("-7"), Some(Duration::ZERO));
    assert_eq!(seconds("12345678901234567890").map(|time| time.as_secs() > 1 << 60), Some(true));
    assert_eq!(seconds("99999999999999999999999"), Some(Duration::MAX));
    assert_eq!(
        headers(&[("retry-after-ms", "99999999999999999999999")]).retry_after().map(|time| time.as_secs() > 1 << 60),
        Some(true)
    );
    assert_eq!(headers(&[("retry-after-ms", "12.5")]).retry_after(), Some(Duration::from_micros(12500)));
    for text in ["", "inf", "NaN", "1e3", "1.2.3", "5s", ".", "soon"] {
        assert_eq!(seconds(text), None, "{text}");
    }
}

#[test]
fn a_date_counts_from_the_date_of_the_answer() {
    let after = |date, retry_after| headers(&[("date", date), ("retry-after", retry_after)]).retry_after();
    // A service whose clock is years off, in one direction and the other.
    assert_eq!(after("Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2015 07:28:20 GMT"), Some(Duration::from_secs(20)));
    assert_eq!(after("Thu, 21 Oct 2055 07:28:00 GMT", "Thu, 21 Oct 2055 07:28:20 GMT"), Some(Duration::from_secs(20)));
    assert_eq!(after("Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2015 07:27:00 GMT"), Some(Duration::ZERO));
    // Without a clock of the service that of this machine counts.
    assert_eq!(after("noon", "Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
}

#[test]
fn idempotency_keys_have_many_names() {
    let is_key = |name: &str| is_idempotency_key(&name.parse().expect("a name"));
    let names =
        ["idempotency-key", "Idempotency-Key", "x-idempotency-key", "idempotent-id", "Repeatability-Request-ID"];
    for name in names {
        assert!(is_key(name), "{name}");
    }
    assert!(!is_key("x-request-id") && !is_key("if-match"));
}

#[test]
fn cookies_are_not_printed() {
    let printed = format!("{:?}", headers(&[("set-cookie", "session=hidden"), ("x-a", "1")]));
    assert_eq!(printed, r#"{"set-cookie": "[redacted]", "x-a": "1"}"#);
}
