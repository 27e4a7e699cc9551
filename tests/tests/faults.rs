//! Faults planted in the documents of the repository are found where they are.
//!
//! `cargo run --release -p callsmith-tools --bin faults -- DIR` does the same with other documents.

use std::fs;
use std::path::{Path, PathBuf};

use callsmith_tests::fixtures;
use callsmith_tools::faults::tree::Tree;
use callsmith_tools::faults::write::{Format, write};
use callsmith_tools::faults::{Grade, ValidDocument, plant_all};

#[test]
fn the_first_finding_names_the_place_of_a_fault() {
    for (format, seed) in [(Format::Json, 1), (Format::Yaml, 2)] {
        let documents = valid_documents(format);
        assert!(documents.len() > 30, "only {} documents are without errors", documents.len());
        let outcomes = plant_all(&documents, 500, seed);
        let grade = Grade::new(&outcomes);
        let missed: Vec<_> = outcomes.iter().filter(|outcome| !outcome.pointer_fits || outcome.findings != 1).collect();
        assert_eq!(grade.faults, 500);
        assert!(grade.is_good(), "{grade:?}: {missed:#?}");
    }
}

#[test]
fn lines_are_those_of_keys_and_dashes() {
    let tree = Tree::read("a:\n  b: [1, {c: d}]\n  e: {}\nf: g\n").unwrap();
    let yaml = write(&tree, Format::Yaml);
    assert_eq!(yaml.text, "a:\n  b:\n    - 1\n    - c: \"d\"\n  e: {}\nf: \"g\"\n");
    let lines = |written: &callsmith_tools::faults::write::Written| {
        [&[0][..], &[0, 0], &[0, 0, 1], &[0, 0, 1, 0], &[0, 1], &[1]].map(|path| written.line(path))
    };
    assert_eq!(lines(&yaml), [1, 2, 4, 4, 5, 6]);
    assert_eq!(lines(&write(&tree, Format::Json)), [2, 3, 5, 6, 9, 11]);
    assert_eq!(tree.pointer(&[0, 0, 1, 0]), "#/a/b/1/c");
}

/// The fixtures that give a client without an error.
fn valid_documents(format: Format) -> Vec<ValidDocument> {
    let root = fixtures::root();
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    let documents = paths.iter().filter_map(|path| {
        let name = path.strip_prefix(&root).expect("it is below").display().to_string();
        ValidDocument::new(&name, &fs::read_to_string(path).ok()?, format)
    });
    documents.collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder belongs to the repository") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() { collect(&path, paths) } else { paths.push(path) }
    }
}
