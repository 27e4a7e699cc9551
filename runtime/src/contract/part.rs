//! Parts of bodies (RFC 7578; OAS 3.1.1, Encoding Object).

use super::{Parameter, XmlNode};
use crate::contract::macros::setters;

/// The description of one part.
#[derive(Debug)]
pub struct Part {
    pub(crate) name: &'static str,
    pub(crate) content_type: &'static str,
    pub(crate) separator: &'static str,
    pub(crate) style: Option<&'static Parameter>,
    pub(crate) xml: Option<&'static XmlNode>,
    pub(crate) headers: &'static [(&'static str, &'static str)],
}

impl Part {
    /// The part of this property.
    pub const fn new(name: &'static str) -> Self {
        Self { name, content_type: "", separator: "", style: None, xml: None, headers: &[] }
    }

    setters! {
        /// Its media type, or several with commas in between: that of a file is the caller's choice, of other values the first that suits them.
        content_type: &'static str;
        /// What stands between the items of an array which is one part. Without it each item is a part.
        separator: &'static str;
        /// How it is written as if it were a query parameter: as one part, or as several with names of their own.
        style: Option<&'static Parameter>;
        /// Its element in XML.
        xml: Option<&'static XmlNode>;
        /// The headers whose value the document fixes.
        headers: &'static [(&'static str, &'static str)];
    }
}
