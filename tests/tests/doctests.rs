//! The examples in the documentation of a generated crate are tests of rustdoc, which compiles them.
//!
//! Those of all golden files are compiled as code too (`tests/golden/documented.rs`).

use std::fs;
use std::path::Path;
use std::process::Command;

use callsmith::{Features, Generator, Methods, Options};
use callsmith_tests::fixtures;

#[test]
fn examples_of_a_crate_are_tests() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("doctests");
    // Of both places of methods.
    let documents = [("example/openapi.yaml", Methods::Flat, "3 passed"), (BY_GROUP, Methods::Grouped, "3 passed")];
    for (document, methods, passed) in documents {
        let folder = folder.join(methods.name());
        run(&folder, document, methods, passed);
    }
}

const BY_GROUP: &str = "golden/methods-by-group/openapi.yaml";

fn run(folder: &Path, document: &str, methods: Methods, passed: &str) {
    let mut options = Options::default();
    // Cargo tells workspaces with one target folder apart by the names of their packages alone.
    let name = format!("pet-shop-{}", methods.name());
    options.crate_name = Some(name.clone());
    options.methods = methods;
    // The manifest below has none.
    options.features = Features::none();
    let generated = Generator::new(fixtures::path(document)).options(options).generate();
    generated.expect("the document can be used").write_crate(folder).expect("the folder can be written");
    let runtime = fixtures::root().parent().expect("the fixtures are in the repository").join("runtime");
    // Without a transport there is little to compile.
    let manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\nautoexamples = false\n[workspace]\n[dependencies]\n\
         callsmith-runtime = {{ path = {runtime:?}, default-features = false, features = [\"client\"] }}\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("the folder can be written");
    fs::copy(runtime.join("../Cargo.lock"), folder.join("Cargo.lock")).expect("the lock can be copied");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["test", "--doc", "--quiet", "--offline"]).current_dir(folder);
    let output = cargo.env("CARGO_TARGET_DIR", folder.with_file_name("target")).output().expect("cargo runs");
    let (text, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{text}\n{errors}");
    // One of the client, and one of each operation with a body or a struct of arguments.
    assert!(text.contains(passed), "{text}");
}
