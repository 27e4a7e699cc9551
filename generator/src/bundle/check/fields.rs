//! Fields and extensions of an object: which of them are read, and which are not supported.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{Node, Part, Value};
use crate::grammar::{self, FixedField, Presence, Use};
use crate::spec::Field;

/// Fields whose value is a word that the specification lists, among which no number or boolean is.
const WORDS: [Field; 2] = [Field::In, Field::Type];

impl Checker<'_> {
    /// Reports what is wrong with a fixed field before its value is read. Returns `false` if the value is not read.
    pub(in crate::bundle) fn field(&mut self, field: &FixedField, entry: &Node) -> bool {
        if let Use::Unsupported(lost) = field.usage {
            let message = format!("`{}` is not supported: {lost}", field.key);
            self.diagnostics.push(Diagnostic::warning(Code::Unsupported, message).at(entry.origin, Part::Key));
        }
        let is_open = field.kind.is_open() || matches!(field.usage, Use::Unsupported(_));
        let is_absent = entry.value == Value::Null && !is_open;
        if is_absent && field.presence != Presence::Required {
            self.warn_kind(entry, &field.kind.expected(), "it is read as absent");
            return false;
        }
        if is_absent || (WORDS.contains(&field.key) && entry.as_str().is_none()) {
            self.reject_kind(entry, &field.kind.expected());
            return false;
        }
        true
    }

    /// An extension: one that means something is held against the table, all others are kept as they are.
    pub(in crate::bundle) fn extension(&mut self, key: &str, entry: &Node, object: &str) -> Option<Node> {
        let Some(known) = grammar::extension(object, key) else {
            return Some(entry.clone());
        };
        if !known.kind.fits(entry) {
            self.warn_kind(entry, known.kind.expected(), "the extension is ignored");
            return None;
        }
        if let Use::Unsupported(lost) = known.usage
            && entry.as_bool() != Some(false)
        {
            let message = format!("`{key}` is not supported yet: {lost}");
            let diagnostic = match known.severity {
                Severity::Note => Diagnostic::note(Code::Unsupported, message),
                _ => Diagnostic::warning(Code::Unsupported, message),
            };
            self.diagnostics.push(diagnostic.at(entry.origin, Part::Key));
        }
        Some(entry.clone())
    }
}
