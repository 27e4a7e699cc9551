//! Which structs have a constructor, and what it asks for.

use std::collections::{HashMap, HashSet};

use crate::ir::{Api, Presence, Struct, Type, TypeId, TypeKind};

/// Structs without a default, each with the fields that its constructor asks for: those that are required and no fixed
/// tags. What is left out can be set afterwards, so an optional field that is added breaks no caller.
pub(super) fn constructors(api: &Api, defaults: &HashSet<TypeId>) -> HashMap<TypeId, Vec<usize>> {
    let structs = api.type_ids().filter(|(id, _)| !defaults.contains(id)).filter_map(|(id, def)| match &def.kind {
        TypeKind::Struct(structure) => Some((id, asked(api, structure))),
        _ => None,
    });
    structs.filter(|(_, asked)| !asked.is_empty()).collect()
}

fn asked(api: &Api, structure: &Struct) -> Vec<usize> {
    let fields = structure.fields.iter().enumerate();
    let asked = fields.filter(|(_, field)| match field.presence {
        Presence::Required => !is_tag(api, &field.ty),
        Presence::RequiredNullable => true,
        Presence::Optional | Presence::OptionalNullable => false,
    });
    asked.map(|(index, _)| index).collect()
}

/// Whether a type is a list of one value.
fn is_tag(api: &Api, ty: &Type) -> bool {
    let mut ty = ty;
    for _ in 0..=api.types.len() {
        match ty {
            Type::Named(id) => match &api.ty(*id).kind {
                TypeKind::Alias(to) => ty = to,
                TypeKind::Enum(values) => return values.is_tag(),
                _ => return false,
            },
            _ => return false,
        }
    }
    false
}
