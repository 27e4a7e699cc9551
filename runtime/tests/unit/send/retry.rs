//! Unit tests of `send/retry.rs`.

use std::time::Duration;

use http::{HeaderValue, Method, StatusCode};

use crate::error::{Answer, Failure, Target};
use crate::send::Retry;
use crate::spec::Spec;

fn answer(status: u16, retry_after: Option<&'static str>) -> Result<Answer, Failure> {
    static SPEC: Spec = Spec::new("x", crate::spec::Method::GET, "/");
    let mut parts = http::Response::new(()).into_parts().0;
    parts.status = StatusCode::from_u16(status).expect("valid");
    parts.headers.extend(retry_after.map(|value| (http::header::RETRY_AFTER, HeaderValue::from_static(value))));
    Ok(Answer::new(Target::of(&SPEC), parts, Default::default()))
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
    let careful = Retry::up_to(1).also_after(&[500]);
    let eager = careful.clone().any_method(true);
    for (status, method, carefully, eagerly) in [
        (500, Method::PUT, true, true),
        (500, Method::POST, false, true),
        (504, Method::PATCH, false, true),
        (501, Method::GET, false, false),
        (404, Method::POST, false, false),
    ] {
        let repeated = |retry: &Retry| retry.pause(1, &method, &answer(status, None)).is_some();
        assert_eq!((repeated(&careful), repeated(&eager)), (carefully, eagerly), "{status} {method}");
    }
}

#[test]
fn pauses_double_up_to_a_limit_and_vary() {
    let retry = Retry::up_to(10).longest_pause(Duration::from_secs(3));
    let pause = |failed| retry.pause(failed, &Method::GET, &answer(503, None)).expect("repeated").as_secs_f64();
    for (failed, most) in [(1, 0.5), (2, 1.0), (3, 2.0), (4, 3.0), (10, 3.0)] {
        let pause = pause(failed);
        assert!(pause > most / 2.0 - 1e-9 && pause <= most, "{failed}: {pause}");
    }
    assert_ne!(pause(1), pause(1));
    assert_eq!(retry.pause(11, &Method::GET, &answer(503, None)), None);
}

#[test]
fn the_service_says_when_to_come_back() {
    let retry = Retry::up_to(1);
    assert_eq!(retry.pause(1, &Method::POST, &answer(429, Some("7"))), Some(Duration::from_secs(7)));
    assert_eq!(retry.pause(1, &Method::POST, &answer(429, Some("31"))), None);
    assert_eq!(Retry::none().pause(1, &Method::GET, &answer(429, Some("7"))), None);
}
