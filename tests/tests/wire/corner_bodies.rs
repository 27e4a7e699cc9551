//! Bodies of methods and media types that few documents have.

use callsmith_goldens::body_corners::types::ThingPatch;
use callsmith_goldens::body_corners::{Client, Form, Thing};
use callsmith_runtime::{Body, BodyItems, Error, Retry};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use tokio::io::AsyncReadExt;

use crate::multipart::parts;
use crate::recorder_with;

fn client(recorder: &Recorder) -> Client {
    Client::builder(&recorder.url()).build().expect("valid settings")
}

fn thing(name: &str) -> Thing {
    Thing { name: name.to_owned(), size: None }
}

/// Method, content type and body of all requests.
fn sent(recorder: &Recorder) -> Vec<(String, String, String)> {
    let seen = recorder.requests();
    let sent = seen.iter().map(|seen| {
        let content_type = seen.header("content-type").unwrap_or("none");
        (format!("{} {}", seen.method, seen.target), content_type.to_owned(), seen.text().to_owned())
    });
    sent.collect()
}

fn rows<const N: usize>(rows: [(&str, &str, &str); N]) -> Vec<(String, String, String)> {
    rows.map(|(line, content_type, body)| (line.to_owned(), content_type.to_owned(), body.to_owned())).into()
}

