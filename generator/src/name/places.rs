//! Names of unnamed types by what they are, in place of the way to them.

use crate::collections::{HashMap, HashSet};
use std::collections::BTreeSet;

use super::case::{self, Case};
use super::types::Bases;
use super::{items, neutral, prelude, words};
use crate::ir::{Api, Component, Hint, Root, Step, TypeDef, TypeId};

/// Names of types by the place where they stand.
pub(super) type NamesByPosition<'a> = HashMap<NamePosition<'a>, String>;

/// A place: the root of the way to it, and the steps from there.
pub(super) type NamePosition<'a> = (&'a Root, &'a [Step]);

/// The place that a hint names.
fn place(hint: &Hint) -> NamePosition<'_> {
    (&hint.root, &hint.path)
}

/// Names of components that operations share.
pub(super) type Components<'a> = HashMap<(Component, &'a str), String>;

/// A title of more words than these is a sentence.
const TITLE_WORDS: usize = 5;
const TITLE_BYTES: usize = 48;

/// Titles that say of what kind a value is, or where it stands, and not what it is.
const KINDS: [&str; 20] = [
    "Array", "Body", "Boolean", "Data", "Error", "Item", "Items", "List", "Model", "Number", "Integer", "Object",
    "Payload", "Request", "Response", "Root", "Schema", "String", "Type", "Value",
];

/// Names of components: their own, with a word for what they are where a schema or another component has that.
pub(super) fn components<'a>(api: &'a Api, case: &Case, mut taken: HashSet<String>) -> Components<'a> {
    let all: BTreeSet<(Component, &str)> = api
        .types
        .iter()
        .filter_map(|def| match &def.hint.root {
            Root::Component(component, name) => Some((*component, name.as_str())),
            _ => None,
        })
        .collect();
    let wishes = all.into_iter().map(|(component, name)| {
        let fallback = case.type_name(name, "Type");
        let word = match component {
            Component::Response => "Response",
            Component::RequestBody => "Body",
            Component::Parameter => "Parameter",
            Component::Header => "Header",
        };
        let long =
            if fallback.ends_with(word) { fallback.clone() } else { case::joined([fallback.clone(), word.to_owned()]) };
        ((component, name), vec![fallback, long])
    });
    granted(wishes.collect(), &mut taken)
}

/// Names of types that are called after what they are. These are the title of the schema, the words that all places of
/// one type have in common, or the list around it. A name that another type has, or would have by its place, is none of
/// these.
pub(super) fn names<'a>(bases: &Bases<'a>, open: &[usize], named: HashSet<String>) -> NamesByPosition<'a> {
    let api = bases.api;
    let mut same: HashMap<TypeId, Vec<&'a Hint>> = HashMap::default();
    let mut ids: Vec<TypeId> = api.duplicates.keys().copied().collect();
    ids.sort();
    for id in ids {
        same.entry(api.original(id)).or_default().push(&api.ty(id).hint);
    }
    let names_by_hint: HashMap<&'a Hint, String> =
        open.iter().map(|index| (&api.types[*index].hint, bases.preferred_name(&api.types[*index].hint).1)).collect();
    let mut positional: HashMap<&str, usize> = HashMap::default();
    names_by_hint.values().for_each(|name| *positional.entry(name).or_default() += 1);
    let is_own = |hint: &Hint, name: &str| {
        positional.get(name).is_none_or(|count| {
            *count == 1 && names_by_hint.get(hint).is_some_and(|names_by_hint| names_by_hint == name)
        })
    };
    let wishes = open.iter().filter_map(|index| {
        let def = &api.types[*index];
        let others = same.get(&TypeId(*index)).map(Vec::as_slice).unwrap_or_default();
        let wishes = name_candidates(bases, def, others);
        let wishes: Vec<String> = wishes.into_iter().filter(|name| is_own(&def.hint, name)).collect();
        (!wishes.is_empty()).then_some((&def.hint, wishes))
    });
    let mut taken = named;
    let wishes = by_hint(wishes.collect());
    let wishes: Vec<(NamePosition<'a>, Vec<String>)> =
        wishes.into_iter().map(|(hint, names)| (place(hint), names)).collect();
    let places = granted(wishes, &mut taken);
    taken.extend(names_by_hint.values().cloned());
    let mut around = Bases {
        places,
        components: bases.components.clone(),
        roots: bases.roots.clone(),
        properties: bases.properties.clone(),
        ..*bases
    };
    let is_open = |id: TypeId, hint: &Hint| {
        names_by_hint.contains_key(hint) && !around.places.contains_key(&place(hint)) && api.original(id) == id
    };
    let base = |hint: &Hint| around.base(hint, hint.path.len().saturating_sub(1)).0;
    let items = items::names(api, |hint, at| around.word(hint, at), base, is_open, taken.iter().cloned());
    around.places.extend(items.into_iter().map(|(hint, name)| (place(hint), name)));
    // Last, since the words of a way are fewer where types on it have names of their own.
    let mut left: Vec<&'a TypeDef> = open.iter().map(|index| &api.types[*index]).collect();
    left.retain(|def| !around.places.contains_key(&place(&def.hint)));
    left.sort_by_key(|def| &def.hint);
    left.dedup_by_key(|def| &def.hint);
    taken.extend(around.places.values().cloned());
    taken.extend(left.iter().map(|def| around.preferred_name(&def.hint).1));
    let short = left.iter().filter_map(|def| Some((place(&def.hint), vec![around.without_repetition(def)?])));
    let short = granted(short.collect(), &mut taken);
    let mut places = around.places;
    places.extend(short);
    places
}

