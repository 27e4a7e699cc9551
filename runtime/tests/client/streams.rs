//! Bodies and responses as streams.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::pin::Pin;
use std::sync::mpsc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use callsmith_runtime::{Body, Bytes, Error, Method, Retry, TimeoutPhase, Token, TokenFuture, TokenSource};
use futures_core::Stream;

use crate::sample::{Client, ServiceInput};
use crate::server::{CannedResponse, Server};

/// A stream of these pieces.
struct Pieces(Vec<Result<&'static str, &'static str>>);

impl Stream for Pieces {
    type Item = Result<&'static str, &'static str>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready((!self.0.is_empty()).then(|| self.0.remove(0)))
    }
}

fn stream(pieces: &[&'static str]) -> Body {
    Body::stream(Pieces(pieces.iter().map(|piece| Ok(*piece)).collect()))
}

fn client(url: &str) -> Client {
    Client::builder(url).build().expect("valid settings")
}

/// A server that reads the head of one request and then does as it is told.
fn by_hand(response: impl FnOnce(&mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("bound"));
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).expect("a request");
            head.push(byte[0]);
        }
        response(&mut stream);
    });
    url
}

fn chunked(stream: &mut TcpStream) {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ntransfer-encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).expect("written");
}

/// Waits until the client has gone.
fn wait(stream: &mut TcpStream) {
    let _ = stream.read(&mut [0]);
}

#[tokio::test]
async fn a_stream_is_sent_with_its_length_or_in_chunks() {
    let server = Server::always(CannedResponse::json(200, "[]"));
    let client = client(&server.url);
    let call = client.list_pets().with_body("text/plain", stream(&["one ", "two"]).with_length(7));
    call.await.expect("a response");
    client.list_pets().with_body("text/plain", stream(&["one ", "two"])).await.expect("a response");
    let seen = server.requests();
    assert_eq!((seen[0].body.as_str(), seen[0].header("content-length")), ("one two", Some("7")));
    assert_eq!(seen[0].header("transfer-encoding"), None);
    assert_eq!((seen[1].body.as_str(), seen[1].header("content-length")), ("one two", None));
    assert_eq!(seen[1].header("transfer-encoding"), Some("chunked"));
    assert_eq!(seen[1].header("content-type"), Some("text/plain"));
}

