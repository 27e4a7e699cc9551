//! Numbers in requests that JSON lacks: an error before anything is sent, whatever the body is written as.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;

use callsmith_goldens::finite_requests::Client;
use callsmith_goldens::finite_requests::types::{Circle, Fields, Parts, Sample, SampleLevel, Shape};
use callsmith_runtime::{Body, BodyItems, Error, File, Method};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use futures_core::Stream;

use crate::recorder_with;

const NAN: f64 = f64::NAN;

fn recorder() -> (Recorder, Client) {
    let recorder = recorder_with(Response::empty(204));
    let client = Client::builder(&recorder.url()).build().expect("valid settings");
    (recorder, client)
}

/// The reason of a request that was not sent.
#[track_caller]
fn reason<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let Err(Error::InvalidRequest(error)) = result else { panic!("{result:?}") };
    let text = error.to_string();
    text.split_once(": ").expect("it names the request").1.to_owned()
}

#[tokio::test]
async fn json_names_the_path() {
    let (recorder, client) = recorder();
    let one = |key: &str, number: f64| Some(BTreeMap::from([(key.to_owned(), number)]));
    let level = |number| Some(SampleLevel::Number(number));
    let shape = |radius| Some(Shape::Circle(Circle { radius }));
    for (sample, path) in [
        (Sample { data: vec![vec![1.0, 2.0, 3.0, NAN], vec![]], ..Sample::default() }, "data[0][3]: NaN"),
        (Sample { data: vec![vec![], vec![f64::NEG_INFINITY]], ..Sample::default() }, "data[1][0]: -Infinity"),
        (Sample { w: Some(Some(f64::INFINITY)), ..Sample::default() }, "w: Infinity"),
        (Sample { m: one("a", f64::NEG_INFINITY), ..Sample::default() }, "m.a: -Infinity"),
        (Sample { m: one("a b", NAN), ..Sample::default() }, "m[\"a b\"]: NaN"),
        (Sample { r: Some(f32::NAN), ..Sample::default() }, "r: NaN"),
        (Sample { weights: Some(vec![0.5, NAN]), ..Sample::default() }, "weights[1]: NaN"),
        (Sample { shape: shape(NAN), ..Sample::default() }, "shape.radius: NaN"),
        (Sample { level: level(f64::INFINITY), ..Sample::default() }, "level: Infinity"),
    ] {
        let reason = reason(client.send_json(&sample).await);
        assert_eq!(reason, format!("the body cannot be sent: {path} is no JSON number"));
    }
    assert!(recorder.requests().is_empty());
    let sample = Sample { w: Some(None), m: one("a", 0.25), shape: shape(0.5), ..Sample::default() };
    client.send_json(&sample).await.unwrap();
    assert_eq!(
        recorder.only_request().body,
        r#"{"data":[],"w":null,"m":{"a":0.25},"shape":{"kind":"circle","radius":0.5}}"#
    );
}

#[tokio::test]
async fn forms_parts_and_xml_name_the_path() {
    let (recorder, client) = recorder();
    let fields = Fields { v: 1.0, l: Some(vec![2.0, NAN]) };
    let expected = "the body cannot be sent: l[1]: NaN is no JSON number";
    assert_eq!(reason(client.send_form(&fields).await), expected);
    assert_eq!(reason(client.send_xml(&fields).await), expected);
    let parts = Parts::new(f64::INFINITY, File::new("a", "b"));
    let expected = "the body cannot be sent: v: Infinity is no JSON number";
    assert_eq!(reason(client.send_parts(&parts).await), expected);
    let sample = Sample { data: vec![vec![NAN]], ..Sample::default() };
    let by_hand = client.request(Method::POST, "/json").json(&sample).send().await;
    assert_eq!(reason(by_hand), "the body cannot be sent: data[0][0]: NaN is no JSON number");
    assert!(recorder.requests().is_empty());
}

/// A stream of items that are there.
struct Listed(vec::IntoIter<Fields>);

impl Stream for Listed {
    type Item = Result<Fields, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(Ok))
    }
}

#[tokio::test]
async fn items_of_a_list_are_written_before_anything_is_sent() {
    let (recorder, client) = recorder();
    let items = || vec![Fields { v: 1.0, l: None }, Fields { v: 2.0, l: Some(vec![NAN]) }];
    let expected = "the body cannot be sent: [1].l[0]: NaN is no JSON number";
    assert_eq!(reason(client.send_lines(items().into()).await), expected);
    assert!(recorder.requests().is_empty());
    // Those of an iterator and of a stream are written while they are sent.
    assert_eq!(reason(client.send_lines(BodyItems::of(items())).await), expected);
    assert_eq!(reason(client.send_lines(BodyItems::stream(Listed(items().into_iter()))).await), expected);
    let by_hand = client.request(Method::POST, "/lines").body("application/jsonl", Body::json_lines([1.0, NAN]));
    assert_eq!(reason(by_hand.send().await), "the body cannot be sent: [1]: NaN is no JSON number");
    assert!(recorder.requests().is_empty());
}

#[tokio::test]
async fn parameters_of_each_place_are_refused() {
    let (recorder, client) = recorder();
    let by = BTreeMap::from([("a".to_owned(), NAN)]);
    let filter = Fields { v: 1.0, l: Some(vec![f64::NEG_INFINITY]) };
    let call = || client.send_parameters(1.0);
    for (result, expected) in [
        (client.send_parameters(NAN).await, "the path parameter `at`: NaN is not a finite number"),
        (call().list(&[1.0, f64::INFINITY]).await, "the parameter `list`: [1]: inf is not a finite number"),
        (call().by(&by).await, "the parameter `by`: a: NaN is not a finite number"),
        (call().filter(&filter).await, "the parameter `filter`: l[0]: -Infinity is no JSON number"),
        (call().x_ratio(f32::INFINITY).await, "the parameter `x-ratio`: inf is not a finite number"),
        (call().last(NAN).await, "the parameter `last`: NaN is not a finite number"),
    ] {
        assert_eq!(reason(result), expected);
    }
    assert!(recorder.requests().is_empty());
}

#[test]
fn a_value_that_cannot_be_sent_is_not_valid() {
    let invalid = Fields { v: 1.0, l: Some(vec![NAN]) }.validate().expect_err("it has no JSON form");
    assert_eq!((invalid.path(), invalid.reason()), ("l[0]", "NaN is no JSON number"));
    assert_eq!(Fields { v: -1.0, l: None }.validate().expect_err("a minimum").to_string(), "v: less than 0");
    Fields { v: 0.0, l: Some(vec![f64::MAX]) }.validate().unwrap();
}
