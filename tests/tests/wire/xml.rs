//! Bodies in XML.

use callsmith_goldens::{xml, xml_2_0, xml_nested_lists, xml_node_types};
use callsmith_runtime::Error;
use callsmith_tests::response::Response;
use serde_json::{Value, json};

use crate::recorder_with;

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

fn decoded<T: for<'de> callsmith_runtime::v1::Deserialize<'de>>(value: Value) -> T {
    serde_json::from_value(value).expect("the value is one of the type")
}

fn full_shelf() -> Value {
    json!({
        "id": 7, "name": "A & B", "books": ["Emma", ""], "tags": ["old"], "heights": [1.5, 2.0], "full": true,
        "since": "2026-01-02T03:04:05.678Z", "stamp": "aGk=", "owner": { "first": "Ada", "role": "keeper" },
        "counts": { "a": 1, "b": 2 }, "remark": null, "parts": [{ "id": 8, "books": [] }],
    })
}

const FULL_SHELF: &str = concat!(
    r#"<Shelf id="7"><s:name xmlns:s="https://example.com/shelf">A &amp; B</s:name><book>Emma</book><book/>"#,
    "<tags><tag>old</tag></tags><height><height>1.5</height><height>2.0</height></height><full>true</full>",
    r#"<since>2026-01-02T03:04:05.678Z</since><stamp>aGk=</stamp><person role="keeper"><first>Ada</first></person>"#,
    "<counts><a>1</a><b>2</b></counts>",
    r#"<remark xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>"#,
    r#"<parts><parts id="8"/></parts></Shelf>"#,
);

#[tokio::test]
async fn an_object_goes_out_and_comes_back() {
    let recorder =
        recorder_with(Response::bytes(200, "text/xml; charset=utf-8", format!("{DECLARATION}\n{FULL_SHELF}")));
    let client = xml::Client::builder(&recorder.url()).build().unwrap();
    let shelf: xml::types::Shelf = decoded(full_shelf());
    let response = client.put_shelf(&shelf).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("PUT", "/shelves"));
    assert_eq!(seen.header("content-type"), Some("application/xml"));
    assert_eq!(seen.header("accept"), Some("text/xml"));
    assert_eq!(seen.text(), format!("{DECLARATION}{FULL_SHELF}"));
    assert_eq!(response, Some(shelf));
}

#[tokio::test]
async fn a_success_without_a_body() {
    let recorder = recorder_with(Response::empty(204));
    let client = xml::Client::builder(&recorder.url()).build().unwrap();
    let shelf = decoded(json!({ "id": 1, "books": [] }));
    assert_eq!(client.put_shelf(&shelf).await.unwrap(), None);
    assert_eq!(recorder.only_request().text(), format!("{DECLARATION}<Shelf id=\"1\"/>"));
}

#[tokio::test]
async fn a_list_is_one_element() {
    let text = "<shelves><Shelf id='1'><book>a</book><x:new xmlns:x='urn:x'/></Shelf><Shelf id=' 2 '/></shelves>";
    let recorder = recorder_with(Response::bytes(200, "application/xml", text));
    let client = xml::Client::builder(&recorder.url()).build().unwrap();
    let shelves = client.list_shelves().await.unwrap();
    assert_eq!(
        shelves,
        decoded::<Vec<xml::types::Shelf>>(json!([{ "id": 1, "books": ["a"] }, { "id": 2, "books": [] }]))
    );
    recorder.respond(Response::bytes(200, "application/xml", "<shelves/>"));
    assert_eq!(client.list_shelves().await.unwrap(), []);
    recorder.respond(Response::empty(204));
    client.post_sizes(&[1, -2]).await.unwrap();
    let seen = recorder.requests();
    assert_eq!(seen[2].text(), format!("{DECLARATION}<sizes><size>1</size><size>-2</size></sizes>"));
}

