//! The program, against a server of the crate wiremock.

use std::process::Command;

use serde_json::json;
use wiremock::matchers::{body_json, header, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_created() {
    let server = MockServer::start().await;
    let (old, new) =
        (json!({ "id": 1, "text": "Bake", "done": false }), json!({ "id": 2, "text": "Water", "done": false }));
    Mock::given(method("POST"))
        .and(path("/notes"))
        .and(header("authorization", "Bearer abc123"))
        .and(body_json(json!({ "text": "Water" })))
        .respond_with(ResponseTemplate::new(201).set_body_json(&new))
        .expect(1)
        .mount(&server)
        .await;
    Mock::given(method("GET"))
        .and(path("/notes"))
        .and(query_param("done", "false"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!([old, new])))
        .expect(1)
        .mount(&server)
        .await;
    let mut program = Command::new(env!("CARGO_BIN_EXE_checked-in"));
    program.env("NOTES_URL", server.uri()).env("NOTES_TOKEN", "abc123").arg("Water");
    let output = program.output().expect("the program can be started");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "  Bake\n* Water\n", "{errors}");
    assert!(output.status.success());
}
