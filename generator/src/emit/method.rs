//! The documentation of a method.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::context::Context;
use super::docs::{self, DocParagraph};
use super::operation::OperationTokens;
use super::{Layout, example, response, stream, ty};
use crate::ir::{Message, Operation, OperationId, Payload, ResponseSide};
use crate::spec::{MediaType, Status};

/// The documentation of the method of an operation: what it does, what goes in, what comes back.
pub(super) fn method_docs(
    cx: &Context<'_>,
    form: Layout<'_>,
    id: OperationId,
    parts: &OperationTokens<'_>,
) -> TokenStream {
    let operation = parts.operation;
    let summary = operation.summary.clone().unwrap_or_default();
    let description = operation.description.clone().unwrap_or_default();
    let description = if description.trim() == summary.trim() { String::new() } else { description };
    // The documentation says what comes back: rustdoc shows only `Call<Marker>`, whose types are those of a trait
    // behind it.
    let mut paragraphs = vec![
        DocParagraph::Document(summary),
        DocParagraph::Document(description),
        DocParagraph::Document(arguments(parts)),
    ];
    paragraphs.push(DocParagraph::Own(docs::code(&format!("{} {}", operation.method.as_str(), operation.path))));
    paragraphs.push(DocParagraph::Own(optional(parts)));
    paragraphs.push(DocParagraph::Own(body_setter(parts)));
    paragraphs.push(DocParagraph::Own(choices(operation)));
    paragraphs.push(DocParagraph::Own(returned(cx, id)));
    paragraphs.push(DocParagraph::Document(responses(&operation.success)));
    paragraphs.push(DocParagraph::Own(stream::docs(operation)));
    paragraphs.push(DocParagraph::Own(sequence(operation).to_owned()));
    paragraphs.push(DocParagraph::Own(operation.callbacks.iter().map(callback).collect::<Vec<_>>().join("\n")));
    let server = operation.server.as_ref().map(|server| {
        let server = docs::code(server);
        format!("Sent to {server}, unless the client has a base URL that the document does not name.")
    });
    paragraphs.push(DocParagraph::Own(server.unwrap_or_default()));
    if !operation.failure.statuses.is_empty() {
        paragraphs.push(DocParagraph::Own("# Errors".to_owned()));
        paragraphs.push(DocParagraph::Own(errors(cx, id)));
        paragraphs.push(DocParagraph::Document(responses(&operation.failure)));
    }
    if let Some(code) = example::of_method(cx, form, id, parts) {
        paragraphs.push(DocParagraph::Own("# Examples".to_owned()));
        paragraphs.push(DocParagraph::Own(code));
    }
    docs::of_parts(&paragraphs)
}

/// The arguments that the document describes.
fn arguments(parts: &OperationTokens<'_>) -> String {
    let operation = parts.operation;
    let mut entries = Vec::new();
    for (index, name, _) in parts.required.iter().filter(|_| parts.arguments.is_none()) {
        if let Some(description) = &operation.parameters[*index].description {
            entries.push(docs::entry(&name.to_string(), description));
        }
    }
    let body = operation.body.as_ref().filter(|body| body.is_argument);
    if let Some(description) = body.and_then(|body| body.description.as_ref()) {
        entries.push(docs::entry("body", description));
    }
    entries.join("\n")
}

/// The names of the setters, which lead to their place. Another operation of the module may have a setter of the same
/// name, which rustdoc does not tell apart. So the link leads to the block with the setters of this one.
fn optional(parts: &OperationTokens<'_>) -> String {
    let optional = parts.operation.parameters.iter().zip(&parts.names.parameters);
    // One link for all of them: rustdoc does not tell apart methods of one name on one type, and `Call::limit` would
    // lead to the first.
    let names = optional.filter(|(parameter, _)| !parameter.required).map(|(_, name)| docs::code(name));
    let names: Vec<String> = names.collect();
    let noun = if names.len() == 1 { "parameter" } else { "parameters" };
    if names.is_empty() { String::new() } else { format!("Optional {noun}: {}.", setters(parts, &names.join(", "))) }
}

/// A link to the setters of an operation.
fn setters(parts: &OperationTokens<'_>, text: &str) -> String {
    format!("[{text}](Call#impl-Call<{}>)", parts.marker)
}

/// Describes the setter of a body that is no argument, or the way to leave out one that is.
fn body_setter(parts: &OperationTokens<'_>) -> String {
    let Some(body) = &parts.operation.body else { return String::new() };
    match &parts.names.body_setter {
        Some(name) => {
            let setter = setters(parts, &docs::code(name));
            if body.required {
                format!("The service requires a body, which {setter} sets.")
            } else {
                format!("The body is optional: {setter} sets it.")
            }
        }
        None if !body.required => {
            "The body is optional: [`without_body`](Call::without_body) leaves it out.".to_owned()
        }
        None => String::new(),
    }
}

