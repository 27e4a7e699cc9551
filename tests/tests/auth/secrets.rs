//! Secrets: sent, and never shown.

use std::time::Duration;

use callsmith_goldens::{scoring_v2, security};
use callsmith_runtime::azureml::Connection;
use callsmith_runtime::{Credential, Method, Secret, Token};
use callsmith_tests::gateway::responses;
use callsmith_tests::logs::Logs;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use callsmith_tests::server::refused_url;

use crate::support::{LoggedTexts, gateway, input};

/// Secrets of the tests here alone, which no other test of the program logs.
const TOKEN: &str = "eyJhbGciOi.s3cret-t0ken";
const KEY: &str = "s3cret-api-k3y";
const USER: &str = "s3cret-us3r";
const PASSWORD: &str = "s3cret-passw0rd";
/// `USER:PASSWORD` in base64.
const BASIC: &str = "czNjcmV0LXVzM3I6czNjcmV0LXBhc3N3MHJk";

fn assert_hidden(shown: &LoggedTexts, logs: &Logs) {
    for secret in [TOKEN, KEY, USER, PASSWORD, BASIC] {
        shown.assert_without(secret);
        let lines: Vec<_> = logs.lines().into_iter().filter(|line| line.contains(secret)).collect();
        assert!(lines.is_empty(), "`{secret}` is logged: {lines:#?}");
    }
}

/// A client of `security` with every kind of credential.
fn client(base_url: &str) -> security::Client {
    let builder = security::Client::builder(base_url).bearer(TOKEN).basic(USER, PASSWORD).api_key(KEY);
    builder.build().expect("valid settings")
}

