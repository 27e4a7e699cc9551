//! What the items of pages are.

use std::collections::HashMap;

use crate::ir::{Api, OperationId, Pointed, Type, pointed};

/// The type of an item, of the operations with pages.
pub(super) fn items(api: &Api) -> HashMap<OperationId, Type> {
    let item = |(id, operation): (OperationId, &crate::ir::Operation)| {
        let pointer = &operation.pagination.as_ref()?.items;
        match pointed(&operation.success.ty, pointer, &|id| api.ty(id)) {
            Pointed::Typed(Type::List(item)) => Some((id, (**item).clone())),
            _ => None,
        }
    };
    api.operation_ids().filter_map(item).collect()
}
