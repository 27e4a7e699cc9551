//! Secrets that a service repeats are in no text.

use callsmith_runtime::Credential;

use crate::sample::{Client, ServiceInput};
use crate::server::{CannedResponse, ReceivedRequest, Server};

/// A service that refuses each request and shows all of it.
fn echo() -> Server {
    Server::new(|seen: &ReceivedRequest, _| {
        let headers: Vec<String> = seen.headers.iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
        let text = headers.iter().filter(|line| !line.starts_with("accept") && !line.starts_with("host"));
        let text: String = text.map(|line| line.replace("Sensitive", "") + "; ").collect();
        CannedResponse::new(401, format!("refused: {} {}", seen.target, text)).header("x-echo", text)
    })
}

/// All that an error shows, along its chain.
fn shown(error: &dyn std::error::Error) -> String {
    let chain = std::iter::successors(Some(error), |error| error.source());
    chain.map(|error| format!("{error} {error:?}\n")).collect()
}

#[tokio::test]
async fn what_was_sent_is_not_shown() {
    let server = echo();
    let client = Client::builder(&server.url).bearer("s3cret-t0ken/+").build().expect("valid settings");
    let text = shown(&client.run_ml_service(&ServiceInput::default()).await.expect_err("refused"));
    assert!(text.contains("[redacted]") && text.contains("refused:") && !text.contains("s3cret"), "{text}");
    let call = || client.run_ml_service(&ServiceInput::default());
    for call in [
        call().with_bearer("s3cret-own"),
        call().with_header("X-Api-Key", "s3cret-own"),
        call().with_header("X-Functions-Key", "s3cret-own"),
        call().with_header("Authorization", "Custom s3cret-own"),
        call().with_header("Cookie", "theme=dark; session=s3cret-own"),
        call().with_query("code", "s3cret-own"),
    ] {
        let text = shown(&call.await.expect_err("refused"));
        assert!(text.contains("[redacted]") && !text.contains("s3cret"), "{text}");
    }
    let builder = Client::builder(&server.url).credential("Session", Credential::api_key("s3cret-cookie"));
    let builder = builder.credential("Key", Credential::api_key("s3cret&query"));
    let client = builder.basic("user", "s3cret-word").build().expect("valid settings");
    let text = shown(&client.list_pets().await.expect_err("refused"));
    assert!(text.contains("[redacted]") && !text.contains("s3cret"), "{text}");
    let text = shown(&client.run_ml_service(&ServiceInput::default()).await.expect_err("refused"));
    assert!(!text.contains("s3cret") && !text.contains("dXNlcjpzM2NyZX"), "{text}");
}

#[tokio::test]
async fn other_forms_of_a_secret_are_not_shown_either() {
    for body in [
        "key s3cret%2Fkey%2B%3D%3D is wrong",
        "key s3cret%2fkey%2b%3d%3d is wrong",
        "key czNjcmV0L2tleSs9PQ== is wrong",
        r#"{"key": "s3cret\/key+=="}"#,
    ] {
        let server = Server::always(CannedResponse::new(401, body));
        let client = Client::builder(&server.url).bearer("s3cret/key+==").build().expect("valid settings");
        let text = shown(&client.run_ml_service(&ServiceInput::default()).await.expect_err("refused"));
        assert!(text.contains("[redacted]") && !text.contains("s3cret") && !text.contains("czNj"), "{text}");
    }
    // One that begins before the end of an excerpt and ends behind it.
    let server = Server::always(CannedResponse::new(401, format!("{}s3cret-{}", "x".repeat(190), "y".repeat(2000))));
    let key = format!("s3cret-{}", "y".repeat(2000));
    let client = Client::builder(&server.url).bearer(key).build().expect("valid settings");
    let text = shown(&client.run_ml_service(&ServiceInput::default()).await.expect_err("refused"));
    assert!(!text.contains("s3cret"), "{text}");
}

#[tokio::test]
async fn a_body_that_does_not_decode_shows_no_secret() {
    let server = Server::always(CannedResponse::json(200, r#"["s3cret-t0ken"]"#));
    let client = Client::builder(&server.url).bearer("s3cret-t0ken").build().expect("valid settings");
    let text = shown(&client.run_ml_service(&ServiceInput::default()).await.expect_err("no number"));
    assert!(text.contains("invalid type: string \"[redacted]\"") && !text.contains("s3cret"), "{text}");
}

#[tokio::test]
async fn queries_and_members_of_a_response_are_not_shown() {
    let body = r##"{"next": "https://a/b?sig=s3cret&x=1", "relative": "/b?sig=s3cret", "password": "s3cret", "n": {"access_token" : "s3cret"},
        "page": "https://a/#access_token=s3cret"}"##;
    let location = "https://a.example/b?sig=s3cret#s3cret=1";
    let response = |status| CannedResponse::json(status, body).header("location", location);
    let with_links =
        |status| response(status).header("link", "</b?sig=s3cret>; rel=next").header("operation-location", location);
    for status in [200, 302, 400, 500] {
        let server = Server::always(with_links(status));
        let client = Client::builder(&server.url).build().expect("valid settings");
        let error = client.list_pets().await.expect_err("no list");
        let text = shown(&error);
        assert!(!text.contains("s3cret"), "{text}");
        assert!(!format!("{:?}", error.headers()).contains("s3cret"), "{:?}", error.headers());
        // The values are there all the same.
        assert_eq!(error.headers().and_then(|headers| headers.get("location")), Some(location));
    }
}
