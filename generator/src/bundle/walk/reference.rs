//! References outside of schemas: each is replaced by its target.

use std::collections::HashSet;

use super::value::repair;
use super::{Walk, siblings};
use crate::bundle::references::{Reported, Target, read_reference, reference_in, reference_of, report};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Part, Value};
use crate::grammar::{Kind, Shape};
use crate::limits;
use crate::spec::Field;

impl Walk<'_, '_> {
    /// Walks an object that others may refer to. It is walked once: its schemas are entries of the table, and a second
    /// walk would make them twice.
    pub(super) fn component(&mut self, node: &Node, shape: &'static Shape) -> Option<Node> {
        if self.left_out.contains(&self.position.pointer) {
            return None;
        }
        if let Some(known) = self.components.get(&self.position.pointer) {
            return Some(known.clone());
        }
        let mark = self.diagnostics.mark();
        let walked = self.object(node, shape);
        let is_shared = self.position.pointer.tokens().first().is_some_and(|section| **section != *Field::Paths.name());
        let is_left_out = repair(node, Kind::OrReference(shape)).is_some_and(|repair| !repair.keeps_rest)
            && self.diagnostics.has_errors_since(mark);
        if is_left_out {
            self.left_out.insert(self.position.pointer.clone());
            return None;
        }
        if is_shared {
            self.components.insert(self.position.pointer.clone(), walked.clone());
        }
        Some(walked)
    }

    /// Walks the target of a reference, along others if it has to. The origin is that of the target; keys beside the
    /// references are taken over where the specification says so.
    pub(super) fn follow(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        let position = self.position.clone();
        let mut hops: Vec<Target> = Vec::new();
        let mut walked = self.destination(node, &mut hops, kind);
        while let Some(hop) = hops.pop() {
            self.position = hop.position.clone();
            walked = walked.map(|walked| self.with_siblings(walked, hop.node(), kind));
            if let Some(walked) = &walked {
                self.components.insert(hop.position.pointer, walked.clone());
            }
        }
        self.position = position;
        walked.map(|walked| self.with_siblings(walked, node, kind))
    }

    /// Walks the end of a chain of references, whose other members are pushed to the hops.
    fn destination(&mut self, node: &Node, hops: &mut Vec<Target>, kind: Kind) -> Option<Node> {
        let mut seen = HashSet::new();
        let mut reference = read_reference(node, self.diagnostics)?;
        let first = reference.clone();
        loop {
            let target = self.target(&reference);
            let target = report(target, self.diagnostics)?;
            if self.left_out.contains(target.pointer()) {
                return None;
            }
            if let Some(known) = self.components.get(target.pointer()) {
                return Some(known.clone());
            }
            if !seen.insert(target.pointer().clone()) || self.following.contains(target.pointer()) {
                self.reject_circle(&first, format!("`{}` leads back to itself", target.pointer()));
                return None;
            }
            match reference_of(target.node(), kind).cloned() {
                Some(next) => reference = next,
                None => return self.walk_target(&target, &reference, kind),
            }
            self.position.base = target.position.base.clone();
            hops.push(target);
        }
    }

    /// The target of a reference at the position.
    fn target(&mut self, reference: &Node) -> Reported<Target> {
        self.resolver.target(reference, &self.position.base, self.diagnostics)
    }

    fn walk_target(&mut self, target: &Target, reference: &Node, kind: Kind) -> Option<Node> {
        if self.following.len() > limits::NESTED_REFERENCES {
            self.reject_circle(reference, format!("`{}` refers on and on", target.pointer()));
            return None;
        }
        self.following.push(target.pointer().clone());
        let walked = self.at_target(target, |walk| walk.value(target.node(), kind));
        self.following.pop();
        if let Some(walked) = &walked {
            self.components.insert(target.pointer().clone(), walked.clone());
        }
        walked
    }

    fn reject_circle(&mut self, reference: &Node, message: String) {
        self.diagnostics.push(Diagnostic::error(Code::CircularReference, message).at(reference.origin, Part::Value));
    }

    /// Follows a reference where the specification has none.
    pub(super) fn misplaced(&mut self, node: &Node, kind: Kind, expected: &str) -> Option<Node> {
        let reference = reference_in(node)?;
        let message = format!("the specification has no reference in place of {expected}; it is followed");
        self.diagnostics.push(Diagnostic::warning(Code::MisplacedReference, message).at(reference.origin, Part::Key));
        self.follow(node, kind)
    }

    /// The target of a reference, with the keys beside it.
    fn with_siblings(&mut self, target: Node, node: &Node, kind: Kind) -> Node {
        let (Kind::Object(shape) | Kind::OrReference(shape)) = kind else { return target };
        let Some(siblings) = siblings::used(node, shape, self.diagnostics) else { return target };
        let siblings = self.members(&Node::new(Value::Object(siblings), node.origin), shape);
        siblings::merge(target, siblings, shape, self.diagnostics)
    }
}
