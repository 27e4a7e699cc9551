//! Text that must not be shown.

use std::fmt;
use std::sync::Arc;

use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use crate::codec::header::FromHeader;
use crate::codec::json::DecodeFailure;
use crate::codec::parameter::{ParameterValue, Value};

/// Text that must not be shown: a key, a token, a password, a string of the format `password`.
///
/// `Debug` prints `[redacted]` and there is no `Display`. The text is reached by [`Secret::expose`] alone, so that a
/// search for that word finds every place where a secret leaves its wrapper. Cloning is cheap.
///
/// ```
/// # use callsmith_runtime::Secret;
/// let key = Secret::from("s3cr3t");
/// assert_eq!(format!("{key:?}"), "[redacted]");
/// assert_eq!(key.expose(), "s3cr3t");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Arc<str>);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Default for Secret {
    fn default() -> Self {
        Self::from("")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

impl Serialize for Secret {
    /// Writes the text: what is sent is to be sent.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl ParameterValue for Secret {
    fn write(&self, out: &mut Value) {
        self.0.write(out);
    }
}

impl FromHeader for Secret {
    fn from_header(text: &str) -> Result<Self, DecodeFailure> {
        Ok(Self::from(text))
    }
}

macro_rules! from {
    ($($type:ty)*) => {$(
        impl From<$type> for Secret {
            fn from(text: $type) -> Self {
                Self(Arc::from(AsRef::<str>::as_ref(&text)))
            }
        }
    )*};
}
from!(&str String &String);
