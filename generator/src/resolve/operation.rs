//! Operations, with what they inherit from their path and from the document.

use crate::collections::HashMap;

use crate::collections::IndexMap;

use super::{
    Content, Operation, RequestBody, SecurityScheme, long_running, message, pages, parameter, part, path, response,
    security, server, text, typed,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Object, Origin, SpanTarget};
use crate::normalise::Envelope;
use crate::spec::{BodyRule, Field, MediaType, Members as _, Method, foreign, is_extension};

/// All operations, in document order.
pub(super) fn operations(
    envelope: &Envelope,
    address: Option<&str>,
    schemes: &IndexMap<String, SecurityScheme>,
    diagnostics: &mut Diagnostics,
) -> Vec<Operation> {
    let shared = envelope.root.member(Field::Security);
    let mut operations = Vec::new();
    let mut lost = None;
    // Both operations keep their method: servers tell such paths apart by patterns that the document does not have.
    let mut requests: HashMap<String, (String, Origin)> = HashMap::default();
    // An extension: paths with a query, which the specification does not allow among `paths`.
    let paths = [Field::Paths, Field::PathsWithQueries].into_iter().flat_map(|field| envelope.root.entries(field));
    for (path, item) in paths {
        if is_extension(path) {
            continue;
        }
        if !path.starts_with('/') {
            let message = format!("the path `{path}` does not begin with `/`");
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(item.origin, SpanTarget::Key);
            diagnostics.push(diagnostic.with_note(format!("treated as `/{path}`")));
        }
        for (method, node) in methods(item, diagnostics) {
            let name = format!("{} {path}", method.as_str());
            same_requests(&mut requests, &name, node, diagnostics);
            let Some(mut operation) = read_operation(node, item, path, method, envelope, diagnostics) else {
                // With errors the run ends, and these name the fault. Otherwise nothing else would say why a method is
                // missing.
                if diagnostics.keeps_going() || !diagnostics.has_errors() {
                    let message = format!("`{name}` is left out: its parameters or its body cannot be read");
                    diagnostics.push(Diagnostic::warning(Code::Skipped, message).at(node.origin, SpanTarget::Key));
                }
                lost = lost.or(Some(node.origin));
                continue;
            };
            // An empty list takes the requirements of the document away (OAS 3.0.4, "Operation Object", `security`), so
            // only an absent one inherits them.
            operation.security = security::requirements(node.member(Field::Security).or(shared), schemes, diagnostics);
            operation.server = server::of_operation(node, item, address, diagnostics);
            operations.push(operation);
        }
    }
    if let Some(lost) = lost.filter(|_| operations.is_empty() && !diagnostics.has_errors()) {
        let message = "no operation can be read, so there is nothing to make a client of";
        diagnostics.push(Diagnostic::error(Code::Skipped, message).at(lost, SpanTarget::Key));
    }
    operations
}

/// The operations of a path item with their methods, in document order, those with other methods last.
pub(super) fn methods<'a>(item: &'a Node, diagnostics: &mut Diagnostics) -> Vec<(Method, &'a Node)> {
    let fixed = item.as_object().into_iter().flatten();
    let mut methods: Vec<_> = fixed.filter_map(|(key, node)| Some((Method::of_field(key)?, node))).collect();
    for (method, node) in item.entries(Field::AdditionalOperations) {
        match Method::parse(method) {
            Some(method) => methods.push((method, node)),
            None => {
                let message = format!("`{method}` is not a method of HTTP");
                let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(node.origin, SpanTarget::Key);
                diagnostics.push(diagnostic.with_note("the operation is left out"));
            }
        }
    }
    methods
}

/// Reports an operation whose requests are those of another one, since their paths differ by the names of parameters
/// only. Such templates "are considered identical and invalid" (OAS 3.0.4, "Paths Object").
fn same_requests(
    requests: &mut HashMap<String, (String, Origin)>,
    name: &str,
    operation: &Node,
    diagnostics: &mut Diagnostics,
) {
    let entry = requests.entry(path::without_names(name));
    let (first, origin) = entry.or_insert_with(|| (name.to_owned(), operation.origin));
    if first != name {
        let message = format!("`{name}` describes the same requests as `{first}`");
        let diagnostic = Diagnostic::warning(Code::PathParameter, message).at(operation.origin, SpanTarget::Key);
        diagnostics.push(
            diagnostic
                .related(*origin, SpanTarget::Key, "the first operation with these requests")
                .with_note("the client has a method for each")
                .help("describe both in one operation, or tell the paths apart by a fixed segment"),
        );
    }
}

