//! Numbers with all their digits.

use std::fmt;
use std::str::FromStr;

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::codec::json::integer_of;

/// A number of JSON as it was written, with all its digits.
///
/// Two are equal when they are written alike: `1.0` is not `1`. It is read from JSON and written as JSON, no other format.
///
/// ```
/// # use callsmith_runtime::{serde_json, Number};
/// let price: Number = serde_json::from_str("0.10000000000000000000001").unwrap();
/// assert_eq!(price.as_str(), "0.10000000000000000000001");
/// assert_eq!(price.as_f64(), Some(0.1));
/// assert_eq!(Number::from(7).as_i64(), Some(7));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(String);

impl Number {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value, where it is an integer that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok().or_else(|| integer_of(self.as_f64()?))
    }

    /// The nearest double, where there is a finite one.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|number: &f64| number.is_finite())
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::from(0)
    }
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl From<$type> for Number {
            fn from(number: $type) -> Self {
                Self(number.to_string())
            }
        }
    )*};
}
integers!(i32 i64 i128 u32 u64 u128);

/// Takes the shortest digits that read back as the same double. There are none for `NaN` and infinities.
impl TryFrom<f64> for Number {
    type Error = serde_json::Error;

    fn try_from(number: f64) -> Result<Self, serde_json::Error> {
        format!("{number:?}").parse()
    }
}

impl FromStr for Number {
    type Err = serde_json::Error;

    fn from_str(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        match raw.get().as_bytes() {
            [b'-' | b'0'..=b'9', ..] => Ok(Self(raw.get().to_owned())),
            _ => Err(D::Error::custom(format_args!("invalid type: {:.40}, expected a number", raw.get()))),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_json::from_str::<&RawValue>(&self.0).map_err(S::Error::custom)?.serialize(serializer)
    }
}
