//! Responses by status.

use super::{Header, Response, operation, read, schema_id, text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Part, Value};
use crate::ir::Status;

/// The responses of an operation, in document order.
pub(super) fn responses(node: Option<&Node>, diagnostics: &mut Diagnostics) -> Vec<Response> {
    let mut responses = Vec::new();
    for (key, entry) in node.and_then(Node::as_object).into_iter().flatten() {
        if key.starts_with("x-") {
            continue;
        }
        let Some(status) = Status::parse(key) else {
            let message = format!("`{key}` is no status");
            diagnostics.push(
                Diagnostic::error(Code::InvalidValue, message)
                    .at(entry.origin, Part::Key)
                    .help("a status is three digits, a range such as `4XX`, or `default`"),
            );
            continue;
        };
        responses.push(Response {
            origin: entry.origin,
            status,
            is_error: entry.get("x-ms-error-response").and_then(Node::as_bool),
            description: text(entry, "description"),
            content: operation::content(entry.get("content"), diagnostics),
            headers: headers(entry, diagnostics),
        });
    }
    responses
}

pub(super) fn headers(response: &Node, diagnostics: &mut Diagnostics) -> Vec<Header> {
    let mut headers = Vec::new();
    for (name, node) in response.get("headers").and_then(Node::as_object).into_iter().flatten() {
        // OAS 3.0.4, "Response Object": a header named Content-Type SHALL be ignored.
        if name.starts_with("x-") && node.as_object().is_none() || name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let mut shallow = super::only(node, &["description", "required", "deprecated", "schema"]);
        if let Value::Object(object) = &mut shallow.value {
            object.entry("schema".to_owned()).or_insert_with(|| Node::object([], node.origin));
        }
        let Some(read) = read::<openapiv3::Header>(&shallow, diagnostics) else {
            continue;
        };
        let schema = match &read.format {
            openapiv3::ParameterSchemaOrContent::Schema(schema) => schema_id(schema),
            openapiv3::ParameterSchemaOrContent::Content(_) => None,
        };
        let is_encoded = node.get("schema").is_none() && node.get("content").is_some();
        headers.push(Header {
            origin: node.origin,
            name: name.clone(),
            description: read.description,
            schema,
            is_encoded,
        });
    }
    headers
}
