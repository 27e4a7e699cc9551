//! Bodies of forms (`application/x-www-form-urlencoded`), and queries that are one.

use std::fmt;

use bytes::Bytes;
use serde_core::Serializer;
use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value as Json;

use super::encode::encode;
use super::style::query_pairs;
use super::{Value, joined_pairs};
use crate::codec::json::{EncodeFailure, json_of};
use crate::codec::rules::{Invalid, check_properties};
use crate::contract::{Parameter, Rule};

/// The properties of an object that becomes a form, in their order.
#[derive(Clone, Debug)]
pub struct Form(Result<Vec<(String, Json)>, EncodeFailure>);

impl Form {
    /// The form of a value, which is an object in its JSON form.
    pub fn of<T: serde_core::Serialize + ?Sized>(value: &T) -> Self {
        Self(properties(value))
    }

    /// The form of the JSON text of a value.
    pub(crate) fn of_json(json: &[u8]) -> Self {
        let properties = serde_json::from_slice(json).map(|Properties(properties)| properties);
        Self(properties.map_err(EncodeFailure::new))
    }

    pub(crate) fn of_properties(properties: Vec<(String, Json)>) -> Self {
        Self(Ok(properties))
    }

    pub(crate) fn into_properties(self) -> Result<Vec<(String, Json)>, EncodeFailure> {
        self.0
    }

    /// The JSON text of the value.
    pub(crate) fn to_json(&self) -> Result<Bytes, EncodeFailure> {
        let mut json = Vec::new();
        let members = self.0.as_ref().map_err(EncodeFailure::clone)?.iter().map(|(name, value)| (name, value));
        let written = serde_json::Serializer::new(&mut json).collect_map(members);
        written.map(|()| Bytes::from(json)).map_err(EncodeFailure::new)
    }

    /// Holds the properties against rules.
    pub(crate) fn check(&self, rules: &[Rule]) -> Result<(), Invalid> {
        check_properties(self.0.as_deref().unwrap_or_default(), rules)
    }

    /// The text of the form. `fields` says how properties are written for which the document says it.
    ///
    /// Others are written as their media type (OAS 3.1.1, "Encoding Object", `contentType`). A primitive is text, an
    /// object JSON, and an array a pair for each item.
    pub(crate) fn text(&self, fields: &[Parameter]) -> Result<String, EncodeFailure> {
        let properties = self.0.as_ref().map_err(EncodeFailure::clone)?;
        let mut pairs = Vec::new();
        for (name, value) in properties {
            match fields.iter().find(|field| field.name == *name) {
                Some(Parameter { form: Some(fields), .. }) if value.is_object() => {
                    pairs.push((encode(name), encode(&Self::of(value).text(fields)?)));
                }
                Some(field) if field.json => pairs.extend(pair(name, (!value.is_null()).then(|| value.to_string()))),
                Some(field) => pairs.extend(query_pairs(field, &Value::of(value))?),
                None => match value {
                    Json::Array(items) => pairs.extend(items.iter().filter_map(|item| pair(name, plain(item)))),
                    value => pairs.extend(pair(name, plain(value))),
                },
            }
        }
        Ok(joined_pairs(&pairs))
    }
}

/// The properties of a value in their order, each in its JSON form.
fn properties<T: serde_core::Serialize + ?Sized>(value: &T) -> Result<Vec<(String, Json)>, EncodeFailure> {
    properties_of(&json_of(value)?)
}

/// The properties of an object by its JSON text.
pub(crate) fn properties_of(json: &[u8]) -> Result<Vec<(String, Json)>, EncodeFailure> {
    let json = serde_json::from_slice(json).map_err(EncodeFailure::new);
    json.map(|Properties(properties)| properties)
}

fn pair(name: &str, text: Option<String>) -> Option<(String, String)> {
    Some((encode(name), encode(&text?)))
}

/// The text of one value: a scalar as in a query, anything else as JSON.
pub(crate) fn plain(value: &Json) -> Option<String> {
    match value {
        Json::Array(_) | Json::Object(_) => Some(value.to_string()),
        scalar => match Value::of(scalar) {
            Value::Text(text) => Some(text),
            _ => None,
        },
    }
}

/// An object with its properties in their order.
struct Properties(Vec<(String, Json)>);

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OfObject).map(Self)
    }
}

struct OfObject;

impl<'de> Visitor<'de> for OfObject {
    type Value = Vec<(String, Json)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, which a form is made of")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        // A list, which keeps the order of the properties whatever features serde_json has.
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(object)
    }
}
