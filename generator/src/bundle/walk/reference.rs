//! References outside of schemas: each is replaced by its target.

use crate::collections::HashSet;

use super::components::Component;
use super::value::repair;
use super::{DocumentWalk, siblings};
use crate::bundle::references::{Reported, Target, leads_to_other, read_reference, reference_in, reference_of, report};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{Node, Pointer, SpanTarget, Value};
use crate::grammar::{Kind, ObjectShape};
use crate::limits;
use crate::spec::Field;

impl DocumentWalk<'_, '_> {
    /// Walks an object that others may refer to. It is walked once: its schemas are entries of the table, and a second
    /// walk would make them twice.
    pub(super) fn component(&mut self, node: &Node, shape: &'static ObjectShape) -> Option<Node> {
        let kind = Kind::OrReference(shape);
        if let Some(component) = self.registered(kind, &self.position.pointer) {
            return component.node();
        }
        let mark = self.diagnostics.checkpoint();
        let walked = self.object(node, shape);
        let is_shared = self.position.pointer.tokens().first().is_some_and(|section| **section != *Field::Paths.name());
        let is_left_out =
            repair(node, kind).is_some_and(|repair| !repair.keeps_rest) && self.diagnostics.has_errors_since(mark);
        if is_left_out {
            self.components.insert(kind, self.position.pointer.clone(), Component::LeftOut);
            return None;
        }
        // Objects below `paths` are met once, at their place. Keeping them too would hold a copy of most of the
        // document.
        if is_shared {
            self.components.insert(kind, self.position.pointer.clone(), Component::Read(walked.clone()));
        }
        Some(walked)
    }

    /// Walks the target of a reference, along others if it has to. The origin is that of the target; keys beside the
    /// references are taken over where the specification says so.
    pub(super) fn follow(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        let position = self.position.clone();
        let mark = self.diagnostics.checkpoint();
        let mut hops: Vec<Target> = Vec::new();
        let mut walked = self.destination(node, &mut hops, kind);
        // From the end of the chain outwards, so that keys beside a nearer reference count before those further along.
        while let Some(hop) = hops.pop() {
            self.position = hop.position.clone();
            walked = walked.map(|walked| self.with_siblings(walked, hop.node(), kind));
            if let Some(walked) = &walked {
                self.components.insert(kind, hop.position.pointer, Component::Read(walked.clone()));
            }
        }
        self.position = position;
        if walked.is_none() && siblings::are_of_path_item(node, kind) {
            self.diagnostics.soften_leaf(mark, "what stands beside the reference is used alone");
            walked = Some(Node::object([], node.origin));
        }
        walked.map(|walked| self.with_siblings(walked, node, kind))
    }

    /// Walks the end of a chain of references, whose other members are pushed to the hops.
    fn destination(&mut self, node: &Node, hops: &mut Vec<Target>, kind: Kind) -> Option<Node> {
        let mut seen = HashSet::default();
        let mut reference = read_reference(node, self.diagnostics)?;
        let first = reference.clone();
        loop {
            let target = self.target(&reference);
            let target = report(target, self.diagnostics)?;
            let next = reference_of(target.node(), kind).cloned();
            if next.is_none() {
                self.check_place(&target, &reference, kind);
            }
            if let Some(component) = self.registered(kind, target.pointer()) {
                return component.node();
            }
            // The one finds circles within a chain of references, the other those that lead through the content of a
            // target.
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

    /// The object at a place, if it was read as a kind.
    fn registered(&self, kind: Kind, pointer: &Pointer) -> Option<&Component> {
        self.components.get(kind, pointer).filter(|_| !self.is_selected_apart(kind))
    }

    /// The target of a reference at the position.
    fn target(&mut self, reference: &Node) -> Reported<Target> {
        self.resolver.target(reference, &self.position.base, self.diagnostics)
    }

    fn walk_target(&mut self, target: &Target, reference: &Node, kind: Kind) -> Option<Node> {
        // A target is walked by recursion, so the bound protects the stack.
        if self.following.len() > limits::NESTED_REFERENCES {
            self.reject_circle(reference, format!("the references from `{}` have no end", target.pointer()));
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
        let Some(actual) = target.kind().filter(|actual| !kind.takes(*actual)) else { return };
        let finding = leads_to_other(Severity::Warning, reference, actual, kind);
        self.diagnostics.push(finding.with_note(format!("its target is treated as {}", kind.description())));
    }

    fn reject_circle(&mut self, reference: &Node, message: String) {
        self.diagnostics
            .push(Diagnostic::error(Code::CircularReference, message).at(reference.origin, SpanTarget::Value));
    }

    /// Follows a reference where the specification has none.
    pub(super) fn misplaced(&mut self, node: &Node, kind: Kind, expected: &str) -> Option<Node> {
        let reference = reference_in(node)?;
        let message = format!("the specification allows no reference in place of {expected}");
        let diagnostic = Diagnostic::warning(Code::MisplacedReference, message).at(reference.origin, SpanTarget::Key);
        self.diagnostics.push(diagnostic.with_note("the reference is followed; other tools may not follow it"));
        let mark = self.diagnostics.checkpoint();
        let walked = self.follow(node, kind);
        if walked.is_none() && !self.diagnostics.has_errors_at_since(reference.origin, mark) {
            // The target of a reference in place of a scalar is right where it stands.
            if matches!(kind, Kind::String | Kind::Bool) {
                self.diagnostics.forget(mark);
            }
            let message = format!("the reference does not lead to {expected}");
            self.diagnostics.push(Diagnostic::error(Code::WrongKind, message).at(reference.origin, SpanTarget::Value));
        }
        walked
    }

    /// The target of a reference, with the keys beside it.
    fn with_siblings(&mut self, target: Node, node: &Node, kind: Kind) -> Node {
        let (Kind::Object(shape) | Kind::OrReference(shape)) = kind else { return target };
        let Some(siblings) = siblings::used(node, shape, self.diagnostics) else { return target };
        let siblings = self.members(&Node::new(Value::object(siblings), node.origin), shape);
        siblings::merge(target, siblings, shape, self.diagnostics)
    }
}
