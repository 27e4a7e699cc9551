//! Ways to authenticate.

use super::Location;

/// A security scheme of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SecurityScheme {
    /// The name in the document.
    pub(crate) name: String,
    /// What it does on the wire.
    pub(crate) kind: SecurityKind,
    /// What the document says about it.
    pub(crate) description: Option<String>,
}

/// What a scheme does on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SecurityKind {
    /// `Authorization: Bearer …` (RFC 6750), whether the document calls it so, OAuth 2.0 or OpenID Connect.
    Bearer,
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// A key as the value of a header, query parameter or cookie.
    ApiKey { location: Location, parameter: String },
    /// A certificate of the client, which is the business of the transport.
    MutualTls,
}
