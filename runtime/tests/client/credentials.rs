//! Credentials on the wire.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use callsmith_runtime::{Credential, CredentialPolicy, Error, Token};

use crate::sample::{Client, ServiceInput};
use crate::server::{CannedResponse, ReceivedRequest, Server};

/// Accepts one key and responds with 401 to all others.
fn guarded(accepted: &'static str) -> Server {
    Server::new(move |seen: &ReceivedRequest, _| {
        if seen.header("authorization") == Some(accepted) {
            CannedResponse::json(200, "[1.0]")
        } else {
            CannedResponse::json(401, "{}")
        }
    })
}

fn sent(server: &Server) -> Vec<String> {
    server.requests().iter().map(|seen| seen.header("authorization").unwrap_or("none").to_owned()).collect()
}

#[tokio::test]
async fn the_second_key_is_tried_once_and_remembered() {
    let server = guarded("Bearer second");
    let client = Client::builder(&server.url).bearer_keys("first", "second").build().expect("valid settings");
    client.run_ml_service(&ServiceInput::default()).await.expect("a response");
    client.run_ml_service(&ServiceInput::default()).await.expect("a response");
    assert_eq!(sent(&server), ["Bearer first", "Bearer second", "Bearer second"]);
}

#[tokio::test]
async fn a_refused_token_is_renewed_once() {
    let server = guarded("Bearer 2");
    let fetched = Arc::new(AtomicUsize::new(0));
    let counter = fetched.clone();
    let source = move || {
        let number = counter.fetch_add(1, Ordering::SeqCst) + 1;
        async move { Ok::<_, std::io::Error>(Token::new(number.to_string())) }
    };
    let client = Client::builder(&server.url).token_source(source).build().expect("valid settings");
    client.run_ml_service(&ServiceInput::default()).await.expect("a response");
    assert_eq!(sent(&server), ["Bearer 1", "Bearer 2"]);
    assert_eq!(fetched.load(Ordering::SeqCst), 2);

    let server = guarded("Bearer never");
    let client = Client::builder(&server.url)
        .token_source(|| async { Ok::<_, std::io::Error>(Token::new("x")) })
        .build()
        .expect("valid settings");
    let error = client.run_ml_service(&ServiceInput::default()).await.expect_err("refused");
    assert!(error.is_unauthorized());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_token_that_cannot_be_fetched_is_an_authentication_error() {
    let server = guarded("Bearer x");
    let source = || async { Err::<Token, _>(std::io::Error::other("signed out")) };
    let client = Client::builder(&server.url).token_source(source).build().expect("valid settings");
    let error = client.run_ml_service(&ServiceInput::default()).await.expect_err("no token");
    assert!(matches!(error, Error::Authentication(_)) && error.to_string().contains("signed out"), "{error}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_key_is_replaced_on_a_live_client() {
    let server = guarded("Bearer new");
    let client = Client::builder(&server.url).bearer("old").build().expect("valid settings");
    let clone = client.clone();
    client.run_ml_service(&ServiceInput::default()).await.expect_err("the old key");
    client.set_bearer("new").expect("a scheme takes it");
    clone.run_ml_service(&ServiceInput::default()).await.expect("the new key");
    client.set_credential("Bearer", Credential::bearer("other")).expect("a scheme takes it");
    clone.run_ml_service(&ServiceInput::default()).await.expect_err("another key");
    assert_eq!(sent(&server), ["Bearer old", "Bearer new", "Bearer other"]);
}

#[tokio::test]
async fn a_call_has_a_credential_of_its_own_or_none() {
    let server = guarded("Bearer call");
    let client = Client::builder(&server.url).bearer_keys("first", "second").build().expect("valid settings");
    let call = client.run_ml_service(&ServiceInput::default());
    call.clone().with_bearer("call").await.expect("a response");
    call.clone().with_bearer("wrong").await.expect_err("refused");
    call.clone().with_no_credentials().await.expect_err("refused");
    call.with_header("Authorization", "Bearer call").await.expect("a response");
    assert_eq!(sent(&server), ["Bearer call", "Bearer wrong", "none", "Bearer call"]);
}

#[tokio::test]
async fn operations_without_security_are_authenticated_on_request() {
    let server = Server::always(CannedResponse::new(200, "Healthy"));
    let builder = Client::builder(&server.url).basic("user", "word");
    let client = builder.credential_policy(CredentialPolicy::Always).build().expect("valid settings");
    client.health().await.expect("a response");
    assert_eq!(sent(&server), ["Basic dXNlcjp3b3Jk"]);
}

#[tokio::test]
async fn anonymous_calls_are_allowed_where_the_document_allows_them() {
    let server = Server::always(CannedResponse::json(200, "[]"));
    let client = Client::builder(&server.url).build().expect("valid settings");
    client.list_pets().await.expect("a response");
    client.set_bearer("k3y").expect("a scheme takes it");
    client.list_pets().await.expect("a response");
    assert_eq!(sent(&server), ["none", "Bearer k3y"]);
}

#[tokio::test]
async fn cookies_of_a_call_join_the_others() {
    let server = Server::always(CannedResponse::json(200, "[]"));
    let builder = Client::builder(&server.url).header("cookie", "theme=dark; lang=en");
    let builder = builder.credential("Key", Credential::api_key("k"));
    let client = builder.credential("Session", Credential::api_key("k3y==")).build().expect("valid settings");
    client.list_pets().with_header("Cookie", "a=1; lang=fr").await.expect("a response");
    client.list_pets().with_header("Cookie", "session=own").await.expect("a response");
    let cookies: Vec<String> =
        server.requests().iter().map(|seen| seen.header("cookie").unwrap_or_default().to_owned()).collect();
    for (cookies, expected) in cookies
        .iter()
        .zip([&["theme=dark", "a=1", "lang=fr", "session=k3y=="][..], &["theme=dark", "lang=en", "session=own"]])
    {
        assert_eq!(cookies.split("; ").collect::<Vec<_>>(), expected);
    }
}
