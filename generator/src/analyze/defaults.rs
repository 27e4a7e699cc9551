//! Which types have a `Default`.

use std::collections::{HashMap, HashSet};

use crate::ir::{Api, Presence, Type, TypeId, TypeKind};

/// Types all of whose required fields have a default: a struct with none is the common case, and makes
/// `..Default::default()` possible. Of enums only fixed tags have one: where several values are listed none is better than
/// another. A field that holds the tag of its variant begins with that.
///
/// A struct that contains itself by a required field stays out, since its default would not end. Each type is looked at
/// once for each type that it needs, so long chains cost no more than short ones.
pub(super) fn types(api: &Api, tags: &HashMap<(TypeId, usize), String>) -> HashSet<TypeId> {
    let mut open = vec![0usize; api.types.len()];
    let mut waiting: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    let mut ready = Vec::new();
    for (id, def) in api.type_ids() {
        let is_tag = |field: usize| tags.contains_key(&(api.original(id), field));
        let Some(needed) = needed(&def.kind, is_tag) else { continue };
        open[id.0] = needed.len();
        if needed.is_empty() {
            ready.push(id);
        }
        for other in needed {
            waiting[other.0].push(id);
        }
    }
    let mut found = HashSet::new();
    while let Some(id) = ready.pop() {
        found.insert(id);
        for other in std::mem::take(&mut waiting[id.0]) {
            open[other.0] -= 1;
            if open[other.0] == 0 {
                ready.push(other);
            }
        }
    }
    found
}

/// The types that must have a default for a type to have one; `None` where it never has.
fn needed(kind: &TypeKind, is_tag: impl Fn(usize) -> bool) -> Option<Vec<TypeId>> {
    let types: Vec<&Type> = match kind {
        TypeKind::Struct(structure) => {
            let fields = structure.fields.iter().enumerate();
            let required = fields.filter(|(index, field)| field.presence == Presence::Required && !is_tag(*index));
            required.map(|(_, field)| &field.ty).collect()
        }
        TypeKind::Alias(ty) => vec![ty],
        TypeKind::Enum(values) if values.is_tag() => Vec::new(),
        TypeKind::Enum(_) | TypeKind::Union(_) => return None,
    };
    let mut needed = Vec::new();
    let held = types.into_iter().filter(|ty| !matches!(ty, Type::Nullable(_))).flat_map(Type::held);
    for ty in held {
        match ty {
            Type::Named(id) => needed.push(*id),
            Type::Foreign(_) => return None,
            Type::Scalar(scalar) if !scalar.has_default() => return None,
            _ => {}
        }
    }
    Some(needed)
}
