//! Properties that may be null, and properties that may be absent.

use super::keys::{Keys, Match, parts};
use crate::bundle::RawSchemaTable;
use crate::config::{ConfigSpan, Names, Options, optional_type};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{SchemaId, Value};
use crate::normalise::{self, Normalised};
use crate::spec::Keyword;

/// Adds `null` to the values of the schemas that the configuration names.
pub(super) fn nullable(normalised: &mut Normalised, names: &Names, diagnostics: &mut Diagnostics) {
    if names.is_empty() {
        return;
    }
    let keys = Keys::new(&normalised.schemas, &normalised.pointers);
    let matches = names.iter().filter_map(|(key, span)| {
        Some((key, span, find_match(&keys, key, span, "to make nullable", diagnostics)?.schema))
    });
    let matching: Vec<(&str, &ConfigSpan, SchemaId)> = matches.collect();
    for (key, span, id) in matching {
        let origin = normalised.schemas.get(id).origin;
        if !normalise::allow_null(&mut normalised.schemas, id, origin) {
            let message = format!("`{key}` is nullable already");
            diagnostics.push(Diagnostic::idle_option(message).at_option(span));
        }
    }
}

/// Makes the properties optional that the configuration names, or gives the type `Option<T>`.
pub(super) fn optional(normalised: &mut Normalised, options: &Options, diagnostics: &mut Diagnostics) {
    let overridden = options.type_overrides.iter().filter(|(_, setting)| optional_type(&setting.value).is_some());
    let overridden: Vec<&str> = overridden.map(|(key, _)| key).collect();
    if options.optional.is_empty() && overridden.is_empty() {
        return;
    }
    let keys = Keys::new(&normalised.schemas, &normalised.pointers);
    let mut properties = Vec::new();
    for (key, span) in options.optional.iter() {
        let Some(matched) = find_match(&keys, key, span, "to make optional", diagnostics) else { continue };
        match matched.property {
            Some(property) => properties.push((property, Some((key, span)))),
            None => {
                let message = format!("`{key}` is not a property, so it cannot be optional");
                let diagnostic = Diagnostic::error(Code::UnknownOverride, message).at_option(span);
                diagnostics.push(diagnostic.help(format!("a property is `{key}.NAME`")));
            }
        }
    }
    // An override of nothing is reported where its type is used.
    properties.extend(overridden.into_iter().filter_map(|key| Some((keys.find(key)?.property?, None))));
    for ((object, name), named) in properties {
        let mut is_required = false;
        // `required` may stand in any member of `allOf`.
        for part in parts(&normalised.schemas, object) {
            let required = normalised.schemas.get_mut(part).keywords.get_mut(&Keyword::Required);
            if let Some(Value::Array(names)) = required.map(|node| &mut node.value) {
                let before = names.len();
                names.retain(|required| required.as_str() != Some(name.as_str()));
                is_required |= names.len() < before;
            }
        }
        if let Some((key, span)) = named.filter(|_| !is_required) {
            let message = format!("`{key}` is optional already");
            diagnostics.push(Diagnostic::idle_option(message).at_option(span));
        }
    }
}

fn find_match(
    keys: &Keys<'_, RawSchemaTable>,
    key: &str,
    span: &ConfigSpan,
    purpose: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Match> {
    let matched = keys.find(key);
    if matched.is_none() {
        diagnostics.push(keys.unknown(key, purpose).at_option(span));
    }
    matched
}