/// Reads an operation; `None` where a parameter or body that it may need cannot be read.
fn read_operation(
    node: &Node,
    item: &Node,
    path: &str,
    method: Method,
    envelope: &Envelope,
    diagnostics: &mut Diagnostics,
) -> Option<Operation> {
    // A body that could not be read is `null` in the envelope. An operation without it would send requests that the
    // service refuses.
    if node.member(Field::RequestBody).is_some_and(|body| body.as_object().is_none()) {
        return None;
    }
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    let mut parameters = parameter::merged(node, item, envelope, diagnostics)?;
    let path = path::resolve_paths(&path, &mut parameters, node.origin, diagnostics);
    // Responses first: a long-running operation is recognised by their headers.
    let responses = response::responses(node.member(Field::Responses), node.origin, diagnostics);
    let tags: Vec<String> = node.list(Field::Tags).iter().filter_map(|tag| tag.as_str().map(str::to_owned)).collect();
    let place = foreign::place(node, tags.first().map(String::as_str));
    let body = body(node, &path, &method, envelope, diagnostics);
    Some(Operation {
        origin: node.origin,
        method,
        path,
        server: None,
        id: text(node, Field::OperationId),
        id_origin: node.member(Field::OperationId).map_or(node.origin, |id| id.origin),
        // The texts of a path item are "intended to apply to all operations in this path" (OAS 3.0.4, "Path Item
        // Object").
        summary: text(node, Field::Summary).or_else(|| text(item, Field::Summary)),
        description: text(node, Field::Description).or_else(|| text(item, Field::Description)),
        client_name: place.name,
        tags: place.group.map_or(tags, |group| vec![group]),
        deprecated: node.flag(Field::Deprecated).unwrap_or(false),
        parameters,
        body,
        long_running: long_running::long_running(node, &responses, diagnostics),
        responses,
        callbacks: message::callbacks(node, diagnostics),
        pages: pages::pages(node, diagnostics),
        security: Vec::new(),
    })
}

/// The body that a request of an operation may have.
fn body(
    operation: &Node,
    path: &str,
    method: &Method,
    envelope: &Envelope,
    diagnostics: &mut Diagnostics,
) -> Option<RequestBody> {
    let node = operation.member(Field::RequestBody)?;
    let not_sent = |reason: &str| {
        let message = format!("the body of `{} {path}` is not sent: {reason}", method.as_str());
        Diagnostic::note(Code::UnsentBody, message).at(node.origin, SpanTarget::Key)
    };
    match method.body_rule() {
        BodyRule::Vague if envelope.ignores_vague_bodies => {
            let note = not_sent("OpenAPI 3.0 ignores it, since HTTP gives it no meaning");
            diagnostics.push(note.help("`with_body` of the call sends one all the same"));
            None
        }
        // "A client MUST NOT send content in a TRACE request" (RFC 9110, section 9.3.8).
        BodyRule::Forbidden => {
            diagnostics.push(not_sent("HTTP forbids it"));
            None
        }
        BodyRule::Usual | BodyRule::Unusual | BodyRule::Vague => request_body(node, diagnostics),
    }
}

pub(super) fn request_body(node: &Node, diagnostics: &mut Diagnostics) -> Option<RequestBody> {
    let body = typed::request_body(node, diagnostics)?;
    if let Some(content) =
        node.member(Field::Content).filter(|content| content.as_object().is_some_and(Object::is_empty))
    {
        let diagnostic = Diagnostic::warning(Code::UnsentBody, "the request body has no media type");
        diagnostics.push(
            diagnostic
                .at(content.origin, SpanTarget::Key)
                .with_note("it is not sent")
                .help("write `content: { application/json: { schema: … } }`"),
        );
    }
    Some(RequestBody {
        origin: node.origin,
        description: body.description.filter(|text| !text.trim().is_empty()),
        required: body.required,
        content: content(node.member(Field::Content), diagnostics),
    })
}

/// The values that a media type shows (OAS 3.0.4 and 3.2.0, "Media Type Object").
fn examples(entry: &Node) -> Vec<Node> {
    let named = entry.entries(Field::Examples);
    let named =
        named.filter_map(|(_, example)| example.member(Field::DataValue).or_else(|| example.member(Field::Value)));
    entry.member(Field::Example).into_iter().chain(named).cloned().collect()
}

/// The media types of a body or response.
pub(super) fn content(node: Option<&Node>, diagnostics: &mut Diagnostics) -> Vec<Content> {
    let entries = node.and_then(Node::as_object).into_iter().flatten();
    let mut content = Vec::new();
    for (media_type, entry) in entries {
        let Some(schema) = typed::schema_of_content(entry, diagnostics) else { continue };
        content.push(Content {
            origin: entry.origin,
            media_type: MediaType::new(media_type.as_str()),
            schema,
            items: entry.schema(Field::ItemSchema),
            is_stream: false,
            examples: examples(entry),
            encoding: entry.member(Field::Encoding).map(|encoding| encoding.origin),
            parts: part::parts(entry, diagnostics),
            positions: part::positions(entry, diagnostics),
        });
    }
    content
}
