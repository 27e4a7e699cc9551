//! Operation ids.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Part;
use crate::resolve::Operation;

/// An id for each operation: the one of the document where it is unique, otherwise one of method and path.
pub(super) fn ids(operations: &[Operation], diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for id in operations.iter().filter_map(|operation| operation.id.as_deref()) {
        *count.entry(id).or_default() += 1;
    }
    let mut ids = Vec::with_capacity(operations.len());
    for operation in operations {
        let id = match operation.id.as_deref() {
            Some(id) if count[id] == 1 => id.to_owned(),
            given => {
                let id = from_path(operation.method.as_str(), &operation.path);
                let message = match given {
                    Some(id) => format!("the operationId `{id}` is used more than once"),
                    None => "this operation has no operationId".to_owned(),
                };
                let diagnostic = Diagnostic::warning(Code::OperationId, message).at(operation.origin, Part::Key);
                diagnostics.push(diagnostic.help(format!("it is called `{id}`")));
                id
            }
        };
        ids.push(id);
    }
    ids
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
