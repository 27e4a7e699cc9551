//! The ways of Azure ML's servers, where they differ from their own documents.

mod support;

use std::time::Duration;

use callsmith_goldens::{scoring_v2, scoring_v3_0, scoring_v3_1};
use callsmith_runtime::azureml::{Auth, Connection, ModelError, model_error, run_function_failed};
use callsmith_runtime::{Bytes, Error, Retry, UnexpectedResponse};
use callsmith_tests::gateway::{Gateway, RunningGateway, responses};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use callsmith_tests::service::{PREDICTIONS, SERVER_VERSION, Service};
use scoring_v2::{Client, ErrorResponse};
use serde_json::{Value, json};

use crate::support::{gateway, input};

fn client(gateway: &RunningGateway) -> Client {
    Client::builder(&gateway.scoring_uri()).bearer("key").build().expect("valid settings")
}

/// The error of scoring when the gateway gives this response.
async fn failed(response: Response) -> Error<ErrorResponse> {
    let gateway = gateway("key").start();
    gateway.respond(response);
    client(&gateway).run_ml_service(&input()).await.expect_err("it is no response of the model")
}

fn unexpected(error: Error<ErrorResponse>) -> UnexpectedResponse {
    match error {
        Error::Unexpected(error) => error,
        error => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn health_is_the_declared_string_in_every_version() {
    let service = Service::regression().start();
    let url = service.url();
    let v2 = Client::builder(&url).build().unwrap().service_health_check().response().await.unwrap();
    assert_eq!(v2.body(), "Healthy");
    assert_eq!(v2.headers().get("content-type"), Some("text/html; charset=utf-8"));
    let v3_0 = scoring_v3_0::Client::builder(&url).build().unwrap();
    assert_eq!(v3_0.service_health_check().await.unwrap(), "Healthy");
    let v3_1 = scoring_v3_1::Client::builder(&url).build().unwrap();
    assert_eq!(v3_1.service_health_check().await.unwrap(), "Healthy");
}

#[tokio::test]
async fn a_health_that_is_json_as_declared_is_the_same_string() {
    let recorder = Recorder::start();
    recorder.respond(Response::json(200, &json!("Healthy")));
    let client = Client::builder(&recorder.url()).build().unwrap();
    assert_eq!(client.service_health_check().await.unwrap(), "Healthy");
}

#[tokio::test]
async fn the_document_is_declared_as_a_string_and_comes_as_an_object() {
    let service = Service::regression().start();
    let swagger = |text: String| serde_json::from_str::<Value>(&text).unwrap();
    let v2 = Client::builder(&service.url()).build().unwrap();
    let Err(Error::Decode(error)) = v2.get_swagger_spec().await else { panic!("an object is no string") };
    assert!(error.failure().message().contains("expected a string"), "{error}");
    let response = v2.get_swagger_spec().bytes().await.unwrap();
    assert_eq!(serde_json::from_slice::<Value>(response.body()).unwrap()["swagger"], "2.0");
    // As text it is what it is.
    let v3 = scoring_v3_0::Client::builder(&service.url()).build().unwrap();
    let call = v3.get_swagger_spec().version(scoring_v3_0::GetSwaggerSpecVersion::Value3);
    assert_eq!(swagger(call.await.unwrap())["openapi"], "3.0.3");
    let v3 = scoring_v3_1::Client::builder(&service.url()).build().unwrap();
    // Not in the enum of the document, and known to the server.
    let call = v3.get_swagger_spec().with_query("version", "3.1");
    assert_eq!(swagger(call.await.unwrap())["openapi"], "3.1.0");
}

#[tokio::test]
async fn all_versions_of_the_document_score_alike() {
    let gateway = gateway("key").start();
    let data = input().data;
    let v2 = client(&gateway);
    assert_eq!(v2.run_ml_service(&input()).await.unwrap(), PREDICTIONS);
    let v3_0 = scoring_v3_0::Client::builder(&gateway.url()).bearer("key").build().unwrap();
    let body = scoring_v3_0::ServiceInput { data: data.clone() };
    assert_eq!(v3_0.run_ml_service(&body).await.unwrap(), PREDICTIONS);
    let v3_1 = scoring_v3_1::Client::builder(&gateway.url()).bearer("key").build().unwrap();
    assert_eq!(v3_1.run_ml_service(&scoring_v3_1::ServiceInput { data }).await.unwrap(), PREDICTIONS);
    let bodies: Vec<_> = gateway.requests().into_iter().map(|request| request.body).collect();
    assert!(bodies.iter().all(|body| *body == bodies[0]));
}

#[tokio::test]
async fn an_error_without_a_status_code_is_typed() {
    let gateway = gateway("key").start();
    let call = client(&gateway).run_ml_service(&scoring_v2::ServiceInput { data: None });
    let error = call.with_header("x-ms-request-id", "r-7").await.expect_err("the model wants data");
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(error.status(), 400);
    let message = error.body().message.as_deref();
    assert_eq!(message, Some("A value is not provided for the 'data' parameter."));
    assert_eq!(error.request_id(), Some("r-7"));
    assert_eq!(error.headers().get("x-ms-server-version"), Some(SERVER_VERSION));
    assert_eq!(run_function_failed(error.headers().as_map()), Some(false));
}

#[tokio::test]
async fn without_a_body_the_server_says_that_it_wants_json() {
    let gateway = gateway("key").start();
    let error = client(&gateway).run_ml_service(&input()).without_body().await.expect_err("the model wants a body");
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(error.status(), 415);
    assert_eq!(error.body().message.as_deref(), Some("Expects Content-Type to be application/json"));
    let seen = gateway.requests().remove(0);
    assert_eq!((seen.header("content-type"), seen.text()), (None, ""));
}

#[tokio::test]
async fn an_exception_in_the_model_is_told_by_its_header() {
    let gateway = gateway("key").start();
    let body = scoring_v2::ServiceInput { data: Some(vec![vec![1.0]]) };
    let error = client(&gateway).run_ml_service(&body).await.expect_err("one feature instead of ten");
    assert!(!error.is_retryable(), "the model would fail again");
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(error.status(), 500);
    assert_eq!(error.headers().get("x-ms-run-function-failed"), Some("True"));
    assert_eq!(run_function_failed(error.headers().as_map()), Some(true));
    let message = error.body().message.as_deref();
    assert_eq!(message, Some("An unexpected error occurred in scoring script. Check the logs for more info."));
    assert!(error.request_id().is_some());
}

#[tokio::test]
async fn an_error_of_plain_text_keeps_bytes_and_request_id() {
    let response = Response::bytes(418, "text/html; charset=utf-8", "bad request").header("x-ms-request-id", "r-1");
    let error = unexpected(failed(response).await);
    assert_eq!(error.status(), 418);
    assert_eq!(error.bytes(), "bad request");
    assert_eq!(error.request_id(), Some("r-1"));
    assert!(error.decode_failure().is_some());
    assert!(error.to_string().contains("request id r-1"), "{error}");
}

#[tokio::test]
async fn an_error_of_html_keeps_bytes_and_request_id() {
    let error = failed(responses::bad_gateway().header("x-request-id", "r-2")).await;
    assert!(error.is_retryable());
    let error = unexpected(error);
    assert_eq!(error.status(), 502);
    assert!(error.bytes().starts_with(b"<html>"), "{error}");
    assert_eq!(error.request_id(), Some("r-2"));
}

#[tokio::test]
async fn the_status_of_the_model_is_read_from_a_424() {
    let error = failed(responses::model_error(400, "InvalidInput")).await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(424));
    assert!(!error.is_retryable());
    let headers = error.headers().expect("a response has headers");
    let model = model_error(headers.as_map()).expect("the gateway says what the model answered");
    assert_eq!((model.status, model.reason.as_str()), (400, "InvalidInput"));
    assert_eq!(error.model_error(), Some(model.clone()));
    assert!(error.to_string().contains("(the model answered 400: InvalidInput)"), "{error}");
    assert_eq!(model.to_string(), "the model answered 400: InvalidInput");
    let none: Option<ModelError> = model_error(&callsmith_runtime::http::HeaderMap::new());
    assert_eq!(none, None);
}

#[tokio::test]
async fn throttling_and_timeouts_are_readable() {
    let error = failed(responses::too_many_requests(Duration::from_secs(7))).await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(429));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert!(error.is_retryable());
    let error = failed(responses::request_timeout()).await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(408));
    assert!(error.is_retryable() && !error.is_timeout());
    assert_eq!(error.body().map(|body| &body[..]), Some(&b"the service did not answer in time"[..]));
}

