//! The choice of credentials, and what follows a 401.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::scheme::In;
use super::super::token::Token;
use super::*;

static BEARER: SecurityScheme = SecurityScheme::bearer("Bearer");
static OTHER: SecurityScheme = SecurityScheme::bearer("Other");
static BASIC: SecurityScheme = SecurityScheme::basic("Basic");
static KEY: SecurityScheme = SecurityScheme::api_key("Key", In::Query, "key");
static APP: SecurityScheme = SecurityScheme::api_key("App", In::Header, "x-app");
static AUTHORIZATION: SecurityScheme = SecurityScheme::api_key("Header", In::Header, "authorization");
static MUTUAL_TLS: SecurityScheme = SecurityScheme::mutual_tls("Certificate");

/// What a request carries, in short.
fn carried(authorization: &Authorization) -> Vec<String> {
    let headers = authorization.headers.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()));
    let query = authorization.query.iter().map(|(name, value)| format!("?{name}={}", value.expose()));
    headers.chain(query).collect()
}

async fn authorize(credentials: &Credentials, security: &[&[&SecurityScheme]], anyway: bool) -> Authorization {
    credentials.authorize(security, anyway).await.unwrap()
}

async fn sent(credentials: &Credentials, security: &[&[&SecurityScheme]]) -> (Vec<String>, Option<&'static str>) {
    let authorization = authorize(credentials, security, false).await;
    (carried(&authorization), authorization.missing)
}

/// A source that numbers its tokens.
fn numbered() -> (Credential, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let shared = count.clone();
    let credential = Credential::token_source(move || {
        let number = shared.fetch_add(1, Ordering::SeqCst) + 1;
        async move { Ok::<_, String>(Token::new(format!("t{number}"))) }
    });
    (credential, count)
}

#[tokio::test]
async fn the_first_alternative_with_all_credentials_counts() {
    let credentials = Credentials::new();
    credentials.set_api_key(Credential::api_key("k"));
    let query = vec!["?key=k".to_owned()];
    assert_eq!(sent(&credentials, &[&[&BEARER], &[&KEY]]).await, (query.clone(), None));
    assert_eq!(sent(&credentials, &[&[&BEARER, &KEY], &[&KEY]]).await, (query, None));
    credentials.set_default_bearer(Credential::bearer("b"));
    let header = "authorization: Bearer b".to_owned();
    assert_eq!(sent(&credentials, &[&[&BEARER], &[&KEY]]).await, (vec![header.clone()], None));
    assert_eq!(sent(&credentials, &[&[&KEY, &BEARER]]).await, (vec![header, "?key=k".to_owned()], None));
}

#[tokio::test]
async fn anonymous_access_counts_only_without_a_better_alternative() {
    let credentials = Credentials::new();
    assert_eq!(sent(&credentials, &[&[], &[&BEARER]]).await, (vec![], None));
    credentials.set_default_bearer(Credential::bearer("b"));
    let header = vec!["authorization: Bearer b".to_owned()];
    assert_eq!(sent(&credentials, &[&[], &[&BEARER]]).await, (header, None));
    assert_eq!(sent(&credentials, &[]).await, (vec![], None), "nothing is sent where nothing is asked for");
    assert_eq!(sent(&credentials, &[&[]]).await, (vec![], None));
}

#[tokio::test]
async fn certificates_are_left_to_the_transport() {
    let credentials = Credentials::new();
    assert_eq!(sent(&credentials, &[&[&MUTUAL_TLS], &[&BEARER]]).await, (vec![], None));
    assert_eq!(sent(&credentials, &[&[&MUTUAL_TLS, &BEARER]]).await, (vec![], Some("Bearer")));
    credentials.set_default_bearer(Credential::bearer("b"));
    let header = (vec!["authorization: Bearer b".to_owned()], None);
    assert_eq!(sent(&credentials, &[&[&MUTUAL_TLS], &[&BEARER]]).await, header);
    assert_eq!(sent(&credentials, &[&[&MUTUAL_TLS, &BEARER]]).await, header);
}

