//! `Content-Length`: that of a request without content, and that of an answer which is too large.

use std::convert::Infallible;
use std::io::Write;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use callsmith_runtime::{Body, Bytes, Error, Method, Tls, http};

use crate::sample::Client;
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
    let http = Tls::new().http_client().expect("valid settings").build().expect("valid settings");
    Client::builder(url).http_client(http).build().expect("valid settings")
}

#[tokio::test]
async fn a_request_without_content_says_so() {
    for method in [Method::POST, Method::PUT, Method::PATCH] {
        for client in [client, own_client] {
            let server = server();
            client(&server.url).request(method.clone(), "/start").send().await.expect("an answer");
            assert_eq!(server.lines("content-length"), ["content-length: 0"], "{method}");
            assert!(server.lines("transfer-encoding").is_empty());
        }
    }
}

#[tokio::test]
async fn an_empty_body_is_no_content_either() {
    for body in [Body::from(""), Body::from(Bytes::new()), Body::reader(tokio::io::empty()).with_length(0)] {
        let server = server();
        client(&server.url).request(Method::PUT, "/thing").body("text/plain", body).send().await.expect("an answer");
        assert_eq!(server.lines("content-length"), ["content-length: 0"]);
        assert_eq!(server.lines("content-type"), ["content-type: text/plain"]);
    }
}

#[tokio::test]
async fn an_operation_without_a_body_says_so() {
    let server = server();
    client(&server.url).run_ml_service_without_body().await.expect("an answer");
    assert_eq!(server.lines("content-length"), ["content-length: 0"]);
}

#[tokio::test]
async fn a_method_that_gives_content_no_meaning_says_nothing() {
    for method in [Method::GET, Method::DELETE, Method::OPTIONS] {
        let server = server();
        client(&server.url).request(method.clone(), "/thing").send().await.expect("an answer");
        assert!(server.lines("content-length").is_empty(), "{method}");
    }
    let server = Tcp::new(|stream| stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n"));
    client(&server.url).request(Method::HEAD, "/thing").send().await.expect("an answer");
    assert!(server.lines("content-length").is_empty());
}

#[tokio::test]
async fn what_the_caller_says_stays() {
    let server = server();
    let request = client(&server.url).request(Method::POST, "/start").body("text/plain", "ab");
    request.send().await.expect("an answer");
    assert_eq!(server.lines("content-length"), ["content-length: 2"]);
}

#[tokio::test]
async fn a_redirect_to_get_has_no_length() {
    let server = Tcp::new(|stream| {
        stream
            .write_all(b"HTTP/1.1 303 See Other\r\nlocation: /other\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
    });
    let _ = client(&server.url).run_ml_service_without_body().await.expect_err("redirects without end");
    let heads = server.heads();
    assert!(heads[0].starts_with("post ") && heads[0].contains("content-length: 0"), "{heads:?}");
    assert!(heads[1].starts_with("get ") && !heads[1].contains("content-length"), "{heads:?}");
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_call_without_content_says_so() {
    let server = server();
    client(&server.url).request(Method::POST, "/start").send_blocking().expect("an answer");
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
    client.run_ml_service_without_body().await.expect("an answer");
    client.health().await.expect_err("no string");
    assert_eq!(receiver.recv().expect("sent")["content-length"], "0");
    assert!(!receiver.recv().expect("sent").contains_key("content-length"));
}

#[tokio::test]
async fn an_answer_that_is_announced_too_large_is_refused_at_once() {
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
