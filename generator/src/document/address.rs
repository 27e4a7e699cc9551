//! Addresses of documents, and the targets of references in them (RFC 3986, section 5).

use std::fmt;
use std::path::{Component, Path, PathBuf};

use super::percent;

/// The address of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Address {
    /// A path without `.` and needless `..`, as seen from where the user named the first document.
    File(PathBuf),
    /// A URL, or another URI with a scheme, such as the `$id` of a schema.
    Url(String),
}

impl Address {
    /// The address that a user names.
    pub(crate) fn parse(name: &str) -> Self {
        if scheme(name).is_some() { Self::Url(name.to_owned()) } else { Self::file(Path::new(name)) }
    }

    /// The address of a file.
    pub(crate) fn file(path: &Path) -> Self {
        Self::File(plain(path))
    }

    /// Resolves a reference without its fragment against this address.
    pub(crate) fn join(&self, reference: &str) -> Self {
        if scheme(reference).is_some() {
            return Self::Url(reference.to_owned());
        }
        match self {
            Self::File(path) => {
                let folder = path.parent().unwrap_or(Path::new(""));
                // A reference is a URI, and a path has no percent-encoding.
                Self::File(plain(&folder.join(&*percent::decode(reference))))
            }
            Self::Url(base) => Self::Url(join_url(base, reference)),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.write_str(&path.to_string_lossy().replace('\\', "/")),
            Self::Url(url) => f.write_str(url),
        }
    }
}

/// The scheme of a URI. A single letter is the drive of a path.
pub(super) fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let starts = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let rest = scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c));
    // `C:\pets.yaml` is a path of Windows.
    (starts && rest && scheme.len() > 1).then_some(scheme)
}

/// A path without `.`, and without the `..` that a name before it undoes.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match (component, plain.components().next_back()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                plain.pop();
            }
            // The root is its own parent.
            (Component::ParentDir, Some(Component::RootDir)) => {}
            _ => plain.push(component),
        }
    }
    plain
}

/// The URL that a relative reference means (RFC 3986, section 5.2.2).
fn join_url(base: &str, reference: &str) -> String {
    let base = base.split('#').next().unwrap_or_default();
    let Some(Url { scheme, authority, path, .. }) = Url::parse(base) else {
        return reference.to_owned(); // a base such as `urn:…`, from which nothing is relative
    };
    // A reference with a host takes the scheme alone from its base.
    if let Some(rest) = reference.strip_prefix("//") {
        return format!("{scheme}://{rest}");
    }
    let (reference, query) = match reference.split_once('?') {
        Some((reference, query)) => (reference, format!("?{query}")),
        None => (reference, String::new()),
    };
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = match reference {
        "" => path.to_owned(),
        _ if reference.starts_with('/') => without_dots(reference),
        _ => without_dots(&format!("{folder}/{reference}")),
    };
    format!("{scheme}://{authority}{path}{query}")
}

/// A URL of a host, in its parts.
pub(super) struct Url<'a> {
    pub(super) scheme: &'a str,
    pub(super) authority: &'a str,
    pub(super) path: &'a str,
}

impl<'a> Url<'a> {
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let path = rest[end..].split(['?', '#']).next().unwrap_or_default();
        Some(Self { scheme, authority: &rest[..end], path })
    }
}

/// A path without dot segments (RFC 3986, section 5.2.4); servers take `%2e` for a dot.
pub(super) fn without_dots(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    let mut ends_in_folder = false;
    for segment in path.split('/').skip(1) {
        // A URL that leaves the allowed prefix by `%2e%2e` would pass a check of the plain text.
        let decoded = percent::decode(segment);
        ends_in_folder = matches!(&*decoded, "." | "..");
        match &*decoded {
            "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    let end = if ends_in_folder && !segments.is_empty() { "/" } else { "" };
    format!("/{}{end}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn references_lead_from_where_they_stand() {
        let lead = |base: &str, reference: &str| Address::parse(base).join(reference).to_string();
        assert_eq!(lead("api/openapi.yaml", "./schemas/../pet.yaml"), "api/pet.yaml");
        assert_eq!(lead("api/openapi.yaml", "../common/a%20b.yaml"), "common/a b.yaml");
        assert_eq!(lead("openapi.yaml", "../../x.json"), "../../x.json");
        assert_eq!(lead("../api/openapi.yaml", "../x.json"), "../x.json");
        assert_eq!(lead("/api/openapi.yaml", "../../../x.json"), "/x.json");
        assert_eq!(lead("api/openapi.yaml", "https://a/b"), "https://a/b");
    }

    #[test]
    fn references_of_urls_are_urls() {
        let lead = |reference: &str| Address::parse("https://host:1/a/b/c.json?d").join(reference).to_string();
        assert_eq!(lead("e.json"), "https://host:1/a/b/e.json");
        assert_eq!(lead("../../../e.json?f=/../g"), "https://host:1/e.json?f=/../g");
        assert_eq!(lead("%2e%2E/e.json"), "https://host:1/a/e.json");
        assert_eq!(lead("/e/./f/.."), "https://host:1/e/");
        assert_eq!(lead("//other/e"), "https://other/e");
        assert_eq!(lead("urn:e"), "urn:e");
        assert_eq!(Address::parse("urn:a:b").join("c").to_string(), "c");
        assert_eq!(Address::parse("https://host").join("c").to_string(), "https://host/c");
    }
}
