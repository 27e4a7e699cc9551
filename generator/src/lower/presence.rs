//! Properties whose `null` is the same as their absence, by the configuration.

use crate::collections::HashSet;

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
    pub(super) fn new(selection: &Selection, composed: &Composed, diagnostics: &mut Diagnostics) -> Self {
        let mut selected = Self { all: selection.has_all(), ..Self::default() };
        if selection.names().is_empty() {
            return selected;
        }
        let keys = Keys::new(&composed.schemas, &composed.pointers);
        for (key, span) in selection.names().iter() {
            let Some(named) = keys.find(key) else {
                let purpose = "whose `null` means absence";
                diagnostics.push(keys.unknown(key, purpose).at_option(span));
                continue;
            };
            let is_required = named.property.as_ref().is_some_and(|(object, name)| {
                let object = composed.schemas.target(*object).1.as_object();
                object.is_some_and(|object| object.required.contains_key(name))
            });
            match (named.property, composed.schemas.target(named.schema).1.as_object()) {
                (Some(_), _) if is_required => {
                    let message = format!("`null` cannot mean absence for `{key}`, which is required");
                    diagnostics.push(Diagnostic::idle_option(message).at_option(span));
                }
                (Some(_), _) => drop(selected.properties.insert(named.schema)),
                (None, Some(object)) => selected.properties.extend(object.properties.values()),
                (None, None) => {
                    let message =
                        format!("`null` cannot mean absence for `{key}`, which is neither a property nor an object");
                    diagnostics.push(Diagnostic::idle_option(message).at_option(span));
                }
            }
        }
        selected
    }

    /// Returns `true` for a property of the selection.
    pub(super) fn covers(&self, property: SchemaId) -> bool {
        self.all || self.properties.contains(&property)
    }
}
