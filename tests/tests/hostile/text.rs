//! Files that are hardly documents.

use std::fs;

use callsmith::{Error, Generator};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use crate::{Outcome, generate};

const SMALL: &str =
    "{\n  \"openapi\": \"3.0.3\",\n  \"info\": { \"title\": \"small\", \"version\": \"1\" },\n  \"paths\": {}\n}\n";

#[test]
fn values_that_are_no_objects() {
    for text in ["", " ", "\n\n", "null", "~", "1", "-1.5", "true", "\"text\"", "text", "[]", "[1, 2]", "---", "# only"]
    {
        let errors = generate(text).errors();
        assert_eq!(errors.len(), 1, "{text:?}: {errors:?}");
        assert!(errors[0].ends_with(" not-openapi"), "{text:?}: {errors:?}");
    }
}

#[test]
fn objects_that_are_no_documents() {
    for text in ["{}", "{\"openapi\": 3}", "{\"openapi\": null}", "{\"openapi\": {}}", "{\"swagger\": true}", "a: b"] {
        let errors = generate(text).errors();
        assert!(!errors.is_empty(), "{text:?}");
    }
    for key in ["info", "paths", "servers", "components", "tags", "security"] {
        for value in ["null", "1", "\"text\"", "[]", "[null]", "{\"a\": null}", "[[1]]", "{\"/a\": {\"get\": null}}"] {
            generate(&format!("{{\"openapi\": \"3.0.3\", \"{key}\": {value}}}"));
            generate(&format!("{{\"swagger\": \"2.0\", \"{key}\": {value}}}"));
        }
    }
}

#[test]
fn several_documents_and_tags_of_yaml() {
    for text in [
        "a: 1\n---\nb: 2\n",
        "!!binary aGVsbG8=",
        "!custom {a: 1}",
        "? [1, 2]\n: 3\n",
        "? {a: b}\n: 3\n",
        "%YAML 9.9\n---\na: 1\n",
    ] {
        generate(text).errors();
    }
}

#[test]
fn a_document_truncated_anywhere_is_an_error() {
    for length in 0..SMALL.trim_end().len() {
        let text = &SMALL[..length];
        let errors = generate(text).errors();
        assert!(!errors.is_empty(), "{text:?}");
    }
}

#[test]
fn byte_order_marks_and_line_ends() {
    let plain = module(SMALL);
    assert_eq!(module(&format!("\u{feff}{SMALL}")), plain);
    assert_eq!(module(&SMALL.replace('\n', "\r\n")), plain);
    assert_eq!(module(&format!("\u{feff}# yaml\r\n{}", SMALL.replace('\n', "\r\n"))), plain);

    let errors = generate("\u{feff}{\r\n  \"openapi\": \"3.0.3\",\r\n  \"info\": { \"title\": 1, }\r\n}").errors();
    assert_eq!(errors, ["3:25 syntax"]);
    let errors = generate("\u{feff}openapi: 3.0.3\r\ninfo: { title: größe, version: '1' }\r\npaths: [1]\r\n").errors();
    assert_eq!(errors, ["3:8 wrong-kind"]);
}

#[test]
fn line_ends_in_descriptions_do_not_show() {
    let text = |end: &str| {
        format!(
            "openapi: 3.0.3{end}info:{end}  title: a{end}  version: '1'{end}  description: |{end}    One.{end}    Two.{end}paths: {{}}{end}"
        )
    };
    assert_eq!(module(&text("\r\n")), module(&text("\n")));
}

#[test]
fn bytes_that_are_no_text() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("swagger.json");
    let utf_16: Vec<u8> = SMALL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [b"\xff\xfe{\0}\0".to_vec(), b"{\"openapi\": \"\xc3\"}".to_vec(), vec![0; 1000], utf_16] {
        fs::write(&file, bytes).unwrap();
        let Err(Error::Document(reports)) = Generator::new(&file).generate() else {
            panic!("the bytes were to be rejected");
        };
        assert!(reports.iter().all(|report| report.location.is_some()), "{reports:?}");
    }
}

fn module(text: &str) -> String {
    match generate(text) {
        Outcome::Client(client) => client.module,
        Outcome::Rejected(reports) => panic!("{reports:#?}"),
    }
}

/// Texts that rustdoc would run, or show as HTML.
const MARKUP: [&str; 16] = [
    "    ```\n    fn main() { panic!() }\n    ```",
    "-      let x = 1;",
    "1.      let x = 1;",
    "-\tlet x = 1;",
    ">     let x = 1;",
    "> ~~~\n> let x = 1;",
    "> `````\n> let x = 1;",
    "- ~~~\n  let x = 1;",
    "1. `````\n   let x = 1;",
    "a\n\n```rust\nlet x = 1;\n```\n\n    let y = 1;",
    "a ``` <script>alert(1)</script> ` b",
    "<img src=x onerror=alert(2)> [a](javascript:alert(3)) <javascript:alert(4)>",
    "[a]\n\n[a]: javascript:alert(5)",
    "a`\n\n    let x = 1;\n\n```\nlet y = 1;",
    "a\r\r    let x = 1;\r\r<b onclick=alert(6)>\u{2028}c",
    "| a |\n|---|\n| `b\\|<script>` |\n\n```should_panic\npanic!()",
];

