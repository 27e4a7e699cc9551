use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use http::StatusCode;
use serde_core::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::codec::json::non_finite::{finite_form, non_finite};
use crate::net::decode::*;
use crate::{Headers, Quoted};

fn read<T: DeserializeOwned>(body: &str) -> Result<T, String> {
    let parts = Parts(StatusCode::OK, Headers::default(), Target::by_hand(&http::Method::GET, "/"));
    let read = <NonFinite<Json> as Decode<T>>::decode(&parts, Bytes::from(body.to_owned()));
    read.map_err(|failure| failure.to_string())
}

#[test]
fn numbers_are_found_outside_of_texts() {
    let texts_of = |text: &'static str| non_finite(text.as_bytes()).map(|place| &text[place]).collect::<Vec<_>>();
    assert_eq!(texts_of("NaN"), ["NaN"]);
    assert_eq!(texts_of(r#"{"NaN":[NaN,"\"NaN",-Infinity], "a" : Infinity }"#), ["NaN", "-Infinity", "Infinity"]);
    for text in ["NaNs", "aNaN", "Infinity2", "--Infinity", "nan", "N", "-", "[\"NaN]", ""] {
        assert!(texts_of(text).is_empty(), "{text}");
    }
    assert_eq!(finite_form(b"[NaN,-Infinity,Infinity]").as_deref(), Some(&b"[0.0,-0.000000,0.000000]"[..]));
    assert_eq!(finite_form(b"[1]"), None);
}

#[test]
fn values_beside_them_are_read_as_ever() {
    type Row = (f64, Option<i64>, String, bool, Vec<char>, BTreeMap<String, u8>, Option<f32>, ());
    let row: Row = read(r#" [NaN, 3.0, "a\u00e9\n", true, ["x"], {"k\"": 255}, null, null] "#).expect("it is read");
    assert!(row.0.is_nan());
    assert_eq!((row.1, row.2.as_str(), row.3, row.4, row.6), (Some(3), "aé\n", true, vec!['x'], None));
    assert_eq!(row.5, BTreeMap::from([("k\"".to_owned(), 255)]));
    let keyed: HashMap<i64, f64> = read(r#"{"-1": Infinity, "2": 0.5}"#).expect("keys are numbers");
    assert_eq!((keyed[&-1], keyed[&2]), (f64::INFINITY, 0.5));
    let value: Value =
        read("{\"a\":[NaN,1e2,18446744073709551615,-1,\"\\ud83d\\ude00\"],\"b\":{}}").expect("any value");
    assert_eq!(value, json!({"a": ["NaN", 100.0, u64::MAX, -1, "😀"], "b": {}}));
    let pair: (Quoted<i64>, f64) = read(r#"["7", NaN]"#).expect("quoted numbers keep their text");
    assert_eq!(*pair.0, 7);
    assert!(read::<f64>("\u{feff}NaN").expect("a byte order mark is skipped").is_nan());
    assert_eq!(read::<Vec<f64>>("[1.5]"), Ok(vec![1.5]));
    assert_eq!(read::<Option<f64>>(""), Ok(None));
}

#[test]
fn enums_of_serde_are_read() {
    #[derive(Debug, PartialEq)]
    enum Level {
        Low,
        At(f64),
    }
    impl<'de> serde_core::de::Deserialize<'de> for Level {
        fn deserialize<D: serde_core::de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Levels;
            impl<'de> serde_core::de::Visitor<'de> for Levels {
                type Value = Level;

                fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str("a level")
                }

                fn visit_enum<A: serde_core::de::EnumAccess<'de>>(self, data: A) -> Result<Level, A::Error> {
                    use serde_core::de::VariantAccess;
                    match data.variant::<String>()? {
                        (name, variant) if name == "low" => variant.unit_variant().map(|()| Level::Low),
                        (_, variant) => variant.newtype_variant().map(Level::At),
                    }
                }
            }
            deserializer.deserialize_enum("Level", &["low", "at"], Levels)
        }
    }
    let levels: Vec<Level> = read(r#"["low", {"at": Infinity}]"#).expect("they are read");
    assert_eq!(levels, [Level::Low, Level::At(f64::INFINITY)]);
    assert!(read::<Vec<Level>>("[NaN]").expect_err("a number").starts_with("`$[0]`: invalid type"));
}

#[test]
fn what_is_not_json_apart_from_them_is_refused() {
    assert_eq!(read::<(f64, u8)>("[NaN, 1, 2]"), Err("`$`: trailing characters at line 1 column 1".to_owned()));
    for text in
        ["[NaN", "[NaN 1]", "[NaN,]", "{NaN: 1}", "[NaN] 1", "[NaN, tru]", "[NaN, \"\\x\"]", "[NaN, 01]", "[NaN}"]
    {
        assert!(read::<Value>(text).is_err(), "{text}");
    }
    let deep = |levels: usize| format!("{}NaN{}", "[".repeat(levels), "]".repeat(levels));
    assert!(read::<Value>(&deep(127)).is_ok());
    assert_eq!(read::<Value>(&deep(100_000)), Err("the body nests more than 127 levels deep".to_owned()));
}

#[test]
fn errors_are_about_the_innermost_value() {
    type Rows = BTreeMap<String, Vec<i64>>;
    for (text, error) in [
        (
            "{\"a\": [1],\n \"b\": [2, NaN]}",
            "`$.b[1]`: invalid type: floating point `NaN`, expected i64 at line 2 column 11",
        ),
        ("{\"a\": NaN}", "`$.a`: invalid type: floating point `NaN`, expected a sequence at line 1 column 7"),
        ("{\"a\": [\"x\"], \"b\": [NaN]}", "`$.a[0]`: invalid type: string \"x\", expected i64 at line 1 column 8"),
        ("[NaN]", "`$`: invalid type: sequence, expected a map at line 1 column 1"),
    ] {
        assert_eq!(read::<Rows>(text), Err(error.to_owned()), "{text}");
    }
    assert_eq!(
        read::<Vec<String>>("[Infinity]"),
        Err("`$[0]`: invalid type: floating point `inf`, expected a string at line 1 column 2".to_owned())
    );
}
