use std::collections::BTreeMap;

use serde_core::de::{Deserialize, DeserializeOwned, Deserializer};

use crate::codec::json::{
    Candidate, DecodeError, DecodeFailure, Fields, InPlace, Source, Union, Variants, in_place, union,
};

#[track_caller]
fn path_of<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    let error = serde_json::from_str::<T>(text).expect_err("does not decode");
    failure(&error, text).path().unwrap_or_default().to_owned()
}

fn failure(error: &serde_json::Error, text: &str) -> DecodeFailure {
    DecodeFailure::json(error, text.as_bytes())
}

type Numbers = BTreeMap<String, Vec<i64>>;

#[test]
fn the_value_at_fault_is_found() {
    assert_eq!(path_of::<i64>("true"), "$");
    assert_eq!(path_of::<Vec<i64>>("[1, \"x\"]"), "$[1]");
    assert_eq!(path_of::<Vec<i64>>("[1,true,3]"), "$[1]");
    assert_eq!(path_of::<Vec<bool>>("[1,2]"), "$[0]");
    assert_eq!(path_of::<Numbers>("{\"a\": [1], \"b\": [1, 2, null]}"), "$.b[2]");
    assert_eq!(path_of::<Numbers>("{\"a\": [1],\n \"b c\": [1,\n 2.5]}"), "$[\"b c\"][1]");
    assert_eq!(path_of::<Numbers>("{\"a\": [1], \"b\": {\"c\": 1}}"), "$.b");
    assert_eq!(path_of::<BTreeMap<String, u8>>("{\"a\": 1, \"b\": 256, \"c\": 1}"), "$.b");
    assert_eq!(path_of::<BTreeMap<String, u8>>("{\"a\\\"\": 1, \"b\": -1}"), "$.b");
    assert_eq!(path_of::<BTreeMap<String, char>>("{\"a\": \"x\", \"b\": \"xy\", \"c\": \"z\"}"), "$.b");
    assert_eq!(path_of::<Vec<Vec<f64>>>("[[1],[2,[]]]"), "$[1][1]");
}

#[test]
fn broken_text_has_a_path_too() {
    assert_eq!(path_of::<Numbers>("{\"a\": [1, 2"), "$.a[1]");
    assert_eq!(path_of::<Numbers>("{\"a\": [1 2]}"), "$.a[0]");
    assert_eq!(path_of::<Numbers>(""), "");
    assert_eq!(path_of::<Numbers>("<html>"), "$");
    assert_eq!(path_of::<Vec<String>>("[\"a\\"), "$[0]");
    // What stands in the place of a value is the end of nothing.
    assert_eq!(path_of::<Numbers>("{\"a\": , \"b\": []}"), "$.a");
    assert_eq!(path_of::<Numbers>("{\"a\": }"), "$.a");
    assert_eq!(path_of::<Numbers>("{\"a\": [1, , 2]}"), "$.a[1]");
    assert_eq!(path_of::<Numbers>("{\"a\": [1, }"), "$.a[1]");
    assert_eq!(path_of::<Vec<bool>>("[true, tru]"), "$[1]");
}

/// An object with a note and a load.
#[derive(Debug, Default)]
struct Cargo {
    note: Option<String>,
    load: Option<Load>,
}

impl<'de> Deserialize<'de> for Cargo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        in_place(deserializer)
    }
}

impl<'de> InPlace<'de> for Cargo {
    const NAME: &'static str = "Cargo";
    const FIELDS: &'static [&'static str] = &["note", "load"];
    const REQUIRED: u64 = 0;
    fn put<A: serde_core::de::MapAccess<'de>>(&mut self, field: usize, map: &mut Fields<'de, A>) {
        match field {
            0 => map.optional(&mut self.note),
            1 => map.optional(&mut self.load),
            _ => map.skip(),
        }
    }
}

/// Strings, integers, or other cargo.
#[derive(Debug)]
#[expect(dead_code, reason = "none is read")]
enum Load {
    Strings(Vec<String>),
    Integers(Vec<i64>),
    Cargo(Box<Cargo>),
}

impl Union for Load {
    const NAME: &'static str = "Load";
    const CANDIDATES: &'static [Candidate] = &[
        Candidate::array(0, 0b0001_0000),
        Candidate::array(1, 0b0000_0100),
        Candidate::object(2, &[], &["note", "load"]),
    ];
}

impl Variants for Load {
    fn read(variant: usize, source: &impl Source) -> Result<Self, DecodeError> {
        match variant {
            0 => source.read().map(Self::Strings),
            1 => source.read().map(Self::Integers),
            _ => source.read().map(Self::Cargo),
        }
    }
}

impl<'de> Deserialize<'de> for Load {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        union(deserializer)
    }
}

