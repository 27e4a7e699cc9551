//! Codecs: how bodies become types and types become bodies.
//!
//! Types of generated code implement the traits of serde by hand, over [`Fields`] and [`Writer`]. What is generic here is instantiated for every type
//! that a program uses, so it is kept small, and what need not be generic is not.

mod attempts;
mod decision;
mod edit;
mod entries;
mod enums;
mod failure;
mod fields;
mod marker;
mod raw;
mod shape;
mod union;
mod walk;
mod whole;
mod writer;

use std::fmt;

use bytes::Bytes;
use serde_core::de::DeserializeOwned;
use serde_core::ser::Serialize;

pub(crate) use self::edit::replaced;
pub use self::enums::{UnknownValue, integer, listed_integer, listed_string, string};
pub use self::failure::DecodeFailure;
pub use self::fields::{Blank, Fields, InPlace, Object, in_blank, in_place, object};
pub use self::marker::{Answers, Binary, ByStatus, Decode, Empty, Json, JsonString, Parts, Text, undeclared};
pub use self::shape::Candidate;
pub use self::union::{DecodeError, Source, Tag, Union, tagged, union, variants};
pub(crate) use self::whole::{Read, integer_of};
pub use self::writer::Writer;

/// A value by its JSON text.
pub(crate) fn decode_json<T: DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    serde_json::from_slice(json).map(|whole::Read(value)| value)
}

/// A value as the body of a request.
pub fn encode_json<T: Serialize + ?Sized>(value: &T) -> Result<Bytes, String> {
    let json = serde_json::to_vec(value).map_err(|error| error.to_string())?;
    Ok(Bytes::from(json))
}

/// Writes a value as compact JSON.
pub fn write_json<T: Serialize + ?Sized>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&serde_json::to_string(value).map_err(|_| fmt::Error)?)
}

#[cfg(test)]
#[path = "../../tests/unit/codec/mod.rs"]
mod tests;
