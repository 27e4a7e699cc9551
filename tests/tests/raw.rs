//! The raw way out: requests which the document does not describe, requests that are built and not sent, responses that were
//! received by other means, and transports of one's own.

mod support;

use std::time::Duration;

use callsmith_goldens::{parameters, scoring_v2, security};
use callsmith_runtime::{Bytes, Error, Method, StatusCode, Tls, http};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use callsmith_tests::server::refused_url;
use scoring_v2::operations::{Call, RunMlService, ServiceHealthCheck};
use scoring_v2::{Client, ErrorResponse};
use serde_json::json;

use crate::support::{Offline, input};

fn start() -> (Recorder, Client) {
    let recorder = Recorder::start();
    let client = Client::builder(&(recorder.url() + "/prefix")).bearer("key").build().expect("valid settings");
    (recorder, client)
}

fn response(status: u16, body: &'static str) -> http::Response<Bytes> {
    let mut response = http::Response::new(Bytes::from_static(body.as_bytes()));
    *response.status_mut() = StatusCode::from_u16(status).expect("the test names a status");
    response.headers_mut().insert("x-request-id", http::HeaderValue::from_static("r-9"));
    response
}

#[tokio::test]
async fn any_request_is_sent_below_the_prefix_with_the_clients_credential() {
    let (recorder, client) = start();
    recorder.respond(Response::bytes(207, "text/csv", "a,b\n").header("x-one", "1"));
    let request = client.request(Method::from_bytes(b"REPORT").unwrap(), "/jobs/7?all=1").query("since", "a&b");
    let request = request.header("x-trace", "t").body("application/xml", "<a/>");
    let response = request.send().await.unwrap();

    assert_eq!((response.status().as_u16(), &response.body()[..]), (207, &b"a,b\n"[..]));
    assert_eq!(response.headers().get("x-one"), Some("1"));
    let seen = recorder.only_request();
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("REPORT", "/prefix/jobs/7?all=1&since=a%26b"));
    assert_eq!(seen.header("content-type"), Some("application/xml"));
    assert_eq!(seen.header("x-trace"), Some("t"));
    assert_eq!(seen.header("authorization"), Some("Bearer key"));
    assert_eq!(seen.text(), "<a/>");
}

#[tokio::test]
async fn every_status_of_a_request_by_hand_is_a_response() {
    let (recorder, client) = start();
    for status in [200, 204, 302, 404, 500] {
        recorder.respond(Response::text(status, "").header("location", "http://elsewhere.example/"));
        let response = client.request(Method::GET, "/any").no_credentials().send().await.unwrap();
        assert_eq!(response.status(), status);
    }
    assert!(recorder.requests().iter().all(|seen| seen.header("authorization").is_none()));
}

