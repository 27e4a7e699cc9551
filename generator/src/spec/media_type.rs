//! Media types.

use std::borrow::Cow;
use std::fmt;

/// A media type, or a range of media types, as the document writes it (RFC 9110, sections 8.3.1 and 12.5.1). Two are equal
/// if they are written alike.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct MediaType(String);

/// The names of a media type, which have no case, in lowercase.
pub(crate) struct MediaNames<'a> {
    /// The top-level type, such as `text` (RFC 6838, section 4.2).
    pub(crate) top_level: Cow<'a, str>,
    /// The subtype, such as `problem+json`.
    pub(crate) subtype: Cow<'a, str>,
}

impl MediaNames<'_> {
    // By the suffix too (RFC 6838, section 4.2.8): `application/problem+json` is read as JSON.
    /// Returns `true` if the subtype is a format, or has it as its suffix (RFC 6839): `json` of `problem+json`.
    pub(crate) fn has_format(&self, format: &str) -> bool {
        self.subtype == format || self.has_suffix(format)
    }

    /// Returns `true` if the subtype has a suffix (RFC 6839).
    pub(crate) fn has_suffix(&self, suffix: &str) -> bool {
        self.subtype.strip_suffix(suffix).is_some_and(|rest| rest.ends_with('+'))
    }
}

/// Names of UTF-8.
const UTF8: [&str; 2] = ["utf-8", "utf8"];

/// The other charsets that the runtime writes.
const WRITTEN: [&str; 12] = [
    "us-ascii",
    "ascii",
    "iso-8859-1",
    "iso8859-1",
    "iso_8859-1",
    "latin1",
    "windows-1252",
    "cp1252",
    "utf-16",
    "utf16",
    "utf-16le",
    "utf-16be",
];

impl MediaType {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text of the document.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The media type without its parameters, as it is written.
    pub(crate) fn essence(&self) -> &str {
        // White space may stand around the semicolon (RFC 9110, section 5.6.6).
        self.0.split(';').next().unwrap_or_default().trim()
    }

    /// Returns `true` if the media type without its parameters is this one; names have no case.
    pub(crate) fn is(&self, essence: &str) -> bool {
        self.essence().eq_ignore_ascii_case(essence)
    }

