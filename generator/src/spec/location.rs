//! Locations of parameters.

use std::fmt;

/// The part of a request that a parameter is sent in (OAS 3.0.4, "Parameter Locations").
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
