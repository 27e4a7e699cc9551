//! The XML Objects of a schema and of those that it refers to.

use crate::document::{Origin, SchemaId};
use crate::ir::XmlKind;
use crate::schema::{NodeType, SchemaTable, XmlObject};

/// The fields of the XML Objects of a schema and of those that it refers to: each as the first of them has it.
#[derive(Debug, Default)]
pub(in crate::lower) struct XmlSettings {
    /// The place of the first of them.
    pub(in crate::lower) origin: Option<Origin>,
    pub(super) name: Option<String>,
    pub(super) prefix: Option<String>,
    pub(super) namespace: Option<String>,
    pub(super) kind: Option<XmlKind>,
}

/// The XML settings of a schema.
pub(in crate::lower) fn settings(table: &SchemaTable, schema: SchemaId) -> XmlSettings {
    let mut settings = XmlSettings::default();
    for id in table.value_chain(schema) {
        let schema = table.get(id);
        let Some(xml) = &schema.annotations.xml else { continue };
        settings.origin = settings.origin.or(Some(xml.origin));
        settings.name = settings.name.or_else(|| xml.name.clone());
        // A prefix means nothing without its namespace, so both come from one XML Object.
        if settings.namespace.is_none() && settings.prefix.is_none() {
            (settings.prefix, settings.namespace) = (xml.prefix.clone(), xml.namespace.clone());
        }
        let is_array = schema.declares_type && schema.as_array().is_some();
        settings.kind = settings.kind.or_else(|| kind(xml, is_array));
    }
    settings
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
    // `wrapped` is for arrays alone (OAS 3.0.4, "XML Object").
    let (wrapped, _) = xml.wrapped.filter(|_| is_array)?;
    Some(if wrapped { XmlKind::Element } else { XmlKind::None })
}
