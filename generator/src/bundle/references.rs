//! Follows references outside of schemas, and links those of schemas.

use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Part, Pointer, Value};
use crate::grammar::{Shape, nearest};

impl Walk<'_> {
    /// Walks an object that may be a Reference Object; the reference is replaced by what it leads to, whose origin is
    /// kept.
    pub(super) fn referable(&mut self, node: &Node, shape: &'static Shape) -> Option<Node> {
        let Some(reference) = node.get("$ref") else {
            return Some(self.component(node, shape));
        };
        let pointer = self.local_pointer(reference)?;
        if let Some(known) = self.settled.get(&pointer) {
            return Some(known.clone());
        }
        /// A chain of references longer than this is made to be long.
        const LONGEST: usize = 64;
        if self.following.contains(&pointer) || self.following.len() > LONGEST {
            let message = format!("`{pointer}` leads back to itself, or on and on");
            self.diagnostics
                .push(Diagnostic::error(Code::CircularReference, message).at(reference.origin, Part::Value));
            return None;
        }
        let Some(target) = lookup(self.root, &pointer) else {
            self.report_unresolved(reference, &pointer);
            return None;
        };
        let here = std::mem::replace(&mut self.at, pointer.clone());
        self.following.push(pointer.clone());
        let walked = self.value(target, crate::grammar::Kind::OrReference(shape));
        self.following.pop();
        self.at = here;
        if let Some(walked) = &walked {
            self.settled.insert(pointer, walked.clone());
        }
        walked
    }

    /// Walks an object that others may refer to. It is walked once: its schemas are rows of the table, and a second
    /// walk would make them twice.
    fn component(&mut self, node: &Node, shape: &'static Shape) -> Node {
        if let Some(known) = self.settled.get(&self.at) {
            return known.clone();
        }
        let walked = self.object(node, shape);
        let shared = self.at.tokens().first().is_some_and(|section| section != "paths");
        if shared {
            self.settled.insert(self.at.clone(), walked.clone());
        }
        walked
    }

    /// Links the `$ref` of every schema to the row that it leads to. Targets which no table of the grammar calls a
    /// schema (extensions, examples) become one by being referred to.
    pub(super) fn settle_schema_references(&mut self) {
        while let Some((id, reference)) = self.pending.pop() {
            let Some(pointer) = self.local_pointer(&reference) else {
                continue;
            };
            let target = match self.pointers.get(&pointer) {
                Some(target) => *target,
                None => {
                    let Some(node) = lookup(self.root, &pointer) else {
                        self.report_unresolved(&reference, &pointer);
                        continue;
                    };
                    let here = std::mem::replace(&mut self.at, pointer);
                    let target = self.schema(node);
                    self.at = here;
                    target
                }
            };
            let node = Node::new(Value::Schema(target), reference.origin);
            self.table.get_mut(id).keywords.insert("$ref".to_owned(), node);
        }
    }

    /// The pointer of a reference within this document. References elsewhere are reported.
    fn local_pointer(&mut self, reference: &Node) -> Option<Pointer> {
        let Some(text) = reference.as_str() else {
            let message = format!("expected a string, found {}", reference.kind());
            self.diagnostics.push(Diagnostic::error(Code::WrongKind, message).at(reference.origin, Part::Value));
            return None;
        };
        if !text.starts_with('#') {
            let message = format!("`{text}` is another document");
            self.diagnostics.push(
                Diagnostic::error(Code::ExternalReference, message)
                    .at(reference.origin, Part::Value)
                    .help("only references within the document, which begin with `#`, are followed"),
            );
            return None;
        }
        let pointer = Pointer::parse(text);
        if pointer.is_none() {
            let message = format!("`{text}` is not a JSON Pointer");
            self.diagnostics
                .push(Diagnostic::error(Code::UnresolvedReference, message).at(reference.origin, Part::Value));
        }
        pointer
    }

    fn report_unresolved(&mut self, reference: &Node, pointer: &Pointer) {
        let message = format!("there is nothing at `{pointer}`");
        let mut diagnostic = Diagnostic::error(Code::UnresolvedReference, message).at(reference.origin, Part::Value);
        /// A suggestion compares all names of the document with one. Where more than so many are wrong, it is not by
        /// misspelling.
        const MOST: usize = 20;
        if self.suggested.len() < MOST && !self.suggested.contains_key(pointer) {
            self.suggested.insert(pointer.clone(), suggestion(self.root, pointer));
        }
        if let Some(Some(meant)) = self.suggested.get(pointer) {
            diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
        }
        self.diagnostics.push(diagnostic);
    }
}

fn lookup<'a>(root: &'a Node, pointer: &Pointer) -> Option<&'a Node> {
    pointer.tokens().iter().try_fold(root, |node, token| match &node.value {
        Value::Object(object) => object.get(token),
        Value::Array(items) => items.get(token.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The pointer with its first wrong token replaced by the nearest right one.
fn suggestion(root: &Node, pointer: &Pointer) -> Option<Pointer> {
    let mut good = Pointer::root();
    for (depth, token) in pointer.tokens().iter().enumerate() {
        let next = good.child(token.as_str());
        if lookup(root, &next).is_some() {
            good = next;
            continue;
        }
        let keys = lookup(root, &good)?.as_object()?.keys().map(String::as_str);
        let mut meant = good.child(nearest(token, keys)?);
        for rest in &pointer.tokens()[depth + 1..] {
            meant.push(rest.as_str());
        }
        return lookup(root, &meant).is_some().then_some(meant);
    }
    None
}
