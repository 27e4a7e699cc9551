//! Media types (RFC 9110, section 8.3.1).

/// The essence of a media type: type and subtype, without parameters. Case means nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Essence<'a>(&'a str);

impl<'a> Essence<'a> {
    /// The essence of a media type; an empty one where the text has none.
    pub(crate) fn of(media_type: &'a str) -> Self {
        Self(media_type.split(';').next().unwrap_or_default().trim())
    }

    /// Returns `true` if it is this one, whose case means nothing either.
    pub(crate) fn is(self, essence: &str) -> bool {
        self.0.eq_ignore_ascii_case(essence)
    }

    /// The text of it.
    pub(crate) fn as_str(self) -> &'a str {
        self.0
    }

    /// Returns `true` if the text has no media type.
    pub(crate) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Returns `true` if values of the media type are JSON: `application/json`, `application/problem+json` (RFC 6839, section 3.1).
    pub(crate) fn is_json(self) -> bool {
        self.has_syntax("json")
    }

    /// Returns `true` if values of the media type are XML: `text/xml`, `application/atom+xml` (RFC 7303).
    pub(crate) fn is_xml(self) -> bool {
        self.has_syntax("xml")
    }

    /// Returns `true` if values of the media type may be JSON: where it is one of JSON, or there is none.
    pub(crate) fn may_be_json(self) -> bool {
        self.is_empty() || self.is_json()
    }

    /// Returns `true` if a body has several parts.
    pub(crate) fn is_multipart(self) -> bool {
        self.0.split_once('/').is_some_and(|(top_level, _)| top_level.eq_ignore_ascii_case("multipart"))
    }

    /// Returns `true` if values of the media type are text: `text/plain`, `text/html`.
    pub(crate) fn is_text(self) -> bool {
        self.0.split_once('/').is_some_and(|(top_level, _)| top_level.eq_ignore_ascii_case("text"))
    }

    /// Returns `true` if the subtype is a syntax, or has it as its suffix.
    fn has_syntax(self, syntax: &str) -> bool {
        let Some((_, subtype)) = self.0.split_once('/') else { return false };
        let suffix = subtype.rsplit_once('+').map(|(_, suffix)| suffix);
        [Some(subtype), suffix].into_iter().flatten().any(|name| name.eq_ignore_ascii_case(syntax))
    }
}

#[cfg(test)]
#[path = "../../tests/unit/codec/media_type.rs"]
mod tests;
