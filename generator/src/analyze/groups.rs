//! Operations by module.

use indexmap::IndexMap;

use crate::ir::{Api, OperationId};

/// Setters of equal names on one `Call` cost the square of their number to compile; a module has a `Call` of its own.
const GROUP_SIZE: usize = 250;

/// Operations that stand in one module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// The tag; `None` for operations without one.
    pub(crate) tag: Option<String>,
    /// Counts the modules of one tag, from 0.
    pub(crate) part: usize,
    pub(crate) operations: Vec<OperationId>,
}

/// Parts operations by their first tag, in the order in which tags are met.
pub(super) fn groups(api: &Api) -> Vec<Group> {
    let mut by_tag: IndexMap<Option<&str>, Vec<OperationId>> = IndexMap::new();
    for (id, operation) in api.operation_ids() {
        let tag = operation.tags.first().map(String::as_str).filter(|tag| !tag.trim().is_empty());
        by_tag.entry(tag).or_default().push(id);
    }
    let mut groups = Vec::new();
    for (tag, operations) in by_tag {
        for (part, operations) in operations.chunks(GROUP_SIZE).enumerate() {
            groups.push(Group { tag: tag.map(str::to_owned), part, operations: operations.to_vec() });
        }
    }
    groups
}
