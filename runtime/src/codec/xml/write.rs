//! From the JSON form of a value to XML.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::name::is_name;
use super::{INSTANCE, MAX_DEPTH};
use crate::codec::json::EncodeFailure;
use crate::contract::{Xml, XmlKind, XmlNode};

/// The document of a JSON text.
pub(super) fn write(json: &str, node: &XmlNode) -> Result<String, EncodeFailure> {
    let out = r#"<?xml version="1.0" encoding="UTF-8"?>"#.to_owned();
    let mut writer = Writer { out, scope: Vec::new(), depth: 0 };
    writer.element(node.named, node, json)?;
    Ok(writer.out)
}

/// A value that is looked at.
enum Json<'a> {
    Null,
    /// A number, `true` or `false`.
    Raw(&'a str),
    Text(String),
    // Values stay text until their node is known, so numbers keep their digits.
    Array(Vec<&'a RawValue>),
    Object(BTreeMap<String, &'a RawValue>),
}

impl<'a> Json<'a> {
    fn parse(text: &'a str) -> Result<Self, EncodeFailure> {
        let text = text.trim();
        let read = match text.as_bytes().first() {
            Some(b'{') => serde_json::from_str(text).map(Self::Object),
            Some(b'[') => serde_json::from_str(text).map(Self::Array),
            Some(b'"') => serde_json::from_str(text).map(Self::Text),
            Some(b'n') => Ok(Self::Null),
            _ => Ok(Self::Raw(text)),
        };
        read.map_err(EncodeFailure::new)
    }

    /// The text of a scalar.
    fn text(&self) -> Option<&str> {
        match self {
            Self::Raw(text) => Some(text),
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

struct Writer {
    out: String,
    /// Prefixes of the elements around, each with its namespace.
    scope: Vec<(&'static str, &'static str)>,
    depth: usize,
}

impl Writer {
    /// An element with a value. Elements of lists, too, have the prefix and namespace of their node.
    fn element(&mut self, name: &str, node: &XmlNode, json: &str) -> Result<(), EncodeFailure> {
        let qualified = match node.prefix {
            "" => name.to_owned(),
            prefix => format!("{prefix}:{name}"),
        };
        // Keys of maps become names of elements, and XML has no way to escape one.
        if !is_name(&qualified) {
            return Err(EncodeFailure::new(format!("`{}` is no name of an element in XML", qualified.escape_debug())));
        }
        if self.depth >= MAX_DEPTH {
            return Err(EncodeFailure::new(format!("the body has more than {MAX_DEPTH} elements within each other")));
        }
        self.depth += 1;
        // A namespace holds within its element alone, so it is forgotten at the end and declared again by a sibling.
        let outside = self.scope.len();
        self.out.push('<');
        self.out.push_str(&qualified);
        self.declare(node.prefix, node.namespace)?;
        let text = json;
        let json = Json::parse(json)?;
        let xml = choose(node.xml, &json);
        if matches!(json, Json::Null) {
            self.declare("xsi", INSTANCE)?;
            self.out.push_str(" xsi:nil=\"true\"");
        }
        self.attributes(xml, &json)?;
        self.out.push('>');
        let begin = self.out.len();
        match xml {
            Xml::Within(inner) => self.node(inner, text)?,
            _ => self.content(xml, &json)?,
        }
        if self.out.len() == begin {
            self.out.pop();
            self.out.push_str("/>");
        } else {
            self.out.push_str("</");
            self.out.push_str(&qualified);
            self.out.push('>');
        }
        self.scope.truncate(outside);
        self.depth -= 1;
        Ok(())
    }

    /// Declares a namespace, unless that is done around.
    fn declare(&mut self, prefix: &'static str, namespace: &'static str) -> Result<(), EncodeFailure> {
        let binding = self.scope.iter().rev().find(|(binding, _)| *binding == prefix);
        if namespace.is_empty() || binding.is_some_and(|(_, binding)| *binding == namespace) {
            return Ok(());
        }
        self.out.push_str(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
        self.out.push_str(prefix);
        self.out.push_str("=\"");
        self.escaped(namespace, Position::Attribute)?;
        self.out.push('"');
        self.scope.push((prefix, namespace));
        Ok(())
    }

    /// The attributes that a value has in the element around it.
    fn attributes(&mut self, xml: &'static Xml, json: &Json<'_>) -> Result<(), EncodeFailure> {
        let (Xml::Object(nodes, _), Json::Object(entries)) = (xml, json) else { return Ok(()) };
        for node in *nodes {
            let Some(value) = entries.get(node.property) else { continue };
            match node.kind {
                XmlKind::Attribute => self.attribute(node, &Json::parse(value.get())?)?,
                // A value without an element of its own has its attributes in this one.
                XmlKind::None if self.depth < 2 * MAX_DEPTH => {
                    let json = Json::parse(value.get())?;
                    self.depth += 1;
                    self.attributes(choose(node.xml, &json), &json)?;
                    self.depth -= 1;
                }
                _ => {}
            }
        }
        Ok(())
    }

    // `null` leaves an attribute out: `xsi:nil` is for elements alone.
    /// An attribute; none for `null` (OAS 3.2.1, "Handling `null` Values"), and for an array one with its items.
    fn attribute(&mut self, node: &XmlNode, json: &Json<'_>) -> Result<(), EncodeFailure> {
        let text = match json {
            Json::Null => return Ok(()),
            Json::Array(items) => {
                let items: Vec<Json<'_>> =
                    items.iter().map(|item| Json::parse(item.get())).collect::<Result<_, _>>()?;
                items.iter().filter_map(Json::text).collect::<Vec<_>>().join(" ")
            }
            other => other.text().map(str::to_owned).ok_or_else(|| {
                EncodeFailure::new(format!(
                    "`{}` is an attribute in XML, and an object cannot be one",
                    node.named.escape_debug()
                ))
            })?,
        };
        let qualified = match node.prefix {
            "" => node.named.to_owned(),
            prefix => format!("{prefix}:{}", node.named),
        };
        if !is_name(&qualified) {
            return Err(EncodeFailure::new(format!(
                "`{}` is no name of an attribute in XML",
                qualified.escape_debug()
            )));
        }
        // A namespace without a prefix does not hold for attributes (Namespaces in XML 1.0, section 6.2).
        if !node.prefix.is_empty() {
            self.declare(node.prefix, node.namespace)?;
        }
        self.out.push(' ');
        self.out.push_str(&qualified);
        self.out.push_str("=\"");
        self.escaped(&text, Position::Attribute)?;
        self.out.push('"');
        Ok(())
    }

    /// Writes the content of an element.
    fn content(&mut self, xml: &'static Xml, json: &Json<'_>) -> Result<(), EncodeFailure> {
        match (xml, json) {
            (_, Json::Null) => Ok(()),
            (Xml::Object(nodes, others), Json::Object(entries)) => self.properties(nodes, *others, entries),
            (Xml::List(item), Json::Array(items)) => items.iter().try_for_each(|value| self.node(item, value.get())),
            (Xml::Tuple(nodes), Json::Array(items)) if items.len() > nodes.len() => Err(EncodeFailure::new(format!(
                "an array has {} items, and the document has places for {}",
                items.len(),
                nodes.len()
            ))),
            (Xml::Tuple(nodes), Json::Array(items)) => {
                nodes.iter().zip(items).try_for_each(|(node, value)| self.node(node, value.get()))
            }
            // Of what is as no schema says, the keys are the names.
            (_, Json::Object(entries)) => self.properties(&[], None, entries),
            (_, Json::Array(items)) => items.iter().try_for_each(|value| self.element("item", &ANY, value.get())),
            (_, Json::Text(text)) => self.escaped(text, Position::Element),
            (_, Json::Raw(text)) => self.escaped(text, Position::Element),
        }
    }

    fn properties(
        &mut self,
        nodes: &'static [XmlNode],
        others: Option<&'static XmlNode>,
        entries: &BTreeMap<String, &RawValue>,
    ) -> Result<(), EncodeFailure> {
        for node in nodes {
            if let (Some(value), true) = (entries.get(node.property), node.kind != XmlKind::Attribute) {
                self.node(node, value.get())?;
            }
        }
        let is_other = |key: &str| nodes.iter().all(|node| node.property != key);
        for (key, value) in entries.iter().filter(|(key, _)| is_other(key)) {
            self.other(key, others.unwrap_or(&ANY), value.get())?;
        }
        Ok(())
    }

    /// A property that is not declared: an element with its key as the name, or one for each item.
    fn other(&mut self, key: &str, node: &XmlNode, value: &str) -> Result<(), EncodeFailure> {
        match (Json::parse(value)?, node.xml, node.kind) {
            (Json::Array(items), Xml::List(item), XmlKind::None) => {
                let name = if item.named.is_empty() { key } else { item.named };
                items.iter().try_for_each(|value| self.element(name, item, value.get()))
            }
            (Json::Array(items), Xml::Any, _) => {
                items.iter().try_for_each(|value| self.element(key, &ANY, value.get()))
            }
            _ => self.element(key, node, value),
        }
    }

    /// A node that is no attribute.
    fn node(&mut self, node: &XmlNode, value: &str) -> Result<(), EncodeFailure> {
        let json = Json::parse(value)?;
        match (node.kind, &json) {
            (XmlKind::Attribute, _) => Ok(()),
            (XmlKind::Text, _) => self.escaped(json.text().unwrap_or_default(), Position::Element),
            (XmlKind::Cdata, _) => self.cdata(json.text().unwrap_or_default()),
            (XmlKind::None, _) => {
                if self.depth > 2 * MAX_DEPTH {
                    return Err(EncodeFailure::new("the body has too many values within each other"));
                }
                self.depth += 1;
                let written = self.content(choose(node.xml, &json), &json);
                self.depth -= 1;
                written
            }
            // An alternative that is a list without an element of its own.
            (XmlKind::Element, Json::Array(items)) if is_spread(choose(node.xml, &json), node) => {
                items.iter().try_for_each(|value| self.element(node.named, &ANY, value.get()))
            }
            (XmlKind::Element, _) => self.element(node.named, node, value),
        }
    }

    fn cdata(&mut self, text: &str) -> Result<(), EncodeFailure> {
        let begin = self.out.len();
        self.escaped(text, Position::Element)?; // names the characters that XML cannot hold
        self.out.truncate(begin);
        if !text.is_empty() {
            self.out.push_str("<![CDATA[");
            // A section ends at the first `]]>`, so one in the text is split between two sections (XML 1.0, section
            // 2.7).
            self.out.push_str(&text.replace("]]>", "]]]]><![CDATA[>"));
            self.out.push_str("]]>");
        }
        Ok(())
    }

    /// Text, with references for what would not come back as it is.
    fn escaped(&mut self, text: &str, position: Position) -> Result<(), EncodeFailure> {
        for c in text.chars() {
            match c {
                '<' => self.out.push_str("&lt;"),
                // `]]>` must not stand in text (XML 1.0, section 2.4).
                '>' => self.out.push_str("&gt;"),
                '&' => self.out.push_str("&amp;"),
                '"' if position == Position::Attribute => self.out.push_str("&quot;"),
                // As it is, a reader would turn it into a line feed (XML 1.0, section 2.11).
                '\r' => self.out.push_str("&#13;"),
                // As they are, a reader would turn them into spaces (XML 1.0, section 3.3.3).
                '\n' if position == Position::Attribute => self.out.push_str("&#10;"),
                '\t' if position == Position::Attribute => self.out.push_str("&#9;"),
                '\n' | '\t' => self.out.push(c),
                // They are no characters of XML, not even as references (XML 1.0, sections 2.2 and 4.1).
                '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {
                    return Err(EncodeFailure::new(format!(
                        "XML has no way to write the character {}",
                        c.escape_debug()
                    )));
                }
                _ => self.out.push(c),
            }
        }
        Ok(())
    }
}

/// The position of a text in a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    Attribute,
    Element,
}

static ANY: XmlNode = XmlNode::new("", &Xml::Any);

/// `true` if the items of an array are elements called like the node: it is an alternative beside others, or anything.
fn is_spread(xml: &'static Xml, node: &XmlNode) -> bool {
    matches!(xml, Xml::Any) || matches!((xml, node.xml), (Xml::List(_), Xml::Union(_)))
}

/// Chooses an alternative of a union: the one that the tag names, or that has most of the value's properties.
fn choose(xml: &'static Xml, json: &Json<'_>) -> &'static Xml {
    if !matches!(xml, Xml::Union(_) | Xml::Tagged(..)) {
        return xml;
    }
    let mut seen: Vec<&'static Xml> = Vec::new();
    let mut open = vec![xml];
    let mut best: (usize, &'static Xml) = (0, &Xml::Any);
    while let Some(xml) = open.pop() {
        let score = match (xml, json) {
            (Xml::Union(_) | Xml::Tagged(..), _) if seen.iter().any(|visited| std::ptr::eq(*visited, xml)) => 0,
            (Xml::Union(members), _) => {
                seen.push(xml);
                // Reversed for a stack: of alternatives with one score the first counts.
                open.extend(members.iter().rev());
                0
            }
            (Xml::Tagged(node, values, rest), Json::Object(entries)) => {
                seen.push(xml);
                let tag = entries.get(node.property).and_then(|value| Json::parse(value.get()).ok());
                let tag = tag.as_ref().and_then(Json::text);
                let before = open.len();
                open.extend(values.iter().filter(|(value, _)| Some(*value) == tag).map(|(_, is)| *is));
                if open.len() == before {
                    open.extend(rest.iter().rev());
                }
                0
            }
            (Xml::Object(nodes, others), Json::Object(entries)) => {
                let visited = nodes.iter().filter(|node| entries.contains_key(node.property)).count();
                2 * visited + usize::from(others.is_some()) + 1
            }
            (Xml::List(_) | Xml::Tuple(_), Json::Array(_)) => 1,
            (Xml::Text | Xml::Word | Xml::Number | Xml::Boolean, Json::Text(_) | Json::Raw(_)) => 1,
            _ => 0,
        };
        if score > best.0 {
            best = (score, xml);
        }
    }
    best.1
}
