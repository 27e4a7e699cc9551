//! Whether a schema allows `null`.

use std::collections::HashSet;

use super::types::{Types, type_names};
use crate::bundle::Row;
use crate::document::{Node, SchemaId, Value};

impl Types<'_> {
    /// Whether a schema allows `null` beside other values: by its types, its listed values, or one of its alternatives.
    pub(super) fn is_nullable(&self, id: SchemaId) -> bool {
        let mut seen = HashSet::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if !seen.insert(id) || self.foreign.contains_key(&id) {
                continue;
            }
            let row = self.schemas.get(id);
            if says_null(row) {
                return true;
            }
            open.extend(row.schema("$ref"));
            for keyword in ["oneOf", "anyOf"] {
                let members = row.get(keyword).and_then(Node::as_array).unwrap_or_default();
                open.extend(members.iter().filter_map(Node::as_schema));
            }
        }
        false
    }
}

/// Whether `null` is among the types or the listed values of a schema.
fn says_null(row: &Row) -> bool {
    let listed = row.get("enum").and_then(Node::as_array);
    listed.is_some_and(|values| values.iter().any(|value| value.value == Value::Null))
        || type_names(row).contains(&"null")
}

/// Whether a schema allows nothing but `null`.
pub(super) fn is_null(row: &Row) -> bool {
    type_names(row) == ["null"]
}
