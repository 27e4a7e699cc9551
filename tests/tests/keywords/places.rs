//! Keywords that no client does, in all places of schemas: each is named once, where it stands.

use serde_json::{Value, json};

use crate::client::Client;

/// Keywords without an effect in clients, each with a value.
fn keywords() -> Vec<(&'static str, Value)> {
    let schema = || json!({ "const": "a" });
    vec![
        ("not", schema()),
        ("if", schema()),
        ("then", schema()),
        ("else", schema()),
        ("contains", schema()),
        ("minContains", json!(2)),
        ("maxContains", json!(2)),
        ("unevaluatedItems", schema()),
        ("propertyNames", json!({ "maxLength": 3 })),
        ("dependentRequired", json!({ "a": ["b"] })),
        ("dependentSchemas", json!({ "a": { "required": ["b"] } })),
        ("contentSchema", json!({ "type": "object", "properties": { "a": { "type": "integer" } } })),
    ]
}

/// A document whose strings in angle brackets stand for schemas of these types.
fn document() -> Value {
    let json_of = |schema: Value| json!({ "application/json": { "schema": schema } });
    let body = |content: Value| json!({ "required": true, "content": content });
    let response = |content: Value| json!({ "200": { "description": "d", "content": content } });
    let done = || json!({ "204": { "description": "d" } });
    let post = |id: &str, content: Value| json!({ "post": { "operationId": id, "requestBody": body(content), "responses": done() } });
    let get = |id: &str, content: Value| json!({ "get": { "operationId": id, "responses": response(content) } });
    let message = |id: &str| {
        json!({ "post": {
            "operationId": id,
            "requestBody": body(json_of(json!("<object>"))),
            "responses": response(json_of(json!("<array>"))),
        } })
    };
    let mut parameters = post("parameters", json!({ "text/plain": { "schema": "<string>" } }));
    parameters["parameters"] = json!([{ "name": "id", "in": "path", "required": true, "schema": "<string>" }]);
    parameters["post"]["parameters"] = json!([
        { "name": "query", "in": "query", "schema": "<string>" },
        { "name": "list", "in": "query", "schema": { "type": "array", "items": "<string>" } },
        { "name": "filter", "in": "query", "content": json_of(json!("<object>")) },
        { "name": "X-Header", "in": "header", "schema": "<string>" },
        { "name": "cookie", "in": "cookie", "schema": "<string>" },
        { "$ref": "#/components/parameters/Shared" },
    ]);
    parameters["post"]["callbacks"] = json!({ "done": { "{$request.query.query}": message("done") } });
    let mut responses = get("answers", json_of(json!("<object>")));
    responses["get"]["responses"]["200"]["headers"] = json!({
        "X-Plain": { "schema": "<string>" },
        "X-Json": { "content": json_of(json!("<object>")) },
        "X-Shared": { "$ref": "#/components/headers/Shared" },
    });
    responses["get"]["responses"]["default"] = json!({ "description": "d", "content": json_of(json!("<object>")) });
    let parts = json!({ "multipart/form-data": {
        "schema": { "type": "object", "properties": {
            "text": "<string>",
            "list": { "type": "array", "items": "<string>" },
            "file": { "type": "string", "format": "binary", "<>": true },
            "data": "<object>",
        } },
        "encoding": { "text": { "headers": { "X-Part": { "schema": "<string>" } } } },
    } });
    let events = json!({ "text/event-stream": { "itemSchema": {
        "type": "object",
        "properties": { "event": "<string>", "id": "<string>", "data": "<string>" },
        "<>": true,
    } } });
    json!({
        "openapi": "3.2.0",
        "info": { "title": "places", "version": "1" },
        "paths": {
            "/parameters/{id}": parameters,
            "/answers": responses,
            "/parts": post("parts", parts),
            "/form": post("form", json!({ "application/x-www-form-urlencoded": { "schema": {
                "type": "object", "properties": { "field": "<string>" }, "<>": true,
            } } })),
            "/sent-text": post("sentText", json!({ "text/plain": { "schema": "<string>" } })),
            "/text": get("text", json!({ "text/plain": { "schema": "<string>" } })),
            "/sent-bytes": post("sentBytes", json!({ "application/octet-stream": { "schema": "<string>" } })),
            "/bytes": get("bytes", json!({ "image/png": { "schema": { "type": "string", "format": "binary", "<>": true } } })),
            "/sent-xml": post("sentXml", json!({ "application/xml": { "schema": { "type": "object", "properties": { "p": "<string>" }, "<>": true } } })),
            "/xml": get("xml", json!({ "application/xml": { "schema": { "type": "object", "properties": { "p": "<string>" }, "<>": true } } })),
            "/events": get("events", events.clone()),
            "/lines": get("lines", json!({ "application/jsonl": { "schema": { "type": "array", "items": "<integer>", "<>": true } } })),
            "/items": get("items", json!({ "application/json-seq": { "itemSchema": "<object>" } })),
            "/sent-items": post("sentItems", json!({ "application/jsonl": { "itemSchema": "<object>" } })),
            "/several": post("several", json!({
                "application/json": { "schema": "<object>" },
                "text/plain": { "schema": "<string>" },
                "application/pdf": { "schema": "<string>" },
            })),
            "/shared": { "post": {
                "operationId": "shared",
                "requestBody": { "$ref": "#/components/requestBodies/Shared" },
                "responses": { "200": { "$ref": "#/components/responses/Shared" } },
            } },
        },
        "webhooks": { "news": message("news") },
        "components": {
            "parameters": { "Shared": { "name": "shared", "in": "query", "schema": "<string>" } },
            "headers": { "Shared": { "schema": "<string>" } },
            "requestBodies": { "Shared": body(json_of(json!("<object>"))) },
            "responses": { "Shared": { "description": "d", "content": json_of(json!("<object>")) } },
            "schemas": {
                "Array": { "type": "array", "items": "<string>" },
                "Map": { "type": "object", "additionalProperties": "<string>" },
                "Patterns": { "type": "object", "patternProperties": { "^a": "<string>" }, "additionalProperties": false },
                "Unevaluated": { "type": "object", "unevaluatedProperties": "<string>" },
                "Tuple": { "type": "array", "prefixItems": ["<string>", "<integer>"], "items": false, "minItems": 2 },
                "Union": { "oneOf": ["<string>", "<object>"] },
                "Either": { "anyOf": ["<string>", "<integer>"] },
                "Both": { "allOf": ["<object>", { "type": "object", "properties": { "x": "<string>" } }] },
                "Several": { "type": ["string", "integer"], "<>": true },
                "Nullable": { "type": ["string", "null"], "<>": true },
                "Listed": { "type": "string", "enum": ["a", "b"], "<>": true },
                "Referring": { "$ref": "#/components/schemas/Map", "<>": true },
            },
        },
    })
}

