//! The output of a build script: directives of Callsmith alone, whatever the document says.
//!
//! The build script is this test, started once more with the variables that Cargo sets.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use callsmith::Generator;

/// The document, for the process that plays the build script.
const DOCUMENT: &str = "CALLSMITH_BUILD_DOCUMENT";

/// Does nothing unless it is started by the tests below.
#[test]
fn build_script() {
    let Some(document) = env::var_os(DOCUMENT) else { return };
    println!();
    if let Err(error) = Generator::new(Path::new(&document)).build("client") {
        println!("error: {error}");
    }
}

/// The lines that a build script prints for a document.
fn printed(name: &str, text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(name), text).expect("the document can be written");
    let mut script = Command::new(env::current_exe().expect("a test is a program"));
    script.args(["--exact", "build_script", "--nocapture"]).current_dir(folder.path());
    let output = script.env(DOCUMENT, name).env("OUT_DIR", folder.path()).output().expect("the test can be started");
    let stdout = String::from_utf8(output.stdout).expect("a build script prints text");
    let active =
        |c: &char| c.is_control() && *c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{feff}');
    assert_eq!(stdout.chars().find(active), None, "{stdout:?}");
    stdout.lines().filter(|line| line.starts_with("cargo") || line.starts_with("error")).map(str::to_owned).collect()
}

fn document(reference: &str) -> String {
    let example = serde_json::json!({ "one": { "$ref": reference } });
    let content = serde_json::json!({ "application/json": { "schema": { "type": "string" }, "examples": example } });
    let operation =
        serde_json::json!({ "operationId": "a", "responses": { "200": { "description": "", "content": content } } });
    serde_json::json!({
        "openapi": "3.1.0", "info": { "title": "a", "version": "1" }, "paths": { "/a": { "get": operation } },
    })
    .to_string()
}

#[test]
fn a_reference_is_no_directive() {
    for (reference, shown) in [
        ("x.json\ncargo:rustc-env=A=b\n", r"x.json\ncargo:rustc-env=A=b\n"),
        ("x.json%0Acargo:rustc-env=A=b", r"x.json\ncargo:rustc-env=A=b"),
        ("x.json\r\ncargo::rustc-link-arg=-v", r"x.json\r\ncargo::rustc-link-arg=-v"),
        ("x\u{1b}[2J\u{9b}1m\u{202e}.json", r"x\u{1b}[2J\u{9b}1m\u{202e}.json"),
    ] {
        let lines = printed("api.json", &document(reference));
        let [watched, warning] = lines.as_slice() else { panic!("{lines:#?}") };
        assert_eq!(watched, "cargo:rerun-if-changed=api.json");
        assert!(warning.starts_with("cargo:warning=api.json:1:"), "{warning}");
        assert!(warning.contains(&format!("`{shown}` has control characters")), "{warning}");
    }
}

#[test]
fn a_missing_file_is_watched() {
    let lines = printed("api.json", &document("parts/x.json"));
    assert_eq!(lines[..2], ["cargo:rerun-if-changed=api.json", "cargo:rerun-if-changed=parts/x.json"], "{lines:#?}");
}

#[test]
#[cfg(unix)]
fn the_name_of_the_document_is_no_directive() {
    let lines = printed("a\ncargo:rustc-env=A=b.json", &document("x.json"));
    let not_watched =
        r"cargo:warning=`a\ncargo:rustc-env=A=b.json` is not watched for changes: its name is no line of UTF-8";
    assert_eq!(lines[0], not_watched);
    assert!(lines.iter().all(|line| !line.starts_with("cargo:rustc")), "{lines:#?}");
}

/// Keys of a document are quoted in findings.
#[test]
fn a_finding_is_one_warning() {
    let text = r#"{"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "paths": {},
        "x\ncargo:rustc-env=A=b\u001b]0;title\u0007\u009d": 1}"#;
    let lines = printed("api.json", text);
    let [watched, warning] = lines.as_slice() else { panic!("{lines:#?}") };
    assert_eq!(watched, "cargo:rerun-if-changed=api.json");
    assert!(warning.contains(r"x\ncargo:rustc-env=A=b\u{1b}]0;title\u{7}\u{9d}"), "{warning}");
    let errors =
        printed("api.json", r#"{"openapi": "3.1.0", "info": {"title": 1, "\u001b[2J\ncargo:rustc-env=A=b": [}"#);
    assert!(errors.iter().all(|line| !line.starts_with("cargo:rustc")), "{errors:#?}");
}