#[tokio::test]
async fn a_stream_that_fails_or_lies_is_an_error_of_its_own() {
    let server = Server::always(CannedResponse::json(200, "[]"));
    let client = client(&server.url);
    let failing = Body::stream(Pieces(vec![Ok("a"), Err("the disk failed")]));
    for (body, reason) in [
        (failing, "the disk failed"),
        (stream(&["abc"]).with_length(5), "it ends 2 bytes before its length"),
        (stream(&["abc", "d"]).with_length(3), "it is longer than its length"),
    ] {
        let error = client.list_pets().with_body("text/plain", body).await.expect_err("not sent whole");
        let expected =
            format!("the body of the request could not be read for `listPets` (GET /pets?kind=pet): {reason}");
        assert_eq!(error.to_string(), expected);
        assert!(matches!(error, Error::Transport(_)) && !error.is_retryable());
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_stream_is_sent_once() {
    let server = Server::always(CannedResponse::json(200, "[]"));
    let call = client(&server.url).list_pets().with_body("text/plain", stream(&["a"]));
    call.clone().await.expect("a response");
    let error = call.await.expect_err("sent before");
    assert!(matches!(error, Error::InvalidRequest(_)));
    let expected = "its body is a stream, which was sent before and cannot be sent again";
    assert_eq!(error.to_string(), format!("invalid request for `listPets` (GET /pets?kind=pet): {expected}"));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_stream_is_neither_repeated_nor_redirected_and_bytes_are() {
    let server = Server::new(|_, before| match before % 2 {
        0 => CannedResponse::new(503, "").header("retry-after", "0"),
        _ => CannedResponse::json(200, "[]"),
    });
    let client = client(&server.url);
    let call = client.list_pets().with_retry(Retry::up_to(1));
    let error = call.clone().with_body("text/plain", stream(&["a"])).await.expect_err("not repeated");
    assert_eq!(server.requests().len(), 1);
    assert!(error.to_string().ends_with("(its body was a stream, which cannot be sent again)"), "{error}");
    server.forget();
    call.with_body("text/plain", "a").await.expect("repeated");
    assert_eq!(server.requests().len(), 2);

    let server = Server::new(|seen, _| match seen.target.as_str() {
        "/elsewhere" => CannedResponse::json(200, "[]"),
        _ => CannedResponse::new(308, "").header("location", "/elsewhere"),
    });
    let call = self::client(&server.url).list_pets();
    let error = call.clone().with_body("text/plain", stream(&["a"])).await.expect_err("not followed");
    let expected = "308 Permanent Redirect for `listPets` (GET /pets?kind=pet), a redirect to `/elsewhere` that is not followed \
                    (its body was a stream, which cannot be sent again)";
    assert_eq!(error.to_string(), expected);
    call.with_body("text/plain", "a").await.expect("followed");
    assert_eq!(server.requests()[2].body, "a");
}

#[tokio::test]
async fn a_stream_that_was_not_begun_is_repeated() {
    // Nobody listens there at first.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("bound");
    drop(listener);
    let call = client(&format!("http://{address}")).list_pets().with_body("text/plain", stream(&["a"]));
    let error = call.clone().await.expect_err("nobody there");
    assert!(error.is_connect(), "{error}");
    let error = call.await.expect_err("nobody there");
    assert!(error.is_connect(), "{error}");
}

/// Tokens `t1`, `t2`, and so on.
struct Tokens(std::sync::atomic::AtomicUsize);

impl TokenSource for Tokens {
    fn token(&self) -> TokenFuture<'_> {
        let number = 1 + self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        Box::pin(async move { Ok(Token::new(format!("t{number}"))) })
    }
}

#[tokio::test]
async fn a_stream_is_not_sent_again_with_another_token() {
    let server = Server::new(|seen, _| match seen.header("authorization") {
        Some("Bearer t1") => CannedResponse::new(401, ""),
        _ => CannedResponse::json(200, "[]"),
    });
    let source = Tokens(Default::default());
    let client = Client::builder(&server.url).token_source(source).build().expect("valid settings");
    let call = client.run_ml_service(&ServiceInput::default()).without_body();
    let error = call.clone().with_body("text/plain", stream(&["a"])).await.expect_err("refused");
    assert!(error.is_unauthorized());
    assert!(error.to_string().contains("its body was a stream"), "{error}");
    // The new token is there for the next call.
    call.with_body("text/plain", stream(&["a"])).await.expect("a response");
    assert_eq!(server.requests()[1].header("authorization"), Some("Bearer t2"));
}

#[test]
fn a_request_with_a_stream_is_not_built_in_memory() {
    let call = client("http://localhost").list_pets().with_body("text/plain", stream(&["a"]));
    let error = call.to_request().expect_err("a stream");
    assert!(error.to_string().ends_with("its body is a stream or a file, which is not in memory"), "{error}");
}

#[tokio::test]
async fn a_response_is_received_piece_by_piece() {
    let (go, going) = mpsc::channel();
    let url = by_hand(move |stream| {
        chunked(stream);
        for piece in ["one", "two"] {
            stream.write_all(format!("3\r\n{piece}\r\n").as_bytes()).expect("written");
            going.recv().expect("the test goes on");
        }
        stream.write_all(b"0\r\nx-trailer: 1\r\n\r\n").expect("written");
    });
    let response = client(&url).get_picture(1).stream().await.expect("headers");
    assert_eq!((response.status().as_u16(), response.headers().get("content-type")), (200, Some("image/png")));
    let mut stream = response.into_body();
    assert_eq!(stream.length(), None);
    assert_eq!(stream.chunk().await.expect("a piece").as_deref(), Some(&b"one"[..]));
    go.send(()).expect("a server");
    assert_eq!(stream.chunk().await.expect("a piece").as_deref(), Some(&b"two"[..]));
    go.send(()).expect("a server");
    assert_eq!(stream.chunk().await.expect("the end"), None);
    assert_eq!(stream.chunk().await.expect("the end"), None);
}

#[tokio::test]
async fn an_error_is_typed_and_an_undeclared_status_is_none() {
    let server = Server::new(|seen, _| match seen.target.as_str() {
        "/pets/1" => CannedResponse::json(404, r#"{"message": "gone"}"#),
        "/pets/2" => CannedResponse::json(418, "[]"),
        _ => CannedResponse::json(200, "[1, 2]"),
    });
    let client = client(&server.url);
    let Err(Error::Api(error)) = client.get_pet("1").stream().await else { panic!("404 is declared") };
    assert_eq!(error.body().message.as_deref(), Some("gone"));
    let Err(Error::Unexpected(error)) = client.get_pet("2").stream().await else { panic!("418 is not declared") };
    assert_eq!(&error.bytes()[..], b"[]");
    // The body of a success is not looked at.
    let stream = client.get_pet("3").stream().await.expect("a success").into_body();
    assert_eq!(stream.length(), Some(6));
    assert_eq!(stream.bytes().await.expect("all"), "[1, 2]");
    let request = self::client(&server.url).request(Method::GET, "/pets/1").stream();
    assert_eq!(request.await.expect("any status").status(), 404);
}

#[tokio::test]
async fn a_connection_that_breaks_is_an_error_of_the_stream() {
    type Act = fn(&mut TcpStream);
    let cut: Act = |stream| {
        let head = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc";
        stream.write_all(head.as_bytes()).expect("written");
    };
    let no_end: Act = |stream| {
        chunked(stream);
        stream.write_all(b"3\r\nabc\r\n").expect("written");
    };
    let no_chunk: Act = |stream| {
        chunked(stream);
        stream.write_all(b"3\r\nabc\r\nnonsense\r\n").expect("written");
        wait(stream);
    };
    for act in [cut, no_end, no_chunk] {
        let mut stream = client(&by_hand(act)).get_picture(1).stream().await.expect("headers").into_body();
        let mut all = Vec::new();
        let error = loop {
            match stream.chunk().await {
                Ok(Some(piece)) => all.extend_from_slice(&piece),
                Ok(None) => panic!("not the end"),
                Err(error) => break error,
            }
        };
        assert!(matches!(error, Error::Transport(_)) && error.is_retryable(), "{error}");
        let text = error.to_string();
        assert!(text.starts_with("the connection broke for `getPicture` (GET /pets/{petId}/picture)"), "{text}");
        assert_eq!(all, b"abc");
        assert_eq!(stream.chunk().await.expect("nothing more"), None);
    }
}

#[tokio::test]
async fn silence_has_a_limit() {
    let url = by_hand(|stream| {
        chunked(stream);
        stream.write_all(b"3\r\nabc\r\n").expect("written");
        wait(stream);
    });
    let start = Instant::now();
    let call = client(&url).get_picture(1).with_timeout(Duration::from_millis(200));
    let mut stream = call.stream().await.expect("headers").into_body();
    // The limit counts anew for each piece, and only while one is waited for.
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(stream.chunk().await.expect("a piece").as_deref(), Some(&b"abc"[..]));
    let error = stream.chunk().await.expect_err("silence");
    assert!(start.elapsed() < Duration::from_secs(10));
    let Error::Timeout(timeout) = &error else { panic!("{error}") };
    assert_eq!((timeout.phase(), timeout.limit()), (TimeoutPhase::Idle, Some(Duration::from_millis(200))));
    let host = url.trim_start_matches("http://");
    let expected =
        format!("no more of the answer within 200ms for `getPicture` (GET /pets/{{petId}}/picture) at `{host}`");
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn what_is_held_in_memory_has_a_limit() {
    let server = Server::always(CannedResponse::json(200, format!("[{}1]", " ".repeat(1000))));
    let client = client(&server.url);
    let error = client.list_pets().with_response_limit(1000).await.expect_err("1003 bytes");
    assert_eq!(error.to_string(), "the answer for `listPets` (GET /pets?kind=pet) is larger than 1000 bytes");
    let stream = client.list_pets().with_response_limit(1000).stream().await.expect("headers").into_body();
    let error = stream.bytes().await.expect_err("1003 bytes");
    let Error::Transport(error) = error else { panic!("{error}") };
    assert!(error.is_response_too_large());
    let stream = client.list_pets().with_response_limit(1003).stream().await.expect("headers").into_body();
    assert_eq!(stream.bytes().await.expect("1003 bytes").len(), 1003);
}

/// A writer for five bytes.
struct Small(Vec<u8>);

impl tokio::io::AsyncWrite for Small {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<std::io::Result<usize>> {
        let count = bytes.len().min(2).min(5 - self.0.len());
        self.0.extend_from_slice(&bytes[..count]);
        Poll::Ready(Ok(count))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn a_response_is_written_where_the_caller_wants_it() {
    let server = Server::new(|_, before| CannedResponse::new(200, ["12345", "123456"][before % 2]));
    let client = client(&server.url);
    let mut small = Small(Vec::new());
    let stream = client.get_picture(1).stream().await.expect("headers").into_body();
    assert_eq!(stream.write_to(&mut small).await.expect("written"), 5);
    assert_eq!(small.0, b"12345");
    small.0.clear();
    let stream = client.get_picture(1).stream().await.expect("headers").into_body();
    let error = stream.write_to(&mut small).await.expect_err("one too many");
    let text = error.to_string();
    assert!(text.starts_with("the answer for `getPicture` (GET /pets/{petId}/picture) could not be written"), "{text}");
    assert!(!error.is_retryable());
}

#[cfg(feature = "fs")]
#[tokio::test]
async fn a_response_is_saved_and_a_file_sent() {
    let server = Server::always(CannedResponse::new(200, "x".repeat(300_000)));
    let path = std::env::temp_dir().join(format!("callsmith-stream-{}", std::process::id()));
    let client = client(&server.url);
    let stream = client.get_picture(1).stream().await.expect("headers").into_body();
    assert_eq!(stream.save_to(&path).await.expect("saved"), 300_000);
    assert_eq!(std::fs::read(&path).expect("a file").len(), 300_000);
    let request = client.request(Method::PUT, "/").body("text/plain", Body::file(&path).expect("a file"));
    request.send().await.expect("a response");
    let sent = &server.requests()[1];
    assert_eq!((sent.body.len(), sent.header("content-length")), (300_000, Some("300000")));
    std::fs::remove_file(&path).expect("removed");
    let stream = client.get_picture(1).stream().await.expect("headers").into_body();
    let error = stream.save_to(&path.join("no")).await.expect_err("no such folder");
    assert!(error.to_string().contains("could not be written"), "{error}");
}

#[tokio::test]
async fn a_response_is_the_body_of_another_request() {
    let server = Server::always(CannedResponse::new(200, "picture"));
    let client = client(&server.url);
    let stream = client.get_picture(1).stream().await.expect("headers").into_body();
    client.request(Method::PUT, "/copy").body("image/png", stream).send().await.expect("a response");
    let sent = &server.requests()[1];
    assert_eq!((sent.body.as_str(), sent.header("content-length")), ("picture", Some("7")));
    let _: Bytes = client.get_picture(1).await.expect("bytes");
}

#[cfg(feature = "blocking")]
#[tokio::test]
async fn a_response_is_read_without_async() {
    let url = by_hand(|stream| {
        chunked(stream);
        stream.write_all(b"3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n").expect("written");
    });
    // Inside of a runtime too.
    let response = client(&url).get_picture(1).stream_blocking().expect("headers");
    assert_eq!(response.headers().get("content-type"), Some("image/png"));
    let mut text = String::new();
    response.into_body().read_to_string(&mut text).expect("all");
    assert_eq!(text, "onetwo");

    let url = by_hand(|stream| {
        chunked(stream);
        stream.write_all(b"3\r\none\r\n").expect("written");
    });
    let mut reader = client(&url).get_picture(1).stream_blocking().expect("headers").into_body();
    let error = reader.read_to_string(&mut text).expect_err("cut off");
    let error = error.get_ref().and_then(|error| error.downcast_ref::<Error>()).expect("an error of the call");
    assert!(error.is_retryable(), "{error}");
    assert_eq!(reader.read(&mut [0; 8]).expect("nothing more"), 0);
    let server = Server::always(CannedResponse::json(404, r#"{"message": "gone"}"#));
    let Err(Error::Api(error)) = client(&server.url).get_pet("1").stream_blocking() else { panic!("404 is declared") };
    assert_eq!(error.body().message.as_deref(), Some("gone"));
}
