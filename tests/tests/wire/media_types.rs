//! Bodies and responses of several media types.

use callsmith_goldens::media_types::{Client, types};
use callsmith_runtime::{Error, File};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde_json::json;

use crate::recorder_with;

fn client(recorder: &Recorder) -> Client {
    Client::builder(&recorder.url()).build().expect("the client can be made")
}

fn report() -> types::Report {
    types::Report { title: "Q1".to_owned(), tags: Some(vec!["a".to_owned(), "b c".to_owned()]) }
}

#[tokio::test]
async fn the_caller_asks_for_another_media_type() {
    let recorder = recorder_with(Response::bytes(200, "text/csv", "title\nQ1\n").header("x-request-id", "r"));
    let client = client(&recorder);
    let response = client.get_report(1).with_accept("text/csv").bytes().await.unwrap();
    assert_eq!(recorder.only_request().header("accept"), Some("text/csv"));
    assert_eq!((response.status().as_u16(), &response.body()[..]), (200, b"title\nQ1\n".as_slice()));
    assert_eq!(response.request_id(), Some("r"));
    let Err(Error::Decode(error)) = client.get_report(1).with_accept("text/csv").await else { panic!("it is no JSON") };
    let message = error.failure().message();
    assert!(message.ends_with("(the body is `text/csv`)"), "{message}");
}

#[tokio::test]
async fn json_of_another_name_is_decoded() {
    let body = r#"{"title":"Q1","tags":["a","b c"]}"#;
    let recorder = recorder_with(Response::bytes(200, "text/json", body));
    let current_report = client(&recorder).get_report(1).with_accept("text/json").await.unwrap();
    assert_eq!(current_report, report());
    assert_eq!(recorder.only_request().header("accept"), Some("text/json"));
}

#[tokio::test]
async fn without_a_wish_what_is_decoded_is_asked_for() {
    let recorder = recorder_with(Response::json(200, &json!({ "title": "Q1" })));
    client(&recorder).get_report(1).await.unwrap();
    assert_eq!(recorder.only_request().header("accept"), Some("application/json"));
}

#[tokio::test]
async fn an_error_is_typed_for_bytes_too() {
    let recorder = recorder_with(Response::bytes(404, "application/problem+json", r#"{"title":"none"}"#));
    let Err(Error::Api(error)) = client(&recorder).get_report(1).bytes().await else { panic!("404 is declared") };
    assert_eq!(error.body().title, "none");
    recorder.otherwise(Response::text(500, "oops"));
    assert!(matches!(client(&recorder).get_report(1).bytes().await, Err(Error::Unexpected(_))));
}

#[test]
fn bytes_without_async() {
    let recorder = recorder_with(Response::bytes(200, "application/pdf", "%PDF"));
    let call = client(&recorder).get_report(1).with_accept("application/pdf");
    let response = call.bytes_blocking().unwrap();
    assert_eq!(&response.body()[..], b"%PDF");
}

#[tokio::test]
async fn a_typed_body_is_written_as_the_media_type_asks() {
    let recorder = recorder_with(Response::empty(204));
    let client = client(&recorder);
    client.put_report(1, &report()).await.unwrap();
    client.put_report(1, &report()).with_content_type("application/vnd.report+json").await.unwrap();
    client.put_report(1, &report()).with_content_type("application/x-www-form-urlencoded").await.unwrap();
    client.put_report(1, &report()).with_content_type("multipart/form-data").await.unwrap();
    let seen = recorder.requests();
    let json = r#"{"title":"Q1","tags":["a","b c"]}"#;
    assert_eq!((seen[0].header("content-type"), &seen[0].body[..]), (Some("application/json"), json.as_bytes()));
    assert_eq!(
        (seen[1].header("content-type"), &seen[1].body[..]),
        (Some("application/vnd.report+json"), json.as_bytes())
    );
    let form = (seen[2].header("content-type"), std::str::from_utf8(&seen[2].body).unwrap());
    assert_eq!(form, (Some("application/x-www-form-urlencoded"), "title=Q1&tags=a%20b%20c"));
    let boundary = seen[3].header("content-type").unwrap().strip_prefix("multipart/form-data; boundary=").unwrap();
    let parts = String::from_utf8(seen[3].body.to_vec()).unwrap().replace(boundary, "B");
    assert_eq!(
        parts,
        "--B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nQ1\r\n\
         --B\r\nContent-Disposition: form-data; name=\"tags\"\r\nContent-Type: application/json\r\n\r\n\
         [\"a\",\"b c\"]\r\n--B--\r\n"
    );
}

#[tokio::test]
async fn a_typed_body_that_cannot_be_written_is_not_sent() {
    let recorder = recorder_with(Response::empty(204));
    let client = client(&recorder);
    let call = client.put_report(1, &report()).with_content_type("text/csv");
    let Err(Error::InvalidRequest(error)) = call.clone().await else { panic!("CSV is not written") };
    let text = error.to_string();
    assert!(text.contains("not as `text/csv`") && text.contains("`application/x-www-form-urlencoded`"), "{text}");
    assert_eq!(recorder.requests(), []);
    call.with_body("text/csv", "title\nQ1\n").await.unwrap();
    let seen = recorder.only_request();
    assert_eq!((seen.header("content-type"), &seen.body[..]), (Some("text/csv"), b"title\nQ1\n".as_slice()));
}

#[tokio::test]
async fn a_list_is_no_form() {
    let recorder = recorder_with(Response::empty(204));
    let call = client(&recorder).upload_as_json2(&["a"]).with_content_type("application/x-www-form-urlencoded");
    let Err(Error::InvalidRequest(error)) = call.await else { panic!("a list has no properties") };
    assert!(error.to_string().contains("expected an object, which a form is made of"), "{error}");
}

#[tokio::test]
async fn a_media_type_with_a_type_of_its_own_has_a_method() {
    let recorder = recorder_with(Response::empty(204));
    let client = client(&recorder);
    // A file can be sent as a part only, so that is what the plain method does.
    client.upload_as_json(&types::Link { url: "u".to_owned() }).await.unwrap();
    client.upload_as_form(&types::UploadBodyForm { address: "a b".to_owned() }).await.unwrap();
    client.upload_as_json2(&["x"]).await.unwrap();
    let file = types::Upload { file: File::new("f.txt", "hello"), note: None };
    client.upload(&file).await.unwrap();
    let seen = recorder.requests();
    let bodies: Vec<_> = seen[..3].iter().map(|one| (one.header("content-type").unwrap(), &one.body[..])).collect();
    assert_eq!(
        bodies,
        [
            ("application/json", br#"{"url":"u"}"#.as_slice()),
            ("application/x-www-form-urlencoded", b"address=a%20b"),
            ("application/merge-patch+json", br#"["x"]"#),
        ]
    );
    let parts = String::from_utf8(seen[3].body.to_vec()).unwrap();
    assert!(parts.contains("name=\"file\"; filename=\"f.txt\"") && parts.contains("hello"), "{parts}");
    let call = client.upload(&file).with_content_type("application/json");
    let Err(Error::InvalidRequest(error)) = call.await else { panic!("a file is no JSON") };
    assert!(error.to_string().contains("a file can be sent as a part only"), "{error}");
}

#[tokio::test]
async fn bytes_have_the_media_type_that_the_caller_says() {
    let recorder = recorder_with(Response::empty(204));
    client(&recorder).put_picture("JFIF".into()).with_content_type("image/jpeg").await.unwrap();
    let seen = recorder.only_request();
    assert_eq!((seen.header("content-type"), &seen.body[..]), (Some("image/jpeg"), b"JFIF".as_slice()));
}
