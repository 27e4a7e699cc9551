//! Reachability of shared objects from operations.

use super::construct::Constructs;

/// The way that leads to a construct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reachability {
    /// Outside of shared objects, or in one that something in use refers to.
    Used,
    /// In an operation that is not selected, or reached from such operations alone.
    Omitted,
    /// No operation leads to it.
    Unused,
}

/// Tells of each construct what leads to it.
pub(super) fn reachable(written: &Constructs) -> Vec<Reachability> {
    let mut references: Vec<Vec<usize>> = vec![Vec::new(); written.list.len()];
    let mut open = Vec::new();
    for (region, target) in &written.references {
        let Some(target) = written.shared.get(target) else { continue };
        match region {
            Some(region) => references[*region].push(*target),
            None => open.push(*target),
        }
    }
    let mut reach = vec![Reachability::Unused; written.list.len()];
    let turns = [(open, Reachability::Used), (written.omitted.clone(), Reachability::Omitted)];
    for (mut open, reach_kind) in turns {
        while let Some(at) = open.pop() {
            if reach[at] == Reachability::Unused {
                reach[at] = reach_kind;
                open.extend(&references[at]);
            }
        }
    }
    let reach_of = |region: Option<usize>| region.map_or(Reachability::Used, |region| reach[region]);
    written.list.iter().map(|construct| reach_of(construct.region)).collect()
}
