//! `--message-format`, `--verbose` and `--quiet`.

use serde_json::Value;

use crate::support::{Folder, missing_bodies};

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
    folder.write("openapi.yaml", &missing_bodies());
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
    let mut of_finding = keys(&reports[0]);
    of_finding.retain(|key| !["note", "related"].contains(&&**key));
    assert_eq!(keys(summary), of_finding);
}

#[test]
fn the_closing_line_is_json_too() {
    let folder = Folder::with_scoring();
    let arguments = ["generate", "swagger.json", "-o", "client", "--message-format", "json"];
    let lines = lines(&folder.run(&arguments).exits(0).stderr);
    let closing = lines.last().expect("a closing line");
    assert_eq!((&closing["severity"], &closing["code"]), (&Value::from("note"), &Value::Null));
    assert_eq!(
        closing["message"],
        "generated client `myservice` in client; operations 2; types 3; files 7 written; warnings 1 whole-numbers"
    );
    assert!(closing["rendered"].as_str().is_some_and(|text| text.contains("\n  operations  2\n")), "{closing}");
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
    assert!(usual.contains("\n  warnings    1 unknown-key\n  details     `--verbose` shows each, "), "{usual}");
    let verbose = stderr(&["--verbose"]);
    assert!(verbose.contains("warning[unknown-key]") && verbose.contains("note["), "{verbose}");
    assert!(verbose.contains("\n  coverage    1 skipped; 2 exact\n"), "{verbose}");
    assert_eq!(stderr(&["--quiet"]), "");
    assert!(verbose.contains("\n  details     `callsmith explain unknown-key` says more,\n"), "{verbose}");
    let check = folder.run(&["check", "warned.json", "-o", "client"]).exits(0);
    assert!(
        check.stderr.starts_with("checked ") && check.stderr.contains("  warnings    1 unknown-key\n"),
        "{check:?}"
    );
    assert_eq!(folder.run(&["check", "warned.json", "-o", "client", "--quiet"]).exits(0).stderr, "");
}

/// A document with a number of references to nothing, each of another kind of message.
fn with_errors(number: usize) -> String {
    let parameter = |n: usize| {
        let schema = serde_json::json!({ "type": "string", "pattern": 7 });
        let wrong: [serde_json::Value; 3] = [
            serde_json::json!({ "name": format!("p{n}"), "in": "nowhere", "schema": schema }),
            serde_json::json!({ "name": n, "in": "query", "schema": schema }),
            serde_json::json!({ "$ref": format!("#/components/parameters/p{n}") }),
        ];
        wrong[n % 3].clone()
    };
    let paths: serde_json::Map<String, serde_json::Value> = (0..number)
        .map(|n| {
            let operation =
                serde_json::json!({ "parameters": [parameter(n)], "responses": { "204": { "description": "" } } });
            (format!("/p{n}"), serde_json::json!({ "get": operation }))
        })
        .collect();
    serde_json::json!({ "openapi": "3.0.3", "info": { "title": "t", "version": "1" }, "paths": paths }).to_string()
}

#[test]
fn of_many_errors_the_first_are_shown() {
    let folder = Folder::new();
    folder.write("openapi.json", &with_errors(60));
    let arguments = ["generate", "openapi.json", "-o", "client", "--deny", "warnings"];
    let usual = folder.run(&arguments).exits(1).stderr;
    let all = folder.run(&[&arguments[..], &["--verbose"]].concat()).exits(1).stderr;
    let errors = |text: &str| text.lines().filter(|line| line.starts_with("error[")).count();
    assert!(errors(&all) > 20 && errors(&usual) <= 10, "{usual}");
    let alike: usize = usual
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("= note: and ")?.split_once(' ')?.0.parse::<usize>().ok())
        .sum();
    let hidden = errors(&all) - errors(&usual) - alike;
    let closing = usual.split("error: could not").last().expect("the closing lines");
    let note = format!("note: {hidden} errors are not shown; `--verbose` shows all\n");
    assert!(hidden > 0 && closing.contains(&note), "{closing}");
    assert!(closing.contains(&format!(": {} errors", errors(&all))), "{closing}");
    assert!(!all.contains("not shown"), "{all}");
}

#[test]
fn a_flag_of_another_command_is_told() {
    let folder = Folder::with_scoring();
    let stderr = |arguments: &[&str]| folder.run(arguments).exits(2).stderr;
    insta::assert_snapshot!("flag-of-another-command", stderr(&["check", "swagger.json", "-o", "client", "--dry-run"]));
    insta::assert_snapshot!("unknown-flag", stderr(&["check", "swagger.json", "-o", "client", "--wurst"]));
    insta::assert_snapshot!("misspelt-flag", stderr(&["check", "swagger.json", "-o", "client", "--keep-goin"]));
}
