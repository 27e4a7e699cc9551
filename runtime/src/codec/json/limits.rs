//! Limits of values that tell the variants of a union apart.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::walk::string;
use crate::contract::Rule;

/// `true` if a number is within limits.
#[cold]
pub(super) fn allow_number(limits: &[Rule], text: &str) -> bool {
    limits.iter().all(|limit| limit.number(text.trim()).is_ok())
}

/// `true` if a JSON string is within limits.
#[cold]
pub(super) fn allow_string(limits: &[Rule], text: &str) -> bool {
    let Some(text) = string(text) else { return true };
    limits.iter().all(|limit| limit.text(&text).is_ok())
}

/// `true` if an array is within limits.
#[cold]
pub(super) fn allow_items<'a, I: Iterator<Item = &'a str>>(limits: &[Rule], items: impl Fn() -> I) -> bool {
    // Counted first: comparing items with each other is the one rule that costs more than a walk.
    let count = items().count();
    limits.iter().all(|limit| match limit {
        Rule::UniqueItems => are_unique(items()),
        limit => limit.count(count, "items").is_ok(),
    })
}

/// `true` if an object with a number of properties is within limits.
#[cold]
pub(super) fn allow_properties(limits: &[Rule], count: usize) -> bool {
    limits.iter().all(|limit| limit.count(count, "properties").is_ok())
}

/// `true` if no two items are equal, however they are written.
fn are_unique<'a>(items: impl Iterator<Item = &'a str>) -> bool {
    let mut seen = HashSet::new();
    // Items are written anew, so that spaces and escapes make no difference.
    let mut items =
        items.map(|item| serde_json::from_str::<Json>(item).map_or(item.to_owned(), |json| json.to_string()));
    items.all(|item| seen.insert(item))
}
