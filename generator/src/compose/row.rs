//! Rows and their keywords.

use crate::bundle::{Row, Table};
use crate::document::{Node, Object, Origin, SchemaId, Value};

/// Keywords that say something about a schema without shaping its values.
const ANNOTATIONS: [&str; 19] = [
    "title",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
    "$comment",
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$vocabulary",
    "$defs",
    "definitions",
    "discriminator",
];

/// Whether a keyword says nothing about which values are valid.
pub(super) fn is_annotation(keyword: &str) -> bool {
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
}

/// Whether keywords with these names and values leave a schema as it is.
pub(super) fn is_idle(keyword: &str, node: &Node) -> bool {
    is_annotation(keyword)
        || match &node.value {
            Value::Object(entries) => matches!(keyword, "properties" | "patternProperties") && entries.is_empty(),
            Value::Array(items) => keyword == "required" && items.is_empty(),
            _ => false,
        }
}

/// A reference from one row to another, as a member of `allOf`, `oneOf` and the like.
pub(super) fn member(id: SchemaId, origin: Origin) -> Node {
    Node::new(Value::Schema(id), origin)
}

/// An array of nodes.
pub(super) fn list(items: Vec<Node>, origin: Origin) -> Node {
    Node::new(Value::Array(items), origin)
}

/// The subschemas of `allOf`, `oneOf` or `anyOf`.
pub(super) fn members(keywords: &Object, keyword: &str) -> Vec<SchemaId> {
    keywords.get(keyword).and_then(Node::as_array).unwrap_or_default().iter().filter_map(Node::as_schema).collect()
}

/// The names of types; empty when a schema says none.
pub(super) fn types(keywords: &Object) -> Vec<&str> {
    keywords.get("type").and_then(Node::as_array).unwrap_or_default().iter().filter_map(Node::as_str).collect()
}

/// Whether a schema allows `null` only.
pub(super) fn is_null(keywords: &Object) -> bool {
    types(keywords) == ["null"]
        || keywords.get("const").is_some_and(|node| node.value == Value::Null)
        || keywords
            .get("enum")
            .and_then(Node::as_array)
            .is_some_and(|values| !values.is_empty() && values.iter().all(|value| value.value == Value::Null))
}

/// Whether a row is a reference with nothing but annotations around it.
fn is_plain_reference(keywords: &Object) -> bool {
    keywords.contains_key("$ref") && keywords.iter().all(|(keyword, node)| keyword == "$ref" || is_idle(keyword, node))
}

/// The row that a chain of plain references leads to. One with more beside it says more than what it refers to.
pub(super) fn target(table: &Table, id: SchemaId) -> (SchemaId, &Row) {
    /// References from schema to schema that are followed.
    const LONGEST: usize = 64;
    let mut id = id;
    for _ in 0..LONGEST {
        match table.get(id).schema("$ref").filter(|_| is_plain_reference(&table.get(id).keywords)) {
            Some(next) => id = next,
            None => break,
        }
    }
    (id, table.get(id))
}
