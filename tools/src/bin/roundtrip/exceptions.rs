//! Failures that are known and accepted.

use std::collections::BTreeMap;
use std::path::Path;

use callsmith_tools::corpus::Result;
use serde::Deserialize;

/// The list: the documents where a code may be found, each with a reason; `*` is any document.
///
/// ```toml
/// [changed-number."some/document.json"]
/// reason = "..."
/// ```
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Exceptions {
    codes: BTreeMap<String, BTreeMap<String, Exception>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    reason: String,
}

impl Exceptions {
    /// Reads a list, where there is one.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let Ok(text) = std::fs::read_to_string(path) else { return Ok(Self::default()) };
        let list: Self = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        match list.codes.values().flatten().find(|(_, exception)| exception.reason.trim().is_empty()) {
            Some((document, _)) => Err(format!("`{document}` has no reason").into()),
            None => Ok(list),
        }
    }

    /// Returns `true` if a code may be found in a document.
    pub(crate) fn allow(&self, code: &str, document: &str) -> bool {
        self.codes.get(code).is_some_and(|documents| documents.contains_key(document) || documents.contains_key("*"))
    }
}

#[cfg(test)]
mod tests {
    use super::Exceptions;

    #[test]
    fn exceptions_are_for_a_code_in_a_document() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "[unstable.\"a.json\"]\nreason = \"so\"").unwrap();
        let list = Exceptions::read(file.path()).unwrap();
        assert!(list.allow("unstable", "a.json"));
        assert!(!list.allow("unstable", "b.json") && !list.allow("died", "a.json"));
        std::fs::write(file.path(), "[unstable.\"a.json\"]\nreason = \"\"").unwrap();
        assert!(Exceptions::read(file.path()).unwrap_err().to_string().contains("has no reason"));
    }
}
