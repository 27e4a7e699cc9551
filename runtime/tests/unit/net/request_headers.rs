//! Unit tests of `request_headers.rs`.

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
        (Operation, &["If-Match", "IF-NONE-MATCH", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Range"]),
        (
            Operation,
            &["Prefer", "Content-Type", "Content-Encoding", "Content-Language", "Content-Disposition", "Expect"],
        ),
        (Operation, &["x-vendor-if-tags", "x-vendor-source-if-none-match"]),
        (Call, &["Authorization", "Accept", "X-Tenant", "User-Agent", "Cookie", "X-Notify-Iff", "X-Contents"]),
    ] {
        for name in names {
            assert_eq!(HeaderScope::of(name), scope, "{name}");
        }
    }
}

#[test]
fn only_what_is_about_the_content_is_impersonal() {
    let is_impersonal = |name: &'static str| super::is_impersonal(&HeaderName::from_static(name));
    assert!(["accept", "user-agent", "range", "content-type", "if-none-match"].into_iter().all(is_impersonal));
    assert!(!["authorization", "cookie", "x-api-key", "x-tenant", "ocp-subscription"].into_iter().any(is_impersonal));
}
