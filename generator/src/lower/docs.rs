//! Documentation of types and fields.

use super::enumeration;
use crate::bundle::{Row, Table};
use crate::document::{Node, SchemaId, Value};
use crate::limits;

/// Keywords that only validate: they are said in the documentation.
const CONSTRAINTS: [(&str, &str); 16] = [
    ("contentEncoding", "encoded as"),
    ("contentMediaType", "content of type"),
    ("minimum", "at least"),
    ("exclusiveMinimum", "more than"),
    ("maximum", "at most"),
    ("exclusiveMaximum", "less than"),
    ("multipleOf", "multiple of"),
    ("minLength", "shortest length"),
    ("maxLength", "greatest length"),
    ("pattern", "pattern"),
    ("minItems", "fewest items"),
    ("maxItems", "most items"),
    ("uniqueItems", "unique items"),
    ("minProperties", "fewest properties"),
    ("maxProperties", "most properties"),
    ("default", "default on the server"),
];

/// Keywords that say who sets a value.
const ACCESS: [(&str, &str); 2] = [("readOnly", "set by the service"), ("writeOnly", "never sent back")];

/// The documentation of a schema: of a named type, of a property, of a variant.
pub(super) fn schema(table: &Table, row: &Row) -> Option<String> {
    said(table, row, limits::DOCUMENTATION_DEPTH)
}

/// The documentation of a property: of its schema, and who sets it where a schema that it refers to says so.
pub(super) fn property(table: &Table, id: SchemaId) -> Option<String> {
    let row = table.get(id);
    let inherited = ACCESS.iter().filter(|(keyword, _)| !row.flag(keyword) && says(table, id, keyword));
    let inherited = inherited.map(|(_, words)| sentence(words));
    let parts: Vec<String> = schema(table, row).into_iter().chain(inherited).collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// Whether a keyword is `true` in a schema, or in one that it refers to.
pub(super) fn says(table: &Table, id: SchemaId, keyword: &str) -> bool {
    table.chain(id).any(|row| row.flag(keyword))
}

/// The documentation of a schema that has no type of its own to stand at.
pub(super) fn of_unnamed(table: &Table, id: SchemaId) -> Option<String> {
    let row = table.get(id);
    if has_own_type(row) { None } else { schema(table, row) }
}

/// What a schema says of its values beside its description, as sentences.
pub(super) fn values(table: &Table, id: SchemaId) -> Option<String> {
    let row = table.get(id);
    let parts: Vec<String> =
        constraints(row).into_iter().chain(within(table, row, limits::DOCUMENTATION_DEPTH)).collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

fn said(table: &Table, row: &Row, depth: usize) -> Option<String> {
    let title = row.text("title").filter(|title| !title.trim().is_empty() && Some(*title) != row.name.as_deref());
    let description = row.text("description").filter(|text| !text.trim().is_empty());
    let mut parts: Vec<String> = title.into_iter().chain(description).map(str::to_owned).collect();
    parts.dedup();
    parts.extend(super::enum_names::descriptions(row));
    parts.extend(constraints(row));
    parts.extend(within(table, row, depth));
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// What is said of the items of a list and of the values of a map, where they have no type of their own.
fn within(table: &Table, row: &Row, depth: usize) -> Vec<String> {
    let places = row.get("prefixItems").and_then(Node::as_array).unwrap_or_default().iter();
    let places = places.enumerate().map(|(index, place)| (format!("Item {}", index + 1), place.as_schema()));
    let all = [("Each item", "items"), ("Each value", "additionalProperties")];
    let all = all.map(|(words, keyword)| (words.to_owned(), row.schema(keyword)));
    let mut parts = Vec::new();
    for (words, id) in places.chain(all) {
        let Some(inner) = id.map(|id| table.get(id)).filter(|inner| depth > 0 && !has_own_type(inner)) else {
            continue;
        };
        parts.extend(said(table, inner, depth - 1).map(|text| format!("{words}: {text}")));
    }
    parts
}

/// Whether a schema becomes a type, or leads to one, at which its documentation stands.
fn has_own_type(row: &Row) -> bool {
    let own = ["$ref", "properties", "oneOf", "anyOf"];
    row.name.is_some() || enumeration::is_listed(row) || own.iter().any(|keyword| row.get(keyword).is_some())
}

/// What the keywords of a schema that only validate say of its values, as a sentence.
fn constraints(row: &Row) -> Option<String> {
    let mut parts: Vec<String> = listed(row).into_iter().collect();
    // What the Rust type says by itself.
    let told = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "double", "float"];
    if let Some(format) = row.text("format").filter(|format| !told.contains(format)) {
        parts.push(format!("format `{}`", plain(format)));
    }
    for (keyword, words) in CONSTRAINTS {
        let Some(node) = row.get(keyword) else { continue };
        match &node.value {
            Value::Bool(true) if keyword == "uniqueItems" => parts.push(words.to_owned()),
            Value::Bool(false) if keyword == "uniqueItems" => {}
            Value::Schema(_) => {}
            _ => parts.push(format!("{words} `{}`", plain(&node.to_json().to_string()))),
        }
    }
    for (_, words) in ACCESS.iter().filter(|(keyword, _)| row.flag(keyword)) {
        parts.push((*words).to_owned());
    }
    (!parts.is_empty()).then(|| sentence(&parts.join(", ")))
}

/// Words as a sentence.
fn sentence(words: &str) -> String {
    let mut text = format!("{words}.");
    if let Some(first) = text.get(..1) {
        let first = first.to_ascii_uppercase();
        text.replace_range(..1, &first);
    }
    text
}

/// The values of a list that is no enum in Rust.
fn listed(row: &Row) -> Option<String> {
    let values = row.get("enum").filter(|_| !enumeration::is_listed(row))?.as_array()?;
    let values: Vec<String> = values.iter().map(|value| format!("`{}`", plain(&value.to_json().to_string()))).collect();
    match values.as_slice() {
        [] => None,
        [one] => Some(format!("always {one}")),
        several => Some(format!("one of {}", several.join(", "))),
    }
}

/// Text that can stand in backticks.
fn plain(text: &str) -> String {
    text.replace('`', "'").replace('\n', " ")
}
