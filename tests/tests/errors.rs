//! Errors of calls, and the facts that they carry.

mod support;

use std::net::TcpStream;
use std::time::{Duration, Instant};

use callsmith_goldens::inline_objects::{self, Frame, FrameInputs};
use callsmith_goldens::scoring_v2::{Client, ErrorResponse};
use callsmith_goldens::{union_discriminator, union_recursive};
use callsmith_runtime::{Error, Method, Retry, TimeoutPhase};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use callsmith_tests::server::refused_url;
use serde_json::json;
use tokio::net::{TcpListener, TcpSocket};

use crate::support::input;

/// Longer than any test waits.
const LATE: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(50);

fn client(recorder: &Recorder) -> Client {
    Client::builder(&recorder.url()).build().expect("valid settings")
}

async fn score(client: &Client) -> Error<ErrorResponse> {
    client.run_ml_service(&input()).await.expect_err("it fails")
}

fn no_pause(repetitions: u32) -> Retry {
    Retry::up_to(repetitions).first_pause(Duration::ZERO)
}

#[tokio::test]
async fn a_refused_connection_is_told() {
    let client = Client::builder(&refused_url()).build().unwrap();
    let error = score(&client).await;
    assert!(error.is_connect() && error.is_retryable() && !error.is_timeout());
    assert_eq!((error.status(), error.headers().is_none(), error.body()), (None, true, None));
    let text = error.to_string();
    assert!(text.starts_with("could not connect for `RunMLService` (POST /score) at `127.0.0.1:"), "{text}");
    assert!(text.to_lowercase().contains("refused"), "{text}");
    assert!(std::error::Error::source(&error).is_some());
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert!(error.is_connect());
}

