//! Keys of an object that are misspelt, unknown or missing.

use super::{Checker, Version};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Object, Part};
use crate::grammar::{self, FixedField, OtherKeys, Presence, RequiredUntil, Shape};
use crate::spec::{Field, Keyword, Members as _, Name, is_extension};

impl Checker<'_> {
    /// The field that an unknown key was meant to be: the only one that differs by one slip, which the object does not have
    /// and whose kind fits. It is read as that, and reported.
    pub(in crate::bundle) fn misspelt_field(
        &mut self,
        key: &str,
        entry: &Node,
        node: &Node,
        shape: &'static Shape,
    ) -> Option<&'static FixedField> {
        let is_simple = || Keyword::parse_defined(key).is_some() || grammar::meant_simple(key).is_some();
        let field = match shape.other_keys {
            OtherKeys::Entries(_) => None,
            OtherKeys::Keywords if is_simple() => None,
            OtherKeys::Keywords | OtherKeys::Nothing => shape.meant(key),
        }?;
        if node.has(field.key) || !field.kind.fits(entry) {
            return None;
        }
        let message = format!("the {} object has no key `{key}`", shape.name);
        self.report_misspelt(message, entry, field.key.name());
        Some(field)
    }

    /// Reports a key that is read as another one.
    pub(super) fn report_misspelt(&mut self, message: String, entry: &Node, meant: &str) {
        let diagnostic = Diagnostic::warning(Code::UnknownKey, message).at(entry.origin, Part::Key);
        self.diagnostics.push(diagnostic.help(format!("it is read as `{meant}`")));
    }

    /// Reports a key that means nothing. Where it stands for one that is needed, that is an error.
    pub(in crate::bundle) fn unknown_key(&mut self, key: &str, entry: &Node, node: &Node, shape: &'static Shape) {
        let message = format!("the {} object has no key `{key}`", shape.name);
        let known = shape.suggest(key);
        let is_needed = known
            .and_then(|known| shape.field(known))
            .is_some_and(|field| field.presence == Presence::Required && !node.has(field.key));
        let diagnostic = match is_needed {
            true => Diagnostic::error(Code::UnknownKey, message),
            false => Diagnostic::warning(Code::UnknownKey, message),
        };
        let diagnostic = diagnostic.at(entry.origin, Part::Key);
        self.diagnostics.push(match known {
            Some(known) => diagnostic.help(format!("did you mean `{known}`?")),
            None => diagnostic,
        });
    }

    /// Reports the fields that an object lacks. One is not reported where the object has a key that was meant to be it.
    pub(in crate::bundle) fn missing(&mut self, node: &Node, read: &Object, shape: &'static Shape) {
        for field in shape.fields {
            if field.presence == Presence::Optional || node.has(field.key) || read.has(field.key) {
                continue;
            }
            let is_meant = |key: &String| {
                shape.field(key).is_none() && !is_extension(key) && shape.suggest(key) == Some(field.key.name())
            };
            if node.as_object().is_some_and(|object| object.keys().any(is_meant)) {
                continue;
            }
            match field.presence {
                Presence::Expected(..) if field.key == Field::Paths && is_empty(read) => self.reject_empty(node, shape),
                Presence::Required if field.key == Field::Name && read.text(Field::In) == Some("body") => {
                    self.warn_missing(node, shape.name, field.key, "the name of a body is not sent");
                }
                Presence::Required => self.reject_missing(node, shape.name, field.key),
                Presence::Expected(until, repair) if self.requires(until) => {
                    self.warn_missing(node, shape.name, field.key, repair);
                }
                _ => {}
            }
        }
    }

    /// Reports a document without anything to make a client of.
    fn reject_empty(&mut self, root: &Node, shape: &'static Shape) {
        let message = format!("this {} object has no `paths`, nor anything else to make a client of", shape.name);
        self.diagnostics.push(Diagnostic::error(Code::MissingKey, message).at(root.origin, Part::Value));
    }

    /// Reports that an object lacks a key without which it means nothing.
    pub(super) fn reject_missing(&mut self, node: &Node, object: &str, name: impl Name) {
        let message = format!("this {object} object has no `{}`", name.name());
        self.diagnostics.push(Diagnostic::error(Code::MissingKey, message).at(node.origin, Part::Value));
    }

    /// Reports that an object lacks a key, and what is done without it.
    pub(super) fn warn_missing(&mut self, node: &Node, object: &str, name: impl Name, repair: &str) {
        let message = format!("this {object} object has no `{}`", name.name());
        let diagnostic = Diagnostic::warning(Code::MissingKey, message).at(node.origin, Part::Value);
        self.diagnostics.push(diagnostic.help(repair));
    }

    /// Returns `true` if the version of the document is not later than the last one that requires a field.
    fn requires(&self, until: RequiredUntil) -> bool {
        match self.version {
            Version::V2 | Version::V3_0 => true,
            Version::V3_1 => until >= RequiredUntil::V3_1,
            Version::V3_2 => until >= RequiredUntil::Now,
        }
    }
}

/// Returns `true` if a document has nothing that leads to an operation or type.
fn is_empty(root: &Object) -> bool {
    let fields = [Field::Components, Field::Webhooks, Field::Definitions, Field::Servers, Field::PathsWithQueries];
    fields.into_iter().all(|field| !root.has(field))
}
