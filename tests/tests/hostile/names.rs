//! Text that would end a string, a comment, an attribute or a table early.

use proc_macro2::Literal;
use serde_json::{Value, json};

use crate::{Client, document, generate, schemas};

/// Hostile texts, for every place of a document that holds text.
const TEXTS: &[&str] = &[
    "\"",
    "\\",
    "\\\"",
    "*/ fn main() {} /*",
    "\"#]",
    "\"##;",
    "]]",
    "#![allow(warnings)]",
    "\"\n]\n[dependencies]\nevil = \"1\"",
    "a\nb\r\nc\rd",
    "\u{2028}\u{2029}\u{85}",
    "\u{202e}}evil{\u{2066}",
    "\u{0}\u{7}\u{1b}[31m",
    "\u{feff}bom",
    "{",
    "}",
    "{}",
    "{{name}}",
    "${jndi:x}",
    "`code` ```rust\nstd::process::abort()\n```",
    "    indented\n\n\tcode",
    "[link](javascript:alert) [Client] <script>",
    "https://example.com/{a}",
    "'static",
    "r#type",
    "r#self",
    "__proto__",
    "constructor",
    "_",
    "__",
    "Self",
    "crate",
    "9",
    "-",
    "",
    " ",
    "日本語",
    "é",
    "e\u{301}",
    "𝒳",
    "👩‍👩‍👧",
    "a\u{200d}b",
    "ﬁ",
    "ª",
    "K\u{212a}k",
];

#[test]
fn names_of_schemas_and_properties() {
    let properties: Value = TEXTS.iter().map(|text| ((*text).to_owned(), json!({ "type": "string" }))).collect();
    let all: Value = TEXTS
        .iter()
        .map(|text| {
            let pointer =
                format!("#/components/schemas/{}", text.replace('~', "~0").replace('/', "~1").replace('%', "%25"));
            let schema = json!({
                "type": "object", "title": text, "description": text, "default": text, "x-name": text,
                "required": TEXTS, "properties": properties, "additionalProperties": { "$ref": pointer },
            });
            ((*text).to_owned(), schema)
        })
        .collect();
    let client = accepted(&schemas(all));
    assert_eq!(client.types.len(), TEXTS.len());
    assert_distinct(client.types.iter());
}

#[test]
fn names_of_parameters_operations_and_tags() {
    let paths: Value = TEXTS
        .iter()
        .enumerate()
        .map(|(number, text)| {
            let place = ["query", "header", "cookie"][number % 3];
            let parameters: Vec<Value> = TEXTS
                .iter()
                .map(|text| json!({ "name": text, "in": place, "description": text, "schema": { "type": "string" } }))
                .collect();
            let responses = json!({ "200": {
                "description": text,
                "headers": { *text: { "description": text, "schema": { "type": "string" } } },
                "content": { *text: { "schema": { "type": "string" } }, "application/json": { "schema": {} } },
            } });
            let operation = json!({
                "operationId": text, "summary": text, "description": text, "tags": [text],
                "parameters": parameters, "responses": responses,
            });
            (format!("/{number}/{text}"), json!({ "get": operation }))
        })
        .collect();
    let tags: Vec<Value> = TEXTS.iter().map(|text| json!({ "name": text, "description": text })).collect();
    accepted(&document(json!({ "paths": paths, "tags": tags })));
}

#[test]
fn names_and_headers_of_parts() {
    let properties: Value = TEXTS.iter().map(|text| ((*text).to_owned(), json!({ "type": "string" }))).collect();
    let string = |text: &str| json!({ "description": text, "schema": { "type": "string" } });
    let encoding = TEXTS.iter().map(|text| {
        let headers =
            json!({ "X-Fixed": { "schema": { "enum": [text] } }, "X-Given": string(text), *text: string(text) });
        ((*text).to_owned(), json!({ "contentType": text, "headers": headers }))
    });
    let content = json!({ "multipart/form-data": {
        "schema": { "type": "object", "properties": properties }, "encoding": encoding.collect::<Value>(),
    } });
    let operation = json!({ "requestBody": { "content": content }, "responses": { "204": { "description": "" } } });
    let client = accepted(&document(json!({ "paths": { "/": { "post": operation } } })));
    assert_eq!(client.module.matches("\"X-Given\"").count(), TEXTS.len());
    // A value that no header can have is the caller's to choose.
    let without_controls = TEXTS.iter().filter(|text| !text.chars().any(char::is_control));
    assert_eq!(client.module.matches("(\"X-Fixed\", ").count(), without_controls.count());
}

