//! The tables against `docs/annotations.md`.

use std::collections::{BTreeMap, BTreeSet};

use super::extension::EXTENSIONS;
use super::{FieldUse, Kind, OPENAPI_3, ObjectShape, OtherKeys, SWAGGER_2, keyword_shape};
use crate::spec::Keyword;

/// The keywords of the tables before and behind the headline `Extensions`, each with its objects.
fn listed() -> [BTreeMap<String, BTreeSet<String>>; 2] {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/annotations.md");
    let text = std::fs::read_to_string(path).unwrap();
    let mut tables = [BTreeMap::new(), BTreeMap::new()];
    let mut table = 0;
    for line in text.lines() {
        table = if line == "## Extensions" { 1 } else { table };
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [keywords, objects, ..] = cells[..] else { continue };
        // `Security Scheme (http)` is about some of the objects.
        let objects = objects.split(',').map(|object| object.split(" (").next().unwrap_or_default().trim().to_owned());
        let objects: Vec<String> = objects.collect();
        for keyword in keywords.split(',').filter_map(|word| word.trim().strip_prefix('`')?.strip_suffix('`')) {
            let entry: &mut BTreeSet<String> = tables[table].entry(keyword.to_owned()).or_default();
            entry.extend(objects.iter().cloned());
        }
    }
    tables
}

/// All shapes that the documents of a version can have.
fn shapes(root: &'static ObjectShape, all: &mut BTreeMap<usize, &'static ObjectShape>) {
    if all.insert(std::ptr::from_ref(root).addr(), root).is_some() {
        return;
    }
    let entries = match root.other_keys {
        OtherKeys::Entries(kind) => Some(kind),
        OtherKeys::Nothing | OtherKeys::Keywords => None,
    };
    for mut kind in root.fields.iter().map(|field| field.kind).chain(entries) {
        while let Kind::List(inner) | Kind::Map(inner) = kind {
            kind = *inner;
        }
        if let Kind::Object(shape) | Kind::OrReference(shape) = kind {
            shapes(shape, all);
        }
    }
}

#[test]
fn fields_that_are_annotations_are_listed() {
    let [annotations, _] = listed();
    let mut all = BTreeMap::new();
    let of_schemas =
        [Keyword::Discriminator, Keyword::Xml, Keyword::ExternalDocs].map(|name| keyword_shape(name).unwrap());
    [&SWAGGER_2, &OPENAPI_3].into_iter().chain(of_schemas).for_each(|root| shapes(root, &mut all));
    let stands = |key: &str, name: &str| {
        ["*", key].iter().any(|key| annotations.get(*key).is_some_and(|objects| objects.contains(name)))
    };
    let mut missing = BTreeSet::new();
    let mut count = 0;
    for shape in all.values() {
        let name = if shape.name == "Swagger" { "OpenAPI" } else { shape.name };
        for field in shape.fields.iter().filter(|field| matches!(field.usage, FieldUse::Annotation)) {
            count += 1;
            if !stands(field.key.name(), name) {
                missing.insert(format!("`{}` of {name}", field.key));
            }
        }
    }
    assert!(missing.is_empty(), "docs/annotations.md does not have {missing:#?}");
    assert!(count > 40, "only {count} annotations were found");
}

#[test]
fn extensions_that_mean_something_are_listed() {
    let [_, extensions] = listed();
    let means = |usage: FieldUse| !matches!(usage, FieldUse::Annotation);
    let carried: BTreeSet<&str> =
        EXTENSIONS.iter().filter(|extension| means(extension.usage)).map(|extension| extension.key).collect();
    let fields = SWAGGER_2.fields.iter().map(|field| field.key.name()).filter(|key| key.starts_with("x-"));
    let expected: BTreeSet<&str> = carried.into_iter().chain(fields).collect();
    let names: BTreeSet<&str> = extensions.keys().map(String::as_str).collect();
    assert_eq!(names, expected);
}
