use std::time::Duration;

use http::{HeaderValue, Method, StatusCode};

use super::{Budget, RepeatableRequest, Retry};
use crate::contract::Spec;
use crate::net::error::{Failure, FaultKind, Target, TransportError, WholeResponse};

fn response(status: u16, retry_after: Option<&'static str>) -> Result<WholeResponse, Failure> {
    let mut parts = http::Response::new(()).into_parts().0;
    parts.status = StatusCode::from_u16(status).expect("valid");
    parts.headers.extend(retry_after.map(|value| (http::header::RETRY_AFTER, HeaderValue::from_static(value))));
    Ok(WholeResponse::new(target(), parts, Default::default()))
}

/// A request without an idempotency key.
fn plain(method: &Method) -> RepeatableRequest<'_> {
    RepeatableRequest { method, is_keyed: false }
}

fn target() -> Target {
    static SPEC: Spec = Spec::new("x", crate::contract::Method::GET, "/");
    Target::from_spec(&SPEC)
}

#[test]
fn what_may_have_been_carried_out_is_repeated_only_where_that_is_harmless() {
    for (status, get, post) in [
        (200, false, false),
        (404, false, false),
        (429, true, true),
        (500, false, false),
        (502, true, false),
        (503, true, false),
    ] {
        let repeated = |method: Method| Retry::up_to(1).pause(1, plain(&method), &response(status, None)).is_some();
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
        let repeated = |retry: &Retry| retry.pause(1, plain(&method), &response(status, None)).is_some();
        assert_eq!((repeated(&careful), repeated(&eager)), (carefully, eagerly), "{status} {method}");
    }
}

#[test]
fn the_status_of_an_upstream_server_decides_in_place_of_the_answers() {
    let retry = Retry::up_to(1).upstream_status(424, "x-upstream");
    let repeated = |status, upstream: Option<&'static str>| {
        let mut response = response(status, None).expect("an answer");
        let mut headers = http::HeaderMap::new();
        headers.extend(
            upstream.map(|value| (http::HeaderName::from_static("x-upstream"), HeaderValue::from_static(value))),
        );
        response.headers = headers.into();
        let [get, post] =
            [Method::GET, Method::POST].map(|method| retry.pause(1, plain(&method), &Ok(response.clone())).is_some());
        assert!(!post, "a server that passes on an answer has carried the request out");
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
    let repeated = |status| retry.pause(1, plain(&Method::GET), &response(status, None)).is_some();
    assert_eq!([408, 429, 503].map(repeated), [true, true, false]);
}

#[test]
fn faults_of_the_transport_count_unless_they_are_excluded() {
    let fault = |kind: FaultKind| -> Result<WholeResponse, Failure> {
        Err(Failure::Transport(TransportError::new(target(), kind.into())))
    };
    let repeated = |retry: &Retry, kind| retry.pause(1, plain(&Method::POST), &fault(kind)).is_some();
    let usual = Retry::up_to(1);
    assert!(repeated(&usual, FaultKind::Connect) && !repeated(&usual, FaultKind::Broken));
    let pure = usual.clone().any_method(true);
    assert!(repeated(&pure, FaultKind::Broken) && !repeated(&pure, FaultKind::Unsendable));
    assert!(!repeated(&pure.faults(false), FaultKind::Connect));
}

#[test]
fn pauses_are_random_below_a_limit_that_doubles() {
    let retry = Retry::up_to(10).longest_pause(Duration::from_secs(3));
    let pause =
        |failed| retry.pause(failed, plain(&Method::GET), &response(503, None)).expect("repeated").as_secs_f64();
    for (failed, most) in [(1, 0.5), (2, 1.0), (3, 2.0), (4, 3.0), (10, 3.0)] {
        let pauses: Vec<f64> = (0..200).map(|_| pause(failed)).collect();
        assert!(pauses.iter().all(|pause| (0.0..=most).contains(pause)), "{failed}: {pauses:?}");
        // Full jitter: both ends of the range are reached. Each bound fails by chance once in 10^9 runs.
        let edge = most / 10.0;
        assert!(pauses.iter().any(|pause| *pause < edge), "{failed}: {pauses:?}");
        assert!(pauses.iter().any(|pause| *pause > most - edge), "{failed}: {pauses:?}");
    }
    assert_eq!(retry.pause(11, plain(&Method::GET), &response(503, None)), None);
}

