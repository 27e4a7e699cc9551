//! The keywords of schemas: JSON Schema 2020-12, and what OpenAPI 2.0, 3.0 and 3.1 add.

use super::nearest;

/// Where the subschemas of a keyword stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// There are none: the value is plain.
    None,
    /// The value is a schema.
    One,
    /// The value is a schema or a boolean that stands for one (`additionalProperties: false`).
    OneOrBool,
    /// The value is an array of schemas.
    List,
    /// The value is a schema, or an array of them (`items` before 2020-12).
    OneOrList,
    /// The value is an object whose values are schemas.
    Map,
}

/// A keyword of a schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keyword {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
}

/// Looks up a keyword.
pub(crate) fn keyword(name: &str) -> Option<&'static Keyword> {
    KEYWORDS.iter().find(|keyword| keyword.name == name)
}

/// The keyword that resembles an unknown one most.
pub(crate) fn suggest_keyword(name: &str) -> Option<&'static str> {
    nearest(name, KEYWORDS.iter().map(|keyword| keyword.name))
}

const fn plain(name: &'static str) -> Keyword {
    Keyword { name, place: Place::None }
}

const fn with(name: &'static str, place: Place) -> Keyword {
    Keyword { name, place }
}

static KEYWORDS: &[Keyword] = &[
    plain("$ref"),
    plain("type"),
    plain("format"),
    plain("title"),
    plain("description"),
    plain("default"),
    plain("example"),
    plain("examples"),
    plain("enum"),
    plain("const"),
    plain("nullable"),
    plain("readOnly"),
    plain("writeOnly"),
    plain("deprecated"),
    plain("required"),
    plain("discriminator"),
    plain("xml"),
    plain("externalDocs"),
    plain("multipleOf"),
    plain("maximum"),
    plain("exclusiveMaximum"),
    plain("minimum"),
    plain("exclusiveMinimum"),
    plain("maxLength"),
    plain("minLength"),
    plain("pattern"),
    plain("maxItems"),
    plain("minItems"),
    plain("uniqueItems"),
    plain("maxContains"),
    plain("minContains"),
    plain("maxProperties"),
    plain("minProperties"),
    plain("dependentRequired"),
    plain("contentEncoding"),
    plain("contentMediaType"),
    plain("collectionFormat"),
    plain("$schema"),
    plain("$id"),
    plain("$anchor"),
    plain("$dynamicRef"),
    plain("$dynamicAnchor"),
    plain("$comment"),
    plain("$vocabulary"),
    with("properties", Place::Map),
    with("patternProperties", Place::Map),
    with("dependentSchemas", Place::Map),
    with("$defs", Place::Map),
    with("definitions", Place::Map),
    with("items", Place::OneOrList),
    with("prefixItems", Place::List),
    with("allOf", Place::List),
    with("oneOf", Place::List),
    with("anyOf", Place::List),
    with("additionalProperties", Place::OneOrBool),
    with("unevaluatedProperties", Place::OneOrBool),
    with("unevaluatedItems", Place::OneOrBool),
    with("propertyNames", Place::One),
    with("contains", Place::One),
    with("contentSchema", Place::One),
    with("not", Place::One),
    with("if", Place::One),
    with("then", Place::One),
    with("else", Place::One),
];
