//! `callsmith diff`.

use std::path::Path;

use crate::support::Folder;

fn pair(name: &str) -> [String; 2] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/versions").join(name);
    ["old", "new"].map(|version| folder.join(version).with_extension("yaml").display().to_string())
}

#[test]
fn breaking_changes_fail() {
    let [old, new] = pair("field-added");
    let outcome = Folder::new().run(&["diff", &old, &new]).exits(1);
    insta::assert_snapshot!("diff-text", outcome.stdout);
    assert_eq!(
        outcome.stderr,
        "error: 1 breaking change: a new major version, or minor below 1.0\n\
         help: `--fail-on never` only prints them\n"
    );
    Folder::new().run(&["diff", &old, &new, "--fail-on", "never"]).exits(0);
}

#[test]
fn additions_fail_where_they_are_to() {
    let [old, new] = pair("operation-added");
    let outcome = Folder::new().run(&["diff", &old, &new]).exits(0);
    assert_eq!(outcome.stderr, "1 addition: a new minor version\n");
    Folder::new().run(&["diff", &old, &new, "--fail-on", "additive"]).exits(1);
    Folder::new().run(&["diff", &new, &new, "--fail-on", "any"]).exits(0);
}

#[test]
fn what_differs_on_the_wire_alone_fails_where_anything_does() {
    let [old, new] = pair("path");
    let outcome = Folder::new().run(&["diff", &old, &new, "--fail-on", "additive"]).exits(0);
    assert_eq!(outcome.stderr, "1 change on the wire alone: a new patch version\n");
    Folder::new().run(&["diff", &old, &new, "--fail-on", "any"]).exits(1);
}

#[test]
fn markdown_is_for_pull_requests_and_json_for_tools() {
    let [old, new] = pair("security-scheme-added");
    let outcome = Folder::new().run(&["diff", &old, &new, "--format", "markdown"]).exits(0);
    insta::assert_snapshot!("diff-markdown", outcome.stdout);
    let [old, new] = pair("operation-renamed");
    let outcome = Folder::new().run(&["diff", &old, &new, "--format", "json"]).exits(1);
    insta::assert_snapshot!("diff-json", outcome.stdout);
}

#[test]
fn both_documents_have_to_be_usable() {
    let folder = Folder::new();
    folder.write("empty.yaml", "");
    let [old, _] = pair("path");
    let outcome = folder.run(&["diff", &old, "empty.yaml"]).exits(1);
    assert!(outcome.stderr.contains(" --> empty.yaml:1:1"), "{}", outcome.stderr);
    let outcome = folder.run(&["diff", "empty.yaml", &old]).exits(1);
    assert!(outcome.stderr.contains(" --> empty.yaml:1:1"), "{}", outcome.stderr);
}

/// The client of the newer document has the options for both sides.
#[test]
fn options_are_those_of_the_newer_document() {
    let folder = Folder::new();
    let [old, new] = pair("operation-renamed").map(|path| std::fs::read_to_string(path).expect("the fixture is there"));
    folder.write("old.yaml", &old);
    folder.write("new.yaml", &new);
    folder.write("callsmith.toml", "[[client]]\ndocument = \"new.yaml\"\ntypes-only = true\n");
    let outcome = folder.run(&["diff", "old.yaml", "new.yaml", "--fail-on", "any"]).exits(0);
    assert_eq!(outcome.stderr, "the clients are the same\n");
    let outcome = folder.run(&["diff", "old.yaml", "new.yaml", "--header", "X-Key: 1"]).exits(2);
    assert!(outcome.stderr.contains("`--header` is for documents that are fetched"), "{}", outcome.stderr);
}
