//! References outside of schemas: each is replaced by its target.

use std::collections::HashSet;

use super::components::Component;
use super::value::repair;
use super::{Walk, siblings};
use crate::bundle::references::{Reported, Target, leads_to_other, read_reference, reference_in, reference_of, report};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{Node, Part, Value};
use crate::grammar::{Kind, Shape};
use crate::limits;
use crate::spec::Field;

impl Walk<'_, '_> {
    /// Walks an object that others may refer to. It is walked once: its schemas are entries of the table, and a second
    /// walk would make them twice.
    pub(super) fn component(&mut self, node: &Node, shape: &'static Shape) -> Option<Node> {
        let kind = Kind::OrReference(shape);
        if let Some(known) = self.components.get(kind, &self.position.pointer) {
            return known.node();
        }
        let mark = self.diagnostics.mark();
        let walked = self.object(node, shape);
        let is_shared = self.position.pointer.tokens().first().is_some_and(|section| **section != *Field::Paths.name());
        let is_left_out =
            repair(node, kind).is_some_and(|repair| !repair.keeps_rest) && self.diagnostics.has_errors_since(mark);
        if is_left_out {
            self.components.insert(kind, self.position.pointer.clone(), Component::LeftOut);
            return None;
        }
        if is_shared {
            self.components.insert(kind, self.position.pointer.clone(), Component::Read(walked.clone()));
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
                self.components.insert(kind, hop.position.pointer, Component::Read(walked.clone()));
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
            let next = reference_of(target.node(), kind).cloned();
            if next.is_none() {
                self.check_place(&target, &reference, kind);
            }
            if let Some(known) = self.components.get(kind, target.pointer()) {
                return known.node();
            }
            if !seen.insert(target.pointer().clone()) || self.following.contains(target.pointer()) {
                self.reject_circle(&first, format!("`{}` leads back to itself", target.pointer()));
                return None;
            }
            match next {
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
            self.components.insert(kind, target.pointer().clone(), Component::Read(walked.clone()));
        }
        walked
    }

    /// Reports a reference to a place that the specification gives another kind. What stands there is read all the same,
    /// since objects have keys in common.
    fn check_place(&mut self, target: &Target, reference: &Node, kind: Kind) {
        let Some(found) = target.kind().filter(|found| !kind.takes(*found)) else { return };
        let finding = leads_to_other(Severity::Warning, reference, found, kind);
        self.diagnostics.push(finding.help(format!("it is read as {}", kind.found())));
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