#[tokio::test]
async fn any_bytes_are_scored() {
    let gateway = Gateway::in_front_of(Service::raw().router()).keys(["key"]).start();
    let client = client(&gateway);
    let picture = Bytes::from_static(b"\x89PNG\r\n\x1a\n\x00\xff");
    // The script responds with JSON in a JSON string, which the document does not know of.
    let error = client
        .run_ml_service(&input())
        .with_body("image/png", picture.clone())
        .await
        .expect_err("a string is no array");
    let Error::Decode(error) = error else { panic!("{error:?}") };
    assert_eq!(error.bytes(), r#""{\"len\": 10, \"ct\": \"image/png\"}""#);
    assert_eq!(error.failure().path(), Some("$"));
    let seen = gateway.requests().remove(0);
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("POST", "/score"));
    assert_eq!(seen.header("content-type"), Some("image/png"));
    assert_eq!(seen.header("authorization"), Some("Bearer key"));
    assert_eq!(seen.body, picture);
}

#[tokio::test]
async fn bytes_come_back_from_a_request_by_hand() {
    let gateway = Gateway::in_front_of(Service::raw().router()).keys(["key"]).start();
    let request = client(&gateway).request(callsmith_runtime::Method::POST, "/score").query("m", "png");
    let response = request.body("image/png", Bytes::from_static(b"\x00\x01\x02")).send().await.unwrap();
    assert_eq!(response.headers().get("content-type"), Some("image/png"));
    assert_eq!(response.body(), &b"\x02\x01\x00"[..]);
}

