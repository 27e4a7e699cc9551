//! A generated crate compiles with each of its features alone, with none and with all, without a warning; its files are of a size that tools
//! can bear.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use callsmith::{Features, Files, Generator, Methods, Options};
use callsmith_tests::fixtures;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the repository is there")
}

fn document() -> PathBuf {
    fixtures::path("golden/tag-features.yaml")
}

fn crate_files(options: Options) -> Files {
    let generated = Generator::new(document()).options(options).generate();
    generated.unwrap_or_else(|error| panic!("{error}")).crate_files()
}

/// The values of the table of features in a manifest, in the order of their names.
fn features(files: &Files) -> Vec<String> {
    let manifest: toml::Table = files.get("Cargo.toml").expect("a manifest").parse().expect("it is TOML");
    let table = manifest.get("features").and_then(toml::Value::as_table);
    table.into_iter().flat_map(toml::Table::keys).filter(|name| *name != "default").cloned().collect()
}

/// Checks a crate with each of these sets of features, and fails at an error or a warning.
fn check(files: &Files, name: &str, sets: &[&str]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    files.write(&folder).expect("the folder can be written");
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("the client has a manifest");
    fs::write(folder.join("Cargo.toml"), manifest + "\n[workspace]\n").expect("the folder can be written");
    fs::copy(repository().join("Cargo.lock"), folder.join("Cargo.lock")).expect("the folder can be written");
    for features in sets {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["check", "--quiet", "--offline", "--all-targets", "--no-default-features", "--features", features]);
        cargo
            .arg("--manifest-path")
            .arg(folder.join("Cargo.toml"))
            .env("CARGO_TARGET_DIR", folder.with_file_name("features.target"));
        let output = cargo.output().expect("cargo runs tests");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && errors.is_empty(), "{features:?}: {errors}");
    }
}

#[test]
fn each_feature_compiles_alone() {
    let mut options = Options::default();
    options.runtime_path = Some(repository().join("runtime"));
    // Generated tests call the operations of all groups, so they need all features.
    options.tests = true;
    // So that the methods of the client which give the groups are compiled with them.
    options.methods = Methods::Grouped;
    let files = crate_files(options);
    let names = features(&files);
    assert_eq!(names, ["berths", "operations", "others", "shared", "ship-log", "ships"]);
    let alone = names.iter().map(String::as_str);
    check(&files, "features", &alone.chain(["", "ships,ship-log", "default"]).collect::<Vec<_>>());
}

/// The method of a client that gives a group stands in the module of the group, which is compiled with its feature.
#[test]
fn without_its_feature_a_group_has_no_method_of_the_client() {
    let mut options = Options::default();
    options.methods = Methods::Grouped;
    let files = crate_files(options);
    let root = modules(files.get("src/lib.rs").unwrap());
    assert_eq!(root["ships"].matches("#[cfg(feature = \"ships\")]").count(), 1, "{root:?}");
    let with = |text: &str| {
        let matching = files.iter().filter(|(path, code)| path.starts_with("src") && code.contains(text));
        matching.map(|(path, _)| path.to_string_lossy().replace('\\', "/")).collect::<Vec<_>>()
    };
    assert_eq!(with("pub fn ships(&self) -> Ships<'_> {"), ["src/ships.rs"]);
    assert_eq!(with("impl Ships<'_> {"), ["src/ships.rs"]);
    assert_eq!(with("pub fn ship_log(&self) -> ShipLog<'_> {"), ["src/ship_log.rs"]);
    assert!(files.get("README.md").unwrap().contains("`ship_log().read_log("));
}

/// A group of many operations has several modules, and its methods stand on one type.
#[test]
fn a_large_group_has_one_type() {
    let operation = |index: usize| {
        let responses = "responses: { '204': { description: d } }";
        format!("  /a{index}: {{ get: {{ tags: [Big things], operationId: big_thing/get_{index}, {responses} }} }}\n")
    };
    let paths: String = (0..260).map(operation).collect();
    let text = format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths:\n{paths}");
    let generated = Generator::from_text("large.yaml", text).methods(Methods::Grouped).generate().expect("it is one");
    let calls: Vec<String> = generated.inspect().operations.into_iter().map(|operation| operation.call).collect();
    assert_eq!([&calls[0], &calls[259]], ["big_things().get_0", "big_things().get_259"]);
    let files = generated.crate_files();
    let [first, second] = ["src/big_things.rs", "src/big_things_2.rs"].map(|path| files.get(path).expect("a module"));
    assert!(first.contains("pub struct BigThings<'a>(pub(super) &'a Client);"), "{first}");
    assert!(second.contains("use super::big_things::BigThings;") && !second.contains("use super::Client;"), "{second}");
    assert!(second.contains("impl BigThings<'_> {") && !second.contains("pub struct BigThings"), "{second}");
}