#[tokio::test]
async fn a_body_that_breaks_off_is_told() {
    let recorder = Recorder::start();
    recorder.respond(Response::text(200, "[1.0, 2.0]").cut_short());
    let error = score(&client(&recorder)).await;
    assert!(error.is_retryable() && !error.is_connect());
    assert!(error.to_string().contains("`RunMLService` (POST /score)"), "{error}");
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[tokio::test]
async fn a_response_that_is_too_large_is_not_read() {
    let recorder = Recorder::start();
    recorder.otherwise(Response::text(200, "[1.0, 2.0]"));
    let client = |limit| Client::builder(&recorder.url()).response_limit(limit).build().unwrap();
    assert_eq!(client(10).run_ml_service(&input()).await.unwrap(), [1.0, 2.0]);
    let Error::Transport(error) = score(&client(9)).await else { panic!("it is larger than the limit") };
    assert!(error.is_response_too_large());
}

#[tokio::test]
async fn a_limit_for_one_call() {
    let recorder = Recorder::start();
    recorder.otherwise(Response::empty(200).after(LATE));
    let start = Instant::now();
    let error = client(&recorder).run_ml_service(&input()).with_timeout(SHORT).await.expect_err("it is late");
    assert!(start.elapsed() < LATE);
    assert!(error.is_timeout() && error.is_retryable() && !error.is_connect());
    let Error::Timeout(error) = error else { panic!("{error:?}") };
    assert_eq!((error.phase(), error.limit()), (TimeoutPhase::Call, Some(SHORT)));
    let text = error.to_string();
    assert!(text.starts_with("no answer within 50ms for `RunMLService` (POST /score) at `127.0.0.1:"), "{text}");
}

#[tokio::test]
async fn a_limit_for_all_calls_which_one_call_extends() {
    let recorder = Recorder::start();
    recorder.otherwise(Response::json(200, &json!([])).after(Duration::from_millis(200)));
    let client = Client::builder(&recorder.url()).timeout(SHORT).build().unwrap();
    let Error::Timeout(error) = score(&client).await else { panic!("it is late") };
    assert_eq!((error.phase(), error.limit()), (TimeoutPhase::Call, Some(SHORT)));
    let error = client.request(Method::GET, "/").send().await.expect_err("it is late");
    assert!(error.is_timeout());
    assert_eq!(client.run_ml_service(&input()).with_timeout(LATE).await.unwrap(), [0.0; 0]);
}

#[test]
fn a_limit_holds_for_blocking_calls() {
    let recorder = Recorder::start();
    recorder.otherwise(Response::empty(200).after(LATE));
    let call = client(&recorder).run_ml_service(&input()).with_timeout(SHORT);
    assert!(call.send_blocking().expect_err("it is late").is_timeout());
}

#[tokio::test]
async fn a_limit_for_connecting() {
    let (listener, _queue) = full_listener();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let client = Client::builder(&url).connect_timeout(SHORT).build().unwrap();
    let error = score(&client).await;
    assert!(error.is_timeout() && error.is_connect() && error.is_retryable(), "{error:?}");
    let Error::Timeout(error) = error else { panic!("{error:?}") };
    assert_eq!((error.phase(), error.limit()), (TimeoutPhase::Connect, Some(SHORT)));
}

/// A listener that takes no further connection and refuses none, and the connections that keep it from that.
fn full_listener() -> (TcpListener, Vec<TcpStream>) {
    let socket = TcpSocket::new_v4().expect("IPv4 is there");
    socket.bind(([127, 0, 0, 1], 0).into()).expect("the loopback interface has a free port");
    let listener = socket.listen(1).expect("the socket is bound");
    let address = listener.local_addr().expect("a bound listener has an address");
    let mut queue = Vec::new();
    while let Ok(connection) = TcpStream::connect_timeout(&address, SHORT) {
        queue.push(connection);
        assert!(queue.len() < 1_000, "a queue for one connection never ends");
    }
    (listener, queue)
}

#[tokio::test]
async fn what_does_not_decode_within_a_union_is_told_with_its_place() {
    let recorder = Recorder::start();
    let pets = union_discriminator::Client::builder(&recorder.url()).build().unwrap();
    let trees = union_recursive::Client::builder(&recorder.url()).build().unwrap();
    let path = |error: Error| match error {
        Error::Decode(error) => error.failure().path().unwrap_or_default().to_owned(),
        other => panic!("{other}"),
    };
    for (body, place) in [
        // At the end of a variant, in the middle of one, and where no variant fits.
        (r#"[{"petType": "Cat", "name": "a"}, {"petType": "dog"}]"#, "$[1]"),
        (r#"[{"petType": "dog", "bark": 1}, {"petType": "puppy", "bark": "x"}]"#, "$[1].bark"),
        (r#"[{"bark": 1.5, "petType": "dog"}]"#, "$[0].bark"),
        (r#"[{"petType": "Fish"}, {"petType": "dog", "bark""#, "$[1].bark"),
    ] {
        recorder.respond(Response::bytes(200, "application/json", body));
        assert_eq!(path(pets.list_pets().await.unwrap_err().into_untyped()), place, "{body}");
    }
    for (body, place) in [
        (r#"{"buds": 1, "child": {"buds": 1, "child": []}}"#, "$.child.child"),
        (r#"{"child": {"leaves": 1, "child": {"child": 5}}, "leaves": 2}"#, "$.child.child.child"),
        ("[1]", "$"),
    ] {
        recorder.respond(Response::bytes(200, "application/json", body));
        assert_eq!(path(trees.get_tree().await.unwrap_err().into_untyped()), place, "{body}");
    }
}

#[tokio::test]
async fn what_does_not_decode_is_told_with_its_place() {
    let recorder = Recorder::start();
    let client = inline_objects::Client::builder(&recorder.url()).build().unwrap();
    let frame = Frame { inputs: FrameInputs { data: Vec::new() }, parameters: None };
    let body = r#"{"results": [1.5, 2.5, "three"], "model": {"version": "1"}}"#;
    recorder.respond(Response::bytes(200, "application/json", body).header("x-request-id", "r-3"));
    let Err(Error::Decode(error)) = client.score(&frame).await else { panic!("a string is no number") };
    assert_eq!(error.failure().path(), Some("$.results[2]"));
    assert!(error.failure().message().contains("invalid type: string \"three\""), "{error}");
    assert_eq!((error.status().as_u16(), error.bytes(), error.request_id()), (200, &body.into(), Some("r-3")));
    assert!(error.to_string().contains("`$.results[2]`"), "{error}");

    recorder.respond(Response::bytes(200, "application/json", r#"{"results": [], "model": {"version": 7}}"#));
    let Err(Error::Decode(error)) = client.score(&frame).await else { panic!("a number is no string") };
    assert_eq!(error.failure().path(), Some("$.model.version"));
    recorder.respond(Response::bytes(200, "application/json", "[] trailing"));
    assert!(matches!(client.score(&frame).await, Err(Error::Decode(_))));
    recorder.respond(Response::bytes(200, "application/json", ""));
    let Err(Error::Decode(error)) = client.score(&frame).await else { panic!("nothing is no object") };
    assert_eq!(error.failure().message(), "the body is empty");
}

#[tokio::test]
async fn a_post_is_not_repeated_unless_asked_for() {
    let recorder = Recorder::start();
    recorder.otherwise(Response::text(503, "busy"));
    let error = score(&client(&recorder)).await;
    assert!(error.is_retryable());
    recorder.only_request();
}

#[tokio::test]
async fn a_call_is_repeated_where_it_asks_for_that() {
    let recorder = Recorder::start();
    let busy = Response::text(503, "busy").header("retry-after", "0");
    recorder.respond(busy).respond(Response::text(429, "slowly").header("retry-after", "0"));
    recorder.respond(Response::json(200, &json!([1.0])));
    let call = client(&recorder).run_ml_service(&input()).with_retry(no_pause(2));
    assert_eq!(call.await.unwrap(), [1.0]);
    let seen = recorder.requests();
    assert_eq!(seen.len(), 3);
    assert!(seen.iter().all(|request| request.body == seen[0].body && request.target == "/score"));
}

#[tokio::test]
async fn the_last_response_counts_when_repeating_does_not_help() {
    let recorder = Recorder::start();
    recorder.respond(Response::text(429, "first")).otherwise(Response::text(429, "later"));
    let error = client(&recorder).run_ml_service(&input()).with_retry(no_pause(2)).await.expect_err("it is busy");
    assert_eq!(error.body().map(|body| &body[..]), Some(&b"later"[..]));
    assert_eq!(recorder.requests().len(), 3);
}

#[tokio::test]
async fn all_calls_are_repeated_where_the_client_asks_for_that_and_a_call_does_not_refuse() {
    let recorder = Recorder::start();
    recorder.otherwise(Response::text(429, "busy"));
    let client = Client::builder(&recorder.url()).retry(no_pause(1)).build().unwrap();
    score(&client).await;
    assert_eq!(recorder.requests().len(), 2);
    recorder.forget();
    client.run_ml_service(&input()).with_retry(Retry::none()).await.expect_err("it is busy");
    recorder.only_request();
}

#[tokio::test]
async fn what_may_have_been_carried_out_is_repeated_only_where_that_does_no_harm() {
    let recorder = Recorder::start();
    recorder.otherwise(Response::text(503, "out of order"));
    let client = Client::builder(&recorder.url()).retry(no_pause(2)).build().unwrap();
    score(&client).await;
    assert_eq!(recorder.requests().len(), 1, "a POST, which the service did not ask to send again");
    recorder.forget();
    recorder.otherwise(Response::text(502, "bad gateway"));
    score(&client).await;
    assert_eq!(recorder.requests().len(), 1, "a POST");
    recorder.forget();
    client.service_health_check().await.expect_err("a bad gateway");
    assert_eq!(recorder.requests().len(), 3, "a GET");
    recorder.forget();
    recorder.otherwise(Response::json(500, &json!({ "message": "the model failed" })));
    client.service_health_check().await.expect_err("the model failed");
    assert_eq!(recorder.requests().len(), 1, "it would fail again");
}

#[tokio::test]
async fn an_error_loses_its_type_and_nothing_else() {
    let recorder = Recorder::start();
    recorder.otherwise(Response::json(400, &json!({ "message": "no" })).header("x-request-id", "r-5"));
    let error: Error = score(&client(&recorder)).await.into_untyped();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert_eq!(error.request_id(), Some("r-5"));
    assert_eq!(error.body().map(|body| &body[..]), Some(&br#"{"message":"no"}"#[..]));
    let Error::Api(error) = error.map_api(|()| 7) else { panic!("it is an error of the document") };
    assert_eq!(*error.body(), 7);
}

#[tokio::test]
async fn the_text_of_an_error_is_one_line_and_has_an_end() {
    let recorder = Recorder::start();
    let body = format!("<p>\r\n\u{1b}[31m{}</p>", "x".repeat(10_000));
    recorder.otherwise(Response::html(502, &body));
    let error = score(&client(&recorder)).await;
    let text = error.to_string();
    assert!(text.len() < 600 && !text.contains(char::is_control), "{text}");
    assert_eq!(error.body().map(|bytes| bytes.len()), Some(body.len()), "the bytes are all there");
}
