//! Every code of a finding has documents that show it, and each finding points at what the user wrote.
//!
//! A document in `fixtures/rejected/<code>/` or `fixtures/warned/<code>/` is reported as [`PLACES`] says: all findings,
//! none else. What a user sees is in `snapshots/diagnostics/`, a snapshot for each folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use callsmith::{Code, Error, Generator, Report};
use callsmith_tests::fixtures;

/// The code of a note that most documents have: it is looked for in those that are made for it.
const OF_MOST: &str = "unbounded-number";

/// Codes of notes alone.
const NOTES: [&str; 2] = [OF_MOST, "whole-numbers"];

/// The findings of each document with line and column, sorted by them. The places were counted by hand.
#[rustfmt::skip]
const PLACES: &[(&str, &[&str])] = &[
    ("rejected/circular-reference/parameters.yaml", &["13:20 error[circular-reference]", "14:19 error[circular-reference]"]),
    ("rejected/circular-reference/response.json", &["10:25 error[circular-reference]"]),
    ("rejected/external-reference/other-file.yaml", &["13:23 error[external-reference]", "18:24 error[external-reference]", "19:26 error[external-reference]"]),
    ("rejected/external-reference/url.json", &["5:24 error[external-reference]"]),
    (
        "rejected/invalid-overlay/actions/openapi.yaml",
        &[
            "overlay.yaml 4:5 error[invalid-overlay]",
            "overlay.yaml 5:13 error[invalid-overlay]",
            "overlay.yaml 6:5 error[invalid-overlay]",
        ],
    ),
    ("rejected/invalid-overlay/not-an-overlay/openapi.yaml", &["overlay.yaml 1:1 error[invalid-overlay]"]),
    (
        "rejected/invalid-overlay/path/openapi.yaml",
        &[
            "overlay.yaml 4:13 error[invalid-overlay]",
            "overlay.yaml 7:5 error[invalid-overlay]",
            "overlay.yaml 9:13 error[invalid-overlay]",
            "overlay.yaml 11:13 error[invalid-overlay]",
            "overlay.yaml 13:11 error[invalid-overlay]",
            "overlay.yaml 15:11 error[invalid-overlay]",
        ],
    ),
    (
        "rejected/invalid-value/page-places.yaml",
        &[
            "9:31 error[invalid-value]",
            "15:31 error[invalid-value]",
            "21:31 error[invalid-value]",
            "27:31 error[invalid-value]",
            "33:31 error[invalid-value]",
            "38:31 error[invalid-value]",
            "45:31 error[invalid-value]",
            "53:31 error[invalid-value]",
        ],
    ),
    ("rejected/invalid-value/page-rules.yaml", &["8:31 error[invalid-value]", "14:31 error[invalid-value]"]),
    ("rejected/invalid-value/pages.yaml", &["8:31 error[invalid-value]"]),
    ("rejected/invalid-value/place-of-parameter.yaml", &["10:15 error[invalid-value]"]),
    ("rejected/invalid-value/security-scheme.yaml", &["6:18 error[invalid-value]", "7:44 error[invalid-value]"]),
    ("rejected/invalid-value/status.json", &["10:11 error[invalid-value]"]),
    ("rejected/missing-key/api-key.yaml", &["6:5 error[missing-key]"]),
    ("rejected/missing-key/nothing.yaml", &["1:1 error[missing-key]"]),
    ("rejected/missing-key/parameter-without-name.json", &["10:11 error[missing-key]"]),
    ("rejected/not-openapi/list.yaml", &["2:1 error[not-openapi]"]),
    ("rejected/not-openapi/null.yaml", &["1:1 error[not-openapi]"]),
    ("rejected/not-openapi/package.json", &["1:1 error[not-openapi]"]),
    (
        "rejected/skipped/required-parameter.yaml",
        &[
            "5:5 error[skipped]",
            "8:17 error[unresolved-reference]",
            "10:5 error[skipped]",
            "13:15 error[unresolved-reference]",
        ],
    ),
    ("rejected/syntax/open-quote.yaml", &["4:1 error[syntax]"]),
    ("rejected/syntax/other-file/openapi.yaml", &["pet.json 4:1 error[syntax]"]),
    ("rejected/syntax/tab.yaml", &["7:1 error[syntax]"]),
    ("rejected/syntax/trailing-comma.json", &["3:58 error[syntax]"]),
    ("rejected/syntax/truncated.json", &["13:3 error[syntax]"]),
    ("rejected/unknown-key/nearly-required.yaml", &["6:12 error[unknown-key]"]),
    ("rejected/unknown-override/closed-enum/openapi.yaml", &["error[unknown-override]", "error[unknown-override]"]),
    (
        "rejected/unknown-override/corrections/openapi.yaml",
        &[
            "error[unknown-override]",
            "error[unknown-override]",
            "error[unknown-override]",
            "error[unknown-override]",
            "error[unknown-override]",
        ],
    ),
    ("rejected/unknown-override/misspelt.yaml", &["error[unknown-override]"]),
    (
        "rejected/unknown-override/pages/openapi.yaml",
        &[
            "error[unknown-override]",
            "error[unknown-override]",
            "error[unknown-override]",
            "error[unknown-override]",
            "error[unknown-override]",
        ],
    ),
    ("rejected/unreadable/folder.yaml", &["6:19 error[unreadable]", "7:18 error[unreadable]"]),
    ("rejected/unresolved-reference/missing-definition.json", &["9:66 error[unresolved-reference]"]),
    (
        "rejected/unresolved-reference/missing-file/openapi.yaml",
        &[
            "5:11 error[unresolved-reference]",
            "8:18 error[unresolved-reference]",
            "9:20 error[unresolved-reference]",
            "10:19 error[unresolved-reference]",
            "11:18 error[unresolved-reference]",
            "12:19 error[unresolved-reference]",
        ],
    ),
    ("rejected/unresolved-reference/missing-schema.yaml", &["15:32 error[unresolved-reference]", "16:26 error[unresolved-reference]"]),
    ("rejected/unsupported-version/openapi-4.yaml", &["1:10 error[unsupported-version]"]),
    ("rejected/unsupported-version/swagger-1.2.json", &["3:14 error[unsupported-version]"]),
    ("rejected/wrong-kind/array-of-paths.json", &["4:12 error[wrong-kind]"]),
    ("rejected/wrong-kind/named-parameters.yaml", &["8:7 error[wrong-kind]", "15:23 error[wrong-kind]"]),
    ("warned/approximated/body-of-no-type.yaml", &["9:9 warning[approximated]"]),
    (
        "warned/approximated/circle-of-unions.yaml",
        &["12:5 warning[approximated]", "15:5 warning[approximated]", "15:5 note[approximated]"],
    ),
    (
        "warned/approximated/contradictions.yaml",
        &[
            "9:14 note[approximated]",
            "14:18 warning[approximated]",
            "17:17 warning[approximated]",
            "20:7 warning[approximated]",
            "24:7 note[approximated]",
            "30:7 note[approximated]",
        ],
    ),
    (
        "warned/approximated/events.yaml",
        &[
            "11:13 note[approximated]",
            "23:19 warning[approximated]",
            "24:19 warning[approximated]",
            "33:13 warning[approximated]",
            "37:13 warning[approximated]",
        ],
    ),
    (
        "warned/approximated/headers.yaml",
        &[
            "14:13 note[approximated]",
            "15:13 note[approximated]",
            "20:13 warning[approximated]",
        ],
    ),
    (
        "warned/approximated/media-types.yaml",
        &[
            "11:11 note[approximated]",
            "12:11 note[approximated]",
            "19:13 note[approximated]",
            "20:13 note[approximated]",
            "27:13 note[approximated]",
            "34:13 warning[approximated]",
            "41:13 note[approximated]",
        ],
    ),
    (
        "warned/approximated/parameters.yaml",
        &[
            "8:11 note[approximated]",
            "9:11 warning[approximated]",
            "10:11 warning[approximated]",
            "15:13 note[approximated]",
        ],
    ),
    (
        "warned/approximated/said-twice.yaml",
        &["10:7 warning[approximated]", "24:26 note[approximated]"],
    ),
    (
        "warned/approximated/styles.yaml",
        &[
            "9:11 note[approximated]",
            "10:11 note[approximated]",
            "11:11 note[approximated]",
            "12:11 warning[approximated]",
            "13:11 warning[approximated]",
        ],
    ),
    ("warned/approximated/tuple.json", &["7:35 warning[approximated]"]),
    (
        "warned/approximated/untyped-answers.yaml",
        &[
            "12:13 note[approximated]",
            "14:13 warning[approximated]",
            "16:9 note[approximated]",
            "21:13 note[approximated]",
        ],
    ),
    (
        "warned/approximated/vacuous.yaml",
        &["9:7 note[approximated]", "12:7 note[approximated]", "14:7 note[approximated]", "17:7 warning[approximated]"],
    ),
    (
        "warned/approximated/xml.yaml",
        &[
            "9:11 warning[approximated]",
            "13:38 warning[approximated]",
            "14:17 note[approximated]",
            "15:27 note[approximated]",
            "22:15 warning[approximated]",
            "29:5 warning[approximated]",
        ],
    ),
    ("warned/duplicate-key/path.yaml", &["8:3 warning[duplicate-key]"]),
    ("warned/duplicate-key/property.json", &["11:11 warning[duplicate-key]"]),
    (
        "warned/example-mismatch/cells.json",
        &[
            "10:39 note[approximated]",
            "11:64 note[approximated]",
            "15:9 note[approximated]",
            "15:51 warning[invalid-value]",
            "18:21 warning[example-mismatch]",
            "19:24 warning[example-mismatch]",
            "20:18 warning[example-mismatch]",
            "21:16 warning[example-mismatch]",
        ],
    ),
    ("warned/example-mismatch/doubles.json", &["14:15 warning[example-mismatch]"]),
    (
        "warned/example-mismatch/formats.yaml",
        &[
            "10:57 warning[example-mismatch]",
            "11:52 warning[example-mismatch]",
            "12:52 warning[example-mismatch]",
            "13:53 warning[example-mismatch]",
            "14:55 warning[example-mismatch]",
            "15:55 warning[example-mismatch]",
            "16:54 warning[example-mismatch]",
        ],
    ),
    ("warned/example-mismatch/missing-property.yaml", &["14:11 warning[example-mismatch]", "15:27 warning[example-mismatch]"]),
    ("warned/invalid-value/collection-format.json", &["9:110 warning[invalid-value]", "12:92 warning[invalid-value]"]),
    ("warned/invalid-value/content-of-header.yaml", &["14:15 warning[invalid-value]"]),
    ("warned/invalid-value/content-of-no-content.yaml", &["12:13 warning[invalid-value]", "16:13 warning[invalid-value]"]),
    ("warned/invalid-value/content-of-parameter.yaml", &["13:13 warning[invalid-value]"]),
    (
        "warned/invalid-value/default-values.yaml",
        &[
            "8:71 warning[invalid-value]",
            "15:61 warning[invalid-value]",
            "16:40 warning[invalid-value]",
            "17:64 warning[invalid-value]",
        ],
    ),
    (
        "warned/invalid-value/encoding-without-parts.yaml",
        &["11:13 warning[invalid-value]", "18:15 warning[invalid-value]"],
    ),
    (
        "warned/invalid-value/enum-of-other-kinds.yaml",
        &[
            "8:14 warning[invalid-value]",
            "8:19 warning[invalid-value]",
            "11:14 warning[invalid-value]",
            "11:19 warning[invalid-value]",
        ],
    ),
    ("warned/invalid-value/final-state.yaml", &["9:44 warning[invalid-value]"]),
    (
        "warned/invalid-value/headers-of-parts.yaml",
        &["15:19 note[approximated]", "16:19 note[approximated]", "17:19 warning[invalid-value]"],
    ),
    (
        "warned/invalid-value/parameters.yaml",
        &[
            "8:43 warning[invalid-value]",
            "9:45 warning[invalid-value]",
            "10:19 warning[invalid-value]",
            "11:19 warning[invalid-value]",
            "12:11 warning[invalid-value]",
        ],
    ),
    ("warned/invalid-value/path-without-slash.yaml", &["4:3 warning[invalid-value]"]),
    ("warned/invalid-value/read-only-and-write-only.yaml", &["15:9 warning[invalid-value]"]),
    ("warned/invalid-value/required-property.json", &["9:28 warning[invalid-value]"]),
    (
        "warned/invalid-value/servers.yaml",
        &[
            "4:10 warning[invalid-value]",
            "5:10 warning[invalid-value]",
            "6:5 warning[invalid-value]",
            "8:42 warning[invalid-value]",
            "9:7 warning[invalid-value]",
        ],
    ),
    (
        "warned/invalid-value/statuses.yaml",
        &[
            "8:9 warning[invalid-value]",
            "9:9 warning[invalid-value]",
            "10:9 warning[invalid-value]",
        ],
    ),
    ("warned/invalid-value/styles.yaml", &["8:40 warning[invalid-value]", "9:41 warning[invalid-value]"]),
    ("warned/invalid-value/two-bodies.json", &["10:11 warning[invalid-value]"]),
    ("warned/invalid-value/type.yaml", &["9:22 warning[invalid-value]", "11:26 warning[invalid-value]"]),
    (
        "warned/invalid-value/xml.yaml",
        &[
            "19:48 warning[invalid-value]",
            "20:47 warning[invalid-value]",
            "21:9 warning[invalid-value]",
            "22:72 warning[invalid-value]",
            "23:59 warning[invalid-value]",
        ],
    ),
    (
        "warned/misplaced-reference/entries/openapi.yaml",
        &[
            "4:3 warning[misplaced-reference]",
            "7:5 warning[misplaced-reference]",
            "9:52 warning[misplaced-reference]",
            "paths.yaml 4:19 warning[misplaced-reference]",
            "schemas.yaml 4:5 warning[misplaced-reference]",
        ],
    ),
    ("warned/missing-key/body-without-content.yaml", &["7:20 warning[missing-key]"]),
    ("warned/missing-key/discriminator.yaml", &["8:22 warning[missing-key]"]),
    ("warned/missing-key/nameless.json", &["1:1 warning[missing-key]", "7:24 warning[missing-key]", "8:31 warning[missing-key]"]),
    ("warned/missing-key/no-title.yaml", &["2:1 warning[missing-key]"]),
    (
        "warned/missing-key/security.yaml",
        &[
            "2:51 warning[missing-key]",
            "3:11 warning[missing-key]",
            "4:8 warning[missing-key]",
            "8:13 warning[missing-key]",
        ],
    ),
    (
        "warned/missing-key/untyped-parameters.json",
        &[
            "9:11 warning[missing-key]",
            "10:11 warning[missing-key]",
            "11:11 warning[missing-key]",
            "12:11 warning[missing-key]",
            "15:72 warning[missing-key]",
        ],
    ),
    ("warned/missing-key/without-paths.yaml", &["1:1 warning[missing-key]", "5:11 warning[missing-key]"]),
    (
        "warned/missing-key/without-responses.yaml",
        &[
            "5:5 warning[missing-key]",
            "8:11 warning[missing-key]",
            "9:11 warning[missing-key]",
        ],
    ),
    ("warned/operation-id/missing.json", &["7:7 warning[operation-id]"]),
    ("warned/operation-id/twice.yaml", &["9:20 warning[operation-id]"]),
    ("warned/overlay-unmatched/other-document/openapi.yaml", &["overlay.json 1:82 warning[overlay-unmatched]"]),
    (
        "warned/overlay-unmatched/pets/openapi.yaml",
        &[
            "overlay.yaml 8:13 warning[overlay-unmatched]",
            "overlay.yaml 12:69 warning[unknown-key]",
            "overlay.yaml 13:7 warning[unknown-key]",
            "overlay.yaml 16:5 warning[unknown-key]",
        ],
    ),
    ("warned/path-parameter/query-said-twice.yaml", &["8:11 warning[path-parameter]"]),
    ("warned/path-parameter/respelt.yaml", &["8:20 warning[path-parameter]"]),
    ("warned/path-parameter/same-requests.yaml", &["10:5 warning[path-parameter]"]),
    ("warned/path-parameter/undeclared.yaml", &["5:5 warning[path-parameter]"]),
    ("warned/path-parameter/unplaced.json", &["9:11 warning[path-parameter]"]),
    (
        "warned/reference-sibling/siblings.yaml",
        &["7:5 warning[reference-sibling]", "22:54 warning[reference-sibling]", "27:54 warning[reference-sibling]"],
    ),
    ("warned/unbounded-number/sizes.yaml", &["12:9 note[unbounded-number]"]),
    ("warned/unknown-key/keyword.json", &["7:35 warning[unknown-key]"]),
    ("warned/unknown-key/misspelt.yaml", &["6:7 warning[unknown-key]"]),
    (
        "warned/unknown-key/slips.json",
        &[
            "2:3 warning[unknown-key]",
            "8:74 warning[unknown-key]",
            "8:84 warning[unknown-key]",
            "8:103 warning[unknown-key]",
        ],
    ),
    (
        "warned/unknown-key/slips.yaml",
        &[
            "4:1 warning[unknown-key]",
            "7:7 warning[unknown-key]",
            "8:7 warning[unknown-key]",
            "9:13 warning[unknown-key]",
            "9:47 warning[unknown-key]",
            "15:25 warning[unknown-key]",
            "16:1 warning[unknown-key]",
            "17:3 warning[unknown-key]",
            "18:26 warning[unknown-key]",
            "18:43 warning[unknown-key]",
        ],
    ),
    ("warned/unresolved-reference/mapping.yaml", &["15:16 warning[unresolved-reference]", "16:16 warning[unresolved-reference]"]),
    ("warned/unresolved-reference/security-scheme.yaml", &["4:5 warning[unresolved-reference]"]),
    (
        "warned/unsupported/calls-of-several-requests.json",
        &[
            "11:9 note[unsupported]",
            "18:65 warning[unsupported]",
            "32:9 note[unsupported]",
            "40:9 note[unsupported]",
            "48:9 note[unsupported]",
        ],
    ),
    ("warned/unsupported/headers-of-answers.yaml", &["7:5 note[unsupported]", "12:13 warning[unsupported]", "15:11 note[approximated]", "19:28 warning[unsupported]"]),
    ("warned/unsupported/headers-of-parts.yaml", &["14:11 note[approximated]", "18:28 warning[unsupported]"]),
    ("warned/unsupported/links.yaml", &["10:11 warning[unsupported]", "13:5 note[unsupported]", "15:20 note[approximated]"]),
    ("warned/unsupported/patterns/openapi.yaml", &["6:80 warning[unsupported]", "15:82 warning[unsupported]"]),
    (
        "warned/unsupported/servers.json",
        &[
            "6:14 warning[unsupported]",
            "10:19 warning[unsupported]",
            "10:81 warning[invalid-value]",
            "10:89 warning[unsupported]",
        ],
    ),
    ("warned/unsupported/stream-of-items.yaml", &["11:13 warning[unsupported]"]),
    ("warned/unsupported/xml-in-form.yaml", &["17:15 warning[unsupported]"]),
    ("warned/whole-numbers/matrix.json", &["23:64 note[whole-numbers]"]),
    (
        "warned/wrong-kind/documentation.yaml",
        &[
            "3:56 warning[wrong-kind]",
            "7:20 warning[wrong-kind]",
            "8:16 warning[wrong-kind]",
            "9:28 warning[wrong-kind]",
            "13:68 warning[unresolved-reference]",
        ],
    ),
    ("warned/wrong-kind/extension.json", &["9:105 warning[wrong-kind]"]),
    (
        "warned/wrong-kind/flags-in-quotes.yaml",
        &[
            "7:19 warning[wrong-kind]",
            "8:56 warning[wrong-kind]",
            "8:100 warning[wrong-kind]",
        ],
    ),
    (
        "warned/wrong-kind/keywords.json",
        &[
            "7:48 warning[wrong-kind]",
            "7:62 warning[wrong-kind]",
            "7:80 warning[wrong-kind]",
            "8:55 warning[wrong-kind]",
            "8:58 warning[wrong-kind]",
            "8:97 warning[wrong-kind]",
        ],
    ),
    (
        "warned/wrong-kind/null.yaml",
        &[
            "6:14 warning[wrong-kind]",
            "7:8 warning[wrong-kind]",
            "13:10 warning[wrong-kind]",
            "15:14 warning[wrong-kind]",
            "16:64 warning[wrong-kind]",
            "22:13 warning[wrong-kind]",
        ],
    ),
    ("warned/wrong-kind/one-for-a-list.json", &["4:15 warning[wrong-kind]", "6:59 warning[wrong-kind]"]),
    ("warned/wrong-kind/required-flag.json", &["8:19 warning[wrong-kind]"]),
    ("warned/wrong-kind/version-number.yaml", &["5:12 warning[wrong-kind]"]),
];

