//! Tables of the keys of each object of the specifications: their kinds, and what Callsmith does with them.
//!
//! These tables are data that the bundle stage walks along. They are the one allow-list of keys: whatever is in no
//! table is reported, and so is what stands here as [`Use::Unsupported`]. That makes the promise that nothing is lost
//! in silence a property of a table and not of the care of each stage.

mod extension;
mod place;
mod schema;
mod v2;
mod v3;

#[cfg(test)]
mod tests;

pub(crate) use crate::spelling::{closest_name, nearest};
pub(crate) use extension::extension;
pub(crate) use place::kind_at;
pub(crate) use schema::{correct_keyword, correct_simple, keyword_shape, suggest_keyword};
pub(crate) use v2::{DOCUMENT as SWAGGER_2, ITEMS};
pub(crate) use v3::{COMPONENTS, DOCUMENT as OPENAPI_3};

use crate::document::{Node, Object, Value};
use crate::spec::{FIXED_METHODS, Field, Members as _};

// The grammar is data: one walk checks kinds, required and unknown keys, settles references and lifts schemas out. So
// "nothing is lost in silence" is a property of tables, and no stage has to remember it.
/// One kind of object of a specification.
pub(crate) struct ObjectShape {
    /// The name in the specification, such as `Path Item`.
    pub(crate) name: &'static str,
    pub(crate) fields: &'static [FixedField],
    pub(crate) other_keys: OtherKeys,
}

/// A fixed field of an object.
#[derive(Clone, Copy)]
pub(crate) struct FixedField {
    pub(crate) key: Field,
    pub(crate) kind: Kind,
    pub(crate) usage: FieldUse,
    pub(crate) presence: Presence,
}

/// The keys that an object may have beside the fixed ones, apart from extensions.
pub(crate) enum OtherKeys {
    Nothing,
    /// The keys are names that the document chooses.
    Entries(Kind),
    /// Keywords of a schema without subschemas, as Swagger 2.0 has them beside its own keys; `items` is such an object.
    Keywords,
}

