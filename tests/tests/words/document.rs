//! A document with a word in each place that becomes a name.

use serde_json::{Map, Value, json};

fn pointer(word: &str) -> String {
    format!("#/components/schemas/{}", encoded(word))
}

/// A word as a step of a pointer in a URI.
fn encoded(word: &str) -> String {
    word.replace('~', "~0").replace('/', "~1").replace('%', "%25").replace('#', "%23")
}

fn schema(word: &str) -> Value {
    json!({ "$ref": pointer(word) })
}

/// A schema without a word for a name.
fn shared(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/shared-{name}") })
}

fn all(words: &[String], value: impl Fn(&str) -> Value) -> Value {
    words.iter().map(|word| (word.clone(), value(word))).collect::<Map<String, Value>>().into()
}

/// An object with a tag, a property of the name of its schema, and one of its own type.
fn object(word: &str) -> Value {
    json!({ "type": "object", "required": ["the kind"], "properties": {
        "the kind": { "type": "string" }, word: { "type": "string", "default": word }, "next": schema(word),
    } })
}

fn schemas(words: &[String]) -> Value {
    let mut schemas = all(words, object);
    let mapping = all(words, |word| pointer(word).into());
    let numbers: Vec<usize> = (0..words.len()).collect();
    let short: Vec<Value> = words.iter().take(8).map(|word| schema(word)).collect();
    let others = json!({
        "shared-values": { "type": "string", "enum": words },
        "shared-numbers": { "type": "integer", "enum": numbers, "x-enum-varnames": words },
        "shared-optional": { "type": "object", "properties": all(words, |_| json!({ "type": "string", "maxLength": 9 })) },
        "shared-required": {
            "type": "object", "required": words, "properties": all(words, |_| shared("numbers")), "additionalProperties": true,
        },
        "shared-defaults": { "type": "object", "properties": all(words, |word| json!({ "type": "string", "default": word })) },
        "shared-union": {
            "oneOf": words.iter().map(|word| schema(word)).collect::<Vec<_>>(),
            "discriminator": { "propertyName": "the kind", "mapping": mapping },
        },
        "shared-guess": { "anyOf": short },
    });
    schemas.as_object_mut().expect("it was made as an object").extend(others.as_object().expect("so was this").clone());
    schemas
}

fn content(schema: &Value) -> Value {
    json!({ "application/json": { "schema": schema } })
}

/// An operation that is called like the word, with parameters, a header, a body, a response and an error.
fn operation(word: &str) -> Value {
    json!({
        "operationId": word, "tags": [word],
        "parameters": [
            { "name": word, "in": "query", "schema": { "type": "string" } },
            { "name": word, "in": "path", "required": true, "schema": { "type": "string" } },
        ],
        "requestBody": { "content": content(&schema(word)) },
        "responses": {
            "200": { "description": "", "content": content(&schema(word)) },
            "400": { "description": "", "content": content(&shared("guess")) },
            "default": { "description": "", "content": content(&schema(word)) },
        },
        "security": [{ word: [] }],
    })
}

/// Operations with all words at once.
fn crowded(words: &[String]) -> Value {
    let parameters = |required: bool, schema: Value| -> Vec<Value> {
        let parameter = |word: &String| json!({ "name": word, "in": "query", "required": required, "schema": schema });
        words.iter().map(parameter).collect()
    };
    let tokens =
        words.iter().filter(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)));
    let headers: Map<String, Value> =
        tokens.map(|word| (word.clone(), json!({ "schema": shared("values") }))).collect();
    let form = json!({ "application/x-www-form-urlencoded": { "schema": shared("defaults") } });
    let parts = json!({ "multipart/form-data": { "schema": shared("optional") } });
    let xml = json!({ "application/xml": { "schema": shared("optional") } });
    json!({
        "get": {
            "operationId": "shared-optional", "parameters": parameters(false, shared("values")),
            "responses": { "200": { "description": "", "headers": headers, "content": content(&shared("union")) } },
        },
        "put": {
            "operationId": "shared-required", "parameters": parameters(true, json!({ "type": "string" })),
            "requestBody": { "content": form }, "responses": { "200": { "description": "", "content": content(&shared("required")) } },
        },
        "post": { "requestBody": { "content": parts }, "responses": { "204": { "description": "" } } },
        "patch": { "requestBody": { "content": xml }, "responses": { "200": { "description": "", "content": xml } } },
    })
}

fn servers(words: &[String]) -> Vec<Value> {
    let named = words.iter().map(|word| {
        let variables = json!({ "of the server": { "default": word } });
        json!({ "url": "https://example.com/{of the server}", "description": word, "variables": variables })
    });
    let plain =
        words.iter().map(|word| json!({ "url": format!("https://example.com/{}", word.len()), "description": word }));
    let url: String = words.iter().map(|word| format!("/{{{word}}}")).collect();
    let variables = all(words, |word| json!({ "default": word }));
    let crowded = json!({ "url": format!("https://example.com{url}"), "variables": variables });
    let variables = json!({ "values": { "default": words[0], "enum": words } });
    let values = json!({ "url": "https://example.com/{values}", "variables": variables });
    named.chain(plain).chain([crowded, values]).collect()
}

/// The document.
pub(crate) fn document(words: &[String]) -> Value {
    let mut paths: Map<String, Value> = words
        .iter()
        .enumerate()
        .map(|(number, word)| (format!("/{number}/{{{word}}}"), json!({ "post": operation(word) })))
        .collect();
    paths.insert("/all".to_owned(), crowded(words));
    let schemes = all(words, |word| json!({ "type": "apiKey", "in": "query", "name": word }));
    json!({
        "openapi": "3.1.0", "info": { "title": "words", "version": "1" }, "servers": servers(words), "paths": paths,
        "components": { "schemas": schemas(words), "securitySchemes": schemes },
    })
}
