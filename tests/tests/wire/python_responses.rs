//! Responses as services in Python write them: encoded twice, and with `NaN` and `Infinity` among the numbers.

use callsmith_goldens::answers_of_python::Client;
use callsmith_goldens::answers_of_python::operations::StartOutput;
use callsmith_goldens::answers_of_python::types::{Problem, ScoresLevel, Shape};
use callsmith_runtime::Error;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde_json::{Value, json};

use crate::recorder_with;

fn client(recorder: &Recorder) -> Client {
    Client::builder(&recorder.url()).build().expect("valid settings")
}

fn json(body: &str) -> Response {
    Response::bytes(200, "application/json", body.to_owned())
}

/// A response whose JSON is the content of a JSON string.
fn encoded_twice(body: &str) -> Response {
    json(&Value::from(body).to_string())
}

#[tokio::test]
async fn an_object_within_a_string_is_the_object() {
    let recorder = Recorder::start();
    for response in [
        encoded_twice(r#"{"values": [[1, 2.5]], "note": "a \"b\""}"#),
        json(r#"{"values":[[1,2.5]],"note":"a \"b\""}"#),
    ] {
        recorder.respond(response);
        let scores = client(&recorder).score().await.unwrap();
        assert_eq!(scores.values, [[1.0, 2.5]]);
        assert_eq!(scores.note.as_deref(), Some("a \"b\""));
    }
}

#[tokio::test]
async fn a_string_is_looked_into_once() {
    let recorder = Recorder::start();
    for (body, label) in [
        (r#""up""#, "up"),
        (r#""\"up\"""#, "up"),
        (r#""\"\\\"up\\\"\"""#, r#""up""#),
        (r#""5""#, "5"),
        (r#""""#, ""),
        ("up", "up"),
    ] {
        recorder.respond(json(body));
        assert_eq!(client(&recorder).label().await.unwrap(), label, "{body}");
    }
}

#[tokio::test]
async fn any_value_is_that_of_the_content() {
    let recorder = Recorder::start();
    for (body, value) in [
        (r#""[1, {\"a\": null}]""#, json!([1, { "a": null }])),
        (r#""4.5""#, json!(4.5)),
        (r#""four""#, json!("four")),
        (r#"{"a": 1}"#, json!({ "a": 1 })),
        (r#"[NaN, {"a": -Infinity}, "NaN"]"#, json!(["NaN", { "a": "-Infinity" }, "NaN"])),
    ] {
        recorder.respond(json(body));
        assert_eq!(client(&recorder).either().await.unwrap(), value, "{body}");
    }
}

#[tokio::test]
async fn responses_by_status_are_read_alike_and_texts_stay_texts() {
    let recorder = Recorder::start();
    recorder.respond(encoded_twice(r#"{"values": []}"#));
    let StartOutput::Ok(scores) = client(&recorder).start().await.unwrap() else { panic!("200") };
    assert!(scores.values.is_empty());
    recorder.respond(Response::bytes(202, "application/json", r#""-Infinity""#));
    let StartOutput::Accepted(number) = client(&recorder).start().await.unwrap() else { panic!("202") };
    assert_eq!(number, f64::NEG_INFINITY);
    recorder.respond(Response::text(203, r#""[]""#));
    let StartOutput::NonAuthoritativeInformation(text) = client(&recorder).start().await.unwrap() else {
        panic!("203")
    };
    assert_eq!(text, r#""[]""#);
}

#[tokio::test]
async fn errors_within_a_string_are_typed() {
    let recorder = recorder_with(Response::bytes(500, "application/json", r#""{\"message\": \"m\", \"at\": NaN}""#));
    let Err(Error::Api(error)) = client(&recorder).score().await else { panic!("it is declared") };
    assert_eq!(error.body().message, "m");
    assert!(error.body().at.unwrap().is_nan());
    assert_eq!(error.body().to_string(), "(at: NaN is no JSON number)");
}

#[tokio::test]
async fn numbers_that_json_lacks_are_read_wherever_a_number_is() {
    let body = r#"{
        "values": [[NaN, 1.5], [], [-Infinity ,Infinity]], "best": NaN, "ratio": -Infinity,
        "by_name": {"a\"NaN": [null, NaN, 3]}, "weights": [Infinity, 2], "shape": {"kind": "Polygon", "corners": [1, NaN]},
        "level": Infinity, "note": "NaN, Infinity \\\" -Infinity", "rest": {"NaN": [NaN, 2]}
    }"#;
    let recorder = Recorder::start();
    for response in [json(body), encoded_twice(body)] {
        recorder.respond(response);
        let scores = client(&recorder).score().await.unwrap();
        let lengths: Vec<usize> = scores.values.iter().map(Vec::len).collect();
        assert_eq!(lengths, [2, 0, 2]);
        assert!(scores.values[0][0].is_nan());
        assert_eq!((scores.values[0][1], &scores.values[2][..]), (1.5, &[f64::NEG_INFINITY, f64::INFINITY][..]));
        assert!(scores.best.unwrap().is_nan());
        assert_eq!(scores.ratio, Some(Some(f32::NEG_INFINITY)));
        let by_name = &scores.by_name.as_ref().unwrap()["a\"NaN"];
        assert!(by_name[0].is_none() && by_name[1].unwrap().is_nan() && by_name[2] == Some(3.0));
        assert_eq!(scores.weights.as_deref(), Some(&[f64::INFINITY, 2.0][..]));
        let Some(Shape::Polygon(polygon)) = &scores.shape else { panic!("{:?}", scores.shape) };
        assert!(polygon.corners[0] == 1.0 && polygon.corners[1].is_nan());
        let Some(ScoresLevel::Number(level)) = &scores.level else { panic!("{:?}", scores.level) };
        assert_eq!(*level, f64::INFINITY);
        assert_eq!(scores.note.as_deref(), Some("NaN, Infinity \\\" -Infinity"));
        assert_eq!(scores.rest, Some(json!({ "NaN": ["NaN", 2] })));
    }
}

#[tokio::test]
async fn numbers_that_json_lacks_are_read_in_maps_and_lists_of_unions() {
    let recorder = Recorder::start();
    recorder.respond(json(r#"{"low": -Infinity, "high": Infinity, "none": NaN, "one": 1}"#));
    let limits = client(&recorder).limits().await.unwrap();
    assert_eq!((limits["low"], limits["high"], limits["one"]), (f64::NEG_INFINITY, f64::INFINITY, 1.0));
    assert!(limits["none"].is_nan());
    recorder.respond(json(r#"[{"radius": NaN, "kind": "Circle"}, {"kind": "Polygon", "corners": []}]"#));
    let shapes = client(&recorder).shapes().await.unwrap();
    let [Shape::Circle(circle), Shape::Polygon(_)] = &shapes[..] else { panic!("{shapes:?}") };
    assert!(circle.radius.is_nan());
}

#[tokio::test]
async fn what_is_no_number_of_floating_point_is_an_error_with_its_place() {
    let recorder = Recorder::start();
    for (body, error) in [
        ("[1, NaN]", "`$[1]`: invalid type: floating point `NaN`, expected i64 at line 1 column 5"),
        ("[1,\n 2.0, \"x\", NaN]", "`$[2]`: invalid type: string \"x\", expected i64 at line 2 column 7"),
        ("[1, NaN", "`$[1]`: EOF while parsing a list at line 1 column 7"),
        ("[1, NaN] x", "`$`: trailing characters at line 1 column 10"),
        ("[1, NaN 2]", "`$[1]`: expected `,` or `]` at line 1 column 9"),
        ("[1, nan]", "`$[1]`: expected ident at line 1 column 6"),
    ] {
        recorder.respond(json(body));
        let Err(Error::Decode(decode)) = client(&recorder).exact().await else { panic!("{body}") };
        assert_eq!(decode.failure().to_string(), error, "{body}");
        assert_eq!(decode.bytes(), body);
    }
    recorder.respond(json(r#"{"values": [], "price": NaN}"#));
    let Err(Error::Decode(decode)) = client(&recorder).score().await else { panic!("it keeps digits") };
    assert_eq!(decode.failure().to_string(), "`$.price`: `NaN` is no JSON number at line 1 column 25");
    recorder.respond(json(r#"{"best": NaN}"#));
    let Err(Error::Decode(decode)) = client(&recorder).score().await else { panic!("a property is missing") };
    assert!(decode.failure().to_string().starts_with("`$`: missing field `values` at line 1 column 1; "));
    recorder.respond(encoded_twice(r#"{"values": [[1, true]]}"#));
    let Err(Error::Decode(decode)) = client(&recorder).score().await else { panic!("a boolean") };
    assert_eq!(
        decode.failure().to_string(),
        "`$.values[0][1]`: invalid type: boolean `true`, expected f64 at line 1 column 20 of the JSON within the string"
    );
    recorder.respond(json(r#""no scores""#));
    let Err(Error::Decode(decode)) = client(&recorder).score().await else { panic!("a text") };
    assert_eq!(
        decode.failure().to_string(),
        "`$`: invalid type: string \"no scores\", expected an object of type Scores at line 1 column 11"
    );
}

#[tokio::test]
async fn without_the_options_the_error_names_them() {
    let recorder = Recorder::start();
    recorder.respond(encoded_twice(r#"{"values": [[NaN]]}"#));
    let error = client(&recorder).plain_score().await.expect_err("a string");
    let Error::Decode(decode) = &error else { panic!("{error}") };
    assert_eq!(decode.bytes(), r#""{\"values\": [[NaN]]}""#);
    assert_eq!(decode.failure().path(), Some("$"));
    assert_eq!(decode.failure().advice(), Some(r#"double-encoded = ["plainScore"]"#));
    assert_eq!(
        error.to_string(),
        "200 OK for `plainScore` (POST /plain-score), with a body that is not as declared (`$`: JSON within a string; \
         `double-encoded = [\"plainScore\"]` in callsmith.toml reads it): \"{\\\"values\\\": [[NaN]]}\""
    );
    for (body, place) in [
        ("{\"values\": [[1, 2],\n [3, NaN]]}", "`$.values[1][1]`: `NaN` is no JSON number at line 2 column 6"),
        (r#"{"values": [], "level": -Infinity}"#, "`$.level`: `-Infinity` is no JSON number at line 1 column 25"),
        (
            r#"{"values": [], "shape": {"radius": Infinity}}"#,
            "`$.shape.radius`: `Infinity` is no JSON number at line 1 column 36",
        ),
        (r#"{"values": [], "note": NaN}"#, "`$.note`: `NaN` is no JSON number at line 1 column 24"),
    ] {
        recorder.respond(json(body));
        let Err(Error::Decode(decode)) = client(&recorder).plain_score().await else { panic!("{body}") };
        let advice = "; `non-finite-numbers = [\"plainScore\"]` in callsmith.toml reads it";
        assert_eq!(decode.failure().to_string(), format!("{place}{advice}"));
        assert_eq!(decode.bytes(), body);
    }
    // Text that looks like it is text.
    recorder.respond(json(r#"{"values": [], "note": "NaN", "best": "x"}"#));
    let Err(Error::Decode(decode)) = client(&recorder).plain_score().await else { panic!("a text") };
    assert_eq!(decode.failure().advice(), None);
}

#[tokio::test]
async fn without_the_options_an_undecodable_error_names_them() {
    let recorder = recorder_with(Response::bytes(500, "application/json", r#""{\"message\": \"m\"}""#));
    let error = client(&recorder).plain_score().await.expect_err("500");
    let Error::Unexpected(unexpected) = &error else { panic!("{error}") };
    let failure = unexpected.decode_failure().expect("its status is declared");
    assert_eq!(failure.advice(), Some(r#"double-encoded = ["plainScore"]"#));
    assert!(error.to_string().contains("; `double-encoded = [\"plainScore\"]` in callsmith.toml reads it)"), "{error}");
    recorder.otherwise(Response::json(500, &json!({ "message": "m" })));
    let Err(Error::Api(error)) = client(&recorder).plain_score().await else { panic!("plain") };
    assert_eq!(error.body(), &Problem { message: "m".to_owned(), at: None });
}

#[tokio::test]
async fn pages_and_items_are_read_alike() {
    let recorder = Recorder::start();
    recorder.respond(encoded_twice(r#"{"items": [{"values": [[NaN]]}], "next": "/scores?page=2"}"#));
    recorder.respond(json(r#"{"best": NaN, "items": [{"values": [[1]]}, {"values": [], "best": Infinity}]}"#));
    let items = client(&recorder).list_scores().items().into_vec().await.unwrap();
    assert_eq!(items.len(), 3);
    assert!(items[0].values[0][0].is_nan());
    assert_eq!((items[1].values[0][0], items[2].best), (1.0, Some(f64::INFINITY)));
    assert_eq!(recorder.requests()[1].query(), "page=2");

    let lines = "{\"value\": NaN}\n\"{\\\"value\\\": 2}\"\n{\"value\": 3}\n{\"value\": true}\n";
    recorder.respond(Response::bytes(200, "application/x-ndjson", lines));
    let mut readings = client(&recorder).get_readings().stream_items().await.unwrap();
    assert!(readings.next().await.unwrap().unwrap().value.is_nan());
    assert_eq!(readings.next().await.unwrap().unwrap().value, 2.0);
    assert_eq!(readings.next().await.unwrap().unwrap().value, 3.0);
    assert!(readings.next().await.unwrap().is_err());
    assert!(readings.next().await.is_none());
}
