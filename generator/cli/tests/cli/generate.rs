//! `callsmith generate` from a path and from standard input.

use crate::support::{Folder, Server, fixture, response};

#[test]
fn a_crate_is_written() {
    let folder = Folder::with_scoring();
    let outcome = folder.run(&["generate", "swagger.json", "-o", "out/client"]).exits(0);
    assert_eq!(outcome.stdout, "");
    insta::assert_snapshot!("summary", outcome.summary());
    let files = folder.files("out");
    for path in ["Cargo.toml", "README.md", "examples/call.rs", "src/lib.rs", "src/types.rs"] {
        assert!(files.contains_key(&format!("out/client/{path}")), "{path}: {:?}", files.keys());
    }
    assert!(folder.read("out/client/Cargo.toml").contains("name = \"myservice\""));
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = Folder::with_scoring();
    folder.run(&["generate", "swagger.json", "-o", "client"]).exits(0);
    let first = folder.files("client");
    let outcome = folder.run(&["generate", "swagger.json", "-o", "client"]).exits(0);
    assert!(outcome.summary().contains("\n  files       7 unchanged\n"), "{}", outcome.stderr);
    assert_eq!(folder.files("client"), first);
    folder.run(&["generate", "swagger.json", "-o", "again"]).exits(0);
    let texts = |name: &str| -> Vec<String> { folder.files(name).into_values().map(|(text, _)| text).collect() };
    assert_eq!(texts("again"), texts("client"));
}

#[test]
fn only_what_changed_is_written() {
    let folder = Folder::with_scoring();
    folder.run(&["generate", "swagger.json", "-o", "client"]).exits(0);
    let before = folder.files("client");
    folder.run(&["generate", "swagger.json", "-o", "client", "--crate-name", "scoring"]).exits(0);
    let after = folder.files("client");
    assert_eq!(after["client/src/types.rs"], before["client/src/types.rs"]);
    assert!(after["client/Cargo.toml"].0.contains("name = \"scoring\""));
}

#[test]
fn a_dry_run_lists_files_and_writes_nothing() {
    let folder = Folder::with_scoring();
    let arguments = ["generate", "swagger.json", "-o", "client", "--names-lock", "--dry-run"];
    let outcome = folder.run(&arguments).exits(0);
    let files = ["client/Cargo.toml", "client/README.md", "client/callsmith.names", "client/src/lib.rs"];
    assert!(files.iter().all(|file| outcome.stdout.contains(&format!("create {file}\n"))), "{}", outcome.stdout);
    let headline = format!("nothing was written: {} files would change (TIME)\n", outcome.stdout.lines().count());
    assert!(outcome.summary().starts_with(&headline), "{}", outcome.stderr);
    assert!(folder.files("client").is_empty());

    folder.run(&["generate", "swagger.json", "-o", "client"]).exits(0);
    let before = folder.files("client");
    let outcome = folder.run(&["generate", "swagger.json", "-o", "client", "--types-only", "--dry-run"]).exits(0);
    assert!(outcome.stdout.contains("replace client/src/lib.rs\n"), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("remove client/src/operations.rs\n"), "{}", outcome.stdout);
    let outcome = folder.run(&["generate", "swagger.json", "-o", "client", "--dry-run", "-q"]).exits(0);
    assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), ("", ""));
    assert_eq!(folder.files("client"), before);

    // Files that are in the way are named as in a run that writes.
    folder.write("client/src/lib.rs", "//! Mine.\n");
    let outcome = folder.run(&["generate", "swagger.json", "-o", "client", "--dry-run"]).exits(2);
    assert!(outcome.stderr.contains("Callsmith did not write `client/src/lib.rs`"), "{}", outcome.stderr);
}

#[test]
fn a_dry_run_of_a_module_is_of_one_file() {
    let folder = Folder::with_scoring();
    let arguments = ["generate", "swagger.json", "-o", "src/client.rs", "--module"];
    let dry = [&arguments[..], &["--dry-run"]].concat();
    assert_eq!(folder.run(&dry).exits(0).stdout, "create src/client.rs\n");
    assert!(!folder.path("src").exists());
    folder.run(&arguments).exits(0);
    assert_eq!(folder.run(&dry).exits(0).stdout, "");
    let text = folder.read("src/client.rs") + "\n";
    folder.write("src/client.rs", &text);
    assert_eq!(folder.run(&dry).exits(0).stdout, "replace src/client.rs\n");
    assert_eq!(folder.read("src/client.rs"), text);
}

