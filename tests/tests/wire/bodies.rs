//! Bodies of requests, and what their responses decode to.

use std::collections::BTreeMap;

use callsmith_goldens::{
    free_form_object, inline_objects, map, odd_property_names, optional_body, properties_and_map, string_enum,
    text_and_binary, unknown_formats, words_of_yaml,
};
use callsmith_runtime::{Bytes, JsonValue};
use callsmith_tests::response::Response;
use inline_objects::{Frame, FrameInputs, FrameParameters, FrameRow};
use serde_json::{Value, json};

use crate::recorder_with;

fn object(value: Value) -> serde_json::Map<String, Value> {
    match value {
        Value::Object(object) => object,
        other => panic!("{other} is no object"),
    }
}

#[tokio::test]
async fn json_goes_out_and_comes_back() {
    let response = json!({ "results": [0.5, 1e300], "model": { "version": "7", "unknown": null }, "more": [1] });
    let recorder = recorder_with(Response::json(200, &response));
    let client = inline_objects::Client::builder(&recorder.url()).build().unwrap();
    let item = FrameRow { name: "Ada \"A\" é".to_owned(), age: i64::MAX, member: None };
    let frame = Frame {
        inputs: FrameInputs { data: vec![item] },
        parameters: Some(FrameParameters { method: Some("predict".to_owned()) }),
    };
    let response = client.score(&frame).await.unwrap();

    assert_eq!(response.results, [0.5, 1e300]);
    assert_eq!(response.model.and_then(|model| model.version).as_deref(), Some("7"));
    let seen = recorder.only_request();
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("POST", "/score"));
    assert_eq!(seen.header("content-type"), Some("application/json"));
    assert_eq!(seen.header("accept"), Some("application/json"));
    assert_eq!(seen.header("content-length"), Some(seen.body.len().to_string().as_str()));
    let expected = json!({
        "inputs": { "data": [{ "name": "Ada \"A\" é", "age": i64::MAX }] },
        "parameters": { "method": "predict" },
    });
    assert_eq!(seen.json(), expected);
}

