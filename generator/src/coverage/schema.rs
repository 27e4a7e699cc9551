//! Schemas within schemas, and what each says.

use super::ConstructKind::{Property, Reference, Schema};
use super::construct::Detail;
use super::document::{ConstructWalk, entries};
use crate::document::{Node, Object, Origin, Value};
use crate::spec::{self, Field, Keyword, Members as _, Subschemas, UNIONS};

/// The limits that a schema sets to its values, as far as a loose type may lose them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Expressiveness {
    /// Anything at all that narrows values.
    pub(super) narrows: bool,
    /// More than that they are objects, and what their further properties are.
    pub(super) narrows_objects: bool,
    /// More than that they are arrays, and what all of their items are.
    pub(super) narrows_arrays: bool,
    /// A schema that allows `null` and nothing else.
    pub(super) null: bool,
    /// A union that says nothing beside that.
    pub(super) union: bool,
}

/// The part that a schema plays in the one around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A part of its own: a property, items, the content of a body.
    Part,
    /// A member of an `allOf`, which may be merged into the schema around it.
    Merged,
    /// A member of a `oneOf` or `anyOf`; where it allows no more than `null`, that may be a quality of the others.
    Alternative,
    /// A schema that is there to be referred to.
    Definition,
}

/// Returns `true` if a type could express a keyword. Those that only validate (`not`, `if`, `contains` and the like) leave
/// the type as it is; diagnostics name them.
fn narrows(key: &str) -> bool {
    Keyword::is_former(key) || Keyword::parse(key).is_some_and(Keyword::narrows_type)
}

/// Returns `true` if a keyword lists values, or other schemas whose parts have outcomes of their own.
fn combines(key: &str) -> bool {
    Keyword::parse(key).is_some_and(|keyword| {
        matches!(keyword.role(), spec::Role::Combination | spec::Role::Values) || keyword == Keyword::Ref
    })
}

impl Expressiveness {
    /// The limits of a schema without those of the schemas that it combines.
    pub(super) fn new(node: &Node) -> Self {
        let Some(object) = node.as_object() else {
            return Self { narrows: node.as_bool() == Some(false), ..Self::default() };
        };
        // Of a parameter it says that the parameter is.
        let is_parameter = object.text(Field::In).is_some();
        let is_narrowed =
            |key: &str| narrows(key) && !is_idle(key, object) && !(is_parameter && key == Keyword::Required.name());
        let is_union = |key: &str| Keyword::parse(key).is_some_and(|keyword| UNIONS.contains(&keyword));
        let is_combined = object.keys().any(|key| combines(key) && !is_idle(key, object));
        let lists = object.has(Keyword::Enum) || object.has(Keyword::Const);
        let filled = |keyword: Keyword| match object.member(keyword).map(|node| &node.value) {
            Some(Value::Object(entries)) => !entries.is_empty(),
            Some(Value::Array(items)) => !items.is_empty(),
            _ => false,
        };
        let closed = object.flag(Keyword::AdditionalProperties) == Some(false) && !filled(Keyword::PatternProperties);
        let patterned = object.entries(Keyword::PatternProperties).any(|(_, values)| !is_unconstrained(values));
        let required = filled(Keyword::Required) && !is_parameter;
        Self {
            narrows: is_combined || object.keys().any(|key| is_narrowed(key)),
            narrows_objects: lists || closed || required || filled(Keyword::Properties) || patterned,
            narrows_arrays: lists
                || object.list(Keyword::PrefixItems).iter().any(|item| !is_unconstrained(item))
                || object.member(Keyword::Items).is_some_and(|items| items.as_array().is_some()),
            null: is_null(node),
            union: object.keys().any(|key| is_union(key) || key == Keyword::Ref.name())
                && object.keys().all(|key| is_union(key) || !is_narrowed(key)),
        }
    }
}

