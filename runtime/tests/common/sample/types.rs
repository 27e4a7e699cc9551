//! Types of the document.

use ::callsmith_runtime::v1 as rt;
use ::core::option::Option;
use ::core::result::Result;
use ::std::collections::BTreeMap;
use ::std::string::String;
use ::std::vec::Vec;

/// The input of the model
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceInput {
    pub data: Option<Vec<Vec<f64>>>,
}

impl<'de> rt::Deserialize<'de> for ServiceInput {
    #[inline]
    fn deserialize<D: rt::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        rt::object(deserializer)
    }
}

impl<'de> rt::Object<'de> for ServiceInput {
    const NAME: &'static str = "ServiceInput";
    const FIELDS: &'static [&'static str] = &["data"];
    fn from_map<A: rt::MapAccess<'de>>(map: &mut rt::Fields<'de, A>) -> Option<Self> {
        let mut out = Self::default();
        while let Some(field) = map.next(Self::FIELDS) {
            match field {
                0 => map.set(&mut out.data),
                _ => map.skip(),
            }
        }
        Some(out)
    }
}

impl rt::Serialize for ServiceInput {
    fn serialize<S: rt::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = rt::Writer::new(serializer);
        object.optional("data", &self.data);
        object.end()
    }
}

/// The output of the model
pub type ServiceOutput = Vec<f64>;

/// An error
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ErrorResponse {
    pub status_code: Option<i32>,
    pub message: Option<String>,
}

impl<'de> rt::Deserialize<'de> for ErrorResponse {
    #[inline]
    fn deserialize<D: rt::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        rt::object(deserializer)
    }
}

impl<'de> rt::Object<'de> for ErrorResponse {
    const NAME: &'static str = "ErrorResponse";
    const FIELDS: &'static [&'static str] = &["status_code", "message"];
    fn from_map<A: rt::MapAccess<'de>>(map: &mut rt::Fields<'de, A>) -> Option<Self> {
        let mut out = Self::default();
        while let Some(field) = map.next(Self::FIELDS) {
            match field {
                0 => map.set(&mut out.status_code),
                1 => map.set(&mut out.message),
                _ => map.skip(),
            }
        }
        Some(out)
    }
}

impl rt::Serialize for ErrorResponse {
    fn serialize<S: rt::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = rt::Writer::new(serializer);
        object.optional("status_code", &self.status_code);
        object.optional("message", &self.message);
        object.end()
    }
}
rt::display!(ErrorResponse);

/// A pet: required fields without a default, so `Option` locals
#[derive(Clone, Debug, PartialEq)]
pub struct Pet {
    pub id: i64,
    pub color: Color,
    pub level: Option<Level>,
    pub name: Option<String>,
    /// Absent, `null` or a name
    pub nick_name: Option<Option<String>>,
    /// Required, and may be `null`
    pub owner: Option<String>,
}

impl<'de> rt::Deserialize<'de> for Pet {
    #[inline]
    fn deserialize<D: rt::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        rt::object(deserializer)
    }
}

impl<'de> rt::Object<'de> for Pet {
    const NAME: &'static str = "Pet";
    const FIELDS: &'static [&'static str] = &["id", "color", "level", "name", "nickName", "owner"];
    fn from_map<A: rt::MapAccess<'de>>(map: &mut rt::Fields<'de, A>) -> Option<Self> {
        let mut id = None;
        let mut color = None;
        let mut level = None;
        let mut name = None;
        let mut nick_name = None;
        let mut owner = None;
        while let Some(field) = map.next(Self::FIELDS) {
            match field {
                0 => map.fill(&mut id),
                1 => map.fill(&mut color),
                2 => map.fill(&mut level),
                3 => map.fill(&mut name),
                4 => map.nullable(&mut nick_name),
                5 => map.fill(&mut owner),
                _ => map.skip(),
            }
        }
        let (Some(id), Some(color), Some(owner)) = (id, color, owner) else {
            return map.missing(&[0, 1, 5], Self::FIELDS);
        };
        Some(Self { id, color, level: level.unwrap_or_default(), name: name.unwrap_or_default(), nick_name, owner })
    }
}

impl rt::Serialize for Pet {
    fn serialize<S: rt::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = rt::Writer::new(serializer);
        object.required("id", &self.id);
        object.required("color", &self.color);
        object.optional("level", &self.level);
        object.optional("name", &self.name);
        object.optional("nickName", &self.nick_name);
        object.required("owner", &self.owner);
        object.end()
    }
}

/// A filter, with properties that the document does not name
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub color: Option<Color>,
    pub min_level: i64,
    pub additional_properties: BTreeMap<String, String>,
}

impl<'de> rt::Deserialize<'de> for Filter {
    #[inline]
    fn deserialize<D: rt::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        rt::object(deserializer)
    }
}

impl<'de> rt::Object<'de> for Filter {
    const NAME: &'static str = "Filter";
    const FIELDS: &'static [&'static str] = &["color", "minLevel"];
    fn from_map<A: rt::MapAccess<'de>>(map: &mut rt::Fields<'de, A>) -> Option<Self> {
        let mut out = Self::default();
        while let Some(field) = map.next_keeping(Self::FIELDS) {
            match field {
                0 => map.set(&mut out.color),
                1 => map.set(&mut out.min_level),
                _ => map.extra(&mut out.additional_properties),
            }
        }
        map.require(0b10, Self::FIELDS);
        Some(out)
    }
}

impl rt::Serialize for Filter {
    fn serialize<S: rt::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = rt::Writer::new(serializer);
        object.optional("color", &self.color);
        object.required("minLevel", &self.min_level);
        object.extra(&self.additional_properties);
        object.end()
    }
}
rt::parameter!(Filter);

/// A color
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Color {
    Red,
    Green,
    Unknown(String),
}

impl Color {
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Color::Red => "red",
            Color::Green => "green",
            Color::Unknown(other) => other,
        }
    }
}

impl ::core::convert::From<String> for Color {
    #[inline]
    fn from(value: String) -> Self {
        match value.as_str() {
            "red" => Color::Red,
            "green" => Color::Green,
            _ => Color::Unknown(value),
        }
    }
}

impl ::core::convert::From<&str> for Color {
    #[inline]
    fn from(value: &str) -> Self {
        match value {
            "red" => Color::Red,
            "green" => Color::Green,
            other => Color::Unknown(other.into()),
        }
    }
}
rt::string_enum!(Color);

/// A level
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    Value1,
    Value2,
    Unknown(i64),
}

impl Level {
    #[inline]
    pub fn as_i64(&self) -> i64 {
        match self {
            Level::Value1 => 1,
            Level::Value2 => 2,
            Level::Unknown(other) => *other,
        }
    }
}

impl ::core::convert::From<i64> for Level {
    #[inline]
    fn from(value: i64) -> Self {
        match value {
            1 => Level::Value1,
            2 => Level::Value2,
            other => Level::Unknown(other),
        }
    }
}
rt::integer_enum!(Level);
