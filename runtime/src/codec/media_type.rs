//! Media types (RFC 9110, section 8.3.1).

/// The essence of a media type: type and subtype, without parameters. Case means nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Essence<'a>(&'a str);

impl<'a> Essence<'a> {
    /// The essence of a media type; an empty one where the text has none.
    pub(crate) fn parse(media_type: &'a str) -> Self {
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
mod tests {
    use super::Essence;

    #[test]
    fn parameters_and_case_mean_nothing() {
        for text in ["text/html", "Text/HTML", " text/html ;charset=utf-8", "text/html;a=b;c=d"] {
            assert!(Essence::parse(text).is("text/html"), "{text}");
        }
        assert!(Essence::parse("text/html").is("TEXT/html"));
        assert!(!Essence::parse("text/plain").is("text/html"));
        assert!(!Essence::parse("text/html;charset=utf-8").is("text/html;charset=utf-8"));
    }

    #[test]
    fn a_text_may_have_no_media_type() {
        assert!(Essence::parse("").is_empty());
        assert!(Essence::parse(" ; charset=utf-8").is_empty());
        assert!(!Essence::parse("text").is_empty());
    }

    #[test]
    fn a_syntax_is_the_subtype_or_its_suffix() {
        for text in ["application/json", "text/JSON", "application/problem+json; charset=utf-8", "application/a+b+Json"]
        {
            assert!(Essence::parse(text).is_json() && !Essence::parse(text).is_xml(), "{text}");
        }
        for text in ["application/xml", "text/xml;charset=utf-8", "application/atom+XML"] {
            assert!(Essence::parse(text).is_xml() && !Essence::parse(text).is_json(), "{text}");
        }
        for text in [
            "json",
            "application/jsonl",
            "application/x-json",
            "application/json+x",
            "xml/text",
            "text/plain; a=x/json",
            "",
        ] {
            assert!(!Essence::parse(text).is_json() && !Essence::parse(text).is_xml(), "{text}");
        }
    }
}
