//! Media types.

use crate::ir::Framing;
use crate::resolve::Content;
use crate::spec::{MediaNames, MediaType};

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
    // `application/x-ndjson+json` is no JSON text: two values in a row are not one.
    let names = media_type.names();
    if matches!(framing_of_names(media_type, &names), Some(Framing::Lines | Framing::Sequence)) {
        return Family::Binary; // whatever the suffix says
    }
    match (&*names.top_level, &*names.subtype) {
        ("*", _) => Family::Wildcard,
        _ if names.has_format("json") => Family::Json,
        _ if names.has_format("xml") => Family::Xml,
        ("multipart", _) | (_, "x-www-form-urlencoded") => Family::Encoded,
        ("text", _) => Family::Text,
        _ => Family::Binary,
    }
}

/// The family of a body or answer.
pub(super) fn family_of(content: &Content) -> Family {
    if content.is_stream { Family::Binary } else { family(&content.media_type) }
}

/// The framing of items in a media type that is made of them (OAS 3.2.0, "Sequential Media Types").
pub(super) fn framing(media_type: &MediaType) -> Option<Framing> {
    framing_of_names(media_type, &media_type.names())
}

fn framing_of_names(media_type: &MediaType, names: &MediaNames<'_>) -> Option<Framing> {
    match (&*names.top_level, &*names.subtype) {
        ("text", "event-stream") => Some(Framing::Events { whole: false }),
        ("application", "json-seq") => Some(Framing::Sequence),
        ("application" | "text", subtype) if is_lines(subtype) => Some(Framing::Lines),
        // A parameter says that the values of a service come one after the other.
        ("application", _) if names.has_format("json") && media_type.has_parameter("stream") => Some(Framing::Lines),
        _ if names.has_suffix("json-seq") => Some(Framing::Sequence),
        _ => ["ndjson", "jsonl"].iter().any(|suffix| names.has_suffix(suffix)).then_some(Framing::Lines),
    }
}

/// Returns `true` for the names under which JSON is sent one value on each line. None of them is registered.
fn is_lines(subtype: &str) -> bool {
    let name = subtype.strip_prefix("x-").unwrap_or(subtype);
    matches!(
        name,
        "ndjson"
            | "nd-json"
            | "jsonl"
            | "jsonlines"
            | "json-lines"
            | "json-l"
            | "ldjson"
            | "json-stream"
            | "jsonstream"
            | "stream-json"
            | "stream+json"
            | "json+stream"
            | "jsonlines+json"
    )
}

/// The framing of the items of a body or answer.
pub(super) fn framing_of(content: &Content) -> Option<Framing> {
    framing(&content.media_type).or(content.is_stream.then_some(Framing::Lines))
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
        assert_eq!(framing("application/json; charset=utf-8"), None);
        for name in [
            "application/json;stream=watch",
            "application/vnd.a+json; charset=utf-8; Stream=true",
            "application/json-stream",
            "application/x-json-stream",
            "application/x-ldjson",
            "text/ndjson",
            "text/x-jsonl; charset=utf-8",
            "application/vnd.a+ndjson",
        ] {
            assert_eq!(framing(name), Some(Framing::Lines), "{name}");
            assert_eq!(family(name), Family::Binary, "{name}");
        }
    }
}
