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
    folder.write("headers.yaml", &fixture("warned/approximated/headers.yaml"));
    let outcome = folder.run(&["inspect", "headers.yaml", "--coverage"]).exits(0);
    assert_eq!(outcome.stderr, "");
    insta::assert_snapshot!(outcome.stdout);
    let outcome = folder.run(&["inspect", "headers.yaml", "--coverage", "--format", "json"]).exits(0);
    let account: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(account["format"], 1);
    assert_eq!(account["tallies"][0]["kind"], "operation");
    assert_eq!(account["losses"][0]["code"], "approximated");
    assert_eq!(account["losses"][0]["location"]["line"], 14);
}

#[test]
fn overrides_count() {
    let folder = Folder::with_scoring();
    let flag = "#/definitions/ServiceInput=serde_json::Value";
    let usual = folder.run(&["inspect", "swagger.json", "--format", "json"]).exits(0);
    let other = folder.run(&["inspect", "swagger.json", "--format", "json", "--override", flag]).exits(0);
    assert_ne!(usual.stdout, other.stdout);
}
