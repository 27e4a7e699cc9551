//! Types that hold each other in long chains are cut before the compiler gives up following them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use callsmith::{Generated, Generator, Options, Severity};
use serde_json::{Map, Value, json};
use syn::{Fields, Item, Type};

/// Schemas in a chain.
const LENGTH: usize = 300;

fn reference(kind: &str, number: usize) -> Value {
    json!({ "$ref": format!("#/components/schemas/{kind}{number:03}") })
}

/// A link of each kind of chain: by required properties, with and without a default, by alternatives, by names, by arrays.
fn link(kind: &str, number: usize) -> Value {
    if number + 1 == LENGTH {
        return json!({ "type": "object", "required": [kind], "properties": { kind: { "type": "string" } } });
    }
    let next = reference(kind, number + 1);
    let color = json!({ "type": "string", "enum": ["red", "green"] });
    match kind {
        "Plain" => json!({ "type": "object", "required": ["x"], "properties": { "x": next } }),
        "Colored" => json!({ "type": "object", "required": ["x", "c"], "properties": { "x": next, "c": color } }),
        "Union" => {
            let property = format!("p{number}");
            let other =
                json!({ "type": "object", "required": [property], "properties": { property: { "type": "string" } } });
            json!({ "oneOf": [next, other] })
        }
        "Name" => next,
        _ => json!({ "type": "array", "items": next }),
    }
}

fn document() -> Value {
    let mut schemas = Map::new();
    let mut paths = Map::new();
    for kind in ["Plain", "Colored", "Union", "Name", "Array"] {
        schemas.extend((0..LENGTH).map(|number| (format!("{kind}{number:03}"), link(kind, number))));
        let content = json!({ "application/json": { "schema": reference(kind, 0) } });
        let responses = json!({ "200": { "description": "What was sent.", "content": content } });
        let operation = json!({ "operationId": kind, "requestBody": { "content": content }, "responses": responses });
        paths.insert(format!("/{kind}"), json!({ "post": operation }));
    }
    json!({ "openapi": "3.0.3", "info": { "title": "deep", "version": "1" }, "paths": paths,
        "components": { "schemas": schemas } })
}

fn generate() -> Generated {
    let mut options = Options::default();
    options.crate_name = Some("deep".to_owned());
    options.runtime_path = Some(repository().join("runtime"));
    let generator = Generator::from_text("deep.json", document().to_string()).options(options);
    generator.generate().expect("the document can be used")
}

fn repository() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("the package is a folder of the repository").to_owned()
}

/// The types that each type holds by value.
fn inner_types(items: &[Item]) -> HashMap<String, Vec<String>> {
    let mut types_by_name = HashMap::new();
    for item in items {
        let (name, fields): (_, Vec<&Fields>) = match item {
            Item::Struct(item) => (&item.ident, vec![&item.fields]),
            Item::Enum(item) => (&item.ident, item.variants.iter().map(|variant| &variant.fields).collect()),
            _ => continue,
        };
        let types = fields.into_iter().flatten().filter_map(|field| match &field.ty {
            Type::Path(path) => path.path.get_ident().map(ToString::to_string),
            _ => None,
        });
        types_by_name.insert(name.to_string(), types.collect());
    }
    types_by_name
}

#[test]
fn no_chain_of_values_is_long() {
    let module = syn::parse_file(&generate().module()).expect("the module is Rust");
    let types = module.items.into_iter().find_map(|item| match item {
        Item::Mod(module) if module.ident == "types" => module.content,
        _ => None,
    });
    let types_by_name = inner_types(&types.expect("there are types").1);
    for kind in ["Plain", "Colored", "Union"] {
        let mut lengths = vec![0usize; LENGTH + 1];
        for number in (0..LENGTH).rev() {
            let targets = &types_by_name[&format!("{kind}{number:03}")];
            let holds_next = targets.contains(&format!("{kind}{:03}", number + 1));
            lengths[number] = if holds_next { lengths[number + 1] + 1 } else { 0 };
        }
        let longest = lengths.iter().max().copied();
        assert_eq!(longest, Some(32), "{kind}");
    }
}

#[test]
fn lists_of_lists_become_json_in_the_end() {
    let generated = generate();
    let types: Vec<String> = generated
        .reports()
        .iter()
        .filter(|report| report.severity > Severity::Note)
        .map(|r| r.message.clone())
        .collect();
    assert_eq!(types, ["this schema has more than 64 arrays within each other"; 4]);
    let inner = "{\"type\":\"array\",\"items\":".repeat(40) + "{}" + &"}".repeat(40);
    let text = format!(
        r#"{{"openapi": "3.0.3", "info": {{"title": "deep", "version": "1"}}, "paths": {{}}, "components": {{"schemas": {{"A": {inner}}}}}}}"#
    );
    let generated = Generator::from_text("deep.json", text).generate().expect("the document can be used");
    let message = "this schema is within 32 arrays within each other";
    assert!(generated.reports().iter().any(|report| report.message == message), "{:?}", generated.reports());
}

/// Takes a minute: what the client depends on is built in a folder of its own.
#[test]
#[ignore = "runs cargo"]
fn the_client_compiles() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("deep");
    generate().write_crate(&folder).expect("the folder can be written");
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).expect("the crate has a manifest");
    fs::write(&manifest, text + "\n[workspace]\n").expect("the manifest can be written");
    fs::copy(repository().join("Cargo.lock"), folder.join("Cargo.lock")).expect("the repository has a lock");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--quiet"]).current_dir(&folder).env("CARGO_TARGET_DIR", folder.join("target"));
    assert!(cargo.status().expect("cargo can be started").success());
}

/// Unnamed schemas far within each other are no circle, and the client has what is above them.
#[test]
fn unnamed_schemas_within_each_other_become_json_in_the_end() {
    let inner = json!({ "type": "integer" });
    let deep = (0..240).fold(inner, |inner, _| json!({ "type": "object", "properties": { "inner": inner } }));
    let document = json!({ "openapi": "3.0.3", "info": { "title": "deep", "version": "1" }, "paths": {},
        "components": { "schemas": { "Outer": deep } } });
    let generated = Generator::from_text("deep", document.to_string()).generate().expect("it gives a client");
    let warnings: Vec<_> = generated.reports().iter().filter(|report| report.severity == Severity::Warning).collect();
    let [warning] = warnings[..] else { panic!("{warnings:?}") };
    assert_eq!(warning.message, "this schema is within more than 200 schemas without a name");
    assert_eq!(warning.note.as_deref(), Some("its type is any JSON value"));
    let help = "move one of them to `components: { schemas: … }`, and refer to it by `$ref`";
    assert_eq!(warning.help.as_deref(), Some(help));
}
