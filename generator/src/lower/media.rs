//! Media types.

use crate::ir::Framing;

/// What a media type means for a body.
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

/// The family of a media type (RFC 6838; the suffix `+json` is RFC 6839).
pub(super) fn family(media_type: &str) -> Family {
    let essence = essence(media_type);
    let (top, sub) = essence.split_once('/').unwrap_or((essence.as_str(), ""));
    match (top, sub) {
        ("*", _) => Family::Wildcard,
        // Lines of JSON, whatever the suffix says.
        (_, "stream+json") => Family::Binary,
        _ if sub == "json" || sub.ends_with("+json") => Family::Json,
        _ if sub == "xml" || sub.ends_with("+xml") => Family::Xml,
        ("multipart", _) | (_, "x-www-form-urlencoded") => Family::Encoded,
        ("text", _) => Family::Text,
        _ => Family::Binary,
    }
}

/// How items follow each other in a media type that is made of them (OAS 3.2.0, "Sequential Media Types").
pub(super) fn framing(media_type: &str) -> Option<Framing> {
    match essence(media_type).as_str() {
        "text/event-stream" => Some(Framing::Events { whole: false }),
        "application/jsonl" | "application/x-jsonl" | "application/ndjson" | "application/x-ndjson" => {
            Some(Framing::Lines)
        }
        "application/jsonlines" | "application/x-jsonlines" | "application/stream+json" => Some(Framing::Lines),
        "application/json-seq" => Some(Framing::Sequence),
        other => other.ends_with("+json-seq").then_some(Framing::Sequence),
    }
}

/// Whether a media type is that of HTML forms without files.
pub(super) fn is_form(media_type: &str) -> bool {
    essence(media_type) == "application/x-www-form-urlencoded"
}

/// Whether a media type is that of HTML forms with files.
pub(super) fn is_multipart(media_type: &str) -> bool {
    essence(media_type) == "multipart/form-data"
}

/// Whether a media type is JSON without further meaning (RFC 8259, section 11).
pub(super) fn is_plain_json(media_type: &str) -> bool {
    essence(media_type) == "application/json"
}

/// A media type without its parameters.
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Family, family, framing};
    use crate::ir::Framing;

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
