//! Parameters and headers of Swagger 2.0, whose schema keywords stand on themselves.

use super::Context;
use crate::bundle::RawSchema;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Object, Origin, Pointer, SpanTarget, Value};
use crate::grammar;
use crate::spec::{Field, Keyword, Keywords, Members as _, MembersMut as _, Style};

/// Fields of a parameter that are not keywords of its schema.
const PARAMETER_FIELDS: [Field; 8] = [
    Field::Name,
    Field::In,
    Field::Description,
    Field::Required,
    Field::AllowEmptyValue,
    Field::CollectionFormat,
    Field::Schema,
    Field::Deprecated,
];

/// Converts a parameter that is not in the body.
pub(super) fn parameter(node: Node, context: &mut Context<'_>) -> Node {
    let origin = node.origin;
    let Some(old) = node.into_object() else {
        return Node::object([], origin);
    };
    let untyped = !old.has(Field::Type);
    let nested = nested(&old, context);
    let (mut new, schema) = split(old, origin, context);
    // A `schema`, as OpenAPI 3 has it; the bundle stage has reported it.
    let schema = new.take(Field::Schema).filter(|_| untyped).unwrap_or(schema);
    if !nested.is_empty() {
        context.nested_styles.insert(origin, nested);
    }
    let location = new.text(Field::In).unwrap_or_default().to_owned();
    collection_format(&mut new, &location, origin, context);
    new.put(Field::Schema, schema);
    Node::new(Value::object(new), origin)
}

/// The help about a format that an array cannot have at its place.
const DELIMITED: &str = "write csv, ssv, tsv or pipes";

/// The styles of arrays within the array of a parameter, level by level. OpenAPI 3 has no such thing.
fn nested(parameter: &Object, context: &mut Context<'_>) -> Vec<Style> {
    let mut styles = Vec::new();
    let mut items = parameter.member(Field::Items);
    while let Some(node) = items.filter(|node| node.text(Field::Type) == Some("array")) {
        let format = node.member(Field::CollectionFormat);
        let origin = format.map_or(node.origin, |format| format.origin);
        let text = format.and_then(Node::as_str).unwrap_or("csv");
        let style = delimited(text);
        if style.is_none() && text != "csv" {
            let message = format!("an array within an array cannot have `collectionFormat: {text}`");
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(origin, SpanTarget::Value);
            context.diagnostics.push(diagnostic.with_note("commas separate the values").help(DELIMITED));
        }
        styles.push(style.unwrap_or(Style::Simple));
        items = node.member(Field::Items);
    }
    styles
}

/// Converts a header of a response.
pub(super) fn header(node: Node, context: &mut Context<'_>) -> Node {
    let origin = node.origin;
    let Some(old) = node.into_object() else {
        return Node::object([], origin);
    };
    let (mut new, schema) = split(old, origin, context);
    collection_format(&mut new, "header", origin, context);
    new.put(Field::Schema, schema);
    Node::new(Value::object(new), origin)
}

/// Parts the keys of a parameter from the keywords of its schema, which becomes an entry of the table.
pub(super) fn split(old: Object, origin: Origin, context: &mut Context<'_>) -> (Object, Node) {
    let mut members = Object::default();
    let mut keywords = Keywords::default();
    for (key, node) in old {
        // `description` and `deprecated` are words of schemas as well. Here they are about the parameter.
        let is_field = Field::parse(&key).is_some_and(|field| PARAMETER_FIELDS.contains(&field));
        let is_own = is_field || grammar::extension("Parameter", &key).is_some();
        match Keyword::parse(&key).filter(|_| !is_own) {
            Some(keyword) => drop(keywords.insert(keyword, node)),
            None => drop(members.insert(key, node)),
        }
    }
    (members, schema(keywords, origin, context))
}

fn schema(mut keywords: Keywords, origin: Origin, context: &mut Context<'_>) -> Node {
    keywords.shift_remove(&Keyword::CollectionFormat);
    if let Some(items) = keywords.get_mut(&Keyword::Items)
        && let Value::Object(object) = &items.value
    {
        let within = object.iter().filter_map(|(key, node)| Some((Keyword::parse(key)?, node.clone()))).collect();
        *items = schema(within, items.origin, context);
    }
    let raw = RawSchema { origin, pointer: Pointer::root(), name: None, keywords };
    Node::new(Value::Schema(context.schemas.add(raw)), origin)
}

/// `collectionFormat` as `style` and `explode` (OAS 3.0.4, appendix "Serialization").
pub(super) fn collection_format(new: &mut Object, location: &str, origin: Origin, context: &mut Context<'_>) {
    let node = new.take(Field::CollectionFormat);
    let origin = node.as_ref().map_or(origin, |node| node.origin);
    let format = node.as_ref().and_then(Node::as_str).unwrap_or("csv");
    let repeats = matches!(location, "query" | "formData");
    let commas = if repeats { Style::Form } else { Style::Simple };
    let (style, explode) = match format {
        // It is valid in `query` and `formData` alone (Swagger 2.0, "Parameter Object", `collectionFormat`).
        "multi" if repeats => (Style::Form, true),
        "csv" => (commas, false),
        other => match delimited(other) {
            Some(style) => (style, false),
            None => {
                let message = format!("a {location} parameter cannot have `collectionFormat: {format}`");
                context.diagnostics.push(
                    Diagnostic::warning(Code::InvalidValue, message)
                        .at(origin, SpanTarget::Value)
                        .with_note("commas separate the values")
                        .help(DELIMITED),
                );
                (commas, false)
            }
        },
    };
    new.put(Field::Style, Node::string(style.name(), origin));
    new.put(Field::Explode, Node::bool(explode, origin));
}

/// The styles of delimiters that are no commas.
fn delimited(format: &str) -> Option<Style> {
    match format {
        "ssv" => Some(Style::SpaceDelimited),
        "tsv" => Some(Style::TabDelimited),
        "pipes" => Some(Style::PipeDelimited),
        _ => None,
    }
}
