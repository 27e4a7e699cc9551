//! The reasons why a request cannot be made or sent.

use std::fmt;
use std::sync::Arc;

use http::uri::InvalidUri;

use super::origins::advice;
use super::url::Origin;
use crate::codec::Escaped;
use crate::codec::json::EncodeFailure;
use crate::codec::rules::Invalid;

/// The reason why a request cannot be made from what was given, or cannot be sent. It holds no value of a header, which may be a secret.
#[derive(Clone, Debug)]
pub(crate) enum Unsendable {
    /// A value cannot be written.
    Value(EncodeFailure),
    /// A value is not as the document says.
    Rule(Invalid),
    /// The parameter of this name.
    Parameter(&'static str, Box<Unsendable>),
    /// A header of a request.
    Header(String, HeaderFault),
    /// A header of a part.
    PartHeader(String, HeaderFault),
    /// The parameter that is the header of this name, of the parts of the second name.
    OfPart(&'static str, &'static str, Box<Unsendable>),
    /// The header of this name was set for parts of the second name, of which there are none.
    PartNotSent(&'static str, &'static str),
    /// The part of this name has no header of the second name, which it needs.
    PartWithout(String, &'static str),
    /// The media type is none that a typed value is written as. Those of the document follow.
    Syntax(String, &'static [&'static str]),
    Body(Box<Unsendable>),
    Method(String),
    Url(Arc<InvalidUri>),
    /// The credentials do not fit into the URL.
    UrlWithKeys,
    /// The URL is not of the origin of this base URL, but of the other.
    Elsewhere(String, Option<Origin>),
    /// The body is a stream that was sent before.
    Spent,
    NotInMemory,
    /// Others could read the credentials on their way.
    Unencrypted,
}

/// A fault of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderFault {
    Name,
    Value,
    /// Set by the client itself.
    Reserved,
}

impl From<EncodeFailure> for Unsendable {
    fn from(failure: EncodeFailure) -> Self {
        Self::Value(failure)
    }
}

impl From<Invalid> for Unsendable {
    fn from(invalid: Invalid) -> Self {
        Self::Rule(invalid)
    }
}

impl From<InvalidUri> for Unsendable {
    fn from(error: InvalidUri) -> Self {
        Self::Url(Arc::new(error))
    }
}

impl Unsendable {
    /// The same, as the reason why the body cannot be sent.
    pub(crate) fn of_body(self) -> Self {
        Self::Body(Box::new(self))
    }
}

impl fmt::Display for Unsendable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(failure) => failure.fmt(f),
            Self::Rule(invalid) => invalid.fmt(f),
            Self::Parameter(name, reason) => write!(f, "the parameter `{}`: {reason}", Escaped(name)),
            Self::Header(name, fault) => write!(f, "the header `{}` has {fault}", Escaped(name)),
            Self::PartHeader(name, fault) => write!(f, "the header `{}` of a part has {fault}", Escaped(name)),
            Self::OfPart(name, part, reason) => {
                write!(f, "the header `{}` of the part `{}`: {reason}", Escaped(name), Escaped(part))
            }
            Self::PartNotSent(name, part) => {
                write!(f, "the header `{}` was set for the part `{}`, which is not sent", Escaped(name), Escaped(part))
            }
            Self::PartWithout(part, name) => {
                write!(f, "the part `{}` needs the header `{}`", Escaped(part), Escaped(name))
            }
            Self::Syntax(content_type, offers) => {
                let content_type = Escaped(content_type);
                write!(
                    f,
                    "this value is written as JSON, a form or parts, not as `{content_type}`: `with_body` sends bytes"
                )?;
                match offers {
                    [] => Ok(()),
                    offers => write!(f, "; the document offers `{}`", offers.join("`, `")),
                }
            }
            Self::Body(reason) => write!(f, "the body cannot be sent: {reason}"),
            Self::Method(name) => write!(f, "the method `{}` cannot be sent", Escaped(name)),
            Self::Url(error) => write!(f, "the URL cannot be sent: {error}"),
            Self::UrlWithKeys => f.write_str("the URL is too long with its credential"),
            Self::Elsewhere(base, None) => {
                write!(f, "the URL is not valid or not of the origin of `{}`", Escaped(base))
            }
            Self::Elsewhere(base, Some(origin)) => {
                write!(f, "the URL is not of the origin of `{}`: {}", Escaped(base), advice(origin))
            }
            Self::Spent => f.write_str("its body is a stream, which was sent before and cannot be sent again"),
            Self::NotInMemory => f.write_str("its body is a stream or a file, which is not in memory"),
            Self::Unencrypted => f.write_str("its credentials would go over an unencrypted connection"),
        }
    }
}

impl fmt::Display for HeaderFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "a name that cannot be sent",
            Self::Value => "a value that cannot be sent",
            Self::Reserved => "a name that is the client's own",
        })
    }
}
