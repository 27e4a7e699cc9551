//! The elements of a document.

use crate::codec::json::DecodeFailure;
use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::name::{local, prefix};
use super::scalar::SPACE;
use super::{INSTANCE, MAX_DEPTH};

/// An element with all that is in it.
pub(super) struct Element<'a> {
    pub(super) name: &'a str,
    pub(super) namespace: Option<Rc<str>>,
    /// Names and values, without declarations of namespaces.
    pub(super) attributes: Vec<(&'a str, String)>,
    pub(super) children: Vec<Child<'a>>,
    is_nil: bool,
}

/// A child of an element.
pub(super) enum Child<'a> {
    Element(Element<'a>),
    Text(String),
    Cdata(String),
}

impl<'a> Element<'a> {
    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element<'a>> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            _ => None,
        })
    }

    /// `true` if there is more in it than text.
    pub(super) fn is_structured(&self) -> bool {
        !self.attributes.is_empty() || self.elements().next().is_some()
    }

    /// Its name without the prefix.
    pub(super) fn local(&self) -> &'a str {
        local(self.name)
    }

    /// The value of the attribute with this name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let entry = self.attributes.iter().find(|(entry, _)| *entry == name);
        let entry = entry.or_else(|| self.attributes.iter().find(|(entry, _)| local(entry) == local(name)));
        entry.map(|(_, value)| value.as_str())
    }

    /// `true` if it says that its value is null (XML Schema Part 1, section 2.6.2).
    pub(super) fn is_nil(&self) -> bool {
        self.is_nil
    }

    /// The text in it; beside elements without what only sets them apart.
    pub(super) fn text(&self) -> String {
        self.joined_text(false)
    }

    /// The text of its CDATA sections, or the text in it where there are none.
    pub(super) fn cdata(&self) -> String {
        self.joined_text(self.children.iter().any(|child| matches!(child, Child::Cdata(_))))
    }

    fn joined_text(&self, only_cdata: bool) -> String {
        let has_elements = self.elements().next().is_some();
        let mut content = String::new();
        for child in &self.children {
            match child {
                Child::Cdata(text) => content.push_str(text),
                Child::Text(text) if !(only_cdata || has_elements && is_blank(text)) => content.push_str(text),
                _ => {}
            }
        }
        content
    }
}

/// `true` if a text is white space only.
pub(super) fn is_blank(text: &str) -> bool {
    text.trim_matches(SPACE).is_empty()
}

/// The text of a document. ISO 8859-1 is read where it is declared, UTF-16 by its mark, anything else has to be UTF-8.
pub(super) fn text(body: &[u8]) -> Result<Cow<'_, str>, DecodeFailure> {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = body[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units)
            .map(Cow::Owned)
            .map_err(|error| DecodeFailure::new(format!("the body is not UTF-16 text: {error}")))
    };
    match body {
        // UTF-16 has to begin with the mark (XML 1.0, section 4.3.3).
        [0xFF, 0xFE, ..] => return wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => return wide(u16::from_be_bytes),
        _ => {}
    }
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    std::str::from_utf8(body).map(Cow::Borrowed).or_else(|error| {
        let head = String::from_utf8_lossy(&body[..body.len().min(100)]).to_ascii_lowercase();
        let declared = head.split("?>").next().unwrap_or_default();
        if declared.contains("iso-8859-1") {
            Ok(body.iter().map(|byte| char::from(*byte)).collect())
        } else {
            Err(DecodeFailure::new(format!("the body is not UTF-8 text: {error}")))
        }
    })
}

// Into a tree, since a union is told by what stands anywhere in an element. A document type is skipped, so there are
// no entities but those of XML itself, and none that expand.
/// Reads a document: its one element, without comments and instructions.
pub(super) fn parse(text: &str) -> Result<Element<'_>, DecodeFailure> {
    let mut parser = Parser { text, open: Vec::new(), root: None, scope: HashMap::new() };
    let mut reader = Reader::from_str(text);
    loop {
        let event = reader.read_event().map_err(|error| {
            DecodeFailure::new(format!(
                "the body is not XML: {} (byte {})",
                lower(&error.to_string()),
                reader.error_position()
            ))
        })?;
        match event {
            Event::Start(start) => parser.start(&start)?,
            Event::Empty(start) => {
                parser.start(&start)?;
                parser.end();
            }
            Event::End(_) => parser.end(),
            Event::Text(text) => {
                // Ends of lines become line feeds (XML 1.0, section 2.11).
                let text = text.xml10_content().map_err(DecodeFailure::new)?;
                parser.push(&text);
            }
            Event::CData(text) => {
                let text = text.xml10_content().map_err(DecodeFailure::new)?.into_owned();
                parser.child(Child::Cdata(text));
            }
            Event::GeneralRef(reference) => parser.push(&referred(&reference)?),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    match (parser.open.last(), parser.root) {
        (Some((open, _)), _) => {
            Err(DecodeFailure::new(format!("the body is not XML: it ends within `{}`", shown(open.name))))
        }
        (None, Some(root)) => Ok(root),
        (None, None) => Err(DecodeFailure::new("the body is not XML: it has no element")),
    }
}

/// A document that is being read.
struct Parser<'a> {
    text: &'a str,
    /// The elements that have begun, each with the prefixes that it declares.
    open: Vec<(Element<'a>, Vec<&'a str>)>,
    root: Option<Element<'a>>,
    /// Namespaces by prefix, the innermost last.
    scope: HashMap<&'a str, Vec<Rc<str>>>,
}

