//! Bodies of several parts.

use callsmith_goldens::multipart::{About, Upload};
use callsmith_goldens::multipart_2_0::UploadBody;
use callsmith_goldens::{multipart, multipart_2_0};
use callsmith_runtime::{Body, File, Retry};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::request::Recorded;
use callsmith_tests::response::Response;

use tokio::io::AsyncReadExt;

use crate::recorder_with;

fn no_content() -> Recorder {
    recorder_with(Response::empty(204))
}

/// The parts of a request, each as text from its first header to the end of its content.
pub(crate) fn parts(seen: &Recorded) -> Vec<String> {
    let content_type = seen.header("content-type").expect("a body has a type");
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").expect("a body of parts");
    let text = String::from_utf8_lossy(&seen.body).into_owned();
    let body = text.strip_suffix(&format!("--{boundary}--\r\n")).expect("an end");
    let line = format!("--{boundary}\r\n");
    let parts = body.split(&line).skip(1);
    parts.map(|part| part.strip_suffix("\r\n").expect("a line break").to_owned()).collect()
}

#[tokio::test]
async fn properties_are_parts() {
    let recorder = no_content();
    let texts = |texts: &[&str]| Some(texts.iter().map(|text| (*text).to_owned()).collect());
    let upload = Upload {
        title: Some("é & \"x\"".to_owned()),
        image: File::new("a \"b\".png", &b"\x89PNG\r\n"[..]),
        pages: Some(vec![File::new("1.txt", "one").with_content_type("text/plain"), File::new("2", "two")]),
        size: Some(7),
        about: Some(About { by: Some("me".to_owned()) }),
        names: texts(&["p", "q"]),
        tags: texts(&["r", "s"]),
    };
    multipart::Client::builder(&recorder.url()).build().unwrap().upload(&upload).await.unwrap();
    let expected = [
        "Content-Disposition: form-data; name=\"title\"\r\n\r\né & \"x\"",
        "Content-Disposition: form-data; name=\"image\"; filename=\"a %22b%22.png\"\r\nContent-Type: image/png\r\n\r\n\u{fffd}PNG\r\n",
        "Content-Disposition: form-data; name=\"pages\"; filename=\"1.txt\"\r\nContent-Type: text/plain\r\n\r\none",
        "Content-Disposition: form-data; name=\"pages\"; filename=\"2\"\r\nContent-Type: application/octet-stream\r\n\r\ntwo",
        "Content-Disposition: form-data; name=\"size\"\r\n\r\n7",
        "Content-Disposition: form-data; name=\"about\"\r\nContent-Type: application/json\r\n\r\n{\"by\":\"me\"}",
        "Content-Disposition: form-data; name=\"names\"\r\n\r\np",
        "Content-Disposition: form-data; name=\"names\"\r\n\r\nq",
        "Content-Disposition: form-data; name=\"tags\"\r\nContent-Type: application/json\r\n\r\n[\"r\",\"s\"]",
    ];
    assert_eq!(parts(&recorder.only_request()), expected);
}

#[tokio::test]
async fn files_of_2_0() {
    let recorder = no_content();
    let body = UploadBody { file: File::new("f", "x"), tags: Some(vec!["a".to_owned(), "b".to_owned()]) };
    multipart_2_0::Client::builder(&recorder.url()).build().unwrap().upload(&body).await.unwrap();
    let expected = [
        "Content-Disposition: form-data; name=\"file\"; filename=\"f\"\r\nContent-Type: application/octet-stream\r\n\r\nx",
        "Content-Disposition: form-data; name=\"tags\"\r\n\r\na,b",
    ];
    assert_eq!(parts(&recorder.only_request()), expected);
}

/// Text stays text whatever it looks like, and line breaks in names do not become headers.
#[tokio::test]
async fn nothing_that_is_sent_becomes_something_else() {
    let recorder = no_content();
    let upload = Upload {
        title: Some("\u{1}file 9".to_owned()),
        image: File::new("a\r\nX-Evil: 1", ""),
        pages: None,
        size: None,
        about: None,
        names: None,
        tags: None,
    };
    multipart::Client::builder(&recorder.url()).build().unwrap().upload(&upload).await.unwrap();
    let expected = [
        "Content-Disposition: form-data; name=\"title\"\r\n\r\n\u{1}file 9",
        "Content-Disposition: form-data; name=\"image\"; filename=\"a%0D%0AX-Evil: 1\"\r\nContent-Type: image/png\r\n\r\n",
    ];
    assert_eq!(parts(&recorder.only_request()), expected);
}

fn with_image(image: File) -> Upload {
    let pages = Some(vec![File::new("1", "one")]);
    Upload { title: None, image, pages, size: None, about: None, names: None, tags: None }
}