#[tokio::test]
async fn what_is_sent_is_neither_shown_nor_logged() {
    let logs = Logs::of_process();
    let recorder = Recorder::start();
    recorder.otherwise(Response::empty(204).header("set-cookie", "session=s3cret-api-k3y"));
    let client = client(&recorder.url());
    let mut shown = LoggedTexts::default();
    shown.debug("the client", &client);
    shown.debug("inherited", &client.inherited().response().await.unwrap());
    shown.debug("basic", &client.basic().response().await.unwrap());
    shown.debug("header", &client.header().response().await.unwrap());
    shown.debug("query", &client.query().response().await.unwrap());
    shown.debug("cookie", &client.cookie().response().await.unwrap());
    shown.debug("both", &client.both().response().await.unwrap());
    shown.debug("raw", &client.request(Method::GET, "/raw").send().await.unwrap());

    // They were sent, and the transport did log.
    let seen = recorder.requests();
    assert_eq!(seen[0].header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!(seen[1].header("authorization"), Some(format!("Basic {BASIC}").as_str()));
    assert_eq!(seen[2].header("x-key"), Some(KEY));
    assert_eq!(seen[3].query(), format!("api%20key={KEY}"));
    assert_eq!(seen[4].header("cookie"), Some(format!("session={KEY}").as_str()));
    let address = recorder.url().replace("http://", "");
    assert!(logs.contain(&address), "the transport logs nothing: {:#?}", logs.lines());
    assert_hidden(&shown, &logs);
}

#[tokio::test]
async fn errors_of_the_connection_show_no_secret() {
    let logs = Logs::of_process();
    let client = client(&refused_url());
    let mut shown = LoggedTexts::default();
    shown.error("query", &client.query().await.expect_err("nothing listens"));
    shown.error("cookie", &client.cookie().await.expect_err("nothing listens"));
    shown.error("basic", &client.basic().await.expect_err("nothing listens"));
    shown.error("both", &client.both().await.expect_err("nothing listens"));
    let raw = client.request(Method::GET, "/raw").query("key", KEY).header("authorization", TOKEN);
    shown.debug("a request by hand", &raw);
    shown.error("a request by hand", &raw.send().await.expect_err("nothing listens"));
    assert!(shown.texts().any(|text| text.contains("refused")), "{shown:#?}");
    assert_hidden(&shown, &logs);
}

#[tokio::test]
async fn refusals_and_other_responses_show_no_secret() {
    let logs = Logs::of_process();
    let gateway = gateway("another").start();
    let client = scoring_v2::Client::builder(&gateway.url()).bearer(TOKEN).build().unwrap();
    let mut shown = LoggedTexts::default();
    let call = || client.run_ml_service(&input()).with_header("x-api-key", KEY);
    shown.debug("a call", &call());
    shown.debug("a call with a key", &call().with_bearer(TOKEN));
    for refusal in [responses::unauthorized(), responses::unauthorized_json(), responses::unauthorized_html()] {
        gateway.respond(refusal);
        shown.error("a refusal", &call().await.expect_err("refused"));
    }
    gateway.respond(Response::text(200, "no number"));
    shown.error("a response that does not decode", &call().await.expect_err("no JSON"));
    gateway.respond(Response::text(200, "[1, 2]").cut_short());
    shown.error("a response that breaks off", &call().await.expect_err("half of it"));
    gateway.respond(Response::text(200, "[]").after(Duration::from_secs(5)));
    let late = call().with_timeout(Duration::from_millis(50)).await;
    shown.error("a response that does not come", &late.expect_err("a timeout"));
    shown.error("a header", &call().with_header("x-api-key", "s3cret-api-k3y\n").await.expect_err("a line break"));
    shown.error("a key", &call().with_bearer("s3cret-api-k3y\n").await.expect_err("a line break"));
    assert!(gateway.requests().iter().all(|request| request.header("x-api-key") == Some(KEY)));
    assert_hidden(&shown, &logs);
}

#[tokio::test]
async fn requests_that_are_built_and_not_sent_mark_their_secrets() {
    let client = client("http://localhost:5001");
    let mut shown = LoggedTexts::default();
    for request in [
        client.inherited().into_request().await.unwrap(),
        client.basic().into_request().await.unwrap(),
        client.header().into_request().await.unwrap(),
        client.cookie().into_request().await.unwrap(),
    ] {
        shown.debug("a request", &request);
    }
    assert!(shown.texts().any(|text| text.contains("Sensitive")), "{shown:#?}");
    assert_hidden(&shown, &Logs::default());
}

#[test]
fn settings_show_no_secret() {
    let keys = format!(r#"{{ "primaryKey": "{KEY}", "secondaryKey": "{TOKEN}" }}"#);
    let token = format!(r#"{{ "accessToken": "{TOKEN}", "expiryOn": "2999-01-01T00:00:00Z" }}"#);
    let connection = Connection::new("http://localhost:5001/score").unwrap();
    let mut shown = LoggedTexts::default();
    shown.debug("a secret", &Secret::from(KEY));
    shown.debug("a token", &Token::new(TOKEN).expires_in(Duration::from_secs(60)));
    for credential in [
        Credential::bearer(TOKEN),
        Credential::bearer_keys(TOKEN, KEY),
        Credential::basic(USER, PASSWORD),
        Credential::api_key(KEY),
        Credential::token_source(|| async { Ok::<_, std::io::Error>(Token::new(TOKEN)) }),
    ] {
        shown.debug("a credential", &credential);
        shown.debug("a builder", &security::Client::builder("http://localhost").credential("bearer", credential));
    }
    shown.debug("a builder", &security::Client::builder("http://localhost").bearer(TOKEN).header("x-key", KEY));
    shown.debug("a connection", &connection.clone().with_keys_json(&keys).unwrap());
    shown.debug("a connection", &connection.clone().with_token_json(&token).unwrap());
    shown.error("keys", &connection.clone().with_keys_json(&keys.replace('}', "")).expect_err("no JSON"));
    shown.error("token", &connection.with_token_json(&token.replace("accessToken", "other")).expect_err("no token"));
    let with_password = format!("http://{USER}:{PASSWORD}@localhost");
    shown.error("a base URL", &security::Client::builder(&with_password).build().expect_err("a user name"));
    assert_hidden(&shown, &Logs::default());
}
