//! Properties whose `null` is the same as their absence, by the configuration.

use std::collections::HashSet;

use crate::amend::Keys;
use crate::compose::Composed;
use crate::config::Selection;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::SchemaId;

/// The properties for which `null` and absence are one.
#[derive(Default)]
pub(super) struct NullAsAbsent {
    all: bool,
    properties: HashSet<SchemaId>,
}

impl NullAsAbsent {
    /// Finds the properties of a selection: those that it names, and all of the objects that it names.
    pub(super) fn of(selection: &Selection, composed: &Composed, diagnostics: &mut Diagnostics) -> Self {
        let mut found = Self { all: selection.has_all(), ..Self::default() };
        if selection.names().is_empty() {
            return found;
        }
        let keys = Keys::new(&composed.schemas, &composed.pointers);
        for (key, span) in selection.names().iter() {
            let Some(named) = keys.find(key) else {
                let purpose = "to have `null` for absence";
                diagnostics.push(keys.unknown(key, purpose).at_option(span));
                continue;
            };
            let is_required = named.property.as_ref().is_some_and(|(object, name)| {
                let object = composed.schemas.target(*object).1.as_object();
                object.is_some_and(|object| object.required.contains_key(name))
            });
            match (named.property, composed.schemas.target(named.schema).1.as_object()) {
                (Some(_), _) if is_required => {
                    let message = format!("`{key}`, of which `null` is to be absence, is required");
                    diagnostics.push(Diagnostic::idle_option(message).at_option(span));
                }
                (Some(_), _) => drop(found.properties.insert(named.schema)),
                (None, Some(object)) => found.properties.extend(object.properties.values()),
                (None, None) => {
                    let message =
                        format!("`{key}`, of which `null` is to be absence, is neither a property nor an object");
                    diagnostics.push(Diagnostic::idle_option(message).at_option(span));
                }
            }
        }
        found
    }

    /// Returns `true` for a property of the selection.
    pub(super) fn covers(&self, property: SchemaId) -> bool {
        self.all || self.properties.contains(&property)
    }
}
