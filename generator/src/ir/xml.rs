//! How values stand in XML (OAS 3.2.1, "XML Object").

use super::Hint;

/// Names an [`XmlSchema`] by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct XmlId(pub(crate) usize);

/// Names an [`XmlRoot`] by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct XmlRootId(pub(crate) usize);

/// What bodies in XML are: tables over the JSON form of their values, whatever types stand for them.
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
    /// What it is called after.
    pub(crate) hint: Hint,
    pub(crate) xml: Xml,
}

/// The outermost element of a body.
#[derive(Clone, Debug)]
pub(crate) struct XmlRoot {
    /// What it is called after.
    pub(crate) hint: Hint,
    pub(crate) node: XmlNode,
}

/// How the values of a schema stand in XML.
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
    /// One of several.
    Union(Vec<Xml>),
    /// One of several that the value of a property tells apart; without it one of the last.
    Tagged(Box<XmlNode>, Vec<(String, Xml)>, Vec<Xml>),
    /// A node of its own within the element.
    Within(Box<XmlNode>),
    /// What a table of its own says.
    Schema(XmlId),
}

/// What a value is in a document.
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
