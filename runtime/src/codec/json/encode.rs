//! Encoding values as JSON.
//!
//! JSON has no NaN and no infinities (RFC 8259, section 6). `serde_json` writes `null` for them, which is another value: here they are errors. The path of
//! such a number costs nothing until there is one, since the text that was written up to it tells the path.

use std::fmt;

use bytes::Bytes;
use serde_core::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::failure::path_at;
use crate::codec::redact::without_members;

/// Returns a value as the body of a request.
pub fn encode_json<T: Serialize + ?Sized>(value: &T) -> Result<Bytes, EncodeFailure> {
    json_of(value).map(Bytes::from)
}

/// Writes a value as compact JSON, or else why it has no JSON form. Members that are commonly secrets, such as `password`, have no value.
pub fn write_json<T: Serialize + ?Sized>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match json_of(value) {
        Ok(text) => f.write_str(&without_members(&String::from_utf8_lossy(&text))),
        Err(failure) => write!(f, "({failure})"),
    }
}

/// Returns the JSON text of a value.
pub(crate) fn json_of<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, EncodeFailure> {
    // Most requests are longer than the first allocation of an empty list, and shorter than this.
    let mut text = Vec::with_capacity(128);
    append_json(&mut text, value)?;
    Ok(text)
}

/// Appends the JSON text of a value.
pub(crate) fn append_json<T: Serialize + ?Sized>(text: &mut Vec<u8>, value: &T) -> Result<(), EncodeFailure> {
    let start = text.len();
    match value.serialize(Finite(&mut serde_json::Serializer::new(&mut *text))) {
        Ok(()) => Ok(()),
        Err(error) => Err(EncodeFailure::after(&text[start..], &error)),
    }
}

// One pointer, since it is the rare half of a result that every request has.
/// The reason why a value has no JSON form, and the place in it.
#[derive(Clone, Debug, PartialEq)]
pub struct EncodeFailure(Box<(String, String)>);

impl EncodeFailure {
    pub(crate) fn new(reason: impl fmt::Display) -> Self {
        Self(Box::new((String::new(), reason.to_string())))
    }

    // The text that was written so far ends at the fault, so the path is read from it and not kept on the way.
    /// A failure to write the value that follows a text.
    #[cold]
    fn after(text: &[u8], error: &serde_json::Error) -> Self {
        let path = path_at(text);
        let path = path.strip_prefix("$.").or_else(|| path.strip_prefix('$')).unwrap_or(&path);
        Self::new(error).within(path)
    }

    /// The same failure, in a value that stands at a place: `name` or `[3]`.
    pub(crate) fn within(mut self, place: &str) -> Self {
        let path = &mut self.0.0;
        let dot = if place.is_empty() || path.is_empty() || path.starts_with('[') { "" } else { "." };
        *path = format!("{place}{dot}{path}");
        self
    }

    /// The place, such as `data[0][3]`; empty for the value as a whole.
    pub(crate) fn path(&self) -> &str {
        &self.0.0
    }

    /// The reason.
    pub(crate) fn reason(&self) -> &str {
        &self.0.1
    }
}

impl fmt::Display for EncodeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path() {
            "" => f.write_str(self.reason()),
            path => write!(f, "{path}: {}", self.reason()),
        }
    }
}

impl std::error::Error for EncodeFailure {}

// serde has no way to report an error but by writing: this value fails wherever it is written.
/// A value without a JSON form, for a reason.
pub(super) struct Unwritable(pub(super) String);

impl Serialize for Unwritable {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom(&self.0))
    }
}

/// A serializer, a part of one, or a value: numbers in it that are not finite are errors.
struct Finite<S>(S);

impl<T: Serialize + ?Sized> Serialize for Finite<&T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Finite(serializer))
    }
}

/// The error of a number that is not finite.
#[cold]
fn refused<E: serde_core::ser::Error>(number: f64) -> E {
    let name = match number {
        f64::INFINITY => "Infinity",
        f64::NEG_INFINITY => "-Infinity",
        _ => "NaN",
    };
    E::custom(format_args!("{name} is no JSON number"))
}

/// Methods of a serializer that hold no numbers to look at.
macro_rules! forward {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {$(
        #[inline]
        fn $method(self, $($argument: $type),*) -> Result<S::Ok, S::Error> {
            self.0.$method($($argument),*)
        }
    )*};
}

