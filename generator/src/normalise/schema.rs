//! Lifts schemas of older versions up to JSON Schema 2020-12.

use super::types;
use crate::bundle::{Row, Table, Version};
use crate::diagnostic::Diagnostics;
use crate::document::{Node, Object, Origin, SchemaId, Value};

/// Keywords that stay where they are when the rest of a schema moves into a union with `null`.
const ANNOTATIONS: [&str; 9] =
    ["title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly", "externalDocs"];

/// Lifts every row.
pub(super) fn lift(version: Version, schemas: &mut Table, diagnostics: &mut Diagnostics) {
    for id in schemas.ids() {
        let keywords = &mut schemas.get_mut(id).keywords;
        if version == Version::V2 {
            file(keywords);
        }
        extensible(keywords);
        types::lift(keywords, diagnostics);
        example(keywords);
        bound(keywords, "minimum", "exclusiveMinimum");
        bound(keywords, "maximum", "exclusiveMaximum");
        discriminator(keywords);
        tuple(keywords);
        nullable(schemas, id);
    }
}

/// `type: file` of Swagger 2.0.
fn file(keywords: &mut Object) {
    let Some(node) = keywords.get("type").filter(|node| node.as_str() == Some("file")) else {
        return;
    };
    let origin = node.origin;
    keywords.insert("type".to_owned(), Node::string("string", origin));
    keywords.insert("format".to_owned(), Node::string("binary", origin));
}

/// `x-extensible-enum`: values of which more may come, as enums have them anyway.
fn extensible(keywords: &mut Object) {
    if keywords.contains_key("enum") {
        return;
    }
    if let Some(values) = keywords.get("x-extensible-enum").cloned() {
        keywords.insert("enum".to_owned(), values);
    }
}

/// `example` joins `examples`.
fn example(keywords: &mut Object) {
    let Some(example) = keywords.shift_remove("example") else {
        return;
    };
    let origin = example.origin;
    let mut examples = vec![example];
    if let Some(Value::Array(more)) = keywords.get("examples").map(|node| node.value.clone()) {
        examples.extend(more);
    }
    keywords.insert("examples".to_owned(), Node::new(Value::Array(examples), origin));
}

/// `exclusiveMinimum: true` beside `minimum` is the number itself.
fn bound(keywords: &mut Object, bound: &str, exclusive: &str) {
    let Some(flag) = keywords.get(exclusive).and_then(Node::as_bool) else {
        return;
    };
    keywords.shift_remove(exclusive);
    if flag && let Some(node) = keywords.shift_remove(bound) {
        keywords.insert(exclusive.to_owned(), node);
    }
}

/// The string of Swagger 2.0.
fn discriminator(keywords: &mut Object) {
    let Some(node) = keywords.get("discriminator").filter(|node| node.as_str().is_some()).cloned() else {
        return;
    };
    let origin = node.origin;
    keywords.insert("discriminator".to_owned(), Node::object([("propertyName".to_owned(), node)], origin));
}

/// `items` as an array, before 2020-12.
fn tuple(keywords: &mut Object) {
    if let Some(node) = keywords.get("items").filter(|node| node.as_array().is_some()).cloned() {
        keywords.shift_remove("items");
        keywords.insert("prefixItems".to_owned(), node);
    }
}

/// `nullable` and `x-nullable`.
fn nullable(schemas: &mut Table, id: SchemaId) {
    let row = schemas.get_mut(id);
    let standard = row.keywords.shift_remove("nullable");
    let extension = row.keywords.shift_remove("x-nullable");
    if let Some(flag) = standard.or(extension).filter(|node| node.as_bool() == Some(true)) {
        allow_null(schemas, id, flag.origin);
    }
}

/// Adds `null` to the values of a schema: it is one of the types, or beside a schema without a type, an alternative to it. `at` is
/// where that is said.
pub(crate) fn allow_null(schemas: &mut Table, id: SchemaId, at: Origin) {
    let row = schemas.get_mut(id);
    let null = Node::string("null", at);
    if let Some(Value::Array(types)) = row.keywords.get_mut("type").map(|node| &mut node.value) {
        if !types.iter().any(|name| name.as_str() == Some("null")) {
            types.push(null);
        }
        if let Some(Value::Array(values)) = row.keywords.get_mut("enum").map(|node| &mut node.value)
            && !values.iter().any(|value| value.value == Value::Null)
        {
            values.push(Node::new(Value::Null, at));
        }
        return;
    }
    let shape = |keyword: &String| !ANNOTATIONS.contains(&keyword.as_str()) && !keyword.starts_with("x-");
    let (inner, outer): (Object, Object) =
        std::mem::take(&mut row.keywords).into_iter().partition(|(keyword, _)| shape(keyword));
    row.keywords = outer;
    if inner.is_empty() {
        return; // a schema that allows everything allows null
    }
    let (origin, pointer) = (row.origin, row.pointer.clone());
    let inner = Row { origin, pointer: pointer.clone(), name: None, keywords: inner };
    let types = Node::new(Value::Array(vec![null]), at);
    let null = Row { origin: at, pointer, name: None, keywords: Object::from([("type".to_owned(), types)]) };
    let alternatives = [inner, null].map(|row| Node::new(Value::Schema(schemas.add(row)), origin));
    let any_of = Node::new(Value::Array(alternatives.to_vec()), at);
    schemas.get_mut(id).keywords.insert("anyOf".to_owned(), any_of);
}
