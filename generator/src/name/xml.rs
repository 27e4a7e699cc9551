//! Names of tables for XML: those of the schemas and bodies that they are for.

use std::collections::HashMap;

use super::given::Given;
use super::scope::Scope;
use super::types::Bases;
use crate::ir::{Api, Hint};

/// Names for what is called after these places.
pub(super) fn names<'a>(api: &'a Api, given: &Given, hints: impl Iterator<Item = &'a Hint>) -> Vec<String> {
    let bases = Bases { api, given, roots: HashMap::new(), items: HashMap::new() };
    Scope::default().grant_sorted(hints.map(|hint| bases.wish(hint)).collect())
}
