//! Ways to authenticate.

use crate::spec::Location;

/// A security scheme of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SecurityScheme {
    /// The name in the document.
    pub(crate) name: String,
    /// Its effect on the wire.
    pub(crate) kind: SecurityKind,
    /// The description, in Markdown.
    pub(crate) description: Option<String>,
}

/// The kind of a scheme: its place in the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SecurityKind {
    /// `Authorization: Bearer …` (RFC 6750), whether the document calls it so or OpenID Connect.
    Bearer,
    /// The same, with the flows that get the token.
    OAuth2(Vec<OAuthFlow>),
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// An API key that is the value of the header `Authorization`.
    Authorization(KeyForm),
    /// A key as the value of another header, a query parameter or a cookie.
    ApiKey { location: Location, parameter: String },
    /// Another scheme of HTTP authentication, such as `digest`: the caller writes the value of `Authorization`.
    Http { scheme: String },
    /// A certificate of the client, which is the business of the transport.
    MutualTls,
}

/// A supported flow of OAuth 2.0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OAuthFlow {
    pub(crate) grant: Grant,
    pub(crate) token_url: String,
    pub(crate) refresh_url: Option<String>,
    /// The scopes that the flow has: as they are resolved those of the document, afterwards the ones that operations require.
    pub(crate) scopes: Vec<String>,
}

/// The grant of a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Grant {
    ClientCredentials,
    /// With the URL that a person is sent to.
    AuthorizationCode(String),
}

/// The form of an API key in the header `Authorization`, as far as the document shows it.
///
/// The specification makes the key the whole value of the header (OAS 3.0.3, Security Scheme Object). Many documents mean a scheme of HTTP authentication
/// all the same, since Swagger 2.0 has no other way to declare a bearer token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum KeyForm {
    /// `Bearer …`.
    Bearer,
    /// `Basic …`.
    Basic,
    /// A prefix of the service's own, with what stands between it and the key: `Token token=`.
    Prefix(String),
    /// The document shows no prefix.
    Bare,
}

impl KeyForm {
    /// The form with this prefix.
    pub(crate) fn from_prefix(prefix: &str) -> Self {
        match prefix.trim_end() {
            "" => Self::Bare,
            word if word.eq_ignore_ascii_case("bearer") => Self::Bearer,
            word if word.eq_ignore_ascii_case("basic") => Self::Basic,
            _ => Self::Prefix(prefix.to_owned()),
        }
    }

    /// The text in front of the key.
    pub(crate) fn prefix(&self) -> &str {
        match self {
            Self::Bearer => "Bearer ",
            Self::Basic => "Basic ",
            Self::Prefix(prefix) => prefix,
            Self::Bare => "",
        }
    }
}
