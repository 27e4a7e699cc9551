//! The properties by which a variant of a union is told, as they are written.

use crate::collections::{HashMap, HashSet};

use super::candidates::{Candidate, KindSet, ObjectCandidate, constants, kinds, resolved};
use super::decisions::{Decision, Tag, nested_tags};
use crate::ir::{Api, EnumValues, Extra, Field, Presence, Struct, Type, TypeId, TypeKind, Union};

/// A property by which a variant is told.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fixed {
    pub(crate) property: String,
    pub(crate) value: FixedValue,
}

/// The value that is written for a property which tells a variant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FixedValue {
    /// A string of a list: the own one of the value where the list has it, else the first.
    Text(Vec<String>),
    /// A JSON text that is no string.
    Json(String),
    /// Any string but those of the other variants, or nothing; the first of some where the value has one of the latter.
    Other(Vec<String>, Vec<String>),
}

/// For each variant the properties by which it is told when it is read: the tag, or else optional properties with one value.
pub(super) fn fixed(api: &Api, union: &Union, tag: Option<&Tag>, candidates: &[Candidate]) -> Vec<Vec<Fixed>> {
    let variants = union.variants.iter().enumerate();
    let fixed = variants.map(|(index, variant)| {
        let structure = match resolved(api, &variant.ty).map(|id| &api.ty(id).kind) {
            Some(TypeKind::Struct(structure)) => Some(structure),
            _ => None,
        };
        match (tag, structure) {
            (Some(tag), Some(structure)) => of_struct(api, tag, index, structure).into_iter().collect(),
            (Some(tag), None) if takes_tag(api, &variant.ty, &tag.property, tag.other == Some(index)) => {
                let mut fixed = of_others(tag, index);
                if let Some(Fixed { value: FixedValue::Text(values) | FixedValue::Other(values, _), .. }) = &mut fixed {
                    // The tags of variants within it come last, since each of them means one of those alone.
                    let (within, _) = nested_tags(api, &variant.ty, &tag.property);
                    values.sort_by_key(|value| within.contains(value));
                }
                fixed.into_iter().collect()
            }
            (None, Some(structure)) => fixed_fields(api, index, structure, candidates),
            (Some(_) | None, None) => Vec::new(),
        }
    });
    fixed.collect()
}

/// The tag of a variant that is a struct; `None` where its type has no other one.
fn of_struct(api: &Api, tag: &Tag, index: usize, structure: &Struct) -> Option<Fixed> {
    let field = structure.fields.iter().find(|field| field.name == tag.property);
    if let Some(field) = field.filter(|field| !is_text(api, &field.ty)) {
        return only_value(api, field);
    }
    let mut fixed = of_others(tag, index)?;
    if let FixedValue::Text(values) = &mut fixed.value
        && field.is_none()
        && !matches!(structure.extra, Extra::Kept(_))
    {
        values.truncate(1); // no other one came
    }
    Some(fixed)
}

/// The tag of a variant whose values may have any.
fn of_others(tag: &Tag, index: usize) -> Option<Fixed> {
    let values_where = |is_own: bool| {
        let values = tag.values.iter().filter(move |(_, values_where)| (*values_where == index) == is_own);
        values.map(|(value, _)| value.clone()).collect::<Vec<String>>()
    };
    let own_values = values_where(true);
    let property = tag.property.clone();
    if tag.other == Some(index) {
        let foreign = values_where(false).into_iter().filter(|value| !own_values.contains(value)).collect();
        return Some(Fixed { property, value: FixedValue::Other(own_values, foreign) });
    }
    (!own_values.is_empty()).then_some(Fixed { property, value: FixedValue::Text(own_values) })
}

/// Returns `true` if a type that is no struct may hold objects with a text as tag, and nothing else sets the right one.
/// These are maps, and unions but those with the same tag. Lists of values are tags that these put by themselves,
/// unless the variant stands for all others.
fn takes_tag(api: &Api, ty: &Type, property: &str, is_other: bool) -> bool {
    let mut seen = HashSet::default();
    let mut open = vec![ty];
    let mut is_object = false;
    while let Some(ty) = open.pop() {
        match api.resolved(ty) {
            Type::Nullable(inner) => open.push(inner),
            Type::AnyObject | Type::Any => is_object = true,
            Type::Map(value) if is_text(api, value) => is_object = true,
            Type::Map(_) => return false,
            Type::Named(id) if seen.insert(*id) => match &api.ty(*id).kind {
                TypeKind::Struct(structure) => {
                    let tag_field = structure.fields.iter().find(|field| field.name == property);
                    if tag_field.is_some_and(|field| !is_text(api, &field.ty)) {
                        return false;
                    }
                    is_object |= is_other || constants(api, structure, property).is_none();
                }
                TypeKind::Union(union) => {
                    let tag_field = union.discriminator.as_ref().filter(|tag_field| tag_field.property == property);
                    if tag_field.is_some_and(|tag_field| tag_field.other.is_none()) {
                        continue; // its variants are sent with its tags
                    }
                    open.extend(union.variants.iter().map(|variant| &variant.ty));
                }
                TypeKind::Enum(_) | TypeKind::Alias(_) => {}
            },
            _ => {}
        }
    }
    is_object
}

