//! Identity of parameters and headers.

use super::{Field, Members as _};
use crate::document::Node;

/// The identity of a parameter, of which a list and an operation have one each: its location and its name (OAS 3.0.4,
/// "Operation Object", `parameters`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ParameterIdentity {
    location: String,
    /// `None` for the body of Swagger 2.0, of which there is one, whatever it is called.
    name: Option<String>,
}

impl ParameterIdentity {
    /// Reads the identity of a Parameter Object; `None` where it has no location.
    pub(crate) fn of(parameter: &Node) -> Option<Self> {
        Some(Self::new(parameter.text(Field::In)?, parameter.text(Field::Name).unwrap_or_default()))
    }

    /// The identity of the parameter with a name in a location, as documents call it.
    pub(crate) fn new(location: &str, name: &str) -> Self {
        let name = match location {
            "body" => None,
            "header" => Some(name.to_ascii_lowercase()),
            _ => Some(name.to_owned()),
        };
        Self { location: location.to_owned(), name }
    }
}

/// Returns `true` if two names are names of one header: they have no case (RFC 9110, section 5.1).
pub(crate) fn is_same_header(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

#[cfg(test)]
mod tests {
    use super::{ParameterIdentity, is_same_header};

    #[test]
    fn names_of_headers_have_no_case() {
        let identity = ParameterIdentity::new;
        assert_eq!(identity("header", "X-Trace"), identity("header", "x-trace"));
        assert_ne!(identity("query", "Page"), identity("query", "page"));
        assert_ne!(identity("query", "id"), identity("path", "id"));
        assert!(is_same_header("ETag", "etag") && !is_same_header("ETag", "Tag"));
    }

    #[test]
    fn there_is_one_body() {
        assert_eq!(ParameterIdentity::new("body", "pet"), ParameterIdentity::new("body", "thing"));
    }
}
