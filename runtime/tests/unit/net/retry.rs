//! Unit tests of `send/retry.rs`.

use std::time::Duration;

use http::{HeaderValue, Method, StatusCode};

use crate::contract::Spec;
use crate::net::error::{Answer, Failure, FaultKind, Target, TransportError};
use crate::net::retry::Retry;

fn answer(status: u16, retry_after: Option<&'static str>) -> Result<Answer, Failure> {
    let mut parts = http::Response::new(()).into_parts().0;
    parts.status = StatusCode::from_u16(status).expect("valid");
    parts.headers.extend(retry_after.map(|value| (http::header::RETRY_AFTER, HeaderValue::from_static(value))));
    Ok(Answer::new(target(), parts, Default::default()))
}

fn target() -> Target {
    static SPEC: Spec = Spec::new("x", crate::contract::Method::GET, "/");
    Target::of(&SPEC)
}

#[test]
fn what_may_have_been_carried_out_is_repeated_only_where_that_is_harmless() {
    for (status, get, post) in [
        (200, false, false),
        (404, false, false),
        (429, true, true),
        (500, false, false),
        (502, true, false),
        (503, true, true),
    ] {
        let repeated = |method| Retry::up_to(1).pause(1, &method, &answer(status, None)).is_some();
        assert_eq!((repeated(Method::GET), repeated(Method::POST)), (get, post), "{status}");
    }
}

#[test]
fn a_caller_may_know_more_of_the_service() {
    let careful = Retry::up_to(1).statuses(&[429, 500]);
    let eager = careful.clone().any_method(true);
    for (status, method, carefully, eagerly) in [
        (500, Method::PUT, true, true),
        (500, Method::POST, false, true),
        (429, Method::POST, true, true),
        (504, Method::PUT, false, false),
        (503, Method::GET, false, false),
        (404, Method::POST, false, false),
    ] {
        let repeated = |retry: &Retry| retry.pause(1, &method, &answer(status, None)).is_some();
        assert_eq!((repeated(&careful), repeated(&eager)), (carefully, eagerly), "{status} {method}");
    }
}

#[test]
fn the_status_of_an_upstream_server_decides_in_place_of_the_answers() {
    let retry = Retry::up_to(1).upstream_status(424, "x-upstream");
    let repeated = |status, upstream: Option<&'static str>| {
        let mut answer = answer(status, None).expect("an answer");
        let mut headers = http::HeaderMap::new();
        headers.extend(
            upstream.map(|value| (http::HeaderName::from_static("x-upstream"), HeaderValue::from_static(value))),
        );
        answer.headers = headers.into();
        let [get, post] =
            [Method::GET, Method::POST].map(|method| retry.pause(1, &method, &Ok(answer.clone())).is_some());
        assert_eq!(post, get && status == 503, "a server that passes on an answer has carried the request out");
        get
    };
    assert!(repeated(424, Some("503")) && repeated(424, Some(" 429 ")));
    assert!(!repeated(424, Some("400")) && !repeated(424, None) && !repeated(424, Some("busy")));
    assert!(repeated(503, Some("400")) && !repeated(400, Some("503")), "the header counts beside 424 alone");
}

#[cfg(feature = "azureml")]
#[test]
fn an_additional_status_counts_beside_those_that_are_set_later() {
    let retry = Retry::up_to(1).additional_status(408).statuses(&[429]);
    let repeated = |status| retry.pause(1, &Method::GET, &answer(status, None)).is_some();
    assert_eq!([408, 429, 503].map(repeated), [true, true, false]);
}

#[test]
fn faults_of_the_transport_count_unless_they_are_excluded() {
    let fault = |kind: FaultKind| -> Result<Answer, Failure> {
        Err(Failure::Transport(TransportError::new(target(), kind.into())))
    };
    let repeated = |retry: &Retry, kind| retry.pause(1, &Method::POST, &fault(kind)).is_some();
    let usual = Retry::up_to(1);
    assert!(repeated(&usual, FaultKind::Connect) && !repeated(&usual, FaultKind::Broken));
    let pure = usual.clone().any_method(true);
    assert!(repeated(&pure, FaultKind::Broken) && !repeated(&pure, FaultKind::Unsendable));
    assert!(!repeated(&pure.faults(false), FaultKind::Connect));
}

#[test]
fn pauses_are_random_below_a_limit_that_doubles() {
    let retry = Retry::up_to(10).longest_pause(Duration::from_secs(3));
    let pause = |failed| retry.pause(failed, &Method::GET, &answer(503, None)).expect("repeated").as_secs_f64();
    for (failed, most) in [(1, 0.5), (2, 1.0), (3, 2.0), (4, 3.0), (10, 3.0)] {
        let pauses: Vec<f64> = (0..200).map(|_| pause(failed)).collect();
        assert!(pauses.iter().all(|pause| (0.0..=most).contains(pause)), "{failed}: {pauses:?}");
        // Full jitter: both ends of the range are reached. Each bound fails by chance once in 10^9 runs.
        let edge = most / 10.0;
        assert!(pauses.iter().any(|pause| *pause < edge), "{failed}: {pauses:?}");
        assert!(pauses.iter().any(|pause| *pause > most - edge), "{failed}: {pauses:?}");
    }
    assert_eq!(retry.pause(11, &Method::GET, &answer(503, None)), None);
}

#[test]
fn the_service_says_when_to_come_back() {
    let retry = Retry::up_to(1);
    let pause = retry.pause(1, &Method::POST, &answer(429, Some("7"))).expect("repeated").as_secs_f64();
    assert!((7.0..=7.5).contains(&pause), "{pause}");
    assert_eq!(retry.pause(1, &Method::POST, &answer(429, Some("31"))), None);
    assert_eq!(Retry::none().pause(1, &Method::GET, &answer(429, Some("7"))), None);
}
