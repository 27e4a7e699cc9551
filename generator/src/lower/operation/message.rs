//! Webhooks and callbacks: types for what they carry.

use super::OperationReader;
use super::body::{preferred, undecoded};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::SpanTarget;
use crate::ir::{Hint, Message, MessageParts, Root, Type};
use crate::lower::media::{Family, family};
use crate::protocol::markdown;
use crate::resolve;

impl OperationReader<'_> {
    /// Lowers the requests that the service sends. `name` is the one of a message in Rust.
    pub(in crate::lower) fn messages(
        &mut self,
        messages: Vec<resolve::Message>,
        name: impl Fn(&str) -> String,
    ) -> Vec<Message> {
        messages.into_iter().map(|message| self.message(&name(&message.name), message)).collect()
    }

    fn message(&mut self, name: &str, message: resolve::Message) -> Message {
        // A client cannot receive. Types are what can be had of a webhook, and a note keeps the promise that nothing is
        // lost in silence.
        let note = format!("the client cannot receive `{}`, which the service sends", message.name);
        let note = Diagnostic::note(Code::Unsupported, note).at(message.origin, SpanTarget::Key);
        self.schemas.diagnostics.push(note.with_note("it has types for the bodies"));
        let hint = Hint { root: Root::Message(name.to_owned()), path: Vec::new() };
        let sender = format!("which the service sends as `{}`", message.method.as_str());
        let about = format!("The body of the {}, {sender}.", markdown::code(name));
        let content = message.body.as_ref().and_then(|body| preferred(&body.content));
        let mut parts = MessageParts {
            body: message.body.as_ref().map(|body| body.origin),
            contents: content.iter().map(|content| content.origin).collect(),
            response: None,
        };
        self.without_type(message.body.iter().flat_map(|body| &body.content), content);
        let body = content.and_then(|content| self.carried(content, &hint, &about, message.description.as_deref()));
        let parts_of_body = message.body.iter().flat_map(|body| &body.content).flat_map(|content| &content.parts);
        for header in parts_of_body.flat_map(|part| &part.headers) {
            let message =
                format!("the client has no type for the header `{}` of a part that the service sends", header.name);
            self.schemas
                .diagnostics
                .push(Diagnostic::warning(Code::Unsupported, message).at(header.origin, SpanTarget::Key));
        }
        let success = message.responses.iter().find(|response| response.status.is_success());
        let content = success.and_then(|response| preferred(&response.content));
        for header in success.iter().flat_map(|response| &response.headers) {
            let message =
                format!("the client has no type for the header `{}` of a response to the service", header.name);
            self.schemas
                .diagnostics
                .push(Diagnostic::warning(Code::Unsupported, message).at(header.origin, SpanTarget::Key));
        }
        parts.response = success.map(|response| response.origin);
        parts.contents.extend(content.map(|content| content.origin));
        self.without_type(success.iter().flat_map(|response| &response.content), content);
        let about = format!("The answer to the {}, {sender}.", markdown::code(name));
        let typed_response = content.and_then(|content| self.carried(content, &hint.within("answer"), &about, None));
        Message {
            origin: message.origin,
            parts,
            name: message.name,
            expression: message.expression,
            method: message.method,
            description: message.description,
            body,
            response: typed_response,
        }
    }

    /// Names the bodies that have no type, since another one of the message has it.
    fn without_type<'c>(
        &mut self,
        contents: impl Iterator<Item = &'c resolve::Content>,
        chosen: Option<&resolve::Content>,
    ) {
        let Some(chosen) = chosen else { return };
        for other in contents.filter(|other| !std::ptr::eq(*other, chosen)) {
            let message = format!("a body of `{}` has no type of its own", other.media_type);
            let note = Diagnostic::note(Code::AlternativeMediaType, message).at(other.origin, SpanTarget::Key);
            self.schemas.diagnostics.push(note.with_note(format!("the type is that of `{}`", chosen.media_type)));
        }
    }

    /// The named type of what is carried, where it is more than text or bytes.
    fn carried(&mut self, content: &resolve::Content, hint: &Hint, about: &str, more: Option<&str>) -> Option<Type> {
        let schema = content.schema?;
        match family(&content.media_type) {
            Family::Json | Family::Wildcard => {}
            Family::Encoded | Family::Xml => {
                let message = format!("the client cannot decode or encode a body of `{}`", content.media_type);
                let note = Diagnostic::note(Code::CallerEncoded, message).at(content.origin, SpanTarget::Key);
                self.schemas.diagnostics.push(note.with_note("its type reads and writes JSON"));
            }
            Family::Text | Family::Binary => {
                if !self.is_handed_out(content) {
                    self.schemas.diagnostics.push(undecoded(content, family(&content.media_type)));
                }
                return None;
            }
        }
        let ty = self.schemas.lower(schema, hint);
        let is_named_here = ty.mentioned().iter().any(|id| self.schemas.registry.def(*id).hint == *hint);
        let about = [about, more.unwrap_or_default()].join("\n\n").trim().to_owned();
        Some(if is_named_here { ty } else { Type::Named(self.schemas.registry.alias(schema, hint.clone(), about, ty)) })
    }
}