#[test]
fn every_code_has_a_document() {
    let shown: BTreeSet<String> = documents().into_iter().map(|document| document.code).collect();
    let codes: BTreeSet<String> = Code::ALL.iter().map(|code| code.name().to_owned()).collect();
    assert_eq!(shown, codes);
}

#[test]
fn findings_stand_where_the_document_is_wrong() {
    let found: Vec<(String, Vec<String>)> =
        documents().iter().map(|document| (document.name.clone(), document.places())).collect();
    let expected: Vec<(String, Vec<String>)> = PLACES
        .iter()
        .map(|(name, places)| ((*name).to_owned(), places.iter().map(|place| (*place).to_owned()).collect()))
        .collect();
    assert_same(&found, &expected);
}

/// Each document has a finding of the code it is made for, at the severity its folder says.
#[test]
fn documents_show_the_code_of_their_folder() {
    for document in documents() {
        let severity = match document.name.split_once('/') {
            Some(("rejected", _)) => "error",
            _ if NOTES.contains(&document.code.as_str()) => "note",
            _ => "warning",
        };
        let reports = document.reports();
        let shown =
            reports.iter().any(|report| report.code.name() == document.code && report.severity.to_string() == severity);
        assert!(shown, "{}: {reports:#?}", document.name);
        let rejected = reports.iter().any(|report| report.severity.to_string() == "error");
        assert_eq!(rejected, severity == "error", "{}: {reports:#?}", document.name);
    }
}

