//! Schemas of several types: a union with a member for each.

use super::{Composer, row};
use crate::document::{Node, Object, SchemaId};

const STRING: [&str; 6] = ["minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType", "contentSchema"];
const NUMBER: [&str; 5] = ["multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
const ARRAY: [&str; 9] = [
    "items",
    "prefixItems",
    "contains",
    "minContains",
    "maxContains",
    "minItems",
    "maxItems",
    "uniqueItems",
    "unevaluatedItems",
];
const OBJECT: [&str; 10] = [
    "properties",
    "patternProperties",
    "additionalProperties",
    "unevaluatedProperties",
    "propertyNames",
    "required",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependentSchemas",
];

impl Composer<'_> {
    /// Parts a schema of several types; `null` beside one type stays there.
    pub(super) fn several(&mut self, id: SchemaId, mut keywords: Object) -> Object {
        let names: Vec<String> = row::types(&keywords).into_iter().map(str::to_owned).collect();
        let mut kinds: Vec<&str> = names.iter().map(String::as_str).filter(|name| *name != "null").collect();
        if kinds.contains(&"number") {
            kinds.retain(|name| *name != "integer");
        }
        let made = ["$ref", "oneOf", "anyOf", "enum", "const"].iter().any(|keyword| keywords.contains_key(*keyword));
        let Some(node) = keywords.get("type").filter(|_| !made && names.len() > 1) else {
            return keywords;
        };
        let origin = node.origin;
        if ["string", "number", "boolean", "array", "object"].iter().all(|kind| kinds.contains(kind)) {
            keywords.shift_remove("type");
            return keywords;
        }
        let null = names.iter().any(|name| name == "null");
        if let [kind] = kinds[..] {
            let types = [Some(kind), null.then_some("null")].into_iter().flatten();
            let types = types.map(|name| Node::string(name, origin)).collect();
            keywords.insert("type".to_owned(), row::list(types, origin));
            return keywords;
        }
        let (mut outer, inner): (Object, Object) =
            keywords.into_iter().partition(|(keyword, _)| row::is_annotation(keyword) || keyword == "not");
        let mut members = Vec::new();
        for kind in kinds {
            let mut own: Object = inner.iter().filter(|(keyword, _)| speaks_of(keyword, kind)).map(copy).collect();
            own.insert("type".to_owned(), row::list(vec![Node::string(kind, origin)], origin));
            members.push(self.add(id, origin, own));
        }
        if null {
            members.push(self.null(id, origin));
        }
        let members = members.into_iter().map(|id| row::member(id, origin)).collect();
        outer.insert("anyOf".to_owned(), row::list(members, origin));
        outer
    }
}

fn copy((keyword, node): (&String, &Node)) -> (String, Node) {
    (keyword.clone(), node.clone())
}

/// Whether a keyword is about values of a type (JSON Schema 2020-12, Validation, section 6).
fn speaks_of(keyword: &str, kind: &str) -> bool {
    match keyword {
        "format" => matches!(kind, "string" | "number" | "integer"),
        _ if STRING.contains(&keyword) => kind == "string",
        _ if NUMBER.contains(&keyword) => matches!(kind, "number" | "integer"),
        _ if ARRAY.contains(&keyword) => kind == "array",
        _ if OBJECT.contains(&keyword) => kind == "object",
        _ => true,
    }
}
