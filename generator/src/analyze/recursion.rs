//! Fields and variants of a type that contains itself, or that contains very many others.

use crate::collections::HashSet;

use crate::ir::{Api, Field, Type, TypeId, TypeKind, Variant, components};
use crate::limits;

/// Fields and variants that close a circle of types held by value. Lists and maps hold their values elsewhere and need no `Box`.
pub(super) fn boxed(api: &Api) -> HashSet<(TypeId, usize)> {
    let components = components(api.types.len(), |index| edges(api, index));
    let mut boxed = HashSet::default();
    for (id, def) in api.type_ids() {
        for (index, ty) in places(&def.kind).enumerate() {
            let within = |target: TypeId| components[target.0] == components[id.0];
            // All places of a circle are boxed and not only one: which one would close it depends on where the walk
            // begins.
            if by_value(api, ty).into_iter().any(within) {
                boxed.insert((id, index));
            }
        }
    }
    shorten(api, &components, &mut boxed);
    boxed
}

/// Cuts long chains of types that hold each other by value. The compiler follows them when it lays out a type, and
/// gives up after 128 steps. Components are numbered from the end of the chains.
fn shorten(api: &Api, components: &[usize], boxed: &mut HashSet<(TypeId, usize)>) {
    let mut order: Vec<TypeId> = api.type_ids().map(|(id, _)| id).collect();
    order.sort_by_key(|id| components[id.0]);
    let mut heights = vec![0usize; api.types.len()];
    for id in order {
        for (index, ty) in places(&api.ty(id).kind).enumerate() {
            let height = by_value(api, ty).into_iter().map(|target| heights[target.0] + 1).max().unwrap_or_default();
            if height > limits::INNER_TYPES {
                boxed.insert((id, index));
            }
            if !boxed.contains(&(id, index)) {
                heights[id.0] = heights[id.0].max(height);
            }
        }
    }
}

/// The fields of a struct, or the variants of a union.
fn places(kind: &TypeKind) -> impl Iterator<Item = &Type> {
    let (fields, variants): (&[Field], &[Variant]) = match kind {
        TypeKind::Struct(structure) => (&structure.fields, &[]),
        TypeKind::Union(union) => (&[], &union.variants),
        TypeKind::Enum(_) | TypeKind::Alias(_) => (&[], &[]),
    };
    fields.iter().map(|field| &field.ty).chain(variants.iter().map(|variant| &variant.ty))
}

/// The structs and unions that a type holds by value, as they stand in Rust. Of types that say the same the one that is
/// written counts.
fn by_value(api: &Api, ty: &Type) -> Vec<TypeId> {
    let mut targets = Vec::new();
    let mut open = ty.inner_types();
    while let Some(ty) = open.pop() {
        let Type::Named(id) = ty else { continue };
        match &api.ty(*id).kind {
            TypeKind::Struct(_) | TypeKind::Union(_) => targets.push(api.original(*id)),
            TypeKind::Alias(to) => open.extend(to.inner_types()),
            TypeKind::Enum(_) => {}
        }
    }
    targets
}

fn edges(api: &Api, index: usize) -> Vec<usize> {
    places(&api.types[index].kind).flat_map(|ty| by_value(api, ty)).map(|id| id.0).collect()
}
