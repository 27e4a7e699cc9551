//! The schemas that values are sent or received as.

use crate::collections::HashSet;

use crate::config::Options;
use crate::document::SchemaId;
use crate::resolve::{Content, Header, Message, RequestBody, Response, Service, part};
use crate::schema::{Schema, SchemaTable};
use crate::values::Validity;

/// Schemas, each once.
pub(crate) struct ReachedSchemas {
    pub(super) schemas: Vec<SchemaId>,
    /// The schemas of texts that are decoded: the data of events.
    pub(super) decoded: HashSet<SchemaId>,
    /// The schemas of bodies that are bytes, and of the parts of others.
    pub(super) raw: HashSet<SchemaId>,
    /// The schemas of values within JSON.
    pub(super) json: HashSet<SchemaId>,
    seen: HashSet<SchemaId>,
}

impl ReachedSchemas {
    /// Returns `true` if a schema shapes values of the client.
    pub(crate) fn has(&self, id: SchemaId) -> bool {
        self.seen.contains(&id)
    }
}

/// The schemas of operations, and all that shape the values of these; all named ones where they are wanted. The configuration speaks
/// for the schemas that it gives a type.
pub(crate) fn reached(service: &Service, validity: &Validity<'_>, options: &Options) -> ReachedSchemas {
    let schemas = validity.schemas;
    let is_root = |id: &SchemaId| schemas.get(*id).name.is_some();
    let mut open: Vec<SchemaId> =
        if has_all(service, options) { schemas.ids().filter(is_root).collect() } else { Vec::new() };
    let (mut decoded, mut raw) = (HashSet::default(), HashSet::default());
    for operation in &service.operations {
        open.extend(operation.parameters.iter().filter_map(|parameter| parameter.schema));
        bodies(operation.body.as_ref(), &operation.responses, &mut open);
        operation.callbacks.iter().for_each(|message| of_message(message, &mut open));
        let sent = operation.body.iter().flat_map(|body| &body.content);
        let received = operation.responses.iter().flat_map(|response| &response.content);
        sent.chain(received).for_each(|content| raw.extend(bytes(content, schemas)));
        for content in operation.responses.iter().flat_map(|response| &response.content) {
            decoded.extend(data_of_events(content, schemas));
        }
    }
    service.webhooks.iter().for_each(|message| of_message(message, &mut open));
    let (mut seen, mut reached) = (HashSet::default(), Vec::new());
    while let Some(id) = open.pop() {
        // The configuration speaks for a schema that it gives a type: nothing within it shapes a value any more.
        if !seen.insert(id) || validity.foreign.contains_key(&id) {
            continue;
        }
        let schema = schemas.get(id);
        // Parts shape values; what a `not` or an `if` refers to shapes none. So a schema that only a condition names
        // becomes no type.
        open.extend(schema.parts());
        open.extend(schema.content_schema().filter(|_| decoded.contains(&id)).map(|(content, _)| content));
        reached.push(id);
    }
    ReachedSchemas { schemas: reached, decoded, raw, json: within_json(service, schemas), seen }
}

/// The schemas of the values within those of bodies in JSON.
fn within_json(service: &Service, schemas: &SchemaTable) -> HashSet<SchemaId> {
    let sent = service.operations.iter().filter_map(|operation| operation.body.as_ref()).flat_map(|body| &body.content);
    let responses = service.operations.iter().flat_map(|operation| &operation.responses);
    let all = sent.chain(responses.flat_map(|response| &response.content));
    let bodies = all.filter(|content| content.media_type.is_json()).filter_map(|content| content.schema);
    let mut open: Vec<SchemaId> = bodies.flat_map(|body| schemas.value(body).1.parts()).collect();
    let mut seen = HashSet::default();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(schemas.get(id).parts());
        }
    }
    seen
}

/// Returns `true` if a client has the types of all named schemas: where the user wants them, and where there is nothing but them.
fn has_all(service: &Service, options: &Options) -> bool {
    let is_whole = options.select.is_empty();
    let has_requests = !(service.operations.is_empty() && service.webhooks.is_empty());
    options.keep_unused_types || is_whole && (options.types_only || !has_requests)
}

fn of_message(message: &Message, open: &mut Vec<SchemaId>) {
    bodies(message.body.as_ref(), &message.responses, open);
}

fn bodies(body: Option<&RequestBody>, responses: &[Response], open: &mut Vec<SchemaId>) {
    let sent = body.into_iter().flat_map(|body| &body.content);
    let received = responses.iter().flat_map(|response| &response.content);
    for content in sent.chain(received) {
        open.extend(content.schema.into_iter().chain(content.items));
        open.extend(content.parts.iter().flat_map(|part| &part.headers).filter_map(of_header));
    }
    open.extend(responses.iter().flat_map(|response| &response.headers).filter_map(of_header));
}

fn of_header(header: &Header) -> Option<SchemaId> {
    header.schema.or_else(|| header.content.as_ref().and_then(|(_, schema)| *schema))
}

/// The schemas of values that are no JSON: the body, or the parts of one of several parts.
fn bytes(content: &Content, schemas: &SchemaTable) -> Vec<SchemaId> {
    let Some(schema) = content.schema else { return Vec::new() };
    let row = schemas.value(schema).1;
    if content.media_type.is_json() {
        let is_bytes = row.content_media_type().is_some() && row.content_encoding().is_none() && !row.declares_type;
        return if is_bytes { schemas.ids_of_chain(schema).collect() } else { Vec::new() };
    }
    let parts = part::properties(schemas, schema).into_iter().map(|(_, part)| part);
    let parts = parts.flat_map(|part| [Some(part), schemas.target(part).1.items()]).flatten();
    parts.chain([schema]).flat_map(|id| schemas.ids_of_chain(id)).collect()
}

/// The schemas of the data of server-sent events: texts whose content is decoded where they say what it is.
fn data_of_events(content: &Content, schemas: &SchemaTable) -> Vec<SchemaId> {
    if !content.media_type.is("text/event-stream") {
        return Vec::new();
    }
    // Events that are told apart by their name are alternatives, each with its data.
    let data: Vec<SchemaId> = match content.items {
        Some(event) => {
            let event = schemas.target(event).1;
            let is_named = |event: &&Schema| {
                let name = event.property("event").map(|name| schemas.target(name).1);
                name.is_some_and(|name| name.listed().is_some())
            };
            let alternatives = event.alternatives().iter().map(|member| schemas.target(*member).1).filter(is_named);
            std::iter::once(event).chain(alternatives).filter_map(|event| event.property("data")).collect()
        }
        None => content.schema.into_iter().collect(),
    };
    let chain = data.into_iter().flat_map(|id| schemas.ids_of_chain(id));
    chain.filter(|id| schemas.get(*id).content.as_ref().is_some_and(|content| content.is_json())).collect()
}
