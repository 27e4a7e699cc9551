//! The description of a parameter.

use crate::contract::Rule;
use crate::contract::macros::setters;

/// A parameter of an operation: its name, where it goes and how its value is written.
#[derive(Debug)]
pub struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) location: Location,
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) nested: &'static [Style],
    pub(crate) allow_reserved: bool,
    pub(crate) json: bool,
    pub(crate) form: Option<&'static [Parameter]>,
    pub(crate) brackets: Brackets,
    pub(crate) encoded: bool,
    pub(crate) encode_twice: bool,
    pub(crate) may_be_empty: bool,
    pub(crate) fixed: Option<&'static str>,
    pub(crate) made: Option<Made>,
    pub(crate) part: &'static str,
    pub(crate) required: bool,
    pub(crate) rules: &'static [Rule],
}

impl Parameter {
    // The compiler runs these for each parameter of each operation. A whole constant is copied at once, and a table that
    // is made field by field takes a step for each field.
    const PATH: Self = Self::at(Location::Path, Style::Simple);
    const QUERY: Self = Self::at(Location::Query, Style::Form);
    const HEADER: Self = Self::at(Location::Header, Style::Simple);
    const COOKIE: Self = Self::at(Location::Cookie, Style::Form);
    const QUERY_STRING: Self = Self::at(Location::QueryString, Style::Form);

    /// A parameter in the path template, in style `simple`.
    pub const fn path(name: &'static str) -> Self {
        let mut parameter = Self::PATH;
        parameter.name = name;
        parameter
    }

    /// A parameter in the query, in style `form`.
    pub const fn query(name: &'static str) -> Self {
        let mut parameter = Self::QUERY;
        parameter.name = name;
        parameter
    }

    /// A parameter in a header, in style `simple`.
    pub const fn header(name: &'static str) -> Self {
        let mut parameter = Self::HEADER;
        parameter.name = name;
        parameter
    }

    /// A parameter in a cookie, in style `form`.
    pub const fn cookie(name: &'static str) -> Self {
        let mut parameter = Self::COOKIE;
        parameter.name = name;
        parameter
    }

    /// The parameter which is the whole query (OAS 3.2, `in: querystring`).
    pub const fn query_string(name: &'static str) -> Self {
        let mut parameter = Self::QUERY_STRING;
        parameter.name = name;
        parameter
    }

    /// The parameters at a location, without their name.
    const fn at(location: Location, style: Style) -> Self {
        Self {
            name: "",
            location,
            style,
            explode: style.explodes(),
            nested: &[],
            allow_reserved: false,
            json: false,
            form: None,
            brackets: Brackets::Indices,
            encoded: false,
            encode_twice: false,
            may_be_empty: false,
            fixed: None,
            made: None,
            part: "",
            required: false,
            rules: &[],
        }
    }

    /// Sets the style, and `explode` to what is the default for it (OAS 3.0.3, Parameter Object: true for `form`, otherwise false).
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self.explode = style.explodes();
        self
    }

    /// Makes a header one of this part of the body.
    pub const fn part(mut self, name: &'static str) -> Self {
        self.location = Location::Part;
        self.part = name;
        self
    }

    setters! {
        /// Sets whether arrays and objects are written as one value for each item or property.
        explode: bool;
        /// Sets how arrays within an array are written: a style for each level (Swagger 2.0, `collectionFormat` of items).
        nested: &'static [Style];
        /// Sets whether reserved characters are sent as they are (RFC 6570, section 3.2.3), apart from those that would
        /// end the value or change it. These are `#`, `&` and `+` in a query, `?`, `#` and brackets in a path, `,` and
        /// `;` in a cookie.
        allow_reserved: bool;
        /// Sets whether the value of a property of a form is written as JSON.
        json: bool;
        /// Sets that the value is a form, as the whole query or as a property of another form. The properties that the
        /// document describes are written in the way that it says.
        form: Option<&'static [Parameter]>;
        /// Sets what stands for the items of an array in style `deepObject`.
        brackets: Brackets;
        /// Sets whether the value of a path or query parameter is a piece of a URL already, with slashes and percent-encoded triplets of its own. It
        /// cannot leave its place: `?` and `#` are encoded in a path, `#` in a query, and steps such as `..` are refused.
        encoded: bool;
        /// Sets whether the value of a path parameter is percent-encoded twice, for a service behind a proxy that decodes it once.
        encode_twice: bool;
        /// Sets whether the value of a path parameter may be empty: where the document or its configuration says that it can be.
        may_be_empty: bool;
        /// Sets the text that is sent where the caller sets no value.
        fixed: Option<&'static str>;
        /// Sets what is made for each call where the caller sets no value.
        made: Option<Made>;
        /// Sets whether a part is not sent without this header.
        required: bool;
        /// Sets the rules that its value is held against.
        rules: &'static [Rule];
    }
}

/// A value that the client makes for each call. All repetitions of the request have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// A random UUID.
    Key,
    /// The present time, in the form of HTTP.
    Time,
}

/// The location of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    Path,
    Query,
    QueryString,
    Header,
    Cookie,
    /// A header of a part of the body.
    Part,
}

/// The style of a parameter (OAS 3.0.3, Style Values; `Cookie` of OAS 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `blue,black`
    Simple,
    /// `.blue,black`; exploded `.blue.black`
    Label,
    /// `;color=blue,black`
    Matrix,
    /// `color=blue&color=black`
    Form,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color=blue%09black`, of Swagger 2.0
    TabDelimited,
    /// `color[R]=100&color[G]=200`
    DeepObject,
    /// `color=blue; color=black`, without percent-encoding
    Cookie,
}

/// The brackets of array items in style `deepObject`, which the specification defines for objects of single values
/// alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brackets {
    /// `a[0]=x&a[1]=y`
    Indices,
    /// `a[]=x&a[]=y`
    Empty,
    /// `a=x&a=y`
    Repeat,
}

impl Style {
    const fn explodes(self) -> bool {
        matches!(self, Style::Form | Style::Cookie | Style::DeepObject)
    }
}
