//! Bodies of methods to which HTTP gives them no meaning.

use callsmith_goldens::bodies_of_methods::Reason;
use callsmith_goldens::bodies_of_methods_2_0::FindBody;
use callsmith_goldens::{bodies_of_methods, bodies_of_methods_2_0};
use callsmith_tests::response::Response;

use crate::recorder_with;

#[tokio::test]
async fn the_body_of_a_deletion_is_set() {
    let recorder = recorder_with(Response::empty(204));
    let client = bodies_of_methods::Client::builder(&recorder.url()).build().unwrap();
    client.remove("a").await.unwrap();
    let seen = recorder.only_request();
    assert_eq!((seen.method.as_str(), seen.header("content-type"), seen.text()), ("DELETE", None, ""));
    recorder.forget();
    client.remove("a").body(true).body2(&Reason { reason: "old".to_owned() }).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!((seen.target.as_str(), seen.text()), ("/things/a?body=true", r#"{"reason":"old"}"#));
    assert_eq!(seen.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn each_media_type_has_a_setter() {
    let recorder = recorder_with(Response::empty(204));
    let client = bodies_of_methods::Client::builder(&recorder.url()).build().unwrap();
    client.read("a").body(&["name"]).await.unwrap();
    client.ask("a").body(3).await.unwrap();
    client.ask("a").with_body("text/plain", "three").await.unwrap();
    let seen: Vec<_> =
        recorder.requests().iter().map(|seen| (seen.method.to_string(), seen.text().to_owned())).collect();
    let expected = [("GET", r#"["name"]"#), ("OPTIONS", "3"), ("OPTIONS", "three")];
    assert_eq!(seen, expected.map(|(method, text)| (method.to_owned(), text.to_owned())));
}

#[tokio::test]
async fn bodies_of_2_0_are_set_too() {
    let recorder = recorder_with(Response::empty(204));
    let client = bodies_of_methods_2_0::Client::builder(&recorder.url()).build().unwrap();
    client.find().body(&FindBody { word: "a b".to_owned() }).await.unwrap();
    client.clear().body(&[1, 2]).await.unwrap();
    let seen: Vec<_> =
        recorder.requests().iter().map(|seen| (seen.method.to_string(), seen.text().to_owned())).collect();
    assert_eq!(seen, [("GET".to_owned(), "word=a%20b".to_owned()), ("DELETE".to_owned(), "[1,2]".to_owned())]);
}
