//! Requests that are built and responses that are decoded without being sent.

use std::future::IntoFuture;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use callsmith_runtime::{Bytes, Error, http};

use crate::sample::pets::GetPet;
use crate::sample::{Client, Color, ServiceInput};

/// Polls a future that is ready without a runtime.
pub(crate) fn now<F: IntoFuture>(future: F) -> F::Output {
    let mut future = pin!(future.into_future());
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("not ready"),
    }
}

fn client() -> Client {
    let client = super::service::echo();
    client.bearer("k3y").api_key("a&b").build().expect("valid settings")
}

#[test]
fn a_request_is_built_without_credentials() {
    let client = client();
    let call = client.run_ml_service(&ServiceInput { data: Some(vec![]) });
    let request = call.to_request().expect("a request");
    assert_eq!(request.method(), http::Method::POST);
    assert_eq!(request.uri(), "http://localhost:5001/prefix/score");
    assert_eq!(request.headers().get("authorization"), None);
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.body(), r#"{"data":[]}"#);
}

#[test]
fn a_request_is_built_with_credentials() {
    let client = client();
    let request = now(client.run_ml_service(&ServiceInput::default()).into_request()).expect("a request");
    assert_eq!(request.headers()["authorization"], "Bearer k3y");
    assert!(request.headers()["authorization"].is_sensitive());
    assert!(!format!("{request:?}").contains("k3y"));

    // Both schemes of the first alternative, one in the query, one in a cookie.
    let request =
        now(client.list_pets().limit(1).flavor(crate::sample::Level::Value1).into_request()).expect("a request");
    assert_eq!(request.uri(), "http://localhost:5001/prefix/pets?kind=pet&limit=1&code=a%26b");
    assert_eq!(request.headers()["cookie"], "flavor=1; session=a&b");
}

#[test]
fn a_response_is_decoded() {
    let response = http::Response::builder()
        .header("x-rate-limit-remaining", "3")
        .body(Bytes::from(r#"{"id": 7, "color": "green", "owner": null}"#))
        .expect("a response");
    let response = crate::sample::pets::Call::<GetPet>::decode_response(response).expect("a pet");
    assert_eq!(response.headers().rate_limit_remaining().expect("a number"), Some(3));
    assert_eq!((response.body().id, &response.body().color), (7, &Color::Green));

    let response =
        http::Response::builder().status(404).body(Bytes::from(r#"{"message": "gone"}"#)).expect("a response");
    let error = crate::sample::pets::Call::<GetPet>::decode_response(response).expect_err("an error");
    let Error::Api(api) = error else { panic!("{error:?}") };
    assert_eq!(api.body().message.as_deref(), Some("gone"));
}

#[test]
fn debug_shows_no_values_and_no_secrets() {
    let client = client();
    let call = client
        .list_pets()
        .limit(17)
        .with_header("x-private", "hidden")
        .with_query("code", "hidden")
        .with_bearer("hidden");
    let printed = format!("{call:?} {client:?}");
    for secret in ["hidden", "17", "k3y", "a&b"] {
        assert!(!printed.contains(secret), "{printed}");
    }
    assert!(
        printed.contains("listPets") && printed.contains("x-private") && printed.contains("\"limit\""),
        "{printed}"
    );
}
