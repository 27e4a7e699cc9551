use std::time::Duration;

use serde_json::json;

use super::{lifetime, origin};

#[test]
fn lifetimes_are_numbers_and_digits() {
    for (value, expected) in [
        (json!(3600), Some(3600.0)),
        (json!("3600"), Some(3600.0)),
        (json!(0.5), Some(0.5)),
        (json!(0), Some(0.0)),
        (json!(-1), None),
        (json!(1e300), None),
        (json!("soon"), None),
        (json!(null), None),
        (json!([1]), None),
    ] {
        assert_eq!(lifetime(&value), expected.map(Duration::from_secs_f64), "{value}");
    }
}

#[test]
fn tokens_are_asked_for_where_nobody_reads_along() {
    for url in ["https://a.example/token", "http://127.0.0.1:8400/token", "http://localhost/token"] {
        assert!(origin(url).is_ok(), "{url}");
    }
    for (url, expected) in [
        (
            "http://a.example/token?x=s3cr3t",
            "the authorization server `http://a.example` has no https: others could read the secret",
        ),
        ("/token", "the token URL is no absolute URL with http or https, or has a user name in it"),
        (
            "https://me:s3cr3t@a.example",
            "the token URL is no absolute URL with http or https, or has a user name in it",
        ),
    ] {
        assert_eq!(origin(url).unwrap_err().to_string(), expected);
    }
}
