//! Values of any kind.

use super::DocumentWalk;
use crate::bundle::references::{misspelt_reference, reference_of};
use crate::document::{Node, Object, Value};
use crate::grammar::{Kind, Repair};
use crate::spec::{Field, Members as _, is_extension};

/// The repair of one of several that operations can do without.
pub(super) const LEFT_OUT: &str = "left out";

/// The repair of an object that operations can do without. A parameter in the path is none, unless nothing says which one it is.
pub(super) fn repair(node: &Node, kind: Kind) -> Option<Repair> {
    let is_written_here = kind.is_parameter() && reference_of(node, kind).is_none();
    let is_in_path = node.member(Field::In).is_some_and(|place| place.as_str() == Some("path"));
    let is_named = node.member(Field::Name).is_some_and(|name| name.scalar_text().is_some());
    kind.repair().filter(|_| !(is_written_here && is_in_path && is_named))
}

impl DocumentWalk<'_, '_> {
    /// Walks the child of a node.
    pub(super) fn child(&mut self, key: &str, node: &Node, kind: Kind) -> Option<Node> {
        self.placed(key, kind, |walk| {
            walk.position.pointer.push(key);
            let is_omitted = walk.is_omitted(key, node, kind);
            let result = if is_omitted { None } else { walk.value(node, kind) };
            walk.position.pointer.pop();
            result
        })
    }

    /// Walks an entry whose key the document chose. One without a value is empty, where that means something.
    pub(super) fn entry(&mut self, key: &str, node: &Node, kind: Kind) -> Option<Node> {
        if node.value != Value::Null || kind.is_open() {
            return self.child(key, node, kind);
        }
        let Some(empty) = kind.empty() else { return self.reject_kind(node, &kind.expected()) };
        self.check().warn_kind(node, &kind.expected(), "treated as empty");
        Some(Node::new(empty, node.origin))
    }

    /// Walks a value; `None` when it has to be left out. What operations can do without costs no more than itself.
    pub(super) fn value(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        let mark = self.diagnostics.checkpoint();
        let walked = self.value_of(node, kind);
        let Some(repair) = repair(node, kind) else { return walked };
        let is_lost = !repair.keeps_rest && self.diagnostics.has_errors_since(mark);
        self.diagnostics.soften_leaf(mark, repair.note);
        walked.filter(|_| !is_lost)
    }

    fn value_of(&mut self, node: &Node, kind: Kind) -> Option<Node> {
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
        if let Some(empty) = self.check().empty_of_the_other_kind(node, kind) {
            return self.value_of(&empty, kind);
        }
        match kind {
            Kind::Any => Some(node.clone()),
            Kind::String => self.check().string(node),
            Kind::Bool => self.check().boolean(node),
            Kind::Object(_) | Kind::OrReference(_) if node.as_object().is_none() => {
                self.reject_kind(node, &kind.expected())
            }
            Kind::Object(shape) => Some(self.object(node, shape)),
            Kind::OrReference(shape) => self.component(node, shape),
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
            self.check().warn_kind(node, "an array", "treated as an array of one");
            return Some(Node::new(Value::array(vec![node.clone()]), node.origin));
        }
        // A map of parameters by name is a common slip, and has one meaning.
        let named = if kind.is_parameter() { self.check().named(node) } else { None };
        let Some(items) = named.as_deref().or(node.as_array()) else { return self.reject_kind(node, "an array") };
        let mut walked = Vec::with_capacity(items.len());
        let mut written = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            if item.value == Value::Null && !kind.is_open() {
                self.check().warn_kind(item, &kind.expected(), LEFT_OUT);
                continue;
            }
            let mark = self.diagnostics.checkpoint();
            let read = self.child(&index.to_string(), item, kind);
            if read.is_none() && kind.is_dispensable() {
                self.diagnostics.soften_leaf(mark, LEFT_OUT);
            }
            // It may be needed, and an option or a file may bring it back.
            let is_unknown = kind.is_parameter() && self.diagnostics.has_errors_since(mark);
            let read = read.or_else(|| is_unknown.then(|| Node::new(Value::Null, item.origin)));
            if let Some(read) = read {
                walked.push(read);
                written.push(item);
            }
        }
        if kind.is_parameter() {
            walked = self.check().without_repeated(&written, walked);
        }
        Some(Node::new(Value::array(walked), node.origin))
    }

    fn map(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        let Some(entries) = node.as_object() else { return self.reject_kind(node, "an object") };
        let mut walked = Object::default();
        let mut lost = Vec::new();
        for (key, entry) in entries {
            if is_extension(key) && !kind.fits(entry) {
                walked.insert(key.clone(), entry.clone());
                continue;
            }
            if kind.is_content() {
                self.check().media_type(key, entry);
            }
            let mark = self.diagnostics.checkpoint();
            match self.entry(key, entry, kind) {
                Some(read) => {
                    walked.insert(key.clone(), read);
                }
                None => lost.push(mark..self.diagnostics.checkpoint()),
            }
        }
        // Content without any of its media types is another one than content that has none.
        if kind.is_content() && !lost.is_empty() && walked.keys().all(|key| is_extension(key)) {
            return None;
        }
        if kind.is_dispensable() || kind.repair().is_some() {
            lost.into_iter().for_each(|marks| self.diagnostics.soften_leaf_within(marks, LEFT_OUT));
        }
        Some(Node::new(Value::object(walked), node.origin))
    }

    /// Reports a value of the wrong kind, which is left out.
    fn reject_kind(&mut self, node: &Node, expected: &str) -> Option<Node> {
        self.check().reject_kind(node, expected);
        None
    }
}
