//! Texts that are not well-formed. What stands before the fault has findings all the same, whose places are looked up in
//! the whole text.

use callsmith::{Code, Report};

use crate::{Outcome, generate};

/// The places of repeated keys, as `line:column pointer`, of a text that is rejected.
fn repeated(text: &str) -> Vec<String> {
    let Outcome::Rejected(reports) = generate(text) else { panic!("the text is no document: {text:.80}") };
    let repeated = reports.iter().filter(|report| report.code == Code::DuplicateKey);
    let place = |report: &Report| {
        let location = report.location.as_ref().expect("a key stands somewhere");
        format!("{}:{} {}", location.line, location.column, location.pointer)
    };
    repeated.map(place).collect()
}

#[test]
fn keys_before_a_fault_have_a_place() {
    for rest in [
        "[1}",
        "[[}}",
        "}]",
        "{]",
        "\"",
        "\"\\",
        "\"\\é",
        "1:",
        ":::",
        ",,,",
        "{\"c\"}",
        "[\"c\":1",
        "tru",
        "\0",
        "é",
        "",
        "[1}, \"a\": [}",
        "{\"a\": 1, \"a\": {\"a\": ]}",
    ] {
        assert_eq!(repeated(&format!("{{\"a\":1,\"a\":2,\n\"b\":{rest}")), ["1:8 #/a"], "{rest:?}");
    }
    for rest in
        ["[1}", "[[}}", "}", "]", "{]", "\"", "'", "|\n1", "&a *a", "*b", "!!x", "{a: ", "- ", "\t", "? a\n: b: c"]
    {
        assert_eq!(repeated(&format!("a: 1\na: 2\nb: {rest}\nc: [")), ["2:1 #/a"], "{rest:?}");
    }
}

#[test]
fn keys_before_a_fault_within_others_have_a_place() {
    let text = r#"{"x": [0, {"a": [], "a": {}, "b": [1}]}"#;
    assert_eq!(repeated(text), ["1:21 #/x/1/a"]);
    let text = "x:\n- 0\n- a: []\n  a: {}\n  b: [1}\n";
    assert_eq!(repeated(text), ["4:3 #/x/1/a"]);
}

#[test]
fn what_is_deep_overflows_no_stack() {
    const DEPTH: usize = 200_000;
    for open in ["[", "{\"a\":", "[{\"a\":", "[[],", "{\"a\":1,\"a\":", "[\"\","] {
        let text = format!("{{\"a\":1,\"a\":2,\"b\":{}", open.repeat(DEPTH));
        assert_eq!(repeated(&text)[0], "1:8 #/a", "{open}");
        assert_eq!(repeated(&format!("{text}{}", "]".repeat(DEPTH)))[0], "1:8 #/a", "{open}");
        assert_eq!(repeated(&format!("{text}{}", "}".repeat(DEPTH)))[0], "1:8 #/a", "{open}");
    }
    for open in ["[", "{a: ", "[{a: ", "[[], ", "&a [", "[*a, ["] {
        // Nothing is read of a text with so many brackets within each other.
        repeated(&format!("a: &a 1\na: 2\nb: {}", open.repeat(DEPTH)));
    }
    for open in ["- ", "? ", "- - ", "- ? "] {
        repeated(&format!("a: 1\na: 2\nb:\n  {}", open.repeat(2_000)));
    }
}

/// Aliases of aliases stand for more values than can be counted one by one.
#[test]
fn aliases_are_counted_at_once() {
    let mut text = "a: 1\na: 2\nl0: &l0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..20 {
        let aliases = vec![format!("*l{}", level - 1); 10].join(", ");
        text.push_str(&format!("l{level}: &l{level} [{aliases}]\n"));
    }
    assert!(repeated(&text).len() <= 1);
    // Each on its own is within what the reader repeats, all together are a hundred million.
    let items = "x, ".repeat(10_000);
    let text = format!("a: &a [{items}]\nb: [{}]\n", "*a, ".repeat(10_000));
    let errors = generate(&text).errors();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].ends_with(" syntax"), "{errors:?}");
}

const JSON: &str = r##"{"openapi": "3.0.3", "openapi": "3.0.3", "info": {"title": "broken", "title": "é\"\\", "version": "1"},
"paths": {"/a": {"get": {"parameters": [{"name": "b", "in": "query", "in": "query", "schema": {"type": "array", "items": {}}}],
"responses": {"200": {"description": "", "description": "fine", "content": {"application/json": {"schema": {"$ref":
"#/components/schemas/A"}}}}}}}}, "components": {"schemas": {"A": {"enum": [1, -2.5e3, null, true, [[]], {"a": []}]}}}}"##;

const YAML: &str = r##"openapi: 3.0.3
openapi: 3.0.3
info: {title: broken, title: 'it''s "é"', version: "1\n"}
paths:
  /a: &path
    get:
      parameters:
      - {name: b, in: query, in: query, schema: {type: array, items: {}}}
      - name: c
        in: query
        in: query
        schema: &schema {type: string, enum: [a, "b", 'c', ~, 1]}
      responses:
        200: # fine
          description: >-
            folded
            text
          description: |
            text
          content: {application/json: {schema: *schema}}
  /b: {<<: *path}
"##;

/// Pieces that break a text, or change its depth or length.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    ":",
    ",",
    "\\",
    "\n",
    " ",
    "\t",
    "\0",
    "é",
    "#",
    "&a ",
    "*a",
    "- ",
    "? ",
    "|",
    ">",
    "---\n",
    "...\n",
    "%",
    "!!x ",
    "\"a\": 1, \"a\": 2, ",
    "a: 1\na: 2\n",
    "[[[[[[[[",
    "}}}}",
    "<<: ",
    "null",
    "1e999",
    "\r\n",
    "\u{85}",
    "\u{feff}",
];

/// A text with a few changes at random places.
fn mutated(text: &str, random: &mut fastrand::Rng) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    for _ in 0..random.usize(1..6) {
        let at = random.usize(0..signs.len());
        let end = (at + random.usize(0..8)).min(signs.len());
        match random.u8(0..5) {
            0 => signs.truncate(at.max(1)),
            1 => drop(signs.drain(at..end)),
            2 => {
                let copied: Vec<char> = signs[at..end].to_vec();
                let to = random.usize(0..signs.len());
                signs.splice(to..to, copied);
            }
            _ => {
                let piece = PIECES[random.usize(0..PIECES.len())];
                signs.splice(at..at, piece.chars());
            }
        }
        if signs.is_empty() {
            signs.push('{');
        }
    }
    signs.into_iter().collect()
}

#[test]
fn random_faults_have_an_end() {
    let mut random = fastrand::Rng::with_seed(12);
    let mut rejected = 0;
    let mut placed = 0;
    for number in 0..800 {
        let text = mutated(if number % 2 == 0 { JSON } else { YAML }, &mut random);
        if let Outcome::Rejected(reports) = generate(&text) {
            rejected += 1;
            let repeated = reports.iter().filter(|report| report.code == Code::DuplicateKey);
            let pointer = |report: &Report| report.location.as_ref().map(|location| location.pointer.clone());
            placed += repeated.filter(|report| pointer(report).is_some_and(|pointer| pointer.len() > 2)).count();
        }
    }
    assert!(rejected > 300 && placed > 300, "{rejected} texts rejected, {placed} keys with a place");
}
