//! One service described in several versions of the specification, and in JSON and YAML, has one client.

use callsmith::{Generated, Generator};
use callsmith_tests::fixtures;

fn generate(name: &str) -> Generated {
    Generator::new(fixtures::path(name)).generate().unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn json_and_yaml_give_the_same_client() {
    let json = generate("scoring/v3.0.json");
    let yaml = generate("scoring/v3.0.yaml");
    assert_same(&json.module(), &yaml.module());
    assert_eq!(json.crate_files(), yaml.crate_files());
    // Findings stand at other lines.
    let inspections = [&json, &yaml].map(|client| {
        let mut inspection = client.inspect();
        inspection.diagnostics.clear();
        inspection
    });
    assert_eq!(inspections[0], inspections[1]);
}

#[test]
fn openapi_3_0_and_3_1_give_the_same_client() {
    assert_same(&generate("scoring/v3.0.json").module(), &generate("scoring/v3.1.json").module());
    assert_same(
        &generate("golden/required-and-nullable.yaml").module(),
        &generate("golden/required-and-nullable-3.1.yaml").module(),
    );
}

#[test]
fn swagger_2_0_gives_the_same_types_and_operations() {
    let (v2, v3) = (generate("scoring/v2.json"), generate("scoring/v3.0.json"));
    let types = |client: &Generated| types(&client.module());
    assert!(types(&v2).contains("pub struct ServiceInput"));
    assert_same(&types(&v2), &types(&v3));
    let signatures = |client: &Generated| {
        let operations = client.inspect().operations;
        operations.into_iter().map(|operation| (operation.rust, operation.signature)).collect::<Vec<_>>()
    };
    assert_eq!(signatures(&v2), signatures(&v3));

    let (v2, v3) = (generate("golden/array-parameters.json"), generate("golden/array-parameters-3.0.yaml"));
    assert_same(&v2.module(), &v3.module());
}

/// The module `types` of a client.
fn types(module: &str) -> String {
    let start = module.find("pub mod types {").expect("a client has a module of types");
    let end = module[start..].find("\n}\n").expect("a module ends");
    module[start..start + end].to_owned()
}

fn assert_same(a: &str, b: &str) {
    let diff = similar::TextDiff::from_lines(a, b);
    assert!(a == b, "\n{}", diff.unified_diff());
}
