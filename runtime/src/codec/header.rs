//! Headers of answers as values.

use crate::codec::json::DecodeFailure;
use std::fmt;

use super::scalar::Number;

/// A header of an answer that is not what the document says: its name, and what is wrong.
#[derive(Clone, Debug)]
pub struct HeaderError(pub(crate) &'static str, pub(crate) String);

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the header `{}` is not as declared: {}", self.0, self.1)
    }
}

impl std::error::Error for HeaderError {}

/// A type which a header of an answer can be read as, in style `simple`. Headers sent several times are one list (RFC 9110, section 5.3).
pub trait FromHeader: Sized {
    /// Reads the value of a header. The error says in lower case what is wrong.
    fn from_header(text: &str) -> Result<Self, DecodeFailure>;
}

impl<T: FromHeader> FromHeader for Vec<T> {
    fn from_header(text: &str) -> Result<Self, DecodeFailure> {
        // Empty elements of a list are ignored (RFC 9110, section 5.6.1.2).
        let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
        items.map(T::from_header).collect()
    }
}

macro_rules! parsed {
    ($($type:ty)*) => {$(
        impl FromHeader for $type {
            fn from_header(text: &str) -> Result<Self, DecodeFailure> {
                text.trim().parse().map_err(|error| DecodeFailure::new(format!("`{}`: {error}", text.escape_debug())))
            }
        }
    )*};
}
parsed!(bool f32 f64);

/// Integers, which may be written as `5.0`.
macro_rules! integers {
    ($($type:ty)*) => {$(
        impl FromHeader for $type {
            fn from_header(text: &str) -> Result<Self, DecodeFailure> {
                let number = text.trim();
                let whole = || number.parse::<Number>().ok()?.as_i64()?.try_into().ok();
                number.parse().or_else(|error| whole().ok_or_else(|| DecodeFailure::new(format!("`{}`: {error}", text.escape_debug()))))
            }
        }
    )*};
}
integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

impl FromHeader for String {
    fn from_header(text: &str) -> Result<Self, DecodeFailure> {
        Ok(text.to_owned())
    }
}
