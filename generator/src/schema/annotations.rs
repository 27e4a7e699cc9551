//! Annotations: what a schema tells about its values without saying which are valid.

use crate::document::{Node, Origin};
use crate::spec::{Field, Members as _};

/// The annotations of a schema (JSON Schema 2020-12, "Validation", section 9; OAS 3.0.4, "Schema Object").
#[derive(Clone, Debug, Default)]
pub(crate) struct Annotations {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    /// The value that the service takes where none is sent.
    pub(crate) default: Option<Node>,
    pub(crate) examples: Vec<Node>,
    pub(crate) deprecated: bool,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    pub(crate) xml: Option<Box<XmlObject>>,
    /// The name of a property in clients.
    pub(crate) client_name: Option<String>,
    /// The name of its type in clients.
    pub(crate) type_name: Option<String>,
    /// The type in Rust that the document names (`x-rust-type`).
    pub(crate) rust_type: Option<Box<Node>>,
    /// The tag of the schema, where a discriminator tells it from others.
    pub(crate) tag: Option<String>,
}

/// An XML Object (OAS 3.2.1, "XML Object").
#[derive(Clone, Debug)]
pub(crate) struct XmlObject {
    pub(crate) origin: Origin,
    pub(crate) name: Option<String>,
    pub(crate) prefix: Option<String>,
    pub(crate) namespace: Option<String>,
    /// `nodeType`, or else its text, with its place.
    pub(crate) node_type: Option<(Result<NodeType, String>, Origin)>,
    pub(crate) wrapped: Option<(bool, Origin)>,
    pub(crate) is_attribute: bool,
    pub(crate) is_text: bool,
    /// `true` if it has no field.
    pub(crate) is_empty: bool,
}

/// The type of a node in XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NodeType {
    Element,
    Attribute,
    Text,
    Cdata,
    None,
}

impl NodeType {
    /// All types of nodes.
    pub(crate) const ALL: [Self; 5] = [Self::Element, Self::Attribute, Self::Text, Self::Cdata, Self::None];

    /// The word for it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Element => "element",
            Self::Attribute => "attribute",
            Self::Text => "text",
            Self::Cdata => "cdata",
            Self::None => "none",
        }
    }
}

impl XmlObject {
    /// Reads the value of the keyword `xml`.
    pub(crate) fn read(node: &Node) -> Self {
        let text = |field| node.text(field).filter(|text| !text.is_empty()).map(str::to_owned);
        let flag = |field| node.member(field).and_then(|node| Some((node.as_bool()?, node.origin)));
        let is_set = |field| node.flag(field) == Some(true);
        let node_type = node.member(Field::NodeType).and_then(|node| Some((node.as_str()?, node.origin)));
        let named = |name: &str| NodeType::ALL.into_iter().find(|named| named.name() == name);
        Self {
            origin: node.origin,
            name: text(Field::Name),
            prefix: text(Field::Prefix),
            namespace: text(Field::Namespace),
            node_type: node_type.map(|(name, origin)| (named(name).ok_or_else(|| name.to_owned()), origin)),
            wrapped: flag(Field::Wrapped),
            is_attribute: is_set(Field::Attribute),
            is_text: is_set(Field::XmlText),
            is_empty: node.as_object().is_none_or(indexmap::IndexMap::is_empty),
        }
    }
}
