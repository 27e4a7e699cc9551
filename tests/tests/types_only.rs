//! Types without calls compile with the floors `contract` and `codec` of the runtime alone.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use callsmith::Generator;
use callsmith_tests::fixtures;

/// A program that reads and writes a value of one of the types.
const MAIN: &str = r###"
use callsmith_runtime::serde_json;
use types_of_all::example::types::Pet;

fn main() {
    let pet: Pet = serde_json::from_str(r##"{"name": "Fido", "id": 7}"##).expect("it is a pet");
    println!("{}", serde_json::to_string(&pet).expect("a pet has a JSON form"));
}
"###;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the repository is there")
}

/// Runs cargo on a package in a folder that is kept, and gives what it prints.
fn cargo(arguments: &[&str], folder: &Path) -> String {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(arguments).args(["--quiet", "--offline", "--manifest-path"]).arg(folder.join("Cargo.toml"));
    let output = cargo.env("CARGO_TARGET_DIR", folder.join("target")).output().expect("cargo runs tests");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn types_of_all_documents_compile_without_a_client() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("types-only");
    fs::create_dir_all(folder.join("src")).unwrap();
    let mut lib = "#![deny(warnings)]\n#![allow(clippy::module_inception)]\n".to_owned();
    let mut count = 0;
    // Derives of other crates are tested with those.
    let clients = fixtures::clients().into_iter().filter(|(module, _)| module != "described");
    for (module, document) in clients {
        let mut options = fixtures::options(&document);
        // Options of calls, which are an error here.
        options.brackets = callsmith::Brackets::default();
        options.pagination.clear();
        options.methods = callsmith::Methods::default();
        for selection in [
            &mut options.double_encoded,
            &mut options.empty_path_parameters,
            &mut options.non_finite_numbers,
            &mut options.raw,
            &mut options.streams,
        ] {
            *selection = callsmith::Selection::default();
        }
        let generated = Generator::new(&document).options(options).types_only(true).generate();
        let generated = generated.unwrap_or_else(|error| panic!("{}: {error}", document.display()));
        assert_eq!(generated.inspect().operations, [], "{module}");
        fs::write(folder.join(format!("src/{module}.rs")), generated.module()).unwrap();
        writeln!(lib, "pub mod {module};").unwrap();
        count += 1;
    }
    assert!(count > 100, "only {count} documents");
    fs::write(folder.join("src/lib.rs"), lib).unwrap();
    fs::write(folder.join("src/main.rs"), MAIN).unwrap();
    let manifest = format!(
        "[package]\nname = \"types-of-all\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         callsmith-runtime = {{ path = {:?}, default-features = false, features = [\"chrono\", \"http-date\", \"regex\", \"uuid\"] }}\n",
        repository().join("runtime")
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(repository().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    assert_eq!(cargo(&["run"], &folder), "{\"id\":7,\"name\":\"Fido\"}\n");
}

#[test]
fn a_crate_of_types_has_neither_client_nor_tokio() {
    let mut options = callsmith::Options::default();
    options.runtime_path = Some(repository().join("runtime"));
    let generator = Generator::new(fixtures::path("example/openapi.yaml")).options(options).types_only(true);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("types-only-crate");
    let generated = generator.generate().expect("the document can be used");
    generated.write_crate(&folder).expect("the folder can be written");
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest + "\n[workspace]\n").unwrap();
    fs::copy(repository().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let tree = cargo(&["tree", "--edges", "normal", "--prefix", "none"], &folder);
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains(&"callsmith-runtime") && names.contains(&"serde_json"), "{names:?}");
    for client in ["reqwest", "tokio", "http", "hyper", "rustls"] {
        assert!(!names.contains(&client), "{client} in {names:?}");
    }
    let files: Vec<String> = generated.crate_files().iter().map(|(path, _)| path.display().to_string()).collect();
    assert_eq!(files, ["Cargo.toml", "README.md", "src/codecs.rs", "src/lib.rs", "src/types.rs"]);
}