#[tokio::test]
async fn json_goes_out_by_hand() {
    let (recorder, client) = start();
    recorder.respond(Response::json(200, &json!({})));
    client.request(Method::PUT, "/model").json(&json!({ "name": "ridge" })).send().await.unwrap();
    let seen = recorder.only_request();
    assert_eq!((seen.header("content-type"), seen.text()), (Some("application/json"), r#"{"name":"ridge"}"#));
}

#[tokio::test]
async fn a_request_is_had_without_being_sent() {
    let client = Client::builder(&(refused_url() + "/prefix")).bearer("key").build().unwrap();
    let call = client.run_ml_service(&input()).with_header("x-trace", "t").with_query("debug", "1");
    let request = call.to_request().unwrap();
    assert_eq!(request.method(), Method::POST);
    assert_eq!(request.uri().path_and_query().map(|uri| uri.as_str()), Some("/prefix/score?debug=1"));
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.headers()["x-trace"], "t");
    assert_eq!(request.headers().get("authorization"), None);
    assert_eq!(*request.body(), serde_json::to_vec(&input()).unwrap());

    let with_credentials = call.into_request().await.unwrap();
    assert_eq!(with_credentials.headers()["authorization"], "Bearer key");
    assert!(with_credentials.headers()["authorization"].is_sensitive());
    assert_eq!(with_credentials.uri(), request.uri());
    assert_eq!(with_credentials.body(), request.body());
}

#[tokio::test]
async fn a_request_has_its_credentials_in_query_and_cookie() {
    let client = security::Client::builder("http://localhost:5001").api_key("k3y").build().unwrap();
    let request = client.query().into_request().await.unwrap();
    assert_eq!(request.uri(), "http://localhost:5001/query?api%20key=k3y");
    let request = client.cookie().into_request().await.unwrap();
    assert_eq!(request.headers()["cookie"], "session=k3y");
}

#[test]
fn a_request_that_cannot_be_made_is_an_error_without_being_sent() {
    let client = parameters::Client::builder(&refused_url()).build().unwrap();
    let error = client.get_book("", 1).to_request().expect_err("the path would have an empty segment");
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    let error = client.request(Method::GET, "http://elsewhere.example/").build_request().expect_err("another origin");
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
}

#[test]
fn a_response_is_decoded_without_having_been_sent_for() {
    let scored = Call::<RunMlService>::decode_response(response(200, "[0.1, 1e-7]")).unwrap();
    assert_eq!((scored.status().as_u16(), scored.request_id()), (200, Some("r-9")));
    assert_eq!(scored.into_body(), [0.1, 1e-7]);
    let health = Call::<ServiceHealthCheck>::decode_response(response(200, "Healthy")).unwrap();
    assert_eq!(health.body(), "Healthy");

    let error = Call::<RunMlService>::decode_response(response(400, r#"{"message": "no"}"#)).expect_err("an error");
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(error.body(), &ErrorResponse { message: Some("no".to_owned()) });
    let error = Call::<RunMlService>::decode_response(response(200, "[0.1, null]")).expect_err("no number");
    let Error::Decode(error) = error else { panic!("{error:?}") };
    assert_eq!(error.failure().path(), Some("$[1]"));
}

#[tokio::test]
async fn any_service_of_tower_is_a_transport() {
    let transport = Offline::new(200, "[2.5]");
    let client = Client::builder("https://scoring.example/prefix").bearer("key").service(transport.clone());
    let client = client.build().unwrap();
    assert_eq!(client.run_ml_service(&input()).await.unwrap(), [2.5]);
    assert_eq!(client.run_ml_service(&input()).send_blocking().unwrap(), [2.5]);
    let seen = transport.requests();
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].uri(), "https://scoring.example/prefix/score");
    assert_eq!(seen[0].headers()["authorization"], "Bearer key");
    assert_eq!(*seen[0].body(), serde_json::to_vec(&input()).unwrap());
}

#[tokio::test]
async fn a_client_of_reqwest_with_settings_of_ones_own_is_a_transport() {
    let (recorder, _) = start();
    recorder.otherwise(Response::json(200, &json!([1.0])));
    let mut headers = http::HeaderMap::new();
    headers.insert("x-proxy", http::HeaderValue::from_static("mine"));
    let http = Tls::new().http_client().unwrap().default_headers(headers).build().unwrap();
    let client = Client::builder(&recorder.url()).http_client(http).build().unwrap();
    client.run_ml_service(&input()).await.unwrap();
    assert_eq!(recorder.only_request().header("x-proxy"), Some("mine"));
}

#[tokio::test]
async fn defaults_of_the_client_hold_for_all_requests_and_a_call_overrides_them() {
    let recorder = Recorder::start();
    recorder.otherwise(Response::json(200, &json!([])));
    let builder = Client::builder(&recorder.url()).user_agent("tests/1").header("x-team", "blue");
    let client = builder.build().unwrap();
    client.run_ml_service(&input()).await.unwrap();
    client.run_ml_service(&input()).with_header("X-Team", "red").with_header("User-Agent", "call/1").await.unwrap();
    let seen = recorder.requests();
    let headers = |at: usize| (seen[at].header("user-agent"), seen[at].header("x-team"));
    assert_eq!(headers(0), (Some("tests/1"), Some("blue")));
    assert_eq!(headers(1), (Some("call/1"), Some("red")));
}

#[tokio::test]
async fn a_call_outlives_client_and_body() {
    let recorder = Recorder::start();
    recorder.otherwise(Response::json(200, &json!([1.0])));
    let task = {
        let client = Client::builder(&recorder.url()).build().unwrap();
        let body = input();
        tokio::spawn(client.run_ml_service(&body).into_future())
    };
    assert_eq!(task.await.expect("the call does not panic").unwrap(), [1.0]);
}

#[test]
fn blocking_calls_need_no_runtime() {
    let recorder = Recorder::start();
    recorder.otherwise(Response::json(200, &json!([1.0])).header("x-one", "1"));
    let client = Client::builder(&recorder.url()).timeout(Duration::from_secs(20)).build().unwrap();
    assert_eq!(client.run_ml_service(&input()).send_blocking().unwrap(), [1.0]);
    let response = client.run_ml_service(&input()).response_blocking().unwrap();
    assert_eq!(response.headers().get("x-one"), Some("1"));
    let response = client.request(Method::GET, "/").send_blocking().unwrap();
    assert_eq!(response.body(), "[1.0]");
    assert_eq!(recorder.requests().len(), 3);
}

#[tokio::test]
async fn blocking_calls_work_inside_a_runtime_of_one_thread() {
    let recorder = Recorder::start();
    recorder.otherwise(Response::json(200, &json!([1.0])));
    let client = Client::builder(&recorder.url()).build().unwrap();
    client.run_ml_service(&input()).await.unwrap();
    assert_eq!(client.run_ml_service(&input()).send_blocking().unwrap(), [1.0]);
    client.run_ml_service(&input()).await.unwrap();
    assert_eq!(recorder.requests().len(), 3);
}

#[test]
fn awaiting_without_a_runtime_is_an_error_and_no_panic() {
    let client = Client::builder(&refused_url()).build().unwrap();
    let call = std::pin::pin!(client.run_ml_service(&input()).into_future());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = call.poll(&mut context) else { panic!("there is nothing to wait for") };
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(error.to_string().contains("tokio runtime"), "{error}");
}

#[test]
fn everything_can_be_shared_and_sent() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Client>();
    shared::<Call<RunMlService>>();
    shared::<Error<ErrorResponse>>();
    shared::<callsmith_runtime::Response<Vec<f64>>>();
    shared::<callsmith_runtime::RawRequest>();
    shared::<<Call<RunMlService> as IntoFuture>::IntoFuture>();
}
