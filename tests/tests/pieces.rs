//! Documents in several files, with overlays, and what may be read for them.

use std::fs;
use std::path::Path;

use callsmith::{Error, Generated, Generator, Inspection, Options, Report};

/// The head of a document of OpenAPI 3.1.
const HEAD: &str = "openapi: 3.1.0\ninfo: { title: Pieces, version: '1' }\npaths: {}\n";

fn generate(generator: &Generator) -> Generated {
    generator.generate().unwrap_or_else(|error| panic!("{error}"))
}

fn errors(generator: &Generator) -> Vec<Report> {
    match generator.generate() {
        Err(Error::Document(reports)) => reports,
        other => panic!("the document was to be rejected: {other:?}"),
    }
}

/// The names and pointers of types, in the order of their names.
fn types(inspection: &Inspection) -> Vec<(String, String)> {
    let mut types: Vec<(String, String)> =
        inspection.types.iter().map(|ty| (ty.rust.replace("types::", ""), ty.pointer.clone())).collect();
    types.sort();
    types
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
}

fn options(set: impl FnOnce(&mut Options)) -> Options {
    let mut options = Options::default();
    set(&mut options);
    options
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("folders can be made");
        fs::write(path, text).expect("the folder is writable");
    }
}

#[test]
fn texts_at_hand_stand_for_files() {
    let root = format!("{HEAD}components: {{ schemas: {{ Pet: {{ $ref: '../common/pet.json#/$defs/Pet' }} }} }}\n");
    let pet = r##"{ "$defs": { "Pet": { "type": "object", "properties": {
        "toy": { "$ref": "./toy.yaml" }, "friends": { "type": "array", "items": { "$ref": "#/$defs/Pet" } } } } } }"##;
    let generator = Generator::from_text("api/openapi.yaml", root)
        .document("common/pet.json", pet)
        .document("./common/../common/toy.yaml", "type: object\nproperties: { name: { type: string } }\n");
    assert_eq!(
        types(&generate(&generator).inspect()),
        pairs(&[("Pet", "common/pet.json#/$defs/Pet"), ("Toy", "common/toy.yaml#")])
    );
}

#[test]
fn urls_are_asked_of_the_resolver_when_they_are_allowed() {
    let root = format!("{HEAD}components: {{ schemas: {{ Pet: {{ $ref: 'https://example.com/a/pet.yaml' }} }} }}\n");
    let generator = Generator::from_text("openapi.yaml", root).resolver(|url| match url {
        "https://example.com/a/pet.yaml" => {
            Ok("type: object\nproperties: { toy: { $ref: ../b/toy.yaml } }\n".to_owned())
        }
        other => Err(format!("nobody asked for {other}")),
    });
    let refused = errors(&generator);
    assert_eq!(refused[0].code.name(), "external-reference");
    let allowed = generator.options(options(|options| {
        options.allow_urls.push("https://example.com/a".parse().unwrap());
    }));
    let refused = errors(&allowed);
    assert_eq!(refused[0].message, "`https://example.com/b/toy.yaml` may not be fetched");
    assert_eq!(refused[0].location.as_ref().unwrap().file, "https://example.com/a/pet.yaml");
    let at_hand = generate(&allowed.document("https://example.com/b/toy.yaml", "type: object\nproperties: {}\n"));
    assert_eq!(
        types(&at_hand.inspect()),
        pairs(&[("Pet", "https://example.com/a/pet.yaml#"), ("Toy", "https://example.com/b/toy.yaml#")])
    );
}

#[test]
fn a_file_is_read_once_however_it_is_spelt() {
    let folder = tempfile::tempdir().unwrap();
    let root = format!(
        "{HEAD}components:\n  schemas:\n    A: {{ type: object, properties: {{ a: {{ $ref: pet.yaml }}, \
         b: {{ $ref: './x/../pet.yaml' }}, c: {{ $ref: 'p%65t.yaml#' }} }} }}\n"
    );
    write(
        folder.path(),
        &[("openapi.yaml", &root), ("pet.yaml", "type: object\nproperties: { n: { type: string } }\n")],
    );
    let generated = generate(&Generator::new(folder.path().join("openapi.yaml")));
    assert_eq!(generated.documents().len(), 2);
    assert_eq!(generated.inspect().types.len(), 2);
}