/// Puts a keyword into all schemas, and gives their pointers.
fn fill(node: &mut Value, pointer: &str, keyword: &str, value: &Value) -> Vec<String> {
    if let Some(name) = node.as_str().and_then(|text| text.strip_prefix('<')?.strip_suffix('>')) {
        *node = json!({ "type": name, keyword: value });
        return vec![pointer.to_owned()];
    }
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    match node {
        Value::Object(entries) => {
            let is_schema = entries.shift_remove("<>").is_some();
            let within = entries
                .iter_mut()
                .map(|(key, node)| fill(node, &format!("{pointer}/{}", escaped(key)), keyword, value));
            let mut texts: Vec<String> = within.collect::<Vec<_>>().concat();
            if is_schema {
                entries.insert(keyword.to_owned(), value.clone());
                texts.push(pointer.to_owned());
            }
            texts
        }
        Value::Array(items) => {
            let within = items
                .iter_mut()
                .enumerate()
                .map(|(index, node)| fill(node, &format!("{pointer}/{index}"), keyword, value));
            within.collect::<Vec<_>>().concat()
        }
        _ => Vec::new(),
    }
}

#[test]
fn keywords_without_an_effect_are_named_once_in_every_place() {
    let mut faults = Vec::new();
    for (keyword, value) in keywords() {
        let mut document = document();
        let schemas = fill(&mut document, "#", keyword, &value);
        assert!(schemas.len() > 50, "{}", schemas.len());
        let client = Client::new(&document);
        for schema in schemas {
            let findings = client.findings(&format!("{schema}/{keyword}"));
            let [one] = findings[..] else {
                faults.push(format!("{schema}/{keyword}: {findings:?}"));
                continue;
            };
            if !one.contains(&format!("`{keyword}`")) {
                faults.push(format!("{schema}/{keyword}: {one}"));
            }
            if client.is_exact(&schema) {
                faults.push(format!("{schema} is exact, despite its `{keyword}`"));
            }
        }
        faults.extend(client.unaccounted());
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
