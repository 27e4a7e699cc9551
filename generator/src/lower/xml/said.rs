//! What a schema says of XML.

use crate::bundle::Row;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Origin, Part, SchemaId};
use crate::ir::XmlKind;
use crate::lower::types::Types;
use crate::lower::{nullable, types};

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
            let row = self.schemas.get(*last);
            let alternatives = ["oneOf", "anyOf"].iter().find_map(|keyword| row.get(keyword)?.as_array());
            let mut rest = alternatives.unwrap_or_default().iter().filter_map(Node::as_schema);
            let is_value = |id: &SchemaId| !nullable::is_null(self.schemas.get(*id));
            let only = rest.find(is_value).filter(|_| !rest.any(|id| is_value(&id)));
            match row.schema("$ref").or(only) {
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
            let row = self.schemas.get(id);
            let Some(xml) = row.get("xml") else { continue };
            let text = |key| xml.get(key).and_then(Node::as_str).filter(|text| !text.is_empty()).map(str::to_owned);
            said.origin = said.origin.or(Some(xml.origin));
            said.name = said.name.or_else(|| text("name"));
            if said.namespace.is_none() && said.prefix.is_none() {
                (said.prefix, said.namespace) = (text("prefix"), text("namespace"));
            }
            let is_array = types::type_names(row).contains(&"array");
            said.kind = said.kind.or_else(|| kind(xml, is_array));
        }
        said
    }
}

/// Names what an XML Object says and means nothing.
pub(in crate::lower) fn check(row: &Row, diagnostics: &mut Diagnostics) {
    let Some(xml) = row.get("xml") else { return };
    let mut invalid = |key: &str, message: String| {
        if let Some(node) = xml.get(key) {
            diagnostics.push(Diagnostic::warning(Code::InvalidValue, message).at(node.origin, Part::Value));
        }
    };
    if let Some(other) = xml.get("nodeType").and_then(Node::as_str).filter(|name| !NODE_TYPES.contains(name)) {
        let types = NODE_TYPES.join("`, `");
        invalid("nodeType", format!("`{other}` is no type of a node in XML: these are `{types}`"));
    }
    let is_array = types::type_names(row).contains(&"array") || types::implied(row) == Some("array");
    let is_reference = ["$ref", "allOf", "oneOf", "anyOf"].iter().any(|keyword| row.get(keyword).is_some());
    if xml.get("wrapped").and_then(Node::as_bool) == Some(true) && !is_array && !is_reference {
        invalid("wrapped", "only arrays are wrapped in XML".to_owned());
    }
}

const NODE_TYPES: [&str; 5] = ["element", "attribute", "text", "cdata", "none"];

/// The type of a node: `nodeType` of 3.2, or the flags of older versions.
fn kind(xml: &Node, is_array: bool) -> Option<XmlKind> {
    let flag = |key| xml.get(key).and_then(Node::as_bool);
    match xml.get("nodeType").and_then(Node::as_str) {
        Some("element") => return Some(XmlKind::Element),
        Some("attribute") => return Some(XmlKind::Attribute),
        Some("text") => return Some(XmlKind::Text),
        Some("cdata") => return Some(XmlKind::Cdata),
        Some("none") => return Some(XmlKind::None),
        _ => {}
    }
    if flag("attribute") == Some(true) {
        return Some(XmlKind::Attribute);
    }
    if flag("x-ms-text") == Some(true) {
        return Some(XmlKind::Text);
    }
    let wrapped = flag("wrapped").filter(|_| is_array)?;
    Some(if wrapped { XmlKind::Element } else { XmlKind::None })
}