    /// The names without parameters: read once for several questions.
    pub(crate) fn names(&self) -> MediaNames<'_> {
        let essence = self.essence();
        let (top_level, subtype) = essence.split_once('/').unwrap_or((essence, ""));
        MediaNames { top_level: lowercase(top_level), subtype: lowercase(subtype) }
    }

    /// The top-level type, such as `text` (RFC 6838, section 4.2).
    pub(crate) fn top_level(&self) -> Cow<'_, str> {
        self.names().top_level
    }

    /// The subtype, such as `problem+json`.
    pub(crate) fn subtype(&self) -> Cow<'_, str> {
        self.names().subtype
    }

    /// Returns `true` if the subtype is a format, or has it as its suffix (RFC 6839): `json` of `problem+json`.
    pub(crate) fn has_format(&self, format: &str) -> bool {
        self.names().has_format(format)
    }

    /// Returns `true` if the subtype has a suffix (RFC 6839).
    pub(crate) fn has_suffix(&self, suffix: &str) -> bool {
        self.names().has_suffix(suffix)
    }

    /// Returns `true` if it has a parameter of this name, which has no case.
    pub(crate) fn has_parameter(&self, name: &str) -> bool {
        let names = self.0.split(';').skip(1).filter_map(|parameter| parameter.split('=').next());
        names.into_iter().any(|parameter_name| parameter_name.trim().eq_ignore_ascii_case(name))
    }

    /// Returns `true` if the values are JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.has_format("json")
    }

    /// Returns `true` if the values are JSON without further meaning (RFC 8259, section 11).
    pub(crate) fn is_plain_json(&self) -> bool {
        self.is("application/json")
    }

    /// Returns `true` if the values are XML (RFC 7303).
    pub(crate) fn is_xml(&self) -> bool {
        self.has_format("xml")
    }

    /// Returns `true` for a merge patch (RFC 7396).
    pub(crate) fn is_merge_patch(&self) -> bool {
        self.is("application/merge-patch+json")
    }

    /// Returns `true` for a list of changes (RFC 6902).
    pub(crate) fn is_json_patch(&self) -> bool {
        self.is("application/json-patch+json")
    }

    /// Returns `true` for forms of HTML without files.
    pub(crate) fn is_form(&self) -> bool {
        self.is("application/x-www-form-urlencoded")
    }

    /// Returns `true` for forms of HTML with files (RFC 7578).
    pub(crate) fn is_multipart_form(&self) -> bool {
        self.is("multipart/form-data")
    }

    /// Returns `true` for bodies of several parts (RFC 2046, section 5.1).
    pub(crate) fn is_multipart(&self) -> bool {
        self.top_level() == "multipart"
    }

    /// Returns `true` if values are bytes that are not text.
    pub(crate) fn is_binary(&self) -> bool {
        const TEXTS: [&str; 12] = [
            "yaml",
            "x-yaml",
            "javascript",
            "ecmascript",
            "toml",
            "sql",
            "graphql",
            "jsonl",
            "x-jsonl",
            "ndjson",
            "x-ndjson",
            "jwt",
        ];
        let subtype = self.subtype();
        match &*self.top_level() {
            "image" | "audio" | "video" | "font" | "model" => !self.is_xml() || self.is("image/*"),
            "application" => {
                let is_text = TEXTS.contains(&&*subtype) || self.has_suffix("yaml") || self.is_form();
                !self.is_json() && !self.is_xml() && !is_text
            }
            _ => false,
        }
    }

    /// Returns `true` if values are YAML (RFC 9512), as which JSON can be read.
    pub(crate) fn is_yaml(&self) -> bool {
        self.has_format("yaml") || self.subtype() == "x-yaml"
    }

    /// The charset that it names (RFC 9110, section 8.3.2).
    pub(crate) fn charset(&self) -> Option<&str> {
        let mut parameters = self.0.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
        let (_, charset) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
        // The value may be a quoted string (RFC 9110, section 5.6.6).
        Some(charset.trim().trim_matches('"'))
    }

    /// Returns `true` if texts are written in UTF-8.
    pub(crate) fn is_utf8(&self) -> bool {
        let is = |charset: &str| UTF8.iter().any(|name| name.eq_ignore_ascii_case(charset));
        self.charset().is_none_or(is)
    }

    /// Returns `true` if the client can write its charset.
    pub(crate) fn has_written_charset(&self) -> bool {
        let is = |charset: &str| WRITTEN.iter().any(|name| name.eq_ignore_ascii_case(charset));
        self.is_utf8() || self.charset().is_some_and(is)
    }

    /// Returns `true` for a range: `*/*`, `image/*`.
    pub(crate) fn is_range(&self) -> bool {
        self.0.contains('*')
    }

    /// Returns `true` if the value of a header can hold the text.
    pub(crate) fn is_header_value(&self) -> bool {
        !self.0.is_empty() && self.0.chars().all(|c| (' '..='~').contains(&c))
    }
}

/// A name of a media type, which has no case.
fn lowercase(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) { name.to_ascii_lowercase().into() } else { name.into() }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::MediaType;

    #[test]
    fn parameters_and_case_do_not_count() {
        let json = MediaType::new("Application/JSON; charset=utf-8");
        assert!(json.is_plain_json() && json.is_json());
        assert_eq!([json.top_level(), json.subtype()], ["application", "json"]);
        assert_eq!(json.essence(), "Application/JSON");
        assert!(MediaType::new("multipart/Form-Data;boundary=x").is_multipart_form());
    }

    #[test]
    fn suffixes_are_formats() {
        let problem = MediaType::new("application/problem+json");
        assert!(problem.is_json() && problem.has_suffix("json") && !problem.is_plain_json());
        assert!(MediaType::new("image/svg+xml").is_xml());
        for other in ["application/jsonl", "application/x-json", "json", "application/json-seq", ""] {
            assert!(!MediaType::new(other).is_json(), "{other}");
        }
    }

    #[test]
    fn ranges_have_a_star() {
        assert!(MediaType::new("*/*").is_range());
        assert!(!MediaType::new("image/png").is_range());
    }
}
