//! Ids of operations.

/// The id of an operation that the document gives none of its own: `GET /pets/{petId}/toys` is `get_pets_by_petId_toys`.
pub(crate) fn id_from_path(method: &str, path: &str) -> String {
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
    use super::id_from_path;

    #[test]
    fn paths_become_ids() {
        assert_eq!(id_from_path("GET", "/pets/{petId}/toys"), "get_pets_by_petId_toys");
        assert_eq!(id_from_path("POST", "/"), "post");
        assert_eq!(id_from_path("GET", "/files/{name}.{ext}"), "get_files_by_name_by_ext");
    }
}
