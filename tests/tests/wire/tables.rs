//! Tables: rows of objects, cells of several kinds, and integers that are doubles.

use std::collections::BTreeMap;

use callsmith_goldens::cells::{self, Frame, FrameRecord};
use callsmith_goldens::integers_as_doubles::{self, Input};
use callsmith_goldens::rows::{self, Labels, Matrix, MatrixCell, OrderHome, OrderHomeAddress};
use callsmith_goldens::rows::{ScoreInput, ScoreInputInputs, ScoreInputRow};
use callsmith_runtime::{Error, JsonValue};
use callsmith_tests::response::Response;
use serde_json::{Value, json};

use crate::recorder_with;

/// Sends rows, and gives the JSON of each that was sent.
async fn rows(rows: Vec<ScoreInputRow>) -> Vec<Value> {
    let recorder = recorder_with(Response::json(200, &json!([{ "label": "a" }])));
    let client = rows::Client::builder(&recorder.url()).build().expect("valid settings");
    let input = ScoreInput { inputs: Some(rows.into_iter().collect()), global_parameters: None };
    let labels: Labels = client.score(&input).await.expect("the response decodes");
    assert_eq!(labels[0].label, "a");
    let sent = recorder.only_request().json();
    assert_eq!(sent.as_object().map(|sent| sent.len()), Some(1), "{sent}");
    sent["Inputs"]["data"].as_array().expect("a list of rows").clone()
}

#[tokio::test]
async fn rows_are_made_of_their_columns() {
    let whole = ScoreInputRow { weight: Some(1.5), size: Some(7), ..ScoreInputRow::new("x".to_owned(), Some(3)) };
    let sent = rows(vec![whole, ScoreInputRow::new("y".to_owned(), None)]).await;
    assert_eq!(sent[0], json!({ "name": "x", "age": 3, "weight": 1.5, "size": 7 }));
    // A column that may be null is there all the same; one that may be absent is left out.
    assert_eq!(sent[1], json!({ "name": "y", "age": null }));
}

#[tokio::test]
async fn an_optional_column_can_be_null() {
    let row = ScoreInputRow { note: Some(None), ..ScoreInputRow::new("x".to_owned(), None) };
    assert_eq!(rows(vec![row]).await, [json!({ "name": "x", "age": null, "note": null })]);
}

#[test]
fn what_is_made_of_a_list_comes_of_one() {
    let row = ScoreInputRow::new("x".to_owned(), None);
    let inputs = ScoreInputInputs { data: vec![row.clone()] };
    assert_eq!(ScoreInputInputs::from(vec![row.clone()]), inputs);
    assert_eq!([row].into_iter().collect::<ScoreInputInputs>(), inputs);
    let home: OrderHome = std::iter::repeat_n(OrderHomeAddress::default(), 2).collect();
    assert_eq!(home.addresses.map(|addresses| addresses.len()), Some(2));
    let matrix: Matrix = [vec![MatrixCell { x: Some(1.0) }], vec![]].into_iter().collect();
    assert_eq!(matrix.cells.map(|rows| rows.iter().map(Vec::len).collect::<Vec<_>>()), Some(vec![1, 0]));
}

#[tokio::test]
async fn integers_are_doubles_both_ways() {
    let recorder = recorder_with(Response::json(200, &json!([3726.995, 4])));
    let client = integers_as_doubles::Client::builder(&recorder.url()).build().unwrap();
    let bounds = BTreeMap::from([("a".to_owned(), Some(0.5)), ("b".to_owned(), None)]);
    let input = Input { data: Some(vec![vec![0.25, -1.5], vec![2.0]]), bounds: Some(bounds), level: None };
    assert_eq!(client.score(7, &input).await.unwrap(), [3726.995, 4.0]);
    let sent = recorder.only_request();
    // Parameters stay what they are.
    assert_eq!(sent.target, "/score/7");
    assert_eq!(sent.json(), json!({ "data": [[0.25, -1.5], [2.0]], "bounds": { "a": 0.5, "b": null } }));
}

#[tokio::test]
async fn other_integers_stay_and_say_what_to_write() {
    let recorder = recorder_with(Response::json(200, &json!({ "count": 2, "sizes": [1.5] })));
    let client = integers_as_doubles::Client::builder(&recorder.url()).build().unwrap();
    let sample = client.sample().await.unwrap();
    assert_eq!((sample.count, sample.sizes), (2, vec![1.5]));

    let recorder = recorder_with(Response::json(200, &json!({ "count": 2.5, "sizes": [] })));
    let client = integers_as_doubles::Client::builder(&recorder.url()).build().unwrap();
    let error = client.sample().await.unwrap_err();
    let Error::Decode(failure) = &error else { panic!("{error:?}") };
    let text = failure.to_string();
    assert!(text.contains("`$.count`"), "{text}");
    assert_eq!(failure.failure().advice(), Some("integers-as-doubles = [\"sample\"]"));
}

#[tokio::test]
async fn cells_hold_what_the_example_shows() {
    let response = json!({
        "objects": [["a", { "b": 1 }]],
        "rows": [["x", 3, 1.5, true, null]],
        "records": [{ "gap": null, "kind": "a", "nothing": null }],
        "quoted": { "a": 1 }
    });
    let recorder = recorder_with(Response::json(200, &response));
    let client = cells::Client::builder(&recorder.url()).build().unwrap();
    let record = FrameRecord::new(None, JsonValue::from("a"), JsonValue::Null);
    let frame = Frame { records: Some(vec![record]), ..Frame::default() };
    let decoded = client.score(&frame).await.unwrap();
    assert_eq!(recorder.only_request().json(), json!({ "records": [{ "gap": null, "kind": "a", "nothing": null }] }));
    assert_eq!(decoded.objects.unwrap()[0][0], "a");
    assert_eq!(decoded.rows.unwrap()[0][3], true);
    assert_eq!(decoded.records.unwrap()[0].gap, None);
    assert_eq!(decoded.quoted.unwrap()["a"], 1);
}
