//! Styles of parameters, and their percent-encoding.

use super::Location;

/// The form of the value of a parameter as text (OAS 3.0.4, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    Matrix,
    /// With commas between values that are not exploded, as RFC 6570 and the tables of OAS 3.0.4 and 3.1.1 have it ("Style
    /// Examples"). The dots of earlier tables were an error.
    Label,
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
        style.fits(location).then_some(style)
    }

    /// Returns `true` if parameters of a location can have it.
    pub(crate) fn fits(self, location: Location) -> bool {
        let of_location = match location {
            Location::Path => &[Self::Simple, Self::Matrix, Self::Label] as &[_],
            Location::Header | Location::Part => &[Self::Simple],
            Location::Query => &[Self::Form, Self::DeepObject],
            Location::Cookie => &[Self::Form, Self::Cookie],
            Location::QueryString => &[],
        };
        let delimiters = [Self::SpaceDelimited, Self::PipeDelimited, Self::TabDelimited];
        let delimits = delimiters.contains(&self) && !matches!(location, Location::Cookie | Location::QueryString);
        delimits || of_location.contains(&self)
    }

    /// The word for it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Matrix => "matrix",
            Self::Label => "label",
            Self::Simple => "simple",
            Self::Form => "form",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::TabDelimited => "tabDelimited",
            Self::DeepObject => "deepObject",
            Self::Cookie => "cookie",
        }
    }

    /// The style of a location where the document has none (OAS 3.1.1, "Parameter Object", `style`).
    pub(crate) fn default_style(location: Location) -> Self {
        match location {
            Location::Path | Location::Header | Location::Part => Self::Simple,
            Location::Query | Location::QueryString | Location::Cookie => Self::Form,
        }
    }

    /// Returns `true` if arrays and objects are written as several values where the document has no `explode`.
    pub(crate) fn explodes(self) -> bool {
        matches!(self, Self::Form | Self::DeepObject | Self::Cookie)
    }
}

/// The encoding of the reserved characters of a value in a URL.
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

#[cfg(test)]
mod tests {
    use super::Style;
    use crate::spec::Location;

    #[test]
    fn styles_belong_to_locations() {
        assert_eq!(Style::parse("matrix", Location::Path), Some(Style::Matrix));
        assert_eq!(Style::parse("matrix", Location::Query), None);
        assert_eq!(Style::parse("form", Location::Header), None);
        assert_eq!(Style::parse("pipeDelimited", Location::Header), Some(Style::PipeDelimited));
        assert_eq!(Style::parse("cookie", Location::Cookie), Some(Style::Cookie));
        assert_eq!(Style::parse("colourful", Location::Query), None);
    }
}
