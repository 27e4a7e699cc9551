//! Answers and bodies whose items come one by one.

use crate::collections::HashMap;

use super::OperationReader;
use super::body::is_text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::document::{SchemaId, SpanTarget};
use crate::ir::{BodyCodec, Codec, Framing, Hint, IntKind, Items, Type};
use crate::lower::media::{Family, family_of, framing, framing_of};
use crate::resolve::{Content, RequestBody, Response, Service};
use crate::schema::{Form, SchemaTable};

/// The fields of an event (OAS 3.2.0, "Special Considerations for `text/event-stream` Content").
const EVENT: [&str; 4] = ["data", "event", "id", "retry"];

impl OperationReader<'_> {
    /// The streams that a success can be asked for: one of server-sent events, and one of items in JSON.
    ///
    /// Where the configuration says that the operation `is_streamed`, its JSON is one, unless it has another.
    pub(super) fn streams(&mut self, responses: &[&Response], hint: &Hint, is_streamed: bool) -> Vec<Items> {
        let mut streams: Vec<Items> = Vec::new();
        let contents = || responses.iter().flat_map(|response| &response.content);
        let is_lines = |content: &Content| !matches!(framing_of(content), None | Some(Framing::Events { .. }));
        let as_lines = is_streamed && !contents().any(is_lines);
        for content in contents() {
            let by_option = (as_lines && family_of(content) == Family::Json).then_some(Framing::Lines);
            let Some(framing) = framing_of(content).or(by_option) else {
                self.no_stream(content, hint);
                continue;
            };
            let candidate = self.items(content, framing, hint);
            let is_event = |framing: Framing| matches!(framing, Framing::Events { .. });
            match streams.iter().find(|items| is_event(items.framing) == is_event(candidate.framing)) {
                // One stream of events and one of items: the methods `events` and `stream_items` have one type each.
                None => streams.push(candidate),
                Some(first) => {
                    if let Some(finding) = not_first(first, &candidate) {
                        self.schemas.diagnostics.push(finding.at(content.origin, SpanTarget::Key));
                    }
                }
            }
        }
        streams
    }

    /// Names the streams of errors, which are read whole.
    pub(super) fn no_streams(&mut self, responses: &[&Response], hint: &Hint) {
        responses.iter().flat_map(|response| &response.content).for_each(|content| self.no_stream(content, hint));
    }

    /// Names items that nobody reads one by one.
    pub(super) fn no_stream(&mut self, content: &Content, hint: &Hint) {
        let Some(schema) = content.items else { return };
        let media_type = &content.media_type;
        let message = format!("the client does not read or write the items of a stream of `{media_type}` one by one");
        self.schemas
            .diagnostics
            .push(Diagnostic::warning(Code::Unsupported, message).at(content.origin, SpanTarget::Key));
        self.schemas.lower(schema, &hint.within("item"));
    }

    /// The items of a body that the caller gives one by one.
    pub(super) fn sent_items(&mut self, content: &Content, hint: &Hint) -> Option<Items> {
        match framing_of(content) {
            Some(framing @ (Framing::Lines | Framing::Sequence)) => Some(self.items(content, framing, hint)),
            _ => {
                self.no_stream(content, hint);
                None
            }
        }
    }

    /// The items of a stream. Before OAS 3.2 nothing says how the schema of a stream is to be read: an array lists the items,
    /// anything else is one.
    fn items(&mut self, content: &Content, framing: Framing, hint: &Hint) -> Items {
        let hint = hint.within("item");
        let mut items = Items {
            origin: content.origin,
            media_type: content.media_type.clone(),
            framing,
            codec: Codec::Json,
            ty: Type::Any,
            json: Vec::new(),
            fields: Vec::new(),
        };
        let listed = content.schema.and_then(|schema| self.table().target(schema).1.items());
        let is_event = matches!(framing, Framing::Events { .. });
        match (content.items, listed, content.schema) {
            (Some(schema), _, _) if is_event => self.event(schema, &mut items, &hint),
            (Some(schema), _, _) => items.ty = self.schemas.lower(schema, &hint),
            (None, Some(item), whole) => {
                items.ty = self.schemas.lower(item, &hint);
                whole.into_iter().for_each(|whole| {
                    self.schemas.registry.record_verbatim(whole, &Type::List(Box::new(items.ty.clone())))
                });
            }
            (None, None, Some(schema)) if is_event => items.ty = self.data(schema, &hint),
            (None, None, Some(schema)) if !is_text(self.table(), schema) => {
                items.ty = self.schemas.lower(schema, &hint)
            }
            (None, None, None) if is_event => items.ty = Type::String,
            (None, None, _) => {}
        }
        if is_event
            && *self.schemas.registry.resolved(&items.ty) == Type::String
            && items.framing == (Framing::Events { whole: false })
        {
            items.codec = Codec::Text;
        }
        items
    }

    /// Reads an event of a stream: its data, if its schema is an object of the fields of events.
    fn event(&mut self, schema: SchemaId, items: &mut Items, hint: &Hint) {
        let (_, row) = self.table().target(schema);
        let properties = row.as_object().map(|object| &object.properties);
        let is_of_event = |name: &String| EVENT.contains(&name.as_str());
        let is_union = matches!(row.form, Form::Union(_));
        if is_union {
            items.framing = Framing::Events { whole: true };
            items.json = json_events(self.table(), schema).into_iter().map(|event| event.name).collect();
            items.ty = self.schemas.lower(schema, hint);
            return;
        }
        let Some(properties) = properties.filter(|properties| properties.keys().any(is_of_event)) else {
            let message = "the schema of an event has none of `data`, `event`, `id` and `retry`";
            let diagnostic = Diagnostic::note(Code::ResponseRole, message).at(items.origin, SpanTarget::Key);
            self.schemas.diagnostics.push(diagnostic.with_note("treated as the schema of `data`"));
            items.ty = self.schemas.lower(schema, hint);
            return;
        };
        items.ty = Type::String;
        for (name, id) in properties {
            let id = *id;
            items.fields.push(self.table().get(id).origin);
            match name.as_str() {
                "data" => items.ty = self.data(id, hint),
                "event" | "id" => self.schemas.registry.record_verbatim(id, &Type::String),
                "retry" => self.schemas.registry.record_verbatim(id, &Type::Int(IntKind::U64)),
                _ => {
                    let message = format!("an event of a stream has no field `{name}`");
                    let origin = self.table().get(id).origin;
                    let diagnostic = Diagnostic::warning(Code::LooserType, message).at(origin, SpanTarget::Key);
                    self.schemas.diagnostics.push(
                        diagnostic
                            .with_note("it is not read")
                            .help("the fields of an event are `data`, `event`, `id` and `retry`"),
                    );
                }
            }
        }
        let ty = items.ty.clone();
        self.schemas.registry.record_verbatim(schema, &ty);
    }

    /// The data of an event: text, JSON in a text (`contentSchema`), or what the document describes as if it stood there as JSON.
    fn data(&mut self, schema: SchemaId, hint: &Hint) -> Type {
        let (_, row) = self.table().target(schema);
        let is_json = row.content.as_ref().is_some_and(|content| content.is_json());
        match row.content_schema().filter(|_| is_json) {
            Some((content, _)) => {
                let ty = self.schemas.lower(content, hint);
                self.schemas.registry.record_verbatim(schema, &ty);
                ty
            }
            None if is_json => Type::Any,
            None if row.declared_types() == ["string"] => {
                if !is_text(self.table(), schema) {
                    let message = "the client returns the data of an event as text, whatever its schema says";
                    let origin = self.table().get(schema).origin;
                    let diagnostic = Diagnostic::warning(Code::LooserType, message).at(origin, SpanTarget::Key);
                    self.schemas.diagnostics.push(
                        diagnostic.help("describe JSON within the text by `contentMediaType` and `contentSchema`"),
                    );
                }
                self.schemas.registry.record_verbatim(schema, &Type::String);
                Type::String
            }
            None => self.schemas.lower(schema, hint),
        }
    }
}

