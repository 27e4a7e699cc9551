//! Parameters, merged from path item and operation, with default style and explode.

use std::collections::HashSet;

use openapiv3::ParameterSchemaOrContent;

use super::{Parameter, extension, only, read, schema_id, text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Part, Value};
use crate::grammar;
use crate::ir::{Location, Method, Style};
use crate::normalise::LISTED;

/// The parameters of an operation: those of its path item, unless the operation has one of the same name and place
/// (OAS 3.0.4, "Path Item Object"). Within a list no two are the same; the bundle stage saw to that.
///
/// `None` where one cannot be read that a call may not be made without; what is wrong with it has been reported.
pub(super) fn merged(operation: &Node, item: &Node, diagnostics: &mut Diagnostics) -> Option<Vec<Parameter>> {
    let own = parameters(operation, diagnostics)?;
    let known: HashSet<(Location, &str)> = own.iter().map(identity).collect();
    let shared = parameters(item, diagnostics)?.into_iter();
    let mut merged: Vec<Parameter> = shared.filter(|shared| !known.contains(&identity(shared))).collect();
    merged.extend(own);
    Some(merged)
}

fn identity(parameter: &Parameter) -> (Location, &str) {
    (parameter.location, &parameter.name)
}

fn parameters(node: &Node, diagnostics: &mut Diagnostics) -> Option<Vec<Parameter>> {
    let mut parameters = Vec::new();
    for node in node.get("parameters").and_then(Node::as_array).unwrap_or_default() {
        match parameter(node, diagnostics) {
            Ok(Some(parameter)) if is_protocol(&parameter, diagnostics) => {}
            Ok(parameter) => parameters.extend(parameter),
            Err(Unreadable) if is_needed(node) => return None,
            Err(Unreadable) => {}
        }
    }
    Some(parameters)
}

/// Whether a call may not be made without a parameter that cannot be read. One that nothing is known of may be needed.
fn is_needed(node: &Node) -> bool {
    let place = node.get("in").and_then(Node::as_str);
    place.is_none() || place == Some("path") || node.get("required").and_then(Node::as_bool) == Some(true)
}

/// Headers that HTTP and the client own (OAS 3.0.4, "Parameter Object": such parameters "SHALL be ignored").
fn is_protocol(parameter: &Parameter, diagnostics: &mut Diagnostics) -> bool {
    let owned = ["accept", "content-type", "authorization"];
    let ignored =
        parameter.location == Location::Header && owned.contains(&parameter.name.to_ascii_lowercase().as_str());
    if ignored {
        let message = format!("the header `{}` is set by the client and not a parameter", parameter.name);
        diagnostics.push(Diagnostic::note(Code::Approximated, message).at(parameter.origin, Part::Value));
    }
    ignored
}

/// A parameter that has an error.
struct Unreadable;

/// Reads a parameter; `None` where it is left out with a warning.
fn parameter(node: &Node, diagnostics: &mut Diagnostics) -> Result<Option<Parameter>, Unreadable> {
    let location = location(node, diagnostics).ok_or(Unreadable)?;
    if node.get("schema").is_some()
        && let Some(content) = node.get("content")
    {
        let message = "a parameter has either `schema` or `content`: `content` is ignored";
        diagnostics.push(Diagnostic::warning(Code::InvalidValue, message).at(content.origin, Part::Key));
    }
    let entries = node.get("content").and_then(Node::as_object).into_iter().flatten();
    for (media_type, entry) in entries.skip(1) {
        let message = format!("the `content` of a parameter has one media type: `{media_type}` is not used");
        diagnostics.push(Diagnostic::warning(Code::InvalidValue, message).at(entry.origin, Part::Key));
    }
    let (media_type, shallow) = content(node);
    let data = read::<openapiv3::ParameterData>(&shallow, diagnostics).ok_or(Unreadable)?;
    let name = match location {
        Location::Header => header_name(node, data.name, "parameter", diagnostics),
        _ => Some(data.name),
    };
    let Some(name) = name else { return Ok(None) };
    let schema = match &data.format {
        ParameterSchemaOrContent::Schema(schema) => schema_id(schema),
        ParameterSchemaOrContent::Content(_) => None,
    };
    let style = style(node, location, diagnostics);
    let explode = data.explode.unwrap_or(style.explodes());
    let style = match style {
        Style::Label if !explode && node.get(LISTED).is_some() => Style::LabelList,
        other => other,
    };
    let flag = |key| node.get(key).and_then(Node::as_bool).unwrap_or(false);
    Ok(Some(Parameter {
        origin: node.origin,
        name,
        client_name: text(node, "x-ms-client-name"),
        location,
        style,
        explode,
        nested: nested(node, location),
        allow_empty: flag("allowEmptyValue") && location == Location::Query,
        allow_reserved: flag("allowReserved"),
        encoding: extension::encoding(node),
        required: data.required || location == Location::Path,
        deprecated: data.deprecated.unwrap_or(false),
        description: data.description.filter(|text| !text.trim().is_empty()),
        schema,
        media_type,
    }))
}

