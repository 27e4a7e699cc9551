//! Methods of requests.

/// An HTTP method (RFC 9110, section 9).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Method(String);

impl Method {
    /// Reads a method: a token of RFC 9110, section 5.6.2.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        (!text.is_empty() && text.len() <= 64 && text.chars().all(token)).then(|| Self(text.to_owned()))
    }

    /// The method as it is sent.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Method;

    #[test]
    fn methods_are_tokens() {
        assert!(Method::parse("QUERY").is_some());
        assert!(Method::parse("GET /x").is_none());
        assert!(Method::parse("").is_none());
    }
}
