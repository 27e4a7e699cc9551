//! The schemas that values are sent or received as.

use std::collections::HashSet;

use crate::document::SchemaId;
use crate::resolve::{Content, Header, Message, RequestBody, Response, Service, part};
use crate::schema::{Schema, SchemaTable};
use crate::values::Validity;

/// Schemas, each once.
pub(super) struct Reached {
    pub(super) schemas: Vec<SchemaId>,
    /// The schemas of texts that are decoded: the data of events.
    pub(super) decoded: HashSet<SchemaId>,
    /// Those of bodies that are bytes, and of the parts of others.
    pub(super) raw: HashSet<SchemaId>,
}

/// The named schemas, those of operations, and all that shape the values of these. The configuration speaks for the schemas
/// that it gives a type.
pub(super) fn reached(service: &Service, validity: &Validity<'_>) -> Reached {
    let schemas = validity.schemas;
    let mut open: Vec<SchemaId> = schemas.ids().filter(|id| schemas.get(*id).name.is_some()).collect();
    let (mut decoded, mut raw) = (HashSet::new(), HashSet::new());
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
    let (mut seen, mut reached) = (HashSet::new(), Vec::new());
    while let Some(id) = open.pop() {
        if validity.foreign.contains_key(&id) || !seen.insert(id) {
            continue;
        }
        let schema = schemas.get(id);
        open.extend(schema.parts());
        open.extend(schema.content_schema().filter(|_| decoded.contains(&id)).map(|(content, _)| content));
        reached.push(id);
    }
    Reached { schemas: reached, decoded, raw }
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
