use super::{Server, Url};

#[test]
fn variables_have_their_default_until_they_are_set() {
    let server = Server::new("https://{region}.example.com/{version}", &[("region", "eu"), ("version", "v2")]);
    assert_eq!(server.url(), "https://eu.example.com/v2");
    assert_eq!(server.clone().variable("region", "us").url(), "https://us.example.com/v2");
    let twice = server.variable("region", "us").variable("region", "asia").variable("version", "v3");
    assert_eq!(twice.url(), "https://asia.example.com/v3");
}

#[test]
fn a_variable_may_hold_the_whole_address() {
    let server = Server::new("{endpoint}/language", &[]).variable("endpoint", "https://mine.example.com");
    assert_eq!(server.url(), "https://mine.example.com/language");
}

#[test]
fn a_variable_without_a_value_stays_visible() {
    assert_eq!(Server::new("https://{host}/a", &[]).url(), "https://{host}/a");
    assert_eq!(Server::new("https://{open", &[]).url(), "https://{open");
}

#[test]
fn relative_urls_are_seen_from_the_document() {
    let document = "https://example.com/docs/openapi.json?v=1";
    for (reference, url) in [
        ("/v1", "https://example.com/v1"),
        ("v1", "https://example.com/docs/v1"),
        ("./v1", "https://example.com/docs/v1"),
        ("../v1", "https://example.com/v1"),
        ("../../../v1", "https://example.com/v1"),
        ("//other.example.com/v1", "https://other.example.com/v1"),
        ("http://other.example.com", "http://other.example.com"),
    ] {
        assert_eq!(Server::new(reference, &[]).relative_to(document).url(), url, "{reference}");
    }
    for (document, reference, url) in [
        ("https://example.com", "/v1", "https://example.com/v1"),
        ("https://example.com", "v1", "https://example.com/v1"),
        ("", "/v1", "/v1"),
    ] {
        assert_eq!(Url::new(document).join(reference).as_str(), url);
    }
}
