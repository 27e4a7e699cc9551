//! Methods of requests.

use super::Field;
use crate::limits;

/// The fields of a Path Item Object that are operations, each with its method (OAS 3.2.0, "Path Item Object"). The first
/// seven are those of 2.0; 3.0 added `trace`, and 3.2 `query`.
pub(crate) const FIXED_METHODS: [(Field, &str); 9] = [
    (Field::Get, "GET"),
    (Field::Put, "PUT"),
    (Field::Post, "POST"),
    (Field::Delete, "DELETE"),
    (Field::Options, "OPTIONS"),
    (Field::Head, "HEAD"),
    (Field::Patch, "PATCH"),
    (Field::Trace, "TRACE"),
    (Field::Query, "QUERY"),
];

/// An HTTP method (RFC 9110, section 9).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Method(String);

impl Method {
    /// Reads a method: a token of RFC 9110, section 5.6.2.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        (!text.is_empty() && text.len() <= limits::METHOD_BYTES && text.chars().all(token))
            .then(|| Self(text.to_owned()))
    }

    /// The method of a field of a Path Item Object.
    pub(crate) fn of_field(key: &str) -> Option<Self> {
        let field = FIXED_METHODS.iter().find(|(field, _)| field.name() == key);
        field.map(|(_, method)| Self((*method).to_owned()))
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

    #[test]
    fn fields_of_path_items_are_methods() {
        assert_eq!(Method::of_field("query"), Method::parse("QUERY"));
        assert_eq!(Method::of_field("parameters"), None);
        assert_eq!(Method::of_field("trace").as_ref().map(Method::as_str), Some("TRACE"));
        assert!(Method::of_field("purge").is_none());
    }
}
