//! Reachability of shared objects from operations.

use super::construct::Constructs;

/// Tells of each construct if it is in use: it stands in no shared object, or in one that something in use refers to.
pub(super) fn reachable(written: &Constructs) -> Vec<bool> {
    let mut references: Vec<Vec<usize>> = vec![Vec::new(); written.list.len()];
    let mut open = Vec::new();
    for (region, target) in &written.references {
        let Some(target) = written.shared.get(target) else { continue };
        match region {
            Some(region) => references[*region].push(*target),
            None => open.push(*target),
        }
    }
    let mut used = vec![false; written.list.len()];
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut used[at], true) {
            open.extend(&references[at]);
        }
    }
    written.list.iter().map(|construct| construct.region.is_none_or(|region| used[region])).collect()
}
