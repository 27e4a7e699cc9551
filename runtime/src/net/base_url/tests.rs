use super::*;

fn parse(text: &str, shortened: &[&str]) -> Result<String, String> {
    let base = BaseUrl::parse(text, shortened);
    base.map(|base| base.text).map_err(|error| error.to_string())
}

fn base(text: &str) -> Result<String, String> {
    parse(text, &["/score", "/v1/score"])
}

#[test]
fn addresses_of_operations_and_documents_are_cut_back() {
    let service = "http://104.214.29.152:80/api/v1/service/myservice";
    let ends = ["", "/", "/score", "/score/", "/swagger.json", "/swagger.json?version=3", "/openapi.json", "//"];
    for end in ends {
        assert_eq!(base(&format!("{service}{end}")).as_deref(), Ok(service), "{end}");
    }
    assert_eq!(base("https://a.example/v1/score").as_deref(), Ok("https://a.example"));
    assert_eq!(base("http://localhost:5001").as_deref(), Ok("http://localhost:5001"));
    assert_eq!(base("HTTP://[::1]:80/x").as_deref(), Ok("http://[::1]:80/x"));
}

#[test]
fn nothing_is_cut_where_the_document_names_its_servers() {
    assert_eq!(parse("http://a/score", &[]).as_deref(), Ok("http://a/score"));
    let error = parse("http://a/swagger.json?version=3", &[]);
    assert_eq!(error, Err("the base URL `http://a/swagger.json` has a query or fragment".to_owned()));
}

#[test]
fn what_is_no_base_url_is_refused_without_secrets() {
    for text in ["localhost:5001", "/score", "ftp://a/b"] {
        let no_scheme = format!("the base URL `{text}` has no `http://` or `https://` in front, or no host");
        assert_eq!(base(text), Err(no_scheme));
    }
    for text in ["http://a/b?code=hidden", "http://a/b#hidden"] {
        assert_eq!(base(text), Err("the base URL `http://a/b` has a query or fragment".to_owned()));
    }
    let error = base("http://user:hidden@a/b").expect_err("user");
    assert_eq!(error, "the base URL holds a user name or password: give them with `basic`");
    for text in ["", "http://a b/", "http://"] {
        assert!(base(text).is_err(), "{text}");
    }
}

#[test]
fn only_plain_http_to_other_machines_is_exposed() {
    let exposed = |text| BaseUrl::parse(text, &[]).expect("valid").origin.is_exposed();
    assert!(exposed("http://example.org") && exposed("http://10.0.0.1"));
    for text in
        ["https://example.org", "http://localhost:1", "http://127.0.0.2", "http://[::1]:5001", "http://a.localhost"]
    {
        assert!(!exposed(text), "{text}");
    }
}
