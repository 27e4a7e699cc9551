//! Keys of the configuration with a `*`, which give names to all operations and schemas that are like them.

use crate::collections::HashMap;
use std::collections::BTreeMap;

use super::assigned::AssignedNames;
use super::targets::{NameTarget, TargetIndex};
use crate::config::Setting;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// More stars than these in a key are an error: a search for what they stand for takes time with each.
const STARS: usize = 3;

/// The texts that the `*` of a pattern stand for in a text which is like it, each as short as can be.
pub(super) fn texts<'a>(pattern: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let Some((start, rest)) = pattern.split_once('*') else { return (pattern == text).then(Vec::new) };
    let text = text.strip_prefix(start)?;
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    ends.into_iter().find_map(|at| {
        let behind = texts(rest, &text[at..])?;
        Some(std::iter::once(&text[..at]).chain(behind).collect())
    })
}

/// A key with its name.
type Entry<'a> = (&'a str, &'a Setting<String>);

/// Gives names to what has none from a key of its own. Of the patterns that a text is like, the one with most letters holds.
pub(super) fn assign(
    targets: &TargetIndex,
    patterns: &[Entry<'_>],
    assigned: &mut AssignedNames,
    diagnostics: &mut Diagnostics,
) {
    let refused = |setting: &Setting<String>, message: String| {
        Diagnostic::error(Code::UnknownOverride, message).at_option(&setting.span)
    };
    let mut longest: Vec<(Entry<'_>, bool)> = Vec::new();
    for (key, setting) in patterns {
        if key.matches('*').count() <= STARS {
            longest.push(((key, setting), false));
        } else {
            let diagnostic = refused(setting, format!("`{key}` has more than {STARS} `*`"));
            diagnostics.push(diagnostic.help("a `*` stands for any text, here and in the name"));
        }
    }
    longest.sort_by_key(|((key, _), _)| std::cmp::Reverse(key.len()));
    let types: HashMap<_, _> = assigned.types.iter().cloned().collect();
    // The names of all, and what has each.
    let mut operations: BTreeMap<String, Vec<(&str, Option<Entry<'_>>)>> = BTreeMap::new();
    let mut schemas = operations.clone();
    for (text, named) in targets.named() {
        let target_name = match named {
            NameTarget::Operation(id) => assigned.operations.get(&id),
            NameTarget::Type(id) => types.get(&id),
            _ => continue,
        };
        let like = longest.iter_mut().find_map(|(entry, matches)| {
            let mut stands = texts(entry.0, text)?.into_iter();
            *matches = true;
            let mut pieces = entry.1.value.split('*');
            let first = pieces.next().unwrap_or_default().to_owned();
            Some((*entry, pieces.fold(first, |name, piece| name + stands.next().unwrap_or_default() + piece)))
        });
        let (name, by) = match (target_name, like) {
            (Some(target_name), _) => (target_name.clone(), None),
            (None, Some((entry, name))) => (name, Some(entry)),
            (None, None) => (text.to_owned(), None),
        };
        let (name, names) = match (named, target_name) {
            (NameTarget::Operation(_), None) => (assigned.case.snake(&name, "operation"), &mut operations),
            (NameTarget::Operation(_), Some(_)) => (name, &mut operations),
            (_, None) => (assigned.case.type_name(&name, "Type"), &mut schemas),
            (_, Some(_)) => (name, &mut schemas),
        };
        if by.is_some() {
            match named {
                NameTarget::Operation(id) => drop(assigned.operations.insert(id, name.clone())),
                NameTarget::Type(id) => assigned.types.push((id, name.clone())),
                _ => {}
            }
        }
        names.entry(name).or_default().push((text, by));
    }
    for ((key, setting), matches) in &longest {
        if !matches {
            let message = format!("no operation and no schema matches `{key}`");
            diagnostics.push(Diagnostic::unknown_option(key, message, None).at_option(&setting.span));
        }
    }
    for (kind, names) in [("operations", operations), ("schemas", schemas)] {
        for (name, claims) in names {
            let Some((key, setting)) = claims.iter().find_map(|(_, by)| *by).filter(|_| claims.len() > 1) else {
                continue;
            };
            let texts: Vec<String> = claims.iter().map(|(text, _)| format!("`{text}`")).collect();
            let message = format!("with `{key}`, the {kind} {} have the same name `{name}`", texts.join(", "));
            diagnostics.push(refused(setting, message).help("a key without `*` gives one of them another name"));
        }
    }
}
