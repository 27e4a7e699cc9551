//! Unit tests of `send/redirect.rs`.

use http::{Method, StatusCode};

use crate::net::send::redirect::method;

#[test]
fn only_303_changes_the_method() {
    for (status, from, to) in [
        (300, Method::GET, Some(Method::GET)),
        (301, Method::HEAD, Some(Method::HEAD)),
        (302, Method::GET, Some(Method::GET)),
        (301, Method::PUT, None),
        (302, Method::POST, None),
        (303, Method::POST, Some(Method::GET)),
        (303, Method::HEAD, Some(Method::HEAD)),
        (304, Method::GET, None),
        (307, Method::PATCH, Some(Method::PATCH)),
        (308, Method::POST, Some(Method::POST)),
    ] {
        assert_eq!(method(StatusCode::from_u16(status).unwrap(), &from), to, "{status} {from}");
    }
}
