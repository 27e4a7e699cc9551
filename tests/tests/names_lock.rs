//! Names that stay: with a lock, the next version of a document renames nothing that both versions have.

use std::fs;

use callsmith::{Generated, Generator, Methods, Options};
use callsmith_tests::fixtures;
use callsmith_tools::names::versions;

fn generated(text: &str, lock: Option<&str>) -> Generated {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut options = Options::default();
    options.keep_going = true;
    let mut generator = Generator::from_text("document.json", text).options(options);
    if let Some(lock) = lock {
        let file = folder.path().join("callsmith.names");
        fs::write(&file, lock).expect("the file can be written");
        generator = generator.names_lock(file);
    }
    generator.generate().expect("it is a document")
}

const BEFORE: &str = r##"{
    "openapi": "3.0.3", "info": {"title": "Shapes", "version": "1"},
    "paths": {"/shapes": {"get": {"operationId": "list_shapes", "responses": {"200": {"description": "", "content": {
        "application/json": {"schema": {"oneOf": [
            {"type": "object", "properties": {"a": {"type": "string", "enum": ["x", "y"]}}},
            {"type": "object", "properties": {"a": {"type": "integer"}, "c": {"type": "string"}}}
        ]}}}}}}}},
    "components": {"schemas": {
        "shape": {"type": "object", "properties": {"a-b": {"type": "string"}, "kind": {"type": "string", "enum": ["b c"]}}}
    }}
}"##;

