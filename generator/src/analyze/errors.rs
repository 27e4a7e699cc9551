//! Which types stand as the body of an error.

use std::collections::HashSet;

use crate::ir::{Api, Type, TypeId, TypeKind};

/// Structs and enums that a failed call hands out; they can be shown to a person.
pub(super) fn types(api: &Api) -> HashSet<TypeId> {
    let mut found = HashSet::new();
    for operation in &api.operations {
        let mut ty = &operation.failure.ty;
        for _ in 0..=api.types.len() {
            let Type::Named(id) = ty else { break };
            match &api.ty(*id).kind {
                TypeKind::Alias(to) => ty = to,
                TypeKind::Struct(_) | TypeKind::Union(_) => {
                    found.insert(*id);
                    break;
                }
                TypeKind::Enum(_) => break, // they have a text of their own
            }
        }
    }
    found
}
