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
        (text.len() <= limits::METHOD_BYTES && is_token(text)).then(|| Self(text.to_owned()))
    }

    /// The rule for bodies of its requests.
    pub(crate) fn body_rule(&self) -> BodyRule {
        match self.as_str() {
            "GET" | "HEAD" | "DELETE" => BodyRule::Vague,
            "OPTIONS" => BodyRule::Unusual,
            "TRACE" => BodyRule::Forbidden,
            _ => BodyRule::Usual,
        }
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

/// The meaning of HTTP for the body of a request of a method (RFC 9110, section 9.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyRule {
    /// The body is the content of the request: an argument.
    Usual,
    /// A body has no use that HTTP defines; the caller sets it.
    Unusual,
    /// A body "has no generally defined semantics": the caller sets it, unless OpenAPI 3.0 ignores it.
    Vague,
    /// A request "MUST NOT" have a body.
    Forbidden,
}

/// Returns `true` if a text is a token (RFC 9110, section 5.6.2).
pub(super) fn is_token(text: &str) -> bool {
    let is_of_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(is_of_token)
}

#[cfg(test)]
mod tests {
    use super::{BodyRule, Method};

    #[test]
    fn bodies_go_with_methods_that_have_a_use_for_them() {
        let rule = |name: &str| Method::parse(name).map(|method| method.body_rule());
        for (name, expected) in [
            ("POST", BodyRule::Usual),
            ("QUERY", BodyRule::Usual),
            ("LINK", BodyRule::Usual),
            ("DELETE", BodyRule::Vague),
            ("OPTIONS", BodyRule::Unusual),
            ("TRACE", BodyRule::Forbidden),
        ] {
            assert_eq!(rule(name), Some(expected), "{name}");
        }
    }

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
