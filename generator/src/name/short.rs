//! Ids of operations that repeat what the document says beside them.

use crate::collections::HashMap;
use std::collections::BTreeMap;

use super::neutral;
use crate::ir::{Api, Operation, OperationId};

/// The ids of operations that end in their own path and method, without those: `read_flow` for the `read_flow_flows__id__get` of
/// `GET /flows/{id}`. One that another operation is called too stays as it is.
pub(super) fn ids(api: &Api) -> HashMap<OperationId, String> {
    let ids: Vec<(OperationId, &Operation, &str)> = api
        .operation_ids()
        .map(|(id, operation)| (id, operation, short(operation).unwrap_or(operation.id.as_str())))
        .collect();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    ids.iter().for_each(|(_, _, text)| *count.entry(words(text)).or_default() += 1);
    let is_unique = |text: &str| count[&words(text)] == 1;
    let short = ids.iter().filter(|(_, operation, text)| *text != operation.id && is_unique(text));
    short.map(|(id, _, text)| (*id, (*text).to_owned())).collect()
}

/// The beginning of an id whose end is its path and method.
fn short(operation: &Operation) -> Option<&str> {
    let end = words(&format!("{} {}", operation.path, operation.method.as_str()));
    // The end is as long as its letters and digits, whatever stands between them.
    let mut left = end.chars().filter(|c| *c != ' ').rev();
    let mut wanted = left.next();
    for (at, c) in operation.id.char_indices().rev().filter(|(_, c)| c.is_alphanumeric()) {
        let Some(next) = wanted else {
            let start = at + c.len_utf8();
            let is_apart = operation.id[start..].starts_with(|c: char| !c.is_alphanumeric());
            let short = &operation.id[..start];
            return Some(short).filter(|_| is_apart && end.contains(' ') && !neutral::is_verb(short));
        };
        if !c.to_lowercase().eq(next.to_lowercase()) {
            return None;
        }
        wanted = left.next();
    }
    None
}

/// The words of a text, whatever stands between them.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
