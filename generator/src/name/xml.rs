//! Names of tables for XML: those of the schemas and bodies that they are for.

use std::collections::HashMap;

use super::given::Given;
use super::scope::Scope;
use super::types;
use crate::ir::{Api, Hint};

/// Names for what is called after these places.
pub(super) fn names<'a>(api: &'a Api, given: &Given, hints: impl Iterator<Item = &'a Hint>) -> Vec<String> {
    Scope::default().grant_sorted(hints.map(|hint| types::wish(api, given, hint, &HashMap::new())).collect())
}
