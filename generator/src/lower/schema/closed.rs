//! Enums that the configuration closes.

use super::SchemaReader;
use crate::diagnostic::Diagnostic;
use crate::document::SchemaId;
use crate::grammar::nearest;
use crate::schema::{ListedValues, Schema};

impl SchemaReader<'_> {
    /// Returns `true` if an enum has no place for values that are not listed.
    pub(super) fn closes(&mut self, schema: &Schema, listed: &ListedValues) -> bool {
        let closed = &self.options.closed_enums;
        if closed.names().is_empty() {
            // `modelAsString: false` declares a closed enum, and services have sent other values all the same. So it
            // takes the option.
            return closed.has_all() || closed.has_declared() && listed.is_closed;
        }
        let pointer = schema.pointer.to_string();
        let called = [schema.name.as_deref(), listed.name.as_deref(), Some(pointer.as_str())];
        let named: Vec<&str> = called
            .into_iter()
            .flatten()
            .filter_map(|name| closed.names().get_key_value(name))
            .map(|(name, _)| name.as_str())
            .collect();
        self.closed.extend(&named);
        closed.has_all() || !named.is_empty()
    }

    /// Reports the names of closed enums that no enum has.
    pub(super) fn report_unknown_closed(&mut self) {
        for (name, span) in self.options.closed_enums.names() {
            // A type of the configuration in its place is reported with the other corrections of such a schema.
            if self.closed.contains(name.as_str()) || self.options.type_overrides.has(name) {
                continue;
            }
            let message = format!("there is no enum `{name}` to close");
            let diagnostic = Diagnostic::unknown_option(name, message, nearest(name, self.enums_by_name()));
            self.diagnostics.push(diagnostic.at_option(span));
        }
    }

    /// The names of schemas that list values.
    fn enums_by_name(&self) -> Vec<&str> {
        let listing = |id: &SchemaId| self.registry.table.get(*id).listed().is_some();
        let mut names: Vec<&str> = self
            .registry
            .table
            .ids()
            .filter(listing)
            .filter_map(|id| self.registry.table.get(id).name.as_deref())
            .collect();
        names.sort_unstable();
        names
    }
}
