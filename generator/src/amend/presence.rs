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
    let known = Keys::new(&normalised.schemas, &normalised.pointers);
    let matches = names
        .iter()
        .filter_map(|(key, span)| Some((key, span, found(&known, key, span, "to be nullable", diagnostics)?.schema)));
    let found: Vec<(&str, &ConfigSpan, SchemaId)> = matches.collect();
    for (key, span, id) in found {
        let origin = normalised.schemas.get(id).origin;
        if !normalise::allow_null(&mut normalised.schemas, id, origin) {
            let message = format!("`{key}`, which is to be nullable, is so already");
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
    let known = Keys::new(&normalised.schemas, &normalised.pointers);
    let mut properties = Vec::new();
    for (key, span) in options.optional.iter() {
        let Some(found) = found(&known, key, span, "to be optional", diagnostics) else { continue };
        match found.property {
            Some(property) => properties.push((property, Some((key, span)))),
            None => {
                let message = format!("`{key}`, which is to be optional, is not a property");
                let diagnostic = Diagnostic::error(Code::UnknownOverride, message).at_option(span);
                diagnostics.push(diagnostic.help(format!("a property is `{key}.NAME`")));
            }
        }
    }
    // An override of nothing is reported where its type is used.
    properties.extend(overridden.into_iter().filter_map(|key| Some((known.find(key)?.property?, None))));
    for ((object, name), named) in properties {
        let mut is_required = false;
        for part in parts(&normalised.schemas, object) {
            let required = normalised.schemas.get_mut(part).keywords.get_mut(&Keyword::Required);
            if let Some(Value::Array(names)) = required.map(|node| &mut node.value) {
                let before = names.len();
                names.retain(|required| required.as_str() != Some(name.as_str()));
                is_required |= names.len() < before;
            }
        }
        if let Some((key, span)) = named.filter(|_| !is_required) {
            let message = format!("`{key}`, which is to be optional, is so already");
            diagnostics.push(Diagnostic::idle_option(message).at_option(span));
        }
    }
}

fn found(
    keys: &Keys<'_, RawSchemaTable>,
    key: &str,
    span: &ConfigSpan,
    purpose: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Match> {
    let found = keys.find(key);
    if found.is_none() {
        diagnostics.push(keys.unknown(key, purpose).at_option(span));
    }
    found
}
