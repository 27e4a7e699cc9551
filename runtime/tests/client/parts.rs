//! Bodies of several parts: nothing of a file in memory is copied, and nobody can guess the boundary.

use std::collections::HashSet;
use std::convert::Infallible;
use std::future::{Ready, poll_fn, ready};
use std::pin::Pin;
use std::sync::mpsc::{Sender, channel};
use std::task::{Context, Poll};

use callsmith_runtime::v1::{self as rt, Operation};
use callsmith_runtime::{Body, Bytes, File, http};
use http_body::Body as _;

use crate::sample::Client;

enum Upload {}

impl Operation for Upload {
    type Output = ();
    type Error = ();
    type Headers = rt::Headers;
    type Success = rt::Empty;
    type Failure = rt::Empty;
    const SPEC: &'static rt::Spec = &rt::Spec::new("upload", rt::Method::POST, "/uploads")
        .content_type("multipart/form-data")
        .success(&[rt::Status::Code(200)]);
}

/// A body with a text and a file.
struct Given(File);

impl rt::ToPart for Given {
    fn to_part(&self) -> rt::PartValue {
        let mut parts = rt::PartWriter::new();
        parts.required("title", "a");
        parts.file("image", &self.0);
        parts.end()
    }
}

/// Hands on what it is sent.
#[derive(Clone)]
struct Service(Sender<http::Request<Body>>);

impl tower_service::Service<http::Request<Body>> for Service {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Ready<Result<http::Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        self.0.send(request).expect("the test waits");
        ready(Ok(http::Response::default()))
    }
}

async fn sent(files: &[File]) -> Vec<http::Request<Body>> {
    let (sender, receiver) = channel();
    let client = Client::builder("http://localhost:1").service(Service(sender)).build().expect("valid settings");
    for file in files {
        let mut call = rt::RawCall::new(&client, Upload::SPEC);
        call.multipart(&rt::Multipart::of_part(&Given(file.clone())));
        call.send(rt::finish::<Upload>).await.expect("a response");
    }
    drop(client);
    receiver.into_iter().collect()
}

async fn pieces(body: &mut Body) -> Vec<Bytes> {
    let mut pieces = Vec::new();
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await {
        pieces.push(frame.expect("bytes").into_data().expect("data"));
    }
    pieces
}

#[tokio::test]
async fn a_file_in_memory_is_not_copied() {
    let content = Bytes::from(vec![b'-'; 8 << 20]);
    let mut requests = sent(&[File::new("a", content.clone())]).await;
    let body = requests[0].body_mut();
    let whole = body.as_bytes().expect("in memory").clone();
    assert_eq!(body.length(), Some(whole.len() as u64));
    for again in [&mut body.clone(), body] {
        let pieces = pieces(again).await;
        assert!(pieces.concat() == whole);
        let places = pieces.iter().map(|piece| piece.as_ptr() as usize);
        let (start, end) = (content.as_ptr() as usize, content.as_ptr() as usize + content.len());
        let lent: usize =
            places.zip(&pieces).filter(|(at, _)| (start..end).contains(at)).map(|(_, chunk)| chunk.len()).sum();
        assert_eq!(lent, content.len(), "the bytes of the file are those of the caller");
    }
}

#[tokio::test]
async fn little_is_one_piece() {
    let mut requests = sent(&[File::new("a", "text")]).await;
    assert_eq!(pieces(requests[0].body_mut()).await.len(), 1);
}

#[tokio::test]
async fn boundaries_are_random() {
    let file = File::new("a", "text");
    let requests = sent(&[file.clone(), file.clone(), file]).await;
    let types: HashSet<&str> =
        requests.iter().map(|request| request.headers()["content-type"].to_str().expect("ASCII")).collect();
    assert_eq!(types.len(), 3, "{types:?}");
    for content_type in types {
        let (essence, boundary) = content_type.split_once("; boundary=").expect("a boundary");
        assert_eq!((essence, boundary.len()), ("multipart/form-data", "callsmith-".len() + 32));
    }
}

/// A body with a list of files.
struct Pages(Vec<File>, &'static str);

impl rt::ToPart for Pages {
    fn to_part(&self) -> rt::PartValue {
        let mut parts = rt::PartWriter::new();
        parts.required("title", self.1);
        parts.file("pages", &self.0);
        parts.end()
    }
}

/// Rules speak of what stands beside files, and of how many files there are.
#[test]
fn rules_hold_beside_files() {
    use rt::Rule::{Items, MaxItems, MaxLength, MinItems, MinLength, Property, UniqueItems};
    let rules: &[rt::Rule] = &[
        Property("title", &[MinLength(2)]),
        Property("pages", &[MinItems(2), MaxItems(3), UniqueItems, Items(&[MinLength(9), MaxLength(0)])]),
    ];
    let files = |count: usize| vec![File::new("a", "text"); count];
    rt::validate_part(&Pages(files(2), "ab"), rules).expect("as the document says");
    for (value, path, reason) in [
        (Pages(files(2), "a"), "title", "shorter than 2 characters"),
        (Pages(files(1), "ab"), "pages", "fewer than 2 items"),
        (Pages(files(4), "ab"), "pages", "more than 3 items"),
    ] {
        let invalid = rt::validate_part(&value, rules).expect_err(reason);
        assert_eq!((invalid.path(), invalid.reason()), (path, reason));
    }
}

/// A file has no text: it is an error wherever one is asked for.
#[test]
fn a_file_is_no_value_of_json() {
    let error = rt::encode_json(&File::new("a", "text")).expect_err("no JSON");
    assert_eq!(error.to_string(), "a file is a part of its own, and not within another");
}
