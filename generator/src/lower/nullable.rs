//! Schemas that allow `null`.

use crate::collections::{HashMap, HashSet};

use crate::document::SchemaId;
use crate::ir::Type;
use crate::values::{LooserType, Validity};

/// The schemas that allow `null`: by their types, their listed values, their examples, the configuration, or what they refer
/// to or have as an alternative.
/// Found from those that say it backwards, so that long chains of references cost no more than short ones.
pub(super) fn schemas(validity: &Validity<'_>) -> HashSet<SchemaId> {
    let Validity { schemas: table, foreign, scalars, .. } = *validity;
    // From `null` backwards along the references: asked forwards for each schema, a chain of n references costs n²
    // steps.
    let mut users: HashMap<SchemaId, Vec<SchemaId>> = HashMap::default();
    let nullable = |(id, ty): (&SchemaId, &Type)| matches!(ty, Type::Nullable(_)).then_some(*id);
    let mut open: Vec<SchemaId> = foreign.iter().filter_map(nullable).collect();
    for id in table.ids().filter(|id| !foreign.contains_key(id)) {
        let row = table.get(id);
        if row.null || row.is_null() || scalars.looser(row) == Some(LooserType::Nullable) {
            open.push(id);
        }
        for other in row.alternatives().iter().copied().chain(row.reference()) {
            users.entry(other).or_default().push(id);
        }
    }
    let mut nullable_schemas = HashSet::default();
    while let Some(id) = open.pop() {
        if nullable_schemas.insert(id) {
            open.extend(users.get(&id).into_iter().flatten());
        }
    }
    nullable_schemas
}
