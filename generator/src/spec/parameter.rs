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
    pub(crate) fn of_node(parameter: &Node) -> Option<Self> {
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

#[cfg(test)]
mod tests {
    use super::ParameterIdentity;

    #[test]
    fn names_of_headers_have_no_case() {
        let identity = ParameterIdentity::new;
        assert_eq!(identity("header", "X-Trace"), identity("header", "x-trace"));
        assert_ne!(identity("query", "Page"), identity("query", "page"));
        assert_ne!(identity("query", "id"), identity("path", "id"));
    }

    #[test]
    fn there_is_one_body() {
        assert_eq!(ParameterIdentity::new("body", "pet"), ParameterIdentity::new("body", "thing"));
    }
}
