//! The tree of a document.

use std::borrow::Cow;

use crate::collections::IndexMap;

use super::shared::Shared;
use super::source::SourceId;

/// A value of the document together with the place where the user wrote it.
///
/// Nodes are moved from stage to stage; their origin travels along, so that a diagnostic can always point into what
/// the user wrote.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) origin: Origin,
    // In the place of a text (a name, a version, the default of a string), `1.10`, `0x1F` and `True` are kept as
    // written. The value that YAML makes of them is another one.
    /// The text of a number, boolean or null that JSON would write otherwise (`1.10`, `True`, `~`).
    written: Option<Box<str>>,
}

/// An object of the document, in the order of the text.
pub(crate) type Object = IndexMap<String, Node>;

/// The value of a node.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(serde_json::Number),
    String(String),
    Array(Shared<Vec<Node>>),
    Object(Shared<Object>),
    /// A schema that the bundle stage has moved into the schema table. No text can express this variant, so a document
    /// cannot forge it.
    Schema(SchemaId),
}

/// The number of a schema in the schema table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SchemaId(pub(crate) u32);

// An origin is eight bytes and is copied with the node, however often the tree is rewritten. Line, column and pointer
// cost nothing until a finding is shown. Then the text is walked once more, for all findings of a run at once.
/// The origin of a node: its number in a walk of its source in document order. The root is 0, every value counts one,
/// keys do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Origin {
    pub(crate) source: SourceId,
    pub(crate) index: u32,
}

/// The part of an entry that a diagnostic points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum SpanTarget {
    Key,
    /// The value; the key where the value is an object or array below it.
    Value,
    /// The value, wherever it begins.
    Content,
}

impl Value {
    pub(crate) fn array(items: Vec<Node>) -> Self {
        Self::Array(items.into())
    }

    pub(crate) fn object(members: Object) -> Self {
        Self::Object(members.into())
    }
}

impl Node {
    pub(crate) fn new(value: Value, origin: Origin) -> Self {
        Self { value, origin, written: None }
    }

    /// A scalar that was written as this text.
    pub(super) fn written(value: Value, text: &str, origin: Origin) -> Self {
        let is_same = match &value {
            Value::Bool(flag) => text == if *flag { "true" } else { "false" },
            Value::Number(number) => number.to_string() == text,
            Value::Null => text == "null",
            Value::String(_) | Value::Array(_) | Value::Object(_) | Value::Schema(_) => true,
        };
        Self { value, origin, written: (!is_same).then(|| text.into()) }
    }

    pub(crate) fn string(text: impl Into<String>, origin: Origin) -> Self {
        Self::new(Value::String(text.into()), origin)
    }

    pub(crate) fn bool(value: bool, origin: Origin) -> Self {
        Self::new(Value::Bool(value), origin)
    }

    pub(crate) fn object(entries: impl IntoIterator<Item = (String, Node)>, origin: Origin) -> Self {
        Self::new(Value::object(entries.into_iter().collect()), origin)
    }

    pub(crate) fn as_object(&self) -> Option<&Object> {
        match &self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    pub(crate) fn into_object(self) -> Option<Object> {
        match self.value {
            Value::Object(object) => Some(object.into_inner()),
            _ => None,
        }
    }

    pub(crate) fn into_array(self) -> Option<Vec<Node>> {
        match self.value {
            Value::Array(items) => Some(items.into_inner()),
            _ => None,
        }
    }

    pub(crate) fn as_array(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn as_schema(&self) -> Option<SchemaId> {
        match self.value {
            Value::Schema(id) => Some(id),
            _ => None,
        }
    }

    /// The member of an object.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key)
    }

    /// The text of a string, number or boolean, as it was written: what it is where text belongs.
    pub(crate) fn scalar_text(&self) -> Option<Cow<'_, str>> {
        match (&self.value, &self.written) {
            (Value::String(text), _) => Some(Cow::Borrowed(text)),
            (Value::Number(_) | Value::Bool(_), Some(written)) => Some(Cow::Borrowed(written)),
            (Value::Number(number), None) => Some(Cow::Owned(number.to_string())),
            (Value::Bool(value), None) => Some(Cow::Owned(value.to_string())),
            (Value::Null | Value::Array(_) | Value::Object(_) | Value::Schema(_), _) => None,
        }
    }

    /// The kind of value in the words of the JSON specification, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
            Value::Schema(_) => "a schema",
        }
    }

    // Examples and default values were moved out of the table before, so no schema is left in them.
    /// The value as JSON, for examples and defaults. Schemas do not occur in those.
    pub(crate) fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null | Value::Schema(_) => serde_json::Value::Null,
            Value::Bool(value) => serde_json::Value::Bool(*value),
            Value::Number(number) => serde_json::Value::Number(number.clone()),
            Value::String(text) => serde_json::Value::String(text.clone()),
            Value::Array(items) => items.iter().map(Node::to_json).collect(),
            Value::Object(object) => {
                serde_json::Value::Object(object.iter().map(|(key, node)| (key.clone(), node.to_json())).collect())
            }
        }
    }
}
