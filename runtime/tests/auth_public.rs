//! Secrets, tokens, errors and the shapes of tokens, as users meet them.
#![cfg(feature = "token-shape")]

use std::error::Error;
use std::io;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use callsmith_runtime::{Credential, Secret, Token, TokenError, TokenShape, TokenSource};

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

/// Token, expiry and refresh time.
fn parts(shape: &TokenShape, json: &str) -> (String, Option<SystemTime>, Option<SystemTime>) {
    let token = shape.parse(json).expect("a token");
    (token.value().expose().to_owned(), token.expiry(), token.refresh_time())
}

fn error(shape: &TokenShape, json: &str) -> String {
    let error = shape.parse(json).expect_err("no token");
    assert!(!format!("{error:?}").contains("s3cr3t"), "{error:?}");
    error.to_string()
}

#[test]
fn azureml_v1_get_access_token() {
    let shape = TokenShape::azureml_v1();
    let json = r#"{"accessToken": "t", "refresh_by": "2026-11-22T09:00:00Z", "expiryOn": "2026-11-22T10:00:00Z"}"#;
    assert_eq!(parts(&shape, json), ("t".into(), Some(at(1_795_341_600)), Some(at(1_795_338_000))));
    for field in ["refresh_by", "refreshBy", "refreshAfter"] {
        let json = format!(r#"{{"accessToken": "t", "{field}": 1795338000}}"#);
        assert_eq!(parts(&shape, &json), ("t".into(), None, Some(at(1_795_338_000))));
    }
}

#[test]
fn azureml_v2_get_credentials() {
    let shape = TokenShape::azureml_v2();
    let expected = ("t".to_owned(), Some(at(1_795_341_600)), Some(at(1_795_338_000)));
    for (expiry, refresh) in [
        ("1795341600", "1795338000"),
        (r#""1795341600""#, r#""1795338000""#),
        (r#""2026-11-22T10:00:00Z""#, r#""2026-11-22T09:00:00+00:00""#),
        (r#""2026-11-22 10:00:00.000000""#, r#""2026-11-22T09:00:00""#),
    ] {
        let json = format!(
            r#"{{"accessToken": "t", "expiryTimeUtc": {expiry}, "refreshAfterTimeUtc": {refresh}, "tokenType": "Bearer"}}"#
        );
        assert_eq!(parts(&shape, &json), expected);
    }
    let sdk = r#"{"access_token": "t", "expiry_time_utc": 1795341600, "refresh_after_time_utc": 1795338000}"#;
    assert_eq!(parts(&shape, sdk), expected);
    let unknown = r#"{"accessToken": "t", "expiryTimeUtc": 0, "refreshAfterTimeUtc": null}"#;
    assert_eq!(parts(&shape, unknown), ("t".into(), None, None));
}

#[test]
fn azure_cli_get_access_token() {
    let shape = TokenShape::azure_cli();
    let json = r#"{"accessToken": "t", "expiresOn": "2001-01-01 00:00:00.000000", "expires_on": 1795341600,
        "subscription": "s", "tenant": "t", "tokenType": "Bearer"}"#;
    assert_eq!(parts(&shape, json), ("t".into(), Some(at(1_795_341_600)), None));
    let old = r#"{"accessToken": "t", "expiresOn": "2026-11-22 10:00:00.000000"}"#;
    let (_, expiry, _) = parts(&shape, old);
    let hours = expiry.unwrap().duration_since(at(1_795_341_600)).unwrap_or_else(|before| before.duration());
    assert!(hours <= Duration::from_secs(14 * 3600) && hours.as_secs() % 900 == 0, "a local time: {hours:?}");
}

#[test]
fn oauth_token_endpoint() {
    let json = r#"{"access_token": "t", "token_type": "Bearer", "expires_in": 3599}"#;
    let expiry = TokenShape::oauth().parse(json).unwrap().expiry().unwrap();
    let left = expiry.duration_since(SystemTime::now()).unwrap();
    assert!(left > Duration::from_secs(3500) && left <= Duration::from_secs(3599), "{left:?}");
}

#[test]
fn own_shapes() {
    let shape = TokenShape::new("nothing").token("data.0.token").expires("data.0.until").refresh_by("with.dot");
    let json = r#"{"data": [{"token": " t ", "until": 100}], "with.dot": 50}"#;
    assert_eq!(parts(&shape, json), ("t".into(), Some(at(100)), Some(at(50))));
    let any = TokenShape::default();
    for json in [
        r#"{"accessToken": "t", "refresh_by": 50, "expiryOn": 100}"#,
        r#"{"accessToken": "t", "refreshAfterTimeUtc": 50, "expiryTimeUtc": 100}"#,
    ] {
        assert_eq!(parts(&any, json), ("t".into(), Some(at(100)), Some(at(50))));
    }
}

#[test]
fn errors_name_the_field_and_show_nothing() {
    let shape = TokenShape::azure_cli();
    assert_eq!(error(&shape, r#"{"token": "s3cr3t"}"#), "field `accessToken` or `access_token` is missing");
    assert_eq!(error(&shape, r#"{"accessToken": ["s3cr3t"]}"#), "field `accessToken` is no text or an empty one");
    assert_eq!(error(&shape, r#"{"accessToken": "t", "expires_on": "s3cr3t"}"#), "field `expires_on` is not a time");
    assert_eq!(
        error(&shape, r#"{"accessToken": "t", "expires_in": "s3cr3t"}"#),
        "field `expires_in` is not a number of seconds"
    );
    assert_eq!(error(&shape, "s3cr3t"), "the text is not JSON (line 1, column 1)");
    assert_eq!(error(&shape, " \n"), "the text is empty, JSON was expected");
}

#[test]
fn debug_shows_no_secret() {
    let secret = Secret::from("s3cr3t");
    assert_eq!(format!("{secret:?} {:?}", Token::new(secret.clone())).matches("[redacted]").count(), 2);
    for credential in [
        Credential::bearer("s3cr3t"),
        Credential::bearer_keys("s3cr3t", "s3cr3t"),
        Credential::basic("s3cr3t", "s3cr3t"),
        Credential::api_key("s3cr3t"),
    ] {
        assert!(!format!("{credential:?} {credential:#?}").contains("s3cr3t"));
    }
}

#[tokio::test]
async fn closures_are_sources() {
    let source = || async { Ok::<_, io::Error>(Token::new("t")) };
    assert_eq!(source.token().await.unwrap().value().expose(), "t");

    let failing = || async { Err::<Token, _>(io::Error::other("no network")) };
    let error = failing.token().await.unwrap_err();
    assert_eq!(error.to_string(), "no network");
    assert!(error.get_ref().is::<io::Error>());

    let passing_on = move || {
        let error = error.clone();
        async move { Err::<Token, TokenError>(error) }
    };
    let error = passing_on.token().await.unwrap_err();
    assert!(error.get_ref().is::<io::Error>(), "an error of this type is not wrapped again");
    assert!(error.source().is_none());
}
