//! Extensions of other generators on schemas, as those that later stages read.

use crate::bundle::RawSchemaTable;
use crate::document::{Node, Origin, SchemaId, Value};
use crate::spec::{Field, Keyword, Keywords, Members as _, foreign};

/// Says names of properties, types and values in one way, and each of them once.
pub(super) fn lift(schemas: &mut RawSchemaTable) {
    // Few schemas have such a keyword, and looking for each of them in all schemas takes a hundredth of a run.
    let ids: Vec<SchemaId> = schemas.ids().filter(|id| schemas.get(*id).keywords.keys().any(is_lifted)).collect();
    for id in &ids {
        properties(schemas, *id);
    }
    // Names of properties may have come from the schema around them.
    let named: Vec<SchemaId> = if ids.is_empty() { Vec::new() } else { schemas.ids().collect() };
    for id in named {
        let raw = schemas.get_mut(id);
        let is_named = raw.name.is_some();
        let keywords = &mut raw.keywords;
        first(keywords, &foreign::CLIENT_NAMES, Keyword::ClientName);
        first(keywords, &foreign::TYPE_NAMES, Keyword::TypeName);
        // A named schema is no property: what refers to it is.
        if is_named && let Some(name) = keywords.shift_remove(&Keyword::ClientName) {
            keywords.entry(Keyword::TypeName).or_insert(name);
        }
        values(keywords);
    }
}

/// Returns `true` if a keyword is said in another way afterwards.
fn is_lifted(keyword: &Keyword) -> bool {
    let is_other = matches!(
        keyword,
        Keyword::OgenProperties
            | Keyword::SpeakeasyEnums
            | Keyword::SpeakeasyEnumDescriptions
            | Keyword::FernEnum
            | Keyword::EnumElements
    );
    is_other || foreign::CLIENT_NAMES.contains(keyword) || foreign::TYPE_NAMES.contains(keyword)
}

/// Keeps the first of some keywords, as another one.
fn first(keywords: &mut Keywords, all: &[Keyword], canonical: Keyword) {
    let names: Vec<Node> = all.iter().filter_map(|keyword| keywords.shift_remove(keyword)).collect();
    let is_name = |node: &Node| node.as_str().is_some_and(|name| !name.trim().is_empty());
    keywords.extend(names.into_iter().find(is_name).map(|node| (canonical, node)));
}

/// `x-ogen-properties`, which names the properties beside them.
fn properties(schemas: &mut RawSchemaTable, id: SchemaId) {
    let Some(names) = schemas.get_mut(id).keywords.shift_remove(&Keyword::OgenProperties) else { return };
    let named: Vec<(SchemaId, Node)> = names
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(property, entry)| {
            let properties = schemas.get(id).get(Keyword::Properties)?;
            Some((properties.get(property)?.as_schema()?, entry.member(Field::Name)?.clone()))
        })
        .collect();
    for (property, name) in named {
        schemas.get_mut(property).keywords.entry(Keyword::ClientName).or_insert(name);
    }
}

/// Names and descriptions of listed values: by place as `x-enum-varnames` and `x-enum-descriptions`, by value as `x-ms-enum`.
fn values(keywords: &mut Keywords) {
    let mut entries: Vec<Node> = Vec::new();
    for (keyword, by_place, field) in [
        (Keyword::SpeakeasyEnums, Keyword::EnumVarnames, Field::Name),
        (Keyword::SpeakeasyEnumDescriptions, Keyword::EnumDescriptions, Field::Description),
    ] {
        let Some(node) = keywords.shift_remove(&keyword) else { continue };
        match &node.value {
            Value::Array(_) => drop(keywords.entry(by_place).or_insert(node)),
            Value::Object(texts) => {
                entries.extend(texts.iter().map(|(value, text)| entry(value, [(field, text)], node.origin)));
            }
            _ => {}
        }
    }
    if let Some(node) = keywords.shift_remove(&Keyword::FernEnum) {
        let texts = node.as_object().into_iter().flatten().map(|(value, texts)| {
            let texts = [Field::Name, Field::Description].map(|field| texts.member(field).map(|text| (field, text)));
            entry(value, texts.into_iter().flatten(), node.origin)
        });
        entries.extend(texts);
    }
    if let Some(node) = keywords.shift_remove(&Keyword::EnumElements) {
        for (field, by_place) in [(Field::Name, Keyword::EnumVarnames), (Field::Description, Keyword::EnumDescriptions)]
        {
            let absent = || Node::new(Value::Null, node.origin);
            let elements = node.as_array().unwrap_or_default().iter();
            let texts = elements.map(|element| element.member(field).cloned().unwrap_or_else(absent)).collect();
            keywords.entry(by_place).or_insert_with(|| Node::new(Value::array(texts), node.origin));
        }
    }
    if entries.is_empty() {
        return;
    }
    let origin = entries[0].origin;
    let settings = keywords.entry(Keyword::EnumSettings).or_insert_with(|| Node::object([], origin));
    if let Value::Object(settings) = &mut settings.value {
        let all = settings.entry("values".to_owned()).or_insert_with(|| Node::new(Value::array(Vec::new()), origin));
        if let Value::Array(all) = &mut all.value {
            all.extend(entries);
        }
    }
}

/// The name and description of one listed value.
fn entry<'a>(value: &str, texts: impl IntoIterator<Item = (Field, &'a Node)>, origin: Origin) -> Node {
    let texts = texts.into_iter().map(|(field, text)| field.entry(text.clone()));
    Node::object(std::iter::once(Field::Value.entry(Node::string(value, origin))).chain(texts), origin)
}
