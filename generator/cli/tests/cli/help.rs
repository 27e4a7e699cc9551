//! Help texts of the program.

use crate::support::Folder;

#[test]
fn every_command_has_help() {
    let folder = Folder::new();
    let commands =
        ["", "generate", "check", "lock", "inspect", "diff", "report", "explain", "init", "schema", "completions"];
    for command in commands {
        let arguments: Vec<&str> = [command, "--help"].into_iter().filter(|argument| !argument.is_empty()).collect();
        let outcome = folder.run(&arguments).exits(0);
        let name = if command.is_empty() { "callsmith" } else { command };
        insta::assert_snapshot!(format!("help-{name}"), outcome.stdout);
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let outcome = Folder::new().run(&["--version"]).exits(0);
    assert_eq!(outcome.stdout, concat!("callsmith ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn no_command_is_usage() {
    let outcome = Folder::new().run(&[]).exits(2);
    assert!(outcome.stderr.contains("Usage: callsmith"), "{}", outcome.stderr);
}