/// The names that a type may have by itself, the best one first.
fn name_candidates(bases: &Bases<'_>, def: &TypeDef, others: &[&Hint]) -> Vec<String> {
    let case = &bases.assigned.case;
    if let Some(name) = def.client_name.as_deref().map(|name| case.type_name(name, "")).filter(|name| !name.is_empty())
    {
        return vec![name.clone(), case::joined([bases.base(&def.hint, 0).0, name])];
    }
    let is_shared = matches!(def.hint.root, Root::Component(..)) && def.hint.path.is_empty();
    if is_shared {
        return Vec::new();
    }
    if let Some(title) = def.title.as_deref().and_then(|title| title_name(case, title, &def.hint)) {
        let base = bases.base(&def.hint, 0).0;
        let within = case::joined([base.clone(), title.clone()]);
        let short = words::appended(&base, &title);
        return [Some(title.clone()), short, Some(within)].into_iter().flatten().collect();
    }
    if others.is_empty() {
        return Vec::new();
    }
    let hints: Vec<&Hint> = std::iter::once(&def.hint).chain(others.iter().copied()).collect();
    neutral::names(bases, &hints, &def.kind)
}

/// The name that a title gives; none where it says less than the place does.
fn title_name(case: &Case, title: &str, hint: &Hint) -> Option<String> {
    let title = title.trim();
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '\'' | '/');
    let is_name = title.starts_with(char::is_alphabetic)
        && title.len() <= TITLE_BYTES
        && title.split_whitespace().count() <= TITLE_WORDS
        && title.chars().all(is_word)
        && !title.starts_with("Response ");
    let name = case.type_name(title, "");
    let steps = hint.path.iter().rev();
    let last = steps.filter(|step| **step != Step::Item).map(|step| case.pascal(step.word(), "")).next();
    let says_more = last.as_deref() != Some(name.as_str()) || !matches!(hint.path.last(), Some(Step::Property(_)));
    (is_name && says_more && is_usable(&name)).then_some(name)
}

/// Returns `true` if a name says what a type is, and hides none that Rust programs take for granted.
pub(super) fn is_usable(name: &str) -> bool {
    !name.is_empty() && !KINDS.contains(&name) && !prelude::has(name)
}

/// One entry for each place.
fn by_hint(mut wishes: Vec<(&Hint, Vec<String>)>) -> Vec<(&Hint, Vec<String>)> {
    wishes.sort_by_key(|(hint, _)| *hint);
    wishes.dedup_by_key(|(hint, _)| *hint);
    wishes
}

/// Grants each one the first of its wishes that nobody else has at that time: those that several have go to none of them.
fn granted<K: Copy + Eq + std::hash::Hash>(
    mut open: Vec<(K, Vec<String>)>,
    taken: &mut HashSet<String>,
) -> HashMap<K, String> {
    let mut names = HashMap::default();
    let rounds = open.iter().map(|(_, wishes)| wishes.len()).max().unwrap_or_default();
    for round in 0..rounds {
        let mut count: HashMap<&str, usize> = HashMap::default();
        let wish = |wishes: &'_ [String]| wishes.get(round).cloned();
        let all: Vec<Option<String>> = open.iter().map(|(_, wishes)| wish(wishes)).collect();
        all.iter().flatten().for_each(|name| *count.entry(name).or_default() += 1);
        // A name that two would have goes to neither of them. Otherwise the order of the document would decide, and a
        // new place could take the name of an old one.
        let free: HashSet<String> = count
            .iter()
            .filter(|(name, count)| **count == 1 && !taken.contains(**name))
            .map(|(name, _)| (*name).to_owned())
            .collect();
        taken.extend(all.iter().flatten().cloned());
        let mut left = Vec::new();
        for ((key, wishes), name) in open.into_iter().zip(all) {
            match name.filter(|name| free.contains(name)) {
                Some(name) => drop(names.insert(key, name)),
                None => left.push((key, wishes)),
            }
        }
        open = left;
    }
    names
}
