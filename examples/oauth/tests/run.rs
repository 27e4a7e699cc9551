//! The program, against a server that issues tokens and one that asks for them.

use std::process::{Command, Output};

use serde_json::json;
use wiremock::matchers::{body_string_contains, header, method, path, path_regex};
use wiremock::{Mock, MockServer, ResponseTemplate};

fn run(server: &MockServer) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_oauth"));
    program.env("STATION_URL", server.uri()).env("STATION_ID", "levels").env("STATION_SECRET", "s3cret");
    program.output().expect("the program can be started")
}

/// Answers with a token, once.
async fn issue(server: &MockServer, token: &str) {
    let token = json!({ "access_token": token, "token_type": "Bearer", "expires_in": 3600 });
    Mock::given(method("POST"))
        .and(path("/oauth/token"))
        // `levels:s3cret` in base64.
        .and(header("authorization", "Basic bGV2ZWxzOnMzY3JldA=="))
        .and(body_string_contains("grant_type=client_credentials"))
        .and(body_string_contains("scope=read"))
        .respond_with(ResponseTemplate::new(200).set_body_json(token))
        .up_to_n_times(1)
        .expect(1)
        .mount(server)
        .await;
}

/// Answers those who have a token.
async fn serve(server: &MockServer, token: &str) {
    Mock::given(method("GET"))
        .and(path_regex("^/stations/(bridge|mill|weir)/level$"))
        .and(header("authorization", format!("Bearer {token}")))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({ "centimetres": 152.5 })))
        .expect(3)
        .mount(server)
        .await;
}

const LEVELS: &str = "bridge: 152.5 cm\nmill: 152.5 cm\nweir: 152.5 cm\n";

#[tokio::test(flavor = "multi_thread")]
async fn one_token_serves_all_calls() {
    let server = MockServer::start().await;
    issue(&server, "first").await;
    serve(&server, "first").await;
    let output = run(&server);
    assert_eq!(String::from_utf8_lossy(&output.stdout), LEVELS, "{}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_names_no_secret() {
    let server = MockServer::start().await;
    Mock::given(path("/oauth/token"))
        .respond_with(ResponseTemplate::new(401).set_body_json(json!({ "error": "invalid_client" })))
        .mount(&server)
        .await;
    let output = run(&server);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && errors.contains("invalid_client") && !errors.contains("s3cret"), "{errors}");
}
