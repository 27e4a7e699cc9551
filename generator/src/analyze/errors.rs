//! Types that are the body of an error.

use crate::collections::HashSet;

use crate::ir::{Api, Codec, Type, TypeId, TypeKind};

/// Structs and enums that a failed call hands out; they can be shown to a person.
pub(super) fn types(api: &Api) -> HashSet<TypeId> {
    let mut types = HashSet::default();
    // An error whose type depends on its status is shown by the enum of all.
    for operation in api.operations.iter().filter(|operation| operation.failure.codec != Codec::ByStatus) {
        let mut ty = &operation.failure.ty;
        for _ in 0..=api.types.len() {
            let Type::Named(id) = ty else { break };
            match &api.ty(*id).kind {
                TypeKind::Alias(to) => ty = to,
                TypeKind::Struct(_) | TypeKind::Union(_) => {
                    types.insert(*id);
                    break;
                }
                TypeKind::Enum(_) => break, // they have a text of their own
            }
        }
    }
    types
}
