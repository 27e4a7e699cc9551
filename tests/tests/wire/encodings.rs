//! Encoding Objects, files wherever they stand, and charsets.

use std::collections::BTreeMap;

use callsmith_goldens::bodies_without_names::types::Name;
use callsmith_goldens::brackets::types::{FillBody, FillGood, FillNear};
use callsmith_goldens::part_encodings::types::{
    Label, ScanBody, ScanBodyEitherPart, ScanBodyMixedItemPart, SendBody, SendBodyFilter, SendBodyPlace, WriteBody,
};
use callsmith_goldens::parts_in_order::types::{
    CreateDocumentBody, CreateDocumentBodyAbout, SendBatchBodyItem, SendReportBodyItemPart, Summary,
};
use callsmith_goldens::querystring::types::{
    SearchAsEncodedSearch, SearchAsEncodedSearchNear, SearchAsEncodedSearchRaw,
};
use callsmith_goldens::{bodies_without_names, brackets, part_encodings, parts_in_order, querystring};
use callsmith_runtime::{Base64, Body, File};
use callsmith_tests::request::Recorded;
use callsmith_tests::response::Response;

use crate::multipart::parts;
use crate::recorder_with;

/// One part: the name that it is sent with, its other headers, and its content.
fn part(disposition: &str, headers: &str, content: &str) -> String {
    format!("Content-Disposition: form-data; name={disposition}\r\n{headers}\r\n{content}")
}

#[tokio::test]
async fn parts_are_written_as_encoding_objects_say() {
    let recorder = recorder_with(Response::empty(204));
    let label = Label { sku: Some("a b".to_owned()), n: Some(1) };
    let body = SendBody {
        label: Some(label.clone()),
        notes: Some(label),
        filter: Some(SendBodyFilter { colour: Some("é".to_owned()), sizes: Some(vec![1, 2]) }),
        place: Some(SendBodyPlace { street: Some("x y".to_owned()), house: Some(7) }),
        codes: Some(vec![1, 2]),
        table: Some(File::new("t.csv", "row\r\n1")),
        stamp: Some(Base64::from(b"hi".to_vec())),
        plan: Some(File::new("plan.PNG", "x")),
    };
    part_encodings::Client::builder(&recorder.url()).build().unwrap().send(&body).await.unwrap();
    let expected = [
        part("\"label\"", "Content-Type: application/x-www-form-urlencoded\r\n", "sku=a%20b&n=1"),
        part("\"notes\"", "Content-Type: application/yaml\r\n", "{\"sku\":\"a b\",\"n\":1}"),
        part("\"filter[colour]\"", "", "é"),
        part("\"filter[sizes][0]\"", "", "1"),
        part("\"filter[sizes][1]\"", "", "2"),
        part("\"street\"", "", "x y"),
        part("\"house\"", "", "7"),
        part("\"codes\"", "", "1|2"),
        part("\"table\"; filename=\"t.csv\"", "Content-Type: text/csv\r\n", "row\r\n1"),
        part("\"stamp\"", "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n", "aGk="),
        part("\"plan\"; filename=\"plan.PNG\"", "Content-Type: image/png\r\n", "x"),
    ];
    assert_eq!(parts(&recorder.only_request()), expected);
}

