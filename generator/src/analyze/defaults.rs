//! Types that implement `Default`.

use crate::collections::{HashMap, HashSet};

use super::fixed::Start;
use crate::ir::{Api, Presence, Type, TypeId, TypeKind};

/// Types all of whose required fields have a default: a struct with none is the common case, and makes
/// `..Default::default()` possible. Of enums only fixed tags have one: where several values are listed none is better than
/// another. A field that may have one value alone begins with that.
///
/// A struct that contains itself by a required field stays out, since its default would not end. Each type is looked at
/// once for each type that it needs, so long chains cost no more than short ones.
pub(super) fn types(api: &Api, starts: &HashMap<(TypeId, usize), Start>) -> HashSet<TypeId> {
    let mut open = vec![0usize; api.types.len()];
    let mut waiting: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    let mut ready = Vec::new();
    for (id, def) in api.type_ids() {
        let has_start = |field: usize| starts.contains_key(&(api.original(id), field));
        let Some(needed) = needed(&def.kind, has_start) else { continue };
        open[id.0] = needed.len();
        if needed.is_empty() {
            ready.push(id);
        }
        for other in needed {
            waiting[other.0].push(id);
        }
    }
    let mut types = HashSet::default();
    while let Some(id) = ready.pop() {
        types.insert(id);
        for other in std::mem::take(&mut waiting[id.0]) {
            open[other.0] -= 1;
            if open[other.0] == 0 {
                ready.push(other);
            }
        }
    }
    types
}

/// The types that must have a default for a type to have one; `None` where it never has.
fn needed(kind: &TypeKind, has_start: impl Fn(usize) -> bool) -> Option<Vec<TypeId>> {
    let types: Vec<&Type> = match kind {
        TypeKind::Struct(structure) => {
            let fields = structure.fields.iter().enumerate();
            let required = fields.filter(|(index, field)| field.presence == Presence::Required && !has_start(*index));
            required.map(|(_, field)| &field.ty).collect()
        }
        TypeKind::Alias(ty) => vec![ty],
        // A list of one value is a fixed tag. Its default is that value, so it does not stand in the way of the
        // struct's default.
        TypeKind::Enum(values) if values.is_tag() => Vec::new(),
        // No listed value and no alternative is better than another. A default would be sent by mistake.
        TypeKind::Enum(_) | TypeKind::Union(_) => return None,
    };
    let mut needed = Vec::new();
    let inner_types = types.into_iter().filter(|ty| !matches!(ty, Type::Nullable(_))).flat_map(Type::inner_types);
    for ty in inner_types {
        match ty {
            Type::Named(id) => needed.push(*id),
            Type::Foreign(_) => return None,
            Type::Scalar(scalar) if !scalar.has_default() => return None,
            _ => {}
        }
    }
    Some(needed)
}
