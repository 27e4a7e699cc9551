//! Headers of the parts of a body (OAS 3.0.4 and 3.1.1, "Encoding Object", `headers`).
//!
//! A header that the document fixes is sent by itself. Any other one is a parameter of the operation, since it is no
//! property of the value. A schema may be sent in several bodies, each with other headers.

use super::OperationReader;
use super::parameter_shape::one_text;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{SchemaId, SpanTarget};
use crate::ir::{Body, BodyCodec, Hint, OfPart, Parameter};
use crate::resolve::{self, BodyPart, Content, Header, RequestBody};
use crate::schema::SchemaTable;
use crate::spec::{Encoding, Location, Style};

impl OperationReader<'_> {
    /// The headers that callers give, of the body that is sent in parts.
    pub(super) fn part_headers(&mut self, written: &RequestBody, body: &Body, hint: &Hint) -> Vec<Parameter> {
        let other = body.others.iter().find(|other| other.codec == BodyCodec::Multipart);
        let sent = match body.codec {
            BodyCodec::Multipart => Some(body.content),
            _ => other.map(|other| other.content),
        };
        let (sent, others): (Vec<&Content>, Vec<&Content>) =
            written.content.iter().partition(|content| Some(content.origin) == sent);
        others.into_iter().for_each(|content| self.no_headers(content));
        let mut parameters = Vec::new();
        for part in sent.into_iter().flat_map(|content| &content.parts) {
            for header in &part.headers {
                if fixed_value(self.table(), header).is_none() {
                    parameters.extend(self.parameter(parameter(part, header), "", hint).map(|parameter| Parameter {
                        part: Some(OfPart { name: part.name.clone(), required: header.required }),
                        ..parameter
                    }));
                }
            }
        }
        parameters
    }

    /// Names headers of parts of a second body in parts, of which nothing but the value is known when it is sent.
    fn no_headers(&mut self, content: &Content) {
        let parts = content.parts.iter().filter(|_| content.media_type.is_multipart_form());
        for (part, header) in parts.flat_map(|part| part.headers.iter().map(move |header| (part, header))) {
            let message = format!("the client sends the part `{}` without the header `{}`", part.name, header.name);
            let diagnostic = Diagnostic::warning(Code::Unsupported, message).at(header.origin, SpanTarget::Key);
            self.schemas
                .diagnostics
                .push(diagnostic.with_note("callers set headers only of parts in the first media type that has parts"));
        }
    }
}

/// A header of a part, as an optional parameter of the operation.
fn parameter(part: &BodyPart, header: &Header) -> resolve::Parameter {
    let (media_type, schema) = match &header.content {
        Some((media_type, schema)) => (Some(media_type.clone()), *schema),
        None => (None, header.schema),
    };
    resolve::Parameter {
        origin: header.origin,
        name: header.name.clone(),
        client_name: Some(format!("{} {}", part.name, header.name)),
        location: Location::Part,
        style: Style::Simple,
        explode: header.explode,
        nested: Vec::new(),
        allow_empty: false,
        allow_reserved: false,
        encoding: Encoding::Once,
        // Even a required header is no argument: an optional part may be left out, and then its header goes with it.
        required: false,
        deprecated: header.deprecated,
        description: header.description.clone(),
        schema,
        media_type,
        part_encoding: None,
        parts: Vec::new(),
    }
}

/// The one value of a header, where the document lists no other and a header can have it.
pub(super) fn fixed_value(table: &SchemaTable, header: &Header) -> Option<(SchemaId, String)> {
    Some((header.schema?, one_text(table, header.schema?)?))
}
