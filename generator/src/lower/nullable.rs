//! Which schemas allow `null`.

use std::collections::{HashMap, HashSet};

use super::loosened::Looser;
use super::scalar::Scalars;
use super::types::type_names;
use crate::bundle::{Row, Table};
use crate::document::{Node, SchemaId, Value};
use crate::ir::Type;

/// The schemas that allow `null`: by their types, their listed values, their examples, the configuration, or what they refer
/// to or have as an alternative.
/// Found from those that say it backwards, so that long chains of references cost no more than short ones.
pub(super) fn schemas(table: &Table, foreign: &HashMap<SchemaId, Type>, scalars: Scalars<'_>) -> HashSet<SchemaId> {
    let mut users: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
    let nullable = |(id, ty): (&SchemaId, &Type)| matches!(ty, Type::Nullable(_)).then_some(*id);
    let mut open: Vec<SchemaId> = foreign.iter().filter_map(nullable).collect();
    for id in table.ids().filter(|id| !foreign.contains_key(id)) {
        let row = table.get(id);
        if says_null(row) || scalars.looser(row) == Some(Looser::Nullable) {
            open.push(id);
        }
        let alternatives = ["oneOf", "anyOf"].iter().filter_map(|keyword| row.get(keyword)?.as_array()).flatten();
        for other in alternatives.filter_map(Node::as_schema).chain(row.schema("$ref")) {
            users.entry(other).or_default().push(id);
        }
    }
    let mut found = HashSet::new();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(users.get(&id).into_iter().flatten());
        }
    }
    found
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
