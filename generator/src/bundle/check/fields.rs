//! Fields and extensions of an object: which of them are read, and which are not supported.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{Node, SpanTarget, Value};
use crate::grammar::{self, FieldUse, FixedField, Presence};
use crate::spec::Field;

// Elsewhere a number or boolean in place of a text is read as its text. `in: true` names no location, so it is an error
// where it stands.
/// Fields whose value is a word that the specification lists, among which no number or boolean is.
const WORDS: [Field; 2] = [Field::In, Field::Type];

impl Checker<'_> {
    /// Reports what is wrong with a fixed field before its value is read. Returns `false` if the value is not read.
    pub(in crate::bundle) fn field(&mut self, field: &FixedField, entry: &Node) -> bool {
        if let FieldUse::Unsupported(lost) = field.usage {
            let message = format!("`{}` is not supported: {lost}", field.key);
            self.diagnostics.push(Diagnostic::warning(Code::Unsupported, message).at(entry.origin, SpanTarget::Key));
        }
        let is_open = field.kind.is_open() || matches!(field.usage, FieldUse::Unsupported(_));
        let is_absent = entry.value == Value::Null && !is_open;
        if is_absent && field.presence != Presence::Required {
            self.warn_kind(entry, &field.kind.expected(), "treated as absent");
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
        let Some(extension) = grammar::extension(object, key) else {
            return Some(entry.clone());
        };
        if !extension.kind.fits(entry) {
            self.warn_kind(entry, extension.kind.expected(), "the extension is ignored");
            return None;
        }
        if let FieldUse::Unsupported(lost) = extension.usage
            && entry.as_bool() != Some(false)
        {
            let message = format!("`{key}` is not supported yet: {lost}");
            let diagnostic = match extension.severity {
                Severity::Note => Diagnostic::note(Code::Unsupported, message),
                _ => Diagnostic::warning(Code::Unsupported, message),
            };
            self.diagnostics.push(diagnostic.at(entry.origin, SpanTarget::Key));
        }
        Some(entry.clone())
    }
}
