//! Every example in the documents decodes into its Rust type and comes back equal, and so does every double.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use callsmith_goldens::examples::{Visitor, visit};
use callsmith_goldens::scoring_v2::types::{ServiceInput, ServiceOutput};
use callsmith_goldens::scoring_v2::{Client, operations};
use callsmith_runtime::{Bytes, http};
use callsmith_tests::fixtures;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

#[test]
fn every_example_decodes_and_comes_back_equal() {
    let mut round_trips = RoundTrips::default();
    visit(&mut round_trips);

    let clients: Vec<&str> = round_trips.count.keys().map(String::as_str).collect();
    let with_examples: Vec<String> = fixtures::clients()
        .into_iter()
        .filter(|(_, document)| has_examples(document))
        .map(|(client, _)| client)
        .collect();
    assert_eq!(clients, with_examples, "each document with examples, and no other");
    for (client, count) in [("example", 5), ("scoring_swagger", 2), ("scoring_v2", 2), ("scoring_v3_1", 2)] {
        assert_eq!(round_trips.count[client], count, "examples of `{client}`");
    }
}

fn has_examples(document: &Path) -> bool {
    let text = fs::read_to_string(document).expect("a fixture can be read");
    text.contains("example: ") || text.contains("\"example\":")
}

#[derive(Default)]
struct RoundTrips {
    count: BTreeMap<String, usize>,
}

impl Visitor for RoundTrips {
    fn example<T: DeserializeOwned + Serialize>(&mut self, client: &str, pointer: &str, json: &str) {
        let expected: Value = serde_json::from_str(json).expect("an example is JSON");
        let decoded: T = serde_json::from_str(json).unwrap_or_else(|error| panic!("{client} {pointer}: {error}"));
        let encoded = serde_json::to_value(&decoded).unwrap_or_else(|error| panic!("{client} {pointer}: {error}"));
        assert!(equal(&encoded, &expected), "{client} {pointer}: {expected} came back as {encoded}");
        *self.count.entry(client.to_owned()).or_default() += 1;
    }
}

/// Equality of JSON values; numbers are compared by value, so that `1` and `1.0` are equal.
fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64() && !(a.is_i64() && b.is_i64()),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| equal(a, b)))
        }
        _ => a == b,
    }
}

#[test]
fn numbers_are_compared_by_value() {
    let equal = |a: &str, b: &str| equal(&serde_json::from_str(a).unwrap(), &serde_json::from_str(b).unwrap());
    assert!(equal(r#"{"a": [1, null]}"#, r#"{"a": [1.0, null]}"#));
    assert!(!equal("1", "1.5"));
    assert!(!equal("9007199254740993", "9007199254740992"));
    assert!(!equal(r#"{"a": 1}"#, r#"{"a": 1, "b": null}"#));
    assert!(!equal("[1]", "[1, 2]"));
}

#[test]
fn every_double_survives_encoding_and_decoding() {
    let doubles: Vec<f64> = doubles(100_000);
    let client = Client::builder("http://localhost").build().unwrap();

    let input = ServiceInput { data: Some(vec![doubles.clone()]) };
    let request = client.run_ml_service(&input).to_request().unwrap();
    let sent: ServiceInput = serde_json::from_slice(request.body()).unwrap();
    assert_same_bits(&sent.data.unwrap()[0], &doubles);

    let body = serde_json::to_vec(&doubles).unwrap();
    let response = http::Response::builder().header("content-type", "application/json");
    let response = response.body(Bytes::from(body)).unwrap();
    let output: ServiceOutput =
        operations::Call::<operations::RunMlService>::decode_response(response).unwrap().into_body();
    assert_same_bits(&output, &doubles);
}

fn assert_same_bits(actual: &[f64], expected: &[f64]) {
    assert_eq!(actual.len(), expected.len());
    for (actual, expected) in actual.iter().zip(expected) {
        assert_eq!(actual.to_bits(), expected.to_bits(), "{expected:?} came back as {actual:?}");
    }
}

/// Doubles of all magnitudes, the extremes first, the rest from a linear congruential generator over their bits (the
/// constants are those of Knuth's MMIX).
fn doubles(count: usize) -> Vec<f64> {
    let extremes = [0.0, -0.0, 0.1 + 0.2, f64::MIN_POSITIVE, 5e-324, f64::MAX, f64::MIN, f64::EPSILON];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let bits = std::iter::repeat_with(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The upper half is the random one.
        (state >> 32) << 32 | state.rotate_left(29) >> 32
    });
    let random = bits.map(f64::from_bits).filter(|value| value.is_finite());
    extremes.into_iter().chain(random).take(count).collect()
}
