//! Names of tables for XML: those of the schemas and bodies that they are for.

use crate::collections::HashMap;

use super::assigned::AssignedNames;
use super::case;
use super::scope::Scope;
use super::types::Bases;
use crate::ir::{Api, Hint};

/// Statics that are called after these places.
pub(super) fn statics<'a>(
    api: &'a Api,
    assigned: &AssignedNames,
    hints: impl Iterator<Item = &'a Hint>,
) -> Vec<String> {
    let bases = Bases::new(api, assigned, HashMap::default());
    let wishes = hints.map(|hint| {
        let (key, name) = bases.preferred_name(hint);
        (key, case::constant(&assigned.case.snake(&name, "schema")))
    });
    // The table of a body's outermost element is a static within a constant.
    Scope::new(["NODE"]).grant_sorted(wishes.collect())
}

/// Types that are called after these places.
pub(super) fn names<'a>(api: &'a Api, assigned: &AssignedNames, hints: impl Iterator<Item = &'a Hint>) -> Vec<String> {
    let bases = Bases::new(api, assigned, HashMap::default());
    Scope::default().grant_sorted(hints.map(|hint| bases.preferred_name(hint)).collect())
}
