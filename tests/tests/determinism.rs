//! The same document gives the same bytes, and what has not changed is not written.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use callsmith::{Files, Generator};
use callsmith_tests::fixtures;
use callsmith_tools::synthetic::{self, Tags};

fn crate_files(name: &str, text: &str) -> Files {
    Generator::from_text(name, text).generate().unwrap_or_else(|error| panic!("{name}: {error}")).crate_files()
}

#[test]
fn two_runs_give_the_same_bytes() {
    for (name, document) in fixtures::clients() {
        let [first, second] = [(); 2].map(|()| Generator::new(&document).generate().unwrap());
        assert_eq!(first.module(), second.module(), "{name}");
        assert_eq!(first.crate_files(), second.crate_files(), "{name}");
        assert_eq!(first.inspect(), second.inspect(), "{name}");
        assert_eq!(first.reports(), second.reports(), "{name}");
    }
}

/// Hash maps are seeded anew for each of them, so an order that comes from one differs within a process too.
#[test]
fn a_large_document_gives_the_same_bytes() {
    let text = synthetic::document(300, Tags::Every(20)).to_string();
    assert_eq!(crate_files("large", &text), crate_files("large", &text));
}

/// The entries of `components` have no order.
#[test]
fn the_order_of_components_does_not_show() {
    let text = |schemas: [&str; 3], schemes: [&str; 2]| {
        format!(
            r##"{{"openapi":"3.0.3","info":{{"title":"order","version":"1"}},"paths":{{"/a":{{"get":{{"operationId":"get",
            "security":[{{"key":[]}},{{"token":[]}}],"responses":{{"200":{{"description":"","content":{{
            "application/json":{{"schema":{{"$ref":"#/components/schemas/Pet"}}}}}}}}}}}}}}}},
            "components":{{"schemas":{{{}}},"securitySchemes":{{{}}}}}}}"##,
            schemas.join(","),
            schemes.join(",")
        )
    };
    let pet = r##""Pet":{"type":"object","properties":{"toy":{"$ref":"#/components/schemas/toy"},
        "Toy":{"$ref":"#/components/schemas/Toy"},"own":{"type":"object","properties":{"a":{"type":"string"}}}}}"##;
    let [toy, other] = [r#""Toy":{"type":"string","enum":["a"]}"#, r#""toy":{"type":"object","properties":{}}"#];
    let key = r#""key":{"type":"apiKey","in":"header","name":"X-Key"}"#;
    let token = r#""token":{"type":"http","scheme":"bearer"}"#;
    let one = crate_files("order", &text([pet, toy, other], [key, token]));
    assert_eq!(one, crate_files("order", &text([other, toy, pet], [token, key])));
}

/// Nor have the types that are copies of others for requests, whatever takes their names.
#[test]
fn the_order_of_schemas_does_not_show_in_copies_of_them() {
    let schemas = [
        r##""Pet":{"type":"object","required":["id"],"properties":{"id":{"type":"string","readOnly":true},
            "toy":{"$ref":"#/components/schemas/pet"}}}"##,
        r#""pet":{"type":"object","required":["id"],"properties":{"id":{"type":"integer","readOnly":true}}}"#,
        r#""PetRequest":{"type":"object","properties":{"id":{"type":"boolean"}}}"#,
    ];
    let text = |order: [usize; 3]| {
        format!(
            r##"{{"openapi":"3.0.3","info":{{"title":"order","version":"1"}},"paths":{{"/a":{{"put":{{"operationId":"put",
            "requestBody":{{"content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/Pet"}}}}}}}},
            "responses":{{"200":{{"description":"","content":{{"application/json":{{"schema":
            {{"$ref":"#/components/schemas/Pet"}}}}}}}}}}}}}}}},"components":{{"schemas":{{{}}}}}}}"##,
            order.map(|index| schemas[index]).join(",")
        )
    };
    let one = crate_files("order", &text([0, 1, 2]));
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(one, crate_files("order", &text(order)), "{order:?}");
    }
}

/// Generated code depends neither on the folder of a document, nor on the working directory.
#[test]
fn the_place_of_a_document_does_not_show() {
    let text = fs::read_to_string(fixtures::path("example/openapi.yaml")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("elsewhere.yaml");
    fs::write(&copy, &text).unwrap();
    let copied = Generator::new(&copy).generate().unwrap();
    assert_eq!(copied.crate_files(), crate_files("example", &text));
    let folder = folder.path().to_string_lossy().into_owned();
    for (path, content) in copied.crate_files().iter() {
        assert!(!content.contains(&folder), "{} names the folder of the document", path.display());
    }
}

#[test]
fn a_second_write_leaves_every_file_alone() {
    let folder = tempfile::tempdir().unwrap();
    let generated = Generator::new(fixtures::path("example/openapi.yaml")).generate().unwrap();
    let files = generated.crate_files();
    files.write(folder.path()).unwrap();
    let written = contents(folder.path());
    let paths: Vec<&Path> = written.keys().map(PathBuf::as_path).collect();
    assert_eq!(paths, files.iter().map(|(path, _)| path).collect::<Vec<_>>());

    let long_ago = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    for path in written.keys() {
        fs::File::options().write(true).open(folder.path().join(path)).unwrap().set_modified(long_ago).unwrap();
    }
    files.write(folder.path()).unwrap();
    assert_eq!(contents(folder.path()), written);
    for path in written.keys() {
        let modified = fs::metadata(folder.path().join(path)).unwrap().modified().unwrap();
        assert_eq!(modified, long_ago, "{} was written again", path.display());
    }

    let (changed, _) = written.first_key_value().unwrap();
    fs::write(folder.path().join(changed), "changed").unwrap();
    files.write(folder.path()).unwrap();
    assert_eq!(contents(folder.path()), written);
}

/// All files below a folder with what is in them.
fn contents(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("a folder can be read") {
            let path = entry.expect("a folder can be read").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let text = fs::read_to_string(&path).expect("a file of the client is text");
                files.insert(path.strip_prefix(folder).expect("it is below").to_owned(), text);
            }
        }
    }
    files
}
