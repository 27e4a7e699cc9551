//! Which types stand as the body of an error.

use std::collections::HashSet;

use crate::ir::{Api, Codec, Type, TypeId, TypeKind};

/// Structs and enums that a failed call hands out; they can be shown to a person.
pub(super) fn types(api: &Api) -> HashSet<TypeId> {
    let mut found = HashSet::new();
    // What an error may be by its status is shown by the enum of them.
    for operation in api.operations.iter().filter(|operation| operation.failure.codec != Codec::ByStatus) {
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
