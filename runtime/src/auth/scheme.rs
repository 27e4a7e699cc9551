//! Security schemes, as generated code describes them (OAS 3.1.1, Security Scheme Object).

use super::credential::{Credential, Form};
use super::slot::Slot;
use crate::error::Escaped;

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

/// A security scheme which a document declares.
#[derive(Clone, Copy, Debug)]
pub struct SecurityScheme {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
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
pub(crate) struct Place(pub(crate) In, pub(crate) &'static str);

impl Place {
    pub(crate) const AUTHORIZATION: Self = Self(In::Header, "authorization");

    /// Returns `true` if both are the same part. Names of headers have no case.
    pub(super) fn is(self, other: Self) -> bool {
        self.0 == other.0
            && match self.0 {
                In::Header => self.1.eq_ignore_ascii_case(other.1),
                In::Query | In::Cookie => self.1 == other.1,
            }
    }
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

    /// An API key that is the value of the header `Authorization`. `prefix` is the text in front of the key which the document shows, such as
    /// `"Bearer "`, or empty.
    pub const fn authorization(name: &'static str, prefix: &'static str) -> Self {
        Self::of(name, Kind::Authorization(prefix))
    }

    /// A key sent as it is in another header, a query parameter or a cookie.
    pub const fn api_key(name: &'static str, location: In, parameter: &'static str) -> Self {
        Self::of(name, Kind::ApiKey(location, parameter))
    }

    /// Another scheme of HTTP authentication, such as `digest`. The caller writes the value of the header `Authorization`.
    pub const fn http(name: &'static str, scheme: &'static str) -> Self {
        Self::of(name, Kind::Http(scheme))
    }

    /// A certificate of the client. The transport holds it; a request carries nothing.
    pub const fn mutual_tls(name: &'static str) -> Self {
        Self::of(name, Kind::MutualTls)
    }

    const fn of(name: &'static str, kind: Kind) -> Self {
        Self { name, kind }
    }

    /// The part of a request that holds the credential. A certificate is in none.
    pub(crate) fn place(&self) -> Option<Place> {
        match self.kind {
            Kind::Bearer | Kind::Basic | Kind::Authorization(_) | Kind::Http(_) => Some(Place::AUTHORIZATION),
            Kind::ApiKey(location, name) => Some(Place(location, name)),
            Kind::MutualTls => None,
        }
    }

    /// The slots that fill this scheme, the first that is set before the others. A key may go elsewhere as well, so it comes behind the
    /// others, and what a connection brings along comes last.
    pub(super) fn slots(&self) -> &'static [Slot] {
        match self.kind {
            Kind::Bearer => &[Slot::Bearer, Slot::Connection],
            Kind::Basic => &[Slot::Basic],
            Kind::Authorization(_) => &[Slot::Bearer, Slot::Basic, Slot::ApiKey, Slot::Connection],
            Kind::ApiKey(..) => &[Slot::ApiKey],
            Kind::Http(_) | Kind::MutualTls => &[],
        }
    }

    /// Returns `true` if a credential that is set for this scheme by name can be sent. In `Authorization` any can.
    pub(super) fn takes(&self, credential: &Credential) -> bool {
        match self.kind {
            Kind::Bearer | Kind::Basic | Kind::Authorization(_) | Kind::Http(_) => true,
            Kind::ApiKey(..) => credential.form() != Form::Basic,
            Kind::MutualTls => false,
        }
    }

    /// The setter of the builder that serves this scheme, for messages.
    pub(super) fn setter(&self) -> String {
        match self.kind {
            Kind::Bearer => "`.bearer(..)`".to_owned(),
            Kind::Basic => "`.basic(..)`".to_owned(),
            Kind::ApiKey(..) => "`.api_key(..)`".to_owned(),
            Kind::Authorization("") => "`.api_key(..)` or `.bearer(..)`".to_owned(),
            Kind::Authorization(prefix) if prefix.trim_end().eq_ignore_ascii_case("bearer") => {
                "`.bearer(..)`".to_owned()
            }
            Kind::Authorization(prefix) if prefix.trim_end().eq_ignore_ascii_case("basic") => "`.basic(..)`".to_owned(),
            Kind::Authorization(prefix) => format!("`.api_key(\"{}..\")`", prefix.escape_debug()),
            Kind::Http(scheme) => {
                let (name, scheme) = (self.name.escape_debug(), scheme.escape_debug());
                format!("`.credential(\"{name}\", Credential::api_key(\"{scheme} ..\"))`")
            }
            Kind::MutualTls => "`.tls(..)`".to_owned(),
        }
    }

    /// The scheme with its setter, for messages.
    pub(super) fn shown(&self) -> String {
        format!("`{}` ({})", Escaped(self.name), self.setter())
    }
}
