//! The XML form of values (OAS 3.2.1, "XML Object").

use super::Hint;

/// Names an [`XmlSchema`] by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct XmlId(pub(crate) usize);

/// Names an [`XmlRoot`] by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct XmlRootId(pub(crate) usize);

/// The XML form of bodies: tables over the JSON form of their values, independent of their Rust types.
#[derive(Clone, Debug, Default)]
pub(crate) struct XmlTables {
    /// Objects and unions that occur in them.
    pub(crate) schemas: Vec<XmlSchema>,
    /// Their outermost elements.
    pub(crate) roots: Vec<XmlRoot>,
}

/// A schema that may contain itself.
#[derive(Clone, Debug)]
pub(crate) struct XmlSchema {
    /// The place that the name is made from.
    pub(crate) hint: Hint,
    pub(crate) xml: Xml,
}

/// The outermost element of a body.
#[derive(Clone, Debug)]
pub(crate) struct XmlRoot {
    /// The place that the name is made from.
    pub(crate) hint: Hint,
    pub(crate) node: XmlNode,
}

/// The XML form of the values of a schema.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Xml {
    /// Text, which may be empty.
    Text,
    /// Text that is never empty.
    Word,
    Number,
    Boolean,
    /// A value of any kind.
    Any,
    /// An object: its properties, and how those stand that it does not declare.
    Object(Vec<XmlNode>, Option<Box<XmlNode>>),
    /// An array of such items.
    List(Box<XmlNode>),
    /// An array with a node for each place.
    Tuple(Vec<XmlNode>),
    /// A union.
    Union(Vec<Xml>),
    /// A union with a discriminator; without its property, the value is one of the last list.
    Tagged(Box<XmlNode>, Vec<(String, Xml)>, Vec<Xml>),
    /// A node of its own within the element.
    Within(Box<XmlNode>),
    /// A table of its own.
    Schema(XmlId),
}

/// The node of a value in an XML document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct XmlNode {
    /// The property that it is the value of; empty where it is none.
    pub(crate) property: String,
    /// The name in XML.
    pub(crate) name: String,
    pub(crate) prefix: Option<String>,
    pub(crate) namespace: Option<String>,
    pub(crate) kind: XmlKind,
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    pub(crate) xml: Xml,
}

/// The type of a node (OAS 3.2.1, "XML Node Types").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum XmlKind {
    Element,
    Attribute,
    Text,
    Cdata,
    /// Its own nodes stand in the element around it.
    None,
}