#[tokio::test]
async fn an_optional_body_is_there_or_not() {
    let recorder = recorder_with(Response::json(200, &json!({ "theme": "dark" })));
    let client = optional_body::Client::builder(&recorder.url()).build().unwrap();
    let settings = optional_body::Settings { theme: None, size: Some(3) };
    client.patch_settings(&settings).await.unwrap();
    client.patch_settings(&optional_body::Settings::default()).await.unwrap();
    client.patch_settings(&optional_body::Settings::default()).without_body().await.unwrap();
    let seen: Vec<_> = recorder.requests();
    let bodies: Vec<_> = seen.iter().map(|seen| (seen.header("content-type"), seen.text())).collect();
    let json = Some("application/json");
    assert_eq!(bodies, [(json, r#"{"size":3}"#), (json, "{}"), (None, "")]);
    assert!(seen.iter().all(|seen| seen.method == "PATCH" && seen.target == "/settings"));
}

#[tokio::test]
async fn a_response_with_one_of_several_statuses_has_a_body_or_not() {
    let recorder = recorder_with(Response::empty(202));
    let client = optional_body::Client::builder(&recorder.url()).build().unwrap();
    let later = client.patch_settings(&optional_body::Settings::default()).without_body().response().await.unwrap();
    assert_eq!((later.status().as_u16(), later.body()), (202, &None));
    recorder.respond(Response::json(200, &json!({ "size": 3 })));
    let now = client.patch_settings(&optional_body::Settings::default()).without_body().response().await.unwrap();
    let settings = optional_body::Settings { theme: None, size: Some(3) };
    assert_eq!((now.status().as_u16(), now.into_body()), (200, Some(settings)));
}

#[tokio::test]
async fn a_body_of_any_content_type_replaces_the_declared_one() {
    let recorder = recorder_with(Response::json(200, &json!({ "results": [] })));
    let client = inline_objects::Client::builder(&recorder.url()).build().unwrap();
    client.score(&Default::default()).with_body("text/csv", "name,age\n").await.unwrap();
    let seen = recorder.only_request();
    assert_eq!((seen.header("content-type"), seen.text()), (Some("text/csv"), "name,age\n"));
}

#[tokio::test]
async fn text_and_bytes() {
    let recorder = recorder_with(Response::empty(204));
    let client = text_and_binary::Client::builder(&recorder.url()).build().unwrap();
    recorder.respond(Response::text(200, "\"quoted\" is text\n"));
    assert_eq!(client.get_note().await.unwrap(), "\"quoted\" is text\n");
    let picture = Bytes::from_static(b"\x89PNG\r\n\x00\xff");
    recorder.respond(Response::bytes(200, "image/png", picture.clone()));
    assert_eq!(client.get_picture().await.unwrap(), picture);
    recorder.respond(Response::bytes(200, "application/octet-stream", ""));
    assert_eq!(client.get_dump().await.unwrap(), "");
    client.put_picture(picture.clone().into()).await.unwrap();

    let seen = recorder.requests();
    let accepted: Vec<_> = seen.iter().map(|seen| seen.header("accept").unwrap_or("none")).collect();
    assert_eq!(accepted[..3], ["text/plain", "image/png", "application/octet-stream"]);
    assert_eq!((seen[3].method.as_str(), seen[3].target.as_str()), ("PUT", "/picture"));
    assert_eq!(seen[3].header("content-type"), Some("application/octet-stream"));
    assert_eq!(seen[3].body, picture);
}

#[tokio::test]
async fn values_of_which_the_document_says_nothing_are_kept() {
    let recorder = recorder_with(Response::json(200, &json!([1, "x", { "y": null }])));
    let client = free_form_object::Client::builder(&recorder.url()).build().unwrap();
    let event = free_form_object::Event {
        payload: object(json!({ "z": 1, "a": [null, 1.5] })),
        open: None,
        anything: Some(JsonValue::Bool(false)),
        list: Some(vec![json!({}), json!(18_446_744_073_709_551_615_u64)]),
        closed: Some(free_form_object::EventClosed {}),
    };
    let response: JsonValue = client.post_event(&event).await.unwrap();
    assert_eq!(response, json!([1, "x", { "y": null }]));
    let expected = json!({
        "payload": { "z": 1, "a": [null, 1.5] },
        "anything": false,
        "list": [{}, 18_446_744_073_709_551_615_u64],
        "closed": {},
    });
    assert_eq!(recorder.only_request().json(), expected);
}

#[tokio::test]
async fn keys_that_are_data_are_kept() {
    let stock = json!({ "counts": { "bolt": 12, "größe": -1, "": 0 }, "shelves": { "a1": ["bolt"], "b": [] } });
    let recorder = recorder_with(Response::json(200, &stock));
    let client = map::Client::builder(&recorder.url()).build().unwrap();
    let decoded = client.get_stock().await.unwrap();
    assert_eq!(decoded.counts["größe"], -1);
    assert_eq!(serde_json::to_value(&decoded).unwrap(), stock);
}

#[tokio::test]
async fn keys_beside_the_named_properties_are_kept() {
    let response = json!({ "color": "red", "name": "shelf", "room": "b12" });
    let recorder = recorder_with(Response::json(200, &response));
    let client = properties_and_map::Client::builder(&recorder.url()).build().unwrap();
    let more = BTreeMap::from([("size".to_owned(), "xl".to_owned())]);
    let sent = properties_and_map::Labels { name: "box".to_owned(), rank: Some(1), additional_properties: more };
    let labels = client.put_labels(&sent).await.unwrap();
    assert_eq!(recorder.only_request().json(), json!({ "name": "box", "rank": 1, "size": "xl" }));
    assert_eq!((labels.name.as_str(), labels.rank), ("shelf", None));
    let more = [("color", "red"), ("room", "b12")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(labels.additional_properties, BTreeMap::from(more));
}

#[tokio::test]
async fn names_that_are_no_identifiers_are_those_of_the_document() {
    let reaction = json!({
        "type": "t", "self": "s", "Self": "S", "crate": "c", "+1": 1, "-1": 2, "1": 3, "$ref": "r",
        "@odata.type": "o", "two words": "a", "two_words": "b", "größe": 1.5, "": "e",
    });
    let recorder = recorder_with(Response::json(200, &reaction));
    let client = odd_property_names::Client::builder(&recorder.url()).build().unwrap();
    let decoded = client.get_reaction().await.unwrap();
    assert_eq!((decoded.plus_1, decoded.minus_1), (Some(1), Some(2)));
    assert_eq!((decoded.two_words.as_deref(), decoded.two_words2.as_deref()), (Some("b"), Some("a")));
    assert_eq!(serde_json::to_value(&decoded).unwrap(), reaction);
}

#[tokio::test]
async fn words_of_yaml_are_names_and_values_as_they_are_written() {
    use words_of_yaml::{PutReleaseChannel, Runtime, Type3_10};
    let recorder = recorder_with(Response::json(200, &json!({ "v": "1.20", "b": "c" })));
    let client = words_of_yaml::Client::builder(&recorder.url()).build().unwrap();
    let release = json!({
        "1.10": "a", "0x1F": "b", "1.0": "c", "True": "d", "+5": "e", ".inf": "f", "~": "g", "null": "h", "2001-02-03": "i",
        "123456789012345678901234567890": "j", "0o17": "k", "<<": "l",
    });
    let sent: Type3_10 = serde_json::from_value(release.clone()).unwrap();
    let runtime = client.put_release(PutReleaseChannel::Value1_10, &sent).await.unwrap();
    assert_eq!(recorder.only_request().target, "/releases/1.10");
    assert_eq!(recorder.only_request().json(), release);
    assert!(matches!(runtime, Runtime::New(_)), "{runtime:?}");
    assert_eq!(serde_json::to_value(&runtime).unwrap(), json!({ "v": "1.20", "b": "c" }));
    assert_eq!(Type3_10::DEFAULT_FIELD_1_10, "1.0");
}

#[tokio::test]
async fn enums_keep_values_which_the_document_does_not_list() {
    use string_enum::Color;
    let recorder = recorder_with(Response::json(200, &json!({ "color": "50% white", "next": "ultraviolet" })));
    let client = string_enum::Client::builder(&recorder.url()).build().unwrap();
    let light = client.get_light().await.unwrap();
    assert_eq!(light.color, Color::Value50White);
    assert_eq!(light.next, Some(Color::from("ultraviolet")));
    assert_eq!(light.next.as_ref().map(Color::as_str), Some("ultraviolet"));
    let back = serde_json::to_value(&light).unwrap();
    assert_eq!(back, json!({ "color": "50% white", "next": "ultraviolet" }));
}

#[tokio::test]
async fn unknown_formats_leave_the_type() {
    let frame = json!({ "matrix": [[0.5]], "records": [{ "age": 3 }], "color": "#ff0000", "done": true, "share": 50 });
    let recorder = recorder_with(Response::json(200, &frame));
    let client = unknown_formats::Client::builder(&recorder.url()).build().unwrap();
    let decoded = client.get_frame().await.unwrap();
    assert_eq!(decoded.matrix, Some(vec![vec![0.5]]));
    assert_eq!(decoded.color.as_deref(), Some("#ff0000"));
    assert_eq!(decoded.done, Some(true));
    assert_eq!(serde_json::to_value(&decoded).unwrap(), frame);
}
