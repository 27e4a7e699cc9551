//! Documents that cannot be used: a diagnostic with file, line and column, exit code 1, and nothing is written.

use crate::support::{Folder, fixture, missing_bodies};

/// Runs on a document of this name, over the output of an earlier run, and gives what is said on standard error.
fn rejected(name: &str, text: Option<&str>) -> String {
    let folder = Folder::with_scoring();
    folder.run(&["generate", "swagger.json", "-o", "client"]).exits(0);
    let before = folder.files("client");
    if let Some(text) = text {
        folder.write(name, text);
    }
    let outcome = folder.run(&["generate", name, "-o", "client"]).exits(1);
    assert_eq!(outcome.stdout, "");
    assert_eq!(folder.files("client"), before);
    folder.run(&["generate", name, "-o", "new"]).exits(1);
    assert!(!folder.path("new").exists());
    assert_eq!(folder.run(&["check", name, "-o", "client"]).exits(1).stderr, outcome.stderr);
    assert_eq!(folder.run(&["inspect", name]).exits(1).stderr, outcome.stderr);
    outcome.stderr
}

#[test]
fn a_missing_file() {
    insta::assert_snapshot!(rejected("missing.json", None));
}

#[test]
fn truncated_json() {
    insta::assert_snapshot!(rejected("truncated.json", Some(&fixture("rejected/syntax/truncated.json"))));
}

#[test]
fn yaml_with_a_tab() {
    insta::assert_snapshot!(rejected("tab.yaml", Some(&fixture("rejected/syntax/tab.yaml"))));
}

#[test]
fn no_openapi_document() {
    insta::assert_snapshot!(rejected("package.json", Some(&fixture("rejected/not-openapi/package.json"))));
}

#[test]
fn references_to_nothing() {
    let text = missing_bodies();
    insta::assert_snapshot!(rejected("openapi.yaml", Some(&text)));
}

#[test]
fn broken_standard_input() {
    let folder = Folder::new();
    let outcome = folder.run_with_input(&["generate", "-", "-o", "client"], b"{\"openapi\": ").exits(1);
    insta::assert_snapshot!(outcome.stderr);
    let outcome = folder.run_with_input(&["generate", "-", "-o", "client"], b"{\"openapi\": \"\xff\"").exits(1);
    insta::assert_snapshot!(outcome.stderr);
    assert!(!folder.path("client").exists());
}
