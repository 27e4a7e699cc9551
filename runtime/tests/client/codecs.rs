//! Codecs of generated types.

use std::collections::BTreeMap;

use crate::sample::{Color, ErrorResponse, Filter, Level, Pet, ServiceInput};
use callsmith_runtime::v1 as rt;

fn decode<T: for<'de> rt::Deserialize<'de>>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

fn encode<T: rt::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("encodes")
}

fn pet() -> Pet {
    Pet { id: 1, color: Color::Red, level: None, name: None, nick_name: None, owner: None }
}

#[test]
fn fields_come_in_any_order_with_others_between() {
    let expected = Pet { level: Some(Level::Value1), owner: Some("o".into()), ..pet() };
    for text in [
        r#"{"id": 1, "color": "red", "level": 1, "owner": "o"}"#,
        r#"{"owner": "o", "level": 1, "color": "red", "id": 1}"#,
        r#"{"x": {"id": [2]}, "level": 1, "owner": "o", "y": null, "id": 1, "color": "red", "z": "id"}"#,
        r#"{"id": 2, "color": "green", "id": 1, "level": 1, "owner": "o", "color": "red"}"#,
        r#"{"\u0069d": 1, "color": "red", "level": 1, "owner": "o"}"#,
    ] {
        assert_eq!(decode::<Pet>(text).as_ref(), Ok(&expected), "{text}");
    }
}

