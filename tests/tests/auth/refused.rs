//! Requests that the gateway refuses.

use callsmith_goldens::scoring_v2::{Client, ErrorResponse};
use callsmith_runtime::{ApiError, Error, UnexpectedResponse};
use callsmith_tests::gateway::{RunningGateway, responses};
use callsmith_tests::response::Response;
use serde_json::json;

use crate::sent;
use crate::support::{gateway, input};

fn refusing(refusal: Response) -> RunningGateway {
    gateway("right").refusal(refusal).start()
}

/// The error of scoring with a wrong key.
async fn refused(gateway: &RunningGateway) -> Error<ErrorResponse> {
    let client = Client::builder(&gateway.url()).bearer("wrong").build().expect("valid settings");
    let error = client.run_ml_service(&input()).await.expect_err("the key is wrong");
    assert!(error.is_unauthorized() && !error.is_retryable());
    assert_eq!(sent(gateway), ["Bearer wrong"], "one key is tried once");
    error
}

fn api(error: Error<ErrorResponse>) -> ApiError<ErrorResponse> {
    match error {
        Error::Api(error) => error,
        error => panic!("{error:?}"),
    }
}

fn unexpected(error: Error<ErrorResponse>) -> UnexpectedResponse {
    match error {
        Error::Unexpected(error) => error,
        error => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn an_error_of_the_document_is_typed() {
    let body = json!({ "status_code": 401, "message": "the key is not valid" });
    let gateway = refusing(Response::json(401, &body).header("x-ms-request-id", "r-1"));
    let error = api(refused(&gateway).await);
    assert_eq!(error.status(), 401);
    assert_eq!(error.body().message.as_deref(), Some("the key is not valid"));
    assert_eq!(error.bytes(), body.to_string().as_bytes());
    assert_eq!(error.request_id(), Some("r-1"));
}

#[tokio::test]
async fn json_of_another_shape_keeps_status_headers_and_bytes() {
    let gateway = refusing(responses::unauthorized_json());
    let error = unexpected(refused(&gateway).await);
    assert_eq!(error.status(), 401);
    assert!(error.to_string().contains("(none of its properties is declared)"), "{error}");
    assert_eq!(error.headers().get("www-authenticate"), Some("Bearer"));
    let body: serde_json::Value = serde_json::from_slice(error.bytes()).unwrap();
    assert_eq!(body["error"]["code"], "AuthenticationFailed");
}

#[tokio::test]
async fn text_keeps_status_headers_and_bytes() {
    let gateway = refusing(responses::unauthorized());
    let error = unexpected(refused(&gateway).await);
    assert_eq!(error.status(), 401);
    assert_eq!(error.headers().get("www-authenticate"), Some("Bearer"));
    assert_eq!(error.bytes(), "Authorization required");
    assert_eq!(error.decode_failure().and_then(|failure| failure.path()), Some("$"));
    assert_eq!(
        error.to_string(),
        "401 Unauthorized for `RunMLService` (POST /score), with a body that is not as declared (`$`: expected value at \
         line 1 column 1 (the body is `text/plain; charset=utf-8`)): Authorization required"
    );
}

#[tokio::test]
async fn a_web_page_keeps_status_headers_and_bytes() {
    let gateway = refusing(responses::unauthorized_html());
    let error = unexpected(refused(&gateway).await);
    assert_eq!(error.status(), 401);
    assert_eq!(error.headers().get("content-type"), Some("text/html; charset=utf-8"));
    let page = std::str::from_utf8(error.bytes()).unwrap();
    assert!(page.starts_with("<html>") && page.ends_with("</html>\r\n"), "{page}");
}

#[tokio::test]
async fn without_a_credential_the_call_goes_out_and_the_error_says_so() {
    let gateway = refusing(responses::unauthorized());
    let client = Client::builder(&gateway.url()).build().unwrap();
    let error = client.run_ml_service(&input()).await.expect_err("the gateway wants a key");
    assert_eq!(sent(&gateway), [""]);
    assert!(error.is_unauthorized());
    assert!(
        error.to_string().ends_with("(no credential was set for the security scheme `Bearer`: `.bearer(..)` sets it)"),
        "{error}"
    );
}

#[tokio::test]
async fn with_a_credential_the_error_does_not_say_that_there_was_none() {
    let gateway = refusing(responses::unauthorized());
    let error = refused(&gateway).await;
    assert!(!error.to_string().contains("no credential was set"), "{error}");
}

#[tokio::test]
async fn a_service_without_authentication_needs_no_credential() {
    let service = callsmith_tests::service::Service::regression().start();
    let client = Client::builder(&service.url()).build().unwrap();
    let prediction = client.run_ml_service(&input()).await.unwrap();
    assert_eq!(prediction, callsmith_tests::service::PREDICTIONS);
}