#[tokio::test]
async fn a_connection_of_cli_v1_scores() {
    let gateway = gateway("secondary").start();
    let show = json!({
        "name": "myservice",
        "scoringUri": gateway.scoring_uri(),
        "swaggerUri": gateway.swagger_uri(),
        "authEnabled": true,
        "tokenAuthEnabled": false,
        "computeType": "AKS",
        "state": "Healthy",
    });
    let keys = json!({ "primaryKey": "primary", "secondaryKey": "secondary" });
    let connection = Connection::from_service_json(&show.to_string()).unwrap();
    let connection = connection.with_keys_json(&keys.to_string()).unwrap();
    assert_eq!((connection.auth(), connection.base_url()), (Auth::Key, gateway.url().as_str()));
    let client = Client::connect(&connection).build().unwrap();
    assert_eq!(client.run_ml_service(&input()).await.unwrap(), PREDICTIONS);
    let sent: Vec<_> = gateway.requests().iter().map(|seen| seen.header("authorization").map(str::to_owned)).collect();
    assert_eq!(sent, [Some("Bearer primary".to_owned()), Some("Bearer secondary".to_owned())]);
}

#[tokio::test]
async fn a_connection_of_cli_v2_scores_with_a_token_and_chooses_a_deployment() {
    let gateway = gateway("t0ken").prefix("").start();
    let show = json!({
        "name": "endpoint",
        "scoring_uri": gateway.scoring_uri(),
        "openapi_uri": gateway.swagger_uri(),
        "auth_mode": "aml_token",
        "provisioning_state": "Succeeded",
    });
    let token = json!({
        "accessToken": "t0ken",
        "expiryTimeUtc": 32_503_680_000_u64,
        "refreshAfterTimeUtc": 32_503_680_000_u64,
    });
    let connection = Connection::from_service_json(&show.to_string()).unwrap();
    let connection = connection.with_token_json(&token.to_string()).unwrap().deployment("blue");
    assert_eq!(connection.auth(), Auth::Token);
    let client = Client::connect(&connection).build().unwrap();
    assert_eq!(client.run_ml_service(&input()).await.unwrap(), PREDICTIONS);
    let seen = gateway.requests().remove(0);
    assert_eq!(seen.header("authorization"), Some("Bearer t0ken"));
    assert_eq!(seen.header("azureml-model-deployment"), Some("blue"));
}

#[tokio::test]
async fn a_connection_without_authentication_sends_no_credential() {
    let service = Service::regression().start();
    let show = json!({ "scoringUri": service.url() + "/score", "authEnabled": false, "computeType": "ACI" });
    let connection = Connection::from_service_json(&show.to_string()).unwrap();
    assert_eq!(connection.auth(), Auth::None);
    let client = Client::connect(&connection).build().unwrap();
    assert_eq!(client.run_ml_service(&input()).await.unwrap(), PREDICTIONS);
    assert_eq!(client.run_ml_service(&input()).to_request().unwrap().headers().get("authorization"), None);
}