/// The lines of declarations of modules, each with the attributes in front of it.
fn modules(text: &str) -> BTreeMap<String, String> {
    let mut modules = BTreeMap::new();
    let mut attributes = String::new();
    for line in text.lines() {
        match line.strip_suffix(';').and_then(|line| line.split_once("mod ")) {
            Some((_, name)) => drop(modules.insert(name.to_owned(), std::mem::take(&mut attributes))),
            None if line.is_empty() || line.starts_with("pub use") => attributes.clear(),
            None => attributes.push_str(line.trim()),
        }
    }
    modules
}

#[test]
fn types_stand_with_the_operations_that_use_them() {
    let files = crate_files(Options::default());
    let place = |name: &str| {
        let declared = format!("pub struct {name} ");
        let is_there = |(_, text): &(&Path, &str)| text.contains(&declared);
        files.iter().find(is_there).map(|(path, _)| path.to_string_lossy().replace('\\', "/"))
    };
    let expected = [
        ("Conflict", "src/types/ships.rs"),
        ("History", "src/types/ship_log.rs"),
        ("Arrival", "src/types/others.rs"),
        ("Bulk", "src/types/shared_by_4.rs"),
        ("Failure", "src/types/shared.rs"),
    ];
    for (name, path) in expected {
        assert_eq!(place(name).as_deref(), Some(path), "{name}");
    }
    assert_eq!(place("Idle"), None);
    let root = modules(files.get("src/lib.rs").unwrap());
    assert_eq!(root["ship_log"], "/// What ships report.#[cfg(feature = \"ship-log\")]");
    let types = modules(files.get("src/types.rs").unwrap());
    assert_eq!(types["ship_log"], "#[cfg(feature = \"ship-log\")]");
    assert_eq!(
        types["shared_by_4"],
        "#[cfg(any(feature = \"berths\",feature = \"others\",feature = \"ship-log\",feature = \"ships\",))]"
    );
    assert_eq!(types["shared"], "");
    let codecs = modules(files.get("src/codecs.rs").unwrap());
    assert_eq!(codecs, types);
}

#[test]
fn features_have_the_names_that_the_configuration_gives_them() {
    let mut options = Options::default();
    options.features.insert("Ship log", "ships").unwrap();
    options.features.insert("shared", "the_rest").unwrap();
    assert_eq!(features(&crate_files(options)), ["berths", "operations", "others", "ships", "the_rest"]);
}

#[test]
fn features_are_off_where_one_says_so_and_where_there_is_one_group() {
    let mut options = Options::default();
    options.features = Features::none();
    let files = crate_files(options);
    assert_eq!(features(&files), Vec::<String>::new());
    assert!(!files.iter().any(|(_, text)| text.contains("cfg(feature") || text.contains("cfg(any")));
    assert!(files.get("src/types/berths.rs").is_none());
    let mut options = Options::default();
    options.select.include("tag:berths").unwrap();
    options.select.exclude("operation:addShip").unwrap();
    let files = crate_files(options);
    assert_eq!(features(&files), Vec::<String>::new());
    assert!(files.get("src/berths.rs").is_some() && files.get("src/ships.rs").is_none());
}

#[test]
fn the_root_names_types_unless_one_says_otherwise() {
    let root = |apart| {
        let mut options = Options::default();
        options.types_apart = apart;
        crate_files(options).get("src/lib.rs").unwrap().contains("pub use self::types::*;")
    };
    assert_eq!([root(false), root(true)], [true, false]);
}

/// The smallest groups share a feature where there are more than a registry takes.
#[test]
fn there_are_never_more_than_two_hundred_features() {
    let paths = (0..300).map(|tag| {
        let operation = |path: String| {
            format!("  {path}: {{ get: {{ tags: [t{tag}], responses: {{ '204': {{ description: d }} }} }} }}\n")
        };
        let second = if tag < 150 { operation(format!("/b{tag}")) } else { String::new() };
        operation(format!("/a{tag}")) + &second
    });
    let text = format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths:\n{}", paths.collect::<String>());
    let files = Generator::from_text("many.yaml", text).generate().expect("the document is one").crate_files();
    let names = features(&files);
    assert_eq!(names.len(), 200);
    assert!(names.contains(&"others".to_owned()) && (0..150).all(|tag| names.contains(&format!("t{tag}"))));
}

