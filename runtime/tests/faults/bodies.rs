//! Bodies of another length than they say, in broken chunks, in broken codings, and without end; heads that are too large.

use std::time::{Duration, Instant};

use crate::outcomes::{builder, client, failure, failure_of, is, next, run};
use crate::server::{Endlessly, Keep, Server, framed, json};

const PET: &str = r#"{"id": 1, "color": "red", "owner": null}"#;
const BROKE: &str = "the connection broke for `getPet` (GET /pets/{petId}) at `HOST`: ";

#[track_caller]
fn assert_broken(headers: &str, body: &str, predicates: &str, reason: &str) {
    let server = Server::always([framed(headers, body)]);
    assert_eq!(failure(&server, &client(&server)), is("transport", predicates, &format!("{BROKE}{reason}")));
}

#[test]
fn truncated() {
    assert_broken("content-length: 1000\r\n", PET, "retryable", "end of file before message length reached");
}

/// Bytes beyond the length are neither part of the response, nor of the next one.
#[test]
fn content_length_that_is_too_short() {
    for end in [None, Some(Keep)] {
        let steps = [framed("content-length: 10\r\n", PET)].into_iter().chain(end).collect::<Vec<_>>();
        let server = Server::always(steps);
        let text = "200 OK for `getPet` (GET /pets/{petId}), with a body that is not as declared \
                    (`$`: EOF while parsing a value at line 1 column 10): {\"id\": 1, ";
        let (kind, predicates, message) = failure(&server, &client(&server));
        assert_eq!((kind, predicates.as_str(), message.trim_end()), ("decode", "", text.trim_end()));
    }
}

#[test]
fn two_content_lengths() {
    assert_broken("content-length: 10\r\ncontent-length: 40\r\n", PET, "", "invalid content-length parsed");
}

#[test]
fn content_length_that_is_no_number() {
    assert_broken("content-length: abc\r\n", PET, "", "invalid content-length parsed");
}

#[test]
fn invalid_chunk_size() {
    assert_broken(
        "transfer-encoding: chunked\r\n",
        "zz\r\n{}\r\n0\r\n\r\n",
        "retryable",
        "Invalid chunk size line: missing size digit",
    );
}

#[test]
fn cut_chunk() {
    let body = format!("28\r\n{PET}\r\n");
    assert_broken("transfer-encoding: chunked\r\n", &body, "retryable", "unexpected EOF during chunk size line");
    let body = format!("ff\r\n{PET}");
    assert_broken("transfer-encoding: chunked\r\n", &body, "retryable", "end of file before message length reached");
}

#[test]
fn header_of_a_megabyte() {
    let header = format!("x-large: {}\r\ncontent-length: 40\r\n", "a".repeat(1 << 20));
    assert_broken(&header, PET, "", "message head is too large");
}

#[test]
fn five_hundred_headers() {
    let headers: String = (0..500).map(|number| format!("x-{number}: v\r\n")).collect();
    assert_broken(&format!("{headers}content-length: 40\r\n"), PET, "", "message head is too large");
}

/// 10 GB that are announced are refused at once; those that are not are refused at the limit.
#[test]
fn ten_gigabytes() {
    let piece = vec![b' '; 1 << 16];
    let start = Instant::now();
    let announced = Server::always([framed("content-length: 10737418240\r\n", ""), Endlessly(piece.clone())]);
    let text = "the answer for `getPet` (GET /pets/{petId}) is larger than 268435456 bytes";
    assert_eq!(failure(&announced, &client(&announced)), is("too large", "", text));

    let chunk = [b"10000\r\n", &piece[..], b"\r\n"].concat();
    let streamed = Server::always([framed("transfer-encoding: chunked\r\n", ""), Endlessly(chunk)]);
    let limited = builder(&streamed).response_limit(8 << 20).build().expect("valid settings");
    let text = "the answer for `getPet` (GET /pets/{petId}) is larger than 8388608 bytes";
    assert_eq!(failure(&streamed, &limited), is("too large", "", text));
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}

/// A stream has no limit: the caller reads as much as is wanted.
#[test]
fn ten_gigabytes_as_a_stream() {
    let server = Server::always([framed("content-length: 10737418240\r\n", ""), Endlessly(vec![b' '; 1 << 16])]);
    let client = client(&server);
    run(async {
        let mut stream = client.get_pet("fault").stream().await.expect("headers").into_body();
        assert_eq!(stream.length(), Some(10 << 30));
        let mut received = 0;
        while received < 32 << 20 {
            received += stream.chunk().await.expect("a piece").expect("more").len();
        }
        drop(stream);
        next(&client).await.expect("the next call works");
    });
}

/// A stream that breaks off says so, and does not end as if it were whole.
#[test]
fn truncated_stream() {
    let server = Server::always([framed("content-length: 1000\r\n", PET)]);
    let client = client(&server);
    run(async {
        let stream = client.get_pet("fault").stream().await.expect("headers").into_body();
        let error = stream.bytes().await.expect_err("cut");
        let text = format!("{BROKE}end of file before message length reached");
        assert_eq!(failure_of(&error, &server), is("transport", "retryable", &text));
        next(&client).await.expect("the next call works");
    });
}

#[cfg(feature = "gzip")]
#[test]
fn invalid_gzip() {
    let server =
        Server::always([framed("content-encoding: gzip\r\ncontent-length: 11\r\n", b"\x1f\x8b\x08\x00garbage")]);
    let (kind, predicates, text) = failure(&server, &client(&server));
    assert_eq!((kind, predicates.as_str()), ("transport", ""));
    let start = "the answer for `getPet` (GET /pets/{petId}) cannot be decoded: its body is no valid `gzip`: ";
    assert!(text.starts_with(start), "{text}");
}

/// 300 MB in 300 kB: it is decoded up to the limit.
#[cfg(feature = "gzip")]
#[test]
fn gzip_bomb() {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..64 {
        encoder.write_all(&vec![b' '; 1 << 20]).expect("in memory");
    }
    let bomb = encoder.finish().expect("in memory");
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    let server =
        Server::always([framed(&format!("content-encoding: gzip\r\ncontent-length: {}\r\n", bomb.len()), bomb)]);
    let limited = builder(&server).response_limit(4 << 20).build().expect("valid settings");
    let text = "the answer for `getPet` (GET /pets/{petId}) is larger than 4194304 bytes";
    assert_eq!(failure(&server, &limited), is("too large", "", text));
}

/// A coding of which nothing was said in the request.
#[test]
fn unknown_coding() {
    let server = Server::always([framed("content-encoding: snappy\r\ncontent-length: 3\r\n", "abc")]);
    let text = "200 OK for `getPet` (GET /pets/{petId}), but its content coding `snappy` cannot be decoded";
    assert_eq!(failure(&server, &client(&server)), is("decode", "", text));
}

/// A response without a body where there is to be one.
#[test]
fn empty() {
    let server = Server::always([json("")]);
    let text = "200 OK for `getPet` (GET /pets/{petId}), with a body that is not as declared (the body is empty)";
    assert_eq!(failure(&server, &client(&server)), is("decode", "", text));
}