#[tokio::test]
async fn a_token_of_a_connection_that_has_expired_is_not_sent() {
    let gateway = gateway("t0ken").start();
    let token = r#"{ "accessToken": "t0ken", "expiryOn": "2020-01-01T00:00:00Z" }"#;
    let connection = Connection::new(&gateway.scoring_uri()).unwrap().with_token_json(token).unwrap();
    let client = Client::connect(&connection).build().unwrap();
    let error = client.run_ml_service(&input()).await.expect_err("the token has expired");
    assert!(matches!(error, Error::Authentication(_)), "{error:?}");
    assert!(error.to_string().contains("the token of the connection has expired"), "{error}");
    assert_eq!(gateway.count(), 0);
}

/// The number of requests of one call through a connection when the gateway has these responses at first, and `true` if the call
/// scored at last.
async fn requests(
    connection: fn(Connection) -> Connection,
    responses: impl IntoIterator<Item = Response>,
) -> (usize, bool) {
    let gateway = gateway("key").start();
    responses.into_iter().for_each(|response| gateway.respond(response.header("x-ms-retry-after-ms", "1")));
    let with_key = Connection::new(&gateway.scoring_uri()).expect("a scoring address").with_key("key");
    let quick = with_key.retry().first_pause(Duration::from_millis(5));
    let client = Client::connect(&connection(with_key.with_retry(quick))).build().expect("valid settings");
    let outcome = client.run_ml_service(&input()).await;
    (gateway.count(), outcome.is_ok_and(|predictions| predictions == PREDICTIONS))
}

#[tokio::test]
async fn a_connection_repeats_what_passes_by_itself() {
    let preset = |connection| connection;
    let text = |status| Response::text(status, "not now");
    let passing =
        [text(429), text(502), text(503), responses::model_error(503, "busy"), responses::model_error(429, "busy")];
    assert_eq!(requests(preset, passing).await, (6, true));
    assert_eq!(
        requests(preset, [Response::json(200, &json!([1.0])).cut_short()]).await,
        (2, true),
        "a broken connection"
    );
    for response in [
        text(400),
        text(408),
        text(424),
        text(500),
        responses::model_error(400, "bad"),
        responses::model_error(500, ""),
    ] {
        assert_eq!(requests(preset, [response.clone()]).await, (1, false), "{response:?}");
    }
}

#[tokio::test]
async fn switches_of_a_connection_say_what_else_is_repeated_and_what_not() {
    let slow = [responses::request_timeout(), responses::model_error(408, "slow")];
    assert_eq!(requests(Connection::with_retry_after_model_timeout, slow).await, (3, true));

    let once = Connection::with_side_effects;
    assert_eq!(requests(once, [Response::text(429, "busy"), Response::text(503, "busy")]).await, (3, true));
    assert_eq!(requests(once, [responses::model_error(503, "busy")]).await, (1, false), "the container has answered");
    let both = |connection: Connection| {
        let retry = connection.retry();
        connection.with_side_effects().with_retry_after_model_timeout().with_retry(retry)
    };
    assert_eq!(requests(both, [Response::text(503, "busy")]).await, (2, true));
    assert_eq!(requests(both, [responses::request_timeout()]).await, (1, false), "the model may have carried it out");
    assert_eq!(requests(once, [responses::bad_gateway()]).await, (1, false), "it may have been carried out");
    assert_eq!(requests(once, [Response::json(200, &json!([1.0])).cut_short()]).await, (1, false));
    assert_eq!(
        requests(|connection| connection.with_retry(Retry::none()), [Response::text(429, "busy")]).await,
        (1, false)
    );
}

#[tokio::test]
async fn what_the_builder_sets_afterwards_takes_the_place_of_the_connections() {
    let gateway = gateway("key").start();
    let connection = Connection::new(&gateway.scoring_uri()).unwrap().with_key("key");
    gateway.respond(Response::text(503, "busy"));
    let client = Client::connect(&connection).retry(Retry::none()).build().unwrap();
    client.run_ml_service(&input()).await.expect_err("it is not repeated");

    gateway.always(Some(responses::too_many_requests(Duration::from_secs(5))));
    let limit = Duration::from_millis(300);
    let client = Client::connect(&connection.clone().with_timeout(limit)).build().unwrap();
    let error = client.run_ml_service(&input()).await.expect_err("the pause is longer than the limit");
    assert_eq!((error.retry_after(), gateway.count()), (Some(Duration::from_secs(5)), 2), "{error}");
    let client = Client::connect(&connection.clone().with_timeout(None)).timeout(limit).build().unwrap();
    client.run_ml_service(&input()).await.expect_err("the pause is longer than the limit");
    assert_eq!(gateway.count(), 3);
}
