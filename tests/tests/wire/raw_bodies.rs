//! Bodies that take the place of the typed one, and bodies that are left out.

use callsmith_goldens::raw_bodies::{AddLabelBodyForm, Client, Crate};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde_json::json;

use crate::recorder_with;

fn client(recorder: &Recorder) -> Client {
    Client::builder(&recorder.url()).build().expect("the settings are valid")
}

fn one() -> Crate {
    Crate { name: "a".to_owned(), size: Some(1) }
}

#[tokio::test]
async fn bodies_of_any_content_type_are_sent_as_they_are() {
    let recorder = recorder_with(Response::empty(204));
    let client = client(&recorder);
    client.add_crate_raw("text/csv", "a,1".into()).await.unwrap();
    client.put_crate_raw("7", "text/csv", "b,2".into()).await.unwrap();
    client.add_note_raw("text/plain", "note".into()).await.unwrap();
    client.add_extra_raw("application/cbor", vec![0xa0].into()).await.unwrap();
    client.add_picture_raw("image/gif", "GIF".into()).await.unwrap();
    client.add_label_raw("application/json", "[]".into()).await.unwrap();
    client.patch_crate("7", &one()).with_body("text/csv", "c,3").await.unwrap();
    let seen = recorder.requests();
    let seen: Vec<_> =
        seen.iter().map(|seen| (seen.target.as_str(), seen.header("content-type").unwrap(), &seen.body[..])).collect();
    let expected: [(&str, &str, &[u8]); 7] = [
        ("/crates", "text/csv", b"a,1"),
        ("/crates/7", "text/csv", b"b,2"),
        ("/notes", "text/plain", b"note"),
        ("/extras", "application/cbor", b"\xa0"),
        ("/pictures", "image/gif", b"GIF"),
        ("/labels", "application/json", b"[]"),
        ("/crates/7", "text/csv", b"c,3"),
    ];
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn an_optional_body_of_any_kind_can_be_left_out() {
    let recorder = recorder_with(Response::empty(204));
    let client = client(&recorder);
    client.put_crate("7", &one()).without_body().await.unwrap();
    client.add_picture("PNG".into()).without_body().await.unwrap();
    client.add_label(&one()).without_body().await.unwrap();
    client.add_label_as_form(&AddLabelBodyForm { label: Some("l".to_owned()) }).without_body().await.unwrap();
    // A content type that was asked for goes with the body, and the last word counts.
    client.add_lid(&one()).with_content_type("application/x-www-form-urlencoded").without_body().await.unwrap();
    client.put_crate_raw("7", "text/csv", "a".into()).without_body().await.unwrap();
    assert!(recorder.requests().iter().all(|seen| seen.header("content-type").is_none() && seen.body.is_empty()));
    client.add_lid(&one()).without_body().with_body("text/csv", "a,1").await.unwrap();
    let last = recorder.requests().pop().unwrap();
    assert_eq!((last.header("content-type"), last.text()), (Some("text/csv"), "a,1"));
    client.add_lid(&one()).await.unwrap();
    assert_eq!(recorder.requests().pop().unwrap().json(), json!({ "name": "a", "size": 1 }));
}
