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

rt::object!(ServiceInput in_place 0b0 {
    0 optional data = "data",
});

/// The output of the model
pub type ServiceOutput = Vec<f64>;

/// An error
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ErrorResponse {
    pub status_code: Option<i32>,
    pub message: Option<String>,
}

rt::object!(ErrorResponse in_place 0b00 {
    0 optional status_code = "status_code",
    1 optional message = "message",
});
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

rt::object!(Filter in_place_keeping 0b10 {
    0 optional color = "color",
    1 required min_level = "minLevel",
    ..extra additional_properties
});
rt::parameter!(Filter);

/// A color
#[derive(Clone)]
pub enum Color {
    Red,
    Green,
    Unknown(String),
}
rt::string_enum!(Color { Red = "red", Green = "green", ..Unknown });

/// A level
#[derive(Clone)]
pub enum Level {
    Value1,
    Value2,
    Unknown(i64),
}
rt::integer_enum!(Level { Value1 = 1, Value2 = 2, ..Unknown });