/// OAS 3.2.0, "Encoding By Position".
#[tokio::test]
async fn items_have_the_media_types_of_their_places() {
    let recorder = recorder_with(Response::empty(204));
    let client = parts_in_order::Client::builder(&recorder.url()).build().unwrap();
    let report = [
        SendReportBodyItemPart::Summary(Summary::new("A".to_owned())),
        SendReportBodyItemPart::File(File::new("a", "zip")),
        SendReportBodyItemPart::String("# A".to_owned()),
        SendReportBodyItemPart::File(File::new("b", "png")),
        SendReportBodyItemPart::File(File::new("c.gif", "gif").with_content_type("image/gif")),
    ];
    // The required parameter of the operation is no header of a part.
    client.send_report(2024, &report).await.unwrap();
    let sent = recorder.only_request();
    assert_eq!(sent.target, "/reports?year=2024");
    let expected = [
        "Content-Disposition: inline\r\nContent-Type: application/problem+json\r\nContent-Language: en\r\n\r\n{\"title\":\"A\"}",
        "Content-Disposition: attachment; filename=\"a\"\r\nContent-Type: application/zip\r\n\r\nzip",
        "Content-Disposition: inline\r\nContent-Type: text/markdown\r\n\r\n# A",
        "Content-Disposition: attachment; filename=\"b\"\r\nContent-Type: image/png\r\n\r\npng",
        "Content-Disposition: attachment; filename=\"c.gif\"\r\nContent-Type: image/gif\r\n\r\ngif",
    ];
    assert_eq!(in_order(&sent).1, expected);

    // A list is one part, and so is `null`.
    let recorder = recorder_with(Response::empty(204));
    let client = parts_in_order::Client::builder(&recorder.url()).build().unwrap();
    client.send_rows(&[Some(vec![1, 2]), None, Some(Vec::new())]).await.unwrap();
    let row =
        |text: &str| format!("Content-Disposition: inline\r\nContent-Type: application/vnd.row+json\r\n\r\n{text}");
    assert_eq!(in_order(&recorder.only_request()).1, [row("[1,2]"), row("null"), row("[]")]);

    let recorder = recorder_with(Response::empty(204));
    let client = parts_in_order::Client::builder(&recorder.url()).build().unwrap();
    client.send_pair(&(Summary::new("A".to_owned()), 7)).await.unwrap();
    let sent = recorder.only_request();
    assert!(
        sent.header("content-type").unwrap().starts_with("multipart/related; type=\"application/json\"; boundary=")
    );
    let expected = [
        "Content-Disposition: inline\r\nContent-Type: application/json\r\n\r\n{\"title\":\"A\"}",
        "Content-Disposition: inline\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n7",
    ];
    assert_eq!(in_order(&sent).1, expected);
}

