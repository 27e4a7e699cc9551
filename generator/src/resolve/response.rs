//! Responses by status.

use super::{Header, Response, operation, parameter, text, typed};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Origin, SpanTarget};
use crate::grammar;
use crate::spec::{Field, Location, MediaType, Members as _, Status, is_extension, is_same_header};

/// The responses of an operation, in document order.
pub(super) fn responses(node: Option<&Node>, operation: Origin, diagnostics: &mut Diagnostics) -> Vec<Response> {
    // An operation without responses can still be called. Any 2xx is its success, and nothing is read of the body.
    let Some(node) = node else { return vec![any_success(operation)] };
    let mut responses = Vec::new();
    for (key, entry) in node.as_object().into_iter().flatten() {
        if is_extension(key) {
            continue;
        }
        for status in statuses(key, entry, diagnostics) {
            responses.push(Response {
                origin: entry.origin,
                status,
                is_error: entry.flag(Field::ErrorResponse),
                description: described(entry),
                content: operation::content(entry.member(Field::Content), diagnostics),
                headers: headers(entry, diagnostics),
            });
        }
    }
    responses
}

/// The summary, which is new in 3.2, and the description.
fn described(response: &Node) -> Option<String> {
    let parts: Vec<String> =
        [Field::Summary, Field::Description].into_iter().filter_map(|field| text(response, field)).collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// The statuses that a key stands for. What is sloppy and has one meaning is read as that.
fn statuses(key: &str, entry: &Node, diagnostics: &mut Diagnostics) -> Vec<Status> {
    if let Some(status) = Status::parse(key) {
        return vec![status];
    }
    let message = format!("`{key}` is not a status code");
    let codes: Option<Vec<Status>> =
        key.split([',', ' ', '/', '|']).filter(|part| !part.is_empty()).map(parse_range).collect();
    match codes.filter(|codes| !codes.is_empty()) {
        Some(codes) => {
            let names: Vec<String> = codes.iter().map(|status| format!("`{status}`")).collect();
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(entry.origin, SpanTarget::Key);
            diagnostics.push(diagnostic.with_note(format!("treated as {}", names.join(" and "))));
            codes
        }
        None => {
            diagnostics.push(
                Diagnostic::warning(Code::InvalidValue, message)
                    .at(entry.origin, SpanTarget::Key)
                    .with_note("the response is left out")
                    .help("write three digits, a range such as `4XX`, or `default`"),
            );
            Vec::new()
        }
    }
}

/// `20X` and `2**` are the range, `Default` and `defualt` the default.
fn parse_range(key: &str) -> Option<Status> {
    if let Some(status) = Status::parse(key) {
        return Some(status);
    }
    if let [digit @ b'1'..=b'5', rest @ ..] = key.as_bytes()
        && rest.len() == 2
        && rest.iter().any(|c| b"xX*".contains(c))
    {
        return rest.iter().all(|c| c.is_ascii_digit() || b"xX*".contains(c)).then(|| Status::Range(digit - b'0'));
    }
    grammar::closest_name(key, ["default"]).map(|_| Status::Default)
}

/// The response of an operation that declares none.
fn any_success(origin: Origin) -> Response {
    let (content, headers) = (Vec::new(), Vec::new());
    Response { origin, status: Status::Range(2), is_error: None, description: None, content, headers }
}

/// The headers of a response, or those that an Encoding Object has for a part.
pub(super) fn headers(response: &Node, diagnostics: &mut Diagnostics) -> Vec<Header> {
    let mut headers = Vec::new();
    for (name, node) in response.entries(Field::Headers) {
        // OAS 3.0.4, "Response Object": a header named Content-Type SHALL be ignored.
        if is_same_header(name, "content-type") {
            let message = format!("the header `{name}` is the media type, which the client knows");
            diagnostics.push(Diagnostic::note(Code::ProtocolHeader, message).at(node.origin, SpanTarget::Key));
            continue;
        }
        if is_extension(name) && node.as_object().is_none() {
            continue;
        }
        // A header has the style `simple` alone (OAS 3.0.4, "Header Object"). The call is for the finding about another
        // one.
        parameter::style(node, Location::Header, diagnostics);
        if node.has(Field::Schema)
            && let Some(content) = node.member(Field::Content)
        {
            let diagnostic = Diagnostic::warning(Code::InvalidValue, "this header has both `schema` and `content`");
            let diagnostic = diagnostic.at(content.origin, SpanTarget::Key).with_note("`content` is ignored");
            diagnostics.push(diagnostic.help("remove one of the two"));
        }
        let Some(header) = typed::header(node, diagnostics) else { continue };
        let content = node.member(Field::Content).filter(|_| !node.has(Field::Schema));
        let content = content.map(|content| {
            let first = content.as_object().and_then(|content| content.first());
            let of_first = |(media_type, entry): (&String, &Node)| {
                (MediaType::new(media_type.as_str()), entry.schema(Field::Schema))
            };
            first.map(of_first).unwrap_or_default()
        });
        headers.push(Header {
            origin: node.origin,
            name: name.clone(),
            required: header.required,
            deprecated: header.deprecated,
            explode: node.flag(Field::Explode).unwrap_or(false),
            description: header.description,
            schema: header.schema,
            content,
        });
    }
    headers
}
