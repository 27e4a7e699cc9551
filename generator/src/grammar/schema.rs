//! The keywords of schemas: JSON Schema 2020-12, and what OpenAPI 2.0, 3.0 and 3.1 add.

use super::{Shape, meant, nearest, v3};
use crate::document::{Node, Value};

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

/// What the value of a keyword without subschemas may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    Any,
    Text,
    Flag,
    Number,
    /// A whole number from 0.
    Count,
    List,
    /// An array of strings.
    Names,
    Object,
    /// A number, or the boolean of older versions.
    Bound,
    /// A string or an array.
    TextOrList,
    /// An object, or the string of Swagger 2.0.
    TextOrObject,
}

/// A keyword of a schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keyword {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
    pub(crate) plain: Plain,
}

impl Keyword {
    /// Whether a value is of the kind of the keyword.
    pub(crate) fn fits(&self, node: &Node) -> bool {
        let (is_object, is_list) = (node.as_object().is_some(), node.as_array().is_some());
        match self.place {
            Place::None => self.plain.fits(node),
            Place::One | Place::OneOrBool => is_object || node.as_bool().is_some(),
            Place::List => is_list,
            Place::OneOrList => is_object || is_list || node.as_bool().is_some(),
            Place::Map => is_object,
        }
    }
}

impl Plain {
    /// Whether a value is of this kind.
    pub(crate) fn fits(self, node: &Node) -> bool {
        let is_number = matches!(node.value, Value::Number(_));
        let is_list = node.as_array().is_some();
        match self {
            Self::Any => true,
            Self::Text => node.as_str().is_some(),
            Self::Flag => node.as_bool().is_some(),
            Self::Number => is_number,
            Self::Count => matches!(&node.value, Value::Number(number) if is_count(number)),
            Self::List => is_list,
            Self::Names => node.as_array().is_some_and(|names| names.iter().all(|name| name.as_str().is_some())),
            Self::Object => node.as_object().is_some(),
            Self::Bound => is_number || node.as_bool().is_some(),
            Self::TextOrList => node.as_str().is_some() || is_list,
            Self::TextOrObject => node.as_str().is_some() || node.as_object().is_some(),
        }
    }

    /// The kind in words, for messages.
    pub(crate) fn expected(self) -> &'static str {
        match self {
            Self::Any => "any value",
            Self::Text => "a string",
            Self::Flag => "a boolean",
            Self::Number => "a number",
            Self::Count => "a whole number from 0",
            Self::List => "an array",
            Self::Names => "an array of names",
            Self::Object => "an object",
            Self::Bound => "a number or a boolean",
            Self::TextOrList => "a string or an array",
            Self::TextOrObject => "an object or a string",
        }
    }
}

/// Some tools write counts as `5.0`.
fn is_count(number: &serde_json::Number) -> bool {
    number.as_f64().is_some_and(|value| value >= 0.0 && value.fract() == 0.0)
}

/// Looks up a keyword.
pub(crate) fn keyword(name: &str) -> Option<&'static Keyword> {
    KEYWORDS.iter().find(|keyword| keyword.name == name)
}

/// The keyword that an unknown one was meant to be, where there is no doubt.
pub(crate) fn meant_keyword(name: &str) -> Option<&'static Keyword> {
    keyword(meant(name, KEYWORDS.iter().map(|keyword| keyword.name))?)
}

/// As [`meant_keyword`], of the keywords that stand on parameters, headers and items of Swagger 2.0.
pub(crate) fn meant_simple(name: &str) -> Option<&'static Keyword> {
    keyword(meant(name, SIMPLE.iter().copied())?)
}

/// The shape of a keyword whose value is an object of fixed fields.
pub(crate) fn keyword_shape(name: &str) -> Option<&'static Shape> {
    match name {
        "discriminator" => Some(&v3::DISCRIMINATOR),
        "xml" => Some(&v3::XML),
        "externalDocs" => Some(&v3::DOCS),
        _ => None,
    }
}

/// The keyword that resembles an unknown one most.
pub(crate) fn suggest_keyword(name: &str) -> Option<&'static str> {
    nearest(name, KEYWORDS.iter().map(|keyword| keyword.name))
}

const fn plain(name: &'static str, plain: Plain) -> Keyword {
    Keyword { name, place: Place::None, plain }
}

const fn with(name: &'static str, place: Place) -> Keyword {
    Keyword { name, place, plain: Plain::Any }
}

static SIMPLE: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "collectionFormat",
];

static KEYWORDS: &[Keyword] = &[
    plain("$ref", Plain::Any),
    plain("type", Plain::TextOrList),
    plain("format", Plain::Text),
    plain("title", Plain::Text),
    plain("description", Plain::Text),
    plain("default", Plain::Any),
    plain("example", Plain::Any),
    plain("examples", Plain::Any),
    plain("enum", Plain::List),
    plain("const", Plain::Any),
    plain("nullable", Plain::Flag),
    plain("readOnly", Plain::Flag),
    plain("writeOnly", Plain::Flag),
    plain("deprecated", Plain::Flag),
    plain("required", Plain::Names),
    plain("discriminator", Plain::TextOrObject),
    plain("xml", Plain::Object),
    plain("externalDocs", Plain::Object),
    plain("multipleOf", Plain::Number),
    plain("maximum", Plain::Number),
    plain("exclusiveMaximum", Plain::Bound),
    plain("minimum", Plain::Number),
    plain("exclusiveMinimum", Plain::Bound),
    plain("maxLength", Plain::Count),
    plain("minLength", Plain::Count),
    plain("pattern", Plain::Text),
    plain("maxItems", Plain::Count),
    plain("minItems", Plain::Count),
    plain("uniqueItems", Plain::Flag),
    plain("maxContains", Plain::Count),
    plain("minContains", Plain::Count),
    plain("maxProperties", Plain::Count),
    plain("minProperties", Plain::Count),
    plain("dependentRequired", Plain::Object),
    plain("contentEncoding", Plain::Text),
    plain("contentMediaType", Plain::Text),
    plain("collectionFormat", Plain::Text),
    plain("$schema", Plain::Any),
    plain("$id", Plain::Any),
    plain("$anchor", Plain::Any),
    plain("$dynamicRef", Plain::Any),
    plain("$dynamicAnchor", Plain::Any),
    plain("$comment", Plain::Any),
    plain("$vocabulary", Plain::Any),
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