/// The kind of a value.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Any,
    String,
    Bool,
    Object(&'static ObjectShape),
    /// The object, or a Reference Object that leads to one.
    OrReference(&'static ObjectShape),
    List(&'static Kind),
    Map(&'static Kind),
    Schema,
}

// The text stands beside the kind, so a key that is repaired in two objects is explained alike.
/// The use of an object that has an error, and that operations can do without.
#[derive(Clone, Copy)]
pub(crate) struct Repair {
    /// The repair in words.
    pub(crate) note: &'static str,
    /// `true` if the rest of the object is used.
    pub(crate) keeps_rest: bool,
}

/// The need of an object for a field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Optional,
    /// The specification requires it in some versions, and a client can do without; the text says what happens then.
    Expected(RequiredUntil, &'static str),
    /// Without it the object means nothing.
    Required,
}

/// The last version that requires a field.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RequiredUntil {
    V3_0,
    V3_1,
    Now,
}

// A key is carried, an annotation, or unsupported; there is no fourth. The row of an unsupported one says what is lost
// by that, since that sentence is the warning.
/// The use of a field to a client.
#[derive(Clone, Copy)]
pub(crate) enum FieldUse {
    /// Shapes the client or its documentation.
    Carried,
    /// Says nothing that a client could act on.
    Annotation,
    /// A client should have it and does not; the text says what is lost.
    Unsupported(&'static str),
}

impl Kind {
    /// Returns `true` if any value will do.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, Self::Any)
    }

    /// Returns `true` if a value is of this kind, or is read as if it were.
    pub(crate) fn fits(self, node: &Node) -> bool {
        match self {
            Self::Any => true,
            Self::String => matches!(node.value, Value::String(_) | Value::Number(_) | Value::Bool(_)),
            Self::Bool => matches!(node.value, Value::Bool(_)),
            Self::Object(_) | Self::OrReference(_) | Self::Map(_) => matches!(node.value, Value::Object(_)),
            Self::List(_) => matches!(node.value, Value::Array(_)),
            Self::Schema => matches!(node.value, Value::Object(_) | Value::Bool(_)),
        }
    }

    /// The repair of an object that operations can do without, where it has an error.
    pub(crate) fn repair(self) -> Option<Repair> {
        let (Self::Object(shape) | Self::OrReference(shape)) = self else { return None };
        match shape.name {
            // Operations that require it have a meaning without, as where nothing declares it.
            "Security Scheme" => Some(Repair { note: "the security scheme is left out", keeps_rest: false }),
            "Parameter" => Some(Repair { note: "the parameter is left out", keeps_rest: false }),
            // An operation that sends it is left out.
            "Request Body" => Some(Repair { note: "the request body is left out", keeps_rest: false }),
            "Header" => Some(Repair { note: "the header is left out", keeps_rest: false }),
            "Response" => Some(Repair { note: "left out of the response", keeps_rest: true }),
            _ => None,
        }
    }

    /// Returns `true` if a list or map can do without one of this kind that cannot be read.
    pub(crate) fn is_dispensable(self) -> bool {
        match self {
            Self::String | Self::Bool | Self::Any => true,
            Self::Object(shape) | Self::OrReference(shape) => {
                matches!(
                    shape.name,
                    "Server"
                        | "Server Variable"
                        | "Encoding"
                        | "Callback"
                        | "Link"
                        | "Tag"
                        | "Path Item"
                        | "Operation"
                        | "Media Type"
                )
            }
            Self::List(_) | Self::Map(_) | Self::Schema => false,
        }
    }

    /// Returns `true` for a media type, of which content has one at least.
    pub(crate) fn is_content(self) -> bool {
        self.shape().is_some_and(|shape| shape.name == "Media Type")
    }

    /// Returns `true` for a parameter, of which a list has one of each identity.
    pub(crate) fn is_parameter(self) -> bool {
        matches!(self, Self::OrReference(shape) if shape.name == "Parameter")
    }

    /// The kind in words, for messages.
    pub(crate) fn expected(self) -> String {
        match self {
            Self::Any => "any value".to_owned(),
            Self::String => "a string".to_owned(),
            Self::Bool => "a boolean".to_owned(),
            Self::Object(shape) | Self::OrReference(shape) => format!("an object ({})", shape.name),
            Self::List(_) => "an array".to_owned(),
            Self::Map(_) => "an object".to_owned(),
            Self::Schema => "a schema (an object)".to_owned(),
        }
    }

    /// The kind in words, for messages about what was found.
    pub(crate) fn description(self) -> String {
        match self {
            Self::Any => "a value".to_owned(),
            Self::Schema => "a schema".to_owned(),
            Self::Map(Self::Schema) => "an object of schemas".to_owned(),
            Self::Map(Self::Object(shape) | Self::OrReference(shape)) => format!("an object of {} objects", shape.name),
            Self::List(Self::Object(shape) | Self::OrReference(shape)) => format!("an array of {} objects", shape.name),
            Self::Map(_) => "an object of entries".to_owned(),
            Self::String | Self::Bool | Self::Object(_) | Self::OrReference(_) | Self::List(_) => self.expected(),
        }
    }

    /// The name of the object in its specification, or a word for another kind.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Any => "value",
            Self::String => "string",
            Self::Bool => "boolean",
            Self::Object(shape) | Self::OrReference(shape) => shape.name,
            Self::List(_) => "array",
            Self::Map(_) => "object",
            Self::Schema => "schema",
        }
    }

    /// Returns `true` if what stands in a place of another kind can be of this one. Values are held against their kind
    /// wherever they stand.
    pub(crate) fn takes(self, place: Self) -> bool {
        match (self, place) {
            (Self::Any | Self::String | Self::Bool, _) | (Self::Schema, Self::Schema) => true,
            (Self::List(item), Self::List(other)) => item.takes(*other),
            _ => match (self.entries(), place.entries(), self.shape(), place.shape()) {
                (Some(entry), Some(other), ..) => entry.takes(other),
                (_, _, Some(shape), Some(other)) => shape.name == other.name,
                _ => false,
            },
        }
    }

    /// The kind of the entries of an object that has nothing else.
    fn entries(self) -> Option<Self> {
        match self {
            Self::Map(entry) => Some(*entry),
            Self::Object(ObjectShape { fields: [], other_keys: OtherKeys::Entries(entry), .. }) => Some(*entry),
            Self::OrReference(ObjectShape { fields: [], other_keys: OtherKeys::Entries(entry), .. }) => Some(*entry),
            _ => None,
        }
    }

    /// Returns `true` if a node in a place of this kind is read as a schema. That is a schema, or an object of Swagger
    /// 2.0 that carries the keywords of its schema itself.
    pub(crate) fn reads_as_schema(self, node: &Node) -> bool {
        let has_keywords = self.shape().is_some_and(|shape| matches!(shape.other_keys, OtherKeys::Keywords));
        matches!(self, Self::Schema) || has_keywords && !node.has(Field::Schema)
    }

    /// The shape of an object.
    pub(crate) fn shape(self) -> Option<&'static ObjectShape> {
        match self {
            Self::Object(shape) | Self::OrReference(shape) => Some(shape),
            Self::Any | Self::String | Self::Bool | Self::List(_) | Self::Map(_) | Self::Schema => None,
        }
    }

    /// The value that says nothing, where there is one: an object that needs no key, or no entries.
    pub(crate) fn empty(self) -> Option<Value> {
        match self {
            Self::Object(shape) | Self::OrReference(shape) if !shape.needs_any() => {
                Some(Value::object(Object::default()))
            }
            Self::Map(_) | Self::Schema => Some(Value::object(Object::default())),
            Self::List(_) => Some(Value::array(Vec::new())),
            _ => None,
        }
    }
}