#[test]
fn ids_and_anchors_are_followed() {
    let root = format!(
        "{HEAD}components:
  schemas:
    Root:
      $id: https://example.com/schemas/root
      type: object
      properties:
        near: {{ $ref: '#part' }}
        far: {{ $ref: other }}
        inner: {{ $ref: '#/$defs/Inner' }}
      $defs:
        Inner: {{ $anchor: part, type: object, properties: {{ a: {{ type: string }} }} }}
    Other: {{ $id: 'https://example.com/schemas/other', type: object, properties: {{ b: {{ $ref: 'root#part' }} }} }}
"
    );
    let generated = generate(&Generator::from_text("openapi.yaml", root));
    assert_eq!(generated.reports(), []);
    let module = generated.module();
    // What is reached in three ways is one type, called after the first of them by name.
    for field in ["pub near: Option<OtherB>", "pub far: Option<Other>", "pub inner: Option<OtherB>"] {
        assert!(module.contains(field), "{field}\n{module}");
    }
}

#[test]
fn overlays_are_applied_in_their_order() {
    let root = "openapi: 3.0.3
info: { title: Overlaid, version: '1' }
paths:
  /pets:
    get: { operationId: listPets, parameters: [{ name: a, in: query, schema: { type: string } }], responses: {} }
    delete: { operationId: deletePets, responses: {} }
  /toys:
    get: { operationId: listToys, responses: {} }
";
    let first = "overlay: 1.0.0
info: { title: first, version: '1' }
actions:
  - { target: '$.paths.*.delete', remove: true }
  - { target: '$.paths.*.get', update: { deprecated: true } }
  - { target: '$.paths[\"/pets\"].get.parameters', update: { name: b, in: query, schema: { type: integer } } }
";
    let second = "overlay: 1.1.0
info: { title: second, version: '1' }
actions:
  - { target: '$.paths[\"/toys\"]', update: { put: {} } }
  - { target: '$.paths[\"/toys\"].put', copy: '$.paths[\"/pets\"].get' }
  - { target: '$.paths[\"/toys\"].put.operationId', update: changeToys }
  - { target: '$.paths[\"/toys\"].put.parameters[?@.name == \"a\"]', remove: true }
";
    let generator = Generator::from_text("openapi.yaml", root)
        .document("first.yaml", first)
        .document("second.yaml", second)
        .options(options(|options| options.overlays = vec!["first.yaml".into(), "second.yaml".into()]));
    let operations: Vec<(String, bool, Vec<String>)> = generate(&generator)
        .inspect()
        .operations
        .into_iter()
        .map(|operation| {
            let names = operation.parameters.into_iter().map(|parameter| parameter.name).collect();
            (operation.id, operation.deprecated, names)
        })
        .collect();
    let operation =
        |id: &str, names: &[&str]| (id.to_owned(), true, names.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(
        operations,
        [operation("listPets", &["a", "b"]), operation("listToys", &[]), operation("changeToys", &["b"])]
    );
}

#[test]
fn nothing_is_read_outside_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.yaml");
    let absolute = secret.to_string_lossy().into_owned();
    write(folder.path(), &[("secret.yaml", "SECRET: { type: object }\n"), ("api/other.yaml", "type: object\n")]);
    for reference in [
        "../secret.yaml#/SECRET",
        "%2e%2e/secret.yaml#/SECRET",
        "x/../../secret.yaml#/SECRET",
        "../api/../secret.yaml",
        &absolute,
        &format!("file://{absolute}"),
        "//localhost/secret.yaml",
        "/etc/passwd",
        "../../../../../../../../etc/passwd",
        "https://localhost/secret.yaml",
        "ftp://localhost/secret.yaml",
        "data:text/plain,secret",
    ] {
        let root = format!("{HEAD}components: {{ schemas: {{ A: {{ $ref: '{reference}' }} }} }}\n");
        write(folder.path(), &[("api/openapi.yaml", &root)]);
        let reports = errors(&Generator::new(folder.path().join("api/openapi.yaml")));
        assert_eq!(reports.len(), 1, "{reference}: {reports:#?}");
        assert_eq!(reports[0].code.name(), "external-reference", "{reference}");
        assert_eq!(reports[0].location.as_ref().unwrap().line, 4, "{reference}");
        assert!(!reports[0].rendered().contains("SECRET\n"), "{reference}");
    }
    let allowed = options(|options| options.allow_folders.push(folder.path().to_owned()));
    let root = format!("{HEAD}components: {{ schemas: {{ A: {{ $ref: '../secret.yaml#/SECRET' }} }} }}\n");
    write(folder.path(), &[("api/openapi.yaml", &root)]);
    generate(&Generator::new(folder.path().join("api/openapi.yaml")).options(allowed));
}

