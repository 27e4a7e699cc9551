//! Unit tests of `parameter/types.rs`.

use crate::codec::parameter::Value;

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

#[test]
fn whole_numbers_have_no_fraction() {
    for (value, expected) in [
        (1.0, "1"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (1e16, "10000000000000000"),
        (1.5e20, "150000000000000000000"),
        (1e21, "1e21"),
        (-2.5e-7, "-2.5e-7"),
        (0.000_001, "0.000001"),
    ] {
        assert_eq!(Value::of(&value), text(expected));
        assert_eq!(Value::of(&serde_json::json!(value)), text(expected), "within JSON");
        assert_eq!(expected.parse(), Ok(value), "it reads back");
    }
    assert_eq!(Value::of(&16_777_216_f32), text("16777216"));
    assert_eq!(Value::of([1.0, 2.5].as_slice()), Value::List(vec![text("1"), text("2.5")]));
    assert_eq!(Value::of(&0.1_f32), text("0.1"));
    assert_eq!(Value::of(&u64::MAX), text("18446744073709551615"));
    assert!(matches!(Value::of(&f64::NAN), Value::Invalid(_)));
}

#[test]
fn json_is_written_by_its_kind_without_nulls() {
    let value = serde_json::json!({"a": [true, null, "x"], "b": 1});
    let list = Value::List(vec![text("true"), Value::Absent, text("x")]);
    assert_eq!(Value::of(&value), Value::Object(vec![("a".into(), list), ("b".into(), text("1"))]));
}
