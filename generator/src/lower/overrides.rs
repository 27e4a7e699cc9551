//! Types of the configuration in place of schemas.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::scalar::Scalars;

use crate::bundle::Table;
use crate::compose::Composed;
use crate::config::{Formats, TypeOverrides};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Pointer, SchemaId};
use crate::grammar::nearest;

/// Finds the schemas that the configuration names.
pub(super) fn by_schema(
    overrides: &TypeOverrides,
    composed: &Composed,
    diagnostics: &mut Diagnostics,
) -> HashMap<SchemaId, String> {
    let mut foreign = HashMap::new();
    let mut names = None;
    for (text, setting) in overrides.iter() {
        let rust = &setting.value;
        let names = names.get_or_insert_with(|| names_of(&composed.schemas));
        let id = match text.contains('/') {
            true => Pointer::parse(text).and_then(|pointer| composed.pointers.get(&pointer).copied()),
            false => named(text, names, &composed.schemas),
        };
        let Some(id) = id else {
            let message = match text.contains('/') {
                true => format!("no schema stands at `{text}`, which is to be `{rust}`"),
                false => format!("no schema and no property is `{text}`, which is to be `{rust}`"),
            };
            let diagnostic = Diagnostic::error(Code::UnknownOverride, message).at_option(&setting.span);
            diagnostics.push(match meant(text, names, composed) {
                Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
                None => diagnostic,
            });
            continue;
        };
        foreign.insert(id, rust.clone());
    }
    foreign
}

/// The schemas with a name; of several with one name the first, which is the one of the first document.
fn names_of(schemas: &Table) -> BTreeMap<&str, SchemaId> {
    let mut names = BTreeMap::new();
    for id in schemas.ids() {
        if let Some(name) = &schemas.get(id).name {
            names.entry(name.as_str()).or_insert(id);
        }
    }
    names
}

/// The schema of a name, or of a property behind the name of a schema and a dot. Both may have dots of their own.
fn named(text: &str, names: &BTreeMap<&str, SchemaId>, schemas: &Table) -> Option<SchemaId> {
    let property = |at: usize| {
        let owner = schemas.target(*names.get(&text[..at])?).1;
        owner.get("properties")?.get(&text[at + 1..])?.as_schema()
    };
    names.get(text).copied().or_else(|| text.rmatch_indices('.').find_map(|(at, _)| property(at)))
}

/// What a key that names nothing resembles: a pointer, the name of a schema, or a property of a schema that it names.
fn meant(text: &str, names: &BTreeMap<&str, SchemaId>, composed: &Composed) -> Option<String> {
    if text.contains('/') {
        let mut known: Vec<String> = composed.pointers.keys().map(ToString::to_string).collect();
        known.sort_unstable();
        return nearest(text, known.iter().map(String::as_str)).map(str::to_owned);
    }
    let properties = text.rmatch_indices('.').find_map(|(at, _)| {
        let owner = composed.schemas.target(*names.get(&text[..at])?).1;
        let properties = owner.get("properties")?.as_object()?;
        Some(properties.keys().map(|name| format!("{}.{name}", &text[..at])).collect::<Vec<_>>())
    });
    let properties = properties.unwrap_or_default();
    nearest(text, names.keys().copied().chain(properties.iter().map(String::as_str))).map(str::to_owned)
}

/// Names the formats of the configuration that neither the specifications nor the document know.
pub(super) fn formats(formats: &Formats, schemas: &Table, diagnostics: &mut Diagnostics) {
    let unknown: Vec<_> = formats.iter().filter(|(format, _)| !Scalars::is_known(format)).collect();
    if unknown.is_empty() {
        return;
    }
    let used: BTreeSet<&str> = schemas.ids().filter_map(|id| schemas.get(id).text("format")).collect();
    for (format, setting) in unknown.into_iter().filter(|(format, _)| !used.contains(format)) {
        let message = format!("no schema has the format `{format}`, which is to be `{}`", setting.value);
        let mut diagnostic = Diagnostic::error(Code::UnknownOverride, message).at_option(&setting.span);
        if let Some(meant) = nearest(format, used.iter().copied().chain(Scalars::known())) {
            diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
        }
        diagnostics.push(diagnostic);
    }
}
