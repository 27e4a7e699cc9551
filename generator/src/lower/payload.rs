//! Bodies: what is sent, and what comes back.

use super::docs;
use super::media::{Family, family, framing, is_form, is_multipart};
use super::types::{Types, type_names};
use super::xml::{Direction, Place};
use crate::bundle::Row;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Part, SchemaId};
use crate::ir::{Body, BodyCodec, BodyPart, Codec, Header, Hint, Payload, Status, Type};
use crate::resolve::{Content, RequestBody, Response};

impl Types<'_> {
    /// The body of a request: JSON where it is offered.
    pub(super) fn body(&mut self, body: &RequestBody, hint: &Hint) -> Option<Body> {
        // A file can be sent as a part only, whatever else is offered.
        let with_files = |content: &&Content| {
            is_multipart(&content.media_type) && content.schema.is_some_and(|schema| self.with_files.contains(&schema))
        };
        let chosen = body.content.iter().find(with_files).or_else(|| preferred(&body.content))?;
        for other in body.content.iter().filter(|content| !std::ptr::eq(*content, chosen)) {
            let message = format!("a body of `{}` can be sent as raw bytes only", other.media_type);
            self.diagnostics.push(Diagnostic::note(Code::Approximated, message).at(other.origin, Part::Key));
        }
        let of_schema = |types: &mut Self, schema: Option<SchemaId>| {
            schema.map_or(Type::Any, |schema| types.lower(schema, &hint.within("body")))
        };
        let (codec, ty) = match family(&chosen.media_type) {
            Family::Json | Family::Wildcard => (BodyCodec::Json, of_schema(self, chosen.schema)),
            Family::Xml if self.is_xml(chosen) => (BodyCodec::Xml, of_schema(self, chosen.schema)),
            Family::Xml if chosen.schema.is_some() => self.text_as_it_is(chosen, BodyCodec::Text, BodyCodec::Bytes),
            Family::Text => (BodyCodec::Text, Type::String),
            Family::Binary => (BodyCodec::Bytes, Type::Bytes),
            Family::Encoded if is_form(&chosen.media_type) => (BodyCodec::Form, of_schema(self, chosen.schema)),
            Family::Encoded if is_multipart(&chosen.media_type) => {
                (BodyCodec::Multipart, of_schema(self, chosen.schema))
            }
            Family::Encoded | Family::Xml => {
                let message = format!("a body of `{}` is sent as the caller encodes it", chosen.media_type);
                self.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(chosen.origin, Part::Key));
                (BodyCodec::Bytes, Type::Bytes)
            }
        };
        let is_sent_by_item = self.sent_items(chosen, hint);
        if let (Family::Text | Family::Binary, Some(schema)) = (family(&chosen.media_type), chosen.schema) {
            if self.is_text(schema) {
                self.is_raw(schema, &ty);
            } else if !is_sent_by_item {
                let message = format!("a body of `{}` is not encoded as its schema says", chosen.media_type);
                self.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(chosen.origin, Part::Key));
            }
        }
        let media_type = match family(&chosen.media_type) {
            Family::Wildcard => "application/json".to_owned(),
            _ if chosen.media_type.contains('*') => "application/octet-stream".to_owned(),
            _ => chosen.media_type.clone(),
        };
        self.no_parts(chosen);
        let parts = self.parts(chosen, codec, hint);
        let is_typed = !matches!(codec, BodyCodec::Text | BodyCodec::Bytes);
        let schema = chosen.schema.filter(|_| is_typed);
        let xml_hint = hint.within("body");
        let xml = match (codec, schema) {
            (BodyCodec::Xml, Some(schema)) => {
                Some(self.xml_root(&Place::of(chosen), schema, Direction::Sent, &xml_hint))
            }
            (BodyCodec::Json, _) => self.xml_beside(body, chosen, &xml_hint),
            _ => None,
        };
        let constraints = schema.map(|schema| self.constraints(schema)).unwrap_or_default();
        Some(Body {
            origin: body.origin,
            content: chosen.origin,
            media_type,
            codec,
            ty,
            constraints,
            required: body.required,
            description: self.described(body.description.as_ref(), chosen),
            xml,
            parts,
        })
    }

    /// Parts the responses into success and failure, and lowers both.
    ///
    /// `default` is a success only where no response is one by its status (OAS 3.0.4, "Responses Object").
    pub(super) fn payloads(&mut self, responses: &[Response], hint: &Hint) -> (Payload, Payload) {
        // `x-ms-error-response` has the last word.
        let says_success = |response: &Response| response.is_error.map_or(response.status.is_success(), |is| !is);
        let any_success = responses.iter().any(says_success);
        let only_default = responses.iter().all(|response| response.status == Status::Default);
        let is_success = |response: &&Response| {
            says_success(response)
                || (!any_success && only_default && response.is_error.is_none() && response.status == Status::Default)
        };
        let (success, failure): (Vec<&Response>, Vec<&Response>) = responses.iter().partition(is_success);
        let success = self.payload(&success, &hint.within("response"), true);
        let failure = self.payload(&failure, &hint.within("error"), false);
        (success, failure)
    }

    fn payload(&mut self, responses: &[&Response], hint: &Hint, success: bool) -> Payload {
        let mut payload = Payload {
            statuses: responses.iter().map(|response| response.status).collect(),
            origins: responses.iter().map(|response| response.origin).collect(),
            contents: Vec::new(),
            codec: Codec::Empty,
            ty: Type::Any,
            media_types: Vec::new(),
            descriptions: responses.iter().map(|response| self.answer(response)).collect(),
            streams: Vec::new(),
        };
        match success {
            true => payload.streams = self.streams(responses, hint),
            false => self.no_streams(responses, hint),
        }
        let mut first: Option<(Codec, Type)> = None;
        let mut empty = false;
        for response in responses {
            let Some(content) = preferred(&response.content) else {
                empty = true;
                continue;
            };
            if !payload.media_types.contains(&content.media_type) {
                payload.media_types.push(content.media_type.clone());
            }
            let is_stream = |other: &&Content| success && framing(&other.media_type).is_some();
            let others = response.content.iter().filter(|other| !std::ptr::eq(*other, content));
            for other in others.filter(|other| !is_stream(other)) {
                let message =
                    format!("`{}` is not asked for: the client reads `{}`", other.media_type, content.media_type);
                self.diagnostics.push(Diagnostic::note(Code::Approximated, message).at(other.origin, Part::Key));
            }
            payload.contents.push(content.origin);
            self.no_parts(content);
            let read = self.response_body(content, hint, success);
            match &first {
                None => first = Some(read),
                Some(earlier) if *earlier == read => {}
                Some(_) => {
                    let message = "responses with different bodies become any JSON value";
                    self.diagnostics
                        .push(Diagnostic::warning(Code::Approximated, message).at(response.origin, Part::Key));
                    first = Some((Codec::Json, Type::Any));
                }
            }
        }
        if !success && empty && first.is_some() {
            for response in responses.iter().filter(|response| response.content.is_empty()) {
                let message =
                    format!("an answer with status {} has no typed body: it is an `Unexpected` error", response.status);
                self.diagnostics.push(Diagnostic::note(Code::Approximated, message).at(response.origin, Part::Key));
            }
        }
        if let Some((codec, ty)) = first {
            payload.codec = codec;
            // A success that carries a body in one status and none in another.
            payload.ty =
                if success && empty && matches!(codec, Codec::Json | Codec::Xml(_)) { ty.nullable() } else { ty };
        }
        payload
    }

    /// What is said of a response.
    fn answer(&self, response: &Response) -> Option<String> {
        match preferred(&response.content) {
            Some(content) => self.described(response.description.as_ref(), content),
            None => response.description.clone(),
        }
    }

    /// What is said of a body, and of its values where their schema has no type of its own.
    fn described(&self, description: Option<&String>, content: &Content) -> Option<String> {
        let values = content.schema.and_then(|schema| docs::of_unnamed(self.schemas, schema));
        let parts: Vec<String> = description.cloned().into_iter().chain(values).collect();
        (!parts.is_empty()).then(|| parts.join("\n\n"))
    }

    /// Names an Encoding Object beside a body that has no parts, which is to be ignored (OAS 3.0.4, "Media Type Object").
    fn no_parts(&mut self, content: &Content) {
        let Some(origin) = content.encoding.filter(|_| !content.parts.is_empty()) else { return };
        if family(&content.media_type) == Family::Encoded {
            return;
        }
        let message = format!("`encoding` says how forms and parts are written, and `{}` has none", content.media_type);
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(origin, Part::Key);
        self.diagnostics.push(diagnostic.help("it is ignored"));
    }

    /// How properties are written. A client that leaves the body to the caller leaves that to the caller as well.
    fn parts(&mut self, content: &Content, codec: BodyCodec, hint: &Hint) -> Vec<BodyPart> {
        let mut parts = Vec::new();
        for part in &content.parts {
            if codec == BodyCodec::Form && !part.headers.is_empty() {
                let message = format!("`{}` is a pair of a form and has no headers", part.name);
                self.diagnostics.push(Diagnostic::warning(Code::InvalidValue, message).at(part.origin, Part::Value));
            }
            if codec == BodyCodec::Multipart && !part.headers.is_empty() {
                let message = format!("the part `{}` is sent without further headers", part.name);
                self.diagnostics.push(Diagnostic::warning(Code::Unsupported, message).at(part.origin, Part::Key));
            }
            let headers = part.headers.iter().map(|header| Header {
                origins: vec![header.origin],
                name: header.name.clone(),
                ty: Type::String,
                description: header.description.clone(),
            });
            let xml = self.xml_of_part(content, codec, part, hint);
            parts.push(BodyPart {
                name: part.name.clone(),
                style: part.style,
                content_type: part.content_type.clone(),
                xml,
                headers: headers.collect(),
            });
        }
        parts
    }

    /// Whether a schema says no more of a body than that it is text or bytes.
    pub(super) fn is_text(&self, schema: SchemaId) -> bool {
        let (_, row) = self.schemas.target(schema);
        let types = type_names(row);
        let says_more = ["$ref", "enum", "const", "properties", "items", "allOf", "oneOf", "anyOf"];
        types.iter().all(|name| *name == "string") && says_more.iter().all(|keyword| row.get(keyword).is_none())
    }

    /// Whether a body in XML has elements that its schema describes. A schema that says no more than that it is a string means
    /// the document as text, unless it speaks of XML.
    fn is_xml(&self, content: &Content) -> bool {
        content.schema.is_some_and(|schema| !self.is_text(schema) || self.xml_said(schema).origin.is_some())
    }

    /// A document as the text or bytes that it is.
    fn text_as_it_is<C>(&mut self, content: &Content, text: C, bytes: C) -> (C, Type) {
        let is_bytes = content.schema.is_some_and(|schema| is_binary(self.schemas.target(schema).1));
        let (codec, ty) = if is_bytes { (bytes, Type::Bytes) } else { (text, Type::String) };
        if let Some(schema) = content.schema {
            self.is_raw(schema, &ty);
        }
        (codec, ty)
    }

    fn response_body(&mut self, content: &Content, hint: &Hint, success: bool) -> (Codec, Type) {
        let binary = content.schema.is_some_and(|schema| is_binary(self.schemas.get(schema)));
        let family = family(&content.media_type);
        if let (Family::Text | Family::Binary, Some(schema)) = (family, content.schema) {
            if self.is_text(schema) {
                self.is_raw(schema, if family == Family::Text { &Type::String } else { &Type::Bytes });
            } else if !success || framing(&content.media_type).is_none() {
                let message = format!("a body of `{}` is not decoded as its schema says", content.media_type);
                self.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(content.origin, Part::Key));
            }
        }
        match (family, content.schema) {
            (Family::Text, _) => (Codec::Text, Type::String),
            (Family::Xml, Some(schema)) if self.is_xml(content) => {
                let ty = self.lower(schema, hint);
                (Codec::Xml(self.xml_root(&Place::of(content), schema, Direction::Received, hint)), ty)
            }
            (Family::Xml, Some(_)) => self.text_as_it_is(content, Codec::Text, Codec::Binary),
            // JSON has no bytes: what a document calls so is a file, whatever media types it offers (OAS 2.0, "Schema Object", `file`).
            (Family::Json | Family::Wildcard, Some(schema)) if binary => {
                self.is_raw(schema, &Type::Bytes);
                (Codec::Binary, Type::Bytes)
            }
            (Family::Json | Family::Wildcard, Some(schema)) => {
                let ty = self.lower(schema, hint);
                let codec = if *self.resolved(&ty) == Type::String { Codec::JsonString } else { Codec::Json };
                (codec, ty)
            }
            (Family::Json, None) => (Codec::Json, Type::Any),
            (Family::Wildcard, None) | (Family::Binary, _) => (Codec::Binary, Type::Bytes),
            (Family::Encoded | Family::Xml, _) => {
                let message = format!("a body of `{}` comes as the bytes that were sent", content.media_type);
                self.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(content.origin, Part::Key));
                (Codec::Binary, Type::Bytes)
            }
        }
    }
}

/// The media type that is used where several are offered: the one that says most about types.
pub(super) fn preferred(content: &[Content]) -> Option<&Content> {
    content.iter().min_by_key(|content| match family(&content.media_type) {
        Family::Json => 0,
        Family::Wildcard if content.schema.is_some() => 1,
        Family::Xml if content.schema.is_some() => 2,
        Family::Text => 3,
        Family::Binary => 4,
        Family::Wildcard => 5,
        Family::Encoded if is_form(&content.media_type) => 6,
        Family::Encoded if is_multipart(&content.media_type) => 7,
        Family::Encoded | Family::Xml => 8,
    })
}

/// Whether a schema stands for bytes (OAS 3.0.4, "Considerations for File Uploads").
fn is_binary(row: &Row) -> bool {
    row.text("format") == Some("binary")
}
