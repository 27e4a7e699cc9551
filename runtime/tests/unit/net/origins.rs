//! Unit tests of `origins.rs`.

use super::*;

#[test]
fn origins_are_listed_one_by_one_or_with_all_hosts_below() {
    let mut list = TrustedOrigins::default();
    list.add("https://Store.example/", Trust::Bare).expect("valid");
    list.add("https://*.region.example", Trust::Full).expect("valid");
    list.add("https://b.region.example", Trust::Bare).expect("valid");
    let of = |text: &str| Url::new(text).origin().and_then(|origin| list.of(&origin));
    assert_eq!(of("https://store.example:443/x?y"), Some(Trust::Bare));
    assert_eq!(of("https://a.region.example/"), Some(Trust::Full));
    assert_eq!(of("https://b.region.example/"), Some(Trust::Bare));
    for other in [
        "http://store.example/",
        "https://store.example:444/",
        "https://region.example/",
        "https://aregion.example/",
        "https://a.region.example.evil/",
        "http://a.region.example/",
    ] {
        assert_eq!(of(other), None, "{other}");
    }
}

#[test]
fn what_is_no_origin_is_refused() {
    let mut list = TrustedOrigins::default();
    for text in
        ["", "store.example", "https://store.example/path", "ftp://a", "https://a?sig=hidden", "https://u:hidden@a"]
    {
        let error = list.add(text, Trust::Bare).expect_err("no origin").to_string();
        assert!(error.starts_with("the trusted origin") && !error.contains("hidden"), "{error}");
    }
}
