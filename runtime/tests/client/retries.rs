//! Repetition.

use std::time::{Duration, Instant};

use callsmith_runtime::{Method, Retry};

use crate::sample::{Client, ServiceInput};
use crate::server::{Answer, Server};

fn quick(repetitions: u32) -> Retry {
    Retry::up_to(repetitions).first_pause(Duration::from_millis(5))
}

/// Answers `failures` times with `status`, then well.
fn flaky(status: u16, failures: usize) -> Server {
    Server::new(move |_, before| if before < failures { Answer::json(status, "{}") } else { Answer::json(200, "[]") })
}

fn client(server: &Server, retry: Retry) -> Client {
    Client::builder(&server.url).retry(retry).build().expect("valid settings")
}

#[tokio::test]
async fn nothing_is_repeated_by_default() {
    let server = flaky(503, 1);
    let client = Client::builder(&server.url).build().expect("valid settings");
    client.list_pets().await.expect_err("an error");
    server.only();
}

#[tokio::test]
async fn a_get_is_repeated_up_to_a_number() {
    let server = flaky(502, 2);
    client(&server, quick(2)).list_pets().await.expect("an answer");
    assert_eq!(server.seen().len(), 3);

    let server = flaky(502, 3);
    client(&server, quick(2)).list_pets().await.expect_err("an error");
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn a_post_is_repeated_only_when_it_was_not_carried_out() {
    let input = ServiceInput::default();
    let server = flaky(502, 1);
    client(&server, quick(2)).run_ml_service(&input).await.expect_err("an error");
    server.only();

    let server = flaky(429, 1);
    client(&server, quick(2)).run_ml_service(&input).await.expect("an answer");
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[1].body, "{}");
}

#[tokio::test]
async fn the_service_says_when_to_come_back() {
    let server = Server::new(|_, before| match before {
        0 => Answer::json(429, "{}").header("retry-after-ms", "120"),
        _ => Answer::json(200, "[]"),
    });
    let start = Instant::now();
    client(&server, quick(1)).list_pets().await.expect("an answer");
    assert!(start.elapsed() >= Duration::from_millis(120), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_pause_that_is_too_long_is_not_waited_for() {
    let server = Server::always(Answer::json(429, "{}").header("retry-after", "20"));
    let start = Instant::now();
    let error =
        client(&server, quick(3).longest_pause(Duration::from_secs(10))).list_pets().await.expect_err("an error");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(20)));
    let within_limit =
        client(&server, quick(3)).list_pets().with_timeout(Duration::from_secs(5)).await.expect_err("an error");
    assert_eq!(within_limit.retry_after(), Some(Duration::from_secs(20)));
    assert!(start.elapsed() < Duration::from_secs(5));
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_call_has_a_policy_of_its_own() {
    let server = flaky(503, 1);
    client(&server, quick(2)).list_pets().with_retry(Retry::none()).await.expect_err("an error");
    server.only();
}

#[tokio::test]
async fn an_attempt_has_a_time_limit_of_its_own() {
    let server = Server::new(|_, before| match before {
        0 => Answer::json(200, "[]").after(Duration::from_secs(10)),
        _ => Answer::json(200, "[]"),
    });
    let retry = quick(1).attempt_timeout(Duration::from_millis(200));
    client(&server, retry).list_pets().await.expect("an answer");
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_service_that_is_down_is_tried_again() {
    let free =
        std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
    let client = Client::builder(&format!("http://{free}")).retry(quick(2)).build().expect("valid settings");
    let error = client.run_ml_service(&ServiceInput::default()).await.expect_err("an error");
    assert!(error.is_connect());
}

#[tokio::test]
async fn requests_by_hand_are_repeated_too() {
    let server = flaky(503, 1);
    let client = client(&server, quick(1));
    let response = client.request(Method::POST, "/x").send().await.expect("an answer");
    assert_eq!(response.status(), 200);
}
