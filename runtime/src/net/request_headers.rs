//! The headers of a request, and the other requests of the same call that they are for.

use http::{HeaderMap, HeaderName};

/// The requests of a call that a header of the first one is for. A call has several where its pages or its status are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderScope {
    /// All of them.
    Call,
    /// Requests of the same operation, and not those of URLs that an answer names. Preconditions and ranges are about
    /// one resource (RFC 9110, sections 13 and 14), preferences and `Content-…` about one content (RFC 7240, RFC 9110,
    /// section 8).
    Operation,
    /// Requests with the same content: its checksums and its length.
    Content,
    /// The first request and its repetitions: it is the name of this one request.
    Request,
}

impl HeaderScope {
    // By name, since headers say nothing of what they are for. A header that is not known is one of the call and goes
    // along: it may be what a gateway routes by.
    /// The scope of a header of this name, in any case.
    pub(crate) fn parse(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        let begins = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
        match name.strip_prefix("x-").unwrap_or(&name) {
            "content-md5" | "content-digest" | "content-length" | "digest" | "repr-digest" | "transfer-encoding"
            | "trailer" => Self::Content,
            _ if begins(&["idempotency-", "x-idempotency-", "repeatability-", "x-repeatability-"]) => Self::Request,
            "if" | "range" | "prefer" | "expect" => Self::Operation,
            // Vendors name the preconditions of what else a request is about after those of HTTP: `x-…-source-if-match`.
            _ if begins(&["content-", "if-"]) || name.contains("-if-") => Self::Operation,
            _ => Self::Call,
        }
    }

    /// `true` if the header is for a URL that an answer names.
    pub(crate) fn is_for_links(self) -> bool {
        self == Self::Call
    }

    /// `true` if the header is for a next request of the same operation with the same content.
    pub(crate) fn is_for_same_content(self) -> bool {
        matches!(self, Self::Call | Self::Operation | Self::Content)
    }

    /// `true` if the header is for a next request of the same operation with another content.
    pub(crate) fn is_for_other_content(self) -> bool {
        matches!(self, Self::Call | Self::Operation)
    }
}

/// Removes the headers whose scope is not as wanted.
pub(crate) fn retain(headers: &mut HeaderMap, is_kept: impl Fn(&HeaderName) -> bool) {
    let names: Vec<HeaderName> = headers.keys().filter(|name| !is_kept(name)).cloned().collect();
    for name in names {
        headers.remove(name);
    }
}

// A list of what may go, and not of what may not: a key may stand in a header of any name.
/// `true` for a header that tells nothing of who sends the request: what a server without trust may see. All others may be a secret, whatever they are called.
pub(crate) fn is_impersonal(name: &HeaderName) -> bool {
    const NAMES: [&str; 9] = [
        "accept",
        "accept-encoding",
        "accept-language",
        "range",
        "traceparent",
        "transfer-encoding",
        "user-agent",
        "prefer",
        "expect",
    ];
    let name = name.as_str();
    NAMES.contains(&name) || name.starts_with("if-") || name.starts_with("content-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_for_the_requests_that_the_standards_say() {
        use HeaderScope::{Call, Content, Operation, Request};
        for (scope, names) in [
            (
                Request,
                &["Idempotency-Key", "X-Idempotency-Key", "Repeatability-Request-ID", "Repeatability-First-Sent"][..],
            ),
            (Content, &["Content-MD5", "Content-Digest", "Repr-Digest", "Digest", "Content-Length"]),
            (
                Operation,
                &["If-Match", "IF-NONE-MATCH", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Range"],
            ),
            (
                Operation,
                &["Prefer", "Content-Type", "Content-Encoding", "Content-Language", "Content-Disposition", "Expect"],
            ),
            (Operation, &["x-vendor-if-tags", "x-vendor-source-if-none-match"]),
            (Call, &["Authorization", "Accept", "X-Tenant", "User-Agent", "Cookie", "X-Notify-Iff", "X-Contents"]),
        ] {
            for name in names {
                assert_eq!(HeaderScope::parse(name), scope, "{name}");
            }
        }
    }

    #[test]
    fn only_what_is_about_the_content_is_impersonal() {
        let is_impersonal = |name: &'static str| super::is_impersonal(&HeaderName::from_static(name));
        assert!(["accept", "user-agent", "range", "content-type", "if-none-match"].into_iter().all(is_impersonal));
        assert!(
            !["authorization", "cookie", "x-api-key", "x-tenant", "ocp-subscription"].into_iter().any(is_impersonal)
        );
    }
}
