//! Types of the configuration in place of schemas.

use std::collections::{BTreeSet, HashMap};

use super::scalar::Scalars;

use crate::bundle::Table;
use crate::compose::Composed;
use crate::config::{Formats, TypeOverrides};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Pointer, SchemaId};
use crate::grammar::nearest;

/// Finds the schemas that the pointers of the configuration name.
pub(super) fn by_schema(
    overrides: &TypeOverrides,
    composed: &Composed,
    diagnostics: &mut Diagnostics,
) -> HashMap<SchemaId, String> {
    let mut foreign = HashMap::new();
    for (text, rust) in overrides.iter() {
        let id = Pointer::parse(text).and_then(|pointer| composed.pointers.get(&pointer));
        let Some(id) = id else {
            let known: Vec<String> = composed.pointers.keys().map(ToString::to_string).collect();
            let message = format!("no schema stands at `{text}`, which is to be `{rust}`");
            let mut diagnostic = Diagnostic::error(Code::UnknownOverride, message);
            let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
            known.sort_unstable();
            if let Some(meant) = nearest(text, known) {
                diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
            }
            diagnostics.push(diagnostic);
            continue;
        };
        foreign.insert(*id, rust.to_owned());
    }
    foreign
}

/// Names the formats of the configuration that neither the specifications nor the document know.
pub(super) fn formats(formats: &Formats, schemas: &Table, diagnostics: &mut Diagnostics) {
    let unknown: Vec<(&str, &str)> = formats.iter().filter(|(format, _)| !Scalars::is_known(format)).collect();
    if unknown.is_empty() {
        return;
    }
    let used: BTreeSet<&str> = schemas.ids().filter_map(|id| schemas.get(id).text("format")).collect();
    for (format, rust) in unknown.into_iter().filter(|(format, _)| !used.contains(format)) {
        let message = format!("no schema has the format `{format}`, which is to be `{rust}`");
        let mut diagnostic = Diagnostic::error(Code::UnknownOverride, message);
        if let Some(meant) = nearest(format, used.iter().copied().chain(Scalars::known())) {
            diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
        }
        diagnostics.push(diagnostic);
    }
}
