//! Snapshots of a client and of its description, as a project takes them of its own client.

use callsmith::{Generated, Generator};

fn generate(document: &str) -> Generated {
    Generator::new(format!("../fixtures/{document}")).generate().unwrap_or_else(|error| panic!("{document}: {error}"))
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn the_module_of_a_scoring_service() {
    snapshot("scoring-module", &generate("scoring/swagger.json").module());
}

/// With the override that the service needs: its document was made from a sample of whole numbers.
#[test]
fn the_module_with_a_type_override() {
    let generator = Generator::new("../fixtures/scoring/swagger.json")
        .override_type("#/definitions/ServiceInput/properties/data", "Vec<Vec<f64>>")
        .unwrap();
    let client = generator.generate().unwrap();
    let plain = generate("scoring/swagger.json").module();
    let overridden = client.module();
    let diff = similar::TextDiff::from_lines(&plain, &overridden);
    snapshot("scoring-override", &diff.unified_diff().context_radius(1).to_string());
}

#[test]
fn the_description_of_a_scoring_service() {
    snapshot("scoring-inspect", &inspect("scoring/v2.json"));
}

#[test]
fn the_description_of_the_example() {
    snapshot("example-inspect", &inspect("example/openapi.yaml"));
}

fn inspect(document: &str) -> String {
    serde_json::to_string_pretty(&generate(document).inspect()).expect("a description is JSON")
}

/// The files of a crate with several groups of operations, and those that declare the others.
#[test]
fn the_crate_of_several_groups() {
    let files = generate("golden/tag-features.yaml").crate_files();
    let list: String = files.iter().map(|(path, _)| format!("{}\n", path.display())).collect();
    let shown = ["Cargo.toml", "src/lib.rs", "src/types.rs", "src/codecs.rs", "src/types/berths.rs", "src/ship_log.rs"];
    let shown = shown.map(|path| format!("\n--- {path}\n{}", files.get(path).expect("the file is there")));
    let text = format!("{list}{}", shown.concat());
    snapshot("tag-features-crate", &text.replace(env!("CARGO_PKG_VERSION"), "[version]"));
}
