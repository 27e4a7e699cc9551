//! The type of the items of a page.

use crate::collections::HashMap;

use crate::ir::{Api, OperationId, PointerTarget, Type, pointed};

/// The type of an item, of the operations with pages.
pub(super) fn items(api: &Api) -> HashMap<OperationId, Type> {
    let item = |(id, operation): (OperationId, &crate::ir::Operation)| {
        let pagination = operation.pagination.as_ref()?;
        let (_, page) = operation.success.by_status().into_iter().find(|(status, _)| *status == pagination.status)?;
        match pointed(&page.ty, &pagination.items, &|id| api.ty(id)) {
            PointerTarget::Typed(Type::List(item)) => Some((id, (**item).clone())),
            _ => None,
        }
    };
    api.operation_ids().filter_map(item).collect()
}
