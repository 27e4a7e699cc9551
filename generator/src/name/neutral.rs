//! Names of types that several places have.

use std::collections::BTreeSet;

use super::case;
use super::places::is_usable;
use super::plural::singular;
use super::types::Bases;
use crate::ir::{Hint, Root, Step};

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
/// the common words of the schemas or operations, or those words alone.
pub(super) fn names(bases: &Bases<'_>, hints: &[&Hint]) -> Vec<String> {
    let roots: BTreeSet<&Root> = hints.iter().map(|hint| &hint.root).collect();
    if roots.len() < 2 {
        return Vec::new();
    }
    let mut names: Vec<String> = hints.iter().map(|hint| bases.base(hint, 0).0).collect();
    names.sort();
    names.dedup();
    let common = common(names.iter().map(|name| words(name)));
    let last_words: BTreeSet<Option<String>> = hints.iter().map(|hint| last(bases, hint)).collect();
    let last_words = if last_words.len() == 1 { last_words.into_iter().next().flatten() } else { None };
    let wishes = match last_words {
        Some(last_words) => vec![last_words.clone(), case::joined([common, last_words])],
        // Types further in are called after this one.
        None if hints.iter().all(|hint| hint.path.len() == 1) => vec![common],
        None => Vec::new(),
    };
    wishes.into_iter().filter(|name| is_usable(name)).collect()
}

/// The name of the last step to a place.
fn last(bases: &Bases<'_>, hint: &Hint) -> Option<String> {
    let case = &bases.assigned.case;
    match hint.path.as_slice() {
        [.., Step::Property(list), Step::Item] => singular(&case.pascal(list, "Field")),
        [.., Step::Property(name)] => Some(case.pascal(name, "Field")),
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

/// The words of a name in the form that types have.
fn words(name: &str) -> Vec<String> {
    /// The search for what names have in common is cubic.
    const WORDS: usize = 12;
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if !c.is_uppercase() => word.push(c),
            _ => words.push(c.to_string()),
        }
    }
    words.truncate(WORDS);
    words
}
