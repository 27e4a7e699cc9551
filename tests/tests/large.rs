//! Bodies that are larger than the memory which a client may take.
//!
//! The client is a process of its own, this test started once more, so that nothing but the client counts.
//! `cargo test --package callsmith-tests --test large -- --ignored --exact a_gigabyte_each_way` is what `.ci/run streams` runs.
#![cfg(target_os = "linux")]

use std::env;
use std::future::poll_fn;
use std::pin::Pin;
use std::process::Command;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body as ServerBody, HttpBody};
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use callsmith_goldens::{multipart, text_and_binary};
use callsmith_runtime::{Body, File};
use callsmith_tests::server::Server;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

/// A gigabyte.
const LARGE: u64 = 1 << 30;
/// The greatest memory of the client, in KiB.
const LIMIT: u64 = 64 << 10;
/// The length of the pattern that bodies repeat. It is a prime number, so that a missing or doubled piece shows.
const PATTERN_LENGTH: usize = 65_521;
/// The URL of the server, for the client.
const URL: &str = "CALLSMITH_LARGE_URL";

/// A body of so many bytes.
struct Pattern {
    bytes: Bytes,
    left: u64,
}

impl Pattern {
    fn new(left: u64) -> Self {
        Self { bytes: Self::bytes(), left }
    }

    fn bytes() -> Bytes {
        (0..PATTERN_LENGTH).map(|index| (index * 7 + index / 256) as u8).collect()
    }

    fn piece(&mut self) -> Option<Bytes> {
        let length = self.left.min(PATTERN_LENGTH as u64);
        self.left -= length;
        (length > 0).then(|| self.bytes.slice(..length as usize))
    }
}

impl Stream for Pattern {
    type Item = Result<Bytes, std::convert::Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.piece().map(Ok))
    }
}

impl HttpBody for Pattern {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Poll::Ready(self.piece().map(|piece| Ok(Frame::data(piece))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

/// `true` if bytes go on as the pattern does.
struct Check {
    pattern: Bytes,
    seen: u64,
}

impl Check {
    fn new() -> Self {
        Self { pattern: Pattern::bytes(), seen: 0 }
    }

    /// Panics where they do not.
    fn add(&mut self, mut piece: &[u8]) {
        while !piece.is_empty() {
            let expected = &self.pattern[(self.seen % PATTERN_LENGTH as u64) as usize..];
            let length = expected.len().min(piece.len());
            assert!(piece[..length] == expected[..length], "other bytes than expected after {}", self.seen);
            self.seen += length as u64;
            piece = &piece[length..];
        }
    }
}

async fn pieces(mut body: ServerBody, mut each: impl FnMut(Bytes)) {
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        each(frame.expect("the client sends all of it").into_data().expect("a request has no trailers"));
    }
}

/// Checks or counts what is sent, and responds with as much.
async fn serve(request: Request) -> Response {
    let length = request.headers().get("content-length").map(|value| value.to_str().expect("a number").to_owned());
    match *request.method() {
        Method::PUT => {
            let mut check = Check::new();
            pieces(request.into_body(), |piece| check.add(&piece)).await;
            assert_eq!((check.seen, length), (LARGE, Some(LARGE.to_string())));
            StatusCode::NO_CONTENT.into_response()
        }
        Method::POST => {
            let mut seen = 0;
            pieces(request.into_body(), |piece| seen += piece.len() as u64).await;
            assert!(length.is_none() && seen > LARGE / 4);
            StatusCode::NO_CONTENT.into_response()
        }
        _ => Response::builder()
            .header("content-type", "image/png")
            .body(ServerBody::new(Pattern::new(LARGE)))
            .expect("a response"),
    }
}

#[test]
#[ignore = "takes two gigabytes through a build without optimisations: `.ci/run streams`"]
fn a_gigabyte_each_way() {
    let server = Server::serve(Router::new().fallback(serve));
    let itself = env::current_exe().expect("a test is a program");
    let mut client = Command::new(itself);
    client.args(["--ignored", "--exact", "client", "--nocapture"]).env(URL, server.url());
    let output = client.output().expect("the test can be started once more");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    let peak = text.lines().find_map(|line| line.strip_prefix("peak KiB: ")).expect("the client tells its memory");
    let peak: u64 = peak.parse().expect("a number");
    println!("the client had at most {peak} KiB in memory");
    assert!(peak < LIMIT, "the client had {peak} KiB in memory");
}

/// The client of the test above.
#[tokio::test]
#[ignore = "started by the other test"]
async fn client() {
    let Ok(url) = env::var(URL) else { return };
    let client = text_and_binary::Client::builder(&url).build().expect("valid settings");
    client.put_picture(Body::stream(Pattern::new(LARGE)).with_length(LARGE)).await.expect("a gigabyte sent");

    let mut stream = client.get_picture().stream().await.expect("a response").into_body();
    let mut check = Check::new();
    while let Some(piece) = stream.chunk().await.expect("a gigabyte received") {
        check.add(&piece);
    }
    assert_eq!(check.seen, LARGE);

    let image = File::new("large", Body::stream(Pattern::new(LARGE / 4)));
    let upload =
        multipart::Upload { title: None, image, pages: None, size: None, about: None, names: None, tags: None };
    let client = multipart::Client::builder(&url).build().expect("valid settings");
    client.upload(&upload).await.expect("a part sent");
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells it");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux tells it");
    println!("\npeak KiB: {}", peak.trim_end_matches("kB").trim());
}
