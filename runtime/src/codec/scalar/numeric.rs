//! Numbers with or without quotation marks.

use std::fmt;
use std::ops::Deref;

use serde_core::de::{Deserialize, DeserializeOwned, Deserializer, Error};
use serde_core::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::codec::json::Lenient;

/// A number that some services write as a string: a schema of the types `integer` and `string` whose pattern allows numerals only.
///
/// Either form is read, and a number is written.
///
/// ```
/// # use callsmith_runtime::{serde_json, Numeric};
/// let size: Numeric<i32> = serde_json::from_str("\"5\"").unwrap();
/// assert_eq!(*size, 5);
/// assert_eq!(serde_json::to_string(&size).unwrap(), "5");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Numeric<T>(pub T);

impl<T> Deref for Numeric<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Numeric<T> {
    fn from(number: T) -> Self {
        Self(number)
    }
}

impl<T: fmt::Display> fmt::Display for Numeric<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: Serialize> Serialize for Numeric<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Numeric<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text: String = serde_json::from_str(raw.get()).unwrap_or_else(|_| raw.get().to_owned());
        match serde_json::from_str(&numeral(&text)) {
            Ok(Lenient(number)) => Ok(Self(number)),
            Err(_) => {
                Err(D::Error::custom(format_args!("invalid value: {text:.40}, expected a number, or one in a string")))
            }
        }
    }
}

/// A number as JSON has it: without zeros in front.
fn numeral(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let significant = digits.trim_start_matches('0');
    let zero = if significant.len() < digits.len() && !significant.starts_with(|sign: char| sign.is_ascii_digit()) {
        "0"
    } else {
        ""
    };
    format!("{sign}{zero}{significant}")
}
