//! `callsmith init` and `callsmith schema`.

use crate::support::Folder;

#[test]
fn a_configuration_is_begun() {
    let folder = Folder::with_scoring();
    let outcome = folder.run(&["init", "swagger.json"]).exits(0);
    let done = "wrote callsmith.toml and callsmith.schema.json; `callsmith generate` writes its client";
    assert_eq!(outcome.last_line(), done);
    let text = folder.read("callsmith.toml");
    assert!(text.starts_with("#:schema ./callsmith.schema.json\n"), "{text}");
    insta::assert_snapshot!("configuration", text);
    assert_eq!(folder.run(&["schema"]).exits(0).stdout, folder.read("callsmith.schema.json"));
    folder.run(&["generate"]).exits(0);
    assert!(folder.path("client/Cargo.toml").exists());
    folder.run(&["check"]).exits(0);
}

#[test]
fn a_configuration_without_a_document_has_no_client() {
    let folder = Folder::with_scoring();
    folder.run(&["init"]).exits(0);
    let text = folder.read("callsmith.toml");
    assert!(text.contains("\n#[[client]]\n#document = \"openapi.json\"\n#output = \"client\"\n"), "{text}");
    folder.run(&["generate"]).exits(2);
    folder.run(&["generate", "swagger.json", "-o", "client"]).exits(0);
}

#[test]
fn files_that_are_there_are_kept() {
    let folder = Folder::with_scoring();
    folder.write("callsmith.toml", "validate = true\n");
    let outcome = folder.run(&["init", "swagger.json"]).exits(2);
    assert_eq!(outcome.stderr, "error: `callsmith.toml` exists already\nhelp: `--force` replaces it\n");
    assert_eq!(folder.read("callsmith.toml"), "validate = true\n");
    assert!(!folder.path("callsmith.schema.json").exists());
    folder.run(&["init", "swagger.json", "--force"]).exits(0);
    assert!(folder.read("callsmith.toml").contains("[[client]]"));
    // Once more is no change.
    folder.run(&["init", "swagger.json"]).exits(0);

    let folder = Folder::with_scoring();
    folder.write("callsmith.schema.json", "{}");
    let outcome = folder.run(&["init"]).exits(2);
    assert_eq!(outcome.stderr, "error: `callsmith.schema.json` exists already\nhelp: `--force` replaces it\n");
    assert!(!folder.path("callsmith.toml").exists());
}

#[test]
fn the_document_has_to_be_there() {
    let folder = Folder::with_scoring();
    let outcome = folder.run(&["init", "swager.json"]).exits(2);
    assert!(outcome.stderr.starts_with("error: there is no file `swager.json`\nhelp: "), "{}", outcome.stderr);
    assert!(!folder.path("callsmith.toml").exists());
    folder.run(&["init", "https://example.com/openapi.json"]).exits(0);
    assert!(folder.read("callsmith.toml").contains("\n[[client]]\ndocument = \"https://example.com/openapi.json\"\n"));
}
