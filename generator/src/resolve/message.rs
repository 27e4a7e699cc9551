//! Webhooks and callbacks.

use super::operation::{methods, request_body};
use super::{Message, response, text};
use crate::diagnostic::Diagnostics;
use crate::document::Node;
use crate::spec::{Field, Members as _, is_extension};

/// The webhooks of the document.
pub(super) fn webhooks(envelope: &Node, diagnostics: &mut Diagnostics) -> Vec<Message> {
    let mut webhooks = Vec::new();
    for (name, item) in envelope.entries(Field::Webhooks) {
        // The name of a webhook is free, so it may begin with `x-`. An object as the value tells it from an extension.
        if !is_extension(name) || item.as_object().is_some() {
            webhooks.extend(messages(name, None, item, diagnostics));
        }
    }
    webhooks
}

/// The callbacks of an operation: each has expressions for URLs, and each of those methods.
pub(super) fn callbacks(operation: &Node, diagnostics: &mut Diagnostics) -> Vec<Message> {
    let mut callbacks = Vec::new();
    for (name, callback) in operation.entries(Field::Callbacks) {
        for (expression, item) in callback.as_object().into_iter().flatten() {
            if !is_extension(expression) {
                callbacks.extend(messages(name, Some(expression), item, diagnostics));
            }
        }
    }
    callbacks
}

fn messages(name: &str, expression: Option<&String>, item: &Node, diagnostics: &mut Diagnostics) -> Vec<Message> {
    let mut messages = Vec::new();
    for (method, node) in methods(item, diagnostics) {
        messages.push(Message {
            origin: node.origin,
            name: name.to_owned(),
            expression: expression.cloned(),
            method,
            description: text(node, Field::Description)
                .or_else(|| text(node, Field::Summary))
                .or_else(|| text(item, Field::Description)),
            body: node.member(Field::RequestBody).and_then(|body| request_body(body, diagnostics)),
            responses: response::responses(node.member(Field::Responses), node.origin, diagnostics),
        });
    }
    messages
}
