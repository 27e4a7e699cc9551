//! Operations: what is sent, and what comes back.

mod body;
mod configured;
mod identity;
mod message;
mod page;
mod pagination;
mod parameter;
mod parameter_shape;
mod part_headers;
mod parts;
mod response;
mod stream;

use crate::collections::HashMap;

pub(crate) use self::configured::read_as_configured;
pub(super) use self::identity::ids;
pub(super) use self::pagination::resolve_pagination;
use self::parts::PartReader;
pub(super) use self::stream::contents;
use super::docs;
use super::schema::SchemaReader;
use super::xml::{self, XmlReader};
use crate::config::NamedOperation;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::SpanTarget;
use crate::ir::{Header, Hint, LongRunning, Operation, OperationId, Reading, ResultPlace, Root, Type, TypeKind};
use crate::resolve;
use crate::schema::SchemaTable;
use crate::spec::{BodyRule, PartRules, Status, is_same_header};
use crate::values::{Samples, Trials};

/// Makes calls of operations.
pub(super) struct OperationReader<'a> {
    pub(super) schemas: SchemaReader<'a>,
    pub(super) tables: xml::Tables,
    samples: Samples,
    trials: Trials,
    /// The rules for encoding the parts of bodies.
    part_rules: PartRules,
}

impl<'a> OperationReader<'a> {
    pub(super) fn new(part_rules: PartRules, schemas: SchemaReader<'a>) -> Self {
        let (tables, samples, trials) =
            (xml::Tables::default(), Samples::default(), Trials::new(schemas.options.tests));
        Self { schemas, tables, samples, trials, part_rules }
    }

    fn table(&self) -> &'a SchemaTable {
        self.schemas.registry.table
    }

    fn part_reader(&mut self) -> PartReader<'_, 'a> {
        PartReader { schemas: &mut self.schemas, tables: &mut self.tables, rules: self.part_rules }
    }

    fn xml(&mut self) -> XmlReader<'_, 'a> {
        XmlReader { schemas: &mut self.schemas, tables: &mut self.tables }
    }
}

/// Lowers an operation.
pub(super) fn lower(
    mut operation: resolve::Operation,
    id: String,
    index: usize,
    schemes: &HashMap<String, usize>,
    reader: &mut OperationReader<'_>,
) -> Operation {
    let hint = Hint { root: Root::Operation(OperationId(index)), path: Vec::new() };
    let pointer = pointer(&operation);
    let (method, path) = (operation.method.as_str(), operation.path.as_str());
    let is_streamed =
        reader.schemas.options.streams.covers(&NamedOperation { id: &id, pointer: &pointer, method, path });
    let (success, failure) = reader.payloads(&operation.responses, &operation.method, &hint, is_streamed);
    let long_running = operation.long_running.map(|result| long_running(result, &operation));
    let is_argument = operation.method.body_rule() == BodyRule::Usual;
    if let Some(body) = &mut operation.body {
        stream::mark_inputs(reader.schemas.registry.table, body, reader.schemas.diagnostics);
    }
    let body = operation.body.as_ref().and_then(|body| reader.body(body, is_argument, &hint));
    let callbacks = reader.messages(operation.callbacks, |name| format!("{id} {name} callback"));
    let headers = headers(&operation.responses, reader, &hint);
    let path = parameter_shape::without_query(&operation.path);
    let mut parameters: Vec<_> =
        operation.parameters.into_iter().filter_map(|p| reader.parameter(p, path, &hint)).collect();
    if let (Some(written), Some(body)) = (&operation.body, &body) {
        parameters.extend(reader.part_headers(written, body, &hint));
    }
    let position = |required: &resolve::Requirement| schemes.get(&required.scheme).copied();
    let security = operation.security.iter().map(|needed| needed.iter().filter_map(position).collect()).collect();
    Operation {
        origin: operation.origin,
        id,
        pointer: String::new(),
        method: operation.method,
        path: operation.path,
        server: operation.server,
        summary: operation.summary,
        description: operation.description,
        tags: operation.tags,
        client_name: operation.client_name,
        deprecated: operation.deprecated,
        parameters,
        body,
        success,
        failure,
        headers,
        callbacks,
        pagination: None,
        long_running,
        security,
        reading: Reading::default(),
    }
}

