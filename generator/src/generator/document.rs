//! The document of a generator, and its name in messages.

use std::path::{Path, PathBuf};

/// The document that a generator is made for.
#[derive(Clone, Debug)]
pub(super) enum NamedDocument {
    Path(PathBuf),
    Url(String),
    Text { name: String, text: String },
}

impl NamedDocument {
    pub(super) fn new(document: &Path) -> Self {
        let is_url = |text: &&str| {
            let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
            matches!(scheme.as_deref(), Some("http" | "https"))
        };
        match document.to_str().filter(is_url) {
            Some(url) => Self::Url(url.to_owned()),
            None => Self::Path(document.to_owned()),
        }
    }

    /// The name in messages. Neither the user nor the query of a URL is a part of it: both may be secret.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Path(path) => path.to_string_lossy().replace('\\', "/"),
            Self::Url(url) => {
                let url = url.split(['?', '#']).next().unwrap_or_default();
                let (scheme, rest) = url.split_once("://").unwrap_or_default();
                let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                let host = host.rsplit('@').next().unwrap_or_default();
                format!("{scheme}://{host}{path}")
            }
            Self::Text { name, .. } => name.clone(),
        }
    }
}
