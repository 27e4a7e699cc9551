//! The shapes of values that are sent as texts.

use std::collections::HashSet;

use crate::ir::{Enum, EnumValues, Type, TypeKind};
use crate::lower::registry::Registry;

/// Returns `true` if a type can be a parameter as it is, without its JSON form.
pub(super) fn is_plain(registry: &Registry<'_>, ty: &Type) -> bool {
    // A list of itself becomes any JSON value, which is plain.
    let mut seen = HashSet::new();
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => open.push(inner),
            Type::Tuple(_) | Type::Foreign(_) | Type::Bytes => return false,
            Type::Named(id) if seen.insert(*id) => {
                if let TypeKind::Alias(to) = &registry.def(*id).kind {
                    open.push(to);
                }
            }
            _ => {}
        }
    }
    true
}

/// Returns `true` if the empty text is one of the listed values of a type.
pub(super) fn lists_empty_text(registry: &Registry<'_>, ty: &Type) -> bool {
    match registry.resolved(ty) {
        Type::Named(id) => match &registry.def(*id).kind {
            TypeKind::Enum(Enum { values: EnumValues::Strings(values), .. }) => {
                values.iter().any(|(value, _)| value.is_empty())
            }
            _ => false,
        },
        _ => false,
    }
}