/// The JSON Pointer of an operation by its path and method.
fn pointer(operation: &resolve::Operation) -> String {
    // In this order (RFC 6901, section 3): the `~` of `~1` must not be escaped once more.
    let path = operation.path.replace('~', "~0").replace('/', "~1");
    format!("#/paths/{path}/{}", operation.method.as_str().to_ascii_lowercase())
}

/// The result of a long-running operation. A deletion has none, whatever the document says.
fn long_running(result: ResultPlace, operation: &resolve::Operation) -> LongRunning {
    let is_success = |response: &&resolve::Response| response.status.is_success();
    let mut bodiless = operation.responses.iter().filter(is_success).filter(|response| response.content.is_empty());
    let has_body = bodiless.all(|response| response.status == Status::Code(202));
    LongRunning { result, has_body: has_body && operation.method.as_str() != "DELETE" }
}

/// The headers of the success responses; of two with one name the first. Those of other responses are read by name.
fn headers(responses: &[resolve::Response], reader: &mut OperationReader<'_>, hint: &Hint) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    let (success, others) = response::parted(responses);
    let is_read = |response: &&resolve::Response| {
        !success.iter().any(|success_response| std::ptr::eq(*success_response, *response))
    };
    for header in others.into_iter().filter(is_read).flat_map(|response| &response.headers) {
        let message = format!("the header `{}` of an error has no type", header.name);
        let note = Diagnostic::note(Code::CallerEncoded, message).at(header.origin, SpanTarget::Key);
        reader.schemas.diagnostics.push(note.with_note("the program reads it by its name"));
    }
    let has = |response: &resolve::Response, name: &str| {
        response
            .headers
            .iter()
            .any(|success_response| success_response.required && is_same_header(&success_response.name, name))
    };
    for header in success.iter().flat_map(|response| &response.headers) {
        let ty = header.schema.map_or(Type::String, |schema| reader.schemas.lower(schema, &hint.within(&header.name)));
        let ty = match header.schema.filter(|_| !header.is_encoded()) {
            Some(schema) => parameter::of_structured(reader, &header.name, ty, schema, header.origin),
            None => ty,
        };
        // A header is there with a value, or it is not there.
        let ty = reader.of_header(&header.name, ty.split_null().0);
        let ty = match reader.schemas.registry.resolved(&ty).clone() {
            scalar @ (Type::Bool | Type::Int(_) | Type::Float32 | Type::Float64 | Type::String)
                if !header.is_encoded() =>
            {
                scalar
            }
            // Quotation marks are for JSON.
            Type::Scalar(scalar) if !header.is_encoded() => scalar.bare().unwrap_or(Type::Scalar(scalar)),
            Type::Named(id)
                if !header.is_encoded() && matches!(reader.schemas.registry.def(id).kind, TypeKind::Enum(_)) =>
            {
                Type::Named(id)
            }
            _ => {
                let message = format!("the client does not decode the header `{}` as its schema says", header.name);
                let note = Diagnostic::note(Code::CallerEncoded, message).at(header.origin, SpanTarget::Key);
                reader.schemas.diagnostics.push(note.with_note("it comes as text"));
                Type::String
            }
        };
        if let Some(existing) = headers.iter_mut().find(|existing| is_same_header(&existing.name, &header.name)) {
            if existing.ty == ty {
                existing.origins.push(header.origin);
            } else {
                let message = format!("the header `{}` has another type in another response", header.name);
                let diagnostic = Diagnostic::warning(Code::Contradiction, message).at(header.origin, SpanTarget::Key);
                reader.schemas.diagnostics.push(
                    diagnostic
                        .related(existing.origins[0], SpanTarget::Key, "the type that is used")
                        .help("give the header one schema in all responses that are successes"),
                );
            }
            continue;
        }
        headers.push(Header {
            origins: vec![header.origin],
            name: header.name.clone(),
            required: success.iter().all(|response| has(response, &header.name)),
            ty,
            description: documentation(header, reader),
        });
    }
    headers
}

/// The documentation of a header and its values.
fn documentation(header: &resolve::Header, reader: &OperationReader<'_>) -> Option<String> {
    let value_docs = header.schema.and_then(|schema| docs::values(reader.table(), schema));
    let parts: Vec<String> = header.description.iter().cloned().chain(value_docs).collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}
