//! The parts of candidates that tell them apart, at their own level and further down.

use crate::collections::{HashMap, HashSet};

use super::candidates::{Candidate, KindSet, ObjectCandidate, PartValues, candidates};
use crate::ir::{Api, Constraint};
use crate::limits;

/// Leaves of the candidates for one place only the differences. Of properties that several have, these are the ones
/// that differ. The same holds of their values, of items and of values of maps, as far down as the limit allows.
pub(super) fn decide(api: &Api, candidates: &mut [&mut Candidate], level: usize, left: &mut usize) {
    decide_here(api, candidates, level, left);
    for candidate in candidates {
        candidate.part = None;
        candidate.object.iter_mut().for_each(|object| object.parts.clear());
    }
}

fn decide_here(api: &Api, candidates: &mut [&mut Candidate], level: usize, left: &mut usize) {
    let mut kinds: HashMap<String, HashSet<KindSet>> = HashMap::default();
    let mut constants: HashMap<String, HashSet<Vec<String>>> = HashMap::default();
    let mut within: HashMap<String, HashSet<PartValues>> = HashMap::default();
    let mut parts: HashSet<PartValues> = HashSet::default();
    for candidate in candidates.iter() {
        parts.extend(candidate.part.clone());
        let Some(object) = &candidate.object else { continue };
        for (name, entry) in &object.kinds {
            kinds.entry(name.clone()).or_default().insert(*entry);
            let entry = object.constants.iter().find(|(constant, _)| constant == name);
            constants
                .entry(name.clone())
                .or_default()
                .insert(entry.map(|(_, values)| values.clone()).unwrap_or_default());
        }
        for (name, entry) in &object.parts {
            within.entry(name.clone()).or_default().insert(entry.clone());
        }
    }
    // Limits decide only where those of two candidates of one kind differ. All others would be checked at each value
    // and never change a choice.
    keep_distinguishing_limits(candidates);
    // The comparison takes all pairs, so it is left out for very many candidates.
    let is_apart = candidates.len() > limits::UNION_VARIANTS || are_apart(candidates);
    for object in candidates.iter_mut().filter_map(|candidate| candidate.object.as_mut()) {
        object.kinds.retain(|(name, _)| kinds.get(name).is_some_and(|all| all.len() > 1));
        object.constants.retain(|(name, _)| constants.get(name).is_some_and(|all| all.len() > 1));
    }
    // Nothing further down is looked at, by this table or by the client, where own properties tell the candidates
    // apart.
    if level == limits::UNION_LEVELS || is_apart {
        return;
    }
    if parts.len() > 1 {
        let mut inner: Vec<Vec<Candidate>> =
            candidates.iter().map(|candidate| of_part(api, candidate.part.as_ref(), left)).collect();
        // The kinds of items stand beside an array, those of values of a map nowhere.
        let has_maps =
            candidates.iter().any(|candidate| candidate.part.is_some() && candidate.kinds == KindSet::OBJECT);
        if decide_within(api, &mut inner, level, left, has_maps) {
            for (candidate, inner) in candidates.iter_mut().zip(inner) {
                candidate.each = inner;
            }
        }
    }
    // Of lists of values the constants are the table.
    let is_listed = |name: &String| constants.get(name).is_some_and(|all| !all.contains(&Vec::new()));
    let differs = |name: &str, parts: &HashSet<PartValues>| {
        let mut types = parts.iter().map(|part| &part.ty);
        let first = types.next();
        types.any(|other| Some(other) != first) || limits_distinguish(candidates, name)
    };
    let names = within.into_iter().filter(|(name, all)| all.len() > 1 && !is_listed(name) && differs(name, all));
    let mut names: Vec<String> = names.map(|(name, _)| name).collect();
    // Sorted: the table has a bound, and which properties fit into it must not depend on the order of a hash map.
    names.sort_unstable();
    for name in names {
        let part = |candidate: &Candidate| {
            let object = candidate.object.as_ref()?;
            object.parts.iter().find(|(entry, _)| *entry == name).map(|(_, part)| part.clone())
        };
        let mut inner: Vec<Vec<Candidate>> =
            candidates.iter().map(|candidate| of_part(api, part(candidate).as_ref(), left)).collect();
        if !decide_within(api, &mut inner, level, left, false) {
            continue;
        }
        for (candidate, inner) in candidates.iter_mut().zip(inner) {
            if let Some(object) = candidate.object.as_mut().filter(|_| !inner.is_empty()) {
                object.kinds.retain(|(entry, _)| *entry != name);
                object.within.push((name.clone(), inner));
            }
        }
    }
}

