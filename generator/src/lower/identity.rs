//! Operation ids.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Part;
use crate::resolve::Operation;

/// An id for each operation: the one of the document where it is unique, otherwise one of method and path. Operations that
/// share an id are all renamed, so that the names do not depend on their order; the later ones are reported.
pub(super) fn ids(operations: &[Operation], diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for id in operations.iter().filter_map(|operation| operation.id.as_deref()) {
        *count.entry(id).or_default() += 1;
    }
    let mut first: HashMap<&str, &Operation> = HashMap::new();
    let mut ids = Vec::with_capacity(operations.len());
    for operation in operations {
        let own = || from_path(operation.method.as_str(), &operation.path);
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
    let name = |operation: &Operation| from_path(operation.method.as_str(), &operation.path);
    let message = format!("the operationId `{id}` is that of `{} {}` already", first.method.as_str(), first.path);
    let help = format!("they are called `{}` and `{}`", name(first), name(operation));
    Diagnostic::warning(Code::OperationId, message).at(operation.id_origin, Part::Value).help(help)
}

/// `GET /pets/{petId}/toys` is `get_pets_by_petId_toys`.
fn from_path(method: &str, path: &str) -> String {
    let mut words = vec![method.to_ascii_lowercase()];
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let mut word = segment.replace('{', "-by-").replace('}', "-");
        word.retain(|c| c.is_alphanumeric() || c == '-' || c == '_' || c == '.');
        words.push(word);
    }
    let text = words.join("_");
    let parts: Vec<&str> = text.split(['-', '_', '.']).filter(|part| !part.is_empty()).collect();
    parts.join("_")
}

#[cfg(test)]
mod tests {
    use super::from_path;

    #[test]
    fn paths_become_ids() {
        assert_eq!(from_path("GET", "/pets/{petId}/toys"), "get_pets_by_petId_toys");
        assert_eq!(from_path("POST", "/"), "post");
        assert_eq!(from_path("GET", "/files/{name}.{ext}"), "get_files_by_name_by_ext");
    }
}
