use super::*;

fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
    let pair = |(name, value): &(&'static str, &'static str)| {
        (http::HeaderName::from_static(name), HeaderValue::from_static(value))
    };
    pairs.iter().map(pair).collect()
}

fn accepted(pairs: &[(&'static str, &'static str)]) -> (Negotiator, String) {
    let mut headers = headers(pairs);
    let negotiator = negotiate(&mut headers);
    (negotiator, headers[ACCEPT_ENCODING].to_str().expect("ASCII").to_owned())
}

#[test]
fn a_request_names_the_codings_that_are_decoded() {
    let all = Coding::ALL.into_iter().filter(|coding| coding.is_decoded()).map(Coding::name).collect::<Vec<_>>();
    let all = if all.is_empty() { "identity".to_owned() } else { all.join(", ") };
    assert_eq!(accepted(&[("accept", "application/json")]), (Negotiator::Runtime, all));
}

#[test]
fn parts_of_bodies_and_events_have_no_coding() {
    let identity = (Negotiator::Runtime, "identity".to_owned());
    assert_eq!(accepted(&[("range", "bytes=0-9")]), identity);
    assert_eq!(accepted(&[("accept", "text/event-stream")]), identity);
    assert_eq!(accepted(&[("accept", "application/json, Text/Event-Stream;q=0.5")]), identity);
}

#[test]
fn the_caller_has_the_last_word() {
    assert_eq!(accepted(&[("accept-encoding", "compress")]), (Negotiator::Caller, "compress".to_owned()));
}

#[test]
fn codings_are_listed_in_any_number_of_headers() {
    let mut map = headers(&[("content-encoding", "gzip, identity"), ("content-length", "9")]);
    map.append(CONTENT_ENCODING, HeaderValue::from_static("BR"));
    assert_eq!(crate::net::headers::codings(&map), ["gzip", "BR"]);
    assert!(crate::net::headers::codings(&headers(&[("content-encoding", "")])).is_empty());
    assert!(crate::net::headers::codings(&headers(&[("content-encoding", "UTF-8")])).is_empty());
}

#[test]
fn what_cannot_be_decoded_is_named() {
    let reason = |names: &[&str], status| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        parse_codings(&names, status).expect_err("a reason").to_string()
    };
    assert_eq!(reason(&["pack200-gzip"], StatusCode::OK), "its content coding `pack200-gzip` cannot be decoded");
    #[cfg(not(feature = "brotli"))]
    assert_eq!(
        reason(&["br"], StatusCode::OK),
        "its content coding `br` needs the feature `brotli` of callsmith-runtime"
    );
    #[cfg(feature = "gzip")]
    {
        let whole = "it is a part of a body with the content coding `gzip`, which is decoded whole";
        assert_eq!(reason(&["gzip"], StatusCode::PARTIAL_CONTENT), whole);
        let many = "it has 5 content codings, of which at most 4 are decoded";
        assert_eq!(reason(&["gzip", "x-gzip", "gzip", "GZIP", "gzip"], StatusCode::OK), many);
    }
}
