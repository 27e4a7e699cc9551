//! Parameters and headers of Swagger 2.0, whose schema keywords stand on themselves.

use super::Context;
use crate::bundle::Row;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Object, Origin, Part, Pointer, Value};

/// Keys of a parameter that are not keywords of its schema.
const OWN: [&str; 8] =
    ["name", "in", "description", "required", "allowEmptyValue", "collectionFormat", "schema", "deprecated"];

/// Converts a parameter that is not in the body.
pub(super) fn parameter(node: Node, context: &mut Context<'_>) -> Node {
    let origin = node.origin;
    let Some(old) = node.into_object() else {
        return Node::object([], origin);
    };
    let untyped = !old.contains_key("type");
    let (mut new, schema) = split(old, origin, context);
    // What OpenAPI 3 would say; reported by the bundle stage.
    let schema = new.shift_remove("schema").filter(|_| untyped).unwrap_or(schema);
    let location = new.get("in").and_then(Node::as_str).unwrap_or_default().to_owned();
    collection_format(&mut new, &location, origin, context);
    new.insert("schema".to_owned(), schema);
    Node::new(Value::Object(new), origin)
}

/// Converts a header of a response.
pub(super) fn header(node: Node, context: &mut Context<'_>) -> Node {
    let origin = node.origin;
    let Some(old) = node.into_object() else {
        return Node::object([], origin);
    };
    let (mut new, schema) = split(old, origin, context);
    collection_format(&mut new, "header", origin, context);
    new.insert("schema".to_owned(), schema);
    Node::new(Value::Object(new), origin)
}

/// Parts the keys of a parameter from the keywords of its schema, which becomes a row of the table.
pub(super) fn split(old: Object, origin: Origin, context: &mut Context<'_>) -> (Object, Node) {
    let mut own = Object::new();
    let mut keywords = Object::new();
    for (key, node) in old {
        if OWN.contains(&key.as_str()) || key.starts_with("x-") && key != "x-nullable" {
            own.insert(key, node);
        } else {
            keywords.insert(key, node);
        }
    }
    (own, schema(keywords, origin, context))
}

fn schema(keywords: Object, origin: Origin, context: &mut Context<'_>) -> Node {
    let mut row = Object::new();
    for (key, node) in keywords {
        if key == "items" {
            if node.as_schema().is_some() {
                row.insert(key, node);
                continue;
            }
            let origin = node.origin;
            let mut items = node.into_object().unwrap_or_default();
            if let Some(format) = items.shift_remove("collectionFormat") {
                let message = "a `collectionFormat` of nested arrays has no counterpart: they are sent as `csv`";
                context.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(format.origin, Part::Key));
            }
            let items = schema(items, origin, context);
            row.insert(key, items);
            continue;
        }
        row.insert(key, node);
    }
    let row = Row { origin, pointer: Pointer::root(), name: None, keywords: row };
    Node::new(Value::Schema(context.schemas.add(row)), origin)
}

/// `collectionFormat` as `style` and `explode` (OAS 3.0.4, appendix "Serialization").
fn collection_format(new: &mut Object, location: &str, origin: Origin, context: &mut Context<'_>) {
    let node = new.shift_remove("collectionFormat");
    let origin = node.as_ref().map_or(origin, |node| node.origin);
    let format = node.as_ref().and_then(Node::as_str).unwrap_or("csv");
    let (style, explode) = match (location, format) {
        ("query", "multi") => ("form", true),
        ("query", "ssv") => ("spaceDelimited", false),
        ("query", "pipes") => ("pipeDelimited", false),
        ("query", "csv") => ("form", false),
        (_, "csv") => ("simple", false),
        _ => {
            let message = format!("`collectionFormat: {format}` is not supported in a {location} parameter");
            context.diagnostics.push(
                Diagnostic::warning(Code::Unsupported, message)
                    .at(origin, Part::Value)
                    .help("the values are separated by commas"),
            );
            (if location == "query" { "form" } else { "simple" }, false)
        }
    };
    new.insert("style".to_owned(), Node::string(style, origin));
    new.insert("explode".to_owned(), Node::bool(explode, origin));
}
