//! Requests that the document does not describe.

use callsmith_runtime::{Error, Method};

use crate::sample::Client;
use crate::server::{CannedResponse, Server};

fn client(server: &Server) -> Client {
    Client::builder(&format!("{}/v1/", server.url))
        .bearer("k3y")
        .header("x-own", "client")
        .build()
        .expect("valid settings")
}

#[tokio::test]
async fn a_request_by_hand_has_credentials_and_defaults() {
    let server = Server::always(CannedResponse::json(404, "{}"));
    let request = client(&server)
        .request(Method::PUT, "things/1?a=b")
        .query("c", "d e")
        .header("x-own", "call")
        .json(&vec![1, 2]);
    let response = request.send().await.expect("any status is an answer");
    assert_eq!(response.status(), 404);
    assert_eq!(response.body(), "{}");

    let seen = server.only_request();
    assert_eq!(
        (seen.method.as_str(), seen.target.as_str(), seen.body.as_str()),
        ("PUT", "/v1/things/1?a=b&c=d%20e", "[1,2]")
    );
    assert_eq!(seen.header("authorization"), Some("Bearer k3y"));
    assert_eq!(seen.header("x-own"), Some("call"));
    assert_eq!(seen.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn credentials_can_be_left_out_or_replaced() {
    let server = Server::always(CannedResponse::new(200, ""));
    let client = client(&server);
    client.request(Method::GET, "/a").no_credentials().send().await.expect("a response");
    client.request(Method::GET, "/a").header("authorization", "Bearer other").send().await.expect("a response");
    let seen: Vec<_> = server.requests().iter().map(|seen| seen.header("authorization").map(str::to_owned)).collect();
    assert_eq!(seen, [None, Some("Bearer other".to_owned())]);
}

#[tokio::test]
async fn an_absolute_url_must_be_of_the_same_origin() {
    let server = Server::always(CannedResponse::new(200, ""));
    let client = client(&server);
    client.request(Method::GET, &format!("{}/other/status?x=1#top", server.url)).send().await.expect("a response");
    assert_eq!(server.only_request().target, "/other/status?x=1");
    let error = client
        .request(Method::GET, "http://elsewhere.example/status?sig=hidden")
        .send()
        .await
        .expect_err("another origin");
    assert!(matches!(error, Error::InvalidRequest(_)) && !error.to_string().contains("hidden"), "{error}");
}

#[test]
fn a_request_is_built_without_credentials() {
    let server = Server::always(CannedResponse::new(200, ""));
    let request =
        client(&server).request(Method::DELETE, "/a b").body("text/plain", "x").build_request().expect("a request");
    assert_eq!(request.uri().path(), "/v1/a%20b");
    assert_eq!(request.headers().get("authorization"), None);
    assert_eq!(request.body(), "x");
}
