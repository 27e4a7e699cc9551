//! Files in the output folder that are not, or no longer, what Callsmith wrote.

use std::fs;

use crate::support::{Folder, fixture};

const GENERATE: [&str; 4] = ["generate", "swagger.json", "-o", "client"];
const CHECK: [&str; 4] = ["check", "swagger.json", "-o", "client"];

#[test]
fn edited_files_are_kept() {
    let folder = Folder::with_scoring();
    folder.run(&GENERATE).exits(0);
    let edited = folder.read("client/README.md") + "Mine.\n";
    folder.write("client/README.md", &edited);
    let outcome = folder.run(&GENERATE).exits(0);
    assert!(!outcome.stderr.contains("README.md"), "nothing new to tell:\n{}", outcome.stderr);
    let summary = folder.run(&CHECK).exits(0).summary();
    assert!(summary.contains("  files       6 unchanged, 1 kept as edited\n"), "{summary}");

    let outcome = folder.run(&[&GENERATE[..], &["--crate-name", "other"]].concat()).exits(0);
    assert!(outcome.stderr.contains("note: `client/README.md` was edited and is kept"), "{}", outcome.stderr);
    assert_eq!(folder.read("client/README.md"), edited);

    let diff = folder.run(&[&CHECK[..], &["--force"]].concat()).exits(1).stdout;
    assert!(diff.contains("-Mine."), "{diff}");
    folder.run(&[&GENERATE[..], &["--force"]].concat()).exits(0);
    assert!(!folder.read("client/README.md").contains("Mine."));
}

#[test]
fn edits_of_a_manifest_are_kept_and_the_runtime_is_up_to_date() {
    let folder = Folder::with_scoring();
    folder.run(&GENERATE).exits(0);
    let written = folder.read("client/Cargo.toml");
    let edited =
        written.replace("version = \"0.1.0\"\nedition", "version = \"0.4.0\" # ours\nlicense = \"MIT\"\nedition");
    assert_ne!(written, edited);
    folder.write("client/Cargo.toml", &edited);
    assert!(folder.run(&GENERATE).exits(0).summary().contains("files       7 unchanged\n"));
    folder.run(&CHECK).exits(0);

    let newer = [&GENERATE[..], &["--runtime-version", "7"]].concat();
    let diff = folder.run(&[&CHECK[..], &["--runtime-version", "7"]].concat()).exits(1).stdout;
    assert!(diff.contains("+callsmith-runtime = { version = \"7\" }"), "{diff}");
    folder.run(&newer).exits(0);
    let expected = edited.replace("{ version = \"0.1.0\" }", "{ version = \"7\" }");
    assert_eq!(folder.read("client/Cargo.toml"), expected);

    // What the configuration sets is the configuration's.
    folder.write("callsmith.toml", "[package]\nversion = \"1.0.0\"\nkeywords = [\"scores\"]\n");
    folder.run(&newer).exits(0);
    let manifest = folder.read("client/Cargo.toml");
    for line in ["version = \"1.0.0\" # ours\n", "license = \"MIT\"\n", "keywords = [\"scores\"]\n"] {
        assert!(manifest.contains(line), "{manifest}");
    }
}

#[test]
fn a_package_is_that_of_the_configuration() {
    let folder = Folder::with_scoring();
    folder.write("LICENSE-OWN", "Do as you like.\n");
    let package = "version = \"document\"\nlicense = \"MIT OR Apache-2.0\"\nlicense-file = \"LICENSE-OWN\"\n\
                   repository = \"https://example.com/scores\"\ncategories = [\"api-bindings\"]\nauthors = [\"A\"]\n\
                   edition = \"2021\"\nrust-version = \"1.88\"\npublish = false\n";
    folder.write("callsmith.toml", &format!("[package]\n{package}"));
    folder.run(&GENERATE).exits(0);
    let manifest = folder.read("client/Cargo.toml");
    let lines = [
        "version = \"1.0.0\"",
        "license = \"MIT OR Apache-2.0\"",
        "repository = \"https://example.com/scores\"",
        "categories = [\"api-bindings\"]",
        "edition = \"2021\"",
        "rust-version = \"1.88\"",
        "publish = false",
        "[package.metadata.docs.rs]",
    ];
    for line in lines {
        assert!(manifest.contains(&format!("{line}\n")), "{line}\n{manifest}");
    }
    assert_eq!(folder.read("client/LICENSE-OWN"), "Do as you like.\n");
    folder.run(&CHECK).exits(0);

    folder.write(
        "swagger.json",
        &fixture("scoring/swagger.json").replace("\"version\": \"1.0\"", "\"version\": \"May\""),
    );
    let stderr = folder.run(&GENERATE).exits(1).stderr;
    assert!(stderr.contains("the version of the document, `May`, is not a version of a crate"), "{stderr}");
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
    assert!(outcome.summary().contains("files       1 removed, 7 unchanged\n"), "{}", outcome.stderr);
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
    let outcome = folder.run(&["generate", "swagger.json", "-o", "file/client"]).exits(2);
    let message = "error: cannot make `file/client`: a part of the path is no folder\n";
    assert_eq!(outcome.stderr, message);
    let outcome = folder.run(&["generate", "swagger.json", "-o", "file"]).exits(2);
    assert!(outcome.stderr.contains("`file` is a file"), "{}", outcome.stderr);
    assert_eq!(folder.read("file"), "");
}