/// Methods that begin a compound value.
macro_rules! compounds {
    ($($method:ident($($argument:ident: $type:ty),*) -> $compound:ident;)*) => {$(
        #[inline]
        fn $method(self, $($argument: $type),*) -> Result<Finite<S::$compound>, S::Error> {
            self.0.$method($($argument),*).map(Finite)
        }
    )*};
}

impl<S: Serializer> Serializer for Finite<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Finite<S::SerializeSeq>;
    type SerializeTuple = Finite<S::SerializeTuple>;
    type SerializeTupleStruct = Finite<S::SerializeTupleStruct>;
    type SerializeTupleVariant = Finite<S::SerializeTupleVariant>;
    type SerializeMap = Finite<S::SerializeMap>;
    type SerializeStruct = Finite<S::SerializeStruct>;
    type SerializeStructVariant = Finite<S::SerializeStructVariant>;

    forward! {
        serialize_bool(value: bool); serialize_char(value: char); serialize_str(value: &str); serialize_bytes(value: &[u8]);
        serialize_i8(value: i8); serialize_i16(value: i16); serialize_i32(value: i32); serialize_i64(value: i64);
        serialize_u8(value: u8); serialize_u16(value: u16); serialize_u32(value: u32); serialize_u64(value: u64);
        serialize_i128(value: i128); serialize_u128(value: u128); serialize_none(); serialize_unit();
        serialize_unit_struct(name: &'static str);
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str);
    }

    compounds! {
        serialize_seq(length: Option<usize>) -> SerializeSeq;
        serialize_tuple(length: usize) -> SerializeTuple;
        serialize_tuple_struct(name: &'static str, length: usize) -> SerializeTupleStruct;
        serialize_tuple_variant(name: &'static str, index: u32, variant: &'static str, length: usize) -> SerializeTupleVariant;
        serialize_map(length: Option<usize>) -> SerializeMap;
        serialize_struct(name: &'static str, length: usize) -> SerializeStruct;
        serialize_struct_variant(name: &'static str, index: u32, variant: &'static str, length: usize) -> SerializeStructVariant;
    }

    #[inline]
    fn serialize_f32(self, value: f32) -> Result<S::Ok, S::Error> {
        if value.is_finite() { self.0.serialize_f32(value) } else { Err(refused(value.into())) }
    }

    #[inline]
    fn serialize_f64(self, value: f64) -> Result<S::Ok, S::Error> {
        if value.is_finite() { self.0.serialize_f64(value) } else { Err(refused(value)) }
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.0.serialize_some(&Finite(value))
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        self.0.serialize_newtype_struct(name, &Finite(value))
    }

    #[inline]
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.0.serialize_newtype_variant(name, index, variant, &Finite(value))
    }

    #[inline]
    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.0.collect_str(value)
    }

    #[inline]
    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// The parts of compound values, each in order.
macro_rules! parts {
    ($($trait:ident: $method:ident($($key:ident: $type:ty)?);)*) => {$(
        impl<S: $trait> $trait for Finite<S> {
            type Ok = S::Ok;
            type Error = S::Error;

            #[inline]
            fn $method<T: Serialize + ?Sized>(&mut self, $($key: $type,)? value: &T) -> Result<(), S::Error> {
                self.0.$method($($key,)? &Finite(value))
            }

            #[inline]
            fn end(self) -> Result<S::Ok, S::Error> {
                self.0.end()
            }
        }
    )*};
}

parts! {
    SerializeSeq: serialize_element();
    SerializeTuple: serialize_element();
    SerializeTupleStruct: serialize_field();
    SerializeTupleVariant: serialize_field();
    SerializeStruct: serialize_field(key: &'static str);
    SerializeStructVariant: serialize_field(key: &'static str);
}

impl<S: SerializeMap> SerializeMap for Finite<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.0.serialize_key(key)
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.0.serialize_value(&Finite(value))
    }

    #[inline]
    fn serialize_entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &V,
    ) -> Result<(), S::Error> {
        self.0.serialize_entry(key, &Finite(value))
    }

    #[inline]
    fn end(self) -> Result<S::Ok, S::Error> {
        self.0.end()
    }
}

#[cfg(test)]
mod tests;
