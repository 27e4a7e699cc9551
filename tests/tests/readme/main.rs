//! The README as a reader types it: its blocks, in their order, make a project that compiles and scores.
//!
//! Blocks of the guide (`docs/`) compile and run, and its links lead somewhere. The commands that pages show are run by
//! the test `guide` of callsmith-cli.

mod blocks;
mod book;
mod guide;
mod mapping;
mod page;
mod project;
mod server;

use std::fs;
use std::path::Path;

use blocks::Blocks;
use callsmith_tests::gateway::Gateway;
use callsmith_tests::service::{Service, predict};
use project::Project;

/// The row of the README.
const ROW: [f64; 10] = [0.0199, 0.0507, 0.1048, 0.0701, -0.0360, -0.0267, -0.0250, -0.0026, 0.0037, 0.0403];

const OVERRIDE: &str = "[override]\nServiceInput.data = \"Vec<Vec<f64>>\"\n";

/// One test, since its steps are those of a reader and each builds on what the one before has compiled.
#[test]
fn the_readme_is_true() {
    let readme = Blocks::of_readme();
    let project = Project::new();

    // In thirty seconds.
    let start = readme.section("In thirty seconds");
    project.write("Cargo.toml", &(project.manifest() + &start.file("Cargo.toml")));
    project.write("build.rs", &start.file("build.rs"));
    project.write("src/main.rs", &start.file("src/main.rs"));
    let scored = format!("{:?}\n", [predict(&ROW)]);
    assert_eq!(score(&project), scored);

    // The snapshot shows the client that is built.
    let ci = readme.section("Three ways to use it");
    project.append("Cargo.toml", &ci.file("Cargo.toml"));
    project.write("tests/client.rs", &ci.file("tests/client.rs"));
    project.cargo(&["test", "--quiet"]).succeeds();
    let snapshot = project.read("tests/snapshots/client__the_client_is_as_it_was.snap");
    let (_, snapshot) = snapshot.split_once("\n---\n").expect("a snapshot has a head");
    assert_eq!(snapshot.trim_end(), project.client().trim_end());
    assert!(snapshot.contains("Option<Vec<Vec<f64>>>"));

    // Configuration.
    let configuration = readme.section("Configuration");
    project.append("Cargo.toml", &configuration.nth("Cargo.toml", 0));
    let client = project.generate();
    assert!(client.contains("pub fn predict(") && client.contains("pub rows: Option<Vec<Vec<f64>>>"), "{client}");
    assert!(client.contains("    #[doc(alias = \"request\")]\n    pub struct ServiceInput {"), "{client}");

    project.write("Cargo.toml", &(project.manifest() + &without_metadata(&start.file("Cargo.toml"))));
    project.write("build.rs", &configuration.file("build.rs"));
    let failed = project.cargo(&["build", "--quiet"]).fails();
    assert!(failed.contains("cannot open `callsmith.toml`: there is no such file"), "{failed}");
    project.write("callsmith.toml", &configuration.nth("callsmith.toml", 0));
    assert_eq!(score(&project), scored);

    // A change counts, and so does the table of a client.
    project.append("callsmith.toml", &configuration.nth("callsmith.toml", 1));
    let failed = project.cargo(&["build", "--quiet"]).fails();
    assert!(failed.contains("no method named `run_ml_service`"), "{failed}");
    assert!(project.client().contains("pub fn predict("));
}

/// The project that the first command of the README runs has the document of the README.
#[test]
fn the_example_has_the_document_of_the_tests() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |path: &str| fs::read_to_string(root.join(path)).expect("the repository has it");
    assert_eq!(read("examples/scoring/swagger.json"), read("fixtures/scoring/swagger.json"));
}

