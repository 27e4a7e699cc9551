//! Parts of bodies (RFC 7578; OAS 3.1.1, Encoding Object).

use super::{Parameter, XmlNode};
use crate::contract::macros::setters;

/// The description of one part.
#[derive(Debug)]
pub struct Part {
    pub(crate) name: &'static str,
    pub(crate) place: PartPlace,
    pub(crate) content_type: &'static str,
    pub(crate) separator: &'static str,
    pub(crate) style: Option<&'static Parameter>,
    pub(crate) xml: Option<&'static XmlNode>,
    pub(crate) headers: &'static [(&'static str, &'static str)],
}

/// The values of a body that a part is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartPlace {
    /// A property of an object.
    Named,
    /// The item of an array with this index.
    Nth(usize),
    /// The other items of an array.
    Rest,
}

impl Part {
    /// The part of this property.
    pub const fn new(name: &'static str) -> Self {
        Self::at(name, PartPlace::Named)
    }

    /// The part of the item with this index, of an array.
    pub const fn nth(index: usize) -> Self {
        Self::at("", PartPlace::Nth(index))
    }

    /// The parts of the other items of an array.
    pub const fn rest() -> Self {
        Self::at("", PartPlace::Rest)
    }

    const fn at(name: &'static str, place: PartPlace) -> Self {
        Self { name, place, content_type: "", separator: "", style: None, xml: None, headers: &[] }
    }

    setters! {
        /// Its media type, or several with commas in between: that of a file is the caller's choice, of other values the first that suits them.
        content_type: &'static str;
        /// The separator of the items of an array that is one part. Without it, each item is a part.
        separator: &'static str;
        /// The style of a query parameter that the part is written in: as one part, or as several with names of their
        /// own.
        style: Option<&'static Parameter>;
        /// Its element in XML.
        xml: Option<&'static XmlNode>;
        /// The headers whose value the document fixes.
        headers: &'static [(&'static str, &'static str)];
    }
}
