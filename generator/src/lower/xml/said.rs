//! What a schema says of XML.

use crate::document::{Origin, SchemaId};
use crate::ir::XmlKind;
use crate::lower::types::Types;
use crate::schema::{NodeType, XmlObject};

/// The XML Object of a schema, or of those that it refers to: each field as the first of them says it.
#[derive(Debug, Default)]
pub(in crate::lower) struct Said {
    /// Where the first of them is.
    pub(in crate::lower) origin: Option<Origin>,
    pub(super) name: Option<String>,
    pub(super) prefix: Option<String>,
    pub(super) namespace: Option<String>,
    pub(super) kind: Option<XmlKind>,
}

impl Types<'_> {
    /// A schema and those that say the same value: what references lead to, and the one alternative to `null`.
    pub(super) fn way(&self, schema: SchemaId) -> Vec<SchemaId> {
        /// Steps that are followed.
        const LONGEST: usize = 64;
        let mut way = vec![schema];
        while let (Some(last), true) = (way.last(), way.len() < LONGEST) {
            let schema = self.schemas.get(*last);
            let mut others = schema.alternatives().iter().filter(|id| !self.schemas.get(**id).is_null());
            let only = others.next().copied().filter(|_| others.next().is_none());
            match schema.reference().or(only) {
                Some(next) => way.push(next),
                None => break,
            }
        }
        way
    }

    /// What a schema says of XML.
    pub(in crate::lower) fn xml_said(&self, schema: SchemaId) -> Said {
        let mut said = Said::default();
        for id in self.way(schema) {
            let schema = self.schemas.get(id);
            let Some(xml) = &schema.annotations.xml else { continue };
            said.origin = said.origin.or(Some(xml.origin));
            said.name = said.name.or_else(|| xml.name.clone());
            if said.namespace.is_none() && said.prefix.is_none() {
                (said.prefix, said.namespace) = (xml.prefix.clone(), xml.namespace.clone());
            }
            let is_array = schema.declares_type && schema.as_array().is_some();
            said.kind = said.kind.or_else(|| kind(xml, is_array));
        }
        said
    }
}

/// The type of a node: `nodeType` of 3.2, or the flags of older versions.
fn kind(xml: &XmlObject, is_array: bool) -> Option<XmlKind> {
    match xml.node_type {
        Some((Ok(NodeType::Element), _)) => return Some(XmlKind::Element),
        Some((Ok(NodeType::Attribute), _)) => return Some(XmlKind::Attribute),
        Some((Ok(NodeType::Text), _)) => return Some(XmlKind::Text),
        Some((Ok(NodeType::Cdata), _)) => return Some(XmlKind::Cdata),
        Some((Ok(NodeType::None), _)) => return Some(XmlKind::None),
        Some((Err(_), _)) | None => {}
    }
    if xml.is_attribute {
        return Some(XmlKind::Attribute);
    }
    if xml.is_text {
        return Some(XmlKind::Text);
    }
    let (wrapped, _) = xml.wrapped.filter(|_| is_array)?;
    Some(if wrapped { XmlKind::Element } else { XmlKind::None })
}