/// The optional properties of a variant with one value that tell it from another one.
fn fixed_fields(api: &Api, index: usize, structure: &Struct, candidates: &[Candidate]) -> Vec<Fixed> {
    let others: Vec<&ObjectCandidate> = candidates
        .iter()
        .filter(|candidate| candidate.variant != index)
        .filter_map(|candidate| candidate.object.as_ref())
        .collect();
    let tells = |field: &&Field| {
        let field_constants = constants(api, structure, &field.name);
        let constants_of = |object: &ObjectCandidate| {
            object.constants.iter().find(|(name, _)| *name == field.name).map(|(_, values)| values.clone())
        };
        others.iter().any(|other| constants_of(other) != field_constants)
    };
    let optional = structure.fields.iter().filter(|field| !field.presence.is_required());
    optional.filter(tells).filter_map(|field| only_value(api, field)).collect()
}

/// The one value of a property.
fn only_value(api: &Api, field: &Field) -> Option<Fixed> {
    let property = field.name.clone();
    if let [only] = field.listed.as_slice() {
        return Some(Fixed { property, value: FixedValue::Json(only.clone()) });
    }
    let TypeKind::Enum(values) = &api.ty(resolved(api, &field.ty)?).kind else { return None };
    let value = match &values.values {
        EnumValues::Strings(values) => match values.as_slice() {
            [(only, _)] => FixedValue::Text(vec![only.clone()]),
            _ => return None,
        },
        EnumValues::Integers(values) => match values.as_slice() {
            [(only, _)] => FixedValue::Json(only.to_string()),
            _ => return None,
        },
    };
    Some(Fixed { property, value })
}

/// The value that a required field begins with, where its type would begin with another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// The tag of the variant that the struct is: a string or an open list of them.
    Tag(String),
    /// The one boolean that the document lists.
    Flag(bool),
}

/// The fields of structs that begin with the only value that they may have: the tags of variants with one tag, and booleans.
pub(super) fn starts(api: &Api, decisions: &HashMap<TypeId, Decision>) -> HashMap<(TypeId, usize), Start> {
    let mut starts: HashMap<(TypeId, usize), Start> =
        tags(api, decisions).into_iter().map(|(place, tag)| (place, Start::Tag(tag))).collect();
    for (id, def) in api.type_ids() {
        let TypeKind::Struct(structure) = &def.kind else { continue };
        for (index, field) in structure.fields.iter().enumerate() {
            let is_bool = field.presence == Presence::Required && *api.resolved(&field.ty) == Type::Bool;
            if let ([only], true) = (field.listed.as_slice(), is_bool) {
                starts.insert((api.original(id), index), Start::Flag(only == "true"));
            }
        }
    }
    starts
}

/// The tags of structs that are variants with one tag, each with the field that holds it. The fields are strings and
/// open lists of them, which would else begin as another value.
fn tags(api: &Api, decisions: &HashMap<TypeId, Decision>) -> HashMap<(TypeId, usize), String> {
    // Two unions may give one struct different tags. Then the field begins with neither, and the codec of the union
    // writes the right one.
    let mut tags_by_field: HashMap<(TypeId, usize), Option<String>> = HashMap::default();
    // The unions come in no order, and need none: a second tag leaves the field without one for good.
    for (id, decision) in decisions {
        let TypeKind::Union(union) = &api.ty(*id).kind else { continue };
        for (variant, fixed) in union.variants.iter().zip(&decision.fixed) {
            let Some(owner) = resolved(api, &variant.ty) else { continue };
            let TypeKind::Struct(structure) = &api.ty(owner).kind else { continue };
            for Fixed { property, value } in fixed {
                let field = structure.fields.iter().position(|field| field.name == *property);
                let field = field.filter(|index| holds_tag(api, &structure.fields[*index]));
                let (Some(field), FixedValue::Text(values) | FixedValue::Other(values, _)) = (field, value) else {
                    continue;
                };
                let first_tag = values.first().cloned();
                let entry = tags_by_field.entry((api.original(owner), field)).or_insert_with(|| first_tag.clone());
                if *entry != first_tag {
                    *entry = None;
                }
            }
        }
    }
    tags_by_field.into_iter().filter_map(|(place, tag)| Some((place, tag?))).collect()
}

/// `true` if a field is always there, and may be made of any string.
fn holds_tag(api: &Api, field: &Field) -> bool {
    let is_open = || match api.resolved(&field.ty) {
        Type::String => true,
        Type::Named(id) => matches!(&api.ty(*id).kind, TypeKind::Enum(list)
            if !list.closed && !list.is_tag() && matches!(list.values, EnumValues::Strings(_))),
        _ => false,
    };
    field.presence == Presence::Required && is_open()
}

/// `true` if the values of a type are strings.
fn is_text(api: &Api, ty: &Type) -> bool {
    kinds(api, ty, 0).0 & KindSet::STRING.0 != 0
}
