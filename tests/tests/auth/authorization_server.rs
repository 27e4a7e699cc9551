//! Grants of OAuth 2.0 against an authorization server that is none of ours: `.ci/run oauth` starts it and runs these tests.

use std::time::Duration;

use callsmith_goldens::oauth_flows::{Client, SecuritySchemes as _};
use callsmith_runtime::oauth2::{AuthorizationCode, ClientCredentials, OAuth2Error, RefreshToken};
use callsmith_runtime::{Error, Method, TokenError};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;

/// A URL that the step of CI gives.
fn address(name: &str) -> String {
    std::env::var(name).expect("`.ci/run oauth` starts the server")
}

fn token_url() -> String {
    format!("{}/token", address("CALLSMITH_OAUTH_SERVER"))
}

/// The number of token requests that came to the authorization server.
async fn token_request_count() -> u32 {
    let client = Client::builder(&address("CALLSMITH_OAUTH_COUNTER")).build().expect("valid settings");
    let response = client.request(Method::GET, "/").send().await.expect("a response");
    String::from_utf8_lossy(response.body()).parse().expect("a number")
}

fn api() -> Recorder {
    let recorder = Recorder::start();
    recorder.otherwise(Response::empty(204));
    recorder
}

/// The different tokens that came to the API.
fn tokens(api: &Recorder) -> Vec<String> {
    let mut tokens: Vec<String> =
        api.requests().iter().map(|seen| seen.header("authorization").unwrap_or_default().to_owned()).collect();
    tokens.dedup();
    tokens
}

fn token_error(error: Error) -> TokenError {
    let Error::Authentication(error) = error else { panic!("{error:?}") };
    error.token_error().expect("the source failed").clone()
}

/// One test, since the requests are counted.
#[tokio::test]
#[ignore = "needs the authorization server of `.ci/run oauth`"]
async fn grants_work_with_an_authorization_server() {
    let api = api();
    let builder = || Client::builder(&api.url());

    // Twenty callers at once, one request; then the end of the token, which is good for two seconds.
    let before = token_request_count().await;
    let grant = ClientCredentials::new("me", "s3cr3t").token_url(&token_url());
    let client = builder().with_pets_auth(grant).build().expect("valid settings");
    let calls = (0..20).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.inherited().await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.expect("no panic").expect("done");
    }
    assert_eq!((token_request_count().await - before, tokens(&api).len()), (1, 1));
    assert!(tokens(&api)[0].starts_with("Bearer eyJ"), "{:?}", tokens(&api));
    tokio::time::sleep(Duration::from_millis(2100)).await;
    client.inherited().await.expect("done");
    assert_eq!((token_request_count().await - before, tokens(&api).len()), (2, 2));

    // A client that is not known.
    let grant = ClientCredentials::new("stranger", "s3cr3t-of-stranger").token_url(&token_url());
    let client = builder().with_pets_auth(grant).build().expect("valid settings");
    let error = token_error(client.inherited().await.expect_err("no token"));
    let refusal = OAuth2Error::of(&error).expect("it is typed");
    assert_eq!((refusal.code(), refusal.status().map(|status| status.as_u16())), ("invalid_client", Some(401)));
    assert!(!error.to_string().contains("s3cr3t-of-stranger"), "{error}");

    // A refresh token, and one that has ended.
    let client = builder().with_pets_auth(RefreshToken::new("me", "valid").token_url(&token_url()));
    client.build().expect("valid settings").inherited().await.expect("done");
    let client = builder().with_pets_auth(RefreshToken::new("me", "ended").token_url(&token_url()));
    let client = client.build().expect("valid settings");
    let before = token_request_count().await;
    for _ in 0..3 {
        let error = token_error(client.inherited().await.expect_err("it has ended"));
        let refusal = OAuth2Error::of(&error).expect("it is typed");
        assert_eq!(
            (refusal.code(), refusal.description()),
            ("invalid_grant", Some("the refresh token `[redacted]` has [redacted]"))
        );
    }
    assert_eq!(token_request_count().await - before, 1);

    // A person: the server lets everybody in at once.
    let flow = AuthorizationCode::new("me", "http://127.0.0.1:8400/back").token_url(&token_url());
    let flow = flow.authorization_url(&format!("{}/authorize", address("CALLSMITH_OAUTH_SERVER")));
    let builder = builder();
    let login = builder.authorize("pets_auth", &flow).expect("the URLs are set");
    let browser = Client::builder(&address("CALLSMITH_OAUTH_SERVER")).build().expect("valid settings");
    let redirect = browser.request(Method::GET, login.url()).send().await.expect("a redirect");
    let redirected = redirect.headers().get("location").expect("it has one").to_owned();
    let grant = login.exchange(&redirected).await.expect("tokens");
    assert!(grant.refresh_token().is_some());
    let client = builder.with_pets_auth(grant).build().expect("valid settings");
    api.forget();
    client.inherited().await.expect("done");
    tokio::time::sleep(Duration::from_millis(2100)).await;
    client.inherited().await.expect("done");
    assert_eq!(tokens(&api).len(), 2);
}
