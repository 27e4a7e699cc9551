//! Targets of references, and places in documents.

use std::rc::Rc;

use super::resource::{Resource, id_of};
use crate::document::{Document, Node, Pointer, Value};
use crate::grammar::{Kind, kind_at, nearest};

/// A place in a document, and the base of the references that stand there.
#[derive(Clone, Debug)]
pub(in crate::bundle) struct Position {
    pub(in crate::bundle) pointer: Pointer,
    pub(in crate::bundle) base: Rc<Resource>,
}

/// The target of a reference: there is a node there.
#[derive(Clone, Debug)]
pub(in crate::bundle) struct Target {
    pub(in crate::bundle) position: Position,
    /// The pointer with the sections that it leads through as they are misspelt in the document.
    written: Pointer,
}

impl Position {
    /// The start of a document.
    pub(in crate::bundle) fn start_of(document: &Rc<Document>) -> Self {
        let base = Resource::new(document.clone());
        Self { pointer: base.root.clone(), base: Rc::new(base) }
    }
}

impl Target {
    /// The target at a place where a node is known to be.
    pub(super) fn at(document: &Rc<Document>, pointer: Pointer) -> Self {
        let mut base = Rc::new(Resource::new(document.clone()));
        let mut at = Pointer::root_of(document.name.clone());
        let mut node = &document.tree;
        for token in pointer.tokens() {
            if let Some(id) = id_of(node) {
                base = Rc::new(base.embedded(id, at.clone()));
            }
            at.push(token.clone());
            match step(node, token) {
                Some(next) => node = next,
                None => break,
            }
        }
        Self { written: pointer.clone(), position: Position { pointer, base } }
    }

    /// The target at a place whose sections are misspelt in the document. The walk knows the node by those that are meant.
    pub(super) fn at_misspelt(document: &Rc<Document>, written: Pointer, suggestion: Pointer) -> Self {
        let mut target = Self::at(document, written);
        target.position.pointer = suggestion;
        target
    }

    pub(in crate::bundle) fn pointer(&self) -> &Pointer {
        &self.position.pointer
    }

    pub(in crate::bundle) fn node(&self) -> &Node {
        lookup(&self.document().tree, &self.written).expect("a target is made where a node is")
    }

    /// The kind that the specification gives the place.
    pub(in crate::bundle) fn kind(&self) -> Option<Kind> {
        kind_at(&self.document().tree, self.pointer().tokens().iter().map(|token| &**token))
    }

    pub(super) fn document(&self) -> &Rc<Document> {
        &self.position.base.document
    }
}

/// The node at a pointer.
pub(super) fn lookup<'a>(tree: &'a Node, pointer: &Pointer) -> Option<&'a Node> {
    pointer.tokens().iter().try_fold(tree, |node, token| step(node, token))
}

fn step<'a>(node: &'a Node, token: &str) -> Option<&'a Node> {
    match &node.value {
        Value::Object(object) => object.get(token),
        Value::Array(items) => items.get(token.parse::<usize>().ok()?),
        _ => None,
    }
}

/// The pointer with its first wrong token replaced by the nearest right one.
pub(super) fn suggestion(document: &Document, pointer: &Pointer) -> Option<Pointer> {
    let tree = &document.tree;
    let mut good = Pointer::root_of(document.name.clone());
    for (depth, token) in pointer.tokens().iter().enumerate() {
        let next = good.child(token.clone());
        if lookup(tree, &next).is_some() {
            good = next;
            continue;
        }
        let keys = lookup(tree, &good)?.as_object()?.keys().map(String::as_str);
        let mut candidate = good.child(nearest(token, keys)?);
        for rest in &pointer.tokens()[depth + 1..] {
            candidate.push(rest.clone());
        }
        return lookup(tree, &candidate).is_some().then_some(candidate);
    }
    None
}