#[test]
fn the_service_says_when_to_come_back() {
    let retry = Retry::up_to(1);
    let pause = retry.pause(1, plain(&Method::POST), &response(429, Some("7"))).expect("repeated").as_secs_f64();
    assert!((7.0..=7.5).contains(&pause), "{pause}");
    let pause = retry.pause(1, plain(&Method::POST), &response(503, Some("1.5"))).expect("repeated").as_secs_f64();
    assert!((1.5..=2.0).contains(&pause), "{pause}");
    assert_eq!(retry.pause(1, plain(&Method::POST), &response(429, Some("31"))), None);
    assert_eq!(retry.pause(1, plain(&Method::POST), &response(429, Some("99999999999999999999"))), None);
    assert_eq!(Retry::none().pause(1, plain(&Method::GET), &response(429, Some("7"))), None);
}

#[test]
fn a_service_does_not_name_a_pause_that_is_none() {
    for named in ["0", "0.001", "-1", "Wed, 21 Oct 2015 07:28:00 GMT"] {
        let pauses: Vec<f64> = (0..50)
            .filter_map(|_| Retry::up_to(3).pause(1, plain(&Method::GET), &response(503, Some(named))))
            .map(|pause| pause.as_secs_f64())
            .collect();
        assert_eq!(pauses.len(), 50);
        assert!(pauses.iter().all(|pause| (0.5..=1.0).contains(pause)), "{named}: {pauses:?}");
        // Callers that were rejected together come back one by one.
        assert!(pauses.iter().any(|pause| *pause < 0.6) && pauses.iter().any(|pause| *pause > 0.9), "{pauses:?}");
    }
}

#[test]
fn the_default_repeats_what_is_safe_or_has_a_key() {
    let default = Retry::default();
    let wider = Retry::default().idempotent_methods(true);
    for (method, status, named, by_default, by_option) in [
        (Method::GET, 503, None, true, true),
        (Method::HEAD, 502, None, true, true),
        (Method::OPTIONS, 504, None, true, true),
        (Method::from_bytes(b"QUERY").expect("a token"), 503, None, true, true),
        (Method::PUT, 503, None, false, true),
        (Method::DELETE, 502, None, false, true),
        (Method::POST, 503, None, false, false),
        (Method::POST, 503, Some("1"), false, true),
        (Method::PATCH, 429, None, false, true),
    ] {
        let repeated = |retry: &Retry, is_keyed: bool| {
            let request = RepeatableRequest { method: &method, is_keyed };
            retry.pause(1, request, &response(status, named)).is_some()
        };
        assert_eq!((repeated(&default, false), repeated(&wider, false)), (by_default, by_option), "{method} {status}");
        assert!(repeated(&default, true), "{method} {status} with a key");
        assert!(!repeated(&Retry::none(), true), "{method} {status}: never");
    }
    assert!(default.pause(2, plain(&Method::GET), &response(503, None)).is_some());
    assert!(default.pause(3, plain(&Method::GET), &response(503, None)).is_none());
}

#[test]
fn what_never_mends_is_not_repeated_and_a_closed_connection_at_once() {
    let pause = |kind: FaultKind, failed| {
        let fault: Result<WholeResponse, Failure> = Err(Failure::Transport(TransportError::new(target(), kind.into())));
        Retry::up_to(3).any_method(true).pause(failed, plain(&Method::GET), &fault)
    };
    assert_eq!(pause(FaultKind::Refused, 1), None);
    assert_eq!(pause(FaultKind::Malformed, 1), None);
    assert_eq!(pause(FaultKind::Closed, 1), Some(Duration::ZERO));
    assert!(pause(FaultKind::Closed, 2).is_some_and(|pause| pause > Duration::ZERO));
}

#[test]
fn a_budget_is_a_tenth_of_the_calls() {
    let budget = Budget::new();
    let mut taken = 0;
    for _ in 0..10_000 {
        budget.add();
        taken += u32::from(budget.take());
    }
    assert_eq!(taken, 1010);
    (0..5000).for_each(|_| budget.add());
    assert_eq!((0..200).filter(|_| budget.take()).count(), 100);
}