#[tokio::test]
async fn what_is_missing_is_named_and_the_rest_is_sent() {
    let credentials = Credentials::new();
    assert_eq!(sent(&credentials, &[&[&BEARER], &[&KEY]]).await, (vec![], Some("Bearer")));
    credentials.set_api_key(Credential::api_key("k"));
    assert_eq!(sent(&credentials, &[&[&BASIC], &[&KEY, &BEARER]]).await, (vec!["?key=k".to_owned()], Some("Bearer")));
}

#[tokio::test]
async fn a_credential_of_a_name_comes_before_that_of_the_kind() {
    let credentials = Credentials::new();
    credentials.set_api_key(Credential::api_key("all"));
    credentials.set_named("App", Credential::api_key("app"));
    let both = vec!["x-app: app".to_owned(), "?key=all".to_owned()];
    assert_eq!(sent(&credentials, &[&[&KEY, &APP]]).await, (both, None));
}

#[tokio::test]
async fn a_bearer_key_serves_an_api_key_in_the_header_authorization() {
    let credentials = Credentials::new();
    credentials.set_default_bearer(Credential::bearer("b"));
    let bearer = vec!["authorization: Bearer b".to_owned()];
    assert_eq!(sent(&credentials, &[&[&AUTHORIZATION]]).await, (bearer, None));
    credentials.set_api_key(Credential::api_key("raw"));
    assert_eq!(sent(&credentials, &[&[&AUTHORIZATION]]).await, (vec!["authorization: raw".to_owned()], None));
}

#[tokio::test]
async fn credentials_can_be_wanted_where_none_are_declared() {
    let credentials = Credentials::new();
    credentials.set_named("Bearer", Credential::bearer("named"));
    credentials.set_named("Key", Credential::api_key("k"));
    assert_eq!(carried(&authorize(&credentials, &[], true).await), ["authorization: Bearer named"]);
    credentials.set_basic(Credential::basic("u", "p"));
    assert_eq!(carried(&authorize(&credentials, &[], true).await), ["authorization: Basic dTpw"]);
    credentials.set_default_bearer(Credential::bearer("b"));
    for security in [&[] as &[&[&SecurityScheme]], &[&[]]] {
        let authorization = authorize(&credentials, security, true).await;
        assert_eq!(carried(&authorization), ["authorization: Bearer b"]);
        assert_eq!(authorization.missing, None);
    }
}

#[tokio::test]
async fn the_secondary_key_is_tried_once_and_remembered() {
    let credentials = Credentials::new();
    credentials.set_default_bearer(Credential::bearer_keys("one", "two"));
    let first = authorize(&credentials, &[&[&BEARER]], false).await;
    assert_eq!(carried(&first), ["authorization: Bearer one"]);
    let second = credentials.after_unauthorized(&first).await.unwrap().unwrap();
    assert_eq!(carried(&second), ["authorization: Bearer two"]);
    assert_eq!(sent(&credentials, &[&[&BEARER]]).await.0, ["authorization: Bearer one"], "not confirmed yet");
    credentials.confirm(&second);
    let third = authorize(&credentials, &[&[&BEARER]], false).await;
    assert_eq!(carried(&third), ["authorization: Bearer two"]);
    let back = credentials.after_unauthorized(&third).await.unwrap().unwrap();
    assert_eq!(carried(&back), ["authorization: Bearer one"], "the other key again when this one is regenerated");
}

#[tokio::test]
async fn without_anything_better_there_is_no_second_try() {
    let credentials = Credentials::new();
    credentials.set_default_bearer(Credential::bearer("only"));
    credentials.set_basic(Credential::basic("u", "p"));
    for scheme in [&BEARER, &BASIC] {
        let used = authorize(&credentials, &[&[scheme]], false).await;
        assert!(credentials.after_unauthorized(&used).await.unwrap().is_none());
    }
    let per_call = Authorization::bearer(&"key".into()).unwrap();
    assert!(credentials.after_unauthorized(&per_call).await.unwrap().is_none());
}

