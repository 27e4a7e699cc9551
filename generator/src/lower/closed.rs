//! Which enums the configuration closes.

use super::enum_names;
use super::types::Types;
use crate::bundle::Row;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::SchemaId;
use crate::grammar::nearest;

/// Whether the document says that there are no other values.
fn says_closed(row: &Row) -> bool {
    row.get("x-ms-enum").and_then(|node| node.get("modelAsString")?.as_bool()) == Some(false)
}

impl Types<'_> {
    /// Whether an enum has no place for values that are not listed.
    pub(super) fn closes(&mut self, row: &Row) -> bool {
        let closed = &self.options.closed_enums;
        if closed.names().is_empty() {
            return closed.has_all() || closed.has_declared() && says_closed(row);
        }
        let pointer = row.pointer.to_string();
        let called = [row.name.as_deref(), enum_names::of_type(row), Some(pointer.as_str())];
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
    pub(super) fn unknown_closed(&mut self) {
        for (name, span) in self.options.closed_enums.names() {
            if self.closed.contains(name.as_str()) {
                continue;
            }
            let message = format!("no enum is called `{name}`, which is to be closed");
            let mut diagnostic = Diagnostic::error(Code::UnknownOverride, message).at_option(span);
            if let Some(meant) = nearest(name, self.enums_by_name()) {
                diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
            }
            self.diagnostics.push(diagnostic);
        }
    }

    /// The names of schemas that list values.
    fn enums_by_name(&self) -> Vec<&str> {
        let listing = |id: &SchemaId| self.schemas.get(*id).get("enum").is_some();
        let mut names: Vec<&str> =
            self.schemas.ids().filter(listing).filter_map(|id| self.schemas.get(id).name.as_deref()).collect();
        names.sort_unstable();
        names
    }
}
