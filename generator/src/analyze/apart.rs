//! The parts of candidates that tell them apart, at their own level and further down.

use std::collections::{HashMap, HashSet};

use super::candidates::{Candidate, Kinds, ObjectCandidate, candidates};
use crate::ir::{Api, Type};
use crate::limits;

/// Leaves of the candidates for one place what tells them apart: of properties that several have, those that differ, and of their values, of items and
/// of values of maps the same, as far down as the limit allows.
pub(super) fn decide(api: &Api, candidates: &mut [&mut Candidate], level: usize, left: &mut usize) {
    decide_here(api, candidates, level, left);
    for candidate in candidates {
        candidate.part = None;
        candidate.object.iter_mut().for_each(|object| object.types.clear());
    }
}

fn decide_here(api: &Api, candidates: &mut [&mut Candidate], level: usize, left: &mut usize) {
    let mut kinds: HashMap<String, HashSet<Kinds>> = HashMap::new();
    let mut constants: HashMap<String, HashSet<Vec<String>>> = HashMap::new();
    let mut types: HashMap<String, HashSet<Type>> = HashMap::new();
    let mut parts: HashSet<Type> = HashSet::new();
    for candidate in candidates.iter() {
        parts.extend(candidate.part.clone());
        let Some(object) = &candidate.object else { continue };
        for (name, own) in &object.kinds {
            kinds.entry(name.clone()).or_default().insert(*own);
            let own = object.constants.iter().find(|(known, _)| known == name);
            constants
                .entry(name.clone())
                .or_default()
                .insert(own.map(|(_, values)| values.clone()).unwrap_or_default());
        }
        for (name, own) in &object.types {
            types.entry(name.clone()).or_default().insert(own.clone());
        }
    }
    let is_apart = candidates.len() > limits::UNION_VARIANTS || are_apart(candidates);
    for object in candidates.iter_mut().filter_map(|candidate| candidate.object.as_mut()) {
        object.kinds.retain(|(name, _)| kinds.get(name).is_some_and(|all| all.len() > 1));
        object.constants.retain(|(name, _)| constants.get(name).is_some_and(|all| all.len() > 1));
    }
    if level == limits::UNION_LEVELS || is_apart {
        return;
    }
    if parts.len() > 1 {
        let mut inner: Vec<Vec<Candidate>> =
            candidates.iter().map(|candidate| of_part(api, candidate.part.as_ref(), left)).collect();
        // The kinds of items stand beside an array, those of values of a map nowhere.
        let has_maps = candidates.iter().any(|candidate| candidate.part.is_some() && candidate.kinds == Kinds::OBJECT);
        if decide_within(api, &mut inner, level, left, has_maps) {
            for (candidate, inner) in candidates.iter_mut().zip(inner) {
                candidate.each = inner;
            }
        }
    }
    // Of lists of values the constants are the table.
    let is_listed = |name: &String| constants.get(name).is_some_and(|all| !all.contains(&Vec::new()));
    let names = types.into_iter().filter(|(name, all)| all.len() > 1 && !is_listed(name));
    let mut names: Vec<String> = names.map(|(name, _)| name).collect();
    names.sort_unstable();
    for name in names {
        let ty = |candidate: &Candidate| {
            let object = candidate.object.as_ref()?;
            object.types.iter().find(|(own, _)| *own == name).map(|(_, ty)| ty.clone())
        };
        let mut inner: Vec<Vec<Candidate>> =
            candidates.iter().map(|candidate| of_part(api, ty(candidate).as_ref(), left)).collect();
        if !decide_within(api, &mut inner, level, left, false) {
            continue;
        }
        for (candidate, inner) in candidates.iter_mut().zip(inner) {
            if let Some(object) = candidate.object.as_mut().filter(|_| !inner.is_empty()) {
                object.kinds.retain(|(own, _)| *own != name);
                object.within.push((name.clone(), inner));
            }
        }
    }
}

/// The candidates for the values of a type, as long as the table has room.
fn of_part(api: &Api, ty: Option<&Type>, left: &mut usize) -> Vec<Candidate> {
    let Some(ty) = ty.filter(|_| *left > 0) else { return Vec::new() };
    let mut all = candidates(api, 0, ty, limits::UNION_DEPTH / 2);
    all.retain(|candidate| candidate.kinds != Kinds::NULL);
    *left = left.saturating_sub(all.len());
    all
}

/// Decides between the values at one place of several candidates. Returns `true` if more than their kinds decides, or these where they count.
fn decide_within(api: &Api, inner: &mut [Vec<Candidate>], level: usize, left: &mut usize, kinds_count: bool) -> bool {
    if *left == 0 {
        return false;
    }
    decide(api, &mut inner.iter_mut().flatten().collect::<Vec<_>>(), level + 1, left);
    let mut known = inner.iter().filter(|own| !own.is_empty());
    let Some(first) = known.next() else { return false };
    let says_more = |candidate: &Candidate| {
        let of_object = candidate.object.as_ref().is_some_and(|object| !object.known.is_empty());
        let of_array = candidate.kinds == Kinds::ARRAY && candidate.items != Kinds::ANY;
        let is_more = of_object || of_array || !candidate.each.is_empty();
        kinds_count || is_more || !candidate.listed.is_empty() || candidate.rank.is_some()
    };
    let is_same = known.all(|other| other == first);
    !is_same && inner.iter().flatten().any(says_more)
}

/// `true` if each two of some candidates are told apart by their own properties: each requires what the other does not know.
fn are_apart(candidates: &[&mut Candidate]) -> bool {
    let objects: Option<Vec<&ObjectCandidate>> = candidates.iter().map(|candidate| candidate.object.as_ref()).collect();
    let Some(objects) = objects else { return false };
    let lacks = |a: &ObjectCandidate, b: &ObjectCandidate| a.required.iter().any(|name| !b.known.contains(name));
    let are_disjoint = |a: &ObjectCandidate, b: &ObjectCandidate| {
        a.constants.iter().filter(|(name, _)| a.required.contains(name) && b.required.contains(name)).any(
            |(name, own)| {
                let other = b.constants.iter().find(|(other, _)| other == name);
                other.is_some_and(|(_, other)| !own.iter().any(|value| other.contains(value)))
            },
        )
    };
    objects
        .iter()
        .enumerate()
        .all(|(index, a)| objects[index + 1..].iter().all(|b| lacks(a, b) && lacks(b, a) || are_disjoint(a, b)))
}
