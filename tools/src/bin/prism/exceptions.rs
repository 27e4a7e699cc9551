//! Answers that are known and accepted.

use std::collections::BTreeMap;
use std::path::Path;

use callsmith_tools::corpus::Result;
use serde::Deserialize;

/// The list: by document, then by operation (`GET /pets`, or `*` for all of them) and code, the reason.
///
/// ```toml
/// ["some/document.json"]
/// "GET /pets 422-query-type" = "the example of `limit` is a text"
/// ```
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Exceptions {
    documents: BTreeMap<String, BTreeMap<String, String>>,
}

impl Exceptions {
    /// Reads a list, where there is one.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let Ok(text) = std::fs::read_to_string(path) else { return Ok(Self::default()) };
        let list: Self = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        match list.documents.values().flatten().find(|(_, reason)| reason.trim().is_empty()) {
            Some((operation, _)) => Err(format!("`{operation}` has no reason").into()),
            None => Ok(list),
        }
    }

    /// The reason why a code is accepted for an operation.
    pub(crate) fn reason(&self, document: &str, operation: &str, code: &str) -> Option<&str> {
        let operation = operation.rsplit_once(" (").map_or(operation, |(name, _)| name);
        let reasons = self.documents.get(document)?;
        let reason = reasons.get(&format!("{operation} {code}")).or_else(|| reasons.get(&format!("* {code}")))?;
        Some(reason)
    }
}

#[cfg(test)]
mod tests {
    use super::Exceptions;

    #[test]
    fn exceptions_are_for_a_code_of_an_operation() {
        let text = "[\"a.json\"]\n\"GET /a 404-x\" = \"so\"\n\"* 500-y\" = \"so\"";
        let list: Exceptions = toml::from_str(text).unwrap();
        assert_eq!(list.reason("a.json", "GET /a (full)", "404-x"), Some("so"));
        assert_eq!(list.reason("a.json", "GET /b (least)", "500-y"), Some("so"));
        assert_eq!(list.reason("a.json", "GET /b (least)", "404-x"), None);
        assert_eq!(list.reason("b.json", "GET /a (full)", "404-x"), None);
    }
}
