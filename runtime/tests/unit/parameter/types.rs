//! Unit tests of `parameter/types.rs`.

use crate::parameter::Value;

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

#[test]
fn numbers_are_written_as_in_json() {
    for (value, expected) in [(1.0, "1.0"), (0.1, "0.1"), (1e21, "1e21"), (-2.5e-7, "-2.5e-7")] {
        assert_eq!(Value::of(&value), text(expected));
        assert_eq!(
            serde_json::to_string(&value).ok().as_deref(),
            Some(expected).map(|e| e.replace("1e21", "1e+21")).as_deref()
        );
    }
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