impl ObjectShape {
    /// Returns `true` if there is a key without which the object means nothing.
    fn needs_any(&self) -> bool {
        self.fields.iter().any(|field| field.presence == Presence::Required)
    }

    pub(crate) fn field(&self, key: &str) -> Option<&'static FixedField> {
        self.fields.iter().find(|field| field.key.name() == key)
    }

    /// The key that an unknown one was meant to be, where there is no doubt.
    pub(crate) fn closest_field(&self, key: &str) -> Option<&'static FixedField> {
        self.field(closest_name(key, self.fields.iter().map(|field| field.key.name()))?)
    }

    /// The known key that resembles an unknown one most.
    pub(crate) fn suggest(&self, key: &str) -> Option<&'static str> {
        nearest(key, self.fields.iter().map(|field| field.key.name()))
    }
}

const fn carried(field: Field, kind: Kind) -> FixedField {
    FixedField { key: field, kind, usage: FieldUse::Carried, presence: Presence::Optional }
}

const fn required(field: Field, kind: Kind) -> FixedField {
    FixedField { key: field, kind, usage: FieldUse::Carried, presence: Presence::Required }
}

/// A field that a client can do without although the specification requires it; the text says what happens then.
const fn expected(field: Field, kind: Kind, repair: &'static str) -> FixedField {
    expected_until(RequiredUntil::Now, field, kind, repair)
}

/// As [`expected`], where later versions do not require it.
const fn expected_until(until: RequiredUntil, field: Field, kind: Kind, repair: &'static str) -> FixedField {
    FixedField { key: field, kind, usage: FieldUse::Carried, presence: Presence::Expected(until, repair) }
}

/// As [`expected`], of an annotation.
const fn noted(field: Field, kind: Kind) -> FixedField {
    let presence = Presence::Expected(RequiredUntil::Now, "the client does not depend on it");
    FixedField { key: field, kind, usage: FieldUse::Annotation, presence }
}

/// The fields of a Path Item Object: `OTHERS` fields that are no operations, and as many of the fixed methods as make
/// `ALL` fields. Those that only later versions have come last.
const fn path_item<const ALL: usize, const OTHERS: usize>(
    operation: &'static ObjectShape,
    others: [FixedField; OTHERS],
) -> [FixedField; ALL] {
    let mut fields = [others[0]; ALL];
    let mut at = 0;
    while at < ALL {
        fields[at] =
            if at < OTHERS { others[at] } else { carried(FIXED_METHODS[at - OTHERS].0, Kind::Object(operation)) };
        at += 1;
    }
    fields
}

const fn annotation(field: Field, kind: Kind) -> FixedField {
    FixedField { key: field, kind, usage: FieldUse::Annotation, presence: Presence::Optional }
}

const fn unsupported(field: Field, kind: Kind, lost: &'static str) -> FixedField {
    FixedField { key: field, kind, usage: FieldUse::Unsupported(lost), presence: Presence::Optional }
}