/// Returns `true` if a keyword lists all types, or combines schemas without limits (`allOf: [{}, { description: … }]`, `anyOf: [{}, { type: "null" }]`).
fn is_idle(keyword: &str, object: &Object) -> bool {
    let members = object.get(keyword).and_then(Node::as_array).unwrap_or_default();
    let lists = |name: &str| members.iter().any(|member| member.as_str() == Some(name));
    match Keyword::parse(keyword) {
        Some(Keyword::Type) => ["string", "number", "boolean", "array", "object", "null"].into_iter().all(lists),
        Some(Keyword::AllOf) => members.iter().all(is_unconstrained),
        Some(Keyword::OneOf | Keyword::AnyOf) => {
            members.iter().any(is_unconstrained)
                && members.iter().all(|member| is_unconstrained(member) || is_null(member))
        }
        _ => false,
    }
}

/// Returns `true` for a schema that sets no limits.
fn is_unconstrained(node: &Node) -> bool {
    match &node.value {
        Value::Object(object) => !object.keys().any(|key| narrows(key) || key == Keyword::Ref.name()),
        other => *other == Value::Bool(true),
    }
}

fn is_null(node: &Node) -> bool {
    if node.member(Keyword::Const).is_some_and(|value| value.value == Value::Null) {
        return true;
    }
    let mut alternatives = UNIONS.into_iter().map(|keyword| node.list(keyword));
    if alternatives.any(|members| !members.is_empty() && members.iter().all(is_null)) {
        return true;
    }
    let speaks_of_null =
        [Keyword::Nullable, Keyword::XNullable].iter().any(|keyword| node.flag(*keyword) == Some(true));
    if speaks_of_null && node.as_object().is_some_and(|object| !object.keys().any(|key| narrows(key) || combines(key)))
    {
        return true;
    }
    let is_null = |node: &Node| node.as_str() == Some("null");
    let values = node.list(Keyword::Enum);
    if !values.is_empty() && values.iter().all(|value| value.value == Value::Null) {
        return true;
    }
    match node.member(Keyword::Type).map(|node| &node.value) {
        Some(Value::String(name)) => name == "null",
        Some(Value::Array(names)) => !names.is_empty() && names.iter().all(is_null),
        _ => false,
    }
}

impl<'a> ConstructWalk<'a> {
    /// A schema and all below it.
    pub(super) fn schema(&mut self, node: &'a Node, slot: Origin, role: Role) {
        if !matches!(node.value, Value::Object(_) | Value::Bool(_)) || !self.is_new(node) {
            return;
        }
        let is_reference = node.has(Keyword::Ref) && node.as_object().is_some_and(|object| object.len() == 1);
        let kind = if is_reference { Reference } else { Schema };
        let at = self.push(kind, node, slot, Detail::Schema(Expressiveness::new(node), role));
        let region = if role == Role::Definition { self.share(at) } else { self.region() };
        self.within(at, region, |walk| {
            walk.refers(node);
            for (key, value) in entries(Some(node)) {
                walk.subschemas(key, value);
            }
        });
    }

    fn subschemas(&mut self, key: &str, value: &'a Node) {
        let keyword = Keyword::parse(key);
        let role = match keyword {
            Some(Keyword::AllOf) => Role::Merged,
            Some(Keyword::OneOf | Keyword::AnyOf) => Role::Alternative,
            Some(Keyword::Defs | Keyword::Definitions) => Role::Definition,
            _ => Role::Part,
        };
        let subschemas = match keyword {
            None if Keyword::is_former(key) => Subschemas::OneOrBool,
            other => other.map_or(Subschemas::None, Keyword::subschemas),
        };
        let is_bool = matches!(value.value, Value::Bool(_));
        match (subschemas, &value.value) {
            (Subschemas::List | Subschemas::OneOrList, Value::Array(items)) => {
                items.iter().for_each(|item| self.schema(item, value.origin, role));
            }
            (Subschemas::Map, Value::Object(_)) => {
                for (_, node) in entries(Some(self.followed(value))) {
                    if keyword == Some(Keyword::Properties) {
                        self.push(Property, node, value.origin, Detail::Plain);
                    }
                    self.schema(node, value.origin, role);
                }
            }
            (Subschemas::One | Subschemas::OneOrBool | Subschemas::OneOrList, _) if !is_bool => {
                self.schema(value, value.origin, role);
            }
            _ => {}
        }
    }
}
