//! Security schemes (OAS 3.1.1, Security Scheme Object).

// Flows are for the grants of `oauth2`.
#![cfg_attr(not(feature = "oauth2"), allow(dead_code))]

use super::macros::setters;

/// The location of an API key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum In {
    /// A header.
    Header,
    /// A query parameter.
    Query,
    /// A cookie.
    Cookie,
}

/// A security scheme which a document declares.
#[derive(Clone, Copy, Debug)]
pub struct SecurityScheme {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) flows: &'static [OAuthFlow],
}

/// A way to a token of OAuth 2.0 (OAS 3.1.1, OAuth Flow Object).
#[derive(Clone, Copy, Debug)]
pub struct OAuthFlow {
    pub(crate) grant: Grant,
    pub(crate) token_url: &'static str,
    /// The URL for a refresh token. Empty: that for tokens.
    pub(crate) refresh_url: &'static str,
    /// The scopes of this flow that operations require.
    pub(crate) scopes: &'static [&'static str],
}

/// The grant of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grant {
    /// RFC 6749, section 4.4.
    ClientCredentials,
    /// RFC 6749, section 4.1, with the URL that a person is sent to.
    AuthorizationCode(&'static str),
}

impl OAuthFlow {
    /// The client asks for itself.
    pub const fn client_credentials(token_url: &'static str) -> Self {
        Self::with_grant(Grant::ClientCredentials, token_url)
    }

    /// A person lets the client in.
    pub const fn authorization_code(authorization_url: &'static str, token_url: &'static str) -> Self {
        Self::with_grant(Grant::AuthorizationCode(authorization_url), token_url)
    }

    const fn with_grant(grant: Grant, token_url: &'static str) -> Self {
        Self { grant, token_url, refresh_url: "", scopes: &[] }
    }

    setters! {
        /// Names the URL at which a refresh token is exchanged.
        refresh_url: &'static str;
        /// Names the scopes of this flow that operations require.
        scopes: &'static [&'static str];
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Bearer,
    Basic,
    /// An API key that is the value of `Authorization`, with the prefix that the document shows, or an empty one.
    Authorization(&'static str),
    /// An API key in another place, under a name.
    ApiKey(In, &'static str),
    /// Another scheme of HTTP authentication: the caller writes the value of `Authorization`.
    Http(&'static str),
    MutualTls,
}

/// The part of a request which holds a credential.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CredentialLocation(pub(crate) In, pub(crate) &'static str);

impl CredentialLocation {
    pub(crate) const AUTHORIZATION: Self = Self(In::Header, "authorization");

    /// Returns `true` if both are the same part. Names of headers have no case.
    pub(crate) fn is(self, other: Self) -> bool {
        self.0 == other.0
            && match self.0 {
                In::Header => self.1.eq_ignore_ascii_case(other.1),
                In::Query | In::Cookie => self.1 == other.1,
            }
    }
}

impl SecurityScheme {
    /// A key or token sent as `Authorization: Bearer ...`; also OpenID Connect.
    pub const fn bearer(name: &'static str) -> Self {
        Self::with_kind(name, Kind::Bearer)
    }

    /// A token of OAuth 2.0 sent as `Authorization: Bearer ...`, with the flows that get one.
    pub const fn oauth2(name: &'static str, flows: &'static [OAuthFlow]) -> Self {
        Self { flows, ..Self::bearer(name) }
    }

    /// A user name and a password sent as `Authorization: Basic ...`.
    pub const fn basic(name: &'static str) -> Self {
        Self::with_kind(name, Kind::Basic)
    }

    /// An API key that is the value of the header `Authorization`. `prefix` is the text in front of the key which the document shows, such as
    /// `"Bearer "`, or empty.
    pub const fn authorization(name: &'static str, prefix: &'static str) -> Self {
        Self::with_kind(name, Kind::Authorization(prefix))
    }

    /// A key sent as it is in another header, a query parameter or a cookie.
    pub const fn api_key(name: &'static str, location: In, parameter: &'static str) -> Self {
        Self::with_kind(name, Kind::ApiKey(location, parameter))
    }

    /// Another scheme of HTTP authentication, such as `digest`. The caller writes the value of the header `Authorization`.
    pub const fn http(name: &'static str, scheme: &'static str) -> Self {
        Self::with_kind(name, Kind::Http(scheme))
    }

    /// A certificate of the client. The transport holds it; a request carries nothing.
    pub const fn mutual_tls(name: &'static str) -> Self {
        Self::with_kind(name, Kind::MutualTls)
    }

    const fn with_kind(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, flows: &[] }
    }
}
