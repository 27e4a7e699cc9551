use super::*;

/// The examples of RFC 3986, section 5.4, apart from `http:g`, which a strict resolver leaves alone.
#[test]
fn references_are_resolved_as_the_standard_says() {
    let base = Url::new("http://a/b/c/d;p?q");
    for (reference, expected) in [
        ("g:h", "g:h"),
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q#s"),
        ("g#s", "http://a/b/c/g#s"),
        ("g?y#s", "http://a/b/c/g?y#s"),
        (";x", "http://a/b/c/;x"),
        ("g;x", "http://a/b/c/g;x"),
        ("g;x?y#s", "http://a/b/c/g;x?y#s"),
        ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"),
        ("./", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../", "http://a/b/"),
        ("../g", "http://a/b/g"),
        ("../..", "http://a/"),
        ("../../", "http://a/"),
        ("../../g", "http://a/g"),
        ("../../../g", "http://a/g"),
        ("../../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
        ("/../g", "http://a/g"),
        ("g.", "http://a/b/c/g."),
        (".g", "http://a/b/c/.g"),
        ("g..", "http://a/b/c/g.."),
        ("..g", "http://a/b/c/..g"),
        ("./../g", "http://a/b/g"),
        ("./g/.", "http://a/b/c/g/"),
        ("g/./h", "http://a/b/c/g/h"),
        ("g/../h", "http://a/b/c/h"),
        ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
        ("g;x=1/../y", "http://a/b/c/y"),
        ("g?y/./x", "http://a/b/c/g?y/./x"),
        ("g?y/../x", "http://a/b/c/g?y/../x"),
        ("g#s/./x", "http://a/b/c/g#s/./x"),
        ("g#s/../x", "http://a/b/c/g#s/../x"),
        ("http:g", "http:g"),
    ] {
        assert_eq!(base.join(reference).as_str(), expected, "{reference}");
    }
}

#[test]
fn links_are_followed_as_they_are_written() {
    let base = Url::new("http://host:80/a/b?c=d");
    let followed = |link: &str| base.follow(link).map(|url| url.as_str().to_owned());
    for (link, expected) in [
        ("/x?to=http://other/", "http://host:80/x?to=http://other/"),
        // A signed URL stays what it is, the steps in it too.
        ("https://store/x%2e%2E/a|b/../c?sig=a%2Fb+c'd&e=~%7e", "https://store/x%2e%2E/a|b/../c?sig=a%2Fb+c'd&e=~%7e"),
        ("/straße/€ 5?q=\u{e4}", "http://host:80/stra%C3%9Fe/%E2%82%AC%205?q=%C3%A4"),
        ("page#top", "http://host:80/a/page"),
        ("  ?e=f ", "http://host:80/a/b?e=f"),
        ("a:b/c", "a:b/c"),
        ("./a:b/c", "http://host:80/a/a:b/c"),
    ] {
        assert_eq!(followed(link).as_deref(), Some(expected), "{link}");
    }
    assert_eq!((followed(""), followed(" #x")), (None, None));
}

#[test]
fn origins_are_scheme_host_and_port() {
    let origin = |text: &str| Url::new(text).origin();
    assert_eq!(origin("http://HOST/x"), origin("http://host:80"));
    assert_eq!(origin("https://[::1]/"), origin("https://[::1]:443/?q"));
    for other in ["https://host/", "http://host:81/", "http://other/"] {
        assert_ne!(origin(other), origin("http://host/"), "{other}");
    }
    for text in
        ["host/x", "ftp://host/", "http://user@host/", "http://host@other/", "http://host:99999/", "http://:80/"]
    {
        assert_eq!(origin(text), None, "{text}");
    }
}

#[test]
fn pairs_of_a_query_are_told_apart_by_their_decoded_names() {
    let mut url = Url::new("https://host/p?a=1&b%20c=x%26y&&d&a=2");
    assert!(url.has_pair("b c") && url.has_pair("d") && !url.has_pair("b"));
    let pairs: Vec<_> = url.pairs().map(|pair| (pair.name(), pair.value())).collect();
    let expected = [("a", "1"), ("b c", "x&y"), ("d", ""), ("a", "2")];
    assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    url = url.without_pairs(|pair| pair.is_called("a"));
    url.add_pair("e f", "+/");
    assert_eq!(url.as_str(), "https://host/p?b%20c=x%26y&d&e%20f=%2B%2F");
    assert_eq!(url.without_pairs(|_| true).as_str(), "https://host/p");
}

#[test]
fn a_url_is_shown_without_its_secrets() {
    assert_eq!(Url::new("https://host/a?sig=hidden#hidden").shown().as_deref(), Some("https://host/a"));
    assert_eq!(Url::new("https://host/a#token=hidden").shown().as_deref(), Some("https://host/a"));
    assert_eq!(Url::new("https://user:hidden@host/a").shown(), None);
}