#[tokio::test]
async fn a_key_swapped_while_the_request_was_under_way_is_tried() {
    let credentials = Credentials::new();
    credentials.set_default_bearer(Credential::bearer("old"));
    let used = authorize(&credentials, &[&[&BEARER]], false).await;
    credentials.set_default_bearer(Credential::bearer("regenerated"));
    let next = credentials.after_unauthorized(&used).await.unwrap().unwrap();
    assert_eq!(carried(&next), ["authorization: Bearer regenerated"]);
    assert!(credentials.after_unauthorized(&next).await.unwrap().is_none());
    let raw = authorize(&credentials, &[], true).await;
    credentials.set_default_bearer(Credential::bearer("newest"));
    let next = credentials.after_unauthorized(&raw).await.unwrap().unwrap();
    assert_eq!(carried(&next), ["authorization: Bearer newest"], "also where no scheme is declared");
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_for_all_who_used_it() {
    let credentials = Credentials::new();
    let (tokens, count) = numbered();
    credentials.set_default_bearer(tokens);
    credentials.set_api_key(Credential::api_key("k"));
    let used = authorize(&credentials, &[&[&BEARER, &KEY]], false).await;
    assert_eq!(carried(&used), ["authorization: Bearer t1", "?key=k"]);
    for _ in 0..3 {
        let next = credentials.after_unauthorized(&used).await.unwrap().unwrap();
        assert_eq!(carried(&next), ["authorization: Bearer t2", "?key=k"], "the rest stays");
    }
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn two_schemes_may_share_one_source() {
    let credentials = Credentials::new();
    let (tokens, count) = numbered();
    credentials.set_named("Bearer", tokens.clone());
    credentials.set_named("Other", tokens);
    assert_eq!(sent(&credentials, &[&[&BEARER]]).await.0, ["authorization: Bearer t1"]);
    assert_eq!(sent(&credentials, &[&[&OTHER]]).await.0, ["authorization: Bearer t1"]);
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn errors_of_a_source_say_what_failed() {
    let credentials = Credentials::new();
    let calls = Arc::new(AtomicUsize::new(0));
    credentials.set_default_bearer(Credential::token_source(move || {
        let first = calls.fetch_add(1, Ordering::SeqCst) == 0;
        async move { if first { Ok(Token::new("t1")) } else { Err("please log in") } }
    }));
    let used = authorize(&credentials, &[&[&BEARER]], false).await;
    let error = credentials.after_unauthorized(&used).await.unwrap_err();
    assert_eq!(error.to_string(), "the server refused the token for `Bearer` and there is no new one: please log in");
    assert_eq!(error.token_error().unwrap().to_string(), "please log in");

    credentials.set_default_bearer(Credential::token_source(|| async { Err::<Token, _>("please log in") }));
    let error = credentials.authorize(&[&[&BEARER]], false).await.unwrap_err();
    assert_eq!(error.to_string(), "no token for `Bearer`: please log in");
}

#[tokio::test]
async fn debug_shows_kinds_and_no_secret() {
    let credentials = Credentials::new();
    credentials.set_default_bearer(Credential::bearer_keys("s3cr3t-1", "s3cr3t-2"));
    credentials.set_basic(Credential::basic("user", "s3cr3t-3"));
    credentials.set_named("Key", Credential::api_key("s3cr3t-4"));
    credentials.set_api_key(Credential::token_source(|| async { Ok::<_, String>(Token::new("s3cr3t-5")) }));
    let shown = format!("{credentials:?}");
    assert!(!shown.contains("s3cr3t"), "{shown}");
    let parts =
        "bearer: Some(Credential(bearer)), basic: Some(Credential(basic)), api_key: Some(Credential(token source))";
    assert!(shown.contains(parts), "{shown}");
}

#[test]
fn futures_can_be_spawned() {
    fn is_send<F: Send>(_: F) {}
    let credentials = Credentials::new();
    is_send(credentials.authorize(&[&[&BEARER]], false));
    is_send(credentials.after_unauthorized(&Authorization::default()));
}
