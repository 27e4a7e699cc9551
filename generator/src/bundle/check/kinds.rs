//! Kinds of values: text, booleans, lists and objects where they belong.

use std::borrow::Cow;

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Part, Value};
use crate::grammar::Kind;

impl Checker<'_> {
    /// Reports a value of the wrong kind, which has no meaning.
    pub(in crate::bundle) fn reject_kind(&mut self, node: &Node, expected: &str) {
        let message = format!("expected {expected}, found {}", node.kind());
        self.diagnostics.push(Diagnostic::error(Code::WrongKind, message).at(node.origin, Part::Value));
    }

    /// Reports a value of the wrong kind, and what is done with it.
    pub(in crate::bundle) fn warn_kind(&mut self, node: &Node, expected: &str, repair: &str) {
        let message = format!("expected {expected}, found {}", node.kind());
        self.diagnostics.push(Diagnostic::warning(Code::WrongKind, message).at(node.origin, Part::Value).help(repair));
    }

    /// An empty array where an object belongs, or an empty object in place of an array, as the empty value that belongs there: languages whose arrays are
    /// maps write both alike.
    pub(in crate::bundle) fn empty_of_the_other_kind(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        let empty = kind.empty().filter(|_| !matches!(kind, Kind::Schema))?;
        let is_other = match (&node.value, &empty) {
            (Value::Array(items), Value::Object(_)) => items.is_empty(),
            (Value::Object(entries), Value::Array(_)) => entries.is_empty(),
            _ => false,
        };
        if !is_other {
            return None;
        }
        self.warn_kind(node, &kind.expected(), "it is read as an empty one");
        Some(Node::new(empty, node.origin))
    }

    /// A text. Numbers and booleans are what YAML makes of `version: 1.0`: they are read as their text.
    pub(in crate::bundle) fn string(&mut self, node: &Node) -> Option<Node> {
        if node.as_str().is_some() {
            return Some(node.clone());
        }
        let Some(text) = node.scalar_text().map(Cow::into_owned) else {
            self.reject_kind(node, "a string");
            return None;
        };
        self.warn_kind(node, "a string", &format!("it is read as `\"{text}\"`"));
        Some(Node::string(text, node.origin))
    }

    /// A boolean. Its words in quotes are read as the boolean.
    pub(in crate::bundle) fn boolean(&mut self, node: &Node) -> Option<Node> {
        if node.as_bool().is_some() {
            return Some(node.clone());
        }
        let value = match node.as_str().map(str::to_ascii_lowercase).as_deref() {
            Some("true") => true,
            Some("false") => false,
            _ => {
                self.reject_kind(node, "a boolean");
                return None;
            }
        };
        self.warn_kind(node, "a boolean", &format!("it is read as `{value}`"));
        Some(Node::bool(value, node.origin))
    }
}
