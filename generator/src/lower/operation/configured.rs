//! Operations of which the configuration says more than the document.

use crate::config::{NamedOperation, Options, Selection};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::grammar::nearest;
use crate::ir::{Codec, Framing, Operation, Parameter, ResponseSide};
use crate::spec::Location;

use super::parameter_shape::{is_at_end, without_query};

// This runs after the operations are lowered: an option may name an operation by its pointer, which is found by a walk
// of the texts.
/// Sets how the answers of operations are read, which bodies have a raw method, and which parameters may be empty. Pointers are known by now.
pub(crate) fn read_as_configured(operations: &mut [Operation], options: &Options, diagnostics: &mut Diagnostics) {
    let double_encoded = ConfiguredOption {
        option: "double-encoded",
        operations: &options.double_encoded,
        has: has_text,
        lack: "has no response in JSON",
    };
    let non_finite = ConfiguredOption {
        option: "non-finite-numbers",
        operations: &options.non_finite_numbers,
        has: has_json,
        lack: "has no response in JSON other than strings",
    };
    let streams = ConfiguredOption {
        option: "streams",
        operations: &options.streams,
        has: has_lines,
        lack: "has no successful response in JSON",
    };
    let empty_path = ConfiguredOption {
        option: "empty-path-parameters",
        operations: &options.empty_path_parameters,
        has: has_last,
        lack: "has no path that ends with a slash and a parameter",
    };
    let raw = ConfiguredOption {
        option: "raw",
        operations: &options.raw,
        has: has_body_argument,
        lack: "has no body that is an argument of its method",
    };
    double_encoded.check(operations, diagnostics);
    non_finite.check(operations, diagnostics);
    streams.check(operations, diagnostics);
    empty_path.check(operations, diagnostics);
    raw.check(operations, diagnostics);
    for operation in operations {
        operation.reading.double_encoded = double_encoded.covers(operation);
        operation.reading.non_finite = non_finite.covers(operation);
        let is_raw = raw.covers(operation);
        if let Some(body) = &mut operation.body {
            body.has_raw |= is_raw;
        }
        let is_covered = empty_path.covers(operation);
        let path = without_query(&operation.path);
        for parameter in operation.parameters.iter_mut().filter(|parameter| is_covered && is_last(parameter, path)) {
            parameter.may_be_empty = true;
        }
    }
}

fn called(operation: &Operation) -> NamedOperation<'_> {
    let Operation { id, pointer, method, path, .. } = operation;
    NamedOperation { id, pointer, method: method.as_str(), path }
}

fn has_body_argument(operation: &Operation) -> bool {
    operation.body.as_ref().is_some_and(|body| body.is_argument)
}

fn has_last(operation: &Operation) -> bool {
    let path = without_query(&operation.path);
    operation.parameters.iter().any(|parameter| is_last(parameter, path))
}

fn is_last(parameter: &Parameter, path: &str) -> bool {
    parameter.location == Location::Path && is_at_end(path, &parameter.name)
}

/// The value of an option, and the operations that can have it.
struct ConfiguredOption<'a> {
    option: &'static str,
    operations: &'a Selection,
    has: fn(&Operation) -> bool,
    /// The reason why an operation cannot have it, for messages.
    lack: &'static str,
}

impl ConfiguredOption<'_> {
    fn covers(&self, operation: &Operation) -> bool {
        self.operations.covers(&called(operation)) && (self.has)(operation)
    }

    /// Reports the names that are of no operation which can have the option.
    fn check(&self, operations: &[Operation], diagnostics: &mut Diagnostics) {
        let (option, lack) = (self.option, self.lack);
        for (name, span) in self.operations.names().iter() {
            let named: Vec<&Operation> =
                operations.iter().filter(|named_operation| called(named_operation).is(name)).collect();
            if named.iter().any(|operation| (self.has)(operation)) {
                continue;
            }
            let diagnostic = if named.is_empty() {
                let names = operations.iter().flat_map(|named_operation| {
                    [
                        named_operation.id.clone(),
                        named_operation.pointer.clone(),
                        format!("{} {}", named_operation.method.as_str(), named_operation.path),
                    ]
                });
                let names: Vec<String> = names.collect();
                let names = names.iter().map(String::as_str);
                let message = format!("there is no operation `{name}`, which `{option}` names");
                Diagnostic::unknown_option(name, message, nearest(name, names))
            } else {
                Diagnostic::idle_option(format!("`{option}` names `{name}`, which {lack}"))
            };
            diagnostics.push(diagnostic.at_option(span));
        }
    }
}

/// The codecs of the answers and items of an operation.
fn codecs(operation: &Operation) -> impl Iterator<Item = Codec> {
    let bodies = ResponseSide::ALL.into_iter().flat_map(|side| {
        let payload = operation.payload(side);
        std::iter::once(payload.codec).chain(payload.responses.iter().map(|response| response.codec))
    });
    bodies.chain(operation.success.streams.iter().map(|items| items.codec))
}

/// Returns `true` if a body is JSON of any type.
fn has_json(operation: &Operation) -> bool {
    codecs(operation).any(Codec::is_json)
}

/// Returns `true` if a body is JSON, which may be a string.
fn has_text(operation: &Operation) -> bool {
    codecs(operation).any(|codec| codec.is_json() || codec == Codec::JsonString)
}

/// Returns `true` if a success can be read one item at a time.
fn has_lines(operation: &Operation) -> bool {
    operation.success.streams.iter().any(|items| matches!(items.framing, Framing::Lines | Framing::Sequence))
}
