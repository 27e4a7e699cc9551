//! The kind of object that a place in a document has.

use super::{Kind, OPENAPI_3, ObjectShape, OtherKeys, SWAGGER_2, keyword_shape};
use crate::document::{Node, Value};
use crate::spec::{Field, Keyword, Members as _, Subschemas, is_extension};

// By the grammar, since a pointer into a document says nothing of what stands there: `/paths/~1a/get` is an operation
// only because of the tables.
/// The kind that the specification gives the place at some tokens from the root of a document. `None` in extensions,
/// behind unknown keys, and in files that are no OpenAPI documents.
pub(crate) fn kind_at<'t>(tree: &Node, tokens: impl IntoIterator<Item = &'t str>) -> Option<Kind> {
    let root = match (tree.has(Field::OpenApi), tree.has(Field::Swagger)) {
        (true, _) => &OPENAPI_3,
        (false, true) => &SWAGGER_2,
        (false, false) => return None,
    };
    let mut at = (Kind::Object(root), Some(tree));
    for token in tokens {
        let inner = at.1.and_then(|node| child(node, token));
        at = (step(at.0, token, inner)?, inner);
    }
    Some(at.0)
}

fn child<'n>(node: &'n Node, token: &str) -> Option<&'n Node> {
    match &node.value {
        Value::Object(object) => object.get(token),
        Value::Array(items) => items.get(token.parse::<usize>().ok()?),
        _ => None,
    }
}

/// The kind of a member or an item of a value.
fn step(kind: Kind, token: &str, node: Option<&Node>) -> Option<Kind> {
    match kind {
        Kind::Any => Some(Kind::Any),
        Kind::String | Kind::Bool => None,
        Kind::Object(shape) | Kind::OrReference(shape) => member(shape, token, node),
        // One object stands for an array of one.
        Kind::List(item) => {
            if token.parse::<usize>().is_ok() {
                Some(*item)
            } else {
                step(*item, token, node)
            }
        }
        Kind::Map(entry) => Some(*entry),
        Kind::Schema => keyword(Keyword::parse(token)?, node),
    }
}

fn member(shape: &ObjectShape, token: &str, node: Option<&Node>) -> Option<Kind> {
    if let Some(field) = shape.field(token) {
        return Some(field.kind);
    }
    match shape.other_keys {
        _ if is_extension(token) => None,
        OtherKeys::Nothing => None,
        OtherKeys::Entries(kind) => Some(kind),
        OtherKeys::Keywords => keyword(Keyword::parse(token)?, node),
    }
}

/// The kind of the value of a keyword.
fn keyword(keyword: Keyword, node: Option<&Node>) -> Option<Kind> {
    if is_extension(keyword.name()) {
        return None;
    }
    let is_list = node.is_some_and(|node| node.as_array().is_some());
    Some(match keyword.subschemas() {
        Subschemas::None => keyword_shape(keyword).map_or(Kind::Any, Kind::Object),
        Subschemas::OneOrList if is_list => Kind::List(&Kind::Schema),
        Subschemas::One | Subschemas::OneOrBool | Subschemas::OneOrList => Kind::Schema,
        Subschemas::List if is_list => Kind::List(&Kind::Schema),
        // One schema stands for an array of one.
        Subschemas::List => Kind::Schema,
        Subschemas::Map => Kind::Map(&Kind::Schema),
    })
}

#[cfg(test)]
mod tests {
    use super::kind_at;
    use crate::diagnostic::Diagnostics;
    use crate::document::{Sources, read};

    #[test]
    fn places_have_the_kinds_of_the_specification() {
        let text = r#"{ "openapi": "3.1.0", "paths": { "/a": { "get": { "responses": { "200": {} } } } },
            "x-own": { "schemas": {} }, "components": { "schemas": { "A": { "enum": [{}], "items": {},
            "properties": { "title": { "allOf": [{}] } }, "own": {}, "xml": {} } } } }"#;
        let mut sources = Sources::default();
        let source = sources.add("places".to_owned(), None, text.to_owned());
        let tree = read(&sources, source, &mut Diagnostics::default()).unwrap();
        let kind = |pointer: &str| kind_at(&tree, pointer.split('.').filter(|token| !token.is_empty()));
        let words = |pointer: &str| kind(pointer).map(super::Kind::expected);
        assert_eq!(words("").as_deref(), Some("an object (OpenAPI)"));
        assert_eq!(words("paths./a.get").as_deref(), Some("an object (Operation)"));
        assert_eq!(words("paths./a.get.responses.200").as_deref(), Some("an object (Response)"));
        assert_eq!(words("components.schemas.A.properties").as_deref(), Some("an object"));
        for schema in ["A", "A.items", "A.properties.title", "A.properties.title.allOf.0"] {
            assert_eq!(words(&format!("components.schemas.{schema}")).as_deref(), Some("a schema (an object)"));
        }
        assert_eq!(words("components.schemas.A.enum.0").as_deref(), Some("any value"));
        assert_eq!(words("components.schemas.A.xml").as_deref(), Some("an object (XML)"));
        for unknown in ["x-own.schemas", "components.schemas.A.own", "definitions"] {
            assert!(kind(unknown).is_none(), "{unknown}");
        }
    }
}
