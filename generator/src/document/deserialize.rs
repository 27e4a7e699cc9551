//! Reads a [`Node`] as any serde type, so that the envelope can be read node by node.
//!
//! A schema that stands in the schema table is presented as a reference, `{"$ref": "schema:7"}`; [`schema_of`] turns
//! it back. References that users write are settled before anything is read this way, so the two cannot be mixed up.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer, StringDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Visitor};

use super::node::{Node, SchemaId, Value};

// The types of the envelope have a `$ref` wherever a schema may stand, so an id can pass through them as a reference.
const SCHEMA: &str = "schema:";

impl Node {
    /// Reads the node as a serde type.
    ///
    /// # Errors
    /// The node does not have the shape of the type; the grammar has checked the keys before, so this is rare.
    pub(crate) fn read_as<'de, T: serde::Deserialize<'de>>(&'de self) -> Result<T, Error> {
        T::deserialize(self)
    }
}

/// The schema that a reference made by this module stands for.
pub(crate) fn schema_of(reference: &str) -> Option<SchemaId> {
    reference.strip_prefix(SCHEMA)?.parse().ok().map(SchemaId)
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => number.deserialize_any(visitor).map_err(Error::custom),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
            Value::Object(object) => {
                visitor.visit_map(MapDeserializer::new(object.iter().map(|(key, node)| (key.as_str(), node))))
            }
            Value::Schema(id) => {
                let reference: StringDeserializer<Error> = format!("{SCHEMA}{}", id.0).into_deserializer();
                visitor.visit_map(MapDeserializer::new(std::iter::once(("$ref", reference))))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.value {
            Value::String(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            _ => Err(Error::custom(format_args!("expected one of {variants:?} for {name}, found {}", self.kind()))),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for &'de Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
