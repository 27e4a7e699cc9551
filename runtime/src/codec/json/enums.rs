//! Decoding enums: an open one keeps a value that the document does not list, a closed one refuses it.

use std::fmt::{self, Display, Write as _};
use std::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, Visitor};

/// Decodes an enum of integers.
pub fn integer<'de, T: From<i64>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    i64::deserialize(deserializer).map(T::from)
}

/// Decodes an enum of strings, without a string of its own where the value is a listed one.
pub fn string<'de, T: for<'a> From<&'a str>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(StringVisitor(PhantomData))
}

struct StringVisitor<T>(PhantomData<fn() -> T>);

impl<T: for<'a> From<&'a str>> Visitor<'_> for StringVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, value: &str) -> Result<T, E> {
        Ok(T::from(value))
    }
}

/// Decodes a closed enum of integers.
pub fn listed_integer<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: TryFrom<i64, Error = UnknownValue>,
    D: Deserializer<'de>,
{
    T::try_from(i64::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// Decodes a closed enum of strings.
pub fn listed_string<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: for<'a> TryFrom<&'a str, Error = UnknownValue>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(ListedVisitor(PhantomData))
}

struct ListedVisitor<T>(PhantomData<fn() -> T>);

impl<T: for<'a> TryFrom<&'a str, Error = UnknownValue>> Visitor<'_> for ListedVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        T::try_from(value).map_err(E::custom)
    }
}

/// A value that a closed enum does not list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownValue {
    value: String,
    listed: String,
}

impl UnknownValue {
    /// A value, and those that are listed.
    #[doc(hidden)]
    pub fn new<V: Display, T: Display>(value: V, listed: &[T]) -> Self {
        let mut all = String::new();
        for (index, one) in listed.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            let _ = write!(all, "{separator}`{one}`");
        }
        Self { value: value.to_string(), listed: all }
    }

    /// The value as text.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is none of the values {}", self.value.escape_debug(), self.listed)
    }
}

impl std::error::Error for UnknownValue {}
