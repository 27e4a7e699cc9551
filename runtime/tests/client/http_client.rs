//! Clients of reqwest as transports.

use callsmith_runtime::{Body, Error, Method, Tls, reqwest};

use crate::sample::Client;
use crate::server::{CannedResponse, Server};

fn http() -> reqwest::Client {
    Tls::new().http_client().expect("valid settings").build().expect("a client")
}

fn client(server: &Server) -> Client {
    Client::builder(&server.url).bearer("k3y").http_client(http()).build().expect("valid settings")
}

#[tokio::test]
async fn bodies_are_sent_and_received() {
    let server =
        Server::new(|request, _| CannedResponse::new(200, request.body.clone()).header("content-type", "text/plain"));
    let client = client(&server);
    for method in [Method::GET, Method::POST] {
        for body in [Body::from("a body"), Body::reader(&b"a body"[..])] {
            let response = client.request(method.clone(), "/a?b=c").body("text/plain", body).send().await;
            assert_eq!(response.expect("a response").body(), "a body", "{method}");
        }
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 4);
    assert!(requests.iter().all(|request| request.target == "/a?b=c" && request.header("accept") == Some("*/*")));
}

/// Redirects are left to the client of the service, which knows the origins that it trusts.
#[tokio::test]
async fn redirects_are_followed_above_it() {
    let server = Server::new(|request, _| match request.target.as_str() {
        "/old" => CannedResponse::new(307, "").header("location", "/new"),
        _ => CannedResponse::json(200, "[1.5]"),
    });
    let response = client(&server).request(Method::GET, "/old").send().await.expect("a response");
    assert_eq!(response.body(), "[1.5]");
    let elsewhere = Server::always(CannedResponse::new(307, "").header("location", format!("{}/x", server.url)));
    let response = client(&elsewhere).request(Method::GET, "/old").send().await.expect("a response");
    assert_eq!(response.status(), 307, "another origin");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn an_error_says_what_failed_and_not_the_url() {
    let client = Client::builder("http://127.0.0.1:1").http_client(http()).build().expect("valid settings");
    let error = client.request(Method::POST, "/a?key=s3cret").send().await.expect_err("nothing listens");
    assert!(matches!(error, Error::Transport(_)) && error.is_connect(), "{error:?}");
    assert!(!error.to_string().contains("s3cret"), "{error}");
}

#[cfg(feature = "blocking")]
#[test]
fn calls_block() {
    let server = Server::always(CannedResponse::json(200, "[1.5]"));
    let client = client(&server);
    for _ in 0..2 {
        let response = client.request(Method::GET, "/").send_blocking().expect("a response");
        assert_eq!(response.body(), "[1.5]");
    }
}
