//! Every code of a finding has documents that show it, and the findings of each are those in the file beside it.
//!
//! A document of `fixtures/rejected/<code>/` or `fixtures/warned/<code>/` is a test of its own. The file of the same
//! name with the extension `stderr` has all its findings as the command prints them, without the notes of [`COMMON_NOTE`].
//! `CALLSMITH_UPDATE=1 cargo test --package callsmith-tests --test diagnostics` writes these files; a filter behind it,
//! such as `rejected/syntax`, selects documents by their path.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use callsmith::{Code, Error, Generator, Report, Severity};
use callsmith_tests::fixtures;
use libtest_mimic::{Arguments, Failed, Trial};
use similar::TextDiff;

/// The code of the note about plain numbers, which documents of all kinds have. Those made for other codes allow it.
const COMMON_NOTE: Code = Code::UnboundedNumber;

const UPDATE: &str = "CALLSMITH_UPDATE=1 takes this over";

fn main() -> ExitCode {
    // The paths in findings are relative to this folder, so that they name no folder of a machine.
    env::set_current_dir(fixtures::root()).expect("the folder belongs to the repository");
    let checks: [(&str, fn()); 6] = [
        ("every_code_has_a_document", every_code_has_a_document),
        ("documents_show_the_code_of_their_folder", documents_show_the_code_of_their_folder),
        ("expected_findings_belong_to_one_document", expected_findings_belong_to_one_document),
        ("expected_findings_have_a_document", expected_findings_have_a_document),
        ("options_belong_to_one_document", options_belong_to_one_document),
        ("unreadable_documents_are_named", unreadable_documents_are_named),
    ];
    let checks = checks.into_iter().map(|(name, check)| {
        Trial::test(name, move || {
            check();
            Ok(())
        })
    });
    let documents = documents().into_iter().map(|document| {
        let name = document.name();
        Trial::test(name, move || document.findings_are_expected())
    });
    libtest_mimic::run(&Arguments::from_args(), checks.chain(documents).collect()).exit_code()
}

/// A document of `fixtures/rejected` or `fixtures/warned`.
struct Document {
    /// The code that it is made for.
    code: String,
    is_rejected: bool,
    /// Its path within `fixtures/`.
    path: PathBuf,
}

impl Document {
    /// The path with `/` on every system.
    fn name(&self) -> String {
        self.path.to_string_lossy().replace('\\', "/")
    }

    /// All findings, under the options beside the document.
    fn reports(&self) -> Vec<Report> {
        let mut options = fixtures::options(Path::new(&self.name()));
        if self.code != COMMON_NOTE.name() {
            options.allow.insert(COMMON_NOTE.name()).expect("it is a code");
        }
        match Generator::new(self.name()).options(options).generate() {
            Ok(generated) => generated.reports().to_vec(),
            Err(Error::Document(reports)) => reports,
            Err(error) => panic!("{}: {error}", self.name()),
        }
    }

    /// The findings as the command prints them.
    fn rendered(&self) -> String {
        let rendered = |report: &Report| {
            // Colours change nothing of the text.
            assert_eq!(without_colours(&report.coloured()), report.rendered());
            format!("{}\n", report.rendered().trim_end())
        };
        self.reports().iter().map(rendered).collect::<Vec<_>>().join("\n")
    }

    /// Compares the findings with the file of the expected ones, or writes it.
    fn findings_are_expected(&self) -> Result<(), Failed> {
        let rendered = self.rendered();
        let path = fixtures::expected_findings(&self.path);
        if fixtures::is_update() {
            return Ok(fs::write(path, rendered)?);
        }
        let Ok(expected) = fs::read_to_string(&path) else {
            return Err(format!("there is no `{}`. Found:\n\n{rendered}\n{UPDATE}", path.display()).into());
        };
        if rendered == expected {
            return Ok(());
        }
        let diff = TextDiff::from_lines(&expected, &rendered);
        Err(format!("{}\n{UPDATE}", diff.unified_diff().header("expected", "found")).into())
    }
}

/// A text without its control sequences, which are colours.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').expect("a colour ends with `m`").1)
}

