//! How much of what a document says about values is lost in Rust.

use callsmith::{Code, Report};
use serde_json::Value;

/// Keys whose value is a schema.
const ONE: [&str; 4] = ["schema", "items", "additionalProperties", "itemSchema"];

/// Keys whose value is a list of schemas.
const SEVERAL: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keys whose value is a table of schemas.
const NAMED: [&str; 5] = ["properties", "patternProperties", "schemas", "definitions", "$defs"];

/// Schemas of the document, and those among them which became any JSON value although the document says more.
pub(crate) fn share(document: &Value, reports: &[Report]) -> (usize, usize) {
    let untyped = reports.iter().filter(|report| report.code == Code::Approximated).count();
    (schemas(document), untyped)
}

/// Counts schemas that are no references, wherever they stand.
fn schemas(value: &Value) -> usize {
    let mut count = 0;
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(entries) => {
                for (key, value) in entries {
                    count += here(key, value);
                    open.push(value);
                }
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    count
}

/// The schemas that a key holds directly.
fn here(key: &str, value: &Value) -> usize {
    let is_schema = |value: &&Value| value.is_object() && value.get("$ref").is_none();
    match value {
        Value::Object(entries) if NAMED.contains(&key) => entries.values().filter(is_schema).count(),
        Value::Array(items) if SEVERAL.contains(&key) => items.iter().filter(is_schema).count(),
        value if ONE.contains(&key) => usize::from(is_schema(&value)),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::schemas;

    #[test]
    fn schemas_are_counted_and_references_are_not() {
        let schema = json!({
            "properties": { "a": {}, "b": { "$ref": "#" }, "c": { "items": { "type": "string" } } },
            "allOf": [{ "$ref": "#" }, {}],
            "additionalProperties": false,
        });
        assert_eq!(schemas(&json!({ "components": { "schemas": { "A": schema } } })), 5);
        assert_eq!(schemas(&json!({ "schema": {} })), 1);
    }
}
