//! Unit tests of `send/redirect.rs`.

use http::{Method, StatusCode, Uri};

use crate::net::send::redirect::method;
use crate::net::url::resolve;

fn resolved(location: &str) -> Option<String> {
    let base = Uri::from_static("http://host:80/a/b?c=d");
    resolve(&base, location).map(|uri| uri.to_string())
}

#[test]
fn locations_are_seen_from_the_request() {
    for (location, expected) in [
        ("/x?y", "http://host:80/x?y"),
        ("x", "http://host:80/a/x"),
        ("../x", "http://host:80/a/../x"),
        ("?e=f", "http://host:80/a/b?e=f"),
        ("http://host/a/b/#top", "http://host/a/b/"),
        ("//HOST/z", "http://HOST/z"),
        ("/x?to=http://other/", "http://host:80/x?to=http://other/"),
    ] {
        assert_eq!(resolved(location).as_deref(), Some(expected), "{location}");
    }
}

#[test]
fn other_origins_are_not_followed() {
    for location in [
        "https://host/a",
        "http://host:81/a",
        "http://other/a",
        "//other/a",
        "http://user@host/a",
        "http://host@other/",
        "",
        "#x",
    ] {
        assert_eq!(resolved(location), None, "{location}");
    }
}

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
