//! Integers that are doubles: documents that were made from a sample of whole numbers declare its numbers as integers.

use std::collections::HashSet;

use super::keys::Keys;
use crate::bundle::{Row, Table};
use crate::config::{Selection, is_like};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, SchemaId, Value};
use crate::grammar::nearest;
use crate::normalise::Normalised;

/// Makes numbers of the format `double` of the integers in the bodies and schemas that are selected. Listed values stay.
pub(super) fn integers(normalised: &mut Normalised, selection: &Selection, diagnostics: &mut Diagnostics) {
    if !selection.has_all() && selection.names().is_empty() {
        return;
    }
    let mut bodies = Vec::new();
    collect(&normalised.envelope, None, &mut bodies);
    let keys = Keys::new(&normalised.schemas, &normalised.pointers);
    let mut found = HashSet::new();
    if selection.has_all() {
        let roots = bodies.iter().map(|(_, schema)| *schema).collect();
        found.extend(integers_within(&normalised.schemas, roots));
    }
    for (key, span) in selection.names().iter() {
        let of_operation = bodies.iter().filter(|(operation, _)| operation.is_some_and(|id| is_like(key, id)));
        let mut roots: Vec<SchemaId> = of_operation.map(|(_, schema)| *schema).collect();
        roots.extend(keys.find(key).map(|found| found.schema));
        if roots.is_empty() {
            diagnostics.push(unknown(&keys, key, &bodies).at_option(span));
            continue;
        }
        let integers = integers_within(&normalised.schemas, roots);
        if integers.is_empty() {
            let message = format!("`{key}`, whose integers are to be doubles, has none");
            diagnostics.push(Diagnostic::error(Code::UnknownOverride, message).at_option(span));
        }
        found.extend(integers);
    }
    for id in found {
        make_double(normalised.schemas.get_mut(id));
    }
}

/// The schemas of bodies, each with the id of its operation.
fn collect<'n>(node: &'n Node, operation: Option<&'n str>, bodies: &mut Vec<(Option<&'n str>, SchemaId)>) {
    let Some(object) = node.as_object() else { return };
    let operation = object.get("operationId").and_then(Node::as_str).or(operation);
    for (key, value) in object {
        match key.as_str() {
            "requestBody" | "responses" => {
                let mut found = Vec::new();
                schemas(value, &mut found);
                bodies.extend(found.into_iter().map(|schema| (operation, schema)));
            }
            "parameters" | "headers" => {}
            _ => collect(value, operation, bodies),
        }
    }
}

/// The schemas in a part of the document, apart from those of headers.
fn schemas(node: &Node, found: &mut Vec<SchemaId>) {
    match &node.value {
        Value::Schema(id) => found.push(*id),
        Value::Array(items) => items.iter().for_each(|item| schemas(item, found)),
        Value::Object(object) => {
            object.iter().filter(|(key, _)| *key != "headers").for_each(|(_, value)| schemas(value, found));
        }
        _ => {}
    }
}

/// The integers among schemas and all within them.
fn integers_within(table: &Table, roots: Vec<SchemaId>) -> Vec<SchemaId> {
    let (mut open, mut seen, mut integers) = (roots, HashSet::new(), Vec::new());
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let row = table.get(id);
        if is_integer(row) {
            integers.push(id);
        }
        for node in row.keywords.values() {
            inner(node, &mut open);
        }
    }
    integers
}

/// The schemas that a keyword holds; here a property may be called like any part of the document.
fn inner(node: &Node, found: &mut Vec<SchemaId>) {
    match &node.value {
        Value::Schema(id) => found.push(*id),
        Value::Array(items) => items.iter().for_each(|item| inner(item, found)),
        Value::Object(object) => object.values().for_each(|value| inner(value, found)),
        _ => {}
    }
}

fn is_integer(row: &Row) -> bool {
    let types = row.get("type").and_then(Node::as_array).unwrap_or_default();
    let is_listed = row.get("enum").is_some() || row.get("const").is_some();
    types.iter().any(|name| name.as_str() == Some("integer")) && !is_listed
}

fn make_double(row: &mut Row) {
    let Some(node) = row.keywords.get_mut("type") else { return };
    let origin = node.origin;
    let Value::Array(types) = &mut node.value else { return };
    let is_number = types.iter().any(|name| name.as_str() == Some("number"));
    if is_number {
        types.retain(|name| name.as_str() != Some("integer"));
    }
    for name in types.iter_mut().filter(|name| name.as_str() == Some("integer")) {
        *name = Node::string("number", name.origin);
    }
    row.keywords.insert("format".to_owned(), Node::string("double", origin));
}

fn unknown(keys: &Keys<'_>, key: &str, bodies: &[(Option<&str>, SchemaId)]) -> Diagnostic {
    let purpose = "to have doubles in place of integers";
    let operations = bodies.iter().filter_map(|(operation, _)| *operation);
    match nearest(key, operations) {
        Some(operation) if !key.contains('/') => {
            let message = format!("no operation with a body and no schema is `{key}`, which is {purpose}");
            Diagnostic::error(Code::UnknownOverride, message).help(format!("did you mean `{operation}`?"))
        }
        _ => keys.unknown(key, purpose),
    }
}
