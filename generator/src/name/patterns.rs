//! Keys of the configuration with a `*`, which give names to all operations and schemas that are like them.

use std::collections::{BTreeMap, HashMap};

use super::case;
use super::given::Given;
use super::known::{Known, Named};
use crate::config::Setting;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// A key with its name.
type Entry<'a> = (&'a str, &'a Setting<String>);

/// Gives names to what has none from a key of its own. Of the patterns that a text is like, the one with most letters holds.
pub(super) fn give(known: &Known, patterns: &[Entry<'_>], given: &mut Given, diagnostics: &mut Diagnostics) {
    let refused = |setting: &Setting<String>, message: String| {
        Diagnostic::error(Code::UnknownOverride, message).at_option(&setting.span)
    };
    let mut longest: Vec<(Entry<'_>, (&str, &str), bool)> = Vec::new();
    for (key, setting) in patterns {
        match key.split_once('*') {
            Some(parts) if !parts.1.contains('*') => longest.push(((key, setting), parts, false)),
            _ => {
                let diagnostic = refused(setting, format!("`{key}` has more than one `*`"));
                diagnostics.push(diagnostic.help("one `*` stands for any text, here and in the name"));
            }
        }
    }
    longest.sort_by_key(|((key, _), ..)| std::cmp::Reverse(key.len()));
    let types: HashMap<_, _> = given.types.iter().cloned().collect();
    // The names of all, and what has each.
    let mut operations: BTreeMap<String, Vec<(&str, Option<Entry<'_>>)>> = BTreeMap::new();
    let mut schemas = operations.clone();
    for (text, named) in known.named() {
        let own = match named {
            Named::Operation(id) => given.operations.get(&id),
            Named::Type(id) => types.get(&id),
            Named::Field(..) | Named::Variant(..) => continue,
        };
        let like = longest.iter_mut().find_map(|(entry, (start, end), matches)| {
            let stands = text.strip_prefix(*start)?.strip_suffix(*end)?;
            *matches = true;
            Some((*entry, entry.1.value.replace('*', stands)))
        });
        let (name, by) = match (own, like) {
            (Some(own), _) => (own.clone(), None),
            (None, Some((entry, name))) => (name, Some(entry)),
            (None, None) => (text.to_owned(), None),
        };
        let (name, names) = match (named, own) {
            (Named::Operation(_), None) => (case::snake(&name, "operation"), &mut operations),
            (Named::Operation(_), Some(_)) => (name, &mut operations),
            (_, None) => (case::type_name(&name, "Type"), &mut schemas),
            (_, Some(_)) => (name, &mut schemas),
        };
        if by.is_some() {
            match named {
                Named::Operation(id) => drop(given.operations.insert(id, name.clone())),
                Named::Type(id) => given.types.push((id, name.clone())),
                Named::Field(..) | Named::Variant(..) => {}
            }
        }
        names.entry(name).or_default().push((text, by));
    }
    for ((key, setting), _, matches) in &longest {
        if !matches {
            let name = &setting.value;
            let message = format!("no operation and no schema is like `{key}`, which is to be `{name}`");
            diagnostics.push(Diagnostic::unknown_option(message, None).at_option(&setting.span));
        }
    }
    for (kind, names) in [("operations", operations), ("schemas", schemas)] {
        for (name, of) in names {
            let Some((key, setting)) = of.iter().find_map(|(_, by)| *by).filter(|_| of.len() > 1) else { continue };
            let texts: Vec<String> = of.iter().map(|(text, _)| format!("`{text}`")).collect();
            let message = format!("with `{key}`, the {kind} {} have the same name `{name}`", texts.join(", "));
            diagnostics.push(refused(setting, message).help("a key without `*` gives one of them another name"));
        }
    }
}