/// A stream of two pieces.
fn stream() -> Body {
    let pieces = b"the ".chain(&b"image"[..]);
    Body::reader(pieces)
}

#[tokio::test]
async fn a_file_is_a_stream() {
    let recorder = no_content();
    let client = multipart::Client::builder(&recorder.url()).build().unwrap();
    client.upload(&with_image(File::new("i", stream().with_length(9)))).await.unwrap();
    client.upload(&with_image(File::new("i", stream()))).await.unwrap();
    let expected = [
        "Content-Disposition: form-data; name=\"image\"; filename=\"i\"\r\nContent-Type: image/png\r\n\r\nthe image",
        "Content-Disposition: form-data; name=\"pages\"; filename=\"1\"\r\nContent-Type: application/octet-stream\r\n\r\none",
    ];
    let seen = recorder.requests();
    assert_eq!(
        (parts(&seen[0]), parts(&seen[1])),
        (expected.map(str::to_owned).into(), expected.map(str::to_owned).into())
    );
    // The length of the whole is known where that of all parts is.
    let length = seen[0].body.len().to_string();
    assert_eq!(seen[0].header("content-length"), Some(length.as_str()));
    assert_eq!((seen[1].header("content-length"), seen[1].header("transfer-encoding")), (None, Some("chunked")));
    // A boundary is one that nobody can guess.
    assert_ne!(seen[0].header("content-type"), seen[1].header("content-type"));
}

#[tokio::test]
async fn a_file_is_read_from_its_path_and_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Report.PDF");
    std::fs::write(&path, "x".repeat(200_000)).unwrap();
    let recorder = no_content();
    recorder.respond(Response::empty(503).header("retry-after", "0"));
    let upload = with_image(File::open(&path).unwrap());
    let client = multipart::Client::builder(&recorder.url()).retry(Retry::up_to(1)).build().unwrap();
    client.upload(&upload).await.unwrap();
    let seen = recorder.requests();
    assert_eq!(seen.len(), 2);
    for seen in &seen {
        let part = parts(seen).remove(0);
        let head = "Content-Disposition: form-data; name=\"image\"; filename=\"Report.PDF\"\r\nContent-Type: application/pdf\r\n\r\n";
        assert_eq!(part.strip_prefix(head).unwrap(), "x".repeat(200_000));
        assert_eq!(seen.header("content-length"), Some(seen.body.len().to_string().as_str()));
    }
    // What has become of it meanwhile is an error, and nothing is sent.
    std::fs::remove_file(&path).unwrap();
    let error = client.upload(&upload).await.expect_err("the file is gone");
    assert!(error.to_string().starts_with("the body of the request could not be read for `upload`"), "{error}");
    assert!(File::open(&path).is_err());
}

/// The tag of a variant is sent, whatever its field holds, and entries beside the properties are files.
#[tokio::test]
async fn a_variant_with_files_is_told_by_its_tag() {
    use callsmith_goldens::tagged_parts::{Client, Note, Photo, SendMediaBody};

    let recorder = no_content();
    let client = Client::builder(&recorder.url()).build().unwrap();
    let mut photo = Photo { kind: "other".to_owned(), ..Photo::new(File::new("i", "image")) };
    photo.additional_properties.insert("proof".to_owned(), File::new("p", "proof"));
    client.send_media(&SendMediaBody::Photo(photo)).await.unwrap();
    client.send_media(&SendMediaBody::Note(Note { kind: "other".to_owned(), text: "a".to_owned() })).await.unwrap();
    let seen = recorder.requests();
    let mut photo = parts(&seen[0]);
    photo.sort();
    let expected = [
        "Content-Disposition: form-data; name=\"image\"; filename=\"i\"\r\nContent-Type: application/octet-stream\r\n\r\nimage",
        "Content-Disposition: form-data; name=\"kind\"\r\n\r\nphoto",
        "Content-Disposition: form-data; name=\"proof\"; filename=\"p\"\r\nContent-Type: application/octet-stream\r\n\r\nproof",
    ];
    assert_eq!(photo, expected);
    let mut note = parts(&seen[1]);
    note.sort();
    let expected = [
        "Content-Disposition: form-data; name=\"kind\"\r\n\r\nnote",
        "Content-Disposition: form-data; name=\"text\"\r\n\r\na",
    ];
    assert_eq!(note, expected);
    // An entry of the name of a property is refused: it would be sent twice.
    let mut twice = Photo::new(File::new("i", "image"));
    twice.additional_properties.insert("width".to_owned(), File::new("w", ""));
    let error = client.send_media(&SendMediaBody::Photo(twice)).await.expect_err("twice");
    assert!(error.to_string().contains("the property `width` has a field of its own"), "{error}");
}
