//! Lifts schemas of older versions up to JSON Schema 2020-12.

use super::{circles, null, types};
use crate::bundle::{RawSchema, RawSchemaTable, Version};
use crate::diagnostic::Diagnostics;
use crate::document::{Node, Origin, SchemaId, Value};
use crate::spec::{Field, Keyword, Keywords, Role};

/// Lifts every schema.
pub(super) fn lift(version: Version, schemas: &mut RawSchemaTable, diagnostics: &mut Diagnostics) {
    // In this order: circles are cut before anything follows references, and members that say `nullable` alone are
    // found while `nullable` is still a keyword.
    circles::cut(schemas, diagnostics);
    null::lift(schemas, diagnostics);
    for id in schemas.ids() {
        let keywords = &mut schemas.get_mut(id).keywords;
        if version == Version::V2 {
            file(keywords);
        }
        extensible(keywords);
        labels(keywords);
        types::lift(keywords, diagnostics);
        example(keywords);
        bound(keywords, Keyword::Minimum, Keyword::ExclusiveMinimum);
        bound(keywords, Keyword::Maximum, Keyword::ExclusiveMaximum);
        discriminator(keywords);
        tuple(keywords);
        further_items(schemas, id);
        // Last, since `null` joins the types and the listed values, which have their final shape by now.
        nullable(schemas, id);
    }
}

/// `type: file` of Swagger 2.0.
fn file(keywords: &mut Keywords) {
    let Some(node) = keywords.get(&Keyword::Type).filter(|node| node.as_str() == Some("file")) else {
        return;
    };
    let origin = node.origin;
    keywords.insert(Keyword::Type, Node::string("string", origin));
    keywords.insert(Keyword::Format, Node::string("binary", origin));
}

/// `x-extensible-enum`: values of which more may come, as enums have them anyway.
fn extensible(keywords: &mut Keywords) {
    if keywords.contains_key(&Keyword::Enum) {
        return;
    }
    if let Some(values) = keywords.get(&Keyword::ExtensibleEnum).cloned() {
        keywords.insert(Keyword::Enum, values);
    }
}

/// Texts of listed values, by place: where there is one for each value but `null`, the place of `null` gets an empty one.
fn labels(keywords: &mut Keywords) {
    let values = keywords.get(&Keyword::Enum).and_then(Node::as_array).unwrap_or_default();
    let nulls: Vec<bool> = values.iter().map(|value| value.value == Value::Null).collect();
    let named = nulls.iter().filter(|is_null| !**is_null).count();
    for keyword in [Keyword::EnumVarnames, Keyword::EnumNames, Keyword::EnumDescriptions] {
        let Some(node) = keywords.get_mut(&keyword) else { continue };
        let origin = node.origin;
        if let Value::Array(texts) = &mut node.value
            && texts.len() == named
            && named < nulls.len()
        {
            let mut labels_left = std::mem::take(&mut **texts).into_iter();
            let empty = || Node::new(Value::Null, origin);
            **texts = nulls
                .iter()
                .map(|is_null| if *is_null { empty() } else { labels_left.next().unwrap_or_else(empty) })
                .collect();
        }
    }
}

/// `example` joins `examples`.
fn example(keywords: &mut Keywords) {
    let Some(example) = keywords.shift_remove(&Keyword::Example) else {
        return;
    };
    let origin = example.origin;
    let mut examples = vec![example];
    if let Some(more) = keywords.get(&Keyword::Examples).and_then(Node::as_array) {
        examples.extend_from_slice(more);
    }
    keywords.insert(Keyword::Examples, Node::new(Value::array(examples), origin));
}

/// `exclusiveMinimum: true` beside `minimum` is the number itself.
fn bound(keywords: &mut Keywords, bound: Keyword, exclusive: Keyword) {
    // Since draft 6 of JSON Schema the keyword is the bound. Before, it is a flag beside the bound.
    let Some(flag) = keywords.get(&exclusive).and_then(Node::as_bool) else {
        return;
    };
    keywords.shift_remove(&exclusive);
    if flag && let Some(node) = keywords.shift_remove(&bound) {
        keywords.insert(exclusive, node);
    }
}

/// The string of Swagger 2.0.
fn discriminator(keywords: &mut Keywords) {
    let Some(node) = keywords.get(&Keyword::Discriminator).filter(|node| node.as_str().is_some()).cloned() else {
        return;
    };
    let origin = node.origin;
    keywords.insert(Keyword::Discriminator, Node::object([Field::PropertyName.entry(node)], origin));
}

