//! Time limits.

use std::time::{Duration, Instant};

use callsmith_runtime::v1::{HasEvents, Text};
use callsmith_runtime::{Body, Error, Method, Retry, TimeoutPhase};

use crate::sample::Client;
use crate::sample::pets::ListPets;
use crate::server::{CannedResponse, Server};

fn slow() -> Server {
    Server::always(CannedResponse::json(200, "[]").after(Duration::from_secs(30)))
}

#[tokio::test]
async fn a_call_ends_in_time() {
    let server = slow();
    let client = Client::builder(&server.url).timeout(Duration::from_millis(100)).build().expect("valid settings");
    let start = Instant::now();
    let error = client.list_pets().await.expect_err("too slow");
    assert!(start.elapsed() < Duration::from_secs(5));
    let Error::Timeout(timeout) = &error else { panic!("{error:?}") };
    assert_eq!((timeout.phase(), timeout.limit()), (TimeoutPhase::Call, Some(Duration::from_millis(100))));
    assert!(error.is_timeout() && error.is_retryable() && !error.is_connect());
    let host = server.url.trim_start_matches("http://");
    let expected = format!("no answer within 100ms for `listPets` (GET /pets?kind=pet) at `{host}`");
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn the_limit_of_a_call_is_for_all_repetitions() {
    let server = slow();
    let client = Client::builder(&server.url)
        .retry(Retry::up_to(100).attempt_timeout(Duration::from_millis(60)))
        .build()
        .expect("valid settings");
    let call = client.list_pets().with_timeout(Duration::from_millis(300));
    let start = Instant::now();
    let error = call.await.expect_err("too slow");
    assert!(start.elapsed() < Duration::from_secs(5));
    assert!(error.is_timeout());
}

#[tokio::test]
async fn connecting_has_a_limit() {
    // A queue for one connection, which is taken: a further connection is never accepted.
    let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
    socket.bind("127.0.0.1:0".parse().expect("an address")).expect("a free port");
    let listener = socket.listen(0).expect("a listener");
    let address = listener.local_addr().expect("bound");
    let mut connections = Vec::new();
    while let Ok(Ok(stream)) =
        tokio::time::timeout(Duration::from_millis(300), tokio::net::TcpStream::connect(address)).await
    {
        connections.push(stream);
    }
    let client = Client::builder(&format!("http://{address}"))
        .connect_timeout(Duration::from_millis(100))
        .build()
        .expect("valid settings");
    let error = client.health().await.expect_err("no connection");
    let Error::Timeout(timeout) = &error else { panic!("{error:?}") };
    assert_eq!(timeout.phase(), TimeoutPhase::Connect);
    assert!(error.is_connect());
    let expected = format!("no connection within 100ms for `ServiceHealthCheck` (GET /) at `{address}`");
    assert_eq!(error.to_string(), expected);
}

/// A server that reads the head of each request, writes this and is silent from then on.
fn stalling(response: &'static str) -> String {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("bound"));
    std::thread::spawn(move || {
        let mut connections = Vec::new();
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                stream.read_exact(&mut byte).expect("a request");
                head.push(byte[0]);
            }
            stream.write_all(response.as_bytes()).expect("written");
            connections.push(stream);
        }
    });
    url
}

