//! The types that a parameter can have.

use std::collections::BTreeMap;

use super::{ParameterValue, Value};
use crate::codec::EncodeFailure;

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

/// The shortest text which reads back as the same number, as in JSON.
macro_rules! floating {
    ($($type:ty)*) => {$(
        impl ParameterValue for $type {
            fn write(&self, out: &mut Value) {
                *out = match self.is_finite() {
                    true => Value::Text(format!("{self:?}")),
                    false => Value::Invalid(EncodeFailure::new(format_args!("{self} is not a finite number"))),
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
            Self::Number(value) => *out = Value::Text(value.to_string()),
            Self::String(value) => value.write(out),
            Self::Array(items) => items.write(out),
            Self::Object(map) => map.write(out),
        }
    }
}

impl ParameterValue for serde_json::Map<String, serde_json::Value> {
    fn write(&self, out: &mut Value) {
        *out = object(self);
    }
}
