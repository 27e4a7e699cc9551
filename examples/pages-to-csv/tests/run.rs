//! The program, against a server with three pages.

use std::process::Command;

use serde_json::{Value, json};
use wiremock::matchers::{method, path, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

/// Answers with a page, once.
async fn page(server: &MockServer, after: Option<&str>, page: Value) {
    let request = Mock::given(method("GET")).and(path("/readings")).and(query_param("limit", "2"));
    let request = match after {
        Some(cursor) => request.and(query_param("after", cursor)),
        None => request.and(query_param_is_missing("after")),
    };
    request.respond_with(ResponseTemplate::new(200).set_body_json(page)).expect(1).mount(server).await;
}

fn reading(meter: &str, units: f64, remark: Option<&str>) -> Value {
    match remark {
        Some(remark) => json!({ "meter": meter, "day": "2027-05-01", "units": units, "remark": remark }),
        None => json!({ "meter": meter, "day": "2027-05-01", "units": units }),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_pages_are_one_table() {
    let server = MockServer::start().await;
    let first = json!({ "readings": [reading("a", 1.5, None), reading("b", 20.0, Some("estimated, door closed"))], "next": "b" });
    page(&server, None, first).await;
    // A page may be empty and yet not the last.
    page(&server, Some("b"), json!({ "readings": [], "next": "c" })).await;
    page(&server, Some("c"), json!({ "readings": [reading("d", 0.25, None)] })).await;
    let mut program = Command::new(env!("CARGO_BIN_EXE_pages-to-csv"));
    let output = program.env("READINGS_URL", server.uri()).output().expect("the program can be started");
    let expected =
        "meter,day,units,remark\na,2027-05-01,1.5,\nb,2027-05-01,20,\"estimated, door closed\"\nd,2027-05-01,0.25,\n";
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success());
}
