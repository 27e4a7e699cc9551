//! Which schemas allow `null`.

use std::collections::{HashMap, HashSet};

use crate::document::SchemaId;
use crate::ir::Type;
use crate::values::{Looser, Validity};

/// The schemas that allow `null`: by their types, their listed values, their examples, the configuration, or what they refer
/// to or have as an alternative.
/// Found from those that say it backwards, so that long chains of references cost no more than short ones.
pub(super) fn schemas(validity: &Validity<'_>) -> HashSet<SchemaId> {
    let Validity { schemas: table, foreign, scalars, .. } = *validity;
    let mut users: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
    let nullable = |(id, ty): (&SchemaId, &Type)| matches!(ty, Type::Nullable(_)).then_some(*id);
    let mut open: Vec<SchemaId> = foreign.iter().filter_map(nullable).collect();
    for id in table.ids().filter(|id| !foreign.contains_key(id)) {
        let row = table.get(id);
        if row.null || row.is_null() || scalars.looser(row) == Some(Looser::Nullable) {
            open.push(id);
        }
        for other in row.alternatives().iter().copied().chain(row.reference()) {
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
