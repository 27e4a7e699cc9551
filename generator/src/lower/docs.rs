//! Documentation of types and fields.

use crate::bundle::Row;
use crate::document::{Node, Value};

/// Keywords that only validate: they are said in the documentation.
const CONSTRAINTS: [(&str, &str); 14] = [
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
    ("default", "default"),
];

/// The documentation of a named type.
pub(super) fn schema(row: &Row) -> Option<String> {
    let title = row.text("title").filter(|title| !title.trim().is_empty() && Some(*title) != row.name.as_deref());
    let description = row.text("description").filter(|text| !text.trim().is_empty());
    let mut parts: Vec<String> = title.into_iter().chain(description).map(str::to_owned).collect();
    parts.dedup();
    parts.extend(super::enum_names::descriptions(row));
    parts.extend(constraints(row));
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// The documentation of a property. What stands on a schema that it refers to is said there.
pub(super) fn property(row: &Row) -> Option<String> {
    schema(row)
}

/// What the keywords of a schema that only validate say of its values, as a sentence.
pub(super) fn constraints(row: &Row) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    // What the Rust type says by itself.
    let told = ["int32", "int64", "uint32", "uint64", "double", "float"];
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
    for (keyword, words) in [("readOnly", "set by the service"), ("writeOnly", "never sent back")] {
        if row.get(keyword).and_then(Node::as_bool) == Some(true) {
            parts.push(words.to_owned());
        }
    }
    let mut text = parts.join(", ");
    if let Some(first) = text.get(..1) {
        let first = first.to_ascii_uppercase();
        text.replace_range(..1, &first);
        text.push('.');
    }
    (!text.is_empty()).then_some(text)
}

/// Text that can stand in backticks.
fn plain(text: &str) -> String {
    text.replace('`', "'").replace('\n', " ")
}
