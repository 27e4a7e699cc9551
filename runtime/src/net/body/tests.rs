//! Bodies as a transport reads them.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use http_body::Body as _;

use super::*;

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

/// The pieces of a body, and its error.
async fn read(body: &mut Body) -> (Vec<String>, Option<String>) {
    let mut pieces = Vec::new();
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await {
        match frame {
            Ok(frame) => pieces.push(String::from_utf8(frame.into_data().expect("data").to_vec()).expect("text")),
            Err(error) => return (pieces, Some(message_of(error))),
        }
    }
    (pieces, None)
}

/// The text of an error, which is one of the body.
fn message_of(error: BoxError) -> String {
    assert!(error.is::<BodyFault>(), "{error}");
    format!("Body: {error}")
}

fn texts(pieces: &[&str]) -> Vec<String> {
    pieces.iter().map(|piece| (*piece).to_owned()).collect()
}

#[tokio::test]
async fn bytes_can_be_read_again_and_a_stream_cannot() {
    let mut bytes = Body::from("text");
    assert_eq!((bytes.length(), bytes.size_hint().exact()), (Some(4), Some(4)));
    let mut again = bytes.clone();
    assert_eq!(read(&mut bytes).await, (texts(&["text"]), None));
    assert_eq!(read(&mut again).await, (texts(&["text"]), None));
    assert!(Body::default().is_end_stream());

    let mut first = stream(&["a", "", "b"]);
    let mut second = first.clone();
    assert!(!first.is_spent() && first == second && first != stream(&["a"]));
    assert_eq!((first.length(), first.size_hint().exact()), (None, None));
    assert_eq!(read(&mut first).await, (texts(&["a", "b"]), None));
    assert!(second.is_spent());
    let (pieces, error) = read(&mut second).await;
    assert!(pieces.is_empty());
    assert_eq!(error.as_deref(), Some("Body: it is a stream, which was sent before and cannot be sent again"));
}

#[tokio::test]
async fn a_stream_keeps_to_its_length() {
    let mut right = stream(&["ab", "c"]).with_length(3);
    assert_eq!(right.size_hint().exact(), Some(3));
    assert_eq!(read(&mut right).await, (texts(&["ab", "c"]), None));
    assert_eq!(right.size_hint().exact(), Some(0));
    let short = read(&mut stream(&["ab"]).with_length(3)).await;
    assert_eq!(short, (texts(&["ab"]), Some("Body: it ends 1 bytes before its length".to_owned())));
    // Found before the last of the bytes that were announced is given.
    let long = Some("Body: it is longer than its length".to_owned());
    assert_eq!(read(&mut stream(&["abc", "d"]).with_length(3)).await, (Vec::new(), long.clone()));
    assert_eq!(read(&mut stream(&["abcd"]).with_length(3)).await, (Vec::new(), long));
    assert_eq!(read(&mut stream(&[]).with_length(0)).await, (Vec::new(), None));
}

#[tokio::test]
async fn an_error_of_the_stream_is_not_one_of_the_connection() {
    let mut body = Body::stream(Pieces(vec![Ok("a"), Err("the disk failed")]));
    assert_eq!(read(&mut body).await, (texts(&["a"]), Some("Body: the disk failed".to_owned())));
    let reader = Body::reader(tokio::io::empty());
    assert_eq!(read(&mut reader.clone()).await, (Vec::new(), None));
    let mut reader = Body::reader(&b"0123"[..]).with_length(4);
    assert_eq!(read(&mut reader).await, (texts(&["0123"]), None));
}

#[tokio::test]
async fn bodies_after_each_other_are_one() {
    let bytes = Body::joined(vec!["a".into(), "b".into()]);
    assert_eq!(bytes.as_bytes().map(|bytes| &bytes[..]), Some(&b"ab"[..]));
    let body = Body::joined(vec!["a".into(), stream(&["b", "c"]).with_length(2), "d".into()]);
    assert_eq!((body.length(), body.as_bytes()), (Some(4), None));
    assert_eq!(read(&mut body.clone()).await, (texts(&["a", "b", "c", "d"]), None));
    assert!(body.is_spent());
    assert_eq!(Body::joined(vec!["a".into(), stream(&["b"])]).length(), None);
}

#[tokio::test]
async fn items_are_written_one_by_one() {
    let mut lines = Body::json_lines([serde_json::json!({"a": 1}), serde_json::json!("x\ny")]);
    assert_eq!(read(&mut lines).await, (texts(&["{\"a\":1}\n\"x\\ny\"\n"]), None));
    let mut sequence = Body::json_sequence([1, 2]);
    assert_eq!(read(&mut sequence).await, (texts(&["\u{1e}1\n\u{1e}2\n"]), None));
    // A thousand items are not one piece, and not a thousand.
    let (pieces, _) = read(&mut Body::json_lines(vec!["0123456789".repeat(10); 1000])).await;
    assert_eq!((pieces.len(), pieces.concat().lines().count()), (7, 1000));
}

#[cfg(feature = "fs")]
#[tokio::test]
async fn a_file_is_read_when_it_is_sent_and_again() {
    let folder = std::env::temp_dir().join(format!("callsmith-body-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("file");
    assert!(Body::file(&path).is_err() && Body::file(&folder).is_err());
    std::fs::write(&path, "x".repeat(100_000)).expect("a file");
    let file = Body::file(&path).expect("a file");
    assert_eq!(file.length(), Some(100_000));
    for _ in 0..2 {
        let (pieces, error) = read(&mut file.clone()).await;
        assert_eq!((pieces.len(), pieces.concat().len(), error), (2, 100_000, None));
        assert!(!file.is_spent());
    }
    std::fs::write(&path, "other").expect("a file");
    assert_eq!(read(&mut file.clone()).await.1.as_deref(), Some("Body: it ends 99995 bytes before its length"));
    std::fs::remove_dir_all(&folder).expect("removed");
    assert!(read(&mut file.clone()).await.1.is_some_and(|error| error.starts_with("Body: ")));
}
