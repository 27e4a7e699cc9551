//! Maps within a merge patch, whose entries are deleted by `null` (RFC 7396).

use crate::ir::{Extra, Type, TypeKind};

// In a merge patch `null` deletes (RFC 7396), so absent and `null` are two wishes: an `Option<Option<T>>`. An entry of
// a map is there or not, so an `Option<T>` suffices.
/// Returns `true` if a type has entries that may be deleted.
pub(super) fn differ(ty: &Type) -> bool {
    match ty {
        Type::Map(values) => differ_as_entry(values),
        Type::Nullable(inner) => differ(inner),
        _ => false,
    }
}

/// The same for the values of entries.
pub(super) fn differ_as_entry(values: &Type) -> bool {
    !matches!(values, Type::Any | Type::Nullable(_)) || differ(values)
}

/// Lets `null` be the value of each entry.
pub(super) fn allow(ty: &mut Type) {
    match ty {
        Type::Map(values) => allow_as_entry(values),
        Type::Nullable(inner) => allow(inner),
        _ => {}
    }
}

fn allow_as_entry(values: &mut Type) {
    allow(values);
    *values = std::mem::replace(values, Type::Any).nullable();
}

/// The same for all that a definition has.
pub(super) fn allow_within(kind: &mut TypeKind) {
    match kind {
        TypeKind::Struct(structure) => {
            structure.fields.iter_mut().for_each(|field| allow(&mut field.ty));
            if let Extra::Kept(values) = &mut structure.extra {
                allow_as_entry(values);
            }
        }
        TypeKind::Alias(ty) => allow(ty),
        TypeKind::Union(union) => union.variants.iter_mut().for_each(|variant| allow(&mut variant.ty)),
        TypeKind::Enum(_) => {}
    }
}