#[test]
fn null_is_nothing_and_absent_is_told_from_it_where_asked() {
    let optional = decode::<ErrorResponse>(r#"{"status_code": null, "message": null}"#);
    assert_eq!(optional, Ok(ErrorResponse::default()));
    let absent: Pet = decode(r#"{"id": 1, "color": "red", "name": null, "owner": null}"#).expect("a pet");
    assert_eq!((absent.name, absent.nick_name, absent.owner), (None, None, None));
    let null: Pet = decode(r#"{"id": 1, "color": "red", "nickName": null, "owner": null}"#).expect("a pet");
    assert_eq!(null.nick_name, Some(None));
    let value: Pet = decode(r#"{"id": 1, "color": "red", "nickName": "n", "owner": null}"#).expect("a pet");
    assert_eq!(value.nick_name, Some(Some("n".into())));
    assert!(decode::<Pet>(r#"{"id": null, "color": "red", "owner": null}"#).is_err());
}

#[test]
fn a_missing_field_is_named() {
    for (text, name) in [
        (r#"{"color": "red", "owner": null}"#, "id"),
        (r#"{"id": 1, "owner": null}"#, "color"),
        (r#"{"id": 1, "color": "red"}"#, "owner"),
    ] {
        let error = decode::<Pet>(text).expect_err("incomplete");
        assert!(error.starts_with(&format!("missing field `{name}`")), "{error}");
    }
    let error = decode::<Filter>(r#"{"color": "red"}"#).expect_err("incomplete");
    assert!(error.starts_with("missing field `minLevel`"), "{error}");
    let error = decode::<Filter>("[]").expect_err("no object");
    assert!(error.starts_with("invalid type: sequence, expected an object of type Filter"), "{error}");
}

#[test]
fn fields_are_written_in_order_and_left_out_when_absent() {
    assert_eq!(encode(&ServiceInput::default()), "{}");
    assert_eq!(encode(&pet()), r#"{"id":1,"color":"red","owner":null}"#);
    let full = Pet {
        level: Some(Level::Unknown(9)),
        name: Some("n".into()),
        nick_name: Some(Some("m".into())),
        owner: Some("o".into()),
        ..pet()
    };
    let text = r#"{"id":1,"color":"red","level":9,"name":"n","nickName":"m","owner":"o"}"#;
    assert_eq!(encode(&full), text);
    assert_eq!(decode(text), Ok(full));
}

#[test]
fn unknown_properties_are_kept_where_the_document_allows_them() {
    let text = r#"{"a": "1", "minLevel": 2, "b": "2", "a": "3"}"#;
    let filter: Filter = decode(text).expect("a filter");
    let entries: BTreeMap<String, String> =
        [("a", "3"), ("b", "2")].map(|(key, value)| (key.into(), value.into())).into();
    assert_eq!(filter, Filter { color: None, min_level: 2, additional_properties: entries });
    assert_eq!(encode(&filter), r#"{"minLevel":2,"a":"3","b":"2"}"#);
    assert!(decode::<Filter>(r#"{"minLevel": 2, "a": 1}"#).is_err());
}

#[test]
fn enums_keep_what_is_not_listed() {
    assert_eq!(
        decode(r#"["red", "mauve", "gr\u0065en"]"#),
        Ok(vec![Color::Red, Color::Unknown("mauve".into()), Color::Green])
    );
    assert_eq!(decode("[1, 2, -7]"), Ok(vec![Level::Value1, Level::Value2, Level::Unknown(-7)]));
    assert!(decode::<Level>("9223372036854775808").is_err());
    assert!(decode::<Level>("1.5").is_err());
    assert!(decode::<Color>("1").is_err());
    assert_eq!(encode(&[Color::Green, Color::from("mauve")]), r#"["green","mauve"]"#);
    assert_eq!((Color::Green.to_string(), Level::Unknown(7).to_string()), ("green".into(), "7".into()));
}

#[test]
fn types_decode_from_a_tree_and_from_a_reader() {
    let text = r#"{"owner": "o", "id": 1, "color": "mauve"}"#;
    let expected = Pet { color: Color::from("mauve"), owner: Some("o".into()), ..pet() };
    let tree: serde_json::Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(serde_json::from_value::<Pet>(tree).expect("a pet"), expected);
    assert_eq!(serde_json::from_reader::<_, Pet>(text.as_bytes()).expect("a pet"), expected);
}

/// A type with more fields than there are bits for them.
#[derive(Debug, PartialEq)]
struct Wide {
    values: Vec<Option<i64>>,
    first: i64,
    last: i64,
}

macro_rules! names {
    ($($name:literal)*) => { &["first", $($name,)* "last"] };
}

impl<'de> rt::Deserialize<'de> for Wide {
    #[inline]
    fn deserialize<D: rt::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        rt::object(deserializer)
    }
}

impl<'de> rt::Object<'de> for Wide {
    const NAME: &'static str = "Wide";
    const FIELDS: &'static [&'static str] = names!(
        "a0" "a1" "a2" "a3" "a4" "a5" "a6" "a7" "a8" "a9" "b0" "b1" "b2" "b3" "b4" "b5" "b6" "b7" "b8" "b9"
        "c0" "c1" "c2" "c3" "c4" "c5" "c6" "c7" "c8" "c9" "d0" "d1" "d2" "d3" "d4" "d5" "d6" "d7" "d8" "d9"
        "e0" "e1" "e2" "e3" "e4" "e5" "e6" "e7" "e8" "e9" "f0" "f1" "f2" "f3" "f4" "f5" "f6" "f7" "f8" "f9"
        "g0" "g1" "g2" "g3" "g4" "g5" "g6" "g7" "g8" "g9"
    );

    fn from_map<A: rt::MapAccess<'de>>(map: &mut rt::Fields<'de, A>) -> Option<Self> {
        let (mut first, mut last, mut values) = (None, None, vec![None; 70]);
        while let Some(field) = map.next(Self::FIELDS) {
            match field {
                0 => map.fill(&mut first),
                71 => map.fill(&mut last),
                index @ 1..71 => map.optional(&mut values[index - 1]),
                _ => map.skip(),
            }
        }
        let (Some(first), Some(last)) = (first, last) else {
            return map.missing(&[0, 71], Self::FIELDS);
        };
        Some(Self { values, first, last })
    }
}

#[test]
fn a_type_has_more_than_64_fields() {
    let wide: Wide = decode(r#"{"last": 2, "g9": 70, "x": 0, "first": 1, "a0": 1, "g0": 61}"#).expect("complete");
    assert_eq!((wide.first, wide.last), (1, 2));
    assert_eq!((wide.values[0], wide.values[60], wide.values[69]), (Some(1), Some(61), Some(70)));
    let error = decode::<Wide>(r#"{"first": 1, "g9": 1}"#).expect_err("incomplete");
    assert!(error.starts_with("missing field `last`"), "{error}");
    let error = decode::<Wide>(r#"{"last": 1}"#).expect_err("incomplete");
    assert!(error.starts_with("missing field `first`"), "{error}");
}
