//! Codecs: how bodies become types and types become bodies.
//!
//! Types of generated code implement the traits of serde by hand, over [`Fields`] and [`Writer`]. Generic code here is
//! instantiated for every type that a program uses. So it is kept small, and code that need not be generic is not.

mod attempts;
mod decision;
pub(crate) mod double_encoded;
mod edit;
mod encode;
mod entries;
mod enums;
mod failure;
mod fault;
mod fields;
mod fit;
mod limits;
mod looks;
pub(crate) mod non_finite;
pub(crate) mod or_empty;
mod raw;
mod shape;
mod tagged;
mod text;
mod union;
mod walk;
mod whole;
mod writer;

use serde_core::de::DeserializeOwned;

pub(crate) use self::edit::replaced;
pub use self::encode::{EncodeFailure, encode_json, write_json};
pub(crate) use self::encode::{append_json, json_of};
pub use self::enums::{UnknownValue, integer, listed_integer, listed_string, string};
pub use self::failure::DecodeFailure;
pub(crate) use self::failure::{is_of_date, no_date};
pub use self::fields::{
    Blank, Fields, InPlace, Object, in_blank, in_blank_keeping, in_place, in_place_keeping, object,
};
pub(crate) use self::non_finite::finite_form;
pub use self::shape::{Candidate, Kinds};
pub use self::tagged::{Fixed, tagged};
pub use self::union::{DecodeError, Source, Tag, Union, Variants, union, variants};
pub(crate) use self::whole::{Lenient, integer_of};
pub use self::writer::Writer;

/// A value by its JSON text.
pub(crate) fn decode_json<T: DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    serde_json::from_slice(json).map(|whole::Lenient(value)| value)
}

pub(crate) fn without_byte_order_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}