/// `items` as an array, before 2020-12.
fn tuple(keywords: &mut Keywords) {
    if let Some(node) = keywords.get(&Keyword::Items).filter(|node| node.as_array().is_some()).cloned() {
        keywords.shift_remove(&Keyword::Items);
        keywords.insert(Keyword::PrefixItems, node);
    }
}

/// `unevaluatedItems` beside `prefixItems`, where nothing else evaluates items: it says what `items` says (JSON Schema 2020-12, section 11.2).
fn further_items(schemas: &mut RawSchemaTable, id: SchemaId) {
    let raw = schemas.get(id);
    let evaluates = |keyword: &Keyword| {
        matches!(keyword, Keyword::Items | Keyword::Contains | Keyword::If | Keyword::Then | Keyword::Else)
            || matches!(keyword.role(), Role::Combination | Role::Reference)
    };
    if !raw.keywords.contains_key(&Keyword::PrefixItems) || raw.keywords.keys().any(evaluates) {
        return;
    }
    let Some(node) = raw.get(Keyword::UnevaluatedItems).cloned() else { return };
    let items = match node.value {
        Value::Schema(_) => node,
        Value::Bool(false) => nothing(schemas, id, node.origin),
        _ => return,
    };
    let keywords = &mut schemas.get_mut(id).keywords;
    keywords.shift_remove(&Keyword::UnevaluatedItems);
    keywords.insert(Keyword::Items, items);
}

/// The schema that allows nothing, at the place of another one.
fn nothing(schemas: &mut RawSchemaTable, id: SchemaId, origin: Origin) -> Node {
    let pointer = schemas.get(id).pointer.clone();
    // `not: {}` stands for `false`: a row has keywords, and a Boolean schema has none.
    let row = |keywords| RawSchema { origin, pointer: pointer.clone(), name: None, keywords };
    let any = schemas.add(row(Keywords::default()));
    let not = Keywords::from_iter([(Keyword::Not, Node::new(Value::Schema(any), origin))]);
    Node::new(Value::Schema(schemas.add(row(not))), origin)
}

/// `nullable` and `x-nullable`.
fn nullable(schemas: &mut RawSchemaTable, id: SchemaId) {
    let raw = schemas.get_mut(id);
    let standard = raw.keywords.shift_remove(&Keyword::Nullable);
    let extension = raw.keywords.shift_remove(&Keyword::XNullable);
    if let Some(flag) = standard.or(extension).filter(|node| node.as_bool() == Some(true)) {
        allow_null(schemas, id, flag.origin);
    }
}

// `null` joins the types where the schema names some. Elsewhere it has to be an alternative: a schema without a type
// says nothing of `null`, and a `$ref` beside `type` would be a merge.
/// Adds `null` to the values of a schema: it is one of the types, or beside a schema without a type, an alternative to it. `at` is
/// where that is said.
pub(crate) fn allow_null(schemas: &mut RawSchemaTable, id: SchemaId, at: Origin) -> bool {
    let raw = schemas.get_mut(id);
    let null = Node::string("null", at);
    if let Some(Value::Array(types)) = raw.keywords.get_mut(&Keyword::Type).map(|node| &mut node.value) {
        let mut adds = !types.iter().any(|name| name.as_str() == Some("null"));
        if adds {
            types.push(null);
        }
        // By the letter an `enum` without `null` excludes it, whatever `nullable` says. Documents that say both expect
        // `null`.
        if let Some(Value::Array(values)) = raw.keywords.get_mut(&Keyword::Enum).map(|node| &mut node.value)
            && !values.iter().any(|value| value.value == Value::Null)
        {
            values.push(Node::new(Value::Null, at));
            adds = true;
        }
        return adds;
    }
    let shape = |keyword: &Keyword| !matches!(keyword.role(), Role::Metadata | Role::Extension);
    let (inner, outer): (Keywords, Keywords) =
        std::mem::take(&mut raw.keywords).into_iter().partition(|(keyword, _)| shape(keyword));
    raw.keywords = outer;
    if inner.is_empty() {
        return false; // a schema that allows everything allows null
    }
    let (origin, pointer) = (raw.origin, raw.pointer.clone());
    let inner = RawSchema { origin, pointer: pointer.clone(), name: None, keywords: inner };
    let types = Node::new(Value::array(vec![null]), at);
    let null = RawSchema { origin: at, pointer, name: None, keywords: Keywords::from_iter([(Keyword::Type, types)]) };
    let alternatives = [inner, null].map(|raw| Node::new(Value::Schema(schemas.add(raw)), origin));
    let any_of = Node::new(Value::array(alternatives.to_vec()), at);
    schemas.get_mut(id).keywords.insert(Keyword::AnyOf, any_of);
    true
}
