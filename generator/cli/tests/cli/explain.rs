//! `callsmith explain`.

use crate::support::Folder;

#[test]
fn a_code_is_explained() {
    let outcome = Folder::new().run(&["explain", "example-mismatch"]).exits(0);
    assert!(outcome.stdout.starts_with("example-mismatch\n\nAn example "), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("\nWith the finding:\n\n    components:\n"), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("\n`--allow example-mismatch`, "), "{}", outcome.stdout);
    let outcome = Folder::new().run(&["explain", "syntax"]).exits(0);
    assert!(outcome.stdout.ends_with("\n\nThis is always an error.\n"), "{}", outcome.stdout);
}

#[test]
fn a_misspelt_code_is_corrected() {
    let outcome = Folder::new().run(&["explain", "exmple-mismatch"]).exits(2);
    assert!(outcome.stderr.contains("'example-mismatch'"), "{}", outcome.stderr);
}

#[test]
fn all_codes_are_listed() {
    let outcome = Folder::new().run(&["explain"]).exits(0);
    let codes: Vec<&str> =
        outcome.stdout.lines().filter_map(|line| line.split_once(' ')).map(|(code, _)| code).collect();
    assert_eq!(codes.len(), outcome.stdout.lines().count());
    assert!(codes.contains(&"example-mismatch") && codes.contains(&"syntax"), "{codes:?}");
}
