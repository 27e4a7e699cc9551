//! The clients that are checked in under `examples/` are those of their documents.

use std::path::Path;
use std::process::Command;

/// Runs a line of the README of an example in its folder.
#[track_caller]
fn holds(example: &str, arguments: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(example);
    let readme = std::fs::read_to_string(folder.join("README.md")).expect("each example has a README");
    let line = format!("    callsmith check {arguments}");
    assert!(readme.lines().any(|written| written.starts_with(&line)), "`{line}` does not stand in {readme}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_callsmith"));
    let output =
        command.arg("check").args(arguments.split(' ')).current_dir(folder).output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn checked_in() {
    holds("checked-in", "notes.yaml --module -o src/client.rs");
}

#[test]
fn by_tag() {
    holds("by-tag", "museum.yaml -o client");
}
