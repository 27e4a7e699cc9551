//! The setter of each security scheme, on the wire.

use std::future::{Ready, ready};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use callsmith_goldens::authorization_keys::{self, SecuritySchemes as _};
use callsmith_goldens::oauth_flows::{self, SecuritySchemes as _};
use callsmith_goldens::security::{self, SecuritySchemes as _};
use callsmith_runtime::oauth2::{AuthorizationCode, ClientCredentials, RefreshToken};
use callsmith_runtime::{Body, Credential, Secret, Token, http};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde_json::json;

/// A server that responds to all with a token, which APIs that have no content take as well.
fn start() -> Recorder {
    let recorder = Recorder::start();
    recorder.otherwise(Response::empty(204));
    recorder
}

/// A token for the next request.
fn grant(recorder: &Recorder, token: &str) {
    recorder.respond(Response::json(200, &json!({"access_token": token, "expires_in": 3600, "refresh_token": "r2"})));
}

/// The requests: path, `Authorization` and body.
fn requests(recorder: &Recorder) -> Vec<(String, String, String)> {
    let shown = recorder.requests().into_iter().map(|seen| {
        let authorization = seen.header("authorization").unwrap_or_default().to_owned();
        (seen.path().to_owned(), authorization, seen.text().to_owned())
    });
    shown.collect()
}

fn row(path: &str, authorization: &str, body: &str) -> (String, String, String) {
    (path.to_owned(), authorization.to_owned(), body.to_owned())
}

#[tokio::test]
async fn each_setter_is_for_one_scheme() {
    let recorder = start();
    let client = security::Client::builder(&recorder.url())
        .with_bearer("t0ken")
        .with_basic("user", "pass w:rd")
        .with_key_header("header")
        .with_key_query(Secret::from("query"))
        .with_key_cookie(String::from("cookie"))
        .build()
        .expect("valid settings");
    client.both().await.expect("done");
    client.basic().await.expect("done");
    client.query().await.expect("done");
    client.cookie().await.expect("done");
    let seen = recorder.requests();
    assert_eq!(seen[0].header("authorization"), Some("Bearer t0ken"));
    assert_eq!(seen[0].header("x-key"), Some("header"));
    assert_eq!(seen[1].header("authorization"), Some("Basic dXNlcjpwYXNzIHc6cmQ="));
    assert_eq!((seen[2].header("x-key"), seen[2].query()), (None, "api%20key=query"));
    assert_eq!(seen[3].header("cookie"), Some("session=cookie"));
}

#[tokio::test]
async fn a_bearer_setter_takes_sources_and_pairs_of_keys() {
    let recorder = start();
    let source = || async { Ok::<_, std::io::Error>(Token::new("fetched")) };
    let client = security::Client::builder(&recorder.url()).with_bearer(Credential::token_source(source));
    client.build().expect("valid settings").inherited().await.expect("done");
    assert_eq!(recorder.only_request().header("authorization"), Some("Bearer fetched"));
}

#[tokio::test]
async fn keys_in_authorization_have_the_form_that_the_document_shows() {
    let recorder = start();
    let client = authorization_keys::Client::builder(&recorder.url())
        .with_shown("k")
        .with_login("user", "pass w:rd")
        .with_own("GATE k")
        .with_bare("k")
        .build()
        .expect("valid settings");
    client.shown().await.expect("done");
    client.login().await.expect("done");
    client.own().await.expect("done");
    client.bare().await.expect("done");
    let sent: Vec<String> = requests(&recorder).into_iter().map(|(_, authorization, _)| authorization).collect();
    assert_eq!(sent, ["Bearer k", "Basic dXNlcjpwYXNzIHc6cmQ=", "GATE k", "k"]);
}

#[tokio::test]
async fn a_grant_has_urls_and_scopes_of_the_document() {
    let recorder = start();
    grant(&recorder, "t1");
    let builder = oauth_flows::Client::builder(&recorder.url());
    let client = builder.with_pets_auth(ClientCredentials::new("me", "s3cr3t")).build().expect("valid settings");
    client.inherited().await.expect("done");
    client.inherited().await.expect("done");
    assert_eq!(
        requests(&recorder),
        [
            row("/oauth/token", "Basic bWU6czNjcjN0", "grant_type=client_credentials&scope=pets%3Aread%20pets%3Awrite"),
            row("/inherited", "Bearer t1", ""),
            row("/inherited", "Bearer t1", ""),
        ]
    );

    // Fewer, by the caller.
    let recorder = start();
    grant(&recorder, "t1");
    let narrow = ClientCredentials::new("me", "s3cr3t").scopes(["pets:read"]);
    let client = oauth_flows::Client::builder(&recorder.url()).with_pets_auth(narrow).build().expect("valid settings");
    client.inherited().await.expect("done");
    assert_eq!(recorder.requests()[0].text(), "grant_type=client_credentials&scope=pets%3Aread");

    // The URL for refresh tokens is one of its own.
    let recorder = start();
    grant(&recorder, "t1");
    let builder = oauth_flows::Client::builder(&recorder.url());
    let client = builder.with_pets_auth(RefreshToken::new("me", "r1")).build().expect("valid settings");
    client.inherited().await.expect("done");
    assert_eq!(
        requests(&recorder)[0],
        row("/oauth/refresh", "", "grant_type=refresh_token&refresh_token=r1&client_id=me")
    );
}

