//! Keys that are misspelt, unknown or missing.

use super::Version;
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Object, Part, Pointer, Value};
use crate::grammar::{self, FixedField, Kind, Need, Rest, Shape, Until};
use crate::spec::{Keyword, Subschemas, ValueKind};

impl Walk<'_, '_> {
    /// The field that an unknown key was meant to be: the only one that differs by one slip, which the object does not have
    /// and whose kind fits. It is read as that, and reported.
    pub(super) fn misspelt(
        &mut self,
        key: &str,
        entry: &Node,
        node: &Node,
        shape: &'static Shape,
    ) -> Option<&'static FixedField> {
        let is_simple = || Keyword::parse_defined(key).is_some() || grammar::meant_simple(key).is_some();
        let field = match shape.rest {
            Rest::Entries(_) => None,
            Rest::Keywords if is_simple() => None,
            Rest::Keywords | Rest::Nothing => shape.meant(key),
        }?;
        if node.get(field.key).is_some() || !field.kind.fits(entry) {
            return None;
        }
        let message = format!("the {} object has no key `{key}`", shape.name);
        self.report_misspelt(message, entry, field.key);
        Some(field)
    }

    fn report_misspelt(&mut self, message: String, entry: &Node, meant: &str) {
        let diagnostic = Diagnostic::warning(Code::UnknownKey, message).at(entry.origin, Part::Key);
        self.diagnostics.push(diagnostic.help(format!("it is read as `{meant}`")));
    }

    /// Reports a key that means nothing. Where it stands for one that is needed, that is an error.
    pub(super) fn unknown_key(&mut self, key: &str, entry: &Node, node: &Node, shape: &'static Shape) {
        let message = format!("the {} object has no key `{key}`", shape.name);
        let known = shape.suggest(key);
        let needed = known
            .and_then(|known| shape.field(known))
            .is_some_and(|field| field.need == Need::Required && node.get(field.key).is_none());
        let diagnostic = match needed {
            true => Diagnostic::error(Code::UnknownKey, message),
            false => Diagnostic::warning(Code::UnknownKey, message),
        };
        let diagnostic = diagnostic.at(entry.origin, Part::Key);
        self.diagnostics.push(match known {
            Some(known) => diagnostic.help(format!("did you mean `{known}`?")),
            None => diagnostic,
        });
    }

    /// Reports what an object lacks, unless it has a key that was meant to be it.
    pub(super) fn missing(&mut self, node: &Node, read: &Object, shape: &'static Shape) {
        for field in shape.fields {
            if field.need == Need::Optional || node.get(field.key).is_some() || read.contains_key(field.key) {
                continue;
            }
            let is_meant = |key: &String| {
                shape.field(key).is_none() && !key.starts_with("x-") && shape.suggest(key) == Some(field.key)
            };
            if node.as_object().is_some_and(|object| object.keys().any(is_meant)) {
                continue;
            }
            match field.need {
                Need::Expected(..) if field.key == "paths" && is_empty(read) => self.nothing_in(node, shape),
                Need::Required if field.key == "name" && read.get("in").and_then(Node::as_str) == Some("body") => {
                    self.warn_missing(node, shape.name, field.key, "the name of a body is not sent");
                }
                Need::Required => {
                    let message = format!("this {} object has no `{}`", shape.name, field.key);
                    self.diagnostics.push(Diagnostic::error(Code::MissingKey, message).at(node.origin, Part::Value));
                }
                Need::Expected(until, repair) if self.requires(until) => {
                    self.warn_missing(node, shape.name, field.key, repair);
                }
                _ => {}
            }
        }
    }

    fn nothing_in(&mut self, root: &Node, shape: &'static Shape) {
        let message = format!("this {} object has no `paths`, nor anything else to make a client of", shape.name);
        self.diagnostics.push(Diagnostic::error(Code::MissingKey, message).at(root.origin, Part::Value));
    }

    /// Reports that an object lacks a key, and what is done without it.
    pub(super) fn warn_missing(&mut self, node: &Node, object: &str, key: &str, repair: &str) {
        let message = format!("this {object} object has no `{key}`");
        let diagnostic = Diagnostic::warning(Code::MissingKey, message).at(node.origin, Part::Value);
        self.diagnostics.push(diagnostic.help(repair));
    }

    /// Whether the version of the document is one of those.
    fn requires(&self, until: Until) -> bool {
        match self.version {
            Version::V2 | Version::V3_0 => true,
            Version::V3_1 => until >= Until::V3_1,
            Version::V3_2 => until >= Until::Now,
        }
    }

    /// A keyword of a schema that stands on a parameter or header of Swagger 2.0, with its name.
    pub(super) fn simple_keyword(&mut self, key: &str, entry: &Node, node: &Node) -> Option<(String, Node)> {
        let Some(keyword) = self.known_simple(key, entry, node) else {
            let message = format!("a parameter has no key `{key}`");
            let diagnostic = Diagnostic::warning(Code::UnknownKey, message).at(entry.origin, Part::Key);
            self.diagnostics.push(diagnostic);
            return None;
        };
        if entry.value == Value::Null && keyword.value_kind() != ValueKind::Any {
            self.warn_kind(entry, keyword.value_kind().expected().to_owned(), "it is read as absent");
            return None;
        }
        let walked = match keyword {
            // Neither the specification nor its schema allow it, and it has one meaning.
            Keyword::Items if entry.get(Keyword::Ref.name()).is_some() => {
                self.child(keyword.name(), entry, Kind::Schema)
            }
            Keyword::Items => self.child(keyword.name(), entry, Kind::Object(&grammar::ITEMS)),
            _ => self.plain_value(entry, keyword.value_kind()),
        };
        Some((keyword.name().to_owned(), walked?))
    }

    fn known_simple(&mut self, key: &str, entry: &Node, node: &Node) -> Option<Keyword> {
        if let Some(keyword) = Keyword::parse_defined(key) {
            let plain = keyword.subschemas() == Subschemas::None || keyword == Keyword::Items;
            return plain.then_some(keyword);
        }
        let keyword = grammar::meant_simple(key)?;
        if node.get(keyword.name()).is_some() || !keyword.fits(entry) {
            return None;
        }
        self.report_misspelt(format!("a parameter has no key `{key}`"), entry, keyword.name());
        Some(keyword)
    }

    /// The keyword that an unknown one was meant to be, as for [`Walk::misspelt`].
    pub(super) fn misspelt_keyword(&mut self, key: &str, node: &Node, schema: &Object) -> Option<Keyword> {
        let keyword = grammar::meant_keyword(key)?;
        if schema.contains_key(keyword.name()) || !keyword.fits(node) {
            return None;
        }
        self.report_misspelt(format!("schemas have no keyword `{key}`"), node, keyword.name());
        Some(keyword)
    }
}

/// Whether a document has nothing that leads to an operation or type.
fn is_empty(root: &Object) -> bool {
    ["components", "webhooks", "definitions", "servers", "x-ms-paths"].iter().all(|key| !root.contains_key(*key))
}

/// The pointer with the sections of the document that it leads through as they are misspelt there.
pub(super) fn misspelt_sections(root: &Node, sections: &[&'static Shape], pointer: &Pointer) -> Pointer {
    let mut written = Pointer::root_of(pointer.document().cloned());
    let mut at = Some(root);
    for (depth, token) in pointer.tokens().iter().enumerate() {
        let token = match (at.map(|node| &node.value), sections.get(depth)) {
            (Some(Value::Object(object)), Some(shape)) if !object.contains_key(token) => {
                let is_meant = |key: &&String| shape.meant(key).is_some_and(|field| field.key == token);
                object.keys().filter(|key| shape.field(key).is_none()).find(is_meant).unwrap_or(token)
            }
            _ => token,
        };
        at = at.and_then(|node| node.get(token));
        written.push(token.as_str());
    }
    written
}
