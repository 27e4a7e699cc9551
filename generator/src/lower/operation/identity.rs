//! Operation ids.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Part;
use crate::ir::id_from_path;
use crate::resolve::Operation;

/// An id for each operation: the one of the document where it is unique, otherwise one of method and path. Operations that
/// share an id are all renamed, so that the names do not depend on their order; the later ones are reported.
pub(in crate::lower) fn ids(operations: &[Operation], diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for id in operations.iter().filter_map(|operation| operation.id.as_deref()) {
        *count.entry(id).or_default() += 1;
    }
    let mut first: HashMap<&str, &Operation> = HashMap::new();
    let mut ids = Vec::with_capacity(operations.len());
    for operation in operations {
        let own = || id_from_path(operation.method.as_str(), &operation.path);
        ids.push(match operation.id.as_deref() {
            Some(id) if count[id] == 1 => id.to_owned(),
            Some(id) => {
                match first.entry(id) {
                    Entry::Vacant(entry) => {
                        entry.insert(operation);
                    }
                    Entry::Occupied(entry) => diagnostics.push(repeated(id, operation, entry.get())),
                }
                own()
            }
            // It is there, and was no text.
            None if diagnostics.has_any_at(operation.id_origin) => own(),
            None => {
                let message = "this operation has no operationId";
                let diagnostic = Diagnostic::warning(Code::OperationId, message).at(operation.id_origin, Part::Key);
                diagnostics.push(diagnostic.help(format!("it is called `{}`", own())));
                own()
            }
        });
    }
    ids
}

fn repeated(id: &str, operation: &Operation, first: &Operation) -> Diagnostic {
    let name = |operation: &Operation| id_from_path(operation.method.as_str(), &operation.path);
    let message = format!("the operationId `{id}` is that of `{} {}` already", first.method.as_str(), first.path);
    let help = format!("they are called `{}` and `{}`", name(first), name(operation));
    Diagnostic::warning(Code::OperationId, message).at(operation.id_origin, Part::Value).help(help)
}