/// A `callsmith.toml` that nothing names is not ignored in silence, and one that is named is watched.
#[test]
fn a_configuration_is_named_and_watched() {
    let project = Project::of_build_script();
    let build = |text: &str| {
        project.write("build.rs", &format!("fn main() {{ if let Err(e) = run() {{ panic!(\"{{e}}\") }} }}\nfn run() -> Result<(), callsmith::Error> {{ {text} }}\n"))
    };

    build("callsmith::generate(\"swagger.json\")");
    let quiet = project.cargo(&["build"]).succeeds();
    assert!(!quiet.contains("is not used"), "{quiet}");
    assert!(quiet.contains("`integers-as-doubles = [\"RunMLService\"]`"), "{quiet}");
    assert!(project.client().contains("Vec<Vec<i64>>"));

    // `Cargo.toml` is watched.
    project.append("Cargo.toml", "\n[package.metadata.callsmith]\nnames.ServiceInput = \"Rows\"\n");
    project.cargo(&["build"]).succeeds();
    assert!(project.client().contains("pub struct Rows"));

    // The options of the package are not ignored in silence.
    build("callsmith::Generator::new(\"swagger.json\").build(\"client\")");
    let warned = project.cargo(&["build"]).succeeds();
    assert!(warned.contains("`[package.metadata.callsmith]` is not used for `swagger.json`: write"), "{warned}");
    build("callsmith::generate(\"swagger.json\")");

    // One that nothing names.
    project.write("callsmith.toml", OVERRIDE);
    project.touch("swagger.json");
    let warned = project.cargo(&["build"]).succeeds();
    assert!(
        warned.contains("`callsmith.toml` is not used for `swagger.json`: write `config = \"callsmith.toml\"`"),
        "{warned}"
    );
    assert!(project.client().contains("Vec<Vec<i64>>"));

    // Named by the package.
    project.append("Cargo.toml", "config = \"callsmith.toml\"\n");
    let quiet = project.cargo(&["build"]).succeeds();
    assert!(!quiet.contains("is not used"), "{quiet}");
    assert!(project.client().contains("Vec<Vec<f64>>") && project.client().contains("pub struct Rows"));

    // Errors show the place, and what is mended is read again.
    project.write("callsmith.toml", "[override]\nServiceInput.dat = \"Vec<Vec<f64>>\"\n");
    let failed = project.cargo(&["build"]).fails();
    assert!(
        failed.contains("`[override]` for the document `swagger.json`") && failed.contains(" --> callsmith.toml:2:"),
        "{failed}"
    );
    project.write("callsmith.toml", "[override]\nServiceInput.data = \"Vec<Vec<f64>\"\n");
    let failed = project.cargo(&["build"]).fails();
    assert!(failed.contains(" --> callsmith.toml:2:21"), "{failed}");
    project.write("callsmith.toml", "[override]\nServiceInput.data = \"Vec<Vec<f32>>\"\n");
    project.cargo(&["build"]).succeeds();
    assert!(project.client().contains("Vec<Vec<f32>>"));

    // Two documents in one script, and one file.
    project.write("other.json", &project.read("swagger.json"));
    build(
        "for name in [\"swagger\", \"other\"] { callsmith::Generator::for_package(format!(\"{name}.json\"))?.build(name)?; } Ok(())",
    );
    project.append(
        "callsmith.toml",
        "\n[[client]]\ndocument = \"other.json\"\n[client.override]\nServiceInput.data = \"Vec<Vec<i8>>\"\n",
    );
    project.cargo(&["build"]).succeeds();
    assert!(project.built("swagger.rs").contains("Vec<Vec<f32>>"));
    assert!(project.built("other.rs").contains("Vec<Vec<i8>>"));
}

/// Runs the program of the project with a service behind a key.
fn score(project: &Project) -> String {
    let gateway = Gateway::in_front_of(Service::regression().router()).keys(["abc123"]).start();
    let mut run = project.cargo(&["run", "--quiet", "--bin", "scoring-readme"]);
    run.env("SCORING_URI", gateway.scoring_uri()).env("SCORING_KEY", "abc123");
    run.prints()
}

/// The manifest without its options.
fn without_metadata(manifest: &str) -> String {
    let (before, _) = manifest.split_once("\n[package.metadata").expect("the manifest has options");
    before.to_owned()
}
