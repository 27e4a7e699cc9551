//! Small words that several stages share.

use std::fmt;

/// An HTTP method (RFC 9110, section 9).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Method(String);

/// Where a parameter is sent (OAS 3.0.4, "Parameter Locations").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Location {
    Path,
    Query,
    /// The whole query (OAS 3.2.0, `in: querystring`).
    QueryString,
    Header,
    Cookie,
    /// A header of a part of the body (OAS 3.1.1, "Encoding Object").
    Part,
}

/// How the value of a parameter becomes text (OAS 3.0.4, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    Matrix,
    /// With dots between values (OAS 3.0.3 and 3.1.0, "Style Examples").
    Label,
    /// With commas between values (OAS 3.0.4 and 3.1.1, "Style Examples"). No document has a word for it.
    LabelList,
    Simple,
    Form,
    SpaceDelimited,
    PipeDelimited,
    /// `tsv` of Swagger 2.0.
    TabDelimited,
    DeepObject,
    /// Without percent-encoding (OAS 3.2.0).
    Cookie,
}

impl Style {
    /// Reads a style that a location can have. The delimiters are those of Swagger 2.0, which has them in every location.
    pub(crate) fn parse(text: &str, location: Location) -> Option<Self> {
        let style = match text {
            "matrix" => Self::Matrix,
            "label" => Self::Label,
            "simple" => Self::Simple,
            "form" => Self::Form,
            "spaceDelimited" => Self::SpaceDelimited,
            "pipeDelimited" => Self::PipeDelimited,
            "tabDelimited" => Self::TabDelimited,
            "deepObject" => Self::DeepObject,
            "cookie" => Self::Cookie,
            _ => return None,
        };
        let of_location = match location {
            Location::Path => &[Self::Simple, Self::Matrix, Self::Label] as &[_],
            Location::Header | Location::Part => &[Self::Simple],
            Location::Query => &[Self::Form, Self::DeepObject],
            Location::Cookie => &[Self::Form, Self::Cookie],
            Location::QueryString => &[],
        };
        let delimiters = [Self::SpaceDelimited, Self::PipeDelimited, Self::TabDelimited];
        let delimits = delimiters.contains(&style) && !matches!(location, Location::Cookie | Location::QueryString);
        (delimits || of_location.contains(&style)).then_some(style)
    }

    /// The word for it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Matrix => "matrix",
            Self::Label | Self::LabelList => "label",
            Self::Simple => "simple",
            Self::Form => "form",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::TabDelimited => "tabDelimited",
            Self::DeepObject => "deepObject",
            Self::Cookie => "cookie",
        }
    }

    /// The style of a location where none is said (OAS 3.1.1, "Parameter Object", `style`).
    pub(crate) fn usual(location: Location) -> Self {
        match location {
            Location::Path | Location::Header | Location::Part => Self::Simple,
            Location::Query | Location::QueryString | Location::Cookie => Self::Form,
        }
    }

    /// Whether arrays and objects are written as several values where nothing is said.
    pub(crate) fn explodes(self) -> bool {
        matches!(self, Self::Form | Self::DeepObject | Self::Cookie)
    }
}

/// How the reserved characters of a value are written in a URL.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Encoding {
    /// Percent-encoded once, as the specification says.
    #[default]
    Once,
    /// Percent-encoded twice (`x-ms-url-encoding: double`), for servers behind a proxy that decodes.
    Twice,
    /// As they are (`x-ms-skip-url-encoding`): the value is a piece of a URL already.
    None,
}

/// Which statuses a response is for (OAS 3.0.4, "Responses Object").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Status {
    /// One status.
    Code(u16),
    /// All statuses with a first digit: `2XX` is 2.
    Range(u8),
    /// All statuses that are not named otherwise.
    Default,
}

impl Method {
    /// Reads a method: a token of RFC 9110, section 5.6.2.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        (!text.is_empty() && text.len() <= 64 && text.chars().all(token)).then(|| Self(text.to_owned()))
    }

    /// The method as it is sent.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Status {
    /// Reads a key of a Responses Object.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text == "default" {
            return Some(Self::Default);
        }
        if let [digit @ b'1'..=b'5', b'x' | b'X', b'x' | b'X'] = text.as_bytes() {
            return Some(Self::Range(digit - b'0'));
        }
        text.parse().ok().filter(|code| (100..1000).contains(code)).map(Self::Code)
    }

    /// Whether it can only stand for success.
    pub(crate) fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(digit) => write!(f, "{digit}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::QueryString => "querystring",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Part => "part",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Location, Method, Status, Style};

    #[test]
    fn styles_belong_to_locations() {
        assert_eq!(Style::parse("matrix", Location::Path), Some(Style::Matrix));
        assert_eq!(Style::parse("matrix", Location::Query), None);
        assert_eq!(Style::parse("form", Location::Header), None);
        assert_eq!(Style::parse("pipeDelimited", Location::Header), Some(Style::PipeDelimited));
        assert_eq!(Style::parse("cookie", Location::Cookie), Some(Style::Cookie));
        assert_eq!(Style::parse("colourful", Location::Query), None);
    }

    #[test]
    fn statuses_are_codes_ranges_or_the_default() {
        assert_eq!(Status::parse("204"), Some(Status::Code(204)));
        assert_eq!(Status::parse("4XX"), Some(Status::Range(4)));
        assert_eq!(Status::parse("default"), Some(Status::Default));
        assert_eq!(Status::parse("20"), None);
        assert_eq!(Status::parse("6XX"), None);
    }

    #[test]
    fn methods_are_tokens() {
        assert!(Method::parse("QUERY").is_some());
        assert!(Method::parse("GET /x").is_none());
        assert!(Method::parse("").is_none());
    }
}
