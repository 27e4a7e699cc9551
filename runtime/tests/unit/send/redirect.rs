//! Unit tests of `send/redirect.rs`.

use http::{Method, StatusCode, Uri};

use crate::send::redirect::{keeps_request, resolve};

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
fn a_request_is_not_changed() {
    assert!(keeps_request(StatusCode::FOUND, &Method::GET));
    assert!(!keeps_request(StatusCode::FOUND, &Method::POST));
    assert!(keeps_request(StatusCode::PERMANENT_REDIRECT, &Method::POST));
    assert!(!keeps_request(StatusCode::NOT_MODIFIED, &Method::GET));
}
