//! The places of values in XML (OAS 3.2.1, XML Object).

use crate::contract::macros::setters;

/// The XML form of the values of a schema.
#[derive(Debug)]
pub enum Xml {
    /// Text, which may be empty.
    Text,
    /// Text that is never empty, such as a date: where it is empty there is no value.
    Word,
    /// An integer or another number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Anything: text, or an object with a property for each element and attribute.
    Any,
    /// An object: its properties, and how those stand that it does not declare, with the key as the name.
    Object(&'static [XmlNode], Option<&'static XmlNode>),
    /// An array of such items.
    List(&'static XmlNode),
    /// An array with a node for each place.
    Tuple(&'static [XmlNode]),
    /// A union.
    Union(&'static [&'static Xml]),
    /// A union with a discriminator; without its property, the value is any of the last list.
    Tagged(&'static XmlNode, &'static [(&'static str, &'static Xml)], &'static [&'static Xml]),
    /// The value has a node of its own within the element.
    Within(&'static XmlNode),
}

/// The node of a value in a document: an element with a name, or a part of the element around it.
#[derive(Debug)]
#[cfg_attr(not(feature = "xml"), expect(dead_code, reason = "nothing is read or written"))]
pub struct XmlNode {
    pub(crate) property: &'static str,
    pub(crate) named: &'static str,
    pub(crate) prefix: &'static str,
    pub(crate) namespace: &'static str,
    pub(crate) kind: XmlKind,
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    pub(crate) xml: &'static Xml,
}

/// The type of a node (OAS 3.2.1, "XML Node Types").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XmlKind {
    /// An element; around an array one that wraps its items.
    Element,
    /// An attribute; of an array its items, with spaces in between.
    Attribute,
    /// The text of the element around it.
    Text,
    /// The text of the element around it, in a CDATA section.
    Cdata,
    /// None: its own nodes stand in the element around it.
    None,
}

impl XmlNode {
    /// An element for a property, with the same name.
    pub const fn new(property: &'static str, xml: &'static Xml) -> Self {
        Self {
            property,
            named: property,
            prefix: "",
            namespace: "",
            kind: XmlKind::Element,
            required: false,
            nullable: false,
            xml,
        }
    }

    setters! {
        /// Its name in XML.
        named: &'static str;
        /// The prefix of its name.
        prefix: &'static str;
        /// The namespace of its name.
        namespace: &'static str;
        /// The kind of the node.
        kind: XmlKind;
        /// `true` if the property has to be there.
        required: bool;
        /// `true` if it may be null.
        nullable: bool;
    }
}

/// The element of a body. Implemented by markers without a value.
pub trait XmlRoot {
    /// The element.
    const NODE: &'static XmlNode;
}
