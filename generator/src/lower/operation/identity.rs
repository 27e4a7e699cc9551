//! Operation ids.

use crate::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::SpanTarget;
use crate::ir::id_from_path;
use crate::resolve::Operation;

/// An id for each operation: the one of the document where it is unique, otherwise one of method and path. Operations that
/// share an id are all renamed, so that the names do not depend on their order; the later ones are reported.
pub(in crate::lower) fn ids(operations: &[Operation], diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut count: HashMap<&str, usize> = HashMap::default();
    for id in operations.iter().filter_map(|operation| operation.id.as_deref()) {
        *count.entry(id).or_default() += 1;
    }
    let mut first: HashMap<&str, &Operation> = HashMap::default();
    let mut ids = Vec::with_capacity(operations.len());
    for operation in operations {
        let fallback = || id_from_path(operation.method.as_str(), &operation.path);
        ids.push(match operation.id.as_deref() {
            // If the first of two kept the id, an operation that is added before it would take the name away.
            Some(id) if count[id] == 1 => id.to_owned(),
            Some(id) => {
                match first.entry(id) {
                    Entry::Vacant(entry) => {
                        entry.insert(operation);
                    }
                    Entry::Occupied(entry) => diagnostics.push(repeated(id, operation, entry.get())),
                }
                fallback()
            }
            // It is there, and was no text.
            None if diagnostics.has_any_at(operation.id_origin) => fallback(),
            None => {
                let message = "this operation has no operationId";
                let diagnostic =
                    Diagnostic::warning(Code::OperationId, message).at(operation.id_origin, SpanTarget::Key);
                diagnostics
                    .push(diagnostic.with_note(format!("treated as the id `{}`, made of method and path", fallback())));
                fallback()
            }
        });
    }
    ids
}

fn repeated(id: &str, operation: &Operation, first: &Operation) -> Diagnostic {
    let name = |operation: &Operation| id_from_path(operation.method.as_str(), &operation.path);
    let request = |operation: &Operation| format!("{} {}", operation.method.as_str(), operation.path);
    let message = format!("the operationId `{id}` belongs to `{}` already", request(first));
    Diagnostic::warning(Code::OperationId, message)
        .at(operation.id_origin, SpanTarget::Value)
        .related(first.id_origin, SpanTarget::Value, "the first operation with this id")
        .with_note(format!(
            "both operations are kept, under the ids `{}` and `{}`, made of method and path",
            name(first),
            name(operation)
        ))
        .help(format!(
            "give each operation an `operationId` of its own; \
             `{} = \"…\"` under `[names]` in callsmith.toml names the first one",
            name(first)
        ))
}
