//! Headers of the parts of a body.

use callsmith_goldens::part_headers::{About, Client, Link, Range, Source, Upload, UploadAboutXKind};
use callsmith_runtime::{Error, File};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;

use crate::multipart::parts;
use crate::recorder_with;

fn client(recorder: &Recorder) -> Client {
    Client::builder(&recorder.url()).build().expect("valid settings")
}

/// The error of an upload that cannot be sent.
fn refused<T: std::fmt::Debug>(result: Result<T, Error<impl std::fmt::Debug>>) -> String {
    match result {
        Err(Error::InvalidRequest(error)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn each_kind_of_part_has_headers() {
    let recorder = recorder_with(Response::empty(204));
    let upload = Upload {
        title: Some("t".to_owned()),
        image: Some(File::new("i.png", "PNG")),
        pages: Some(vec![File::new("1", "one"), File::new("2", "two").with_header("x-page", "22")]),
        about: Some(About { by: Some("me".to_owned()) }),
        names: Some(vec!["p".to_owned(), "q".to_owned()]),
    };
    let call = client(&recorder).upload(&upload).image_x_checksum("ab12").pages_x_page(7);
    let call = call.about_x_kind(UploadAboutXKind::Person).about_x_source(&Source { url: Some("u".to_owned()) });
    let call = call.names_x_flags(&["f", "g"]).names_x_range(&Range { from: Some(1), to: Some(2) });
    call.title_content_language("de").await.unwrap();
    let seen = recorder.only_request();
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("POST", "/uploads"));
    let name = "\r\nX-Flags: f,g\r\nX-Range: from=1,to=2\r\n\r\n";
    let expected = [
        "Content-Disposition: form-data; name=\"title\"\r\nX-Form: short; plain\r\nContent-Language: de\r\n\r\nt",
        "Content-Disposition: form-data; name=\"image\"; filename=\"i.png\"\r\nContent-Type: image/png\
         \r\nX-Version: 2\r\nX-Checksum: ab12\r\n\r\nPNG",
        "Content-Disposition: form-data; name=\"pages\"; filename=\"1\"\r\nContent-Type: application/octet-stream\
         \r\nX-Page: 7\r\n\r\none",
        // What a file says counts for it.
        "Content-Disposition: form-data; name=\"pages\"; filename=\"2\"\r\nContent-Type: application/octet-stream\
         \r\nx-page: 22\r\n\r\ntwo",
        "Content-Disposition: form-data; name=\"about\"\r\nContent-Type: application/json\
         \r\nX-Kind: person\r\nX-Source: {\"url\":\"u\"}\r\n\r\n{\"by\":\"me\"}",
        &format!("Content-Disposition: form-data; name=\"names\"{name}p"),
        &format!("Content-Disposition: form-data; name=\"names\"{name}q"),
    ];
    assert_eq!(parts(&seen), expected);
    // They are headers of parts, and not of the request.
    for name in ["x-checksum", "x-page", "x-kind", "x-flags", "x-version", "content-language"] {
        assert_eq!(seen.header(name), None, "{name}");
    }
}

#[tokio::test]
async fn what_was_not_asked_for_is_not_sent() {
    let recorder = recorder_with(Response::empty(204));
    let upload = Upload { about: Some(About::default()), ..Upload::default() };
    client(&recorder).upload(&upload).await.unwrap();
    let expected = ["Content-Disposition: form-data; name=\"about\"\r\nContent-Type: application/json\r\n\r\n{}"];
    assert_eq!(parts(&recorder.only_request()), expected);
}

#[tokio::test]
async fn a_required_header_is_demanded_where_the_part_is_sent() {
    let recorder = recorder_with(Response::empty(204));
    let with_image = Upload { image: Some(File::new("i", "x")), ..Upload::default() };
    let text = refused(client(&recorder).upload(&with_image).await);
    assert!(text.ends_with("the part `image` needs the header `X-Checksum`"), "{text}");
    let one = File::new("1", "x").with_header("X-Page", "1");
    let with_pages = Upload { pages: Some(vec![one, File::new("2", "x")]), ..Upload::default() };
    let text = refused(client(&recorder).upload(&with_pages).await);
    assert!(text.ends_with("the part `pages` needs the header `X-Page`"), "{text}");
    assert_eq!(recorder.requests(), []);
}

#[tokio::test]
async fn no_header_is_lost_and_none_becomes_something_else() {
    let recorder = recorder_with(Response::empty(204));
    let client = client(&recorder);
    let titled = Upload { title: Some("t".to_owned()), ..Upload::default() };
    let text = refused(client.upload(&titled).names_x_flags(&["f"]).await);
    assert!(text.ends_with("the header `X-Flags` was set for the part `names`, which is not sent"), "{text}");
    let link = Link { url: "u".to_owned() };
    let text = refused(client.upload_as_json(&link).title_content_language("de").await);
    assert!(text.contains("`Content-Language` was set for the part `title`"), "{text}");
    let text = refused(client.upload(&titled).with_body("text/plain", "x").title_content_language("de").await);
    assert!(text.contains("`Content-Language` was set for the part `title`"), "{text}");
    let text = refused(client.upload(&titled).title_content_language("de\r\nX-Evil: 1").await);
    assert!(text.ends_with("the header `Content-Language` of a part has a value that cannot be sent"), "{text}");
    for (name, value) in [("X Evil", "1"), ("X-Evil\r\n", "1"), ("X-Evil", "1\n2"), ("Content-Type", "a/b"), ("", "")] {
        let image = File::new("i", "x").with_header("X-Checksum", "a").with_header(name, value);
        let text = refused(client.upload(&Upload { image: Some(image), ..Upload::default() }).await);
        assert!(text.contains("of a part has a"), "{name:?}: {text}");
    }
    assert_eq!(recorder.requests(), []);
}
