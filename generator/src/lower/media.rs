//! Media types.

use crate::ir::Framing;
use crate::spec::MediaType;

/// The meaning of a media type for a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Json,
    Xml,
    Text,
    /// Bytes that need no encoding.
    Binary,
    /// A format with an encoding of its own, which the caller does.
    Encoded,
    /// Any type at all.
    Wildcard,
}

/// The family of a media type (RFC 6838).
pub(super) fn family(media_type: &MediaType) -> Family {
    match (media_type.top_level().as_str(), media_type.subtype().as_str()) {
        ("*", _) => Family::Wildcard,
        // Lines of JSON, whatever the suffix says.
        (_, "stream+json") => Family::Binary,
        _ if media_type.is_json() => Family::Json,
        _ if media_type.is_xml() => Family::Xml,
        ("multipart", _) | (_, "x-www-form-urlencoded") => Family::Encoded,
        ("text", _) => Family::Text,
        _ => Family::Binary,
    }
}

/// The framing of items in a media type that is made of them (OAS 3.2.0, "Sequential Media Types").
pub(super) fn framing(media_type: &MediaType) -> Option<Framing> {
    match (media_type.top_level().as_str(), media_type.subtype().as_str()) {
        ("text", "event-stream") => Some(Framing::Events { whole: false }),
        ("application", "jsonl" | "x-jsonl" | "ndjson" | "x-ndjson") => Some(Framing::Lines),
        ("application", "jsonlines" | "x-jsonlines" | "stream+json") => Some(Framing::Lines),
        ("application", "json-seq") => Some(Framing::Sequence),
        _ => media_type.has_suffix("json-seq").then_some(Framing::Sequence),
    }
}

#[cfg(test)]
mod tests {
    use super::Family;
    use crate::ir::Framing;
    use crate::spec::MediaType;

    fn family(text: &str) -> Family {
        super::family(&MediaType::new(text))
    }

    fn framing(text: &str) -> Option<Framing> {
        super::framing(&MediaType::new(text))
    }

    #[test]
    fn families() {
        assert_eq!(family("application/problem+json; charset=utf-8"), Family::Json);
        assert_eq!(family("Application/JSON"), Family::Json);
        assert_eq!(family("text/html"), Family::Text);
        assert_eq!(family("text/xml"), Family::Xml);
        assert_eq!(family("multipart/form-data"), Family::Encoded);
        assert_eq!(family("image/png"), Family::Binary);
        assert_eq!(family("*/*"), Family::Wildcard);
    }

    #[test]
    fn framings() {
        assert_eq!(framing("Text/Event-Stream; charset=utf-8"), Some(Framing::Events { whole: false }));
        assert_eq!(framing("application/x-ndjson"), Some(Framing::Lines));
        assert_eq!(framing("application/stream+json"), Some(Framing::Lines));
        assert_eq!(framing("application/geo+json-seq"), Some(Framing::Sequence));
        assert_eq!(framing("application/json"), None);
    }
}
