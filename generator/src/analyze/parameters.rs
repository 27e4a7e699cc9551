//! Types that are used in a parameter.

use crate::collections::HashSet;

use crate::ir::{Api, ParameterForm, Type, TypeId, TypeKind};

/// Structs and unions that parameters have: they are written by their JSON form. What they hold is written with them.
pub(super) fn types(api: &Api) -> HashSet<TypeId> {
    let mut types = HashSet::default();
    let parameters = api.operations.iter().flat_map(|operation| &operation.parameters);
    let mut open: Vec<&Type> =
        parameters.filter(|parameter| parameter.form == ParameterForm::Plain).map(|parameter| &parameter.ty).collect();
    let mut seen = HashSet::default();
    while let Some(ty) = open.pop() {
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => open.push(inner),
            Type::Named(id) if seen.insert(*id) => match &api.ty(*id).kind {
                TypeKind::Struct(_) | TypeKind::Union(_) => {
                    types.insert(*id);
                }
                TypeKind::Alias(to) => open.push(to),
                TypeKind::Enum(_) => {}
            },
            _ => {}
        }
    }
    types
}
