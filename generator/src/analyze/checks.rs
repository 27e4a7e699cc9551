//! Types with rules that their values are validated against.

use crate::collections::HashSet;
use std::collections::BTreeSet;

use crate::ir::{Api, Constraints, Type, TypeDef, TypeId, TypeKind};

/// Types that say something of their values, or hold some that do, as far as they are part of requests.
pub(super) fn types(api: &Api) -> HashSet<TypeId> {
    let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    let mut open = Vec::new();
    for (id, def) in api.type_ids() {
        if def.is_checked && has_rules(def) {
            open.push(id);
        }
        for inner in def.inner_types().into_iter().flat_map(Type::mentioned) {
            users[inner.0].push(id);
        }
    }
    let mut types = HashSet::default();
    while let Some(id) = open.pop() {
        if types.insert(id) {
            open.append(&mut users[id.0]);
        }
    }
    types.retain(|id| api.ty(*id).is_checked);
    types
}

/// The features of the runtime that the rules need.
pub(super) fn features(api: &Api) -> BTreeSet<&'static str> {
    let checked = api.types.iter().filter(|def| def.is_checked);
    let of_types = checked.clone().flat_map(|def| match &def.kind {
        TypeKind::Struct(structure) => structure.fields.iter().map(|field| &field.constraints).collect(),
        TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.constraints).collect(),
        TypeKind::Enum(_) | TypeKind::Alias(_) => vec![],
    });
    let of_operations = api.operations.iter().flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.constraints);
        let bodies = operation.body.iter().flat_map(|body| {
            let others = body.others.iter().map(|other| &other.constraints);
            std::iter::once(&body.constraints).chain(others)
        });
        parameters.chain(bodies)
    });
    let of_defs = checked.map(|def| &def.constraints);
    let has_patterns = of_types.chain(of_operations).chain(of_defs).any(Constraints::has_patterns);
    // The crate `regex` is the heaviest part of validation, so only clients with patterns pay for it.
    has_patterns.then_some("regex").into_iter().collect()
}

fn has_rules(def: &TypeDef) -> bool {
    let within = match &def.kind {
        TypeKind::Struct(structure) => structure.fields.iter().any(|field| !field.constraints.is_empty()),
        TypeKind::Union(union) => union.variants.iter().any(|variant| !variant.constraints.is_empty()),
        TypeKind::Enum(_) | TypeKind::Alias(_) => false,
    };
    within || !def.constraints.is_empty()
}
