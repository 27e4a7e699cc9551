//! Types of the configuration in place of schemas and formats.

use std::collections::{BTreeSet, HashMap};

use super::scalar::Scalars;
use crate::amend::Keys;
use crate::compose::Composed;
use crate::config::{Formats, Options, optional_type};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::SchemaId;
use crate::grammar::nearest;
use crate::ir::Type;
use crate::schema::SchemaTable;

/// The types of the schemas that the configuration names. `Option<T>` of a property is a `T` that may be absent, which the
/// schema around it says already.
pub(super) fn of_schemas(
    options: &Options,
    composed: &Composed,
    diagnostics: &mut Diagnostics,
) -> HashMap<SchemaId, Type> {
    let mut foreign = HashMap::new();
    let mut keys_of: HashMap<SchemaId, &str> = HashMap::new();
    if options.type_overrides.iter().next().is_none() {
        return foreign;
    }
    let keys = Keys::new(&composed.schemas, &composed.pointers);
    let nullable: BTreeSet<SchemaId> =
        options.nullable.iter().filter_map(|(key, _)| keys.find(key)).map(|found| found.schema).collect();
    for (key, setting) in options.type_overrides.iter() {
        let rust = &setting.value;
        let Some(found) = keys.find(key) else {
            diagnostics.push(keys.unknown(key, &format!("to be `{rust}`")).at_option(&setting.span));
            continue;
        };
        if let Some(other) = keys_of.insert(found.schema, key) {
            let message = format!("`{other}` and `{key}` are the same schema, which is to be `{rust}`");
            diagnostics.push(Diagnostic::idle_option(message).at_option(&setting.span));
            continue;
        }
        let optional = optional_type(rust).filter(|_| found.property.is_some());
        let ty = Type::Foreign(optional.unwrap_or_else(|| rust.to_owned()));
        foreign.insert(found.schema, if nullable.contains(&found.schema) { ty.nullable() } else { ty });
    }
    foreign
}

/// Names the formats of the configuration that neither the specifications nor the document know.
pub(super) fn check_formats(formats: &Formats, schemas: &SchemaTable, diagnostics: &mut Diagnostics) {
    let unknown: Vec<_> = formats.iter().filter(|(format, _)| !Scalars::is_known(format)).collect();
    if unknown.is_empty() {
        return;
    }
    let used: BTreeSet<&str> = schemas.ids().filter_map(|id| schemas.get(id).format_name()).collect();
    for (format, setting) in unknown.into_iter().filter(|(format, _)| !used.contains(format)) {
        let message = format!("no schema has the format `{format}`, which is to be `{}`", setting.value);
        let meant = nearest(format, used.iter().copied().chain(Scalars::known()));
        diagnostics.push(Diagnostic::unknown_option(message, meant).at_option(&setting.span));
    }
}
