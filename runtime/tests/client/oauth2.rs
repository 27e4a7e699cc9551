//! Grants of OAuth 2.0 against an authorization server that the API stands beside.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use callsmith_runtime::oauth2::{
    AuthorizationCode, ClientAuthentication, ClientCredentials, OAuth2Error, RefreshToken,
};
use callsmith_runtime::{Credential, Error, StatusCode, Token, TokenError, TokenSource};

use crate::sample::{Client, ErrorResponse, ServiceInput};
use crate::server::{CannedResponse, ReceivedRequest, Server};

/// An authorization server that counts the tokens it gives, each good for some seconds, and an API that accepts all of them.
fn granting(seconds: u32) -> Server {
    serving(move |number| {
        CannedResponse::json(
            200,
            format!(r#"{{"access_token":"t{number}","token_type":"bearer","expires_in":{seconds}}}"#),
        )
    })
}

/// An API beside an authorization server, which responds as a test says.
fn serving(response: impl Fn(usize) -> CannedResponse + Send + Sync + 'static) -> Server {
    let count = Mutex::new(0);
    Server::new(move |seen, _| match seen.target.as_str() {
        "/token" => {
            let mut count = count.lock().expect("not poisoned");
            *count += 1;
            response(*count)
        }
        _ if seen.header("authorization").is_some_and(|value| value.starts_with("Bearer t")) => {
            CannedResponse::json(200, "[1.0]")
        }
        _ => CannedResponse::json(401, "{}"),
    })
}

fn client_of(server: &Server, source: impl TokenSource) -> Client {
    Client::builder(&server.url).token_source(source).build().expect("valid settings")
}

fn credentials(server: &Server) -> ClientCredentials {
    ClientCredentials::new("my client", "s3cr3t&").token_url(&format!("{}/token", server.url))
}

/// The requests to the authorization server, and the headers `Authorization` that came to the API.
fn parted(server: &Server) -> (Vec<ReceivedRequest>, Vec<String>) {
    let (token_requests, called): (Vec<ReceivedRequest>, Vec<ReceivedRequest>) =
        server.requests().into_iter().partition(|seen| seen.target == "/token");
    (token_requests, called.iter().map(|seen| seen.header("authorization").unwrap_or("none").to_owned()).collect())
}

async fn call(client: &Client) -> Result<Vec<f64>, Error<ErrorResponse>> {
    client.run_ml_service(&ServiceInput::default()).await
}

/// The error of the token source of a call.
fn token_error(outcome: Result<Vec<f64>, Error<ErrorResponse>>) -> TokenError {
    match outcome.expect_err("there is no token") {
        Error::Authentication(error) => error.token_error().expect("the source failed").clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn client_credentials_are_sent_as_the_specification_says() {
    let server = granting(3600);
    let grant = credentials(&server).scopes(["a", "b"]).parameter("audience", "https://pets.example");
    let client = client_of(&server, grant.clone());
    call(&client).await.expect("a response");
    call(&client).await.expect("a response");
    let (token_requests, called) = parted(&server);
    assert_eq!(called, ["Bearer t1", "Bearer t1"]);
    assert_eq!(token_requests.len(), 1, "{token_requests:?}");
    assert_eq!(
        (token_requests[0].method.as_str(), token_requests[0].header("accept")),
        ("POST", Some("application/json"))
    );
    assert_eq!(token_requests[0].header("content-type"), Some("application/x-www-form-urlencoded"));
    // `my%20client:s3cr3t%26` (RFC 6749, section 2.3.1).
    assert_eq!(token_requests[0].header("authorization"), Some("Basic bXklMjBjbGllbnQ6czNjcjN0JTI2"));
    assert_eq!(token_requests[0].body, "grant_type=client_credentials&scope=a%20b&audience=https%3A%2F%2Fpets.example");

    server.forget();
    let client = client_of(&server, credentials(&server).client_authentication(ClientAuthentication::Body));
    call(&client).await.expect("a response");
    let (token_requests, _) = parted(&server);
    assert_eq!(token_requests[0].header("authorization"), None);
    assert_eq!(token_requests[0].body, "grant_type=client_credentials&client_id=my%20client&client_secret=s3cr3t%26");
}

#[tokio::test]
async fn a_token_is_renewed_before_it_ends() {
    let server = granting(2);
    let client = client_of(&server, credentials(&server));
    call(&client).await.expect("a response");
    call(&client).await.expect("a response");
    tokio::time::sleep(Duration::from_millis(1900)).await;
    // A tenth of its lifetime is left.
    call(&client).await.expect("a response");
    assert_eq!(parted(&server).1, ["Bearer t1", "Bearer t1", "Bearer t2"]);
}

#[tokio::test]
async fn all_who_wait_share_one_request() {
    let server = serving(|number| {
        CannedResponse::json(200, format!(r#"{{"access_token":"t{number}","expires_in":"3600"}}"#))
            .after(Duration::from_millis(300))
    });
    let client = client_of(&server, credentials(&server));
    let calls: Vec<_> = (0..20)
        .map(|_| {
            tokio::spawn({
                let client = client.clone();
                async move { call(&client).await }
            })
        })
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("a response");
    }
    let (token_requests, called) = parted(&server);
    assert_eq!((token_requests.len(), called.len()), (1, 20));
}

#[tokio::test]
async fn a_refresh_token_is_replaced_by_a_new_one() {
    let server = serving(|number| {
        CannedResponse::json(
            200,
            format!(r#"{{"access_token":"t{number}","expires_in":1,"refresh_token":"r{number}"}}"#),
        )
    });
    let stored = Arc::new(Mutex::new(Vec::new()));
    let store = stored.clone();
    let grant = RefreshToken::new("app", "r0").token_url("https://elsewhere.invalid/token");
    let grant = grant.refresh_url(&format!("{}/token", server.url));
    let grant = grant.on_renewal(move |token| store.lock().expect("not poisoned").push(token.expose().to_owned()));
    let client = client_of(&server, grant);
    call(&client).await.expect("a response");
    tokio::time::sleep(Duration::from_millis(1100)).await;
    call(&client).await.expect("a response");
    let bodies: Vec<String> = parted(&server).0.into_iter().map(|seen| seen.body).collect();
    assert_eq!(
        bodies,
        [
            "grant_type=refresh_token&refresh_token=r0&client_id=app",
            "grant_type=refresh_token&refresh_token=r1&client_id=app"
        ]
    );
    assert_eq!(*stored.lock().expect("not poisoned"), ["r1", "r2"]);
}

#[tokio::test]
async fn a_refused_refresh_is_typed_and_shows_no_secret() {
    let server = serving(|_| {
        CannedResponse::json(
            400,
            r#"{"error":"invalid_grant","error_description":"r0-s3cr3t of s3cr3t\nhas ended","error_uri":"https://a.example/e"}"#,
        )
    });
    let grant =
        RefreshToken::new("app", "r0-s3cr3t").client_secret("s3cr3t").token_url(&format!("{}/token", server.url));
    let client = client_of(&server, grant);
    let error = token_error(call(&client).await);
    let refusal = OAuth2Error::of(&error).expect("it is typed");
    assert_eq!((refusal.code(), refusal.uri()), ("invalid_grant", Some("https://a.example/e")));
    assert_eq!(refusal.status(), Some(StatusCode::BAD_REQUEST));
    assert_eq!(refusal.description(), Some("[redacted] of [redacted] has ended"));
    let expected = format!(
        "the authorization server `{}` refused: `invalid_grant`: [redacted] of [redacted] has ended",
        server.url
    );
    assert_eq!(error.to_string(), expected);
    assert!(!format!("{error:?}").contains("s3cr3t"), "{error:?}");
    // What has ended is not asked for again.
    assert_eq!(token_error(call(&client).await).to_string(), expected);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn what_is_no_token_is_an_error() {
    for (response, expected) in [
        (CannedResponse::json(200, "{}"), "gave no token: the answer has no `access_token`"),
        (CannedResponse::json(200, r#"{"access_token":""}"#), "gave no token: the answer has no `access_token`"),
        (CannedResponse::new(200, "<html>s3cr3t&</html>"), "gave no token: the answer has no `access_token`"),
        (CannedResponse::new(502, "<html>s3cr3t&</html>"), "answered 502 Bad Gateway"),
        (CannedResponse::json(200, r#"{"error":"bad_code"}"#), "refused: `bad_code`"),
        (
            CannedResponse::json(401, r#"{"error":"invalid_client","error_description":"no s3cr3t&"}"#),
            "refused: `invalid_client`: no [redacted]",
        ),
        (
            CannedResponse::json(200, r#"{"access_token":"t","token_type":"mac"}"#),
            "gave a token of the type `mac`, not `Bearer`",
        ),
        (CannedResponse::new(302, "").header("location", "https://elsewhere.invalid/"), "answered 302 Found"),
    ] {
        let server = serving(move |_| response.clone());
        let error = token_error(call(&client_of(&server, credentials(&server))).await);
        assert_eq!(error.to_string(), format!("the authorization server `{}` {expected}", server.url));
    }
    let server = granting(1);
    let error = token_error(call(&client_of(&server, ClientCredentials::new("a", "b"))).await);
    assert_eq!(error.to_string(), "no token URL is set: `.token_url(..)` sets it");
    let refused = ClientCredentials::new("a", "b").token_url("http://127.0.0.1:1/token");
    let error = token_error(call(&client_of(&server, refused)).await).to_string();
    assert!(error.starts_with("the authorization server `http://127.0.0.1:1` cannot be asked: "), "{error}");
}

#[tokio::test]
async fn a_code_is_exchanged_with_its_verifier() {
    let server = serving(|number| {
        CannedResponse::json(
            200,
            format!(r#"{{"access_token":"t{number}","expires_in":1,"refresh_token":"r{number}"}}"#),
        )
    });
    let flow = AuthorizationCode::new("app", "http://127.0.0.1:8400/back");
    let flow = flow.authorization_url("https://login.example/authorize").token_url(&format!("{}/token", server.url));
    let request = flow.scopes(["pets"]).begin().expect("all is set");
    let redirected = format!("http://127.0.0.1:8400/back?code=c0de&state={}", request.state());
    let grant = request.exchange(&redirected).await.expect("tokens");
    assert_eq!(grant.refresh_token().expect("there is one").expose(), "r1");
    let client = client_of(&server, grant);
    call(&client).await.expect("a response");
    tokio::time::sleep(Duration::from_millis(1100)).await;
    call(&client).await.expect("a response");
    let (token_requests, called) = parted(&server);
    assert_eq!(called, ["Bearer t1", "Bearer t2"]);
    let start =
        "grant_type=authorization_code&code=c0de&redirect_uri=http%3A%2F%2F127.0.0.1%3A8400%2Fback&code_verifier=";
    let verifier = token_requests[0].body.strip_prefix(start).and_then(|rest| rest.strip_suffix("&client_id=app"));
    assert_eq!(verifier.map(str::len), Some(43), "{}", token_requests[0].body);
    assert_eq!(token_requests[1].body, "grant_type=refresh_token&refresh_token=r1&client_id=app");
}

#[tokio::test]
async fn without_a_refresh_token_the_end_is_an_error() {
    let server = granting(1);
    let flow = AuthorizationCode::new("app", "http://127.0.0.1:8400/back");
    let flow = flow.authorization_url("https://login.example/authorize").token_url(&format!("{}/token", server.url));
    let request = flow.begin().expect("all is set");
    let redirected = format!("/back?code=c0de&state={}", request.state());
    let client = client_of(&server, request.exchange(&redirected).await.expect("a token"));
    call(&client).await.expect("a response");
    tokio::time::sleep(Duration::from_millis(1100)).await;
    let error = token_error(call(&client).await);
    assert_eq!(error.to_string(), "the token has ended and the authorization server gave no refresh token");
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_calls_have_tokens_too() {
    let server = granting(3600);
    let client = client_of(&server, credentials(&server));
    client.run_ml_service(&ServiceInput::default()).send_blocking().expect("a response");
    // A thread of a runtime waits for the token as well.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let other = client_of(&server, credentials(&server));
    runtime.block_on(async {
        call(&other).await.expect("a response");
        let third = client_of(&server, credentials(&server));
        third.run_ml_service(&ServiceInput::default()).send_blocking().expect("a response");
    });
    assert_eq!(parted(&server).0.len(), 3);
}

#[test]
fn nothing_shows_a_secret() {
    let grant = ClientCredentials::new("app", "s3cr3t");
    let refresh = RefreshToken::new("app", "s3cr3t").client_secret("s3cr3t");
    let code = AuthorizationCode::new("app", "https://a.example").client_secret("s3cr3t");
    let shown = format!("{grant:?}{refresh:?}{code:?}{:?}", Credential::token_source(grant.clone()));
    assert!(!shown.contains("s3cr3t"), "{shown}");
    let _: &dyn TokenSource = &refresh;
    let _ = Token::new("t");
}