#[test]
fn a_dry_run_lists_what_would_be_locked() {
    let changed = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let is_changed = changed.clone();
    let server = Server::serve(move |target| match (target, is_changed.load(std::sync::atomic::Ordering::Relaxed)) {
        ("/api.json", _) => response("200 OK", &[], &referring("pets/pet.json")),
        (_, false) => response("200 OK", &[], r#"{ "type": "object" }"#),
        (_, true) => response("200 OK", &[], r#"{ "type": "string" }"#),
    });
    let folder = Folder::new();
    let (url, prefix) = (format!("{}/api.json", server.url()), format!("{}/pets/", server.url()));
    let arguments = ["generate", &url, "-o", "client", "--allow-url", &prefix];
    let dry = [&arguments[..], &["--dry-run"]].concat();
    let stdout = folder.run(&dry).exits(0).stdout;
    assert!(stdout.contains("create client/src/lib.rs\n") && stdout.contains("create callsmith.lock\n"), "{stdout}");
    assert!(stdout.contains("create callsmith.cache/"), "{stdout}");
    assert!(folder.files("").is_empty());
    folder.run(&arguments).exits(0);
    let before = folder.files("");
    assert_eq!(folder.run(&dry).exits(0).stdout, "");
    // What another version would change.
    changed.store(true, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(folder.run(&dry).exits(0).stdout, "", "it is locked");
    let stdout = folder.run(&[&dry[..], &["--update-lock"]].concat()).exits(0).stdout;
    assert!(stdout.contains("replace callsmith.lock\n") && stdout.contains("create callsmith.cache/"), "{stdout}");
    assert_eq!(folder.files(""), before);
}

/// A document with a schema elsewhere.
fn referring(reference: &str) -> String {
    serde_json::json!({
        "openapi": "3.1.0", "info": { "title": "Pets", "version": "1" }, "paths": {},
        "components": { "schemas": { "Pet": { "$ref": reference } } },
    })
    .to_string()
}

#[test]
fn a_document_comes_from_standard_input() {
    let folder = Folder::with_scoring();
    let document = folder.read("swagger.json");
    folder.run(&["generate", "swagger.json", "-o", "path"]).exits(0);
    folder.run_with_input(&["generate", "-", "-o", "input"], document.as_bytes()).exits(0);
    assert_eq!(folder.read("input/src/types.rs"), folder.read("path/src/types.rs"));
    folder.run_with_input(&["check", "-", "-o", "path"], document.as_bytes()).exits(0);
}

#[test]
fn yaml_is_read_too() {
    let folder = Folder::new();
    folder.write("api.yaml", &fixture("scoring/v3.0.yaml"));
    folder.run(&["generate", "api.yaml", "-o", "client"]).exits(0);
}

#[test]
fn a_module_is_one_file() {
    let folder = Folder::with_scoring();
    folder.write("src/other.rs", "// Generated by Callsmith. An older one, from another document.\n");
    let arguments = ["generate", "swagger.json", "-o", "src/client.rs", "--module"];
    let outcome = folder.run(&arguments).exits(0);
    assert!(outcome.summary().contains("\n  files       1 written\n"), "{}", outcome.stderr);
    let files = folder.files("src");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["src/client.rs", "src/other.rs"]);
    assert!(files["src/client.rs"].0.contains("pub mod types"));
    folder.run(&arguments).exits(0);
    assert_eq!(folder.files("src"), files);
    let outcome = folder.run(&["generate", "swagger.json", "-o", "src", "--module"]).exits(2);
    assert!(outcome.stderr.contains("`src` is a folder"), "{}", outcome.stderr);
}

#[test]
fn the_runtime_is_named_as_seen_from_the_crate() {
    let folder = Folder::with_scoring();
    let runtime = |arguments: &[&str]| {
        let all = [&["generate", "swagger.json", "-o", "out/client", "--force"], arguments].concat();
        folder.run(&all).exits(0);
        let manifest = folder.read("out/client/Cargo.toml");
        let line = manifest.lines().find(|line| line.starts_with("callsmith-runtime")).map(str::to_owned);
        line.expect("the crate needs the runtime")
    };
    for name in ["lib/runtime", "out/runtime"] {
        folder.write(&format!("{name}/Cargo.toml"), "");
    }
    let path = |path: &str| format!("callsmith-runtime = {{ path = \"{path}\" }}");
    assert_eq!(runtime(&["--runtime-path", "lib/runtime"]), path("../../lib/runtime"));
    assert_eq!(runtime(&["--runtime-path", "./lib/../out/runtime"]), path("../runtime"));
    let absolute = folder.path("lib/runtime").to_string_lossy().replace('\\', "/");
    assert_eq!(runtime(&["--runtime-path", &absolute]), path(&absolute));
    assert_eq!(runtime(&["--runtime-version", "0.7"]), "callsmith-runtime = { version = \"0.7\" }");
    let manifest_line = concat!("callsmith-runtime = { version = \"", env!("CARGO_PKG_VERSION"), "\" }");
    assert_eq!(runtime(&[]), manifest_line);
}

#[test]
fn a_type_is_overridden() {
    let folder = Folder::with_scoring();
    let pointer = "#/definitions/ServiceInput/properties/data/items/items";
    folder.run(&["generate", "swagger.json", "-o", "before"]).exits(0);
    let flag = format!("{pointer}=f64");
    folder.run(&["generate", "swagger.json", "-o", "after", "--override", &flag]).exits(0);
    assert!(!folder.read("before/src/types.rs").contains("Vec<Vec<f64>>"));
    assert!(folder.read("after/src/types.rs").contains("Vec<Vec<f64>>"));
}

#[test]
fn wrong_arguments_are_usage() {
    let folder = Folder::with_scoring();
    for (arguments, message) in [
        (vec!["--override", "#/definitions/A"], "it has no `=` between schema and type"),
        (vec!["--override", "#/definitions/A=Vec<"], "is not a Rust type"),
        (vec!["--crate-name", "my service"], "`my service` cannot be the name of a crate"),
        (vec!["--allow-folder", "srk"], "there is no folder `srk`"),
        (vec!["--runtime-path", "srk"], "there is no folder `srk`"),
        (vec!["--runtime-version", "banana"], "`banana` is no version requirement"),
        (vec!["--header", "X-Key: secret"], "DOCUMENT is not an http(s) URL"),
        (vec!["--runtime-path", "a", "--runtime-version", "1"], "cannot be used with"),
        (vec!["--module", "--crate-name", "a"], "cannot be used with"),
    ] {
        let outcome =
            folder.run(&[&["generate", "swagger.json", "-o", "client"], arguments.as_slice()].concat()).exits(2);
        assert!(outcome.stderr.contains(message), "{}", outcome.stderr);
        assert!(!outcome.stderr.contains("secret"), "{}", outcome.stderr);
        assert!(!folder.path("client").exists());
    }
}