// Only limits that tell members apart stay. All others would be checked at each value and decide nothing.
/// Leaves the limits, and the lists of integers, of those candidates that share a kind with one which has others.
fn keep_distinguishing_limits(candidates: &mut [&mut Candidate]) {
    type CandidateLimits = (Vec<Constraint>, Vec<String>);
    let limits_of = |candidate: &Candidate| -> CandidateLimits {
        let is_of_integers = candidate.kinds == KindSet::INTEGER;
        (candidate.limits.clone(), if is_of_integers { candidate.listed.clone() } else { Vec::new() })
    };
    let says_nothing = |candidate: &&mut Candidate| limits_of(candidate) == CandidateLimits::default();
    if candidates.iter().all(says_nothing) {
        return;
    }
    let kinds = [KindSet::INTEGER, KindSet::STRING, KindSet::ARRAY, KindSet::OBJECT].map(|kind| kind.0);
    // All numbers that are no integers are values of the same candidates.
    let kinds = kinds.into_iter().chain([KindSet::NUMBER.0 & !KindSet::INTEGER.0]);
    let telling = kinds.filter(|kind| {
        let mut of_kind =
            candidates.iter().filter(|candidate| candidate.kinds.0 & kind != 0).map(|candidate| limits_of(candidate));
        let first = of_kind.next();
        of_kind.any(|other| Some(&other) != first.as_ref())
    });
    let telling = telling.fold(0, |all, kind| all | kind);
    for candidate in candidates.iter_mut().filter(|candidate| candidate.kinds.0 & telling == 0) {
        candidate.limits.clear();
        if candidate.kinds == KindSet::INTEGER {
            candidate.listed.clear();
        }
    }
}

/// The candidates for the values of a part, as long as the table has room.
fn of_part(api: &Api, part: Option<&PartValues>, left: &mut usize) -> Vec<Candidate> {
    let Some(PartValues { ty, constraints }) = part.filter(|_| *left > 0) else { return Vec::new() };
    let mut all = candidates(api, 0, ty, constraints, limits::UNION_DEPTH / 2);
    all.retain(|candidate| candidate.kinds != KindSet::NULL);
    *left = left.saturating_sub(all.len());
    all
}

// Further down than this nothing decides: the table would grow with the types, and a value is looked at before it is
// read.
/// Decides between the values at one place of several candidates. Returns `true` if more than their kinds decides, or these where they count.
fn decide_within(api: &Api, inner: &mut [Vec<Candidate>], level: usize, left: &mut usize, kinds_count: bool) -> bool {
    if *left == 0 {
        return false;
    }
    decide(api, &mut inner.iter_mut().flatten().collect::<Vec<_>>(), level + 1, left);
    let mut candidates = inner.iter().filter(|list| !list.is_empty());
    let Some(first) = candidates.next() else { return false };
    let says_more = |candidate: &Candidate| {
        let of_object = candidate.object.as_ref().is_some_and(|object| !object.properties.is_empty());
        let of_array = candidate.kinds == KindSet::ARRAY && candidate.items != KindSet::ANY;
        let is_more = of_object || of_array || !candidate.each.is_empty();
        kinds_count
            || is_more
            || !candidate.limits.is_empty()
            || !candidate.listed.is_empty()
            || candidate.rank.is_some()
    };
    let is_same = candidates.all(|other| other == first);
    !is_same && inner.iter().flatten().any(says_more)
}

/// `true` if values of a property have other limits in one of two candidates that no listed values tell apart.
fn limits_distinguish(candidates: &[&mut Candidate], name: &str) -> bool {
    let part = |object: &ObjectCandidate| {
        object.parts.iter().find(|(part_name, _)| part_name == name).map(|(_, part)| part.clone())
    };
    let objects = candidates.iter().filter_map(|candidate| candidate.object.as_ref());
    let parts: Vec<(&ObjectCandidate, PartValues)> =
        objects.filter_map(|object| Some((object, part(object)?))).collect();
    let mut rest = &parts[..];
    while let [(object, part), others @ ..] = rest {
        if others.iter().any(|(other, part_name)| part_name != part && !are_disjoint(object, other)) {
            return true;
        }
        rest = others;
    }
    false
}

/// `true` if two objects require a property with listed values that the other one does not list.
fn are_disjoint(a: &ObjectCandidate, b: &ObjectCandidate) -> bool {
    a.constants.iter().filter(|(name, _)| a.required.contains(name) && b.required.contains(name)).any(
        |(name, values)| {
            let other = b.constants.iter().find(|(other, _)| other == name);
            other.is_some_and(|(_, other)| !values.iter().any(|value| other.contains(value)))
        },
    )
}

/// `true` if each two of some candidates are told apart by their own properties: each requires what the other does not know.
fn are_apart(candidates: &[&mut Candidate]) -> bool {
    let objects: Option<Vec<&ObjectCandidate>> = candidates.iter().map(|candidate| candidate.object.as_ref()).collect();
    let Some(objects) = objects else { return false };
    let lacks = |a: &ObjectCandidate, b: &ObjectCandidate| a.required.iter().any(|name| !b.properties.contains(name));
    objects
        .iter()
        .enumerate()
        .all(|(index, a)| objects[index + 1..].iter().all(|b| lacks(a, b) && lacks(b, a) || are_disjoint(a, b)))
}
