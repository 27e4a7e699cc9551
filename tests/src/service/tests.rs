//! Each value here was taken from the real inference server, version 1.5.1.

use serde_json::{Value, json};

use super::{PREDICTIONS, ROWS, Service};
use crate::client::{Received, send};

const JSON: (&str, &str) = ("content-type", "application/json");
const BINARY: (&str, &str) = ("content-type", "application/octet-stream");

async fn ask(service: Service, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Received {
    let server = service.start();
    let url = server.url() + target;
    send(method, &url, headers, body.to_vec()).await.expect("the service responds")
}

async fn post(body: &str) -> Received {
    ask(Service::regression(), "POST", "/score", &[JSON], body.as_bytes()).await
}

async fn raw(target: &str) -> Received {
    ask(Service::raw(), "POST", target, &[BINARY], b"\x89PNG\xff\x00").await
}

fn rows() -> String {
    json!({ "data": ROWS }).to_string()
}

fn assert_message(received: &Received, status: u16, message: &str) {
    assert_eq!((received.status, received.text()), (status, format!("{{\"message\": \"{message}\"}}").as_str()));
    assert_eq!(received.header("content-type"), "application/json");
}

#[tokio::test]
async fn health_is_text_of_type_html() {
    let received = ask(Service::regression(), "GET", "/", &[], b"").await;
    assert_eq!((received.status, received.text()), (200, "Healthy"));
    assert_eq!(received.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(received.header("content-length"), "7");
    assert_eq!(received.header("x-ms-server-version"), "azmlinfsrv/1.5.1");
    assert_eq!(received.header("x-ms-run-function-failed"), "");
    assert_eq!(received.header("x-ms-request-id"), received.header("x-request-id"));
    assert_eq!(received.header("x-request-id").len(), 36);
    let head = ask(Service::regression(), "HEAD", "/", &[], b"").await;
    assert_eq!((head.status, head.header("content-length"), head.text()), (200, "7", ""));
}

#[tokio::test]
async fn scores_to_the_last_bit() {
    let received = post(&rows()).await;
    assert_eq!((received.status, received.text()), (200, "[217.67978776218712, 224.78937091757172]"));
    assert_eq!(PREDICTIONS, [217.67978776218712, 224.78937091757172]);
    assert_eq!(received.header("content-type"), "application/json");
    assert_eq!(received.header("x-ms-run-function-failed"), "False");
    assert!(received.header("x-ms-run-fn-exec-ms").parse::<f64>().is_ok());
    assert_eq!(received.header("x-ms-client-request-id"), "");
    let charset = [("content-type", "application/json; charset=utf-8")];
    let received = ask(Service::regression(), "POST", "/score", &charset, rows().as_bytes()).await;
    assert_eq!(received.status, 200);
}

#[tokio::test]
async fn scores_what_a_query_says() {
    for target in ["/score?data=[[1,2,3,4,5,6,7,8,9,10]]", "/score?data=%5B%5B1,2,3,4,5,6,7,8,9,10%5D%5D"] {
        let received = ask(Service::regression(), "GET", target, &[], b"").await;
        assert_eq!((received.status, received.text()), (200, "[5215.198131579871]"));
    }
    let received = ask(Service::regression(), "GET", "/score", &[], b"").await;
    assert_message(&received, 400, "A value is not provided for the 'data' parameter.");
}

#[tokio::test]
async fn sends_ids_back() {
    let ids = [JSON, ("x-ms-client-request-id", "cid-1"), ("x-request-id", "rid-1"), ("TraceId", "t1")];
    let received = ask(Service::regression(), "POST", "/score", &ids, rows().as_bytes()).await;
    let names = ["x-request-id", "x-ms-request-id", "x-ms-client-request-id", "TraceId"];
    assert_eq!(names.map(|name| received.header(name)), ["rid-1", "cid-1", "cid-1", "t1"]);

    let legacy = [JSON, ("x-ms-request-id", "legacy-1")];
    let received = ask(Service::regression(), "POST", "/score", &legacy, rows().as_bytes()).await;
    assert_eq!(names[1..].iter().map(|name| received.header(name)).collect::<Vec<_>>(), ["legacy-1", "legacy-1", ""]);

    let long = "r".repeat(101);
    let received =
        ask(Service::regression(), "POST", "/score", &[JSON, ("x-request-id", &long)], rows().as_bytes()).await;
    assert_message(&received, 431, "x-request-id must not exceed 100 characters");
    assert_eq!(names.map(|name| received.header(name)), ["", "", "", ""]);
    assert_eq!(received.header("x-ms-server-version"), "azmlinfsrv/1.5.1");
}

#[tokio::test]
async fn refuses_bodies_that_are_no_input() {
    for (body, message) in [
        (
            r#"{"data": [[1,2"#,
            "POST body could not be decoded as JSON: Expecting ',' delimiter: line 1 column 15 (char 14)",
        ),
        (
            "{\"data\":\n [1 2]}",
            "POST body could not be decoded as JSON: Expecting ',' delimiter: line 2 column 5 (char 13)",
        ),
        ("data=1", "POST body could not be decoded as JSON: Expecting value: line 1 column 1 (char 0)"),
        ("", "POST body is empty. Expecting a JSON dictionary."),
        ("[1]", "POST body should be a JSON dictionary."),
        (r#"{"other":1}"#, "A value is not provided for the 'data' parameter."),
    ] {
        let received = post(body).await;
        assert_message(&received, 400, message);
        assert_eq!(received.header("x-ms-run-function-failed"), "False");
        assert_eq!(received.header("x-ms-run-fn-exec-ms"), "");
    }
    for content_type in ["text/plain", "application/octet-stream"] {
        let received = ask(Service::regression(), "POST", "/score", &[("content-type", content_type)], b"{}").await;
        assert_message(&received, 415, "Expects Content-Type to be application/json");
    }
}

#[tokio::test]
async fn an_exception_in_the_model_is_told_by_a_header() {
    for body in
        [r#"{"data":null}"#, r#"{"data":"abc"}"#, r#"{"data":[["a"]]}"#, r#"{"data":[[1,2,3]]}"#, r#"{"data":[]}"#]
    {
        let received = post(body).await;
        let message = "An unexpected error occurred in scoring script. Check the logs for more info.";
        assert_message(&received, 500, message);
        assert_eq!(received.header("x-ms-run-function-failed"), "True");
        assert_eq!(received.header("x-ms-run-fn-exec-ms"), "");
    }
}

#[tokio::test]
async fn knows_its_routes() {
    let received = ask(Service::regression(), "PUT", "/score", &[JSON], rows().as_bytes()).await;
    assert_message(&received, 405, "The method is not allowed for the requested URL.");
    assert_eq!(received.header("x-ms-server-version"), "");
    let received = ask(Service::regression(), "GET", "/nope", &[], b"").await;
    let message = "The requested URL was not found on the server. \
                   If you entered the URL manually please check your spelling and try again.";
    assert_message(&received, 404, message);
    let received = ask(Service::regression(), "OPTIONS", "/score", &[], b"").await;
    assert_eq!((received.status, received.text()), (200, ""));
    assert_eq!(received.header("content-type"), "text/html; charset=utf-8");
}

#[tokio::test]
async fn describes_itself_in_three_versions() {
    for (query, key, version) in [
        ("", "swagger", "2.0"),
        ("?version=2", "swagger", "2.0"),
        ("?version=3", "openapi", "3.0.3"),
        ("?version=3.1", "openapi", "3.1.0"),
    ] {
        let received = ask(Service::regression(), "GET", &format!("/swagger.json{query}"), &[], b"").await;
        assert_eq!((received.status, received.header("content-type")), (200, "application/json"));
        let document: Value = serde_json::from_slice(&received.body).expect("a JSON document");
        assert_eq!(document[key], version);
    }
    let received = ask(Service::regression(), "GET", "/swagger.json?version=9", &[], b"").await;
    assert_message(&received, 404, "Swagger version [9] is not valid. Supported versions: [2, 3, 3.1].");
}

#[tokio::test]
async fn a_raw_script_takes_bytes() {
    let received = raw("/score").await;
    assert_eq!(received.text(), r#""{\"len\": 6, \"ct\": \"application/octet-stream\"}""#);
    assert_eq!(received.header("content-type"), "application/json");
    let received = raw("/score?m=png").await;
    assert_eq!((received.header("content-type"), &received.body[..]), ("image/png", &b"\x00\xffGNP\x89"[..]));
    let received = ask(Service::raw(), "GET", "/score", &[], b"").await;
    assert_eq!((received.header("content-type"), received.text()), ("text/html; charset=utf-8", "GET /score?"));
}

#[tokio::test]
async fn a_raw_script_has_errors_of_its_own() {
    let failed = "x-ms-run-function-failed";
    let received = raw("/score?m=418").await;
    assert_eq!((received.status, received.text(), received.header(failed)), (418, "bad request", "False"));
    let received = raw("/score?m=503").await;
    assert_eq!((received.status, received.text(), received.header(failed)), (503, "busy", "True"));
    assert_eq!(received.header("content-type"), "text/html; charset=utf-8");
    assert!(received.header("x-ms-run-fn-exec-ms").parse::<f64>().is_ok());
    let received = raw("/score?m=boom").await;
    assert_eq!((received.status, received.header(failed)), (500, "True"));
    assert_eq!(received.header("content-type"), "application/json");
}
