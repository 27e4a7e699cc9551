//! `--keep-going`, `--deny` and `--allow`.

use crate::support::Folder;

/// A document with a fault in an optional parameter, one that is in a file, a body, a response and a property.
const BROKEN: &str = r##"openapi: 3.0.3
info: { title: broken, version: "1.0" }
paths:
  /optional:
    get:
      operationId: optional
      parameters: [{ name: limit, in: nowhere, schema: { type: integer } }]
      responses: { "204": { description: Done. } }
  /required:
    get:
      operationId: required
      parameters: [{ $ref: "key.yaml" }]
      responses: { "204": { description: Done. } }
  /body:
    post:
      operationId: body
      requestBody: { $ref: "#/components/requestBodies/Pet" }
      responses: { "204": { description: Done. } }
  /pet:
    get:
      operationId: pet
      responses:
        "200": { description: The pet., content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
        "404": { $ref: "#/components/responses/Missing" }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string }, owner: { $ref: "#/components/schemas/Owner" } } }
"##;

/// A document with a key that is not known.
const NICKNAMED: &str = "openapi: 3.0.3\ninfo: { title: t, version: '1', nickname: n }\npaths: {}\ncomponents: {}\n";

#[test]
fn a_run_that_keeps_going_leaves_out_as_little_as_possible() {
    let folder = Folder::new();
    folder.write("openapi.yaml", BROKEN);
    folder.run(&["generate", "openapi.yaml", "-o", "client"]).exits(1);
    assert!(!folder.path("client").exists());

    let outcome = folder.run(&["generate", "openapi.yaml", "-o", "client", "--keep-going"]).exits(0);
    let errors = outcome.stderr.matches("error[").count();
    let warnings = outcome.stderr.matches("warning[").count();
    assert_eq!((errors, warnings), (1, 6), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("warning[skipped]: `GET /required` is left out"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("warning[skipped]: `POST /body` is left out"), "{}", outcome.stderr);
    insta::assert_snapshot!("keep-going-summary", outcome.summary());
    let types = folder.read("client/src/types.rs");
    assert!(types.contains("pub name: ") && types.contains("pub owner: "), "{types}");

    let denied = ["generate", "openapi.yaml", "-o", "other", "--keep-going", "--deny", "unresolved-reference"];
    folder.run(&denied).exits(1);
    folder.write("callsmith.toml", "keep-going = true\n");
    folder.run(&["check", "openapi.yaml", "-o", "client", "--force"]).exits(0);
}

#[test]
fn denied_findings_are_errors() {
    let folder = Folder::new();
    folder.write("openapi.yaml", NICKNAMED);
    let run = |flags: &[&str]| folder.run(&[&["inspect", "openapi.yaml"], flags].concat());
    run(&[]).exits(0);
    let denied = run(&["--deny", "unknown-key"]).exits(1).stderr;
    assert!(denied.starts_with("error[unknown-key]: the Info object has no key `nickname`"), "{denied}");
    assert_eq!(run(&["--deny", "warnings"]).exits(1).stderr, denied);
    assert_eq!(run(&["--deny", "unknown-key", "--keep-going"]).exits(1).stderr, denied);
    run(&["--deny", "operation-id"]).exits(0);
    folder.write("callsmith.toml", "deny = [\"unknown-key\"]\n");
    run(&[]).exits(1);
}

#[test]
fn allowed_findings_are_not_shown() {
    let folder = Folder::new();
    folder.write("openapi.yaml", NICKNAMED);
    let stderr = |flags: &[&str]| {
        folder.run(&[&["generate", "openapi.yaml", "-o", "client", "--force"], flags].concat()).exits(0).stderr
    };
    assert!(stderr(&[]).contains("warning[unknown-key]"));
    assert!(!stderr(&["--allow", "unknown-key"]).contains("unknown-key"));
    assert!(!stderr(&["--allow", "unknown-key", "--deny", "warnings"]).contains("unknown-key"));
}

#[test]
fn codes_that_cannot_be_meant_are_usage() {
    let folder = Folder::with_scoring();
    let stderr = |flags: &[&str]| folder.run(&[&["inspect", "swagger.json"], flags].concat()).exits(2).stderr;
    assert!(stderr(&["--deny", "unknwon-key"]).contains("did you mean `unknown-key`?"));
    assert_eq!(
        stderr(&["--allow", "syntax"]),
        "error: `syntax` cannot be allowed: it is always an error\nhelp: remove it from `allow`\n"
    );
    let both = stderr(&["--allow", "unknown-key", "--deny", "unknown-key"]);
    assert_eq!(both, "error: `unknown-key` is both denied and allowed\nhelp: remove it from `allow`, or from `deny`\n");
}
