//! Credentials where the document says.

use callsmith_goldens::security::Client;
use callsmith_runtime::{ClientBuilder, Credential, Error};
use callsmith_tests::answer::Answer;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::request::Recorded;

use crate::answering;

/// `user:pass w:rd` in base64.
const BASIC: &str = "Basic dXNlcjpwYXNzIHc6cmQ=";

fn everything(builder: ClientBuilder<Client>) -> Client {
    builder.bearer("t0ken").basic("user", "pass w:rd").api_key("k3y &").build().expect("valid settings")
}

/// What came as credentials: `Authorization`, `X-Key`, query, cookie.
fn credentials(seen: &Recorded) -> [&str; 4] {
    let header = |name| seen.header(name).unwrap_or_default();
    [header("authorization"), header("x-key"), seen.query(), header("cookie")]
}

fn start() -> (Recorder, ClientBuilder<Client>) {
    let recorder = answering(Answer::empty(204));
    let builder = Client::builder(&recorder.url());
    (recorder, builder)
}

#[tokio::test]
async fn each_scheme_goes_where_the_document_says() {
    let (recorder, builder) = start();
    let client = everything(builder);
    client.inherited().await.unwrap();
    client.basic().await.unwrap();
    client.header().await.unwrap();
    client.query().await.unwrap();
    client.cookie().await.unwrap();
    client.both().await.unwrap();
    client.anonymous().await.unwrap();
    let seen = recorder.seen();
    let seen: Vec<_> = seen.iter().map(|seen| (seen.path(), credentials(seen))).collect();
    let expected = [
        ("/inherited", ["Bearer t0ken", "", "", ""]),
        ("/basic", [BASIC, "", "", ""]),
        ("/header", ["", "k3y &", "", ""]),
        ("/query", ["", "", "api%20key=k3y%20%26", ""]),
        ("/cookie", ["", "", "", "session=k3y%20%26"]),
        ("/both", ["Bearer t0ken", "k3y &", "", ""]),
        ("/anonymous", ["", "", "", ""]),
    ];
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn of_alternatives_the_first_that_is_complete_counts() {
    let (recorder, builder) = start();
    everything(builder).either().await.unwrap();
    let builder = Client::builder(&recorder.url()).basic("user", "pass w:rd");
    builder.build().unwrap().either().await.unwrap();
    let seen = recorder.seen();
    assert_eq!(credentials(&seen[0]), ["Bearer t0ken", "", "", ""]);
    assert_eq!(credentials(&seen[1]), [BASIC, "", "", ""]);
}

#[tokio::test]
async fn an_optional_credential_is_sent_where_there_is_one() {
    let (recorder, builder) = start();
    everything(builder).optional().await.unwrap();
    Client::builder(&recorder.url()).build().unwrap().optional().await.unwrap();
    let seen = recorder.seen();
    assert_eq!(credentials(&seen[0]), ["Bearer t0ken", "", "", ""]);
    assert_eq!(credentials(&seen[1]), ["", "", "", ""]);
}

#[tokio::test]
async fn a_credential_that_is_missing_is_told_when_the_server_refuses() {
    let recorder = answering(Answer::text(401, "who are you?"));
    let client = Client::builder(&recorder.url()).bearer("t0ken").build().unwrap();
    for (error, missing) in [
        (client.basic().await.expect_err("refused"), Some("basic")),
        (client.both().await.expect_err("refused"), Some("key_header")),
        (client.query().await.expect_err("refused"), Some("key_query")),
        (client.inherited().await.expect_err("refused"), None),
        (client.either().await.expect_err("refused"), None),
        (client.anonymous().await.expect_err("refused"), None),
    ] {
        let told = missing.map(|scheme| format!("no credential was set for the security scheme `{scheme}`"));
        let text = error.to_string();
        match told {
            Some(told) => assert!(text.contains(&told), "{text}"),
            None => assert!(!text.contains("no credential was set"), "{text}"),
        }
        assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
    }
    // Of an AND, what there is goes out.
    assert_eq!(credentials(&recorder.seen()[1]), ["Bearer t0ken", "", "", ""]);
}

#[tokio::test]
async fn a_scheme_has_a_credential_of_its_own() {
    let (recorder, builder) = start();
    let client = builder.api_key("shared").credential("key_cookie", Credential::api_key("own")).build().unwrap();
    client.header().await.unwrap();
    client.cookie().await.unwrap();
    let seen = recorder.seen();
    assert_eq!(credentials(&seen[0]), ["", "shared", "", ""]);
    assert_eq!(credentials(&seen[1]), ["", "", "", "session=own"]);
}
