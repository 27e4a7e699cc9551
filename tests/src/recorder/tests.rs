use std::time::{Duration, Instant};

use serde_json::json;

use super::Recorder;
use crate::client::send;
use crate::response::Response;
use crate::server::refused_url;

#[tokio::test]
async fn hands_out_what_it_saw() {
    let recorder = Recorder::start();
    recorder.respond(Response::json(201, &json!({ "id": 7 })).header("x-one", "1").header("x-one", "2"));
    let url = format!("{}/pets/a%2Fb?tag=c%20d&tag=e+f", recorder.url());

    let received =
        send("POST", &url, &[("x-trace", "t")], r#"{"name": "Minka"}"#).await.expect("the recorder responds");

    assert_eq!(received.status, 201);
    assert_eq!(received.header("content-type"), "application/json");
    assert_eq!(received.headers.get_all("x-one").iter().collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(received.text(), r#"{"id":7}"#);
    let seen = recorder.only_request();
    assert_eq!(seen.method, "POST");
    assert_eq!(seen.target, "/pets/a%2Fb?tag=c%20d&tag=e+f");
    assert_eq!(seen.path(), "/pets/a%2Fb");
    assert_eq!(seen.query(), "tag=c%20d&tag=e+f");
    assert_eq!(seen.query_pairs(), [("tag", "c d"), ("tag", "e f")].map(|(k, v)| (k.to_owned(), v.to_owned())));
    assert_eq!(seen.header("x-trace"), Some("t"));
    assert_eq!(seen.json(), json!({ "name": "Minka" }));
    recorder.forget();
    assert_eq!(recorder.requests(), []);
}

#[tokio::test]
async fn plays_the_queue_and_then_the_rest() {
    let recorder = Recorder::start();
    recorder.respond(Response::empty(204)).respond(Response::text(503, "busy"));
    let mut responses = Vec::new();
    for _ in 0..3 {
        let received = send("GET", &recorder.url(), &[], "").await.expect("the recorder responds");
        responses.push((received.status, received.text().to_owned()));
    }
    recorder.otherwise(Response::html(200, "<p>"));
    let received = send("GET", &recorder.url(), &[], "").await.expect("the recorder responds");

    let expected = [(204, ""), (503, "busy"), (501, "the test queued no response")];
    assert_eq!(responses, expected.map(|(status, text)| (status, text.to_owned())));
    assert_eq!((received.status, received.text()), (200, "<p>"));
}

#[tokio::test]
async fn waits_and_breaks_off_when_told_to() {
    let recorder = Recorder::start();
    recorder
        .respond(Response::empty(200).after(Duration::from_millis(50)))
        .respond(Response::text(200, "one half").cut_short());
    let start = Instant::now();
    send("GET", &recorder.url(), &[], "").await.expect("the recorder responds late");
    assert!(start.elapsed() >= Duration::from_millis(50));
    send("GET", &recorder.url(), &[], "").await.expect_err("half a body is an error");
    send("GET", &refused_url(), &[], "").await.expect_err("nothing listens there");
}

#[tokio::test]
async fn a_dropped_server_is_gone() {
    let recorder = Recorder::start();
    let url = recorder.url();
    send("GET", &url, &[], "").await.expect("the recorder responds");
    drop(recorder);
    send("GET", &url, &[], "").await.expect_err("the recorder is gone");
}
