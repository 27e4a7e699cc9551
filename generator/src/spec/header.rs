//! Names of headers (RFC 9110, section 5.1).

use super::method::is_token;
use crate::limits;

/// The owner of a header that is not a parameter of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderOwner {
    /// The client: it knows media types and credentials (OAS 3.0.4, "Parameter Object": such parameters "SHALL be ignored").
    Client,
    /// The transport, of the URL.
    Url,
    /// The transport, of the body.
    Body,
    /// The transport, of the connection between two programs (RFC 9110, section 7.6.1).
    Connection,
}

/// The headers that have an owner.
const OWNED: [(&str, HeaderOwner); 14] = [
    ("accept", HeaderOwner::Client),
    ("content-type", HeaderOwner::Client),
    ("authorization", HeaderOwner::Client),
    ("host", HeaderOwner::Url),
    ("content-length", HeaderOwner::Body),
    ("transfer-encoding", HeaderOwner::Body),
    ("trailer", HeaderOwner::Body),
    ("expect", HeaderOwner::Body),
    ("connection", HeaderOwner::Connection),
    ("keep-alive", HeaderOwner::Connection),
    ("proxy-connection", HeaderOwner::Connection),
    ("te", HeaderOwner::Connection),
    ("upgrade", HeaderOwner::Connection),
    ("http2-settings", HeaderOwner::Connection),
];

/// The headers whose value is a date in HTTP's own form. (RFC 9110, section 5.6.7; RFC 9111, section 5.3; RFC 8594; RFC
/// 7089; OASIS "Repeatable Requests".)
const DATES: [&str; 10] = [
    "date",
    "expires",
    "if-modified-since",
    "if-range",
    "if-unmodified-since",
    "last-modified",
    "memento-datetime",
    "repeatability-first-sent",
    "retry-after",
    "sunset",
];

/// A value that a client is able to make for a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GeneratedValue {
    /// A key that tells repetitions of a request apart from other requests.
    Key,
    /// The time at which a request with such a key is sent first.
    Time,
}

impl GeneratedValue {
    /// The value that a client makes for a header. These are the headers of IETF draft "The Idempotency-Key HTTP Header
    /// Field" and names like it, and of OASIS "Repeatable Requests".
    pub(crate) fn parse(header: &str) -> Option<Self> {
        if is_same_header(header, "repeatability-first-sent") {
            return Some(Self::Time);
        }
        let is_key = header.to_ascii_lowercase().contains("idempoten");
        (is_key || is_same_header(header, "repeatability-request-id")).then_some(Self::Key)
    }
}

impl HeaderOwner {
    /// The owner of a header, where it has one.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        OWNED.iter().find(|(owned, _)| is_same_header(owned, name)).map(|(_, owner)| *owner)
    }

    /// The reason why such a header is no parameter, after its name.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::Client => "is set by the client and not a parameter",
            Self::Url => "is made from the URL when a request is sent, so it is no parameter",
            Self::Body => "is made from the body when a request is sent, so it is no parameter",
            Self::Connection => "belongs to the connection, so it is no parameter",
        }
    }
}

/// Returns `true` if a text can be the name of a header.
pub(crate) fn is_header_name(text: &str) -> bool {
    text.len() <= limits::HEADER_NAME_BYTES && is_token(text)
}

/// Returns `true` if two names are names of one header: they have no case (RFC 9110, section 5.1).
pub(crate) fn is_same_header(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// Returns `true` if the value of a header is a date in the form of HTTP, as far as it is a date.
pub(crate) fn is_date_header(name: &str) -> bool {
    DATES.iter().any(|date| is_same_header(date, name))
}

#[cfg(test)]
mod tests {
    use super::{GeneratedValue, HeaderOwner, is_date_header, is_header_name, is_same_header};

    #[test]
    fn names_of_headers_have_no_case() {
        assert!(is_same_header("ETag", "etag") && !is_same_header("ETag", "Tag"));
        assert_eq!(HeaderOwner::parse("Content-LENGTH"), Some(HeaderOwner::Body));
        assert_eq!(HeaderOwner::parse("Accept-Encoding"), None);
        assert!(is_date_header("if-modified-since") && !is_date_header("x-date"));
    }

    #[test]
    fn keys_of_requests_have_many_names() {
        for name in ["Idempotency-Key", "x-idempotency-key", "IDEMPOTENT_ID", "Repeatability-Request-ID"] {
            assert_eq!(GeneratedValue::parse(name), Some(GeneratedValue::Key), "{name}");
        }
        assert_eq!(GeneratedValue::parse("repeatability-first-sent"), Some(GeneratedValue::Time));
        assert_eq!(GeneratedValue::parse("X-Request-Id"), None);
    }

    #[test]
    fn names_of_headers_are_tokens_of_any_length() {
        assert!(is_header_name(&"X-Long-".repeat(40)));
        assert!(!is_header_name("X Trace") && !is_header_name("") && !is_header_name("grö"));
    }
}
