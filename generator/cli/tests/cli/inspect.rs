//! `callsmith inspect`.

use serde_json::Value;

use crate::support::{Folder, fixture};

#[test]
fn a_client_is_shown_as_tables() {
    let folder = Folder::with_scoring();
    let outcome = folder.run(&["inspect", "swagger.json"]).exits(0);
    assert_eq!(outcome.stderr, "");
    insta::assert_snapshot!(outcome.stdout);
}

const BERTHS: &str = "
openapi: 3.0.3
info: { title: Harbour, version: '2' }
paths:
  /ships/{ship}/berths:
    get:
      operationId: listBerths
      parameters:
        - { name: ship, in: path, required: true, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer } }
        - { name: free, in: query, schema: { type: boolean } }
        - { name: tag, in: query, schema: { type: array, items: { type: string } } }
        - { name: X-Request-Identifier, in: header, schema: { type: string } }
        - { name: session, in: cookie, schema: { type: string } }
      responses: { '200': { description: Berths., content: { application/json: { schema: { type: string } } } } }
  /ships:
    post:
      operationId: addShip
      requestBody: { content: { application/json: { schema: { type: string } } } }
      responses: { '204': { description: Done. } }
";

#[test]
fn optional_parameters_are_shown_as_setters() {
    let folder = Folder::new();
    folder.write("harbour.yaml", BERTHS);
    insta::assert_snapshot!(folder.run(&["inspect", "harbour.yaml"]).exits(0).stdout);
}

