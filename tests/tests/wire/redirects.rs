//! Redirects that a document declares.

use callsmith_goldens::redirects::Client;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde_json::json;

fn client(recorder: &Recorder) -> Client {
    Client::builder(&recorder.url()).build().expect("valid settings")
}

#[tokio::test]
async fn beside_a_success_they_are_followed() {
    let recorder = Recorder::start();
    recorder.respond(Response::empty(303).header("location", "/orders/7")).respond(Response::json(200, &json!(7)));
    assert_eq!(client(&recorder).order("tea").await.unwrap(), 7);
    let seen = recorder.requests();
    let requests: Vec<_> =
        seen.iter().map(|seen| (seen.method.as_str(), seen.target.as_str(), &seen.body[..])).collect();
    assert_eq!(requests, [("POST", "/orders", &br#""tea""#[..]), ("GET", "/orders/7", &b""[..])]);
    assert_eq!((seen[0].header("content-type"), seen[1].header("content-type")), (Some("application/json"), None));
}

#[tokio::test]
async fn redirects_alone_are_the_response() {
    let recorder = Recorder::start();
    recorder.respond(Response::empty(302).header("location", "/there"));
    let response = client(&recorder).login().response().await.unwrap();
    assert_eq!(response.status(), 302);
    assert_eq!(response.headers().location().unwrap().as_deref(), Some("/there"));
    assert_eq!(recorder.only_request().path(), "/login");
}
