//! The program, against a server of the crate wiremock.

use std::process::Command;

use serde_json::{Value, json};
use wiremock::matchers::{body_json, header, method, path, query_param};
use wiremock::{Mock, MockBuilder, MockServer, ResponseTemplate};

fn request(verb: &str, place: &str) -> MockBuilder {
    Mock::given(method(verb)).and(path(place)).and(header("x-museum-key", "abc123"))
}

async fn respond(request: MockBuilder, body: Value, server: &MockServer) {
    request.respond_with(ResponseTemplate::new(200).set_body_json(body)).expect(1).mount(server).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tags_of_eight() {
    let server = MockServer::start().await;
    let work = |room: &str| json!({ "id": "7", "title": "Harbour at night", "artist": "3", "room": room });
    let search = request("POST", "/v1/works/search").and(body_json(json!({ "words": ["harbour"] })));
    respond(search, json!([work("hall")]), &server).await;
    respond(request("PUT", "/v1/works/7/place").and(body_json(json!({ "room": "depot" }))), work("depot"), &server)
        .await;
    let ticket = |id: &str| json!({ "id": id, "exhibition": "2", "visitor": "5", "price": 8 });
    let list = request("GET", "/v1/tickets").and(query_param("limit", "100"));
    respond(list, json!([ticket("a"), ticket("b")]), &server).await;
    respond(request("POST", "/v1/tickets/a/refund"), json!({ "amount": 8 }), &server).await;
    respond(request("POST", "/v1/tickets/b/refund"), json!({ "amount": 4.5 }), &server).await;
    let mut program = Command::new(env!("CARGO_BIN_EXE_by-tag"));
    program.env("MUSEUM_URL", server.uri() + "/v1").env("MUSEUM_KEY", "abc123").arg("harbour");
    let output = program.output().expect("the program can be started");
    let expected = "Harbour at night is in depot\n12.50 euros are refunded\n";
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success());
}
