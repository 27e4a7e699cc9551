//! A sloppy document gives the client of the clean one, and a warning that says what it is read as.
//!
//! The repairs are listed in `docs/repairs.md`.

use callsmith::{Generator, Report, Severity};

/// A document that nothing is wrong with.
const CLEAN: &str = r##"openapi: 3.0.3
info: { title: pets, version: "1.0" }
paths:
  /pets/{id}:
    get:
      operationId: getPet
      deprecated: true
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: fields, in: query, style: form, schema: { type: array, items: { type: string } } }
        - { name: X-Key, in: header, required: true, schema: { type: string } }
      responses:
        "200":
          description: The pet.
          content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
        4XX: { description: Something was wrong. }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string }
        born: { type: string, format: date }
        weight: { type: number, nullable: true }
"##;

/// Sloppy texts with their clean ones, and the code of the warning.
const SLOPPY: &[(&str, &str, &str)] = &[
    ("version: \"1.0\"", "version: 1.0", "wrong-kind"),
    ("\npaths:", "\npath:", "unknown-key"),
    ("\npaths:", "\nservers:\npaths:", "wrong-kind"),
    ("\npaths:", "\nservers: {}\npaths:", "wrong-kind"),
    ("\npaths:", "\nservers: nowhere\npaths:", "wrong-kind"),
    ("in: path, required: true", "in: path, required: [yes]", "wrong-kind"),
    ("in: query, style: form", "in: query, required: maybe, style: form", "wrong-kind"),
    ("\n      responses:", "\n        - filter\n      responses:", "wrong-kind"),
    ("\n      responses:", "\n        - { name: filter, in: [query], schema: {} }\n      responses:", "wrong-kind"),
    ("\n      responses:", "\n      callbacks: []\n      responses:", "wrong-kind"),
    ("4XX: { description:", "4XX: { headers: [], description:", "wrong-kind"),
    ("  /pets/{id}:", "  pets/{id}:", "invalid-value"),
    ("operationId: getPet", "operation_id: getPet", "unknown-key"),
    ("operationId: getPet", "operationId: getPet\n      summary:", "wrong-kind"),
    ("operationId: getPet", "operationId: getPet\n      tags: {}", "wrong-kind"),
    ("deprecated: true", "deprecated: \"true\"", "wrong-kind"),
    ("      parameters:", "      paramters:", "unknown-key"),
    ("in: path, required: true", "in: path", "missing-key"),
    ("in: path, required: true", "in: path, required: false", "invalid-value"),
    ("{ name: id,", "{ nmae: id,", "unknown-key"),
    ("{ name: id,", "{ name: _ID,", "path-parameter"),
    ("style: form", "style: simple", "invalid-value"),
    ("name: X-Key,", "name: \"X-Key \",", "invalid-value"),
    ("required: true, schema: { type: string }", "required: true", "missing-key"),
    (
        "\n      responses:",
        "\n        - { name: id, in: path, required: true, schema: {} }\n      responses:",
        "invalid-value",
    ),
    ("\n      responses:", "\n        -\n      responses:", "wrong-kind"),
    ("4XX: { description: Something was wrong. }", "40X: { description: Something was wrong. }", "invalid-value"),
    ("$ref: \"#/components", "ref: \"#/components", "unknown-key"),
    ("\ncomponents:", "\ncomponent:", "unknown-key"),
    ("\n  schemas:", "\n  schema:", "unknown-key"),
    ("type: object", "tpye: object", "unknown-key"),
    ("required: [name]", "required: name", "wrong-kind"),
    ("required: [name]", "required: [name, {}]", "wrong-kind"),
    ("name: { type: string }", "name: { type: str }", "invalid-value"),
    ("type: string, format: date", "type: date", "invalid-value"),
    ("type: number, nullable", "type: decimal, nullable", "invalid-value"),
    ("nullable: true", "nullable: \"true\"", "wrong-kind"),
    ("type: number, nullable: true", "type: [number, null]", "invalid-value"),
];

#[test]
fn a_sloppy_document_gives_the_client_of_the_clean_one() {
    let (clean, reports) = generate(CLEAN);
    assert_eq!(warnings(&reports), Vec::<String>::new());
    for (right, sloppy, code) in SLOPPY {
        let (client, reports) = generate(&replaced(right, sloppy));
        assert_eq!(warnings(&reports), [*code], "{sloppy}: {reports:#?}");
        assert!(client == clean, "{sloppy} gives another client than {right}");
    }
}

/// `required: true` on a property, as in early drafts of JSON Schema.
#[test]
fn a_flag_on_a_property_requires_it() {
    let (clean, _) = generate(CLEAN);
    let text = replaced("      required: [name]\n", "")
        .replace("name: { type: string }", "name: { type: string, required: true }");
    let (client, reports) = generate(&text);
    assert_eq!(warnings(&reports), ["wrong-kind"]);
    assert!(client == clean);
}

/// The same of Swagger 2.0, where a parameter has the keywords of its schema itself.
#[test]
fn sloppy_parameters_of_swagger() {
    let clean = r##"{ "swagger": "2.0", "info": { "title": "pets", "version": "1.0" }, "paths": { "/pets": { "post": {
        "operationId": "addPet", "consumes": ["application/json"],
        "parameters": [
          { "name": "dry", "in": "query", "type": "string" },
          { "name": "limit", "in": "query", "type": "integer" },
          { "name": "pet", "in": "body", "required": true, "schema": { "type": "object" } }],
        "responses": { "204": { "description": "Stored." } } } } } }"##;
    let (expected, reports) = generate(clean);
    assert_eq!(warnings(&reports), Vec::<String>::new());
    for (right, sloppy, code) in [
        (r#""in": "query", "type": "string""#, r#""in": "query""#, "missing-key"),
        (r#""type": "integer""#, r#""schema": { "type": "integer" }"#, "missing-key"),
        (r#""type": "integer""#, r#""typ": "integer""#, "unknown-key"),
        (r#""type": "integer""#, r#""type": "int""#, "invalid-value"),
        (r#""name": "pet", "#, "", "missing-key"),
        (r#"["application/json"]"#, r#""application/json""#, "wrong-kind"),
        (
            r#"{ "name": "pet", "#,
            r#"{ "name": "dry", "in": "query", "type": "integer" }, { "name": "pet", "#,
            "invalid-value",
        ),
        (r#""204": {"#, r#""204 ": {"#, "invalid-value"),
    ] {
        assert!(clean.contains(right), "{right}");
        let (client, reports) = generate(&clean.replacen(right, sloppy, 1));
        assert_eq!(warnings(&reports), [code], "{sloppy}: {reports:#?}");
        assert!(client == expected, "{sloppy} gives another client than {right}");
    }
}

fn replaced(right: &str, sloppy: &str) -> String {
    assert!(CLEAN.contains(right), "{right}");
    CLEAN.replacen(right, sloppy, 1)
}

/// The client, and all that was found.
fn generate(text: &str) -> (String, Vec<Report>) {
    let client = Generator::from_text("openapi", text).generate().unwrap_or_else(|error| panic!("{text}\n{error}"));
    (client.module(), client.reports().to_vec())
}

/// The codes of the warnings.
fn warnings(reports: &[Report]) -> Vec<String> {
    let warnings = reports.iter().filter(|report| report.severity == Severity::Warning);
    warnings.map(|report| report.code.name().to_owned()).collect()
}
