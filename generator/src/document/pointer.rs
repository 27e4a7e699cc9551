//! JSON Pointers (RFC 6901).

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::percent;
use crate::limits;

/// A JSON Pointer: the path of keys and indices from the root of a document to a node.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pointer {
    // A pointer names its document, so tables that are keyed by pointers need not know that there are several.
    /// The name of the document in messages; none for the one that the user named.
    document: Option<Arc<str>>,
    // Shared: a walk makes a pointer for each node, and their first tokens are the same.
    /// Shared with the pointers of nodes around and within: a path may be very long.
    tokens: Vec<Arc<str>>,
}

impl Pointer {
    pub(crate) fn root() -> Self {
        Self::default()
    }

    /// The root of a document.
    pub(crate) fn root_of(document: Option<Arc<str>>) -> Self {
        Self { document, tokens: Vec::new() }
    }

    /// Reads a pointer, with or without the `#` of a URI fragment, before which a document may be named. A fragment may
    /// be percent-encoded (RFC 6901, section 6). `None` when the text is neither empty nor begins with `/`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text.split_once('#') {
            Some((document, fragment)) => {
                let document = (!document.is_empty()).then(|| Arc::from(document));
                Some(Self { document, tokens: tokens(fragment, Encoding::Percent)? })
            }
            None => Some(Self { document: None, tokens: tokens(text, Encoding::None)? }),
        }
    }

    /// The pointer that a URI fragment adds to this one; `None` when it is none.
    pub(crate) fn join(&self, fragment: &str) -> Option<Self> {
        let mut joined = self.clone();
        joined.tokens.extend(tokens(fragment, Encoding::Percent)?);
        Some(joined)
    }

    pub(crate) fn child(&self, token: impl Into<Arc<str>>) -> Self {
        let mut child = self.clone();
        child.push(token);
        child
    }

    /// The document, unless it is the one that the user named.
    pub(crate) fn document(&self) -> Option<&Arc<str>> {
        self.document.as_ref()
    }

    pub(crate) fn push(&mut self, token: impl Into<Arc<str>>) {
        self.tokens.push(token.into());
    }

    pub(crate) fn pop(&mut self) {
        self.tokens.pop();
    }

    /// As a URI fragment, with `#`.
    pub(crate) fn fragment(&self) -> String {
        let mut text = String::from("#");
        for token in &self.tokens {
            text.push('/');
            // Few keys have a sign to escape.
            if token.contains(['~', '/']) { text.push_str(&escape(token)) } else { text.push_str(token) }
        }
        text
    }

    pub(crate) fn tokens(&self) -> &[Arc<str>] {
        &self.tokens
    }
}

impl Hash for Pointer {
    /// Looks at the ends of each token only: a path with very many parameters is a part of very many pointers.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.document.hash(state);
        self.tokens.len().hash(state);
        for token in &self.tokens {
            let bytes = token.as_bytes();
            bytes.len().hash(state);
            state.write(&bytes[..bytes.len().min(limits::HASHED_TOKEN_BYTES)]);
            state.write(&bytes[bytes.len().saturating_sub(limits::HASHED_TOKEN_BYTES)..]);
        }
    }
}

impl fmt::Display for Pointer {
    /// As a reference to it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.document.as_deref().unwrap_or_default())?;
        f.write_str(&self.fragment())
    }
}

/// The encoding of a pointer beside the one of its own.
enum Encoding {
    None,
    /// Percent-encoding, as in a fragment of a URI.
    Percent,
}

fn tokens(text: &str, encoding: Encoding) -> Option<Vec<Arc<str>>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let tokens = text.strip_prefix('/')?.split('/').map(|token| {
        let token = match encoding {
            Encoding::None => token.into(),
            Encoding::Percent => percent::decode(token),
        };
        Arc::from(unescape(&token))
    });
    Some(tokens.collect())
}

/// A key as a token of a pointer (RFC 6901, section 3).
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The key that a token of a pointer stands for (RFC 6901, section 4).
pub(crate) fn unescape(token: &str) -> String {
    // In this order (RFC 6901, section 4): the other way round `~01` would become a slash.
    token.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    fn texts(pointer: &Pointer) -> Vec<&str> {
        pointer.tokens().iter().map(|token| &**token).collect()
    }

    #[test]
    fn escapes_survive_both_ways() {
        let pointer = Pointer::parse("#/paths/~1pets~1%7Bid%7D/a~0b").unwrap();
        assert_eq!(texts(&pointer), ["paths", "/pets/{id}", "a~b"]);
        assert_eq!(pointer.to_string(), "#/paths/~1pets~1{id}/a~0b");
    }

    #[test]
    fn a_document_may_be_named() {
        let pointer = Pointer::parse("common/a.json#/definitions/B").unwrap();
        assert_eq!(pointer.document().map(|name| &**name), Some("common/a.json"));
        assert_eq!(pointer.join("/items").unwrap().to_string(), "common/a.json#/definitions/B/items");
        assert_eq!(pointer.join("items"), None);
    }

    #[test]
    fn text_without_a_slash_is_no_pointer() {
        assert_eq!(Pointer::parse("#Pet"), None);
        assert_eq!(Pointer::parse("#"), Some(Pointer::root()));
    }

    #[test]
    fn broken_percent_encoding_stays_as_it_is() {
        assert_eq!(texts(&Pointer::parse("#/a%2").unwrap()), ["a%2"]);
        assert_eq!(texts(&Pointer::parse("#/%zz%41").unwrap()), ["%zzA"]);
    }
}
