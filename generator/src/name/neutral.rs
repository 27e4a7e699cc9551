//! Names of types that several places have.

use std::collections::BTreeSet;

use super::case;
use super::places::is_usable;
use super::plural::singular;
use super::types::Bases;
use super::words;
use crate::ir::{EnumValues, Hint, Root, Step, TypeKind};

/// Words that operations begin with.
const VERBS: [&str; 22] = [
    "Add", "All", "By", "Create", "Delete", "Find", "For", "Get", "In", "List", "Of", "Patch", "Post", "Put", "Query",
    "Read", "Remove", "Replace", "Search", "Set", "To", "Update",
];

/// Steps that say where a type stands, and not what it is.
const PLACES: [&str; 12] =
    ["answer", "array", "base", "body", "integer", "item", "number", "object", "part", "response", "string", "variant"];

/// Returns `true` if an id is a verb and nothing else.
pub(super) fn is_verb(id: &str) -> bool {
    VERBS.iter().any(|verb| verb.eq_ignore_ascii_case(id))
}

/// The names of a type that stands at several places, the best one first. They are the last steps of all places, with
/// the common words of the schemas or operations, or those words alone. Of an enum at places without anything in common they are its values.
pub(super) fn names(bases: &Bases<'_>, hints: &[&Hint], kind: &TypeKind) -> Vec<String> {
    let last_words: BTreeSet<Option<String>> = hints.iter().map(|hint| last(bases, hint)).collect();
    // A fixed tag is a part of the type that has it.
    let is_tag = matches!(kind, TypeKind::Enum(definition) if definition.is_tag());
    let by_place = if is_tag { Vec::new() } else { by_place(bases, hints, &last_words) };
    let properties: BTreeSet<Option<String>> = hints.iter().map(|hint| last_property(bases, hint)).collect();
    if properties.len() > 1 && by_place.is_empty() {
        return by_values(bases, kind).into_iter().collect();
    }
    by_place
}

/// The name of an enum by the few values that it lists: `ReadOrWrite`, and `AutoValue` by a single one.
fn by_values(bases: &Bases<'_>, kind: &TypeKind) -> Option<String> {
    const VALUES: usize = 3;
    const LETTERS: usize = 40;
    let TypeKind::Enum(definition) = kind else { return None };
    let EnumValues::Strings(values) = &definition.values else { return None };
    if values.len() > VALUES {
        return None;
    }
    let case = &bases.assigned.case;
    let words: Vec<String> = values
        .iter()
        .map(|(value, name)| match name.as_deref().unwrap_or(value) {
            "" => "EmptyText".to_owned(),
            text => case.pascal(text, ""),
        })
        .collect();
    if !words.iter().all(|word| word.starts_with(char::is_alphabetic)) {
        return None;
    }
    let name = match words.as_slice() {
        [only] if values[0].0.is_empty() => only.clone(),
        [only] => format!("{only}Value"),
        several => several.join("Or"),
    };
    (name.len() <= LETTERS && is_usable(&name)).then_some(name)
}

fn by_place(bases: &Bases<'_>, hints: &[&Hint], last_words: &BTreeSet<Option<String>>) -> Vec<String> {
    let roots: BTreeSet<&Root> = hints.iter().map(|hint| &hint.root).collect();
    if roots.len() < 2 {
        return Vec::new();
    }
    let mut names: Vec<String> = hints.iter().map(|hint| bases.base(hint, 0).0).collect();
    names.sort();
    names.dedup();
    let common = common(names.iter().map(|name| first_words(name)));
    let only = last_words.first().filter(|_| last_words.len() == 1).cloned().flatten();
    let wishes = match (only, common_end(last_words)) {
        (Some(last_words), _) => vec![last_words.clone(), case::joined([common, last_words])],
        // Types further in are called after this one.
        (None, _) if hints.iter().all(|hint| hint.path.len() == 1) => vec![common],
        (None, Some(end)) if !common.is_empty() => words::appended(&common, &end).into_iter().collect(),
        (None, _) => Vec::new(),
    };
    wishes.into_iter().filter(|name| is_usable(name)).collect()
}

/// The innermost property around a place.
fn last_property(bases: &Bases<'_>, hint: &Hint) -> Option<String> {
    let at = hint.path.iter().rposition(|step| matches!(step, Step::Property(_)))?;
    Some(bases.word(hint, at))
}

/// The words in which all names end.
fn common_end(names: &BTreeSet<Option<String>>) -> Option<String> {
    let mut names = names.iter().map(|name| name.as_deref().map(words::in_name));
    let end = names.next()??;
    let end = names.try_fold(end, |end, name| {
        let pairs = end.iter().rev().zip(name?.into_iter().rev());
        let count = pairs.take_while(|(one, other)| **one == *other).count();
        Some(end[end.len() - count..].to_vec())
    })?;
    (!end.is_empty()).then(|| end.concat())
}

/// The name of the last step to a place.
fn last(bases: &Bases<'_>, hint: &Hint) -> Option<String> {
    let case = &bases.assigned.case;
    match hint.path.as_slice() {
        [.., Step::Property(_), Step::Item] => singular(&bases.word(hint, hint.path.len() - 2)),
        [.., Step::Property(_)] => Some(bases.word(hint, hint.path.len() - 1)),
        [Step::Part(side), Step::Part(_)] | [Step::Part(side)] if side == "error" => Some("ErrorBody".to_owned()),
        [.., Step::Part(word)] if !PLACES.contains(&word.as_str()) => Some(case.pascal(word, "Field")),
        _ => None,
    }
}

/// The longest run of words that all names have, without verbs around it.
fn common(names: impl Iterator<Item = Vec<String>>) -> String {
    // A type that several places share is called after what they have in common. Named after the first place, it would
    // change its name when a place before it appears.
    let run = names.reduce(|run, name| {
        let runs = (0..run.len()).flat_map(|from| (from + 1..=run.len()).map(move |to| (from, to)));
        let runs = runs.filter(|(from, to)| name.windows(to - from).any(|words| words == &run[*from..*to]));
        // Of runs of one length the last one is nearest to the thing.
        let longest = runs.max_by_key(|(from, to)| (to - from, *from));
        longest.map_or_else(Vec::new, |(from, to)| run[from..to].to_vec())
    });
    let run = run.unwrap_or_default();
    let is_verb = |word: &&String| VERBS.contains(&word.as_str());
    let start = run.iter().take_while(is_verb).count();
    let end = run.len() - run[start..].iter().rev().take_while(is_verb).count();
    case::joined(run[start..end].to_vec())
}

/// The first words of a name.
fn first_words(name: &str) -> Vec<String> {
    /// The search for what names have in common is cubic.
    const WORDS: usize = 12;
    words::in_name(name).into_iter().take(WORDS).map(str::to_owned).collect()
}