/// The other media types of the body, and those of the answer.
fn choices(operation: &Operation) -> String {
    let listed = |names: Vec<&MediaType>| {
        let names: Vec<String> = names.iter().map(|name| docs::code(name.as_str())).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let bodies = |is_written: bool| {
        let body = operation.body.as_ref()?;
        let others = body.others.iter().filter(|other| other.ty.is_none() && body.is_alike(other) == is_written);
        listed(others.map(|other| &other.media_type).collect())
    };
    let responses = |is_decoded: bool| {
        let offers = operation.success.offered.iter().filter(|offer| offer.is_decoded == is_decoded);
        listed(offers.map(|offer| &offer.media_type).collect())
    };
    let (body, accept) = ("[`with_body`](Call::with_body)", "[`with_accept`](Call::with_accept)");
    let (content_type, bytes) = ("[`with_content_type`](Call::with_content_type)", "[`bytes`](Call::bytes)");
    let lines = [
        bodies(true).map(|names| format!("{content_type} sends the body as {names}.")),
        bodies(false).map(|names| format!("{body} sends other bodies, as bytes: {names}.")),
        responses(true).map(|names| format!("{accept} asks for another media type: {names}.")),
        responses(false).map(|names| format!("{accept} and {bytes} get another media type: {names}.")),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

/// The sentence about the type of a success, which the responses of the document follow.
fn returned(cx: &Context<'_>, id: OperationId) -> String {
    let end = if responses(&cx.api.operation(id).success).is_empty() { '.' } else { ':' };
    format!("Returns {}{end}", linked(&response::payload(cx, id, ResponseSide::Success).0))
}

/// The phrase about the type of an error, which the responses of the document follow.
fn errors(cx: &Context<'_>, id: OperationId) -> String {
    let (ty, _) = response::payload(cx, id, ResponseSide::Failure);
    if ty.to_string() == "()" {
        return "Error responses:".to_owned();
    }
    let untyped: Vec<String> =
        cx.api.operation(id).failure.untyped.iter().map(|status| docs::code(&status.to_string())).collect();
    let verb = if untyped.len() == 1 { "has" } else { "have" };
    let unexpected = if untyped.is_empty() {
        String::new()
    } else {
        let statuses = untyped.join(", ");
        format!("; {statuses} {verb} no body, an [`Unexpected`](::callsmith_runtime::Error::Unexpected) error")
    };
    format!("Error responses carry {}{unexpected}:", linked(&ty))
}

/// Describes the responses of the document.
fn responses(payload: &Payload) -> String {
    let entry = |(status, text): (&Status, &Option<String>)| match text.as_deref().map(str::trim) {
        Some(text) if !text.is_empty() => docs::entry(&status.to_string(), text),
        _ => format!("- {}", docs::code(&status.to_string())),
    };
    let entries: Vec<String> = payload.statuses.iter().zip(&payload.descriptions).map(entry).collect();
    entries.join("\n")
}

/// Describes the other uses of the call than to send it.
fn sequence(operation: &Operation) -> &'static str {
    match (&operation.pagination, &operation.long_running) {
        (Some(_), None) => {
            "The answer is one of several pages, which [`items`](Call::items) and [`pages`](Call::pages) follow."
        }
        (None, Some(_)) => {
            "The operation goes on after its answer: [`wait`](Call::wait) and [`poller`](Call::poller) follow it to its end."
        }
        (Some(_), Some(_)) => {
            "The operation goes on after its answer, and its result is one of several pages: [`wait`](Call::wait) and \
             [`items`](Call::items) follow them."
        }
        (None, None) => "",
    }
}

/// Describes a request that the service sends because of the operation.
fn callback(message: &Message) -> String {
    let expression = message.expression.as_deref().unwrap_or_default();
    let sent = format!("{} {expression}", message.method.as_str());
    format!("- The service sends the callback {}: {}", docs::code(&message.name), docs::code(&sent))
}

/// A type as documentation shows it, with a link to the first of its parts that has a page.
fn linked(ty: &TokenStream) -> String {
    let (mut shown, mut target) = (TokenStream::new(), None);
    shorten(ty.clone(), &mut shown, &mut target);
    let code = docs::code(&ty::text(&shown));
    match target {
        Some(target) if code == docs::code(&target) => format!("[{code}]"),
        Some(target) => format!("[{code}]({target})"),
        None => code,
    }
}

/// Takes the modules off the names of a type, and finds the path of the first.
fn shorten(ty: TokenStream, shown: &mut TokenStream, target: &mut Option<String>) {
    let mut path = String::new();
    for token in ty {
        match token {
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                path.push_str(name.strip_prefix("r#").unwrap_or(&name));
                shown.extend([TokenTree::Ident(ident)]);
            }
            TokenTree::Punct(sign) if sign.as_char() == ':' => {
                // A module in front of a name.
                if !path.is_empty() && !path.ends_with(':') {
                    let mut tokens: Vec<TokenTree> = std::mem::take(shown).into_iter().collect();
                    tokens.pop();
                    *shown = tokens.into_iter().collect();
                }
                path.push(':');
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => shorten(group.stream(), shown, target),
            TokenTree::Group(group) => {
                let mut inner = TokenStream::new();
                shorten(group.stream(), &mut inner, target);
                shown.extend([TokenTree::Group(proc_macro2::Group::new(group.delimiter(), inner))]);
            }
            other => {
                settle(&mut path, target);
                shown.extend([other]);
            }
        }
    }
    settle(&mut path, target);
}

/// Takes a path for the target of the link, if it is the first that has a page.
fn settle(path: &mut String, target: &mut Option<String>) {
    let path = std::mem::take(path);
    let is_own = ["types::", "::callsmith_runtime::"].iter().any(|module| path.starts_with(module));
    // Enums of answers stand beside the methods, and names of the prelude need no link.
    let is_beside = !path.contains(':') && path.ends_with("Output") || path.ends_with("Error");
    if target.is_none() && (is_own || is_beside) {
        *target = Some(path);
    }
}