#[test]
fn findings_are_rendered_as_a_compiler_does() {
    let documents = documents();
    let folders: BTreeSet<&str> = documents.iter().map(Document::folder).collect();
    for folder in folders {
        let of_folder = documents.iter().filter(|document| document.folder() == folder);
        let rendered: Vec<String> =
            of_folder.flat_map(Document::reports).map(|report| report.rendered.trim_end().to_owned()).collect();
        snapshot(&folder.replace('/', "-"), &rendered.join("\n\n"));
    }
}

#[test]
fn a_document_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let latin_1 = folder.path().join("latin-1.yaml");
    fs::write(&latin_1, b"openapi: 3.0.3\ninfo: { title: gr\xfc\xdfe, version: '1.0' }\n").unwrap();

    let missing = errors(&Generator::new("../fixtures/no-such.json"));
    assert_eq!(places(&missing), ["1:1 error[unreadable]"]);
    assert_eq!(missing[0].location.as_ref().unwrap().file, "../fixtures/no-such.json");
    assert!(missing[0].message.starts_with("the document cannot be read: "), "{}", missing[0].message);

    let latin_1 = errors(&Generator::new(latin_1));
    assert_eq!(places(&latin_1), ["2:18 error[unreadable]"]);
    assert!(latin_1[0].message.contains("not text in UTF-8"), "{}", latin_1[0].message);

    let a_folder = errors(&Generator::new("../fixtures"));
    assert_eq!(places(&a_folder), ["1:1 error[unreadable]"]);
}

