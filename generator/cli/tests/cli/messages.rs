//! `--message-format`, `--verbose` and `--quiet`.

use serde_json::Value;

use crate::support::{Folder, fixture};

/// A document with something to warn of, and something to note.
const WARNED: &str = r#"{
  "swagger": "2.0",
  "info": { "title": "warned", "version": "1", "nickname": "w" },
  "paths": {
    "/": {
      "get": {
        "operationId": "look",
        "parameters": [{ "name": "Accept", "in": "header", "type": "string" }],
        "responses": { "204": { "description": "Done." } }
      }
    }
  }
}
"#;

fn lines(stderr: &str) -> Vec<Value> {
    stderr.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

#[test]
fn machines_read_a_json_object_a_line() {
    let folder = Folder::new();
    folder.write("openapi.yaml", &fixture("rejected/unresolved-reference/missing-body.yaml"));
    let arguments = ["generate", "openapi.yaml", "-o", "client", "--message-format", "json"];
    let lines = lines(&folder.run(&arguments).exits(1).stderr);
    let (summary, reports) = lines.split_last().expect("there are errors");
    assert!(!reports.is_empty());
    for report in reports {
        assert_eq!(report["code"], "unresolved-reference");
        assert_eq!(report["severity"], "error");
        assert_eq!(report["location"]["file"], "openapi.yaml");
        assert!(report["location"]["line"].as_u64() > Some(1) && report["location"]["column"].as_u64() > Some(1));
        assert_eq!(report["location"]["end_line"], report["location"]["line"]);
        assert!(report["location"]["end_column"].as_u64() > report["location"]["column"].as_u64());
        assert!(report["location"]["pointer"].as_str().is_some_and(|pointer| pointer.contains("/paths/~1pets/")));
        assert!(report["rendered"].as_str().is_some_and(|text| text.starts_with("error[unresolved-reference]: ")));
    }
    assert_eq!((&summary["code"], &summary["location"]), (&Value::Null, &Value::Null));
    assert_eq!(
        summary["message"],
        format!("could not generate a client from `openapi.yaml`: {} errors", reports.len())
    );
    assert_eq!(summary["help"], "`--keep-going` makes a client of what is left: 1 operation");
    let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(summary), keys(&reports[0]));
}

#[test]
fn the_closing_line_is_json_too() {
    let folder = Folder::with_scoring();
    let arguments = ["generate", "swagger.json", "-o", "client", "--message-format", "json"];
    let lines = lines(&folder.run(&arguments).exits(0).stderr);
    let closing = lines.last().expect("a closing line");
    assert_eq!((&closing["severity"], &closing["code"]), (&Value::from("note"), &Value::Null));
    assert!(
        closing["message"].as_str().is_some_and(|text| text.starts_with("generated client `myservice` in client: "))
    );
}

#[test]
fn warnings_are_shown_unless_quiet() {
    let folder = Folder::new();
    folder.write("warned.json", WARNED);
    let stderr = |flags: &[&str]| {
        folder.run(&[&["generate", "warned.json", "-o", "client", "--force"], flags].concat()).exits(0).stderr
    };
    let usual = stderr(&[]);
    assert!(usual.contains("warning[unknown-key]") && !usual.contains("note["), "{usual}");
    assert!(usual.lines().last().is_some_and(|line| line.ends_with(", 1 warning")), "{usual}");
    let verbose = stderr(&["--verbose"]);
    assert!(verbose.contains("warning[unknown-key]") && verbose.contains("note[approximated]"), "{verbose}");
    assert_eq!(stderr(&["--quiet"]), "");
    assert_eq!(folder.run(&["check", "warned.json", "-o", "client"]).exits(0).stderr, "");
}
