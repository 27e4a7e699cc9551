//! The program, against a server that answers with events.

use std::process::{Command, Output};

use wiremock::matchers::{body_string, header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

/// Runs the program against a server that sends these events.
async fn run(events: &str) -> Output {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/chat"))
        .and(header("accept", "text/event-stream"))
        .and(header("authorization", "Bearer abc123"))
        .and(body_string(r#"{"text":"Why is the sky blue?"}"#))
        .respond_with(ResponseTemplate::new(200).set_body_raw(events, "text/event-stream"))
        .expect(1)
        .mount(&server)
        .await;
    let mut program = Command::new(env!("CARGO_BIN_EXE_chat"));
    program.env("CHAT_URL", server.uri()).env("CHAT_KEY", "abc123").arg("Why is the sky blue?");
    program.output().expect("the program can be started")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pieces_make_the_answer() {
    let events = concat!(
        "data: {\"text\": \"Air scatters \"}\n\n",
        ": the connection is kept open\n\n",
        "data: {\"text\":\ndata: \"blue light.\"}\n\n",
        "data: {\"tokens\": 5}\n\n",
        "data: [DONE]\n\n",
    );
    let output = run(events).await;
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "Air scatters blue light.\n(5 tokens)\n", "{errors}");
    assert!(output.status.success());
}

/// The pieces in front of an error are printed.
#[tokio::test(flavor = "multi_thread")]
async fn a_piece_of_another_shape_is_an_error() {
    let output = run("data: {\"text\": \"Air \"}\n\ndata: {\"text\": 5}\n\n").await;
    assert_eq!(String::from_utf8_lossy(&output.stdout), "Air ");
    assert!(!output.status.success());
}
