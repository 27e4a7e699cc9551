//! Structs with a constructor, and structs that collect a list.

use crate::collections::{HashMap, HashSet};

use super::fixed::Start;
use crate::ir::{Api, Presence, Struct, Type, TypeId, TypeKind};

/// Structs that are sent, and those without a default. Each has the fields that its constructor asks for: those that
/// are required and have more than one value. What is left out can be set afterwards, so an optional field that is added
/// breaks no caller.
pub(super) fn constructors(
    api: &Api,
    defaults: &HashSet<TypeId>,
    starts: &HashMap<(TypeId, usize), Start>,
) -> HashMap<TypeId, Vec<usize>> {
    let structs = api.type_ids().filter_map(|(id, def)| match &def.kind {
        TypeKind::Struct(structure) if def.views.is_sent() || !defaults.contains(&id) => {
            Some((id, argument_indices(api, id, structure, starts)))
        }
        _ => None,
    });
    structs.filter(|(_, indices)| !indices.is_empty()).collect()
}

/// Structs that are sent and hold a list and nothing else that is required. Each has the field of the list: its only
/// field, or the only one that is required.
pub(super) fn lists(api: &Api, starts: &HashMap<(TypeId, usize), Start>) -> HashMap<TypeId, usize> {
    let structs = api.type_ids().filter_map(|(id, def)| match &def.kind {
        TypeKind::Struct(structure) if def.views.is_sent() => Some((id, list(api, id, structure, starts)?)),
        _ => None,
    });
    structs.collect()
}

fn list(api: &Api, id: TypeId, structure: &Struct, starts: &HashMap<(TypeId, usize), Start>) -> Option<usize> {
    let index = match (structure.fields.as_slice(), argument_indices(api, id, structure, starts).as_slice()) {
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

fn argument_indices(api: &Api, id: TypeId, structure: &Struct, starts: &HashMap<(TypeId, usize), Start>) -> Vec<usize> {
    let fields = structure.fields.iter().enumerate();
    let indices = fields.filter(|(index, field)| match field.presence {
        Presence::Required => !is_tag(api, &field.ty) && !starts.contains_key(&(api.original(id), *index)),
        // `null` has to be a decision of the caller, so it is asked for. Whatever their number the arguments are
        // positional: a struct of arguments would repeat the struct.
        Presence::RequiredNullable => true,
        Presence::Optional | Presence::OptionalNullable => false,
    });
    indices.map(|(index, _)| index).collect()
}

/// `true` if a type is a list of one value.
fn is_tag(api: &Api, ty: &Type) -> bool {
    match api.resolved(ty) {
        Type::Named(id) => matches!(&api.ty(*id).kind, TypeKind::Enum(values) if values.is_tag()),
        _ => false,
    }
}