/// The parts of a group that is cut name what stands beside the group: schemes of security, nodes of XML, other groups.
#[test]
fn no_file_has_more_than_six_thousand_lines() {
    let paths = (0..200).map(|index| {
        let fields = (0..20).map(|field| format!("p{field}: {{ type: string, description: D. }}, "));
        let format = if index < 180 { "json" } else { "xml" };
        format!(
            "  /a{index}:\n    post:\n      tags: [things]\n      operationId: make{index}\n      requestBody: {{ required: true, \
             content: {{ application/{format}: {{ schema: {{ type: object, properties: {{ {}n{index}: {{ type: string }} }} }} }} }} }}\n      \
             responses: {{ '204': {{ description: super::Nothing }} }}\n",
            fields.collect::<String>()
        )
    });
    let text = format!(
        "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\nsecurity: [{{ token: [] }}]\ncomponents:\n  securitySchemes: \
         {{ token: {{ type: http, scheme: bearer }} }}\npaths:\n{}",
        paths.collect::<String>()
    );
    let mut options = Options::default();
    options.runtime_path = Some(repository().join("runtime"));
    let generated = Generator::from_text("large.yaml", text).options(options).generate().expect("the document is one");
    let files = generated.crate_files();
    let sizes: Vec<(String, usize)> =
        files.iter().map(|(path, text)| (path.to_string_lossy().replace('\\', "/"), text.lines().count())).collect();
    let names: Vec<&str> = sizes.iter().map(|(path, _)| path.as_str()).collect();
    for name in ["src/things.rs", "src/things/part_2.rs", "src/types/things.rs", "src/types/things_2.rs"] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert!(sizes.iter().all(|(_, lines)| *lines <= 6_000), "{sizes:?}");
    check(&files, "large", &[""]);
}

/// Tables of XML name each other across the files of their module.
#[test]
fn no_file_of_tables_of_xml_has_more_than_six_thousand_lines() {
    const SCHEMAS: usize = 1_500;
    let schemas = (0..SCHEMAS).map(|index| {
        // Circles of fifty types, which stand apart in the order of names.
        let next = index - index % 50 + (index + 1) % 50;
        format!(
            "    Node{index}: {{ type: object, properties: {{ id: {{ type: integer, xml: {{ attribute: true }} }}, \
             text: {{ type: string }}, size: {{ type: number }}, kind: {{ type: string, xml: {{ name: Kind }} }}, \
             next: {{ $ref: '#/components/schemas/Node{next}' }} }} }}\n"
        )
    });
    let paths = (0..SCHEMAS).step_by(50).map(|index| {
        let body = format!("content: {{ application/xml: {{ schema: {{ $ref: '#/components/schemas/Node{index}' }} }} }}");
        format!(
            "  /a{index}:\n    get:\n      operationId: get{index}\n      responses: {{ '200': {{ description: D, {body} }} }}\n"
        )
    });
    let text = format!(
        "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths:\n{}components:\n  schemas:\n{}",
        paths.collect::<String>(),
        schemas.collect::<String>()
    );
    let mut options = Options::default();
    options.runtime_path = Some(repository().join("runtime"));
    let generated = Generator::from_text("nodes.yaml", text).options(options).generate().expect("the document is one");
    let files = generated.crate_files();
    let lines = |path: &str| files.get(path).map(|text| text.lines().count());
    let (first, second) = (lines("src/xml.rs"), lines("src/xml/part_2.rs"));
    assert!(first.is_some() && second.is_some(), "{first:?}, {second:?}");
    assert!(files.iter().all(|(_, text)| text.lines().count() <= 6_000));
    check(&files, "nodes", &[""]);
}

/// Options may name operations and schemas that are left out by choice: they are for other clients of the document too.
#[test]
fn options_may_name_what_is_left_out() {
    let text = "[select]\ninclude = [\"tag:ships\"]\n[names]\nlistBerths = \"berths\"\n\"*Log\" = \"log_*\"\nIdle = \"Lazy\"\n\
                \"Entry.text\" = \"words\"\n[override]\n\"#/paths/~1log/get/parameters/0/schema\" = \"u8\"\n[types.State]\n\
                derives = [\"Eq\"]\n";
    let generate = |text: &str| {
        let mut options = Options::from_toml(text).expect("it can be read");
        options.allow.insert("unbounded-number").expect("it is a code");
        Generator::new(document()).options(options).generate()
    };
    let generated = generate(text).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(generated.inspect().operations.len(), 3);
    let error = generate(&text.replace("Idle =", "Idel =")).unwrap_err().to_string();
    assert!(error.contains("`Idel`"), "{error}");
}
