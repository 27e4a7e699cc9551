//! Kinds of values: text, booleans, lists and objects where they belong.

use std::borrow::Cow;

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, SpanTarget, Value};
use crate::grammar::Kind;

/// The finding about a value of the wrong kind, with the way to write one of the other kind.
pub(super) fn wrong_kind(severity: fn(Code, String) -> Diagnostic, node: &Node, expected: &str) -> Diagnostic {
    let message = format!("expected {expected}, found {}", node.kind());
    let diagnostic = severity(Code::WrongKind, message).at(node.origin, SpanTarget::Content);
    let is_object_expected = expected.starts_with("an object") || expected.starts_with("a schema");
    match &node.value {
        Value::Array(items) if is_object_expected && !items.is_empty() => {
            diagnostic.help("write an object: in YAML without the `-`, in JSON within `{ }`")
        }
        Value::Object(entries) if expected.starts_with("an array") && !entries.is_empty() => {
            diagnostic.help("write an array: in YAML with a `-` before each item, in JSON within `[ ]`")
        }
        Value::String(text) => match scalar_help(text, expected) {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        },
        _ => diagnostic,
    }
}

/// The text to write in place of a string where another kind of value belongs.
fn scalar_help(text: &str, expected: &str) -> Option<String> {
    match expected {
        "a boolean" => Some(match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "y" => "write `true`".to_owned(),
            "false" | "no" | "off" | "n" => "write `false`".to_owned(),
            _ => "write `true` or `false`".to_owned(),
        }),
        _ if (expected.starts_with("a number") || expected.starts_with("a whole number"))
            && text.parse::<f64>().is_ok_and(f64::is_finite) =>
        {
            Some(format!("write `{text}` without quotation marks"))
        }
        _ if expected.starts_with("an array") => {
            Some("write an array: in YAML with a `-` before each item, in JSON within `[ ]`".to_owned())
        }
        _ if expected.starts_with("an object") => {
            Some("write an object: in YAML with `key: value` on lines of their own, in JSON within `{ }`".to_owned())
        }
        _ => None,
    }
}

impl Checker<'_> {
    /// Reports a value of the wrong kind, which has no meaning.
    pub(in crate::bundle) fn reject_kind(&mut self, node: &Node, expected: &str) {
        self.diagnostics.push(wrong_kind(Diagnostic::error, node, expected));
    }

    /// Reports a value of the wrong kind, and what is done with it.
    pub(in crate::bundle) fn warn_kind(&mut self, node: &Node, expected: &str, repair: &str) {
        self.diagnostics.push(wrong_kind(Diagnostic::warning, node, expected).with_note(repair));
    }

    /// An empty array where an object belongs, or an empty object in place of an array, as the empty value that belongs
    /// there. Languages whose arrays are maps write both alike.
    pub(in crate::bundle) fn empty_of_the_other_kind(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        let empty = kind.empty().filter(|_| !matches!(kind, Kind::Schema))?;
        // PHP writes an empty map as `[]`.
        let is_other = match (&node.value, &empty) {
            (Value::Array(items), Value::Object(_)) => items.is_empty(),
            (Value::Object(entries), Value::Array(_)) => entries.is_empty(),
            _ => false,
        };
        if !is_other {
            return None;
        }
        self.warn_kind(node, &kind.expected(), "treated as empty");
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
        self.warn_kind(node, "a string", &format!("treated as `\"{text}\"`"));
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
        self.warn_kind(node, "a boolean", &format!("treated as `{value}`"));
        Some(Node::bool(value, node.origin))
    }
}