#[test]
fn a_fault_in_a_union_has_its_place_wherever_it_stands() {
    for (load, place) in [
        (r#"[1,"x"]"#, "$.load[1]"),
        (r#"[1, 2, 2.5]"#, "$.load[2]"),
        ("true", "$.load"),
        (r#"{"note": 1}"#, "$.load.note"),
        (r#"{"note": [1]}"#, "$.load.note"),
        (r#"{"load": {"note": "n", "load": {"note": {}}}}"#, "$.load.load.load.note"),
        (r#"{"load": 5}"#, "$.load.load"),
    ] {
        for text in [
            format!(r#"{{"note":"n","load":{load}}}"#),
            format!(r#"{{"load":{load},"note":"n"}}"#),
            format!(r#"{{ "other": {{}}, "load" : {load} }}"#),
        ] {
            assert_eq!(path_of::<Cargo>(&text), place, "{text}");
            assert_eq!(path_of::<Vec<Cargo>>(&format!("[{{}}, {text}]")), place.replacen('$', "$[1]", 1), "{text}");
        }
    }
}

#[test]
fn the_place_of_a_union_that_was_read_is_forgotten() {
    let read = serde_json::from_str::<Load>("[1,2,3]");
    assert!(read.is_ok());
    let text = r#"{"load":["x",1],"note":"n"}"#;
    let error = serde_json::from_str::<Cargo>(text).expect_err("does not decode");
    // Another body that breaks elsewhere has its own place.
    let other = r#"{"load":["x"],"note":1}"#;
    let wrong = serde_json::from_str::<Cargo>(other).expect_err("does not decode");
    assert_eq!(failure(&wrong, other).path(), Some("$.note"));
    assert_eq!(failure(&error, text).message().split(" (as").next(), error.to_string().split(" (as").next());
}

#[test]
fn an_array_where_none_belongs_is_itself_at_fault() {
    assert_eq!(path_of::<BTreeMap<String, Cargo>>(r#"{"a": {}, "b": [1]}"#), "$.b");
    assert_eq!(path_of::<BTreeMap<String, String>>(r#"{"a": [[1]]}"#), "$.a");
    assert_eq!(path_of::<BTreeMap<String, String>>(r#"{"a": {"c": 1}}"#), "$.a");
    assert_eq!(path_of::<Vec<Cargo>>("[ [ ] ]"), "$[0]");
}

#[test]
fn a_text_that_breaks_off_within_a_union_has_its_place() {
    for (text, place) in [
        (r#"[{}, {"load": {"note": "n""#, "$[1].load"),
        (r#"[{"load": {"load": [1, 2"#, "$[0].load"),
        (r#"[{"load": {"note": "n", "load": {"load": 5}}}]"#, "$[0].load.load.load"),
        (r#"[{"load": {"note": "n"}}, {"load": {"load": ["x", 1]}}]"#, "$[1].load.load["),
    ] {
        assert!(path_of::<Vec<Cargo>>(text).starts_with(place), "{text}: {}", path_of::<Vec<Cargo>>(text));
    }
}

/// Cargo that is told by its properties.
#[derive(Debug)]
#[expect(dead_code, reason = "none is read")]
struct Parcel(Box<Inside>);

#[derive(Debug, Default)]
struct Inside {
    parcel: Option<Parcel>,
}

impl<'de> Deserialize<'de> for Inside {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        in_place(deserializer)
    }
}

impl<'de> InPlace<'de> for Inside {
    const NAME: &'static str = "Inside";
    const FIELDS: &'static [&'static str] = &["parcel"];
    const REQUIRED: u64 = 0;
    fn put<A: serde_core::de::MapAccess<'de>>(&mut self, field: usize, map: &mut Fields<'de, A>) {
        match field {
            0 => map.optional(&mut self.parcel),
            _ => map.skip(),
        }
    }
}

impl Union for Parcel {
    const NAME: &'static str = "Parcel";
    const CANDIDATES: &'static [Candidate] =
        &[Candidate::object(0, &[], &["parcel", "a"]), Candidate::object(1, &[], &["parcel", "b"])];
}

impl Variants for Parcel {
    fn read(_: usize, source: &impl Source) -> Result<Self, DecodeError> {
        source.read().map(Self)
    }
}

impl<'de> Deserialize<'de> for Parcel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        union(deserializer)
    }
}

#[test]
fn what_is_no_object_has_its_place_in_a_union_of_objects() {
    for (text, place) in [
        ("[1]", "$"),
        ("true", "$"),
        (r#"{"parcel": 5}"#, "$.parcel"),
        (r#"{"parcel": {"b": 1, "parcel": []}, "a": 1}"#, "$.parcel.parcel"),
        (r#"{"parcel": {"b": 1, "parcel": {"parcel": [{"parcel": 1}]}}, "a": 1}"#, "$.parcel.parcel.parcel"),
        (r#"{"a": 1, "parcel": {"parcel": "x", "b": 1}}"#, "$.parcel.parcel"),
    ] {
        assert_eq!(path_of::<Parcel>(text), place, "{text}");
        assert_eq!(path_of::<Vec<Parcel>>(&format!("[{{}}, {text}]")), place.replacen('$', "$[1]", 1), "{text}");
    }
}
