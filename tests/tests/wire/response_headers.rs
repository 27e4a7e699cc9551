//! Status and headers of responses.

use callsmith_goldens::{example, file_answer_2_0, response_headers, security, std_type_names};
use callsmith_runtime::{Error, Headers};
use callsmith_tests::response::Response;
use serde_json::json;

use crate::recorder_with;

#[tokio::test]
async fn headers_have_the_types_of_the_document() {
    let response = Response::json(200, &json!(["a"]))
        .header("x-rate-limit-remaining", "41")
        .header("X-Ratio", "0.25")
        .header("x-cached", "true")
        .header("etag", "\"v1\"");
    let recorder = recorder_with(response);
    let client = response_headers::Client::builder(&recorder.url()).build().unwrap();
    let response = client.get_page().response().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.body(), &["a"]);
    let headers = response.headers();
    assert_eq!(headers.rate_limit_remaining().unwrap(), Some(41));
    assert_eq!(headers.ratio().unwrap(), Some(0.25));
    assert!(headers.cached().unwrap());
    assert_eq!(headers.etag().unwrap().as_deref(), Some("\"v1\""));
    assert_eq!(headers.link().unwrap(), None);
    // The rest of the headers is at hand as well.
    assert_eq!(headers.get("content-type"), Some("application/json"));
}

#[tokio::test]
async fn a_header_of_another_type_costs_the_header_alone() {
    let response = Response::json(200, &json!([])).header("x-rate-limit-remaining", "many").header("x-cached", "true");
    let recorder = recorder_with(response);
    let client = response_headers::Client::builder(&recorder.url()).build().unwrap();
    let response = client.get_page().response().await.unwrap();
    let error = response.headers().rate_limit_remaining().expect_err("not a number");
    let error = error.to_string();
    assert!(error.to_lowercase().contains("`x-rate-limit-remaining`") && error.contains("`many`"), "{error}");
    assert!(response.headers().cached().unwrap());
}

#[tokio::test]
async fn a_response_without_content_has_status_and_headers() {
    let recorder = recorder_with(Response::empty(204).header("x-request-id", "r-1"));
    let client = security::Client::builder(&recorder.url()).build().unwrap();
    let response = client.anonymous().response().await.unwrap();
    assert_eq!(response.status(), 204);
    assert_eq!(response.request_id(), Some("r-1"));
    let headers: &Headers = response.headers();
    assert_eq!(headers.get("X-Request-Id"), Some("r-1"));
}

#[tokio::test]
async fn another_success_without_content_is_a_success() {
    let recorder = recorder_with(Response::text(200, "ignored"));
    let client = security::Client::builder(&recorder.url()).build().unwrap();
    let response = client.anonymous().response().await.unwrap();
    assert_eq!(response.status(), 200);
}

#[tokio::test]
async fn an_error_of_its_status_is_typed_and_another_is_not() {
    let recorder = recorder_with(Response::json(404, &json!({ "status_code": 404, "message": "no pet" })));
    let client = example::Client::builder(&recorder.url()).build().unwrap();
    let Err(Error::Api(error)) = client.get_pet(8).await else { panic!("404 is declared") };
    assert_eq!((error.status().as_u16(), error.body().message.as_deref()), (404, Some("no pet")));
    assert_eq!(error.body().to_string(), r#"{"status_code":404,"message":"no pet"}"#);
    recorder.otherwise(Response::json(503, &json!({ "message": "busy" })));
    let Err(Error::Unexpected(error)) = client.get_pet(8).await else { panic!("503 is not declared") };
    assert_eq!((error.status().as_u16(), &error.bytes()[..]), (503, &br#"{"message":"busy"}"#[..]));
    assert!(error.decode_failure().is_none());
}

#[tokio::test]
async fn a_file_is_bytes_whatever_is_said_of_json() {
    let recorder = recorder_with(Response::bytes(200, "application/pdf", vec![0xFF, 0x00]));
    let client = file_answer_2_0::Client::builder(&recorder.url()).build().unwrap();
    assert_eq!(client.get_report().await.unwrap(), &[0xFF, 0x00][..]);
    assert_eq!(client.get_backup().await.unwrap(), &[0xFF, 0x00][..]);
    // The media types of the file come first, that of the error is JSON all the same.
    assert_eq!(recorder.requests()[0].header("accept"), Some("application/pdf, application/json"));
}

#[tokio::test]
async fn types_called_like_those_of_rust_are_types_of_the_document() {
    let response = json!({
        "option": { "label": "o" }, "vec": [{ "x": 0.5 }], "box": "small", "client": { "name": "c" },
    });
    let recorder = recorder_with(Response::json(200, &response));
    let client = std_type_names::Client::builder(&recorder.url()).build().unwrap();
    let result = client.get_result().await.unwrap();
    assert_eq!(result.option.label.as_deref(), Some("o"));
    assert_eq!(serde_json::to_value(&result).unwrap(), response);
    recorder.otherwise(Response::json(500, &json!({ "message": "broken" })));
    let Err(Error::Api(error)) = client.get_result().await else { panic!("`default` is an error") };
    assert_eq!(error.body().message.as_deref(), Some("broken"));
}

#[tokio::test]
async fn json_is_json_whatever_the_content_type_says() {
    for content_type in ["text/plain; charset=utf-8", "application/octet-stream", "text/html", "application/hal+json"] {
        let recorder = recorder_with(Response::bytes(200, content_type, "[\"a\"]"));
        let client = response_headers::Client::builder(&recorder.url()).build().unwrap();
        assert_eq!(client.get_page().await.unwrap(), ["a"], "{content_type}");
        assert_eq!(recorder.only_request().header("accept"), Some("application/json"));
    }
}

#[tokio::test]
async fn a_response_is_held_in_memory_up_to_a_limit() {
    let recorder = recorder_with(Response::json(200, &json!(["abc"])));
    let client = response_headers::Client::builder(&recorder.url()).response_limit(6).build().unwrap();
    let Err(Error::Transport(error)) = client.get_page().await else { panic!("it has 7 bytes") };
    assert!(error.is_response_too_large());
    assert_eq!(client.get_page().with_response_limit(7).await.unwrap(), ["abc"]);
    // As a stream it has no limit.
    let mut copy = Vec::new();
    client.get_page().stream().await.unwrap().into_body().write_to(&mut copy).await.unwrap();
    assert_eq!(copy, br#"["abc"]"#);
}
