//! Responses in content codings.

use callsmith_runtime::{Error, Method};

use crate::sample::Client;
use crate::tcp::Tcp;

const JSON: &str = "content-type: application/json\r\n";

fn client(url: &str) -> Client {
    Client::builder(url).build().expect("valid settings")
}

fn server(status: &'static str, coding: &str, content_type: &str, body: &[u8]) -> Tcp {
    let headers = format!("content-type: {content_type}\r\ncontent-encoding: {coding}\r\n");
    Tcp::with_body(status, String::leak(headers), body.to_vec())
}

#[cfg(not(any(feature = "gzip", feature = "brotli", feature = "zstd")))]
#[tokio::test]
async fn a_request_asks_for_no_coding() {
    let server = Tcp::with_body("200 OK", JSON, b"[]".to_vec());
    client(&server.url).list_pets().await.expect("a response");
    assert_eq!(server.lines("accept-encoding"), ["accept-encoding: identity"]);
}

#[tokio::test]
async fn a_body_without_a_coding_is_as_it_came() {
    for coding in ["", "identity", "Identity, identity", "utf-8"] {
        let server = server("200 OK", coding, "application/json", b"[]");
        assert!(client(&server.url).list_pets().await.expect("a response").is_empty(), "{coding}");
    }
}

/// The outcome of a call whose response is in a coding: its kind, and its text.
fn failure_of<T: std::fmt::Debug, E>(result: Result<T, Error<E>>) -> (&'static str, Option<u16>, String) {
    let error = result.expect_err("an error");
    let kind = match &error {
        Error::Decode(_) => "decode",
        Error::Unexpected(_) => "unexpected",
        Error::Transport(_) => "transport",
        _ => "other",
    };
    (kind, error.status().map(|status| status.as_u16()), error.to_string())
}

#[tokio::test]
async fn a_coding_that_cannot_be_decoded_is_named() {
    let reason = "but its content coding `compress` cannot be decoded";
    let ok = |coding: &str| ("decode", Some(200), format!("200 OK for {coding}, {reason}"));

    let json = server("200 OK", "compress", "application/json", b"\x1f\x9d");
    assert_eq!(failure_of(client(&json.url).list_pets().await), ok("`listPets` (GET /pets?kind=pet)"));
    let text = server("200 OK", "compress", "text/plain; charset=latin1", b"\x1f\x9d");
    assert_eq!(failure_of(client(&text.url).health().await), ok("`ServiceHealthCheck` (GET /)"));
    let bytes = server("200 OK", "compress", "image/png", b"\x1f\x9d");
    assert_eq!(failure_of(client(&bytes.url).get_picture(1).await), ok("`getPicture` (GET /pets/{petId}/picture)"));
    assert_eq!(
        failure_of(client(&bytes.url).get_picture(1).stream().await),
        ok("`getPicture` (GET /pets/{petId}/picture)")
    );
    let by_hand = client(&bytes.url).request(Method::GET, "/x");
    assert_eq!(failure_of(by_hand.clone().send().await), ok("GET /x"));
    assert_eq!(failure_of(by_hand.stream().await), ok("GET /x"));
    // Nothing is expected of the body.
    let ignored = server("200 OK", "compress", "application/json", b"\x1f\x9d");
    client(&ignored.url).delete_pet(1).await.expect("a success");
}

#[tokio::test]
async fn an_error_in_a_coding_that_cannot_be_decoded_keeps_its_status() {
    let error = server("404 Not Found", "compress", "application/json", b"\x1f\x9d");
    let (kind, status, text) = failure_of(client(&error.url).get_pet("1").await);
    assert_eq!((kind, status), ("unexpected", Some(404)));
    assert!(
        text.starts_with("404 Not Found for `getPet` (GET /pets/{petId}), but its content coding `compress`"),
        "{text}"
    );
    let (kind, status, text) = failure_of(client(&error.url).request(Method::GET, "/x").send().await);
    assert_eq!((kind, status), ("unexpected", Some(404)));
    assert!(text.contains("`compress` cannot be decoded"), "{text}");
}

#[cfg(not(feature = "brotli"))]
#[tokio::test]
async fn a_coding_whose_feature_is_off_names_the_feature() {
    let json = server("200 OK", "br", "application/json", b"\x0b");
    let text = failure_of(client(&json.url).list_pets().await).2;
    assert!(text.ends_with("but its content coding `br` needs the feature `brotli` of callsmith-runtime"), "{text}");
}