#[tokio::test]
async fn a_person_logs_in_for_a_scheme() {
    let recorder = start();
    let builder = oauth_flows::Client::builder(&recorder.url());
    let request = builder.authorize("pets_auth", &AuthorizationCode::new("me", "http://127.0.0.1/back"));
    let request = request.expect("the document has the URLs");
    assert!(request.url().starts_with(&format!("{}/oauth/authorize?", recorder.url())), "{}", request.url());
    assert!(request.url().ends_with("&scope=pets%3Aread"), "{}", request.url());
    grant(&recorder, "t1");
    let redirected = format!("/back?code=c&state={}", request.state());
    let person = request.exchange(&redirected).await.expect("tokens");
    builder.with_pets_auth(person).build().expect("valid settings").inherited().await.expect("done");
    let seen = requests(&recorder);
    assert_eq!((seen[0].0.as_str(), &seen[1]), ("/oauth/token", &row("/inherited", "Bearer t1", "")));
}

#[tokio::test]
async fn a_grant_without_a_url_is_an_error_when_the_client_is_built() {
    let builder = || oauth_flows::Client::builder("https://pets.example/v1");
    for (builder, scheme) in [
        (builder().with_person(ClientCredentials::new("me", "s3cr3t")), "person"),
        (builder().with_page(ClientCredentials::new("me", "s3cr3t")), "page"),
        (builder().with_federated(RefreshToken::new("me", "s3cr3t")), "federated"),
    ] {
        let error = builder.build().expect_err("there is no URL").to_string();
        let expected =
            format!("the security scheme `{scheme}` has no token URL for this grant: set it with `.token_url(..)`");
        assert!(error.contains(&expected), "{error}");
    }
    // With one it is a bearer scheme as others are.
    let recorder = start();
    grant(&recorder, "t1");
    let person = ClientCredentials::new("me", "s3cr3t").token_url(&format!("{}/t", recorder.url())).scopes(["openid"]);
    let client = oauth_flows::Client::builder(&recorder.url()).with_federated(person).build().expect("valid settings");
    client.page().await.expect("done");
    assert_eq!(requests(&recorder)[1], row("/page", "Bearer t1", ""));
}

/// Credentials of the environment, which a test sets for a process of its own.
#[test]
fn the_environment_has_credentials() {
    const VARIABLES: [(&str, &str); 2] =
        [("PETS_PETS_AUTH_CLIENT_ID", "me"), ("PETS_PETS_AUTH_CLIENT_SECRET", "s3cr3t")];
    if std::env::var_os(VARIABLES[0].0).is_none() {
        let program = std::env::current_exe().expect("this program");
        let mut again = std::process::Command::new(program);
        let status = again.args(["--exact", "setters::the_environment_has_credentials"]).envs(VARIABLES).status();
        assert!(status.expect("it starts").success());
        let error = Secret::from_env("PETS_PETS_AUTH_CLIENT_ID").expect_err("it is not set");
        assert_eq!(error.to_string(), "the environment variable `PETS_PETS_AUTH_CLIENT_ID` is not set");
        let error = oauth_flows::Client::builder("https://pets.example").credentials_from_env("pets");
        let error = error.expect_err("none is set").to_string();
        assert!(error.starts_with("no credential is in the environment: none of `PETS_API_KEY`"), "{error}");
        return;
    }
    let recorder = start();
    grant(&recorder, "t1");
    let builder = oauth_flows::Client::builder(&recorder.url()).credentials_from_env("pets").expect("they are set");
    builder.build().expect("valid settings").inherited().send_blocking().expect("done");
    assert_eq!(requests(&recorder)[0].1, "Basic bWU6czNjcjN0");
    assert_eq!(Secret::from_env("PETS_PETS_AUTH_CLIENT_ID").expect("it is set").expose(), "me");
}

/// A transport that responds by itself and notes the URLs.
#[derive(Clone, Default)]
struct Noting(Arc<Mutex<Vec<String>>>);

impl tower_service::Service<http::Request<Body>> for Noting {
    type Response = http::Response<Body>;
    type Error = std::io::Error;
    type Future = Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        self.0.lock().expect("not poisoned").push(request.uri().to_string());
        let body = Body::from(r#"{"access_token": "t1"}"#);
        ready(Ok(http::Response::new(if request.uri().path() == "/token" { body } else { Body::default() })))
    }
}

#[tokio::test]
async fn token_requests_go_through_the_transport_of_the_client() {
    let service = Noting::default();
    let grant = || ClientCredentials::new("me", "s3cr3t").token_url("https://login.example/token");
    // Whatever is set first.
    let builder = || oauth_flows::Client::builder("https://pets.example/v1");
    for builder in [
        builder().with_pets_auth(grant()).service(service.clone()),
        builder().service(service.clone()).with_pets_auth(grant()),
    ] {
        // The response is 200 where the document has 204.
        let _ = builder.build().expect("valid settings").inherited().await;
    }
    let urls = ["https://login.example/token", "https://pets.example/v1/inherited"];
    assert_eq!(*service.0.lock().expect("not poisoned"), [urls, urls].concat());
}
