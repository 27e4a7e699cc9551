//! Objects that others may refer to, as they were read.

use crate::collections::HashMap;

use crate::document::{Node, Pointer};
use crate::grammar::Kind;

/// The objects, by the kind that they were read as and by place: a reference may lead to an object of another kind.
#[derive(Default)]
pub(super) struct Components {
    // Kinds first: the same node may be read as a Parameter through one reference and as a Header through another, with
    // different checks.
    read: HashMap<&'static str, HashMap<Pointer, Component>>,
}

/// An object that was read.
#[derive(Clone)]
pub(super) enum Component {
    Read(Node),
    /// Left out because of an error, which was reported.
    LeftOut,
}

impl Components {
    /// The object at a place, if it was read as a kind.
    pub(super) fn get(&self, kind: Kind, pointer: &Pointer) -> Option<&Component> {
        self.read.get(kind.name())?.get(pointer)
    }

    /// Keeps an object.
    pub(super) fn insert(&mut self, kind: Kind, pointer: Pointer, component: Component) {
        self.read.entry(kind.name()).or_default().insert(pointer, component);
    }
}

impl Component {
    /// The object, unless it is left out.
    pub(super) fn node(&self) -> Option<Node> {
        match self {
            Self::Read(node) => Some(node.clone()),
            Self::LeftOut => None,
        }
    }
}