#[test]
fn files_of_a_killed_run_are_removed() {
    let folder = Folder::with_scoring();
    folder.run(&GENERATE).exits(0);
    let before = folder.files("client");
    for name in ["client/.Cargo.toml.1.tmp", "client/src/.lib.rs.23.tmp", "client/src/.gone.rs.4.tmp"] {
        folder.write(name, "half of a fi");
    }
    folder.write("client/.notes.5.tmp", "mine");
    folder.run(&GENERATE).exits(0);
    assert_eq!(folder.read("client/.notes.5.tmp"), "mine");
    fs::remove_file(folder.path("client/.notes.5.tmp")).unwrap();
    assert_eq!(folder.files("client"), before);
}

#[test]
fn runs_at_once_do_not_mix_their_files() {
    let folder = Folder::with_scoring();
    let other = fixture("scoring/swagger.json").replace("\"/", "\"/other");
    folder.write("other.json", &other);
    for round in 0..4 {
        std::thread::scope(|scope| {
            for document in ["swagger.json", "other.json"] {
                let folder = &folder;
                scope.spawn(move || folder.run(&["generate", document, "-o", "client", "--force"]).exits(0));
            }
        });
        let exits = ["swagger.json", "other.json"].map(|document| {
            let arguments = ["check", document, "-o", "client", "--force"];
            folder.run(&arguments).stdout.is_empty()
        });
        assert_eq!(exits.iter().filter(|is_whole| **is_whole).count(), 1, "round {round}");
    }
}

#[test]
fn a_folder_that_cannot_be_filled_is_not_left() {
    let folder = Folder::with_scoring();
    folder.run(&["generate", "swagger.json", "-o", "new/client", "--crate-name", "fn"]).exits(2);
    assert!(!folder.path("new").exists());
    folder.write("file", "");
    folder.run(&["generate", "swagger.json", "-o", "file/client"]).exits(2);
    assert_eq!(folder.read("file"), "");
}

#[cfg(unix)]
#[test]
fn devices_are_no_output() {
    let folder = Folder::with_scoring();
    for (output, more) in
        [("/dev/full", &["--module", "--force"][..]), ("/dev/zero", &["--module"]), ("/dev/null", &[])]
    {
        let stderr = folder.run(&[&["generate", "swagger.json", "-o", output], more].concat()).exits(2).stderr;
        assert!(stderr.starts_with(&format!("error: `{output}` is no f")), "{stderr}");
    }
    std::os::unix::fs::symlink("/dev/zero", folder.path("link.rs")).unwrap();
    folder.run(&["generate", "swagger.json", "-o", "link.rs", "--module"]).exits(2);
}

#[cfg(unix)]
#[test]
fn links_stay_links() {
    let folder = Folder::with_scoring();
    folder.run(&["generate", "swagger.json", "-o", "real.rs", "--module"]).exits(0);
    std::os::unix::fs::symlink("real.rs", folder.path("link.rs")).unwrap();
    let text = fixture("scoring/swagger.json").replace("\"/", "\"/other");
    folder.write("swagger.json", &text);
    folder.run(&["generate", "swagger.json", "-o", "link.rs", "--module"]).exits(0);
    assert!(fs::symlink_metadata(folder.path("link.rs")).unwrap().is_symlink());
    folder.run(&["check", "swagger.json", "-o", "real.rs", "--module"]).exits(0);
}