impl<'a> Parser<'a> {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), DecodeFailure> {
        // The tree is walked by recursion, so its depth is bounded before it is built.
        if self.open.len() >= MAX_DEPTH {
            return Err(DecodeFailure::new(format!("the body has more than {MAX_DEPTH} elements within each other")));
        }
        if self.open.is_empty() && self.root.is_some() {
            return Err(DecodeFailure::new("the body is not XML: it has several elements outside of all others"));
        }
        let name = self.slice(start.name().as_ref());
        let (mut attributes, mut declared) = (Vec::new(), Vec::new());
        // Two attributes of one name are no XML. To find them costs the square of their number: the first counts.
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute
                .map_err(|error| DecodeFailure::new(format!("the body is not XML: {}", lower(&error.to_string()))))?;
            let value = attribute
                // White space becomes spaces (XML 1.0, section 3.3.3).
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| DecodeFailure::new(lower(&error.to_string())))?;
            let key = self.slice(attribute.key.as_ref());
            match (prefix(key), key) {
                ("xmlns", _) => declared.push((local(key), Rc::from(value))),
                (_, "xmlns") => declared.push(("", Rc::from(value))),
                _ => attributes.push((key, value.into_owned())),
            }
        }
        let prefixes = declared.iter().map(|(prefix, _)| *prefix).collect();
        for (prefix, namespace) in declared {
            self.scope.entry(prefix).or_default().push(namespace);
        }
        let namespace = |prefix: &str| self.scope.get(prefix).and_then(|all| all.last()).cloned();
        let mut is_nil = false;
        attributes.retain(|(key, value)| {
            let is_own = prefix(key) == "xsi" || namespace(prefix(key)).as_deref() == Some(INSTANCE);
            // An attribute without a prefix has no namespace (Namespaces in XML 1.0, section 6.2).
            let is_own = is_own && !prefix(key).is_empty();
            is_nil |= is_own && local(key) == "nil" && matches!(value.trim(), "true" | "1");
            // Others of that namespace are about the schema of the document.
            !is_own
        });
        let element = Element { name, namespace: namespace(prefix(name)), attributes, children: Vec::new(), is_nil };
        self.open.push((element, prefixes));
        Ok(())
    }

    fn end(&mut self) {
        let Some((element, prefixes)) = self.open.pop() else { return };
        for prefix in prefixes {
            self.scope.get_mut(prefix).and_then(Vec::pop);
        }
        match self.open.last_mut() {
            Some((around, _)) => around.children.push(Child::Element(element)),
            None => self.root = Some(element),
        }
    }

    /// Adds text, which comes in pieces around references.
    fn push(&mut self, text: &str) {
        let Some((element, _)) = self.open.last_mut() else { return };
        match element.children.last_mut() {
            Some(Child::Text(previous)) => previous.push_str(text),
            _ => element.children.push(Child::Text(text.to_owned())),
        }
    }

    fn child(&mut self, child: Child<'a>) {
        if let Some((element, _)) = self.open.last_mut() {
            element.children.push(child);
        }
    }

    /// A part of the document as one of its text.
    fn slice(&self, part: &[u8]) -> &'a str {
        // `quick-xml` lends names for as long as the event lives, and the tree outlives it.
        let at = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize);
        let source = at.and_then(|at| self.text.get(at..at + part.len()));
        source.filter(|source| source.as_bytes() == part).unwrap_or_default()
    }
}

/// The text that a reference stands for. What a document type declares is not looked at, so nothing grows.
fn referred(reference: &BytesRef<'_>) -> Result<String, DecodeFailure> {
    let name = reference.decode().map_err(DecodeFailure::new)?;
    if reference.is_char_ref() {
        let replaced = reference.resolve_char_ref().map_err(|error| DecodeFailure::new(lower(&error.to_string())))?;
        return Ok(replaced.map(String::from).unwrap_or_default());
    }
    let replaced = quick_xml::escape::resolve_xml_entity(&name).map(str::to_owned);
    replaced.ok_or_else(|| {
        DecodeFailure::new(format!("the body has the entity `{}`, and only those of XML itself are read", shown(&name)))
    })
}

/// A text of the body for a message.
fn shown(text: &str) -> String {
    text.chars().take(40).flat_map(char::escape_debug).collect()
}

/// A sentence of a library as a part of one.
fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