/// An event of a union that is told by its name, and whose data is JSON.
struct JsonEvent {
    name: String,
    /// The schema of the property `data`, and that of the JSON.
    data: (SchemaId, SchemaId),
}

/// The events of a union whose data is JSON.
fn json_events(table: &SchemaTable, schema: SchemaId) -> Vec<JsonEvent> {
    let mut events = Vec::new();
    for &member in table.target(schema).1.alternatives() {
        let row = table.target(member).1;
        let Some((name, data)) = row.property("event").zip(row.property("data")) else { continue };
        let Some(content) = table.target(data).1.content.as_ref().filter(|content| content.is_json()) else { continue };
        let Some((content, _)) = content.schema else { continue };
        let names = table.target(name).1.listed().into_iter().flat_map(|listed| &listed.values);
        let names = names.filter_map(|listed| listed.value.as_str());
        events.extend(names.map(|name| JsonEvent { name: name.to_owned(), data: (data, content) }));
    }
    events
}

/// The schemas of the data of events that are read as their content: text by text the JSON that it holds.
pub(in crate::lower) fn contents(service: &Service, table: &SchemaTable) -> HashMap<SchemaId, SchemaId> {
    let responses = service.operations.iter().flat_map(|operation| &operation.responses);
    let content = responses.flat_map(|response| &response.content);
    let events = content.filter(|content| matches!(framing(&content.media_type), Some(Framing::Events { .. })));
    let unions = events.filter_map(|content| content.items);
    let unions = unions.filter(|schema| matches!(table.target(*schema).1.form, Form::Union(_)));
    unions.flat_map(|schema| json_events(table, schema)).map(|event| event.data).collect()
}

