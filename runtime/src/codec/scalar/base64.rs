//! Bytes that are written as text.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use base64::DecodeError;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, Engine};
use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const PLAIN: GeneralPurpose = GeneralPurpose::new(&STANDARD, LENIENT);
const FOR_URLS: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, LENIENT.with_encode_padding(false));

/// So many bytes are shown by `Debug`.
const SHOWN: usize = 32;

/// Reads either alphabet, with or without padding, and skips the line breaks that encoders for mail put in.
fn decode(text: &str) -> Result<Vec<u8>, DecodeError> {
    let plain = |byte: u8| match byte {
        b'-' => b'+',
        b'_' => b'/',
        other => other,
    };
    // The usual form first: only a text with other signs is copied.
    PLAIN.decode(text).or_else(|_| {
        let digits = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
        PLAIN.decode(digits.map(plain).collect::<Vec<u8>>())
    })
}

macro_rules! encoded {
    ($($(#[$doc:meta])* $name:ident by $engine:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// Either alphabet is read, with or without padding. `Debug` shows only the length of more than a few bytes.
        #[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub Vec<u8>);

        impl Deref for $name {
            type Target = Vec<u8>;

            fn deref(&self) -> &Vec<u8> {
                &self.0
            }
        }

        impl<T: Into<Vec<u8>>> From<T> for $name {
            fn from(bytes: T) -> Self {
                Self(bytes.into())
            }
        }

        impl FromStr for $name {
            type Err = DecodeError;

            fn from_str(text: &str) -> Result<Self, DecodeError> {
                decode(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&$engine.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self.len() {
                    0..=SHOWN => write!(f, "{}(\"{}\")", stringify!($name), self.escape_ascii()),
                    length => write!(f, "{}({length} bytes)", stringify!($name)),
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}

encoded! {
    /// Bytes that are text in base64 on the wire: a string of the format `byte`, or with `contentEncoding: base64` (RFC 4648, section 4).
    Base64 by PLAIN;
    /// Bytes that are text in base64 for URLs on the wire, without padding: `contentEncoding: base64url` (RFC 4648, section 5).
    Base64Url by FOR_URLS;
}