#[tokio::test]
async fn a_caller_who_asks_for_a_coding_gets_it() {
    let body = b"\x1f\x8b coded";
    let bytes = server("200 OK", "gzip", "image/png", body);
    let client = client(&bytes.url);
    let picture = client.get_picture(1).with_header("accept-encoding", "gzip").await.expect("bytes");
    assert_eq!(&picture[..], body);
    let stream = client.get_picture(1).with_header("accept-encoding", "gzip").stream().await.expect("a stream");
    assert_eq!(stream.headers().get("content-encoding"), Some("gzip"));
    assert_eq!(&stream.into_body().bytes().await.expect("bytes")[..], body);
    assert!(bytes.heads().iter().all(|head| head.contains("accept-encoding: gzip\r\n")));
    // A value is none of the bytes.
    let text = failure_of(client.list_pets().with_header("accept-encoding", "gzip").await).2;
    assert!(text.contains("it still has the content coding `gzip`: who sets `Accept-Encoding` decodes it"), "{text}");
}

#[cfg(feature = "gzip")]
mod gzip {
    use std::io::Write;

    use callsmith_runtime::Body;
    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    const PET: &str = r#"{"id": 1, "color": "red", "owner": null}"#;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).expect("in memory");
        encoder.finish().expect("in memory")
    }

    #[tokio::test]
    async fn values_bytes_and_streams_are_decoded() {
        let json = server("200 OK", "GZip", "application/json", &gzip(PET.as_bytes()));
        let response = client(&json.url).get_pet("1").response().await.expect("a response");
        assert_eq!(response.body().id, 1);
        assert_eq!(json.lines("accept-encoding").len(), 1);
        assert!(json.lines("accept-encoding")[0].starts_with("accept-encoding: gzip"));

        let large = vec![b'x'; 3_000_000];
        let bytes = server("200 OK", "x-gzip", "image/png", &gzip(&large));
        assert!(client(&bytes.url).get_picture(1).await.expect("bytes") == large);
        let stream = client(&bytes.url).get_picture(1).stream().await.expect("a stream").into_body();
        assert_eq!(stream.length(), None);
        assert!(stream.bytes().await.expect("bytes") == large);
        let by_hand = client(&bytes.url).request(Method::GET, "/x").send().await.expect("a response");
        assert_eq!(by_hand.headers().get("content-encoding"), None);
        assert!(*by_hand.body() == large);
    }

    #[tokio::test]
    async fn several_codings_and_members_are_undone_in_order() {
        let twice = server("200 OK", "gzip, identity, gzip", "application/json", &gzip(&gzip(PET.as_bytes())));
        assert_eq!(client(&twice.url).get_pet("1").await.expect("a response").id, 1);
        let members = [gzip(&PET.as_bytes()[..10]), gzip(&PET.as_bytes()[10..])].concat();
        let members = server("200 OK", "gzip", "application/json", &members);
        assert_eq!(client(&members.url).get_pet("1").await.expect("a response").id, 1);
    }

    #[tokio::test]
    async fn an_error_is_decoded_too() {
        let error = server("404 Not Found", "gzip", "application/json", &gzip(br#"{"error": "no pet"}"#));
        let error = client(&error.url).get_pet("1").await.expect_err("not found");
        assert!(matches!(error, Error::Api(_)), "{error}");
        assert!(error.to_string().contains("no pet"), "{error}");
    }

    #[tokio::test]
    async fn nothing_has_no_coding() {
        let nothing = server("204 No Content", "gzip", "application/json", b"");
        client(&nothing.url).delete_pet(1).await.expect("a success");
        let chunked = Tcp::new(|stream| {
            stream.write_all(
                b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n0\r\n\r\n",
            )
        });
        assert!(client(&chunked.url).get_picture(1).await.expect("no bytes").is_empty());
    }

    #[tokio::test]
    async fn a_body_that_grows_beyond_the_limit_is_an_error() {
        // 1 GiB of zeros in about 1 MB, and a second time around.
        let zeros = gzip(&vec![0; 4 << 20]);
        let members: Vec<u8> = std::iter::repeat_n(zeros, 256).flatten().collect();
        let bomb = server("200 OK", "gzip", "image/png", &members);
        let error = client(&bomb.url).get_picture(1).with_response_limit(1 << 20).await.expect_err("too large");
        let Error::Transport(error) = error else { panic!("{error}") };
        assert!(error.is_response_too_large());
        let twice = server("200 OK", "gzip, gzip", "application/json", &gzip(&members));
        let error = client(&twice.url).list_pets().with_response_limit(1 << 20).await.expect_err("too large");
        assert_eq!(error.to_string(), "the answer for `listPets` (GET /pets?kind=pet) is larger than 1048576 bytes");
        // A stream is read piece by piece.
        let mut stream = client(&bomb.url).get_picture(1).stream().await.expect("a stream").into_body();
        let piece = stream.chunk().await.expect("a piece").expect("bytes");
        assert!(piece.len() <= 64 << 10, "{}", piece.len());
    }

    #[tokio::test]
    async fn what_is_no_gzip_is_an_error_that_says_so() {
        for (body, reason) in [
            (b"{\"id\": 1}".to_vec(), "Invalid gzip header"),
            (gzip(PET.as_bytes())[..30].to_vec(), "unexpected end of file"),
        ] {
            let broken = server("200 OK", "gzip", "application/json", &body);
            let error = client(&broken.url).get_pet("1").await.expect_err("damaged");
            assert!(!error.is_retryable());
            let text = error.to_string();
            let expected =
                "the answer for `getPet` (GET /pets/{petId}) cannot be decoded: its body is no valid `gzip`: ";
            assert_eq!(text, format!("{expected}{reason}"));
        }
    }

    #[tokio::test]
    async fn a_connection_that_breaks_is_no_fault_of_the_coding() {
        let half = gzip(PET.as_bytes())[..20].to_vec();
        let broken = Tcp::new(move |stream| {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 100\r\n\r\n")?;
            stream.write_all(&half)
        });
        let error = client(&broken.url).get_pet("1").await.expect_err("broken");
        assert!(error.is_retryable(), "{error}");
        assert!(error.to_string().starts_with("the connection broke for `getPet`"), "{error}");
    }

    #[tokio::test]
    async fn a_part_of_a_body_is_asked_for_without_a_coding() {
        let part = server("206 Partial Content", "gzip", "image/png", &gzip(b"x"));
        let call = client(&part.url).get_picture(1).with_header("range", "bytes=0-9");
        let text = failure_of(call.await).2;
        assert_eq!(part.lines("accept-encoding"), ["accept-encoding: identity"]);
        assert!(
            text.ends_with("it is a part of a body with the content coding `gzip`, which is decoded whole"),
            "{text}"
        );
    }

    #[tokio::test]
    async fn what_another_call_returns_is_sent_decoded() {
        let from = server("200 OK", "gzip", "image/png", &gzip(b"twelve bytes"));
        let stream = client(&from.url).get_picture(1).stream().await.expect("a stream").into_body();
        let to = Tcp::with_body("200 OK", JSON, b"[]".to_vec());
        client(&to.url).request(Method::PUT, "/copy").body("image/png", Body::from(stream)).send().await.expect("sent");
        assert_eq!(to.lines("transfer-encoding"), ["transfer-encoding: chunked"]);
    }
}

#[cfg(feature = "brotli")]
#[tokio::test]
async fn brotli_is_decoded() {
    let body = b"\x8b\x13\x80{\"id\": 1, \"color\": \"red\", \"owner\": null}\x03";
    let json = server("200 OK", "br", "application/json", body);
    assert_eq!(client(&json.url).get_pet("1").await.expect("a response").id, 1);
    assert!(json.lines("accept-encoding")[0].contains("br"));
    let cut = server("200 OK", "br", "application/json", &body[..20]);
    let text = failure_of(client(&cut.url).get_pet("1").await).2;
    assert!(text.contains("cannot be decoded: its body is no valid `br`"), "{text}");
}

#[cfg(feature = "zstd")]
#[tokio::test]
async fn zstd_is_decoded_within_its_window() {
    let body = b"\x28\xb5\x2f\xfd\x24\x28\x41\x01\x00{\"id\": 1, \"color\": \"red\", \"owner\": null}\xd2\x48\x19\x29";
    let json = server("200 OK", "zstd", "application/json", body);
    assert_eq!(client(&json.url).get_pet("1").await.expect("a response").id, 1);
    assert!(json.lines("accept-encoding")[0].contains("zstd"));
    // A frame that asks for a window of 128 MiB (RFC 8878, section 3.1.1.1.2).
    let greedy = server("200 OK", "zstd", "application/json", b"\x28\xb5\x2f\xfd\x00\x88\x01\x00\x00");
    let text = failure_of(client(&greedy.url).get_pet("1").await).2;
    assert!(text.contains("cannot be decoded: its body is no valid `zstd`"), "{text}");
}
