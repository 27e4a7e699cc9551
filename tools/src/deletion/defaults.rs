//! Values that mean the same as their absence, so that deleting them shows nothing.

use serde_json::{Map, Value, json};

use super::specification::Kind;

/// Returns `true` if an item of a list says more than that it is there: a tag without a description is what operations
/// say anyway.
pub(super) fn has_statement(kind: Kind, key: &str, item: &Value) -> bool {
    let text = |key: &str| item.get(key).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty());
    kind != Kind::Document || key != "tags" || text("description")
}

fn letters(text: Option<&str>) -> Option<String> {
    Some(text?.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect())
}

fn all_letters(list: &Value) -> Vec<Option<String>> {
    list.as_array().into_iter().flatten().map(|item| letters(item.as_str())).collect()
}

fn holds_reference(value: &Value) -> bool {
    match value {
        Value::Object(object) => object.contains_key("$ref") || object.values().any(holds_reference),
        Value::Array(items) => items.iter().any(holds_reference),
        _ => false,
    }
}

/// Returns `true` if an object without a key says the same.
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
        (Kind::Document, "tags") => !value.as_array().into_iter().flatten().any(|tag| has_statement(kind, key, tag)),
        // A parameter that says no type is taken as text.
        (Kind::Parameter | Kind::Header, "type") if *value == json!("string") => true,
        (Kind::Schema | Kind::Parameter | Kind::Header, "type") => match value.as_str() {
            Some("object") => {
                has(&["properties", "required", "additionalProperties", "minProperties", "maxProperties"])
            }
            Some("array") => has(&["items", "minItems", "maxItems", "uniqueItems"]),
            Some("string") => has(&["minLength", "maxLength", "pattern", "enum"]),
            _ => has(&["enum", "const", "$ref", "allOf", "oneOf", "anyOf"]),
        },
        // Names that are those of the document but for the way they are written.
        (_, "x-ms-client-name" | "x-go-name") => {
            letters(value.as_str()) == letters(object.get("name").and_then(Value::as_str))
        }
        (_, "x-enumNames" | "x-enum-varnames") => {
            all_letters(value) == all_letters(object.get("enum").unwrap_or(value))
        }
        (_, "x-ms-url-encoding") => *value == json!("single"),
        (Kind::Schema, "enum") => value.as_array().is_some_and(|values| {
            values.contains(&json!(true))
                && values.contains(&json!(false))
                && object.get("type") == Some(&json!("boolean"))
        }),
        // References are resolved against it.
        (Kind::Schema, "$id") => !holds_reference(&Value::Object(object.clone())),
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
