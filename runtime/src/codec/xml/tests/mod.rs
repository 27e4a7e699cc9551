//! Values in XML, by tables.

mod hostile;
mod reading;
mod specification;
mod there_and_back;

use super::{read, write};
use crate::contract::{Xml, XmlKind, XmlNode};

const fn element(property: &'static str, xml: &'static Xml) -> XmlNode {
    XmlNode::new(property, xml)
}

const fn attribute(property: &'static str, xml: &'static Xml) -> XmlNode {
    XmlNode::new(property, xml).kind(XmlKind::Attribute)
}

const fn spread(property: &'static str, xml: &'static Xml) -> XmlNode {
    XmlNode::new(property, xml).kind(XmlKind::None)
}

/// The XML of a JSON text, without the declaration.
fn written(node: &XmlNode, json: &str) -> Result<String, String> {
    let text = write::write(json, node).map_err(|failure| failure.to_string())?;
    Ok(text.strip_prefix(r#"<?xml version="1.0" encoding="UTF-8"?>"#).expect("the declaration").to_owned())
}

/// The JSON text of a document.
fn read(node: &XmlNode, text: &str) -> Result<String, String> {
    read::read(text, node).map_err(|failure| failure.to_string())
}

/// Holds that a value and a document are one.
#[track_caller]
fn same(node: &XmlNode, json: &str, text: &str) {
    assert_eq!(written(node, json).as_deref(), Ok(text));
    assert_eq!(read(node, text).as_deref(), Ok(json));
}
