//! Parameters, merged from path item and operation, with default style and explode.

use openapiv3::{ParameterSchemaOrContent, PathStyle, QueryStyle};

use super::{Parameter, extension, only, read, schema_id, text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Part, Value};
use crate::ir::{Location, Style};

/// The parameters of an operation: those of its path item, unless the operation has one of the same name and place
/// (OAS 3.0.4, "Path Item Object").
pub(super) fn merged(operation: &Node, item: &Node, diagnostics: &mut Diagnostics) -> Vec<Parameter> {
    let own = parameters(operation, diagnostics);
    let mut merged: Vec<Parameter> =
        parameters(item, diagnostics).into_iter().filter(|shared| !own.iter().any(|own| same(own, shared))).collect();
    for parameter in own {
        if merged.iter().any(|earlier| same(earlier, &parameter)) {
            let message = format!("the {} parameter `{}` is declared twice", parameter.location, parameter.name);
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(parameter.origin, Part::Value);
            diagnostics.push(diagnostic.help("the first one is used"));
        } else {
            merged.push(parameter);
        }
    }
    merged
}

fn same(a: &Parameter, b: &Parameter) -> bool {
    a.location == b.location && a.name == b.name
}

fn parameters(node: &Node, diagnostics: &mut Diagnostics) -> Vec<Parameter> {
    let list = node.get("parameters").and_then(Node::as_array).unwrap_or_default();
    let read = |node| parameter(node, diagnostics).filter(|parameter| !is_protocol(parameter, diagnostics));
    list.iter().filter_map(read).collect()
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
    let (encoding, client_name) = (extension::encoding(node), text(node, "x-ms-client-name"));
    let (media_type, node) = content(node);
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
        client_name,
        location,
        style,
        // OAS 3.0.4, "Parameter Object", `explode`: true for `form`, false for all other styles.
        explode: data.explode.unwrap_or(matches!(style, Style::Form | Style::DeepObject)),
        allow_reserved,
        encoding,
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
