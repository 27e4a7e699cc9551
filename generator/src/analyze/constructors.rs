//! Structs with a constructor, and structs that collect a list.

use std::collections::{HashMap, HashSet};

use crate::ir::{Api, Presence, Struct, Type, TypeId, TypeKind};

/// Structs that are sent, and those without a default, each with the fields that its constructor asks for: those that are required
/// and no fixed tags. What is left out can be set afterwards, so an optional field that is added breaks no caller.
pub(super) fn constructors(
    api: &Api,
    defaults: &HashSet<TypeId>,
    tags: &HashMap<(TypeId, usize), String>,
) -> HashMap<TypeId, Vec<usize>> {
    let structs = api.type_ids().filter_map(|(id, def)| match &def.kind {
        TypeKind::Struct(structure) if def.views.is_sent() || !defaults.contains(&id) => {
            Some((id, asked(api, id, structure, tags)))
        }
        _ => None,
    });
    structs.filter(|(_, asked)| !asked.is_empty()).collect()
}

/// Structs that are sent and hold a list and nothing else that is required, each with the field of the list: its only field, or
/// the only one that is required.
pub(super) fn lists(api: &Api, tags: &HashMap<(TypeId, usize), String>) -> HashMap<TypeId, usize> {
    let structs = api.type_ids().filter_map(|(id, def)| match &def.kind {
        TypeKind::Struct(structure) if def.views.is_sent() => Some((id, list(api, id, structure, tags)?)),
        _ => None,
    });
    structs.collect()
}

fn list(api: &Api, id: TypeId, structure: &Struct, tags: &HashMap<(TypeId, usize), String>) -> Option<usize> {
    let index = match (structure.fields.as_slice(), asked(api, id, structure, tags).as_slice()) {
        ([_], _) => 0,
        (_, [only]) => *only,
        _ => return None,
    };
    item(api, &structure.fields[index].ty).map(|_| index)
}

/// The type of the items of a list, by whatever name.
pub(crate) fn item<'a>(api: &'a Api, ty: &'a Type) -> Option<&'a Type> {
    match api.resolved(ty) {
        Type::List(item) => Some(item),
        _ => None,
    }
}

fn asked(api: &Api, id: TypeId, structure: &Struct, tags: &HashMap<(TypeId, usize), String>) -> Vec<usize> {
    let fields = structure.fields.iter().enumerate();
    let asked = fields.filter(|(index, field)| match field.presence {
        Presence::Required => !is_tag(api, &field.ty) && !tags.contains_key(&(api.original(id), *index)),
        Presence::RequiredNullable => true,
        Presence::Optional | Presence::OptionalNullable => false,
    });
    asked.map(|(index, _)| index).collect()
}

/// `true` if a type is a list of one value.
fn is_tag(api: &Api, ty: &Type) -> bool {
    match api.resolved(ty) {
        Type::Named(id) => matches!(&api.ty(*id).kind, TypeKind::Enum(values) if values.is_tag()),
        _ => false,
    }
}
