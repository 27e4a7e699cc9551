//! Security schemes, as generated code describes them (OAS 3.1.1, Security Scheme Object).

/// Where an API key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum In {
    /// A header.
    Header,
    /// A query parameter.
    Query,
    /// A cookie.
    Cookie,
}

/// One way to authenticate which a document declares.
#[derive(Clone, Copy, Debug)]
pub struct SecurityScheme {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Bearer,
    Basic,
    /// Where the key goes, and under which name.
    ApiKey(In, &'static str),
    MutualTls,
}

impl SecurityScheme {
    /// A key or token sent as `Authorization: Bearer ...`; also OAuth 2 and OpenID Connect.
    pub const fn bearer(name: &'static str) -> Self {
        Self::of(name, Kind::Bearer)
    }

    /// A user name and a password sent as `Authorization: Basic ...`.
    pub const fn basic(name: &'static str) -> Self {
        Self::of(name, Kind::Basic)
    }

    /// A key sent as it is in a header, a query parameter or a cookie.
    pub const fn api_key(name: &'static str, location: In, parameter: &'static str) -> Self {
        Self::of(name, Kind::ApiKey(location, parameter))
    }

    /// A certificate of the client. The transport holds it; a request carries nothing.
    pub const fn mutual_tls(name: &'static str) -> Self {
        Self::of(name, Kind::MutualTls)
    }

    const fn of(name: &'static str, kind: Kind) -> Self {
        Self { name, kind }
    }

    /// Whether this is an API key in the header `Authorization`, where any credential can go.
    pub(super) fn is_authorization_header(&self) -> bool {
        matches!(self.kind, Kind::ApiKey(In::Header, name) if name.eq_ignore_ascii_case("authorization"))
    }
}
