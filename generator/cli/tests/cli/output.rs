//! Files in the output folder that are not, or no longer, what Callsmith wrote.

use std::fs;

use crate::support::{Folder, fixture};

const GENERATE: [&str; 4] = ["generate", "swagger.json", "-o", "client"];
const CHECK: [&str; 4] = ["check", "swagger.json", "-o", "client"];

#[test]
fn edited_files_are_kept() {
    let folder = Folder::with_scoring();
    folder.run(&GENERATE).exits(0);
    let edited = folder.read("client/Cargo.toml") + "license = \"MIT\"\n";
    folder.write("client/Cargo.toml", &edited);
    let outcome = folder.run(&GENERATE).exits(0);
    assert!(!outcome.stderr.contains("Cargo.toml"), "nothing new to tell:\n{}", outcome.stderr);
    assert_eq!(folder.run(&CHECK).exits(0).stderr, "");

    let outcome = folder.run(&[&GENERATE[..], &["--runtime-version", "7"]].concat()).exits(0);
    assert!(outcome.stderr.contains("note: `client/Cargo.toml` was edited and is kept"), "{}", outcome.stderr);
    assert_eq!(folder.read("client/Cargo.toml"), edited);

    let diff = folder.run(&[&CHECK[..], &["--force"]].concat()).exits(1).stdout;
    assert!(diff.contains("-license = \"MIT\""), "{diff}");
    folder.run(&[&GENERATE[..], &["--force"]].concat()).exits(0);
    assert!(!folder.read("client/Cargo.toml").contains("license = \"MIT\""));
}

#[test]
fn files_of_the_user_are_kept() {
    let folder = Folder::with_scoring();
    folder.write("client/README.md", "# My service\n");
    folder.run(&GENERATE).exits(0);
    folder.write("client/Cargo.toml", "[package]\nname = \"own\"\n");
    let outcome = folder.run(&[&GENERATE[..], &["--verbose"]].concat()).exits(0);
    assert!(outcome.stderr.contains("note: `client/README.md` is not what Callsmith wrote"), "{}", outcome.stderr);
    assert_eq!(folder.read("client/README.md"), "# My service\n");
    assert_eq!(folder.read("client/Cargo.toml"), "[package]\nname = \"own\"\n");
}

#[test]
fn another_package_is_not_overwritten() {
    for (path, text) in [("Cargo.toml", "[package]\nname = \"own\"\n"), ("src/lib.rs", "pub fn own() {}\n")] {
        let folder = Folder::with_scoring();
        folder.write(&format!("client/{path}"), text);
        let before = folder.files("client");
        let outcome = folder.run(&GENERATE).exits(2);
        let message = format!("error: nothing is written: Callsmith did not write `client/{path}`");
        assert!(outcome.stderr.contains(&message), "{}", outcome.stderr);
        assert_eq!(folder.files("client"), before);
        let outcome = folder.run(&CHECK).exits(1);
        assert!(outcome.stderr.contains(&format!("Callsmith did not write `client/{path}`")), "{}", outcome.stderr);
        folder.run(&[&GENERATE[..], &["--force"]].concat()).exits(0);
        folder.run(&CHECK).exits(0);
    }
}

#[test]
fn a_source_of_the_user_is_not_overwritten() {
    let folder = Folder::with_scoring();
    folder.run(&GENERATE).exits(0);
    folder.write("client/src/types.rs", "// mine\n");
    folder.write("client/src/extra.rs", "// mine too\n");
    let before = folder.files("client");
    let outcome = folder.run(&GENERATE).exits(2);
    assert!(outcome.stderr.contains("`client/src/types.rs`"), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("extra.rs"), "{}", outcome.stderr);
    assert_eq!(folder.files("client"), before);
}

#[test]
fn stale_sources_are_removed() {
    let folder = Folder::with_scoring();
    folder.run(&GENERATE).exits(0);
    folder.write("client/src/stale.rs", &folder.read("client/src/types.rs"));
    folder.write("client/examples/mine.rs", &folder.read("client/examples/call.rs"));
    let diff = folder.run(&CHECK).exits(1).stdout;
    assert!(diff.starts_with("--- a/src/stale.rs\n+++ /dev/null\n"), "{diff}");
    let outcome = folder.run(&GENERATE).exits(0);
    assert!(outcome.last_line().contains("(1 file removed)"), "{}", outcome.stderr);
    assert!(!folder.path("client/src/stale.rs").exists());
    assert!(folder.path("client/examples/mine.rs").exists());
}

#[test]
fn other_line_ends_are_no_difference() {
    let folder = Folder::with_scoring();
    folder.run(&GENERATE).exits(0);
    for path in ["client/Cargo.toml", "client/README.md", "client/src/lib.rs"] {
        folder.write(path, &folder.read(path).replace('\n', "\r\n"));
    }
    folder.run(&CHECK).exits(0);
}

#[test]
fn an_output_that_cannot_be_written_is_left_as_it_was() {
    let folder = Folder::with_scoring();
    folder.run(&GENERATE).exits(0);
    fs::remove_file(folder.path("client/README.md")).unwrap();
    folder.write("client/README.md/in the way", "");
    folder.write("swagger.json", &fixture("scoring/v2.json"));
    let before = folder.files("client");
    let outcome = folder.run(&GENERATE).exits(2);
    assert!(outcome.stderr.contains("cannot read `client/README.md`"), "{}", outcome.stderr);
    assert_eq!(folder.files("client"), before);
    folder.write("file", "");
    let outcome = folder.run(&["generate", "swagger.json", "-o", "file"]).exits(2);
    assert!(outcome.stderr.contains("`file` is a file"), "{}", outcome.stderr);
    assert_eq!(folder.read("file"), "");
}
