//! Values that mean the same as their absence, so that deleting them shows nothing.

use serde_json::{Map, Value, json};

use super::specification::Kind;

/// Whether an item of a list says more than that it is there: a tag without a description is what operations say anyway.
pub(super) fn says_something(kind: Kind, key: &str, item: &Value) -> bool {
    let text = |key: &str| item.get(key).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty());
    kind != Kind::Document || key != "tags" || text("description")
}

/// Whether an object without a key says the same.
pub(super) fn is_redundant(kind: Kind, key: &str, value: &Value, object: &Map<String, Value>) -> bool {
    let has = |keys: &[&str]| keys.iter().any(|key| object.contains_key(*key));
    let is_empty = match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    };
    // An empty `security` opens an operation that would inherit; empty schemas allow everything, and say so.
    if is_empty && !matches!(key, "security" | "schema" | "items" | "not" | "content") {
        return true;
    }
    match (kind, key) {
        (Kind::Document, "tags") => !value.as_array().into_iter().flatten().any(|tag| says_something(kind, key, tag)),
        (Kind::Schema | Kind::Parameter | Kind::Header, "type") => match value.as_str() {
            Some("object") => {
                has(&["properties", "required", "additionalProperties", "minProperties", "maxProperties"])
            }
            Some("array") => has(&["items", "minItems", "maxItems", "uniqueItems"]),
            Some("string") => has(&["minLength", "maxLength", "pattern", "enum"]),
            _ => has(&["enum", "const", "$ref", "allOf", "oneOf", "anyOf"]),
        },
        (Kind::Schema | Kind::Parameter | Kind::Header, "format") => {
            *value == json!("int64") || *value == json!("double")
        }
        (Kind::Schema | Kind::Parameter | Kind::Header, "minLength" | "minItems" | "minProperties") => {
            *value == json!(0)
        }
        (Kind::Schema, "additionalProperties") => *value == json!(true) && !has(&["properties"]),
        (Kind::Parameter, "required") => *value == json!(false) || object.get("in") == Some(&json!("path")),
        (Kind::Parameter | Kind::Header, "style") => {
            let place = object.get("in").and_then(Value::as_str).unwrap_or("header");
            *value == json!(if matches!(place, "query" | "cookie") { "form" } else { "simple" })
        }
        (Kind::Parameter | Kind::Header, "explode") => {
            let place = object.get("in").and_then(Value::as_str).unwrap_or("header");
            let style = object.get("style").and_then(Value::as_str);
            *value == json!(style.map_or(matches!(place, "query" | "cookie"), |style| style == "form"))
        }
        (Kind::Encoding, "contentType") => *value == json!("application/json"),
        (Kind::Encoding, "explode") => {
            let style = object.get("style").and_then(Value::as_str);
            *value == json!(style.is_none_or(|style| style == "form"))
        }
        (_, "collectionFormat") => *value == json!("csv"),
        (Kind::Document | Kind::Operation, "consumes" | "produces") => *value == json!(["application/json"]),
        (Kind::Document, "schemes") => *value == json!(["https"]),
        _ => *value == json!(false) && key != "additionalProperties" && key != "unevaluatedProperties",
    }
}
