//! Documents that are rejected for good reason.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::Result;
use crate::outcome::{Outcome, Run};

/// The list, by path.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rejections {
    #[serde(default)]
    rejected: BTreeMap<String, Rejection>,
}

/// The reason why a document is rejected.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rejection {
    /// A code that is among its errors.
    code: String,
    /// The faults of the document.
    reason: String,
}

impl Rejections {
    /// Reads a list, where there is one.
    pub(crate) fn read(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else { return Ok(Self::default()) };
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let list: Self = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        match list.rejected.iter().find(|(_, rejection)| rejection.reason.trim().is_empty()) {
            Some((path, _)) => Err(format!("`{path}` has no reason").into()),
            None => Ok(list),
        }
    }

    /// The difference between the rejection of a document and the expected one.
    pub(crate) fn fault(&self, path: &str, run: &Run) -> Option<String> {
        match (self.expected(path), &run.outcome) {
            (None, Outcome::Rejected(rejected)) => Some(format!("rejected: {}", rejected.first)),
            (Some(expected), Outcome::Rejected(rejected)) if !rejected.codes.contains_key(&expected.code) => {
                Some(format!("rejected, but not with `{}`: {}", expected.code, rejected.first))
            }
            (Some(expected), Outcome::Generated(_)) => {
                Some(format!("generated, but listed as rejected with `{}`: {}", expected.code, expected.reason))
            }
            _ => None,
        }
    }

    fn expected(&self, path: &str) -> Option<&Rejection> {
        self.rejected.get(path)
    }
}

#[cfg(test)]
mod tests {
    use super::Rejections;
    use crate::outcome::{Generated, Outcome, Rejected, Run};

    #[test]
    fn listed_documents_are_rejected_with_their_code_and_no_others_are() {
        let list: Rejections =
            toml::from_str("[rejected]\n\"a.json\" = { code = \"missing-key\", reason = \"it has no paths\" }")
                .unwrap();
        let run = |outcome| Run { outcome, seconds: 0.0, megabytes: 0 };
        let rejected = |code: &str| {
            let codes = [(code.to_owned(), 1)].into();
            run(Outcome::Rejected(Rejected { codes, first: "told".to_owned(), located: true }))
        };
        let generated = run(Outcome::Generated(Generated::default()));
        assert_eq!(list.fault("a.json", &rejected("missing-key")), None);
        assert_eq!(list.fault("b.json", &generated), None);
        assert_eq!(list.fault("b.json", &rejected("syntax")).as_deref(), Some("rejected: told"));
        assert!(list.fault("a.json", &rejected("syntax")).unwrap().contains("not with `missing-key`"));
        assert!(list.fault("a.json", &generated).unwrap().starts_with("generated, but listed"));
    }
}