#[cfg(unix)]
#[test]
fn links_lead_no_further() {
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().unwrap();
    let root = format!("{HEAD}components: {{ schemas: {{ A: {{ $ref: link.yaml }}, B: {{ $ref: out/b.yaml }} }} }}\n");
    write(folder.path(), &[("api/openapi.yaml", &root), ("secret.yaml", "{}"), ("else/b.yaml", "{}")]);
    symlink("../secret.yaml", folder.path().join("api/link.yaml")).unwrap();
    symlink("../else", folder.path().join("api/out")).unwrap();
    let generator = Generator::new(folder.path().join("api/openapi.yaml"));
    let codes: Vec<&str> = errors(&generator).iter().map(|report| report.code.name()).collect();
    assert_eq!(codes, ["external-reference", "external-reference"]);
    // A link that leads somewhere else in the folder is a file of it.
    write(folder.path(), &[("api/real.yaml", "{}"), ("api/real/b.yaml", "{}")]);
    fs::remove_file(folder.path().join("api/link.yaml")).unwrap();
    fs::remove_file(folder.path().join("api/out")).unwrap();
    symlink("real.yaml", folder.path().join("api/link.yaml")).unwrap();
    symlink("real", folder.path().join("api/out")).unwrap();
    generate(&generator);
}

#[cfg(unix)]
#[test]
fn devices_are_not_read() {
    let allowed = options(|options| options.allow_folders.push("/dev".into()));
    let root = format!("{HEAD}components: {{ schemas: {{ A: {{ $ref: /dev/zero }}, B: {{ $ref: /dev/. }} }} }}\n");
    let reports = errors(&Generator::from_text("openapi.yaml", root).options(allowed));
    let messages: Vec<&str> = reports.iter().map(|report| report.message.as_str()).collect();
    assert_eq!(
        messages,
        ["`/dev/zero` cannot be read: it is no regular file", "`/dev` cannot be read: it is a folder"]
    );
}

#[test]
fn files_may_lead_round_in_circles() {
    let folder = tempfile::tempdir().unwrap();
    let item =
        |n: usize| format!("get: {{ operationId: get{n}, responses: {{ '200': {{ $ref: r{}.yaml }} }} }}\n", n + 1);
    let root = HEAD.replace("paths: {}", "paths: { /a: { $ref: i0.yaml }, /b: { $ref: r5.yaml } }");
    write(folder.path(), &[("openapi.yaml", &root), ("i0.yaml", &item(0))]);
    for n in 0..500 {
        let next = if n == 499 { 0 } else { n + 1 };
        write(folder.path(), &[(&format!("r{n}.yaml"), &format!("$ref: r{next}.yaml\n"))]);
    }
    let generated = generate(&Generator::new(folder.path().join("openapi.yaml")));
    let reports = generated.reports();
    assert!(reports.iter().any(|report| report.code.name() == "circular-reference"), "{reports:#?}");
    assert_eq!(generated.inspect().operations.len(), 1, "that at `/b` is left out");
    // A chain that ends is followed, however long it is.
    write(folder.path(), &[("r499.yaml", "description: The end.\n")]);
    write(folder.path(), &[("openapi.yaml", &root.replace(", /b: { $ref: r5.yaml }", ""))]);
    assert_eq!(generate(&Generator::new(folder.path().join("openapi.yaml"))).documents().len(), 501);
}

