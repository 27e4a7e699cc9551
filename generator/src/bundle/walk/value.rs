//! Values of any kind.

use super::Walk;
use crate::bundle::references::{misspelt_reference, reference_of};
use crate::document::{Node, Object, Value};
use crate::grammar::Kind;
use crate::spec::is_extension;

impl Walk<'_, '_> {
    /// Walks the child of a node.
    pub(super) fn child(&mut self, key: &str, node: &Node, kind: Kind) -> Option<Node> {
        self.position.pointer.push(key);
        let result = self.value(node, kind);
        self.position.pointer.pop();
        result
    }

    /// Walks an entry whose key the document chose. One without a value is empty, where that means something.
    pub(super) fn entry(&mut self, key: &str, node: &Node, kind: Kind) -> Option<Node> {
        if node.value != Value::Null || kind.is_open() {
            return self.child(key, node, kind);
        }
        let Some(empty) = kind.empty() else { return self.reject_kind(node, &kind.expected()) };
        self.check().warn_kind(node, &kind.expected(), "it is read as an empty one");
        Some(Node::new(empty, node.origin))
    }

    /// Walks a value; `None` when it has to be left out.
    pub(super) fn value(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        if reference_of(node, kind).is_some() {
            match kind {
                Kind::OrReference(_) => return self.follow(node, kind),
                Kind::Any | Kind::Schema => {}
                _ => return self.misplaced(node, kind, &kind.expected()),
            }
        }
        if matches!(kind, Kind::OrReference(_)) && misspelt_reference(node).is_some() {
            return self.follow(node, kind);
        }
        match kind {
            Kind::Any => Some(node.clone()),
            Kind::String => self.check().string(node),
            Kind::Bool => self.check().boolean(node),
            Kind::Object(_) | Kind::OrReference(_) if node.as_object().is_none() => {
                self.reject_kind(node, &kind.expected())
            }
            Kind::Object(shape) => Some(self.object(node, shape)),
            Kind::OrReference(shape) => Some(self.component(node, shape)),
            Kind::List(item) => self.list(node, *item),
            Kind::Map(entry) => self.map(node, *entry),
            Kind::Schema => {
                let id = self.schema(node);
                Some(Node::new(Value::Schema(id), node.origin))
            }
        }
    }

    fn list(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        if let (Value::String(_), Kind::String) = (&node.value, kind) {
            self.check().warn_kind(node, "an array", "it is read as an array of one");
            return Some(Node::new(Value::Array(vec![node.clone()]), node.origin));
        }
        let Some(items) = node.as_array() else { return self.reject_kind(node, "an array") };
        let mut walked = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            if item.value == Value::Null && !kind.is_open() {
                self.check().warn_kind(item, &kind.expected(), "it is left out");
                continue;
            }
            match self.child(&index.to_string(), item, kind) {
                Some(item) => walked.push(item),
                None if kind.is_parameter() => walked.push(Node::new(Value::Null, item.origin)),
                None => {}
            }
        }
        if kind.is_parameter() {
            walked = self.check().without_repeated(items, walked);
        }
        Some(Node::new(Value::Array(walked), node.origin))
    }

    fn map(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        let Some(entries) = node.as_object() else { return self.reject_kind(node, "an object") };
        let entries = entries.iter().filter_map(|(key, entry)| {
            let is_kept = is_extension(key) && !kind.fits(entry);
            let entry = if is_kept { entry.clone() } else { self.entry(key, entry, kind)? };
            Some((key.clone(), entry))
        });
        let entries: Object = entries.collect();
        Some(Node::new(Value::Object(entries), node.origin))
    }

    /// Reports a value of the wrong kind, which is left out.
    fn reject_kind(&mut self, node: &Node, expected: &str) -> Option<Node> {
        self.check().reject_kind(node, expected);
        None
    }
}
