//! Connections that are refused, break, or are slow.

use std::time::{Duration, Instant};

use callsmith_runtime::Retry;

use crate::outcomes::{builder, client, failure, failure_of, is, run, success};
use crate::sample::Client;
use crate::server::{Bytes, Keep, Pause, Reset, Server, Slowly, framed, free_address, json, pet};

const SHORT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(3600);

#[test]
fn refused() {
    let address = free_address();
    let client = Client::builder(&format!("http://{address}")).bearer("k3y").retry(Retry::none()).build();
    let client = client.expect("valid settings");
    let awaited = run(async { client.get_pet("ok").await.expect_err("refused") });
    let server = Server::at(address, |_, _| vec![pet(), Keep]);
    let text = "could not connect for `getPet` (GET /pets/{petId}) at `HOST`: Connection refused (os error 111)";
    if cfg!(target_os = "linux") {
        assert_eq!(failure_of(&awaited, &server), is("transport", "connect, retryable", text));
    }
    success(&client);
}

#[test]
fn closed_before_the_headers() {
    let server = Server::always([]);
    let text =
        "the connection broke for `getPet` (GET /pets/{petId}) at `HOST`: connection closed before message completed";
    assert_eq!(failure(&server, &client(&server)), is("transport", "retryable", text));
}

#[test]
fn reset_before_the_headers() {
    let server = Server::always([Reset]);
    let (kind, predicates, text) = failure(&server, &client(&server));
    assert_eq!((kind, predicates.as_str()), ("transport", "retryable"));
    let start = "the connection broke for `getPet` (GET /pets/{petId}) at `HOST`: ";
    assert!(text.starts_with(start) && text.to_lowercase().contains("reset"), "{text}");
}

#[test]
fn reset_in_the_body() {
    let server = Server::always([framed("content-length: 1000\r\n", "{\"id\": 1,"), Reset]);
    let (kind, predicates, text) = failure(&server, &client(&server));
    assert_eq!((kind, predicates.as_str()), ("transport", "retryable"));
    let start = "the connection broke for `getPet` (GET /pets/{petId}) at `HOST`: ";
    assert!(text.starts_with(start) && text.to_lowercase().contains("reset"), "{text}");
}

#[test]
fn slow_headers() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 40\r\n\r\n".to_vec();
    let server = Server::always([Slowly(head, Duration::from_millis(30))]);
    let limited = builder(&server).timeout(SHORT).build().expect("valid settings");
    let text = "no answer within 300ms for `getPet` (GET /pets/{petId}) at `HOST`";
    assert_eq!(failure(&server, &limited), is("timeout of the call", "retryable", text));
}

#[test]
fn slow_body() {
    // It is no silence, so only the limit of the call counts.
    let text = "no answer within 300ms for `getPet` (GET /pets/{petId}) at `HOST`";
    let body = Slowly(br#"{"id": 1, "color": "red", "owner": null}"#.to_vec(), Duration::from_millis(30));
    let slow = Server::always([framed("content-length: 40\r\n", ""), body]);
    let limited = builder(&slow).timeout(SHORT).build().expect("valid settings");
    assert_eq!(failure(&slow, &limited), is("timeout of the call", "retryable", text));
    let patient = builder(&slow).idle_timeout(SHORT).build().expect("valid settings");
    success(&patient);
}

#[test]
fn stalled_before_the_headers() {
    let server = Server::always([Pause(LONG)]);
    let limited = builder(&server).timeout(SHORT).build().expect("valid settings");
    let text = "no answer within 300ms for `getPet` (GET /pets/{petId}) at `HOST`";
    assert_eq!(failure(&server, &limited), is("timeout of the call", "retryable", text));
}

#[test]
fn stalled_in_the_body() {
    let server = Server::always([framed("content-length: 1000\r\n", "{\"id\": 1,"), Pause(LONG)]);
    let limited = builder(&server).idle_timeout(SHORT).build().expect("valid settings");
    let text = "no more of the answer within 300ms for `getPet` (GET /pets/{petId}) at `HOST`";
    let start = Instant::now();
    assert_eq!(failure(&server, &limited), is("timeout of silence", "retryable", text));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

/// A response that is no HTTP will be none the next time.
#[test]
fn another_protocol() {
    let server = Server::always([Bytes(b"SSH-2.0-OpenSSH_9.0\r\n".to_vec())]);
    let text = "the connection broke for `getPet` (GET /pets/{petId}) at `HOST`: invalid HTTP version parsed";
    assert_eq!(failure(&server, &client(&server)), is("transport", "", text));
}

/// A connection that the service closes after each response without a word of it.
#[test]
fn closed_after_the_response() {
    success(&client(&Server::always([pet()])));
    success(&client(&Server::always([json(r#"{"id": 1, "color": "red", "owner": null}"#), Reset])));
}
