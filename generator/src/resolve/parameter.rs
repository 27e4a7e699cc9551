//! Parameters, merged from path item and operation, with default style and explode.

use crate::collections::HashSet;

use super::{Parameter, extension, part, typed};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, SpanTarget};
use crate::grammar;
use crate::normalise::Envelope;
use crate::spec::{
    Field, HeaderOwner, Location, MediaType, Members as _, ParameterIdentity, Style, foreign, is_header_name,
};

/// The parameters of an operation: those of its path item, unless the operation has one of the same identity
/// (OAS 3.0.4, "Path Item Object"). Within a list no two are the same; the bundle stage saw to that.
///
/// `None` where a required parameter cannot be read: no call can be made without it. The fault has been reported.
pub(super) fn merged(
    operation: &Node,
    item: &Node,
    envelope: &Envelope,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Parameter>> {
    let own_parameters = parameters(operation, envelope, diagnostics)?;
    let replaced: HashSet<ParameterIdentity> = own_parameters.iter().map(identity).collect();
    // Parameters of the path item come first, in the order in which the document has them: their order is that of
    // arguments.
    let mut merged = parameters(item, envelope, diagnostics)?;
    merged.retain(|shared| !replaced.contains(&identity(shared)));
    merged.extend(own_parameters);
    report_two_queries(&merged, diagnostics);
    Some(merged)
}

/// Names parameters beside one that is the whole query (OAS 3.2.0, "Parameter Object", `in`).
fn report_two_queries(parameters: &[Parameter], diagnostics: &mut Diagnostics) {
    let mut whole = parameters.iter().filter(|parameter| parameter.location == Location::QueryString);
    let Some(first) = whole.next() else { return };
    let beside = parameters.iter().filter(|parameter| parameter.location == Location::Query);
    for other in whole.chain(beside) {
        let message =
            format!("the parameter `{}` stands beside `{}`, which is the whole query", other.name, first.name);
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(other.origin, SpanTarget::Value);
        diagnostics.push(
            diagnostic
                .related(first.origin, SpanTarget::Value, "the whole query")
                .with_note("the query is made of both")
                .help("keep one parameter with `in: querystring`, and none with `in: query` beside it"),
        );
    }
}

fn identity(parameter: &Parameter) -> ParameterIdentity {
    ParameterIdentity::new(&parameter.location.to_string(), &parameter.name)
}

fn parameters(node: &Node, envelope: &Envelope, diagnostics: &mut Diagnostics) -> Option<Vec<Parameter>> {
    let mut parameters = Vec::new();
    for node in node.list(Field::Parameters) {
        match parameter(node, envelope, diagnostics) {
            Ok(Some(parameter)) if is_protocol(&parameter, diagnostics) => {}
            Ok(parameter) => parameters.extend(parameter),
            Err(Unreadable) if is_needed(node) => return None,
            Err(Unreadable) => {}
        }
    }
    Some(parameters)
}

/// `true` if a call may not be made without a parameter that cannot be read. One that nothing is known of may be needed.
fn is_needed(node: &Node) -> bool {
    let place = node.text(Field::In);
    place.is_none() || place == Some("path") || node.flag(Field::Required) == Some(true)
}

/// Returns `true` if a parameter is a header that the client or the transport writes.
fn is_protocol(parameter: &Parameter, diagnostics: &mut Diagnostics) -> bool {
    // Two values of `Host` or `Content-Length` would break the message, and `Accept`, `Content-Type` and
    // `Authorization` are parameters that "SHALL be ignored" (OAS 3.0.4, "Parameter Object").
    let owner = HeaderOwner::parse(&parameter.name).filter(|_| parameter.location == Location::Header);
    if let Some(owner) = owner {
        let message = format!("the header `{}` {}", parameter.name, owner.reason());
        diagnostics.push(Diagnostic::note(Code::ProtocolHeader, message).at(parameter.origin, SpanTarget::Value));
    }
    owner.is_some()
}

/// A parameter that has an error.
struct Unreadable;

/// Reads a parameter; `None` where it is left out with a warning.
fn parameter(node: &Node, envelope: &Envelope, diagnostics: &mut Diagnostics) -> Result<Option<Parameter>, Unreadable> {
    let place = node.member(Field::In).ok_or(Unreadable)?;
    let Some(location) = location(place, diagnostics) else { return Ok(None) };
    if node.has(Field::Schema)
        && let Some(content) = node.member(Field::Content)
    {
        let diagnostic = Diagnostic::warning(Code::InvalidValue, "this parameter has both `schema` and `content`");
        diagnostics.push(
            diagnostic
                .at(content.origin, SpanTarget::Key)
                .with_note("`content` is ignored")
                .help("remove one of the two"),
        );
    }
    let entries = node.entries(Field::Content);
    for (media_type, entry) in entries.skip(1) {
        let message = "the `content` of a parameter has exactly one media type";
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(entry.origin, SpanTarget::Key);
        diagnostics.push(diagnostic.with_note(format!("`{media_type}` is not used")));
    }
    let (media_type, schema, entry) = content(node);
    let data = typed::parameter(node, schema, diagnostics).ok_or(Unreadable)?;
    let name = match location {
        Location::Header => header_name(node, data.name, "parameter", diagnostics),
        _ => Some(data.name),
    };
    let Some(name) = name else { return Ok(None) };
    let style = style(node, location, diagnostics);
    let explode = data.explode.unwrap_or(style.explodes());
    let flag = |field| node.flag(field).unwrap_or(false);
    Ok(Some(Parameter {
        origin: node.origin,
        name,
        client_name: foreign::parameter_name(node),
        location,
        style,
        explode,
        nested: nested(node, location, envelope),
        allow_empty: flag(Field::AllowEmptyValue) && matches!(location, Location::Query | Location::Path),
        allow_reserved: allow_reserved(node, location, envelope, diagnostics),
        encoding: extension::encoding(node),
        // In a path `required` "MUST be `true`" (OAS 3.0.4, "Parameter Object"): without the value there is no URL to
        // call.
        required: data.required || location == Location::Path,
        deprecated: data.deprecated,
        description: data.description.filter(|text| !text.trim().is_empty()),
        schema: data.schema,
        media_type,
        part_encoding: entry.and_then(|entry| entry.member(Field::Encoding)).map(|encoding| encoding.origin),
        parts: entry.map(|entry| part::parts(entry, diagnostics)).unwrap_or_default(),
    }))
}

/// Returns `true` if reserved characters of a value are sent as they are. Before OpenAPI 3.2 that is said of a query only.
fn allow_reserved(node: &Node, location: Location, envelope: &Envelope, diagnostics: &mut Diagnostics) -> bool {
    let Some(field) = node.member(Field::AllowReserved).filter(|field| field.as_bool() == Some(true)) else {
        return false;
    };
    let applies = match location {
        Location::Query => true,
        Location::Path | Location::Cookie => envelope.reserves_in_all_places,
        // No finding: values at these locations are never percent-encoded, so the flag says what happens anyway.
        Location::Header | Location::Part | Location::QueryString => return true,
    };
    if !applies {
        let message = format!("`allowReserved` has no effect on a {location} parameter before OpenAPI 3.2");
        diagnostics.push(Diagnostic::note(Code::IgnoredKeyword, message).at(field.origin, SpanTarget::Key));
    }
    applies
}

/// The name of the header of a parameter or security scheme, where HTTP can carry it (RFC 9110, section 5.1).
pub(super) fn header_name(node: &Node, name: String, subject: &str, diagnostics: &mut Diagnostics) -> Option<String> {
    if is_header_name(&name) {
        return Some(name);
    }
    let origin = node.member(Field::Name).map_or(node.origin, |name| name.origin);
    let message = format!("`{name}` cannot be the name of a header");
    let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(origin, SpanTarget::Value);
    let trimmed = name.trim();
    let is_token = is_header_name(trimmed);
    diagnostics.push(diagnostic.with_note(if is_token {
        format!("treated as `{trimmed}`")
    } else {
        format!("the {subject} is left out")
    }));
    is_token.then(|| trimmed.to_owned())
}

/// The locations that a parameter can declare.
const LOCATIONS: [Location; 5] =
    [Location::Query, Location::QueryString, Location::Header, Location::Path, Location::Cookie];

/// The location that a word stands for, whatever its case; `None` where the parameter is left out.
fn location(place: &Node, diagnostics: &mut Diagnostics) -> Option<Location> {
    let written = place.as_str().unwrap_or_default();
    let location = LOCATIONS.into_iter().find(|candidate| candidate.to_string().eq_ignore_ascii_case(written.trim()));
    if location.is_none_or(|candidate| candidate.to_string() != written) {
        let message = format!("a parameter cannot be in `{written}`");
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(place.origin, SpanTarget::Value);
        diagnostics.push(match location {
            Some(candidate) => diagnostic.with_note(format!("treated as `{candidate}`")),
            None if is_body(written) => {
                diagnostic.with_note("the parameter is left out: no body is made of it").help(remedy(written))
            }
            None => diagnostic.with_note("the parameter is left out").help(remedy(written)),
        });
    }
    location
}

/// Returns `true` for the locations of bodies in Swagger 2.0.
fn is_body(written: &str) -> bool {
    matches!(written, "body" | "formData")
}

/// The text to write in place of a location that there is not.
fn remedy(written: &str) -> String {
    let names = LOCATIONS.map(|location| location.to_string());
    match (written, grammar::nearest(written, names.iter().map(String::as_str))) {
        ("body", _) => "since OpenAPI 3.0 the body stands beside `parameters`: \
             `requestBody: { content: { application/json: { schema: … } } }`"
            .to_owned(),
        ("formData", _) => "since OpenAPI 3.0 forms stand beside `parameters`: `requestBody: { content: { \
             multipart/form-data: { schema: { type: object, properties: … } } } }`"
            .to_owned(),
        (_, Some(suggestion)) => format!("did you mean `{suggestion}`?"),
        (_, None) => "write `query`, `header`, `path` or `cookie`".to_owned(),
    }
}

/// The words for styles (OAS 3.0.4, "Style Values").
const STYLES: [&str; 7] = ["form", "simple", "spaceDelimited", "pipeDelimited", "deepObject", "matrix", "label"];

/// The style that the document says, where the location can have it, or else the usual one.
pub(super) fn style(node: &Node, location: Location, diagnostics: &mut Diagnostics) -> Style {
    let usual = Style::default_style(location);
    let Some((written, text)) = node.member(Field::Style).and_then(|node| Some((node, node.as_str()?))) else {
        return usual;
    };
    Style::parse(text, location).unwrap_or_else(|| {
        let style = grammar::closest_name(text, STYLES).and_then(|name| Style::parse(name, location)).unwrap_or(usual);
        let message = format!("a {location} parameter cannot have the style `{text}`");
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(written.origin, SpanTarget::Value);
        let names = STYLES.into_iter().filter(|name| Style::parse(name, location).is_some());
        let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
        diagnostics.push(
            diagnostic.with_note(format!("treated as `{}`", style.name())).help(format!("write {}", names.join(", "))),
        );
        style
    })
}

/// The styles of arrays within an array, as far as the location can have them.
fn nested(node: &Node, location: Location, envelope: &Envelope) -> Vec<Style> {
    let styles = envelope.nested_styles.get(&node.origin).into_iter().flatten();
    styles.map(|style| if style.fits(location) { *style } else { Style::Simple }).collect()
}

/// The media type and schema of a value, and the Media Type Object. Without a `schema` of the parameter they are those
/// of the first entry of `content`.
fn content(node: &Node) -> (Option<MediaType>, Option<&Node>, Option<&Node>) {
    let first = node.member(Field::Content).and_then(Node::as_object).and_then(|content| content.first());
    match (node.member(Field::Schema), first) {
        (Some(schema), _) => (None, Some(schema), None),
        (None, Some((media_type, entry))) => {
            (Some(MediaType::new(media_type.as_str())), entry.member(Field::Schema), Some(entry))
        }
        (None, None) => (None, None, None),
    }
}
