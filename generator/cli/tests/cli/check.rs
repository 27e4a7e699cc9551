//! `callsmith check`.

use crate::support::Folder;

#[test]
fn what_is_up_to_date_is_silent() {
    let folder = Folder::with_scoring();
    folder.run(&["generate", "swagger.json", "-o", "client"]).exits(0);
    folder.run(&["generate", "swagger.json", "-o", "client.rs", "--module"]).exits(0);
    for arguments in [&["-o", "client"][..], &["-o", "client.rs", "--module"]] {
        let outcome = folder.run(&[&["check", "swagger.json"], arguments].concat()).exits(0);
        assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), ("", ""));
    }
}

#[test]
fn drift_is_shown_and_left() {
    let folder = Folder::with_scoring();
    folder.run(&["generate", "swagger.json", "-o", "client"]).exits(0);
    let types = folder.read("client/src/types.rs");
    folder.write("client/src/types.rs", &types.replacen("pub struct", "struct", 1));
    let before = folder.files("client");
    let outcome = folder.run(&["check", "swagger.json", "-o", "client"]).exits(1);
    assert!(outcome.stdout.starts_with("--- a/src/types.rs\n+++ b/src/types.rs\n@@ "), "{}", outcome.stdout);
    let changed = |sign: char| outcome.stdout.lines().skip(2).filter(|line| line.starts_with(sign)).count();
    assert_eq!((changed('-'), changed('+')), (1, 1), "{}", outcome.stdout);
    insta::assert_snapshot!(outcome.stderr, @r"
    error: `client` is not what is generated from `swagger.json`: 1 file differs
    help: run `callsmith generate` with the same arguments
    ");
    assert_eq!(folder.files("client"), before);
}

#[test]
fn a_client_that_is_missing_is_drift() {
    let folder = Folder::with_scoring();
    let outcome = folder.run(&["check", "swagger.json", "-o", "client"]).exits(1);
    assert!(outcome.stdout.contains("--- /dev/null\n+++ b/src/lib.rs\n"), "{}", outcome.stdout);
    assert!(!folder.path("client").exists());
}

#[test]
fn other_options_are_drift() {
    let folder = Folder::with_scoring();
    folder.run(&["generate", "swagger.json", "-o", "client"]).exits(0);
    let outcome = folder.run(&["check", "swagger.json", "-o", "client", "--crate-name", "scoring"]).exits(1);
    assert!(outcome.stdout.contains("-name = \"myservice\"\n+name = \"scoring\"\n"), "{}", outcome.stdout);
}
