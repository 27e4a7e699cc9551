//! Tests of generated crates: they pass, and find a fault that is planted in the client.

use std::path::{Path, PathBuf};

use callsmith::{Generator, Tested};
use callsmith_tests::fixtures;
use callsmith_tools::wire_mutants::{Kind, Mutant, Outcome, Suite};

fn fixture(name: &str) -> PathBuf {
    let all = fixtures::clients();
    let entry = all.into_iter().find(|(module, _)| module == name);
    entry.unwrap_or_else(|| panic!("there is no fixture {name}")).1
}

/// Of each kind the first change and the last one: those between are drawn by the program `wire_mutants`.
#[test]
fn a_planted_fault_is_found() {
    let documents = ["parameter_corners", "responses", "methods_by_group"].map(fixture);
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("operation-tests");
    let suite = Suite::generate(&out, &documents, |path, reason| panic!("{}: {reason}", path.display())).unwrap();
    for client in &suite.clients {
        assert_eq!(suite.run(client).unwrap(), Outcome::Passed, "{}", client.document.display());
    }
    for (client, kind) in suite.clients.iter().zip([Kind::Name, Kind::Status]) {
        let mutants = suite.mutants(client, kind).unwrap();
        let (path, mutant) = mutants.first().expect("there is something to change");
        let (outcome, shown) = suite.run_with(client, path, mutant).unwrap();
        assert!(matches!(outcome, Outcome::Failed(_)), "{kind}: {shown}: {outcome:?}");
    }
}

/// `explode` of a single value changes nothing on the wire.
#[test]
fn no_fault_is_planted_where_none_can_be_seen() {
    const DOCUMENT: &str = r#"
openapi: 3.0.3
info: { title: explode, version: "1" }
paths:
  /pets:
    get:
      parameters:
        - { name: all, in: query, explode: false, schema: { type: boolean } }
        - { name: tags, in: query, explode: false, schema: { type: array, items: { type: string } } }
      responses: { "204": { description: Nothing. } }
"#;
    let generated = Generator::from_text("explode.yaml", DOCUMENT).generate().unwrap();
    let module = generated.module();
    assert!(module.contains(r#"query("all").explode(false)"#), "{module}");
    let mutants = Mutant::all(Kind::Style, &module, &generated.inspect());
    let shown: Vec<&str> = mutants.iter().map(|mutant| &module[..mutant.range.start]).collect();
    assert_eq!(shown.len(), 1, "{mutants:?}");
    assert!(shown[0].ends_with(r#"query("tags")."#), "{mutants:?}");
}

/// No operation of a fixture is without a test and without a reason for that.
#[test]
fn each_operation_has_a_test_or_a_reason() {
    let (mut with, mut without) = (0, Vec::new());
    for (module, document) in fixtures::clients() {
        let mut options = fixtures::options(&document);
        options.tests = true;
        let generated = Generator::new(&document).options(options).generate();
        let generated = generated.unwrap_or_else(|error| panic!("{}: {error}", document.display()));
        let tested: Tested = generated.tested().expect("there are tests");
        let files = generated.crate_files();
        let text: String = files.iter().filter(|(path, _)| path.starts_with("tests")).map(|(_, text)| text).collect();
        assert_eq!(text.matches("async fn ").count(), tested.operations, "{module}");
        assert_eq!(tested.operations + tested.without.len(), generated.inspect().operations.len(), "{module}");
        for (id, reason) in &tested.without {
            assert!(text.contains(&format!("//! - {id}: {reason}")), "{module}: {text}");
            assert!(!reason.is_empty(), "{module}: {id}");
            without.push(format!("{module}: {id}: {reason}"));
        }
        let manifest = files.get("Cargo.toml").expect("a crate has a manifest");
        assert!(manifest.contains(r#"features = ["testing"]"#), "{manifest}");
        with += tested.operations;
    }
    assert!(without.len() * 10 < with, "{with} with, without: {without:#?}");
}