#[tokio::test]
async fn an_error_has_a_type() {
    let text = "<problem xmlns='urn:ietf:rfc:7807'><title>No shelf</title><status>404</status></problem>";
    let recorder = recorder_with(Response::bytes(404, "application/problem+xml", text));
    let client = xml::Client::builder(&recorder.url()).build().unwrap();
    match client.list_shelves().await {
        Err(Error::Api(error)) => {
            assert_eq!((error.body().title.as_str(), error.body().status), ("No shelf", Some(404)));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_does_not_fit_is_told_with_its_place() {
    let cases = [
        ("<shelves><Shelf id='x'/></shelves>", "`$[0].id`: invalid type: string \"x\", expected i64"),
        ("<shelves><Shelf/></shelves>", "`$[0]`: missing field `id`"),
        ("<shelves><Shelf></shelves>", "the body is not XML: "),
        ("<html><body/></html>", "the element of the body is `html`, and `shelves` is expected"),
        ("<shelves>&bomb;</shelves>", "the body has the entity `bomb`, and only those of XML itself are read"),
    ];
    for (text, expected) in cases {
        let recorder = recorder_with(Response::bytes(200, "application/xml", text));
        let client = xml::Client::builder(&recorder.url()).build().unwrap();
        match client.list_shelves().await {
            Err(Error::Decode(error)) => assert!(error.to_string().contains(expected), "{text}: {error}"),
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn json_in_place_of_xml_is_read() {
    let recorder = recorder_with(Response::json(200, &json!([{ "id": 1, "books": ["a"] }])));
    let client = xml::Client::builder(&recorder.url()).build().unwrap();
    assert_eq!(client.list_shelves().await.unwrap()[0].books, ["a"]);
}

#[tokio::test]
async fn what_xml_cannot_hold_is_not_sent() {
    let recorder = recorder_with(Response::empty(204));
    let client = xml::Client::builder(&recorder.url()).build().unwrap();
    let refused = |shelf: Value| client.put_shelf(&decoded(shelf)).to_request().unwrap_err().to_string();
    let error = refused(json!({ "id": 1, "books": ["\u{1}"] }));
    assert!(error.contains("XML has no way to write the character \\u{1}"), "{error}");
    let error = refused(json!({ "id": 1, "books": [], "counts": { "a><b": 1 } }));
    assert!(error.contains("`a><b` is no name of an element in XML"), "{error}");
    assert!(recorder.requests().is_empty());
}

#[tokio::test]
async fn a_document_of_no_schema_is_text() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let recorder = recorder_with(Response::bytes(200, "image/svg+xml", drawing));
    let client = xml::Client::builder(&recorder.url()).build().unwrap();
    assert_eq!(client.post_note("<note/>").await.unwrap(), drawing);
    let seen = recorder.only_request();
    assert_eq!((seen.header("content-type"), seen.text()), (Some("application/xml"), "<note/>"));
}

#[tokio::test]
async fn an_attribute_tells_alternatives_apart() {
    let recorder =
        recorder_with(Response::bytes(200, "application/xml", "<thing kind='table'><power>7</power></thing>"));
    let client = xml::Client::builder(&recorder.url()).build().unwrap();
    let lamp: xml::types::Thing = decoded(json!({ "kind": "lamp", "power": 7.5 }));
    match client.put_thing(&lamp).await.unwrap() {
        xml::types::Thing::Table(table) => assert_eq!(table.power.as_deref(), Some("7")),
        other => panic!("{other:?}"),
    }
    assert_eq!(recorder.only_request().text(), format!("{DECLARATION}<thing kind=\"lamp\"><power>7.5</power></thing>"));
}

#[tokio::test]
async fn types_of_nodes() {
    let recorder = recorder_with(Response::bytes(200, "application/xml", "<StoredNote><![CDATA[<b>]]></StoredNote>"));
    let client = xml_node_types::Client::builder(&recorder.url()).build().unwrap();
    let size = json!({ "unit": "cm", "value": 1.5 });
    let document = decoded(json!({
        "count": null, "size": size, "sizes": [size], "animals": ["cat"], "body": { "text": "a]]>b" },
    }));
    assert_eq!(client.put_document(&document).await.unwrap().text.as_deref(), Some("<b>"));
    let expected = concat!(
        r#"<Document><Size unit="cm">1.5</Size><sizes><Size unit="cm">1.5</Size></sizes><aliens><animal>cat</animal></aliens>"#,
        "<![CDATA[a]]]]><![CDATA[>b]]></Document>",
    );
    assert_eq!(recorder.only_request().text(), format!("{DECLARATION}{expected}"));
}

#[tokio::test]
async fn places_of_an_array() {
    let recorder = recorder_with(Response::empty(204));
    let client = xml_node_types::Client::builder(&recorder.url()).build().unwrap();
    client.put_measure(&[json!("text"), json!({ "unit": "cm", "value": 42.0 }), Value::Null]).await.unwrap();
    let expected = concat!(
        r#"<Measure><One>text</One><Size unit="cm">42.0</Size>"#,
        r#"<Three xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></Measure>"#,
    );
    assert_eq!(recorder.only_request().text(), format!("{DECLARATION}{expected}"));
}

#[tokio::test]
async fn xml_of_swagger_2_0_is_decoded_and_sent() {
    let text = concat!(
        r#"<Message lang="en">Hello<from><host>a</host></from><lines><number>1</number></lines>"#,
        "<lines><number>2</number></lines></Message>",
    );
    let recorder = recorder_with(Response::bytes(200, "application/xml", text));
    let client = xml_2_0::Client::builder(&recorder.url()).build().unwrap();
    let message: xml_2_0::types::Message = decoded(json!({
        "language": "en", "content": "Hello", "sender": { "host": "a" }, "lines": [{ "number": 1 }, { "number": 2 }],
    }));
    assert_eq!(client.put_message(&message).await.unwrap(), message);
    assert_eq!(recorder.only_request().text(), format!("{DECLARATION}{text}"));
}

/// The table of a plane stands by itself, whatever leads to it.
#[tokio::test]
async fn lists_within_lists_share_tables() {
    const PAIR: &str = "<pair><x>1</x><y>2</y></pair>";
    let row = format!("<row>{}</row>", PAIR.repeat(4));
    let plane = format!("<plane>{row}{row}</plane>");
    let recorder = recorder_with(Response::bytes(200, "application/xml", format!("<Cube>{plane}{plane}</Cube>")));
    let client = xml_nested_lists::Client::builder(&recorder.url()).build().unwrap();
    let (pair, one) = (json!([1, 2]), json!([[[1, 2], [1, 2], [1, 2], [1, 2]], [[1, 2], [1, 2], [1, 2], [1, 2]]]));
    let grid = decoded(json!({ "cube": [one], "other": [], "edges": [pair, pair] }));
    let cube = client.put_grid(&grid).await.unwrap();
    let body = format!("<Grid><cube>{plane}</cube><other/>{PAIR}{PAIR}</Grid>");
    assert_eq!(recorder.only_request().text(), format!("{DECLARATION}{body}"));
    assert_eq!(cube, decoded::<xml_nested_lists::types::Cube>(json!([one, one])));
}
