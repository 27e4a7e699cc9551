//! Unit tests of `transport/http_client.rs`.

use super::*;

fn uri(text: &str) -> http::Uri {
    text.parse().expect("a URL")
}

#[test]
fn a_url_of_a_known_site_is_the_same_as_one_that_is_read() {
    for site in ["http://127.0.0.1:80", "https://Example.com:8443", "http://user@[::1]:9"] {
        let first = format!("{site}/first/path?key=1");
        let known = Site::of(&uri(&first), &reqwest::Url::parse(&first).expect("a URL")).expect("a site");
        for rest in [
            "",
            "/",
            "//a//b/",
            "?",
            "?q=it's|1",
            "/?",
            "/a/../b/./c",
            "/%2e%2E/x%2Fy",
            "/a;b=c:d@e!$&'()*+,~",
            "/{a}|[b]^\\c\"",
            "/p?a=b?c&d=/e%20f'{}",
        ] {
            let url = uri(&format!("{site}{rest}"));
            let read = reqwest::Url::parse(&url.to_string()).expect("a URL");
            assert_eq!(known.url(&url).expect("of the site"), read, "{site}{rest}");
            assert_eq!(Url::of(&url).as_str(), url.to_string());
        }
    }
}

#[test]
fn a_url_of_another_site_is_read() {
    let known = Site::of(&uri("http://a:1/x"), &reqwest::Url::parse("http://a:1/x").expect("a URL")).expect("a site");
    for other in ["https://a:1/x", "http://a:2/x", "http://b:1/x", "http://u@a:1/x", "/x"] {
        assert!(known.url(&uri(other)).is_none(), "{other}");
    }
}
