use std::collections::BTreeMap;

use serde_core::ser::{Serialize, SerializeStruct, SerializeStructVariant, SerializeTupleVariant, Serializer};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::codec::json::{Fixed, Writer, json_of, tagged};

fn text<T: Serialize + ?Sized>(value: &T) -> String {
    String::from_utf8(json_of(value).expect("it has a JSON form")).expect("JSON is UTF-8")
}

#[track_caller]
fn failure<T: Serialize + ?Sized>(value: &T) -> String {
    json_of(value).expect_err("it has no JSON form").to_string()
}

/// A value in each shape that serde knows.
enum Shaped<'a, T> {
    Struct(&'a T),
    Newtype(&'a T),
    Variant(&'a T),
    TupleVariant(&'a T),
    StructVariant(&'a T),
    Object(&'a T),
    Tagged(&'a T),
}

impl<T: Serialize> Serialize for Shaped<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Struct(value) => {
                let mut shape = serializer.serialize_struct("S", 2)?;
                shape.serialize_field("a", &1)?;
                shape.serialize_field("b", value)?;
                shape.end()
            }
            Self::Newtype(value) => serializer.serialize_newtype_struct("N", value),
            Self::Variant(value) => serializer.serialize_newtype_variant("E", 0, "v", value),
            Self::TupleVariant(value) => {
                let mut shape = serializer.serialize_tuple_variant("E", 1, "t", 2)?;
                shape.serialize_field(&1)?;
                shape.serialize_field(value)?;
                shape.end()
            }
            Self::StructVariant(value) => {
                let mut shape = serializer.serialize_struct_variant("E", 2, "s", 1)?;
                shape.serialize_field("x", value)?;
                shape.end()
            }
            Self::Object(value) => Named(value).serialize(serializer),
            Self::Tagged(value) => tagged(serializer, const { &[Fixed::text("kind", &["k"])] }, &Named(value)),
        }
    }
}

/// A value in an object with a name.
struct Named<'a, T>(&'a T);

impl<T: Serialize> Serialize for Named<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut writer = Writer::new(serializer);
        writer.required("name", "n");
        writer.optional("value", &Some(self.0));
        writer.end()
    }
}

#[test]
fn what_json_has_is_written_as_serde_json_does() {
    let number = 0.1_f64;
    let all = [
        text(&Shaped::Struct(&number)),
        text(&Shaped::Newtype(&number)),
        text(&Shaped::Variant(&number)),
        text(&Shaped::TupleVariant(&number)),
        text(&Shaped::StructVariant(&number)),
        text(&Shaped::Object(&number)),
        text(&Shaped::Tagged(&number)),
    ];
    assert_eq!(
        all,
        [
            r#"{"a":1,"b":0.1}"#,
            "0.1",
            r#"{"v":0.1}"#,
            r#"{"t":[1,0.1]}"#,
            r#"{"s":{"x":0.1}}"#,
            r#"{"name":"n","value":0.1}"#,
            r#"{"kind":"k","name":"n","value":0.1}"#,
        ]
    );
    let value = json!({"a": [1, -2, 3.5, "é\n", null, true, {"b": u64::MAX}]});
    assert_eq!(text(&value), value.to_string());
    let raw: Box<RawValue> = serde_json::from_str("[1.50, 2e1]").expect("it is JSON");
    assert_eq!(
        text(&(raw, 'c', (), 1_u128, f32::MIN, f64::MAX)),
        "[[1.50, 2e1],\"c\",null,1,-3.4028235e38,1.7976931348623157e308]"
            .replace("e38", "e+38")
            .replace("e308", "e+308")
    );
    assert_eq!(text(&BTreeMap::from([(7, Some("x"))])), r#"{"7":"x"}"#);
}

#[test]
fn numbers_that_json_lacks_are_named_with_their_path() {
    let number = f64::NAN;
    for (text, path) in [
        (failure(&number), ""),
        (failure(&Shaped::Struct(&number)), "b: "),
        (failure(&Shaped::Newtype(&[0.0, number])), "[1]: "),
        (failure(&Shaped::Variant(&number)), "v: "),
        (failure(&Shaped::TupleVariant(&number)), "t[1]: "),
        (failure(&Shaped::StructVariant(&number)), "s.x: "),
        (failure(&Shaped::Object(&Some([number]))), "value[0]: "),
        (failure(&[Shaped::Tagged(&number)]), "[0].value: "),
        (failure(&BTreeMap::from([("a b", vec![Some(1.0), None, Some(number)])])), "[\"a b\"][2]: "),
        (failure(&(1.0, f32::NAN)), "[1]: "),
    ] {
        assert_eq!(text, format!("{path}NaN is no JSON number"));
    }
    assert_eq!(failure(&[f32::INFINITY]), "[0]: Infinity is no JSON number");
    assert_eq!(failure(&[f64::NEG_INFINITY]), "[0]: -Infinity is no JSON number");
}

#[test]
fn a_property_with_a_field_of_its_own_is_named() {
    struct Other;
    impl Serialize for Other {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut writer = Writer::new(serializer);
            writer.required("id", &1);
            writer.others(&BTreeMap::from([("a".to_owned(), Value::Null), ("id".to_owned(), json!(2))]), &["id"]);
            writer.end()
        }
    }
    assert_eq!(failure(&[Other]), "[0].id: the property `id` has a field of its own");
}