#[test]
fn names_in_path_templates() {
    for text in TEXTS {
        let path = format!("/a/{{{text}}}/b");
        let parameter = json!({ "name": text, "in": "path", "required": true, "schema": { "type": "string" } });
        let operation = json!({ "parameters": [parameter], "responses": { "204": { "description": text } } });
        accepted(&document(json!({ "paths": { path: { "get": operation } } })));
    }
}

#[test]
fn values_of_enums_and_constants() {
    let client = accepted(&schemas(json!({
        "Word": { "type": "string", "enum": TEXTS, "x-enum-varnames": TEXTS },
        "Turned": { "type": "string", "enum": TEXTS, "x-enum-varnames": TEXTS.iter().rev().collect::<Vec<_>>() },
        "One": { "const": TEXTS[0] },
    })));
    for text in TEXTS {
        let literal = Literal::string(text).to_string();
        assert!(client.module.contains(&literal), "the value {text:?} is not in the module as {literal}");
    }
}

#[test]
fn titles_versions_servers_and_security() {
    for text in TEXTS {
        let schemes: Value = [
            json!({ "type": "apiKey", "in": "header", "name": text, "description": text }),
            json!({ "type": "apiKey", "in": "query", "name": text }),
            json!({ "type": "apiKey", "in": "cookie", "name": text }),
            json!({ "type": "http", "scheme": "bearer", "bearerFormat": text }),
        ]
        .into_iter()
        .enumerate()
        .map(|(number, scheme)| (format!("{text}{number}"), scheme))
        .collect();
        let requirement = json!({ format!("{text}0"): [], format!("{text}2"): [text] });
        let mut document: Value = serde_json::from_str(&document(json!({
            "servers": [{ "url": format!("https://example.com/{text}"), "description": text }],
            "paths": { "/": { "get": { "security": [requirement], "responses": { "204": { "description": "" } } } } },
            "components": { "securitySchemes": schemes },
        })))
        .unwrap();
        document["info"] = json!({ "title": text, "version": text, "description": text, "summary": text });
        let client = accepted(&document.to_string());
        assert_manifest(&client, text);
    }
}

/// The manifest is TOML of one dependency, whatever the title.
fn assert_manifest(client: &Client, title: &str) {
    let manifest = &client.files.iter().find(|(path, _)| path == "Cargo.toml").expect("a crate has a manifest").1;
    let manifest: toml::Table =
        manifest.parse().unwrap_or_else(|error| panic!("with the title {title:?}: {error}\n{manifest}"));
    let dependencies: Vec<&String> = manifest["dependencies"].as_table().expect("a table").keys().collect();
    assert_eq!(dependencies, ["callsmith-runtime"], "with the title {title:?}");
    let sections: Vec<&String> = manifest.keys().collect();
    assert_eq!(sections, ["dependencies", "dev-dependencies", "package"], "with the title {title:?}");
    let name = manifest["package"]["name"].as_str().expect("a text");
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    assert!(name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(plain), "{name:?}");
}

#[test]
fn very_long_names_stay_distinct() {
    let name = "Long".repeat(25_000);
    let client = accepted(&schemas(json!({
        &name: { "type": "object", "title": &name, "properties": { &name: { "type": "object", "properties": { &name: {} } } } },
        format!("{name}2"): { "type": "string", "enum": [&name, format!("{name} "), format!("{name}_")] },
    })));
    assert_eq!(client.types.len(), 3);
    assert_distinct(client.types.iter());
}

fn accepted(text: &str) -> Client {
    let client = generate(text).client();
    // What no text of a document may bring into source code: it would show other code than there is.
    let hidden = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    for (path, source) in client.files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        assert!(!source.contains(hidden), "{path} has characters that change the direction of text");
    }
    client
}

fn assert_distinct<'a>(names: impl Iterator<Item = &'a String>) {
    let mut names: Vec<&String> = names.collect();
    names.sort();
    assert_eq!(names.windows(2).find(|pair| pair[0] == pair[1]), None, "two types have the same name");
}
