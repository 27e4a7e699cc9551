//! Parameters, merged from path item and operation, with default style and explode.

use openapiv3::{ParameterSchemaOrContent, PathStyle, QueryStyle};

use super::{Parameter, only, read, schema_id, style};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Part, Value};
use crate::ir::{Location, Style};

/// The parameters of an operation: those of its path item, unless the operation has one of the same name and place
/// (OAS 3.0.4, "Path Item Object"). Within a list no two are the same; the bundle stage saw to that.
///
/// `None` where one cannot be read that a call may not be made without; what is wrong with it has been reported.
pub(super) fn merged(operation: &Node, item: &Node, diagnostics: &mut Diagnostics) -> Option<Vec<Parameter>> {
    let own = parameters(operation, diagnostics)?;
    let mut merged: Vec<Parameter> =
        parameters(item, diagnostics)?.into_iter().filter(|shared| !own.iter().any(|own| same(own, shared))).collect();
    merged.extend(own);
    Some(merged)
}

fn same(a: &Parameter, b: &Parameter) -> bool {
    a.location == b.location && a.name == b.name
}

fn parameters(node: &Node, diagnostics: &mut Diagnostics) -> Option<Vec<Parameter>> {
    let mut parameters = Vec::new();
    for node in node.get("parameters").and_then(Node::as_array).unwrap_or_default() {
        match parameter(node, diagnostics) {
            Some(parameter) if is_protocol(&parameter, diagnostics) => {}
            Some(parameter) => parameters.push(parameter),
            None if is_needed(node) => return None,
            None => {}
        }
    }
    Some(parameters)
}

/// Whether a call may not be made without a parameter that cannot be read. One that nothing is known of may be needed.
fn is_needed(node: &Node) -> bool {
    let place = node.get("in").and_then(Node::as_str);
    let required = node.get("required").and_then(Node::as_bool) == Some(true);
    // A query string was left out with a warning.
    place.is_none() || place == Some("path") || required && place != Some("querystring")
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

fn parameter(node: &Node, diagnostics: &mut Diagnostics) -> Option<Parameter> {
    let place = node.get("in")?;
    if place.as_str() == Some("querystring") {
        let message = "a parameter that is the whole query string is not supported: it is left out";
        diagnostics.push(Diagnostic::warning(Code::Unsupported, message).at(place.origin, Part::Value));
        return None;
    }
    if !matches!(place.as_str(), Some("query" | "header" | "path" | "cookie")) {
        let message = format!("a parameter cannot be in `{}`", place.as_str().unwrap_or_default());
        diagnostics.push(
            Diagnostic::error(Code::InvalidValue, message)
                .at(place.origin, Part::Value)
                .help("the places are query, header, path and cookie"),
        );
        return None;
    }
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
    let (media_type, mut node) = content(node);
    style::settle(&mut node, place.as_str().unwrap_or_default(), diagnostics);
    let read = read::<openapiv3::Parameter>(&node, diagnostics)?;
    let (location, style, allow_reserved) = match &read {
        openapiv3::Parameter::Query { style, allow_reserved, .. } => {
            let style = match style {
                QueryStyle::Form => Style::Form,
                QueryStyle::SpaceDelimited => Style::SpaceDelimited,
                QueryStyle::PipeDelimited => Style::PipeDelimited,
                QueryStyle::DeepObject => Style::DeepObject,
            };
            (Location::Query, style, *allow_reserved)
        }
        openapiv3::Parameter::Path { style, .. } => {
            let style = match style {
                PathStyle::Matrix => Style::Matrix,
                PathStyle::Label => Style::Label,
                PathStyle::Simple => Style::Simple,
            };
            (Location::Path, style, false)
        }
        openapiv3::Parameter::Header { .. } => (Location::Header, Style::Simple, false),
        openapiv3::Parameter::Cookie { .. } => (Location::Cookie, Style::Form, false),
    };
    let data = read.parameter_data();
    let schema = match &data.format {
        ParameterSchemaOrContent::Schema(schema) => schema_id(schema),
        ParameterSchemaOrContent::Content(_) => None,
    };
    Some(Parameter {
        origin: node.origin,
        name: data.name,
        location,
        style,
        // OAS 3.0.4, "Parameter Object", `explode`: true for `form`, false for all other styles.
        explode: data.explode.unwrap_or(matches!(style, Style::Form | Style::DeepObject)),
        allow_reserved,
        required: data.required || location == Location::Path,
        deprecated: data.deprecated.unwrap_or(false),
        description: data.description.filter(|text| !text.trim().is_empty()),
        schema,
        media_type,
    })
}

/// A shallow copy with one `schema`: the one of its first media type where the parameter has `content`, any JSON value
/// where it has neither.
fn content(node: &Node) -> (Option<String>, Node) {
    const KEYS: [&str; 9] =
        ["name", "in", "description", "required", "deprecated", "allowEmptyValue", "style", "explode", "allowReserved"];
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
