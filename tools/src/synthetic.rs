//! OpenAPI documents of any number of operations, for what must grow linearly.
//!
//! Every operation has the same shape: a path parameter, three optional query parameters with names that all of them
//! share, a JSON body, an answer and a typed error. Bodies, answers and errors are spread over one schema for every three
//! operations. Each schema refers to the one at half its number, so that chains of references stay short.

use serde_json::{Map, Value, json};

/// The grouping of operations by tags.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tags {
    /// One tag for so many operations.
    Every(usize),
    /// No operation has a tag.
    None,
}

/// An OpenAPI 3.0 document with so many operations.
///
/// ```
/// use callsmith_tools::synthetic::{Tags, document};
///
/// let document = document(1_000, Tags::Every(40));
/// assert_eq!(document["paths"].as_object().map(|paths| paths.len()), Some(1_000));
/// ```
///
/// # Panics
/// If there are to be no operations, or none for a tag.
pub fn document(operations: usize, tags: Tags) -> Value {
    assert!(operations > 0, "a document without operations tells nothing");
    assert_ne!(tags, Tags::Every(0), "a tag without operations does not end");
    let schemas = operations.div_ceil(3);
    let paths: Map<String, Value> = (0..operations).map(|number| path(number, schemas, tags)).collect();
    let schemas: Map<String, Value> = (0..schemas).map(|number| (schema_name(number), schema(number))).collect();
    json!({
        "openapi": "3.0.3",
        "info": { "title": "synthetic", "version": "1.0" },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn path(number: usize, schemas: usize, tags: Tags) -> (String, Value) {
    // Three neighbours, so that body, answer and error of one operation are three types.
    let [body, response, error] = [number, number + 1, number + 2].map(|number| content(number % schemas));
    let mut operation = json!({
        "operationId": format!("update_item_{number:05}"),
        "summary": format!("Updates item {number}."),
        "parameters": [
            { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
            { "name": "limit", "in": "query", "schema": { "type": "integer", "format": "int64" } },
            { "name": "cursor", "in": "query", "schema": { "type": "string" } },
            { "name": "verbose", "in": "query", "schema": { "type": "boolean" } },
        ],
        "requestBody": { "required": true, "content": body },
        "responses": {
            "200": { "description": "The item as it is now.", "content": response },
            "default": { "description": "What went wrong.", "content": error },
        },
    });
    if let Tags::Every(size) = tags {
        operation["tags"] = json!([format!("group_{:04}", number / size)]);
    }
    (format!("/items_{number:05}/{{id}}"), json!({ "post": operation }))
}

fn content(schema: usize) -> Value {
    json!({ "application/json": { "schema": reference(schema) } })
}

fn schema(number: usize) -> Value {
    let mut properties = json!({
        "id": { "type": "integer", "format": "int64" },
        "name": { "type": "string" },
        "note": { "type": "string" },
        "score": { "type": "number", "format": "double" },
        "active": { "type": "boolean" },
        "labels": { "type": "array", "items": { "type": "string" } },
    });
    if number > 0 {
        properties["parent"] = reference(number / 2);
    }
    json!({ "type": "object", "required": ["id", "name"], "properties": properties })
}

fn reference(number: usize) -> Value {
    json!({ "$ref": format!("#/components/schemas/{}", schema_name(number)) })
}

fn schema_name(number: usize) -> String {
    format!("Item{number:05}")
}

#[cfg(test)]
mod tests;