#[tokio::test]
async fn parts_are_in_the_charset_of_their_media_type() {
    let recorder = recorder_with(Response::empty(204));
    let client = part_encodings::Client::builder(&recorder.url()).build().unwrap();
    let body = WriteBody::new("Zoë".to_owned(), Label { sku: Some("é".to_owned()), n: None });
    client.write(&body).await.unwrap();
    let sent = recorder.only_request().body;
    let holds = |text: &[u8]| sent.windows(text.len()).any(|window| window == text);
    assert!(holds(b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\nZo\xEB\r\n"));
    assert!(holds(b"Content-Type: application/json; charset=us-ascii\r\n\r\n{\"sku\":\"\\u00e9\"}\r\n"));
    let body = WriteBody { name: "Ω".to_owned(), ..body };
    let refused = client.write(&body).await.unwrap_err().to_string();
    assert!(refused.contains("`Ω` is no character of its charset"), "{refused}");
}

/// Of several media types the file chooses by itself, by its name, or else has the first.
#[tokio::test]
async fn a_file_has_one_of_the_media_types() {
    let recorder = recorder_with(Response::empty(204));
    let client = part_encodings::Client::builder(&recorder.url()).build().unwrap();
    for (plan, expected) in [
        (File::new("a.pdf", "x"), "application/pdf"),
        (File::new("a.png", "x"), "image/png"),
        (File::new("a.txt", "x"), "application/pdf"),
        (File::new("a", "x").with_content_type("image/webp"), "image/webp"),
    ] {
        client.send(&SendBody { plan: Some(plan), ..SendBody::default() }).await.unwrap();
        let [sent] = &parts(&recorder.only_request())[..] else { panic!("one part") };
        assert!(sent.contains(&format!("\r\nContent-Type: {expected}\r\n")), "{sent}");
        recorder.forget();
    }
}

#[tokio::test]
async fn files_stand_wherever_bytes_do() {
    let recorder = recorder_with(Response::empty(204));
    let client = part_encodings::Client::builder(&recorder.url()).build().unwrap();
    let mut body = ScanBody::new(File::new("front", &b"\xFF"[..]));
    body.pages = Some(vec![File::new("1", "one"), File::new("2", "two")]);
    body.cover = Some(File::new("c.gif", "gif"));
    body.text = Some("text".to_owned());
    body.either = Some(ScanBodyEitherPart::String("word".to_owned()));
    body.several = Some(vec![File::new("s", "s")]);
    body.absent = Some(File::new("n", "n"));
    body.extended = Some(File::new("e", "e"));
    body.mixed = Some(vec![
        ScanBodyMixedItemPart::File(File::new("m", "m")),
        ScanBodyMixedItemPart::Label(Label { sku: None, n: Some(1) }),
    ]);
    body.additional_properties.insert("more".to_owned(), File::new("o", "o"));
    client.scan(&body).await.unwrap();
    let file = |name: &str, file: &str, media_type: &str, content: &str| {
        part(&format!("\"{name}\"; filename=\"{file}\""), &format!("Content-Type: {media_type}\r\n"), content)
    };
    let bytes = "application/octet-stream";
    let expected = [
        file("front", "front", bytes, "\u{FFFD}"),
        file("pages", "1", "image/png", "one"),
        file("pages", "2", "image/png", "two"),
        file("cover", "c.gif", "image/gif", "gif"),
        part("\"text\"", "Content-Type: text/plain\r\n", "text"),
        part("\"either\"", "", "word"),
        file("several", "s", bytes, "s"),
        file("absent", "n", bytes, "n"),
        file("extended", "e", bytes, "e"),
        file("mixed", "m", bytes, "m"),
        part("\"mixed\"", "Content-Type: application/json\r\n", "{\"n\":1}"),
        file("more", "o", bytes, "o"),
    ];
    assert_eq!(parts(&recorder.only_request()), expected);
    recorder.forget();

    client.fill(&BTreeMap::from([("a".to_owned(), File::new("f", "x"))])).await.unwrap();
    assert_eq!(parts(&recorder.only_request()), [file("a", "f", bytes, "x")]);
}

#[tokio::test]
async fn the_whole_query_is_written_as_its_encoding_says() {
    let recorder = recorder_with(Response::empty(204));
    let search = SearchAsEncodedSearch {
        ids: Some(vec![1, 2]),
        near: Some(SearchAsEncodedSearchNear { x: Some(3) }),
        raw: Some(SearchAsEncodedSearchRaw { y: Some(4) }),
    };
    querystring::Client::builder(&recorder.url()).build().unwrap().search_as_encoded(&search).await.unwrap();
    assert_eq!(recorder.only_request().target, "/encoded?ids=1,2&near%5Bx%5D=3&raw=y%3D4");
}

#[tokio::test]
async fn items_have_the_brackets_of_the_configuration() {
    let recorder = recorder_with(Response::empty(204));
    let goods = FillGood { sku: Some("s".to_owned()), marks: Some(vec!["m".to_owned()]) };
    let body = FillBody { goods: Some(vec![goods]), tags: Some(vec!["a".to_owned(), "b".to_owned()]) };
    let near = FillNear { place: Some("p".to_owned()), floors: Some(vec![1, 2]) };
    brackets::Client::builder(&recorder.url()).build().unwrap().fill(&body).near(&near).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.target, "/carts?near%5Bplace%5D=p&near%5Bfloors%5D%5B%5D=1&near%5Bfloors%5D%5B%5D=2");
    let expected = "goods%5B%5D%5Bsku%5D=s&goods%5B%5D%5Bmarks%5D%5B%5D=m&tags%5B%5D=a&tags%5B%5D=b";
    assert_eq!(String::from_utf8_lossy(&seen.body), expected);
}

/// The content type, up to its boundary, and the parts of a body that is no form.
fn in_order(seen: &Recorded) -> (String, Vec<String>) {
    let (content_type, boundary) =
        seen.header("content-type").expect("a value").split_once("; boundary=").expect("a value");
    let (text, line) = (String::from_utf8_lossy(&seen.body), format!("--{boundary}\r\n"));
    let parts = text.strip_suffix(&format!("--{boundary}--\r\n")).expect("a value").split(&line);
    (
        content_type.to_owned(),
        parts.skip(1).map(|part| part.strip_suffix("\r\n").expect("a value").to_owned()).collect(),
    )
}

#[tokio::test]
async fn parts_of_other_subtypes_stand_in_order() {
    let recorder = recorder_with(Response::empty(204));
    let client = parts_in_order::Client::builder(&recorder.url()).build().unwrap();
    let about = CreateDocumentBodyAbout { title: Some("t".to_owned()) };
    client.create_document(&CreateDocumentBody { about, content: File::new("d.pdf", "pdf") }).await.unwrap();
    let (content_type, seen) = in_order(&recorder.only_request());
    assert_eq!(content_type, "multipart/related; type=\"application/json\"");
    let expected = [
        "Content-Disposition: inline; name=\"about\"\r\nContent-Type: application/json\r\n\r\n{\"title\":\"t\"}",
        "Content-Disposition: attachment; name=\"content\"; filename=\"d.pdf\"\r\nContent-Type: application/pdf\r\n\r\npdf",
    ];
    assert_eq!(seen, expected);
    recorder.forget();

    client.send_batch(&[SendBatchBodyItem { id: Some(1) }, SendBatchBodyItem { id: Some(2) }]).await.unwrap();
    let (content_type, seen) = in_order(&recorder.only_request());
    assert_eq!(content_type, "multipart/mixed");
    let item = |id| format!("Content-Disposition: inline\r\nContent-Type: application/json\r\n\r\n{{\"id\":{id}}}");
    assert_eq!(seen, [item(1), item(2)]);
    recorder.forget();

    client.send_pages(&[File::new("1", "x")]).await.unwrap();
    let expected = "Content-Disposition: attachment; filename=\"1\"\r\nContent-Type: application/octet-stream\r\n\r\nx";
    assert_eq!(in_order(&recorder.only_request()).1, [expected]);
}

#[tokio::test]
async fn forms_and_parts_without_names_can_be_sent() {
    let recorder = recorder_with(Response::empty(204));
    let client = bodies_without_names::Client::builder(&recorder.url()).build().unwrap();
    client.send_text("q=a%20b").await.unwrap();
    client.send_list(Body::from("a=1&a=2")).await.unwrap();
    client.send_any(&[("a".to_owned(), 1.into())].into_iter().collect()).await.unwrap();
    client.send_file(&BTreeMap::from([("upload".to_owned(), File::new("f", "x"))])).await.unwrap();
    let seen = recorder.requests();
    let sent = |index: usize| (seen[index].header("content-type").unwrap(), String::from_utf8_lossy(&seen[index].body));
    let form = "application/x-www-form-urlencoded";
    assert_eq!(sent(0), (form, "q=a%20b".into()));
    assert_eq!(sent(1), (form, "a=1&a=2".into()));
    assert_eq!(sent(2), (form, "a=1".into()));
    let expected = part("\"upload\"; filename=\"f\"", "Content-Type: application/octet-stream\r\n", "x");
    assert_eq!(parts(&seen[3]), [expected]);
}

/// Bytes stay bytes both ways, whatever the media type.
#[tokio::test]
async fn bytes_of_any_media_type_are_bytes() {
    let recorder = recorder_with(Response::bytes(200, "application/json", &b"\x00\xFF"[..]));
    let client = bodies_without_names::Client::builder(&recorder.url()).build().unwrap();
    let bytes = || Body::from(&b"\xFF\x00"[..]);
    assert_eq!(client.echo_json(bytes()).await.unwrap(), &b"\x00\xFF"[..]);
    assert_eq!(client.echo_range(bytes()).await.unwrap(), &b"\x00\xFF"[..]);
    assert_eq!(client.echo_table(bytes()).await.unwrap(), &b"\x00\xFF"[..]);
    let types = ["application/json", "application/octet-stream", "text/csv"];
    for (seen, expected) in recorder.requests().iter().zip(types) {
        assert_eq!(seen.header("content-type"), Some(expected));
        assert_eq!(&seen.body[..], b"\xFF\x00");
    }
}

#[tokio::test]
async fn texts_have_the_charset_that_their_media_type_names() {
    let recorder = recorder_with(Response::bytes(200, "text/plain; charset=ISO-8859-1", &b"gr\xFCn"[..]));
    let client = bodies_without_names::Client::builder(&recorder.url()).build().unwrap();
    assert_eq!(client.echo_latin("\u{E9}").await.unwrap(), "gr\u{FC}n");
    let seen = recorder.only_request();
    assert_eq!(seen.header("content-type"), Some("text/plain; charset=iso-8859-1"));
    assert_eq!(&seen.body[..], b"\xE9");
    recorder.forget();
    let error = client.echo_latin("\u{20AC}").await.unwrap_err();
    assert!(error.to_string().contains("is no character of its charset"), "{error}");

    let recorder =
        recorder_with(Response::bytes(200, "application/json; charset=iso-8859-1", &b"{\"name\":\"\xE9\"}"[..]));
    let client = bodies_without_names::Client::builder(&recorder.url()).build().unwrap();
    let response = client.send_latin_json(&Name { name: Some("\u{E9}\u{20AC}".to_owned()) }).await.unwrap();
    assert_eq!(response.name.as_deref(), Some("\u{E9}"));
    assert_eq!(&recorder.only_request().body[..], b"{\"name\":\"\xE9\\u20ac\"}");
}

/// A charset that cannot be read is named.
#[tokio::test]
async fn an_unknown_charset_is_named() {
    let recorder = recorder_with(Response::bytes(200, "text/plain; charset=koi8-r", &b"\xC1"[..]));
    let client = bodies_without_names::Client::builder(&recorder.url()).build().unwrap();
    let error = client.echo_latin("a").await.unwrap_err();
    assert!(error.to_string().contains("koi8-r"), "{error}");
}
