//! Numbers in quotation marks.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use serde_core::de::{Deserialize, Deserializer, Error};
use serde_core::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::Number;

/// A number that is a string on the wire, since many readers of JSON round numbers. Its schema is a string of the
/// format `int64`, `uint8`, `decimal` and their like.
///
/// A number without quotation marks is read as well.
///
/// ```
/// # use callsmith_runtime::{serde_json, Quoted};
/// let size: Quoted<i64> = serde_json::from_str("\"9007199254740993\"").unwrap();
/// assert_eq!(*size, 9_007_199_254_740_993);
/// assert_eq!(serde_json::to_string(&Quoted::from(5)).unwrap(), "\"5\"");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quoted<T>(pub T);

impl<T> Deref for Quoted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Quoted<T> {
    fn from(number: T) -> Self {
        Self(number)
    }
}

impl<T: fmt::Display> fmt::Display for Quoted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: fmt::Display> Serialize for Quoted<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T: FromStr + TryFrom<i64>> Deserialize<'de> for Quoted<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text: String = serde_json::from_str(raw.get()).unwrap_or_else(|_| raw.get().to_owned());
        let whole = |text: &str| text.parse::<Number>().ok()?.as_i64()?.try_into().ok();
        let number = text.parse().ok().or_else(|| whole(&text));
        number
            .map(Self)
            .ok_or_else(|| D::Error::custom(format_args!("invalid value: {text:.40}, expected a number in a string")))
    }
}