/// The fields of a struct as they are declared.
fn fields(module: &str, name: &str) -> Vec<String> {
    let start = format!("pub struct {name} {{");
    let body = module.split_once(&start).unwrap_or_else(|| panic!("there is no `{name}`\n{module}")).1;
    let lines = body.split_once("\n    }").expect("a struct ends").0.lines();
    lines
        .filter_map(|line| line.trim().strip_prefix("pub "))
        .map(|line| line.trim_end_matches(',').to_owned())
        .collect()
}

#[test]
fn dynamic_references_are_filled() {
    // With an `$id` for each, as the specification wants it, and without.
    for ids in [true, false] {
        let id = |name: &str| if ids { format!("$id: {name}") } else { "x-id: none".to_owned() };
        let to = |name: &str| if ids { name.to_owned() } else { format!("'#/components/schemas/{name}'") };
        let root = format!(
            "{HEAD}components:
  schemas:
    Page:
      {page}
      type: object
      properties:
        items: {{ type: array, items: {{ $dynamicRef: '#item' }} }}
        next: {{ $ref: {to_page} }}
      $defs: {{ any: {{ $dynamicAnchor: item }} }}
    PetPage:
      {pets}
      $ref: {to_page}
      $defs: {{ pet: {{ $dynamicAnchor: item, $ref: '#/components/schemas/Pet' }} }}
    NumberPage:
      {numbers}
      $ref: {to_page}
      $defs: {{ number: {{ $dynamicAnchor: item, type: number, format: double }} }}
    Pet: {{ type: object, properties: {{ name: {{ type: string }} }} }}
",
            page = id("Page"),
            pets = id("PetPage"),
            numbers = id("NumberPage"),
            to_page = to("Page"),
        );
        // A JSON Pointer within an embedded resource is relative to that.
        let root = if ids {
            root.replace("$ref: '#/components/schemas/Pet'", "$ref: Pet")
                .replace("Pet: { type", "Pet: { $id: Pet, type")
        } else {
            root
        };
        let generated = generate(&Generator::from_text("openapi.yaml", root));
        let module = generated.module();
        assert_eq!(generated.reports(), [], "{ids}");
        let page = |name: &str| fields(&module, name);
        assert_eq!(page("PetPage"), ["items: Option<Vec<Pet>>", "next: Option<Box<PetPage>>"], "{module}");
        assert_eq!(page("NumberPage"), ["items: Option<Vec<f64>>", "next: Option<Box<NumberPage>>"], "{module}");
        assert_eq!(
            page("Page"),
            ["items: Option<Vec<::callsmith_runtime::JsonValue>>", "next: Option<Box<Page>>"],
            "{module}"
        );
    }
}

#[test]
fn a_tree_is_extended() {
    let root = format!(
        "{HEAD}components:
  schemas:
    Tree:
      $id: tree
      $dynamicAnchor: node
      type: object
      properties:
        data: {{ type: string }}
        children: {{ type: array, items: {{ $dynamicRef: '#node' }} }}
    StrictTree:
      $id: strict-tree
      $dynamicAnchor: node
      $ref: tree
      description: Nothing else.
    Plain: {{ type: object, properties: {{ tree: {{ $dynamicRef: 'tree#node' }} }} }}
"
    );
    let module = generate(&Generator::from_text("openapi.yaml", root)).module();
    assert_eq!(fields(&module, "Tree"), ["data: Option<String>", "children: Option<Vec<Tree>>"]);
    assert_eq!(fields(&module, "StrictTree"), ["data: Option<String>", "children: Option<Vec<StrictTree>>"]);
    assert_eq!(fields(&module, "Plain"), ["tree: Option<Tree>"]);
}
