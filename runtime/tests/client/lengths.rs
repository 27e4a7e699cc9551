//! `Content-Length`: that of a request without content, and that of a response which is too large.

use std::convert::Infallible;
use std::io::Write;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use callsmith_runtime::{Body, Bytes, Error, Method, RawRequest, Response, Retry, http};

use crate::hyper_client::hyper_client;
use crate::sample::{Client, ServiceInput};
use crate::tcp::Tcp;

const OK: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n[]";

fn server() -> Tcp {
    Tcp::new(|stream| stream.write_all(OK))
}

fn client(url: &str) -> Client {
    Client::builder(url).build().expect("valid settings")
}

fn own_client(url: &str) -> Client {
    Client::builder(url).service(hyper_client()).build().expect("valid settings")
}

#[tokio::test]
async fn a_request_without_content_says_so() {
    for method in [Method::POST, Method::PUT, Method::PATCH] {
        for client in [client, own_client] {
            let server = server();
            client(&server.url).request(method.clone(), "/start").send().await.expect("a response");
            assert_eq!(server.lines("content-length"), ["content-length: 0"], "{method}");
            assert!(server.lines("transfer-encoding").is_empty());
        }
    }
}

#[tokio::test]
async fn an_empty_body_is_no_content_either() {
    for body in [Body::from(""), Body::from(Bytes::new()), Body::reader(tokio::io::empty()).with_length(0)] {
        let server = server();
        client(&server.url).request(Method::PUT, "/thing").body("text/plain", body).send().await.expect("a response");
        assert_eq!(server.lines("content-length"), ["content-length: 0"]);
        assert_eq!(server.lines("content-type"), ["content-type: text/plain"]);
    }
}

#[tokio::test]
async fn an_operation_without_a_body_says_so() {
    let server = server();
    client(&server.url).run_ml_service(&ServiceInput::default()).without_body().await.expect("a response");
    assert_eq!(server.lines("content-length"), ["content-length: 0"]);
}

#[tokio::test]
async fn a_method_that_gives_content_no_meaning_says_nothing() {
    for method in [Method::GET, Method::DELETE, Method::OPTIONS] {
        let server = server();
        client(&server.url).request(method.clone(), "/thing").send().await.expect("a response");
        assert!(server.lines("content-length").is_empty(), "{method}");
    }
    let server = Tcp::new(|stream| stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n"));
    client(&server.url).request(Method::HEAD, "/thing").send().await.expect("a response");
    assert!(server.lines("content-length").is_empty());
}

#[tokio::test]
async fn what_the_caller_says_stays() {
    let server = server();
    let request = client(&server.url).request(Method::POST, "/start").body("text/plain", "ab");
    request.send().await.expect("a response");
    assert_eq!(server.lines("content-length"), ["content-length: 2"]);
}

#[tokio::test]
async fn a_redirect_to_get_has_no_length() {
    let server = Tcp::new(|stream| {
        stream
            .write_all(b"HTTP/1.1 303 See Other\r\nlocation: /other\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
    });
    let _ = client(&server.url)
        .run_ml_service(&ServiceInput::default())
        .without_body()
        .await
        .expect_err("redirects without end");
    let heads = server.heads();
    assert!(heads[0].starts_with("post ") && heads[0].contains("content-length: 0"), "{heads:?}");
    assert!(heads[1].starts_with("get ") && !heads[1].contains("content-length"), "{heads:?}");
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_call_without_content_says_so() {
    let server = server();
    client(&server.url).request(Method::POST, "/start").send_blocking().expect("a response");
    assert_eq!(server.lines("content-length"), ["content-length: 0"]);
}

/// Keeps the headers of what it is sent.
#[derive(Clone)]
struct Service(std::sync::mpsc::Sender<http::HeaderMap>);

impl tower_service::Service<http::Request<Body>> for Service {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = std::future::Ready<Result<http::Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        self.0.send(request.headers().clone()).expect("the test waits");
        std::future::ready(Ok(http::Response::new(Body::from("[]"))))
    }
}

#[tokio::test]
async fn a_service_of_ones_own_is_told_too() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let client = Client::builder("http://localhost:1").service(Service(sender)).build().expect("valid settings");
    client.run_ml_service(&ServiceInput::default()).without_body().await.expect("a response");
    client.health().await.expect_err("no string");
    assert_eq!(receiver.recv().expect("sent")["content-length"], "0");
    assert!(!receiver.recv().expect("sent").contains_key("content-length"));
}

#[tokio::test]
async fn a_response_that_is_announced_too_large_is_refused_at_once() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 10737418240\r\n\r\n[";
    let server = Tcp::new(|stream| {
        stream.write_all(head)?;
        // Nothing more comes: to wait for it would be to wait for long.
        std::thread::sleep(Duration::from_secs(20));
        Ok(())
    });
    let started = Instant::now();
    let error = client(&server.url).list_pets().await.expect_err("too large");
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    let Error::Transport(error) = error else { panic!("{error}") };
    assert!(error.is_response_too_large());
    let expected = "the answer for `listPets` (GET /pets?kind=pet) is larger than 268435456 bytes";
    assert_eq!(error.to_string(), expected);
}

/// A service that responds before it has the whole body, and closes the connection at once: what it did not read makes the system reset the connection.
fn hasty() -> Tcp {
    Tcp::new(|stream| {
        let body = r#"{"message": "at most a megabyte"}"#;
        let length = body.len();
        write!(stream, "HTTP/1.1 413 Payload Too Large\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}")
    })
}

/// Calls of a hasty service, half of them with bytes and half with a stream.
fn early_calls(url: &str) -> impl Iterator<Item = RawRequest> {
    let client = Client::builder(url).retry(Retry::none()).build().expect("valid settings");
    (0..20).map(move |number| {
        let body = match number % 2 {
            0 => Body::from(vec![0_u8; 8 << 20]),
            _ => Body::json_lines(std::iter::repeat_n("a line of some length", 400_000)),
        };
        client.request(Method::POST, "/upload").body("application/octet-stream", body)
    })
}

/// A response is missed where the service resets the connection while a piece is written: one of a hundred on a busy machine.
#[track_caller]
fn assert_early(responses: Vec<Result<Response<Bytes>, Error>>) {
    let early =
        responses.iter().filter(|response| response.as_ref().is_ok_and(|response| response.status() == 413)).count();
    let broken = responses.iter().filter(
        |response| matches!(response, Err(Error::Transport(error)) if error.to_string().contains("the connection broke")),
    );
    assert_eq!(early + broken.count(), responses.len(), "{responses:?}");
    assert!(early + 4 >= responses.len(), "{responses:?}");
}

#[tokio::test]
async fn a_response_that_comes_early_is_not_lost() {
    let server = hasty();
    let mut responses = Vec::new();
    for call in early_calls(&server.url) {
        responses.push(call.send().await);
    }
    assert_early(responses);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_response_that_comes_early_is_not_lost_on_several_threads() {
    let server = hasty();
    let calls: Vec<_> = early_calls(&server.url).map(|call| tokio::spawn(call.send())).collect();
    let mut responses = Vec::new();
    for call in calls {
        responses.push(call.await.expect("no call panics"));
    }
    assert_early(responses);
}

#[cfg(feature = "blocking")]
#[test]
fn a_response_that_comes_early_is_not_lost_to_a_thread_that_blocks() {
    let server = hasty();
    assert_early(early_calls(&server.url).map(RawRequest::send_blocking).collect());
}
