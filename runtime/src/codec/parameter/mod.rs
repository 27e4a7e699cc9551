//! Parameters: from values of Rust to text in a path, query, header or cookie.

mod encode;
pub(crate) mod form;
mod path;
mod structure;
pub(crate) mod style;
mod types;

pub(crate) use self::encode::{encode, encode_template};
pub use self::form::Form;
pub(crate) use self::form::plain as text_of;
pub(crate) use self::path::fill;
pub(crate) use self::style::{append_query, cookie_pairs, header_value, query_text};
pub use self::types::TextValue;

use crate::codec::json::{EncodeFailure, json_of};

/// A type that a parameter can have: numbers, `bool`, strings, slices and vectors, maps with string keys, options, [`serde_json::Value`] and the enums of
/// generated code.
pub trait ParameterValue {
    /// Writes the value into `out`, which is [`Value::Absent`] before.
    fn write(&self, out: &mut Value);
}

/// The value of a parameter, before its style is applied.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing: the parameter, item or property is left out (RFC 6570, section 2.3, "undefined").
    #[default]
    Absent,
    /// A string, number or boolean.
    Text(String),
    /// The items of an array.
    List(Vec<Value>),
    /// The properties of an object, in order.
    Object(Vec<(String, Value)>),
    /// No value that can be sent, and why.
    Invalid(EncodeFailure),
}

impl Value {
    /// The value of `value`.
    pub fn of<V: ParameterValue + ?Sized>(value: &V) -> Self {
        let mut out = Value::Absent;
        value.write(&mut out);
        out
    }

    /// A value in its JSON form as text, for a parameter which the document describes by `content` with a JSON media type.
    pub fn json<T: serde_core::Serialize + ?Sized>(value: &T) -> Self {
        match json_of(value) {
            Ok(text) => Value::Text(String::from_utf8_lossy(&text).into_owned()),
            Err(failure) => Value::Invalid(failure),
        }
    }

    /// The value of a type by its JSON form, with the properties of an object in their order.
    pub fn structure<T: serde_core::Serialize + ?Sized>(value: &T) -> Self {
        let json = json_of(value).and_then(|json| serde_json::from_slice(&json).map_err(EncodeFailure::new));
        json.unwrap_or_else(Value::Invalid)
    }
}

/// Pairs, percent-encoded, as one text.
fn joined_pairs(pairs: &[(String, String)]) -> String {
    pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}