#[test]
fn markup_in_any_text_is_data() {
    for text in MARKUP {
        let client = generate(&everywhere(text)).client();
        for (path, file) in &client.files {
            let documented =
                if path.ends_with(".rs") {
                    documentation(file)
                } else {
                    if path.ends_with(".md") {
                        // Blocks that are ours: an example, commands, a dependency.
                        vec![["rust", "sh", "toml"].iter().fold(file.clone(), |text, language| {
                            text.replace(&format!("```{language}\n"), "```text\n")
                        })]
                    } else {
                        Vec::new()
                    }
                };
            for documented in documented {
                if let Some(markup) = active(&documented) {
                    panic!("{text:?} in {path}: {markup} is active in\n{documented}");
                }
            }
        }
    }
}

/// A document that has a text wherever one may stand.
fn everywhere(text: &str) -> String {
    let value =
        |name: &str| serde_json::json!({ "type": "string", "description": text, "title": text, "x-name": name });
    serde_json::json!({
        "openapi": "3.1.0",
        "info": { "title": text, "version": text, "description": text, "summary": text },
        "servers": [{ "url": "https://{v}.example/{w}", "description": text, "variables": {
            "v": { "default": "a", "enum": ["a", text], "description": text }, "w": { "default": text, "description": text } } }],
        "tags": [{ "name": text, "description": text }, { "name": "unused", "description": text }],
        "paths": { format!("/a{}", text.replace(['{', '}'], "")): { "post": {
            "tags": [text], "summary": text, "description": text, "operationId": text,
            "parameters": [
                { "name": text, "in": "query", "description": text, "schema": value("a") },
                { "name": "q", "in": "query", "required": true, "schema": { "type": "string", "pattern": text, "default": text } }
            ],
            "requestBody": { "description": text, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } },
            "responses": {
                "200": { "description": text, "headers": { "X-A": { "description": text, "schema": { "type": "string" } } },
                    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } },
                "404": { "description": text }
            },
            "callbacks": { text: { text: { "post": { "responses": { "200": { "description": text } } } } } }
        } } },
        "components": { "schemas": { "A": {
            "type": "object", "description": text, "title": text,
            "properties": {
                "a": value("a"), text: value("b"),
                "c": { "enum": [text, "d"], "description": text, "x-enum-descriptions": [text, text] },
                "e": { "const": text }, "f": { "type": "number", "enum": [1.5], "description": text },
                "g": { "type": "array", "items": { "type": "string", "format": text, "description": text, "default": text } }
            }
        } } }
    })
    .to_string()
}

/// The documentation of each item of a source file.
fn documentation(file: &str) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut follows = false;
    for line in file.lines() {
        let text = line.trim_start().strip_prefix("///").or_else(|| line.strip_prefix("//!"));
        match (text, texts.last_mut().filter(|_| follows)) {
            (Some(text), Some(last)) => {
                last.push('\n');
                last.push_str(text.strip_prefix(' ').unwrap_or(text));
            }
            (Some(text), None) => texts.push(text.strip_prefix(' ').unwrap_or(text).to_owned()),
            (None, _) => {}
        }
        follows = text.is_some();
    }
    assert!(!file.contains("#[doc"), "all documentation stands in comments");
    texts
}

/// Says what of a documentation rustdoc would run, or hand to a browser as it is. Examples are compiled and not run; they are of our making, and
/// texts in them are literals.
fn active(text: &str) -> Option<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    Parser::new_ext(text, options).into_offset_iter().find_map(|(event, range)| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "text" => None,
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "no_run" => {
            let code = text[range].trim_start_matches("```no_run\n").trim_end_matches('`');
            let code: Vec<&str> = code.lines().map(|line| line.strip_prefix("# ").unwrap_or(line)).collect();
            let file = syn::parse_file(&code.join("\n"));
            let is_own = |item: &syn::Item| match item {
                syn::Item::Use(_) => true,
                syn::Item::Fn(function) => function.sig.ident == "example",
                _ => false,
            };
            let is_own = file.is_ok_and(|file| file.attrs.is_empty() && file.items.iter().all(is_own));
            (!is_own).then(|| code.join("\n"))
        }
        Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) | Event::Html(_) | Event::InlineHtml(_) => {
            Some(format!("{event:?}"))
        }
        Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("javascript") => Some(dest_url.into_string()),
        _ => None,
    })
}
