//! Every word that means something to Rust, to a file system or to generated code, in every place of a document that
//! becomes a name: the clients compile, in both forms, and without a warning.

mod words {
    mod compiler;
    mod document;
    mod lists;

    pub(super) use compiler::{compile_crate, compile_module};
    pub(super) use document::document;
    pub(super) use lists::words;
}

use std::collections::HashSet;

use callsmith::{ClosedEnums, Generated, Generator, Options};

fn generate(closed_enums: ClosedEnums) -> Generated {
    let mut options = Options::default();
    options.closed_enums = closed_enums;
    options.validate = true;
    let text = words::document(&words::words()).to_string();
    let generated = Generator::from_text("words.json", text).options(options).generate();
    generated.unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_crate_compiles() {
    let generated = generate(ClosedEnums::default());
    every_word_has_its_place(&generated);
    words::compile_crate("open", &generated);
}

#[test]
fn the_module_compiles() {
    words::compile_module("closed", &generate(ClosedEnums::all()));
}

/// Names with letters beyond ASCII, in XML, parts, streams and headers; tags and operations that are called as modules are.
#[test]
fn hard_names_are_clean_in_both_forms() {
    let path = callsmith_tests::fixtures::root().join("golden/hard-names.yaml");
    let generated = Generator::new(path).generate().unwrap_or_else(|error| panic!("{error}"));
    words::compile_crate("hard-names", &generated);
    words::compile_module("hard-names-module", &generated);
}

/// Each word is an operation and a schema, and nothing that it is called after has a name that file systems lack.
fn every_word_has_its_place(generated: &Generated) {
    let words = words::words();
    let inspection = generated.inspect();
    assert!(words.len() > 300, "{}", words.len());
    let types: HashSet<&str> = inspection.types.iter().map(|ty| ty.rust.as_str()).collect();
    assert!(types.len() > words.len(), "{} types", types.len());
    let operations: HashSet<&str> = inspection.operations.iter().map(|operation| operation.id.as_str()).collect();
    let missing: Vec<&String> = words.iter().filter(|word| !operations.contains(word.as_str())).collect();
    assert_eq!(missing, Vec::<&String>::new());
    let files = generated.crate_files();
    assert!(files.iter().count() > words.len() / 2, "{} files", files.iter().count());
    for (path, _) in files.iter() {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name is text");
        assert!(name.is_ascii() && name.len() < 255, "{name}");
    }
}