const HALF: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n[";

#[track_caller]
fn assert_timeout(error: &Error<impl Sized>, phase: TimeoutPhase, limit: Duration, what: &str) {
    let Error::Timeout(timeout) = error else { panic!("{error:?}") };
    assert_eq!((timeout.phase(), timeout.limit()), (phase, Some(limit)));
    assert!(error.is_retryable() && !error.is_connect());
    assert!(error.to_string().starts_with(&format!("no {what} within {limit:?} for ")), "{error}");
}

#[tokio::test]
async fn a_response_that_stalls_is_an_error() {
    let limit = Duration::from_millis(150);
    let url = stalling(HALF);
    let start = Instant::now();
    let client = Client::builder(&url).retry(Retry::none()).idle_timeout(limit).build().expect("valid settings");
    let error = client.list_pets().await.expect_err("half of it");
    assert_timeout(&error, TimeoutPhase::Idle, limit, "more of the answer");
    // A call has a limit of its own, or none, and a policy repeats it.
    let other = Duration::from_millis(300);
    let error = client.list_pets().with_idle_timeout(other).await.expect_err("half of it");
    assert_timeout(&error, TimeoutPhase::Idle, other, "more of the answer");
    let endless = client.list_pets().with_idle_timeout(None);
    assert!(tokio::time::timeout(limit * 4, endless.into_future()).await.is_err());
    let raw = client.request(Method::GET, "/").idle_timeout(other).send().await.expect_err("half of it");
    assert_timeout(&raw, TimeoutPhase::Idle, other, "more of the answer");
    let mut stream = client.list_pets().stream().await.expect("headers").into_body();
    assert_eq!(stream.chunk().await.expect("a piece").as_deref(), Some(&b"["[..]));
    let error = stream.chunk().await.expect_err("half of it");
    assert_timeout(&error, TimeoutPhase::Idle, limit, "more of the answer");
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[tokio::test]
async fn a_stalled_response_ends_after_a_minute_by_default() {
    let minute = Duration::from_secs(60);
    let client = Client::builder(&stalling(HALF)).retry(Retry::none()).build().expect("valid settings");
    let call = tokio::spawn(client.list_pets().into_future());
    let begun = client.list_pets().stream().await.expect("headers").into_body();
    let reading = tokio::spawn(begun.bytes());
    tokio::time::sleep(Duration::from_millis(300)).await;
    tokio::time::pause();
    let start = tokio::time::Instant::now();
    assert_timeout(
        &call.await.expect("no panic").expect_err("half of it"),
        TimeoutPhase::Idle,
        minute,
        "more of the answer",
    );
    assert_timeout(
        &reading.await.expect("no panic").expect_err("half"),
        TimeoutPhase::Idle,
        minute,
        "more of the answer",
    );
    assert!((55..=61).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
}

/// The sample has no stream of events.
impl HasEvents for ListPets {
    type Data = String;
    type Codec = Text;
}

#[tokio::test]
async fn events_may_be_silent_by_default() {
    let url = stalling("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: one\n\n");
    let client = Client::builder(&url).build().expect("valid settings");
    let mut events = client.list_pets().events().await.expect("headers");
    assert_eq!(events.next().await.expect("an event").expect("a text").data, "one");
    let (limit, day) = (Duration::from_secs(90), Duration::from_secs(86400));
    tokio::time::pause();
    assert!(tokio::time::timeout(day, events.next()).await.is_err());
    let error = events.with_idle_timeout(limit).next().await.expect("an error").expect_err("silence");
    assert_timeout(&error, TimeoutPhase::Idle, limit, "more of the answer");
}

/// A number of bytes that no connection of this machine holds.
const MUCH: usize = 64 << 20;

#[tokio::test]
async fn a_service_that_takes_nothing_more_is_an_error() {
    let limit = Duration::from_millis(200);
    let client =
        Client::builder(&stalling("")).retry(Retry::none()).idle_timeout(limit).build().expect("valid settings");
    let much = callsmith_runtime::Bytes::from(vec![b'x'; MUCH]);
    let request = || client.request(Method::POST, "/upload");
    let error = request().body("text/plain", much.clone()).send().await.expect_err("not taken");
    assert_timeout(&error, TimeoutPhase::Upload, limit, "more of the request was taken");
    let error =
        request().body("text/plain", Body::reader(std::io::Cursor::new(much))).send().await.expect_err("not taken");
    assert_timeout(&error, TimeoutPhase::Upload, limit, "more of the request was taken");
}

/// Two pieces, with a long time between them.
struct Slow(u32, std::pin::Pin<Box<tokio::time::Sleep>>);

impl futures_core::Stream for Slow {
    type Item = Result<&'static str, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        if self.0 > 0 {
            std::task::ready!(self.1.as_mut().poll(cx));
        }
        self.0 += 1;
        std::task::Poll::Ready((self.0 <= 2).then_some(Ok("piece")))
    }
}

#[tokio::test]
async fn what_is_slow_and_does_not_stall_is_no_error() {
    // The caller has no more to send for a while, and the service thinks for a while.
    let limit = Duration::from_millis(100);
    let server = Server::always(CannedResponse::json(200, "[]").after(limit * 3));
    let client = Client::builder(&server.url).retry(Retry::none()).idle_timeout(limit).build().expect("valid settings");
    let body = Body::stream(Slow(0, Box::pin(tokio::time::sleep(limit * 3))));
    client.request(Method::POST, "/upload").body("text/plain", body).send().await.expect("a response");
    let much = "x".repeat(MUCH / 8);
    client.request(Method::POST, "/upload").body("text/plain", much.clone()).send().await.expect("a response");
    let seen = server.requests();
    assert_eq!((seen[0].body.as_str(), seen[1].body.len()), ("piecepiece", much.len()));
    let length = much.len().to_string();
    assert_eq!(seen[1].header("content-length"), Some(length.as_str()));
}

#[test]
fn a_call_outside_of_a_runtime_is_an_error() {
    let server = slow();
    let client = Client::builder(&server.url).build().expect("valid settings");
    for call in [client.list_pets(), client.list_pets().with_timeout(Duration::from_secs(1))] {
        let mut future = std::pin::pin!(call.into_future());
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        let std::task::Poll::Ready(Err(error)) = future.as_mut().poll(&mut context) else { panic!("not an error") };
        assert_eq!(
            error.to_string(),
            "`listPets` (GET /pets?kind=pet) needs a tokio runtime; `send_blocking` does not"
        );
    }
}
