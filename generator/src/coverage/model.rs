//! The model, by the places of the document that it comes from.

use crate::collections::{HashMap, HashSet};

use crate::document::Origin;
use crate::ir::{Api, Codec, Message, Operation, Type, TypeKind};

/// The constructs of a document that a client has.
pub(super) struct ModelIndex<'a> {
    api: &'a Api,
    pub(super) operations: HashMap<Origin, OperationParts<'a>>,
    pub(super) contents: HashSet<Origin>,
    pub(super) headers: HashSet<Origin>,
    pub(super) fields: HashSet<Origin>,
}

/// The parts of an operation, or of a request that the service sends.
pub(super) struct OperationParts<'a> {
    pub(super) parameters: HashMap<Origin, &'a Type>,
    pub(super) body: Option<Origin>,
    /// The responses, each with whether its bodies are any JSON value.
    pub(super) responses: HashMap<Origin, bool>,
}

impl<'a> ModelIndex<'a> {
    /// Reads a model.
    pub(super) fn new(api: &'a Api) -> Self {
        let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
        let bodies =
            bodies.flat_map(|body| std::iter::once(body.content).chain(body.others.iter().map(|other| other.content)));
        let responses = api.operations.iter().flat_map(|operation| [&operation.success, &operation.failure]);
        let headers = api.operations.iter().flat_map(|operation| &operation.headers);
        let headers = headers.flat_map(|header| header.origins.iter().copied());
        let of_parts = api.operations.iter().flat_map(|operation| operation.part_headers());
        let callbacks = api.operations.iter().flat_map(|operation| &operation.callbacks);
        let messages: Vec<&Message> = api.webhooks.iter().chain(callbacks).collect();
        let collected_operations =
            api.operations.iter().map(|operation| (operation.origin, OperationParts::new(operation)));
        let incoming = messages.iter().map(|message| (message.origin, OperationParts::of_message(message)));
        let streams = api.operations.iter().flat_map(|operation| &operation.success.streams);
        let of_events = streams.clone().flat_map(|items| items.fields.iter().copied());
        let responses = responses.flat_map(|response| response.contents.iter().copied());
        let responses = responses.chain(streams.map(|items| items.origin));
        let of_messages = messages.iter().flat_map(|message| message.parts.contents.iter().copied());
        Self {
            api,
            operations: collected_operations.chain(incoming).collect(),
            contents: bodies.chain(responses).chain(of_messages).collect(),
            headers: headers.chain(of_parts).collect(),
            fields: fields(api).into_iter().chain(of_events).collect(),
        }
    }

    /// The type that a schema became, by itself: its own name is looked through, that of another type is not.
    pub(super) fn schema(&self, origin: Origin) -> Option<&'a Type> {
        let mut ty = self.api.schemas.types.get(&origin)?;
        if let Type::Nullable(inner) = ty {
            ty = inner;
        }
        if let Type::Named(id) = ty
            && let def = self.api.ty(*id)
            && def.origin == origin
            && let TypeKind::Alias(target) = &def.kind
        {
            ty = target;
        }
        Some(if let Type::Nullable(inner) = ty { inner } else { ty })
    }
}

impl<'a> OperationParts<'a> {
    fn new(operation: &'a Operation) -> Self {
        let typed_responses = [&operation.success, &operation.failure].into_iter().flat_map(|response| {
            let is_untyped = |codec, ty: &Type| codec == Codec::Json && *ty == Type::Any;
            response.origins.iter().enumerate().map(move |(index, origin)| match response.responses.get(index) {
                Some(operations) => (*origin, is_untyped(operations.codec, &operations.ty)),
                None => (*origin, is_untyped(response.codec, &response.ty)),
            })
        });
        Self {
            parameters: operation.parameters.iter().map(|parameter| (parameter.origin, &parameter.ty)).collect(),
            body: operation.body.as_ref().map(|body| body.origin),
            responses: typed_responses.collect(),
        }
    }

    fn of_message(message: &Message) -> Self {
        let response = message.parts.response.map(|origin| (origin, false));
        Self { parameters: HashMap::default(), body: message.parts.body, responses: response.into_iter().collect() }
    }
}

fn fields(api: &Api) -> HashSet<Origin> {
    let mut fields = HashSet::default();
    for def in &api.types {
        if let TypeKind::Struct(structure) = &def.kind {
            fields.extend(structure.fields.iter().map(|field| field.origin));
        }
    }
    for (part, whole) in api.schemas.absorbed.iter().rev() {
        if fields.contains(whole) {
            fields.insert(*part);
        }
    }
    fields
}
