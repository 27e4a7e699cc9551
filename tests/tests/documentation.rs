//! `docs/diagnostics.md` lists all codes as `callsmith explain` does.
//!
//! `CALLSMITH_UPDATE=1 cargo test --package callsmith-tests --test documentation` writes it anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use callsmith::{Code, Generator};
use callsmith_tests::fixtures;

const HEAD: &str = "\
# Diagnostics

Every finding has a code, a severity, a message, and a place: file, line, column and JSON Pointer of what the user wrote.

* An **error** means that the document breaks the specification, or that a part of it cannot be expressed. No client is written,
  unless `--keep-going` is given, which leaves out the smallest possible part for each.
* A **warning** means that the client works, but lacks a part of the document. Or something sloppy in the document is read as what
  it must mean ([repairs](repairs.md)).
* A **note** names a choice that was made; `--verbose` shows notes.

`--deny CODE` (`deny` in `callsmith.toml`) makes errors of the warnings and notes of a code, and `--deny warnings` of all warnings.
`--allow CODE` hides them; errors are shown whatever their code. `callsmith explain CODE` prints what stands below.
The line `at` has the JSON Pointer, `note` says how Callsmith reads the document there, and `help` has the text to write. Of more
than three findings of a kind the first three are shown; `--verbose` shows all.
`--message-format json` writes a JSON object a line: `code`, `severity`, `message`, `note`, `help`, `location` (`file`, `line`,
`column`, `end_line`, `end_column`, `pointer`), `related` (`message`, `location`) and `rendered`.

<!-- Written by a test from the codes and their fixtures. -->
";

#[test]
fn all_codes_are_in_the_index() {
    let path = root().join("docs/diagnostics.md");
    let expected = index();
    if fixtures::is_update() {
        fs::write(&path, &expected).expect("the index can be written");
    }
    let text = fs::read_to_string(&path).unwrap_or_default();
    assert!(text == expected, "docs/diagnostics.md is not up to date; CALLSMITH_UPDATE=1 writes it");
}

/// The document of a fragment, which leaves out what every document has.
fn document(fragment: &str) -> String {
    let is_whole = |key: &str| fragment.starts_with(key) || fragment.contains(&format!("\n{key}"));
    let mut text = String::new();
    for (key, line) in [
        ("openapi:", "openapi: 3.1.0\n"),
        ("info:", "info: { title: Pets, version: 1.0.0 }\n"),
        ("paths:", "paths: {}\n"),
    ] {
        if !is_whole(key) {
            text.push_str(line);
        }
    }
    text + fragment
}

#[test]
fn examples_show_their_codes() {
    let codes = |text: String| match Generator::from_text("example.yaml", text).generate() {
        Ok(generated) => generated.reports().iter().map(|report| report.code).collect::<BTreeSet<_>>(),
        Err(error) => error.reports().iter().map(|report| report.code).collect(),
    };
    for code in Code::ALL {
        let Some(example) = code.example() else { continue };
        if matches!(code, Code::NotOpenapi | Code::UnsupportedVersion) {
            assert!(codes(example.wrong.to_owned()).contains(code), "the example of {code}");
            continue;
        }
        assert!(
            codes(document(example.wrong)).contains(code),
            "the example of {code}: {:?}",
            codes(document(example.wrong))
        );
        let right = codes(document(example.right));
        assert!(!right.contains(code), "the example without {code}: {right:?}");
    }
}

#[test]
fn repairs_name_codes_that_exist() {
    let text = fs::read_to_string(root().join("docs/repairs.md")).expect("the page belongs to the repository");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| "))
        .map(|line| line.trim_matches('|').split(" | ").collect())
        .collect();
    let codes: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.get(1)?.trim().strip_prefix('`')?.strip_suffix('`'))
        .flat_map(|codes| codes.split("`, `"))
        .collect();
    assert!(codes.len() > 20, "{codes:?}");
    for code in codes {
        assert!(Code::from_name(code).is_some(), "there is no code `{code}`");
    }
}

fn root() -> PathBuf {
    fixtures::root().parent().expect("the fixtures are in the repository").to_owned()
}

fn index() -> String {
    let mut text = HEAD.to_owned();
    text.push_str("\n| code | severity | |\n|---|---|---|\n");
    for code in Code::ALL {
        let explanation = code.explanation().replace('\n', " ");
        let first = explanation.split_once(". ").map_or(explanation.as_str(), |(first, _)| first).trim_end_matches('.');
        let _ = writeln!(text, "| [`{code}`](#{code}) | {} | {first} |", severities(*code));
    }
    for code in Code::ALL {
        let _ = write!(text, "\n## {code}\n\n{}\n", code.explanation());
        if let Some(example) = code.example() {
            let _ = write!(
                text,
                "\n```yaml\n{}```\n\nWithout the finding:\n\n```yaml\n{}```\n",
                example.wrong, example.right
            );
        }
        let folders: Vec<String> =
            folders(*code).into_iter().map(|folder| format!("[{folder}](../{folder})")).collect();
        if !folders.is_empty() {
            let _ = write!(text, "\nExamples: {}\n", folders.join(", "));
        }
    }
    text
}

/// The severities of a code's findings in its fixtures.
fn severities(code: Code) -> String {
    let shown: Vec<String> = folders(code);
    let is = |kind: &str| shown.iter().any(|folder| folder.starts_with(&format!("fixtures/{kind}")));
    match (is("rejected"), is("warned")) {
        _ if code == Code::Skipped => "warning",
        (true, true) => "error or warning",
        (false, true) => "warning",
        _ => "error",
    }
    .to_owned()
}

fn folders(code: Code) -> Vec<String> {
    let of_kind = |kind: &str, all: Vec<(String, PathBuf)>| {
        let codes: BTreeSet<String> = all.into_iter().map(|(code, _)| code).collect();
        codes.contains(code.name()).then(|| format!("fixtures/{kind}/{code}"))
    };
    [of_kind("rejected", fixtures::rejected()), of_kind("warned", fixtures::warned())].into_iter().flatten().collect()
}
