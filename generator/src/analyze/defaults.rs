//! Which types have a `Default`.

use std::collections::HashSet;

use crate::ir::{Api, Presence, Type, TypeId, TypeKind};

/// Types all of whose required fields have a default: a struct with none is the common case, and makes
/// `..Default::default()` possible. Enums have none, since no value is better than another.
pub(super) fn types(api: &Api) -> HashSet<TypeId> {
    // Start with all structs and take away those that cannot, until nothing changes: a struct that contains itself
    // by a required field stays out, since its default would not end.
    let mut found: HashSet<TypeId> = HashSet::new();
    loop {
        let before = found.len();
        for (id, def) in api.type_ids() {
            let has = match &def.kind {
                TypeKind::Struct(structure) => structure
                    .fields
                    .iter()
                    .filter(|field| field.presence == Presence::Required)
                    .all(|field| has_default(&field.ty, &found)),
                TypeKind::Alias(ty) => has_default(ty, &found),
                TypeKind::Enum(_) => false,
            };
            if has {
                found.insert(id);
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

fn has_default(ty: &Type, found: &HashSet<TypeId>) -> bool {
    match ty {
        Type::Named(id) => found.contains(id),
        Type::Foreign(_) => false,
        _ => true,
    }
}
