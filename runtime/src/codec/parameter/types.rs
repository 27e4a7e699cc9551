//! The types that a parameter can have.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_core::Serialize;

use super::{ParameterValue, Value};
use crate::codec::json::EncodeFailure;

/// A text in a list that is sent: a literal (`&["a", "b"]`), or the [`String`] of an answer. An empty literal needs a type: `&[""; 0]`.
pub trait TextValue: ParameterValue + Serialize {}

impl TextValue for String {}
impl TextValue for &str {}
impl TextValue for &String {}
impl TextValue for Cow<'_, str> {}

impl ParameterValue for Cow<'_, str> {
    fn write(&self, out: &mut Value) {
        str::write(self, out);
    }
}

impl<T: ParameterValue + ?Sized> ParameterValue for &T {
    fn write(&self, out: &mut Value) {
        (**self).write(out);
    }
}

impl<T: ParameterValue> ParameterValue for Option<T> {
    fn write(&self, out: &mut Value) {
        if let Some(value) = self {
            value.write(out);
        }
    }
}

impl<T: ParameterValue> ParameterValue for [T] {
    fn write(&self, out: &mut Value) {
        let items = self.iter().enumerate().map(|(index, item)| within(Value::of(item), || format!("[{index}]")));
        *out = items.collect::<Result<_, _>>().map_or_else(Value::Invalid, Value::List);
    }
}

impl<T: ParameterValue> ParameterValue for Vec<T> {
    fn write(&self, out: &mut Value) {
        self.as_slice().write(out);
    }
}

impl<T: ParameterValue> ParameterValue for BTreeMap<String, T> {
    fn write(&self, out: &mut Value) {
        *out = object(self);
    }
}

fn object<'a, T: ParameterValue + 'a>(entries: impl IntoIterator<Item = (&'a String, &'a T)>) -> Value {
    let write = |(key, value): (&String, &T)| Ok((key.clone(), within(Value::of(value), || key.clone())?));
    entries.into_iter().map(write).collect::<Result<_, _>>().map_or_else(Value::Invalid, Value::Object)
}

/// The value at a place of another one, which cannot be sent where this one cannot.
fn within(value: Value, place: impl FnOnce() -> String) -> Result<Value, EncodeFailure> {
    match value {
        Value::Invalid(failure) => Err(failure.within(&place())),
        value => Ok(value),
    }
}

macro_rules! displayed {
    ($($type:ty)*) => {$(
        impl ParameterValue for $type {
            fn write(&self, out: &mut Value) {
                *out = Value::Text(self.to_string());
            }
        }
    )*};
}
displayed!(bool char str String i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

/// The shortest text which reads back as the same number (RFC 8785, section 3.2.2.3): whole numbers have no fraction, as services look them up.
/// Beyond 21 digits there is an exponent, without the `+` of that section, which forms read as a space.
macro_rules! floating {
    ($($type:ty)*) => {$(
        impl ParameterValue for $type {
            fn write(&self, out: &mut Value) {
                // Without the sign of zero.
                let number = *self + 0.0;
                *out = match number.abs() {
                    _ if !number.is_finite() => {
                        Value::Invalid(EncodeFailure::new(format_args!("{self} is not a finite number")))
                    }
                    0.0 | 1e-6..1e21 => Value::Text(number.to_string()),
                    _ => Value::Text(format!("{number:e}")),
                };
            }
        }
    )*};
}
floating!(f32 f64);

impl ParameterValue for serde_json::Value {
    fn write(&self, out: &mut Value) {
        match self {
            Self::Null => {}
            Self::Bool(value) => value.write(out),
            Self::Number(value) => value.write(out),
            Self::String(value) => value.write(out),
            Self::Array(items) => items.write(out),
            Self::Object(map) => map.write(out),
        }
    }
}

impl ParameterValue for serde_json::Number {
    fn write(&self, out: &mut Value) {
        match self.as_f64().filter(|number| self.is_f64() && number.is_finite()) {
            Some(number) => number.write(out),
            None => *out = Value::Text(self.to_string()),
        }
    }
}

impl ParameterValue for serde_json::Map<String, serde_json::Value> {
    fn write(&self, out: &mut Value) {
        *out = object(self);
    }
}

#[cfg(test)]
mod tests {
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
}