fn documents() -> Vec<Document> {
    let root = fixtures::root();
    let rejected = fixtures::rejected().into_iter().map(|(code, path)| (code, path, true));
    let warned = fixtures::warned().into_iter().map(|(code, path)| (code, path, false));
    let document = |(code, path, is_rejected): (String, PathBuf, bool)| {
        let path = path.strip_prefix(&root).expect("a fixture is in the folder of fixtures").to_owned();
        Document { code, is_rejected, path }
    };
    rejected.chain(warned).map(document).collect()
}

fn every_code_has_a_document() {
    let shown: BTreeSet<String> = documents().into_iter().map(|document| document.code).collect();
    let codes: BTreeSet<String> = Code::ALL.iter().map(|code| code.name().to_owned()).collect();
    assert_eq!(shown, codes);
}

/// Each document has a finding of the code of its folder, and an error if and only if it is rejected.
fn documents_show_the_code_of_their_folder() {
    for document in documents() {
        let (name, reports) = (document.name(), document.reports());
        let is_error = |report: &Report| report.severity == Severity::Error;
        let is_of_folder =
            |report: &Report| report.code.name() == document.code && is_error(report) == document.is_rejected;
        assert!(reports.iter().any(is_of_folder), "{name}: {reports:#?}");
        assert_eq!(reports.iter().any(is_error), document.is_rejected, "{name}: {reports:#?}");
    }
}

/// No two documents of a folder differ in their extension only.
fn expected_findings_belong_to_one_document() {
    let documents = documents();
    let mut seen = BTreeSet::new();
    let shared: Vec<String> = documents
        .iter()
        .filter(|document| !seen.insert(fixtures::expected_findings(&document.path)))
        .map(Document::name)
        .collect();
    assert!(shared.is_empty(), "other documents have the expected findings of these: {shared:?}");
}

/// No file of expected findings outlives its document.
fn expected_findings_have_a_document() {
    let root = fixtures::root();
    let expected: BTreeSet<PathBuf> =
        documents().iter().map(|document| root.join(fixtures::expected_findings(&document.path))).collect();
    let stale: Vec<PathBuf> =
        fixtures::all_expected_findings().into_iter().filter(|path| !expected.contains(path)).collect();
    if fixtures::is_update() {
        for path in stale {
            fs::remove_file(path).expect("a file of the repository can be removed");
        }
        return;
    }
    assert!(stale.is_empty(), "expected findings without a document: {stale:#?}\n{UPDATE}");
}

/// A document with options has a folder of its own, so that they reach no other one.
fn options_belong_to_one_document() {
    // `rejected/syntax` of `rejected/syntax/tab.yaml`.
    let folders: BTreeSet<PathBuf> =
        documents().iter().map(|document| document.path.components().take(2).collect()).collect();
    let shared: Vec<PathBuf> = folders.into_iter().filter(|folder| folder.join("callsmith.toml").exists()).collect();
    assert!(shared.is_empty(), "these folders have options for all their documents: {shared:?}");
}

fn unreadable_documents_are_named() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let latin_1 = folder.path().join("latin-1.yaml");
    fs::write(&latin_1, b"openapi: 3.0.3\ninfo: { title: gr\xfc\xdfe, version: '1.0' }\n")
        .expect("a file can be written");

    let missing = error(Path::new("no-such.json"));
    assert_eq!((missing.code, &missing.location), (Code::Unreadable, &None));
    assert_eq!(missing.message, "cannot open `no-such.json`: there is no such file");

    let latin_1 = error(&latin_1);
    assert_eq!(place(&latin_1), "2:18 error[unreadable]");
    assert!(latin_1.message.contains("not text in UTF-8"), "{}", latin_1.message);

    let folder = error(&fixtures::root());
    assert_eq!((folder.code, folder.location), (Code::Unreadable, None));
    assert!(folder.message.ends_with(": it is a folder"), "{}", folder.message);
}

/// The only finding of a document that is rejected.
fn error(document: &Path) -> Report {
    match Generator::new(document).generate() {
        Err(Error::Document(mut reports)) if reports.len() == 1 => reports.remove(0),
        other => panic!("the document was to be rejected with one finding: {other:?}"),
    }
}

/// `line:column severity[code]` of a finding.
fn place(report: &Report) -> String {
    let location = report.location.as_ref().expect("the finding has a location");
    format!("{}:{} {}[{}]", location.line, location.column, report.severity, report.code)
}