#[test]
fn a_lock_keeps_what_new_items_would_take() {
    let lock = generated(BEFORE, None).names_lock();
    // A schema, a property, a value and an operation that would be granted the names, and an alternative in front.
    let after = BEFORE
        .replace(r#""shape": {"#, r#""Shape": {"type": "object", "properties": {"z": {"type": "string"}}}, "shape": {"#)
        .replace(r#""a-b": {"#, r#""a_b": {"type": "integer"}, "a-b": {"#)
        .replace(r#"["b c"]"#, r#"["BC", "b c"]"#)
        .replace(r#""oneOf": ["#, r#""oneOf": [{"type": "object", "properties": {"a": {"type": "boolean"}}},"#)
        .replace(
            r#"{"/shapes": {"#,
            r#"{"/list": {"get": {"operationId": "listShapes", "responses": {}}}, "/shapes": {"#,
        );
    let pointer = "#/paths/~1shapes/get/responses/200/content/application~1json/schema/oneOf";
    let moved = [0, 1].map(|index| (format!("{pointer}/{index}"), format!("{pointer}/{}", index + 1)));
    let (both, renamed) = versions::renamed(&lock, &generated(&after, Some(&lock)).names_lock(), &moved);
    assert_eq!((both, renamed), (lock.lines().count() - 1, Vec::new()), "{lock}");
    let (_, without) = versions::renamed(&lock, &generated(&after, None).names_lock(), &moved);
    assert!(!without.is_empty(), "a new item takes a name where there is no lock");
}

#[test]
fn an_operation_is_known_by_its_id_or_by_its_request() {
    let document = |first: &str, second: &str| {
        let operation = |id: &str| format!(r#"{{"get": {{"operationId": "{id}", "responses": {{}}}}}}"#);
        let paths = format!(r#"{{"/a": {}, "/b": {}}}"#, operation(first), operation(second));
        format!(r#"{{"openapi": "3.0.3", "info": {{"title": "Shapes", "version": "1"}}, "paths": {paths}}}"#)
    };
    let lock = generated(&document("list_all", "listAll"), None).names_lock();
    let name = |text: &str, key: &str| {
        let line = text.lines().find(|line| line.starts_with(key)).unwrap_or_default();
        line.rsplit(' ').next().unwrap_or_default().to_owned()
    };
    let [first, second] = ["#/paths/~1a/get", "#/paths/~1b/get"].map(|at| name(&lock, &format!("method {at} ")));
    assert_ne!(first, second);
    for (ids, expected) in [
        // Another id: the request is the same. An id that has moved takes its name along.
        (("list_all", "find"), [first.as_str(), second.as_str()]),
        (("find", "listAll"), [first.as_str(), second.as_str()]),
        (("listAll", "list_all"), [second.as_str(), first.as_str()]),
        (("find", "list_all"), ["find", first.as_str()]),
    ] {
        let after = generated(&document(ids.0, ids.1), Some(&lock)).names_lock();
        let names = ["#/paths/~1a/get", "#/paths/~1b/get"].map(|at| name(&after, &format!("method {at} ")));
        assert_eq!(names, expected.map(str::to_owned), "{ids:?}\n{after}");
    }
}

#[test]
fn of_types_that_were_one_those_that_have_not_changed_keep_the_name() {
    const STRING: &str = r#""type": "string""#;
    let level = |inner: String| format!(r#"{{"type": "object", "properties": {{"in": {inner}}}}}"#);
    let deep = |leaf: &str| (0..7).fold(format!("{{{leaf}}}"), |inner, _| level(inner));
    let document = |first: &str| {
        let operation = |id: &str, leaf: &str| {
            format!(
                r#"{{"get": {{"operationId": "{id}", "responses": {{"200": {{"description": "", "content": {{"application/json": {{"schema": {}}}}}}}}}}}}}"#,
                deep(leaf)
            )
        };
        let paths = format!(r#"{{"/a": {}, "/b": {}}}"#, operation("listOne", first), operation("listTwo", STRING));
        format!(r#"{{"openapi": "3.0.3", "info": {{"title": "Shapes", "version": "1"}}, "paths": {paths}}}"#)
    };
    let lock = generated(&document(STRING), None).names_lock();
    let of_second = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("type #/paths/~1b/")).map(str::to_owned).collect()
    };
    assert!(of_second(&lock).len() >= 7, "{lock}");
    for leaf in [r#""type": "integer""#, r#""type": "string", "nullable": true"#] {
        let after = generated(&document(leaf), Some(&lock)).names_lock();
        assert_eq!(of_second(&after), of_second(&lock), "{leaf}\n{after}");
    }
}

#[test]
fn the_text_of_a_lock_is_that_of_its_client() {
    let lock = generated(BEFORE, None).names_lock();
    let again = generated(BEFORE, Some(&lock));
    assert_eq!(again.names_lock(), lock);
    assert_eq!(again.module(), generated(BEFORE, None).module());
}

#[test]
fn no_fixture_has_a_name_that_goes() {
    let (mut both, mut documents) = (0, 0);
    for path in fixtures::golden() {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let Ok(document) = serde_yaml::from_str::<serde_json::Value>(&text) else { continue };
        if document.to_string().contains(".yaml") {
            continue;
        }
        let next = versions::next(&document);
        let lock = generated(&document.to_string(), None).names_lock();
        let after = generated(&next.document.to_string(), Some(&lock)).names_lock();
        let (count, renamed) = versions::renamed(&lock, &after, &next.moved);
        // Arrays of one shape are known by their place alone.
        let renamed: Vec<String> = renamed.into_iter().filter(|line| !line.contains(" \"list of #")).collect();
        assert!(renamed.is_empty(), "{}:\n{}", path.display(), renamed.join("\n"));
        (both, documents) = (both + count, documents + 1);
    }
    assert!(documents > 50 && both > 2_000, "{documents} documents, {both} items");
}

const LOAVES: &str = r##"{
    "openapi": "3.1.0", "info": {"title": "Loaves", "version": "1"},
    "paths": {"/loaves": {"get": {"operationId": "listLoaves", "parameters": [
        {"name": "a", "in": "query", "required": true, "schema": {"type": "string"}},
        {"name": "b", "in": "query", "required": true, "schema": {"type": "string"}},
        {"name": "c", "in": "query", "required": true, "schema": {"type": "string"}},
        {"name": "d", "in": "query", "required": true, "schema": {"type": "string"}},
        {"name": "id", "in": "query", "schema": {"type": "string"}},
        {"name": "id", "in": "header", "schema": {"type": "string", "enum": ["x", "y"]}}
    ], "responses": {"200": {"description": "", "content": {"application/json": {"schema": {
        "type": "array", "items": {"$ref": "#/components/schemas/io.bakery.v1.Loaf"}}}}}}}}},
    "components": {"schemas": {
        "io.bakery.v1.Loaf": {"type": "object", "properties": {"flour": {"type": "string", "enum": ["rye", "wheat"]}}}
    }}
}"##;

/// The client of a document with some options, or the errors.
fn configured(toml: &str) -> Result<String, String> {
    let options = Options::from_toml(toml).map_err(|error| error.to_string())?;
    let generator = Generator::from_text("loaves.json", LOAVES).options(options);
    generator.generate().map(|client| client.module()).map_err(|error| error.to_string())
}

#[test]
fn all_items_are_configured_by_their_names_in_rust() {
    let text = configured(
        r##"
        [names]
        strip-prefix = ["io.*.v1."]
        LoafFlour = "Grain"
        "LoafFlour.Rye" = "Dark"
        "listLoaves.query.id" = "loaf"
        "listLoaves.a" = "first"
        ListLoavesArguments = "Wanted"
        [types."*"]
        attributes = ["#[must_use]"]
        [types.Grain]
        derives = ["::core::hash::Hash"]
        [types.Wanted]
        derives = ["PartialEq"]
        [types."listLoaves.id"]
        attributes = ["#[non_exhaustive]"]
        "##,
    )
    .expect("all of them are known");
    for part in [
        "pub struct Loaf {",
        "pub enum Grain {",
        "Dark,",
        "pub fn loaf(self",
        "pub first: &'a str",
        "pub struct Wanted<'a>",
        "#[derive(::core::hash::Hash)]",
        "#[non_exhaustive]",
    ] {
        assert!(text.contains(part), "{part}:\n{text}");
    }
    assert!(text.matches("#[must_use]").count() >= 3, "{text}");
}

#[test]
fn help_leads_to_a_key_that_can_be_used() {
    for (toml, message, help) in [
        (
            "[types.IoBakeryV1LoafFlur]\nderives = [\"Eq\"]",
            "there is no operation or type `IoBakeryV1LoafFlur`",
            "`IoBakeryV1LoafFlour`",
        ),
        ("[names]\n\"listLoaves.id\" = \"x\"", "names more than one thing", "`operation.query.name`"),
        ("[types.\"*Bread\"]\nderives = [\"Eq\"]", "no type matches `*Bread`", "inspect"),
        ("[names]\nstrip-prefix = [\"io.mill.\"]", "no name of a schema begins with `io.mill.`", "inspect"),
        ("[names]\nstrip-prefix = [\"*\"]", "`*` is not a prefix", "write how names begin"),
        ("[names]\ncompounds = [\"a b\"]", "`a b` is not a compound", "letters and digits"),
        ("[names]\n\"*x\" = \"*y*\"", "`*y*` has more `*` than `*x`", ""),
    ] {
        let error = configured(toml).expect_err("it is wrong");
        assert!(error.contains(message) && error.contains(help), "{toml}: {error}");
    }
}

#[test]
fn the_parts_of_a_pattern_stand_in_the_order_of_the_key() {
    let text = configured("[names]\n\"*st*ves\" = \"*_of_*\"").expect("it is like the operation");
    assert!(text.contains("pub fn li_of_loa(&self"), "{text}");
}

/// Methods of groups have lines of their own: the names of flat ones stay theirs, and come back with them.
#[test]
fn a_lock_keeps_the_names_of_methods_in_groups() {
    let operation = |method: &str, id: &str| {
        format!(
            "\"{method}\": {{\"tags\": [\"pets\"], \"operationId\": \"{id}\", \"responses\": {{\"204\": {{\"description\": \"\"}}}}}}"
        )
    };
    let document = |operations: &[String]| {
        let paths = format!("{{\"/pets\": {{{}}}}}", operations.join(", "));
        format!("{{\"openapi\": \"3.1.0\", \"info\": {{\"title\": \"Pets\", \"version\": \"1\"}}, \"paths\": {paths}}}")
    };
    let calls = |text: &str, lock: Option<&str>, methods: Methods| {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join("callsmith.names");
        fs::write(&file, lock.unwrap_or_default()).expect("the file can be written");
        let generator = Generator::from_text("document.json", text).methods(methods).names_lock(file);
        let generated = generator.generate().expect("it is a document");
        let calls: Vec<String> = generated.inspect().operations.into_iter().map(|operation| operation.call).collect();
        (calls, generated.names_lock())
    };
    let before = document(&[operation("get", "pets/list"), operation("put", "petsFeed")]);
    let (flat, of_flat) = calls(&before, None, Methods::Flat);
    assert_eq!(flat, ["pets_list", "pets_feed"]);
    // A lock of flat methods gives those of groups no names.
    let (grouped, of_grouped) = calls(&before, Some(&of_flat), Methods::Grouped);
    assert_eq!(grouped, ["pets().list", "pets().feed"]);
    // What would take a name, and what would make it ambiguous.
    let after = document(&[
        operation("get", "pets/list"),
        operation("put", "petsFeed"),
        operation("post", "list"),
        operation("delete", "feed"),
    ]);
    assert_eq!(
        calls(&after, None, Methods::Grouped).0,
        ["pets().pets_list", "pets().pets_feed", "pets().list", "pets().feed"]
    );
    let (renamed, _) = calls(&after, Some(&of_grouped), Methods::Grouped);
    assert_eq!(renamed, ["pets().list", "pets().feed", "pets().list2", "pets().feed2"]);
    // An operation that has moved is known by its id.
    let moved = before.replace("\"/pets\"", "\"/all-pets\"");
    assert_eq!(calls(&moved, Some(&of_grouped), Methods::Grouped).0, ["pets().list", "pets().feed"]);
}
