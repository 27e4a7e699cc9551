//! Rows and their keywords.

use crate::bundle::{RawSchema, RawSchemaTable};
use crate::document::{Node, Origin, SchemaId, Value};
use crate::limits;
use crate::spec::{InstanceType, Keyword, Keywords, number};

/// Returns `true` if a keyword with this value leaves the values of a schema as they are.
pub(super) fn is_idle(keyword: Keyword, node: &Node) -> bool {
    keyword.is_annotation()
        || match &node.value {
            Value::Object(entries) => {
                matches!(keyword, Keyword::Properties | Keyword::PatternProperties) && entries.is_empty()
            }
            Value::Array(items) => keyword == Keyword::Required && items.is_empty(),
            _ => false,
        }
}

/// A reference from one row to another, as a member of `allOf`, `oneOf` and the like.
pub(super) fn member(id: SchemaId, origin: Origin) -> Node {
    Node::new(Value::Schema(id), origin)
}

/// An array of nodes.
pub(super) fn list(items: Vec<Node>, origin: Origin) -> Node {
    Node::new(Value::array(items), origin)
}

/// The subschemas of `allOf`, `oneOf` or `anyOf`.
pub(super) fn members(keywords: &Keywords, keyword: Keyword) -> Vec<SchemaId> {
    keywords.get(&keyword).map(schemas).unwrap_or_default()
}

/// The schemas of an array.
pub(super) fn schemas(node: &Node) -> Vec<SchemaId> {
    node.as_array().unwrap_or_default().iter().filter_map(Node::as_schema).collect()
}

/// Returns `true` if two nodes are the same value of JSON: numbers are compared by their value (JSON Schema 2020-12, "Core",
/// section 4.2.2).
pub(super) fn is_equal(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::Number(a), Value::Number(b)) => number::compare(a, b).is_eq(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_equal(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| is_equal(a, b)))
        }
        (a, b) => a == b,
    }
}

/// The names of types; empty when a schema says none.
pub(super) fn types(keywords: &Keywords) -> Vec<&str> {
    keywords.get(&Keyword::Type).and_then(Node::as_array).unwrap_or_default().iter().filter_map(Node::as_str).collect()
}

/// `true` if a schema allows `null` only.
pub(super) fn is_null(keywords: &Keywords) -> bool {
    types(keywords) == ["null"]
        || keywords.get(&Keyword::Const).is_some_and(|node| node.value == Value::Null)
        || keywords
            .get(&Keyword::Enum)
            .and_then(Node::as_array)
            .is_some_and(|values| !values.is_empty() && values.iter().all(|value| value.value == Value::Null))
}

/// `true` if a row is a reference with nothing but annotations around it.
fn is_plain_reference(keywords: &Keywords) -> bool {
    keywords.contains_key(&Keyword::Ref)
        && keywords.iter().all(|(keyword, node)| *keyword == Keyword::Ref || is_idle(*keyword, node))
}

/// The row that a chain of plain references leads to. One with more beside it says more than what it refers to.
pub(super) fn target(table: &RawSchemaTable, id: SchemaId) -> (SchemaId, &RawSchema) {
    let mut id = id;
    for _ in 0..limits::REFERENCES {
        match table.get(id).schema(Keyword::Ref).filter(|_| is_plain_reference(&table.get(id).keywords)) {
            Some(next) => id = next,
            None => break,
        }
    }
    (id, table.get(id))
}

/// Returns `true` if a keyword is about values of a type, or about all (JSON Schema 2020-12, "Validation", section 6).
pub(super) fn applies_to(keyword: Keyword, kind: &str) -> bool {
    match (keyword, keyword.about()) {
        (Keyword::Format, _) => matches!(kind, "string" | "number" | "integer"),
        (_, Some(InstanceType::Number)) => matches!(kind, "number" | "integer"),
        (_, Some(about)) => about.name() == kind,
        (_, None) => true,
    }
}

// Protocol Buffers describe 64-bit numbers as `type: [integer, string]` with a pattern of digits: as a union each such
// number would be an enum of two variants.
/// The type of numbers whose values may be strings too. Such a schema is of numbers and strings, or of no type, with
/// the format of a number and a pattern that allows numerals only. The keywords are those without `type` and `format`,
/// or with them.
pub(super) fn numeral(types: &[String], format: Option<&str>, keywords: &Keywords) -> Option<&'static str> {
    let kinds: Vec<&str> = types.iter().map(String::as_str).filter(|name| *name != "null").collect();
    let is_integer = format.is_some_and(|format| format.starts_with("int") || format.starts_with("uint"));
    let declared = match kinds[..] {
        [] if types.is_empty() && is_integer => "integer",
        [] if types.is_empty() => "number",
        ["integer", "string"] | ["string", "integer"] => "integer",
        ["number", "string"] | ["string", "number"] => "number",
        _ => return None,
    };
    let is_listed = [Keyword::Enum, Keyword::Const].iter().any(|keyword| keywords.contains_key(keyword));
    let pattern = keywords.get(&Keyword::Pattern).and_then(Node::as_str)?;
    let is_numeric = matches!(format, Some("float" | "double" | "decimal")) || is_integer;
    (is_numeric && !is_listed && matches_numerals_only(pattern)).then_some(declared)
}

/// Returns `true` if a pattern is anchored at both ends and made of digits, signs, points and exponents.
fn matches_numerals_only(pattern: &str) -> bool {
    let Some(inner) = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$')) else { return false };
    let is_of_numerals = |sign: char| sign.is_ascii_digit() || "+-?*.,:|()[]{}eEd\\".contains(sign);
    let has_digits = inner.contains("\\d") || inner.contains("0-9");
    // A point stands for any character, unless it is escaped or in brackets.
    let points = inner.match_indices('.').all(|(at, _)| inner[..at].ends_with(['\\', '[']));
    has_digits && points && inner.chars().all(is_of_numerals)
}
