//! Operations and schemas that the user left out of the client.

use crate::config::Selectable;
use crate::document::Origin;

/// The operations and schemas that were left out. A configuration may name them all the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Omitted {
    pub(super) operations: Vec<Selectable>,
    /// The names and JSON Pointers of schemas.
    pub(super) schemas: Vec<(String, String)>,
}

impl Omitted {
    /// Returns `true` if a name of the configuration is that of an operation or schema, or of a part of one.
    pub(super) fn has(&self, name: &str) -> bool {
        let is_of_operation = |operation: &Selectable| {
            operation.named().is(name) || is_within(name, fragment(&operation.pointer, name), &['/'])
        };
        let is_of_schema = |(document, pointer): &(String, String)| {
            is_within(name, document, &['.']) || is_within(name, fragment(pointer, name), &['.', '/'])
        };
        self.operations.iter().any(is_of_operation) || self.schemas.iter().any(is_of_schema)
    }
}

/// Nodes of a source whose numbers follow one another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NodeRange {
    pub(super) first: Origin,
    last: u32,
}

impl NodeRange {
    /// The range of one node.
    pub(crate) fn new(node: Origin) -> Self {
        Self { first: node, last: node.index }
    }

    /// Takes the next node into the range; `false` for any other node.
    pub(crate) fn extend_to(&mut self, node: Origin) -> bool {
        let is_next = node.source == self.first.source && node.index == self.last + 1;
        self.last += u32::from(is_next);
        is_next
    }

    /// Returns `true` for a node of the range.
    pub(super) fn has(&self, node: Origin) -> bool {
        self.first.source == node.source && (self.first.index..=self.last).contains(&node.index)
    }
}

/// A JSON Pointer in the way in which a name is written: with `#`, or without.
fn fragment<'a>(pointer: &'a str, name: &str) -> &'a str {
    let without = pointer.strip_prefix('#').filter(|_| name.starts_with('/'));
    without.unwrap_or(pointer)
}

// Whole words only: an operation `get` that is left out must not silence what is said of `getPet`.
/// Returns `true` if a name is that of a whole, or that and one of the signs in front of a part.
fn is_within(name: &str, whole: &str, signs: &[char]) -> bool {
    name.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with(signs))
}