/// Marks the JSON of a response that a gateway to gRPC describes as a stream. The generator of such documents describes
/// the response as `(streaming responses)`, and titles its schema `Stream result of …`. The schema is an object of
/// `result` and `error`, of which each line has one.
pub(super) fn mark_streams(
    table: &SchemaTable,
    response: &mut Response,
    is_streamed: bool,
    diagnostics: &mut Diagnostics,
) {
    // Swagger 2.0 has no word for a stream. The generator of these documents writes this phrase, and the schema is the
    // envelope that each line has.
    let is_described = response.description.as_ref().is_some_and(|text| text.contains("(streaming responses)"));
    for content in response.content.iter_mut().filter(|content| family_of(content) == Family::Json) {
        let Some(schema) = content.schema else { continue };
        let row = table.target(schema).1;
        let titled = [row, table.get(schema)].into_iter().filter_map(|row| row.annotations.title.as_deref());
        let is_titled = titled.into_iter().any(|title| title.starts_with("Stream result of "));
        let is_envelope = row.as_object().is_some_and(|object| {
            let mut names = object.properties.keys().map(String::as_str);
            object.properties.contains_key("result") && names.all(|name| matches!(name, "result" | "error"))
        });
        content.is_stream = is_envelope && (is_described || is_titled);
        if is_described && !is_envelope && !is_streamed && !is_text(table, schema) {
            let message = "the client reads this response as a whole, though its description says that it is a stream";
            let diagnostic = Diagnostic::warning(Code::ResponseRole, message).at(content.origin, SpanTarget::Key);
            let help = "if each line is a JSON value, name the operation in `streams` in callsmith.toml";
            diagnostics.push(diagnostic.help(help));
        }
    }
}

/// Marks the JSON of a body that a gateway to gRPC describes as a stream. The generator of such documents describes it
/// as `(streaming inputs)`, and the gateway reads one message after the other.
pub(super) fn mark_inputs(table: &SchemaTable, body: &mut RequestBody, diagnostics: &mut Diagnostics) {
    let is_described = body.description.as_ref().is_some_and(|text| text.contains("(streaming inputs)"));
    for content in body.content.iter_mut().filter(|content| is_described && family_of(content) == Family::Json) {
        content.is_stream = content.schema.is_some_and(|schema| !is_text(table, schema));
        if !content.is_stream {
            let message = "the messages of this stream have no schema";
            let diagnostic = Diagnostic::warning(Code::CallerEncoded, message).at(content.origin, SpanTarget::Key);
            diagnostics.push(
                diagnostic
                    .with_note("the body is sent as one value")
                    .help("`.with_body(Body::json_lines(values))` sends values of any type one by one"),
            );
        }
    }
}

/// The finding about items that a client does not ask for, since it asks for others; none if these are the same.
fn not_first(first: &Items, other: &Items) -> Option<Diagnostic> {
    let (media_type, same) = (&other.media_type, first.ty == other.ty);
    let (message, note) = if first.media_type == other.media_type {
        if same {
            return None;
        }
        let message = format!("the items of `{media_type}` have another type in an earlier response");
        (message, "the type of the earlier one is used".to_owned())
    } else {
        let message = format!("the client does not ask for the items of `{media_type}`");
        (message, format!("it asks for those of `{}`", first.media_type))
    };
    let severity = if same { Severity::Note } else { Severity::Warning };
    Some(Diagnostic::note(Code::AlternativeMediaType, message).with_severity(severity).with_note(note))
}

/// The codec of the items of a body, if the document says more of them than that they are text.
pub(super) fn codec_of_items(table: &SchemaTable, content: &Content) -> Option<BodyCodec> {
    let says_more = content.items.is_some() || content.schema.is_some_and(|schema| !is_text(table, schema));
    match framing_of(content).filter(|_| says_more)? {
        Framing::Lines => Some(BodyCodec::Lines),
        Framing::Sequence => Some(BodyCodec::Sequence),
        // Events are sent by services alone, so no client writes them.
        Framing::Events { .. } => None,
    }
}