/// A document of `fixtures/rejected` or `fixtures/warned`.
struct Document {
    code: String,
    /// Its path within `fixtures/`.
    name: String,
}

impl Document {
    /// `rejected/` or `warned/` with the code.
    fn folder(&self) -> &str {
        let end = self.name.match_indices('/').nth(1).expect("a document is in a folder").0;
        &self.name[..end]
    }

    /// The findings as [`places`] writes them, with the file in front where it is another one.
    fn places(&self) -> Vec<String> {
        let reports = self.reports();
        let folder = Path::new(&self.name).parent().expect("a document is in a folder");
        let elsewhere = |report: &Report| {
            let file = report.location.as_ref()?.file.strip_prefix("../fixtures/")?;
            let file = Path::new(file).strip_prefix(folder).ok()?.to_string_lossy().replace('\\', "/");
            (!self.name.ends_with(&format!("/{file}"))).then_some(format!("{file} "))
        };
        let files = reports.iter().map(|report| elsewhere(report).unwrap_or_default());
        files.zip(places(&reports)).map(|(file, place)| file + &place).collect()
    }

    /// All findings, with the options of the `callsmith.toml` beside the document where there is one.
    fn reports(&self) -> Vec<Report> {
        // Relative to the folder of the package, where tests run, so that snapshots name no folder of a machine.
        let path = format!("../fixtures/{}", self.name);
        let mut options = fixtures::options(Path::new(&path));
        if self.code != OF_MOST {
            options.allow.insert(OF_MOST).expect("it is a code");
        }
        let generator = Generator::new(path).options(options);
        if self.name.starts_with("rejected/") {
            return errors(&generator);
        }
        generator.generate().unwrap_or_else(|error| panic!("{}: {error}", self.name)).reports().to_vec()
    }
}