const CATCHES: &str = "
openapi: 3.0.3
info: { title: Catches, version: '2' }
paths:
  /catches:
    get:
      operationId: listCatches
      parameters:
        - { name: page, in: query, schema: { type: integer } }
      responses:
        '200': { description: Catches., content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Catch' } } } } }
        default: { description: Trouble., content: { application/json: { schema: { type: object, properties: { reason: { type: string } } } } } }
    post:
      operationId: addCatch
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Catch' } } } }
      responses:
        '204': { description: Done. }
        '404': { description: None., content: { application/json: { schema: { type: object, properties: { reason: { type: string } } } } } }
        '409': { description: Full., content: { application/json: { schema: { type: object, properties: { free: { type: integer } } } } } }
components:
  schemas:
    Catch: { type: object, required: [fish], properties: { fish: { type: string } } }
";

/// Types that say the same are one, and its number is the one that `generate` says.
#[test]
fn a_type_is_shown_once_and_an_operation_with_its_error_and_its_items() {
    let folder = Folder::new();
    folder.write("catches.yaml", CATCHES);
    let rule = "pagination=[{ style = \"page\", parameter = \"page\" }]";
    let shown = folder.run(&["inspect", "catches.yaml", "--set", rule]).exits(0).stdout;
    for line in [
        ".items()  // types::Catch, pages by number",
        "error types::ErrorBody  // default",
        "error AddCatchError  // 404, 409",
        "and 1 other place",
    ] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    let number = shown.lines().find_map(|line| line.strip_prefix("Types ("));
    let summary = folder.run(&["generate", "catches.yaml", "-o", "a.rs", "--module", "--set", rule]).exits(0).stderr;
    let counted = summary.lines().find_map(|line| line.trim().strip_prefix("types"));
    assert_eq!(number.map(|number| number.trim_end_matches(')')), counted.map(str::trim), "{shown}{summary}");
}

#[test]
fn a_client_is_described_for_tools() {
    let folder = Folder::with_scoring();
    let outcome = folder.run(&["inspect", "swagger.json", "--format", "json"]).exits(0);
    assert_eq!(outcome.stderr, "");
    let client: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(client["format"], 1);
    assert_eq!(client["title"], "myservice");
    let operation = &client["operations"][1];
    assert_eq!((&operation["id"], &operation["method"]), (&Value::from("RunMLService"), &Value::from("POST")));
    assert_eq!(operation["rust"], "Client::run_ml_service");
}

#[test]
fn the_account_of_a_document_is_drawn_up() {
    let folder = Folder::with_scoring();
    folder.write("headers.yaml", &fixture("warned/contradiction/headers.yaml"));
    let outcome = folder.run(&["inspect", "headers.yaml", "--coverage"]).exits(0);
    assert_eq!(outcome.stderr, "");
    insta::assert_snapshot!(outcome.stdout);
    let outcome = folder.run(&["inspect", "headers.yaml", "--coverage", "--format", "json"]).exits(0);
    let coverage: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(coverage["format"], 1);
    assert_eq!(coverage["tallies"][0]["kind"], "operation");
    assert_eq!(coverage["losses"][0]["code"], "protocol-header");
    assert_eq!(coverage["losses"][0]["location"]["line"], 14);
}

#[test]
fn overrides_count() {
    let folder = Folder::with_scoring();
    let flag = "#/definitions/ServiceInput=serde_json::Value";
    let usual = folder.run(&["inspect", "swagger.json", "--format", "json"]).exits(0);
    let other = folder.run(&["inspect", "swagger.json", "--format", "json", "--override", flag]).exits(0);
    assert_ne!(usual.stdout, other.stdout);
}

/// Characters that a terminal acts on: they are shown, and JSON has them as escapes.
#[test]
fn text_of_a_document_does_not_control_the_terminal() {
    let folder = Folder::new();
    let evil = "\u{1b}[2J\u{1b}]0;title\u{7}\r\n\0\u{7f}\u{9b}31m\u{9d}\u{85}\u{200f}\u{202e}\u{2028}\u{feff}";
    let schema = serde_json::json!({ "type": "object", "properties": { "a": { "type": evil } } });
    let operation = serde_json::json!({ "operationId": evil, "responses": { "200": { "description": evil } } });
    let document = serde_json::json!({
        "openapi": "3.1.0", "info": { "title": evil, "version": evil }, "servers": [{ "url": format!("https://a/{evil}") }],
        "paths": { format!("/{evil}"): { "get": operation } }, evil: evil,
        "components": { "schemas": { evil: schema }, "securitySchemes": {
            evil: { "type": "apiKey", "in": "query", "name": evil },
        } },
    });
    folder.write("openapi.json", &document.to_string());
    // A line that is short enough to be shown.
    let line = "\"x\u{7f}\u{9b}\u{200f}\u{feff}y\": 1";
    let head = "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"a\", \"version\": \"1\"}, \"paths\": {},";
    folder.write("short.json", &format!("{head}\n{line}}}\n"));
    let active =
        |c: &char| c.is_control() && *c != '\n' || matches!(c, '\u{200f}' | '\u{202e}' | '\u{2028}' | '\u{feff}');
    for arguments in [&["inspect", "--keep-going"][..], &["inspect", "--keep-going", "--coverage"]] {
        for document in ["openapi.json", "short.json"] {
            for format in ["text", "json"] {
                let outcome = folder.run(&[arguments, &[document, "--format", format]].concat());
                for text in [&outcome.stdout, &outcome.stderr] {
                    assert_eq!(text.chars().find(active), None, "{arguments:?} {document} {format}: {text:?}");
                }
                if format == "json" {
                    let value: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
                    assert!(arguments.len() > 2 || document == "short.json" || value["title"] == evil, "{value}");
                }
            }
        }
    }
    for format in ["human", "json"] {
        for document in ["openapi.json", "short.json"] {
            let outcome = folder.run(&["generate", document, "-o", "client", "--message-format", format, "--verbose"]);
            assert!(!outcome.stderr.is_empty());
            assert_eq!(outcome.stderr.chars().find(active), None, "{document} {format}: {:?}", outcome.stderr);
        }
    }
    let outcome = folder.run(&["generate", "short.json", "-o", "client"]);
    assert!(
        outcome.stderr.contains("2 | \"x\u{2421}\u{fffd}\u{fffd}\u{fffd}y\": 1}\n  | ^^^^^^^^\n"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn operations_are_selected_by_flags() {
    let folder = Folder::new();
    folder.write("ships.yaml", &fixture("golden/tag-features.yaml"));
    let ids = |flags: &[&str]| {
        let outcome = folder.run(&[&["inspect", "ships.yaml", "--format", "json"], flags].concat()).exits(0);
        let client: Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
        let operations = client["operations"].as_array().expect("a list").iter();
        operations.map(|operation| operation["id"].as_str().expect("a text").to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids(&["--include", "tag:berths"]), "listBerths addBerth removeBerth addShip");
    assert_eq!(
        ids(&["--include", "tag:berths", "--exclude", "deprecated", "--exclude", "path:/ships"]),
        "listBerths addBerth"
    );
    let outcome = folder.run(&["inspect", "ships.yaml", "--include", "tag:berth"]).exits(1);
    assert!(outcome.stderr.contains("did you mean `tag:berths`?"), "{}", outcome.stderr);
    let outcome = folder.run(&["inspect", "ships.yaml", "--include", "berths"]).exits(2);
    assert!(outcome.stderr.contains("write `tag:berths` or `operation:berths`"), "{}", outcome.stderr);
}