/// The name of the header of a parameter or security scheme, where HTTP can carry it (RFC 9110, section 5.1).
pub(super) fn header_name(node: &Node, name: String, subject: &str, diagnostics: &mut Diagnostics) -> Option<String> {
    if Method::parse(&name).is_some() {
        return Some(name);
    }
    let origin = node.get("name").map_or(node.origin, |name| name.origin);
    let message = format!("`{name}` cannot be the name of a header");
    let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(origin, Part::Value);
    let trimmed = name.trim();
    let is_token = Method::parse(trimmed).is_some();
    diagnostics.push(diagnostic.help(match is_token {
        true => format!("it is read as `{trimmed}`"),
        false => format!("the {subject} is left out"),
    }));
    is_token.then(|| trimmed.to_owned())
}

fn location(node: &Node, diagnostics: &mut Diagnostics) -> Option<Location> {
    let place = node.get("in")?;
    let location = match place.as_str() {
        Some("query") => Location::Query,
        Some("querystring") => Location::QueryString,
        Some("header") => Location::Header,
        Some("path") => Location::Path,
        Some("cookie") => Location::Cookie,
        other => {
            let message = format!("a parameter cannot be in `{}`", other.unwrap_or_default());
            diagnostics.push(
                Diagnostic::error(Code::InvalidValue, message)
                    .at(place.origin, Part::Value)
                    .help("the places are query, header, path and cookie"),
            );
            return None;
        }
    };
    Some(location)
}

/// The words for styles (OAS 3.0.4, "Style Values").
const STYLES: [&str; 7] = ["form", "simple", "spaceDelimited", "pipeDelimited", "deepObject", "matrix", "label"];

/// The style that the document says, where the location can have it, or else the usual one.
pub(super) fn style(node: &Node, location: Location, diagnostics: &mut Diagnostics) -> Style {
    let usual = Style::usual(location);
    let Some((written, text)) = node.get("style").and_then(|node| Some((node, node.as_str()?))) else {
        return usual;
    };
    Style::parse(text, location).unwrap_or_else(|| {
        let meant = grammar::meant(text, STYLES).and_then(|name| Style::parse(name, location)).unwrap_or(usual);
        let message = format!("a {location} parameter has no style `{text}`");
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(written.origin, Part::Value);
        diagnostics.push(diagnostic.help(format!("it is read as `{}`", meant.name())));
        meant
    })
}

/// The styles of arrays within an array, which the normalise stage has read from Swagger 2.0; no other document can have
/// the key, which no table of the grammar knows.
fn nested(node: &Node, location: Location) -> Vec<Style> {
    let names = node.get("nested").and_then(Node::as_array).unwrap_or_default();
    names.iter().filter_map(|name| Style::parse(name.as_str()?, location).or(Some(Style::Simple))).collect()
}

/// A shallow copy with one `schema`: the one of its first media type where the parameter has `content`, any JSON value
/// where it has neither.
fn content(node: &Node) -> (Option<String>, Node) {
    const KEYS: [&str; 5] = ["name", "description", "required", "deprecated", "explode"];
    let mut shallow = only(node, &KEYS);
    let first = node.get("content").and_then(Node::as_object).and_then(|content| content.first());
    let (media_type, schema) = match (node.get("schema"), first) {
        (Some(schema), _) => (None, Some(schema)),
        (None, Some((media_type, entry))) => (Some(media_type.clone()), entry.get("schema")),
        (None, None) => (None, None),
    };
    let schema = schema.cloned().unwrap_or_else(|| Node::object([], node.origin));
    if let Value::Object(object) = &mut shallow.value {
        object.insert("schema".to_owned(), schema);
    }
    (media_type, shallow)
}