fn documents() -> Vec<Document> {
    let root = fixtures::root();
    let all = fixtures::rejected().into_iter().chain(fixtures::warned());
    let mut documents: Vec<Document> = all
        .map(|(code, path)| {
            let name = path.strip_prefix(&root).expect("a fixture is in the folder of fixtures");
            Document { code, name: name.to_string_lossy().replace('\\', "/") }
        })
        .collect();
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    documents
}

fn errors(generator: &Generator) -> Vec<Report> {
    match generator.generate() {
        Err(Error::Document(reports)) => reports,
        other => panic!("the document was to be rejected: {other:?}"),
    }
}

/// `line:column severity[code]` of each finding.
fn places(reports: &[Report]) -> Vec<String> {
    let place = |report: &Report| {
        let what = format!("{}[{}]", report.severity, report.code);
        match &report.location {
            Some(location) => format!("{}:{} {what}", location.line, location.column),
            None => what,
        }
    };
    reports.iter().map(place).collect()
}

/// Compares line by line, so that a failure shows what differs.
fn assert_same(found: &[(String, Vec<String>)], expected: &[(String, Vec<String>)]) {
    let lines = |entries: &[(String, Vec<String>)]| {
        entries.iter().map(|(name, places)| format!("{name}: {}\n", places.join(", "))).collect::<String>()
    };
    let (found, expected) = (lines(found), lines(expected));
    let diff = similar::TextDiff::from_lines(&expected, &found);
    assert!(found == expected, "\n{}", diff.unified_diff().header("expected", "found"));
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/diagnostics");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