#[tokio::test]
async fn any_method_has_a_body() {
    let recorder = recorder_with(Response::empty(204));
    let client = client(&recorder);
    client.find_things().body(&thing("a")).await.unwrap();
    client.delete_things().body(&[thing("b")]).await.unwrap();
    client.delete_things().await.unwrap();
    client.patch_things(&ThingPatch::new("c".to_owned())).await.unwrap();
    let expected = [
        ("GET /things", "application/json", r#"{"name":"a"}"#),
        ("DELETE /things", "application/json", r#"[{"name":"b"}]"#),
        ("DELETE /things", "none", ""),
        ("PATCH /things", "application/merge-patch+json", r#"{"name":"c"}"#),
    ];
    assert_eq!(sent(&recorder), rows(expected));
}

#[tokio::test]
async fn text_is_as_it_is() {
    let recorder = recorder_with(Response::empty(204));
    let client = client(&recorder);
    client.put_note("\"é\"\r\n").await.unwrap();
    client.post_table("a,b\n").await.unwrap();
    client.post_table("").without_body().await.unwrap();
    client.post_table("").with_body("application/vnd.table", "\u{1}").await.unwrap();
    let expected = [
        ("PUT /note", "text/plain; charset=utf-8", "\"é\"\r\n"),
        ("POST /table", "text/csv", "a,b\n"),
        ("POST /table", "none", ""),
        ("POST /table", "application/vnd.table", "\u{1}"),
    ];
    assert_eq!(sent(&recorder), rows(expected));
}

#[tokio::test]
async fn items_are_typed() {
    let recorder = recorder_with(Response::empty(204));
    let client = client(&recorder);
    client.add_rows(vec![thing("a\nb"), thing("c")].into()).await.unwrap();
    client.add_rows(BodyItems::of(["a", "b"].into_iter().map(thing))).await.unwrap();
    client.add_rows(Vec::new().into()).await.unwrap();
    client.put_rows(vec![1, -2].into()).await.unwrap();
    client.put_rows(Vec::new().into()).without_body().await.unwrap();
    client.add_rows(Vec::new().into()).with_body("application/x-ndjson", Body::json_lines([1, 2])).await.unwrap();
    let expected = [
        ("POST /rows", "application/jsonl", "{\"name\":\"a\\nb\"}\n{\"name\":\"c\"}\n"),
        ("POST /rows", "application/jsonl", "{\"name\":\"a\"}\n{\"name\":\"b\"}\n"),
        ("POST /rows", "application/jsonl", ""),
        ("PUT /rows", "application/json-seq", "\u{1e}1\n\u{1e}-2\n"),
        ("PUT /rows", "none", ""),
        ("POST /rows", "application/x-ndjson", "1\n2\n"),
    ];
    assert_eq!(sent(&recorder), rows(expected));
    // The length of a list is known, that of an iterator is not.
    let seen = recorder.requests();
    let lengths = seen[..2].iter().map(|seen| (seen.header("content-length"), seen.header("transfer-encoding")));
    assert_eq!(lengths.collect::<Vec<_>>(), [(Some("29"), None), (None, Some("chunked"))]);
}

fn form() -> Form {
    let thing = Thing { name: "n&m".to_owned(), size: Some(3) };
    let pipes = ["a", "b c"].map(str::to_owned).to_vec();
    Form { path: "/a?b=c d".to_owned(), pipes: Some(pipes), commas: Some(vec![1, 2]), thing: Some(thing) }
}

#[tokio::test]
async fn a_form_is_written_as_its_encoding_says() {
    let recorder = recorder_with(Response::empty(204));
    client(&recorder).post_form(&form()).await.unwrap();
    let text = "path=/a?b=c%20d&pipes=a%7Cb%20c&commas=1,2&name=n%26m&size=3";
    assert_eq!(sent(&recorder), rows([("POST /form", "application/x-www-form-urlencoded", text)]));
}

#[tokio::test]
async fn parts_are_written_as_their_encoding_says() {
    let recorder = recorder_with(Response::empty(204));
    client(&recorder).post_parts(&form()).await.unwrap();
    let part = |name: &str, rest: &str| format!("Content-Disposition: form-data; name=\"{name}\"\r\n{rest}");
    let expected = [
        part("path", "Content-Type: text/x-path\r\n\r\n/a?b=c d"),
        part("pipes", "\r\na|b c"),
        part("commas", "\r\n1"),
        part("commas", "\r\n2"),
        part("thing", "Content-Type: application/vnd.thing+json\r\n\r\n{\"name\":\"n&m\",\"size\":3}"),
    ];
    assert_eq!(parts(&recorder.only_request()), expected);
}

/// A list is sent again where a call is repeated, an iterator is not.
#[tokio::test]
async fn a_list_of_items_can_be_repeated() {
    let recorder = recorder_with(Response::empty(204));
    let client = Client::builder(&recorder.url()).retry(Retry::up_to(1)).build().unwrap();
    recorder.respond(Response::empty(503).header("retry-after", "0"));
    client.put_rows(vec![1].into()).await.unwrap();
    let bodies: Vec<_> = recorder.requests().iter().map(|seen| seen.text().to_owned()).collect();
    assert_eq!(bodies, ["\u{1e}1\n", "\u{1e}1\n"]);
    recorder.respond(Response::empty(503).header("retry-after", "0"));
    let error = client.put_rows(BodyItems::of([1])).await.expect_err("it was read");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
}

/// Items come from a stream that waits, and whose errors are those of the call.
#[tokio::test]
async fn items_of_a_stream() {
    let recorder = recorder_with(Response::empty(204));
    let client = client(&recorder);
    let (sender, receiver) = tokio::sync::mpsc::channel::<Result<Thing, std::io::Error>>(1);
    let sending = tokio::spawn(async move {
        for name in ["a", "b"] {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            sender.send(Ok(thing(name))).await.expect("the call reads");
        }
    });
    client.add_rows(BodyItems::stream(Receiver(receiver))).await.unwrap();
    sending.await.unwrap();
    assert_eq!(recorder.only_request().text(), "{\"name\":\"a\"}\n{\"name\":\"b\"}\n");
    recorder.forget();
    let (sender, receiver) = tokio::sync::mpsc::channel(2);
    sender.send(Err(std::io::Error::other("the source is dry"))).await.unwrap();
    let error = client.add_rows(BodyItems::stream(Receiver(receiver))).await.expect_err("a source fails");
    assert!(matches!(error, Error::InvalidRequest(_) | Error::Transport(_)), "{error:?}");
    assert!(error.to_string().contains("could not be read"), "{error}");
}

/// A channel as a stream.
struct Receiver<T>(tokio::sync::mpsc::Receiver<T>);

impl<T> futures_core::Stream for Receiver<T> {
    type Item = T;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        self.0.poll_recv(cx)
    }
}

/// Bytes of any media type are bytes, a reader of known length, or one of unknown length.
#[tokio::test]
async fn bytes_of_any_media_type_come_from_anywhere() {
    let recorder = recorder_with(Response::empty(204));
    let client = client(&recorder);
    let reader = || Body::reader(b"ab".chain(&b"c"[..]));
    for body in [Body::from("abc"), reader().with_length(3), reader()] {
        client.post_table("").with_body("application/vnd.table", body).await.unwrap();
    }
    let seen = recorder.requests();
    assert!(seen.iter().all(|seen| &seen.body[..] == b"abc"));
    let lengths = seen.iter().map(|seen| seen.header("content-length"));
    assert_eq!(lengths.collect::<Vec<_>>(), [Some("3"), Some("3"), None]);
}
