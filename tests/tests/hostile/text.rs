//! Files that are hardly documents.

use std::fs;

use callsmith::{Error, Generator};

use crate::{Outcome, generate};

const SMALL: &str =
    "{\n  \"openapi\": \"3.0.3\",\n  \"info\": { \"title\": \"small\", \"version\": \"1\" },\n  \"paths\": {}\n}\n";

#[test]
fn values_that_are_no_objects() {
    for text in ["", " ", "\n\n", "null", "~", "1", "-1.5", "true", "\"text\"", "text", "[]", "[1, 2]", "---", "# only"]
    {
        let errors = generate(text).errors();
        assert_eq!(errors.len(), 1, "{text:?}: {errors:?}");
        assert!(errors[0].ends_with(" not-openapi"), "{text:?}: {errors:?}");
    }
}

#[test]
fn objects_that_are_no_documents() {
    for text in ["{}", "{\"openapi\": 3}", "{\"openapi\": null}", "{\"openapi\": {}}", "{\"swagger\": true}", "a: b"] {
        let errors = generate(text).errors();
        assert!(!errors.is_empty(), "{text:?}");
    }
    for key in ["info", "paths", "servers", "components", "tags", "security"] {
        for value in ["null", "1", "\"text\"", "[]", "[null]", "{\"a\": null}", "[[1]]", "{\"/a\": {\"get\": null}}"] {
            generate(&format!("{{\"openapi\": \"3.0.3\", \"{key}\": {value}}}"));
            generate(&format!("{{\"swagger\": \"2.0\", \"{key}\": {value}}}"));
        }
    }
}

#[test]
fn several_documents_and_tags_of_yaml() {
    for text in [
        "a: 1\n---\nb: 2\n",
        "!!binary aGVsbG8=",
        "!custom {a: 1}",
        "? [1, 2]\n: 3\n",
        "? {a: b}\n: 3\n",
        "%YAML 9.9\n---\na: 1\n",
    ] {
        generate(text).errors();
    }
}

#[test]
fn truncated_anywhere() {
    for length in 0..SMALL.trim_end().len() {
        let text = &SMALL[..length];
        let errors = generate(text).errors();
        assert!(!errors.is_empty(), "{text:?}");
    }
}

#[test]
fn byte_order_marks_and_line_ends() {
    let plain = module(SMALL);
    assert_eq!(module(&format!("\u{feff}{SMALL}")), plain);
    assert_eq!(module(&SMALL.replace('\n', "\r\n")), plain);
    assert_eq!(module(&format!("\u{feff}# yaml\r\n{}", SMALL.replace('\n', "\r\n"))), plain);

    let errors = generate("\u{feff}{\r\n  \"openapi\": \"3.0.3\",\r\n  \"info\": { \"title\": 1, }\r\n}").errors();
    assert_eq!(errors, ["3:25 syntax"]);
    let errors = generate("\u{feff}openapi: 3.0.3\r\ninfo: { title: größe, version: '1' }\r\npaths: []\r\n").errors();
    assert_eq!(errors, ["3:8 wrong-kind"]);
}

#[test]
fn line_ends_in_descriptions_do_not_show() {
    let text = |end: &str| {
        format!(
            "openapi: 3.0.3{end}info:{end}  title: a{end}  version: '1'{end}  description: |{end}    One.{end}    Two.{end}paths: {{}}{end}"
        )
    };
    assert_eq!(module(&text("\r\n")), module(&text("\n")));
}

#[test]
fn bytes_that_are_no_text() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("swagger.json");
    let utf_16: Vec<u8> = SMALL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [b"\xff\xfe{\0}\0".to_vec(), b"{\"openapi\": \"\xc3\"}".to_vec(), vec![0; 1000], utf_16] {
        fs::write(&file, bytes).unwrap();
        let Err(Error::Document(reports)) = Generator::new(&file).generate() else {
            panic!("the bytes were to be rejected");
        };
        assert!(reports.iter().all(|report| report.location.is_some()), "{reports:?}");
    }
}

fn module(text: &str) -> String {
    match generate(text) {
        Outcome::Client(client) => client.module,
        Outcome::Rejected(reports) => panic!("{reports:#?}"),
    }
}
