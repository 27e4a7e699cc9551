//! Unnamed types that say the same.

use std::collections::HashMap;

use crate::ir::{
    Api, Constant, Constraints, Enum, EnumValues, Extra, Field, Presence, Root, Struct, Type, TypeDef, TypeId,
    TypeKind, Union,
};

/// Types nest no deeper than this before those that hold them count as different.
const DEEPEST: usize = 16;

/// For each type without a name of its own in the document that is the same as another one: that one. Documents repeat what
/// they do not name, above all lists of values, dozens of times; one type for all of them, with the names of the others
/// kept, is shorter to compile, and values can be handed from one place to another.
///
/// Of types that are the same the one with the shortest way to it in the document counts. Types that contain themselves are
/// different.
pub(super) fn twins(api: &Api) -> HashMap<TypeId, TypeId> {
    let mut unnamed: Vec<(TypeId, &TypeDef)> = api.type_ids().filter(|(_, def)| is_unnamed(def)).collect();
    unnamed.sort_by_key(|(id, def)| (def.hint.path.len(), &def.hint, *id));
    let mut twins: HashMap<TypeId, TypeId> = HashMap::new();
    for _ in 0..DEEPEST {
        let mut known: HashMap<Key<'_>, TypeId> = HashMap::with_capacity(unnamed.len());
        let mut found = HashMap::new();
        for (id, def) in unnamed.iter().filter(|(id, _)| !twins.contains_key(id)) {
            let Some(key) = Key::of(def, &twins) else { continue };
            match known.get(&key) {
                Some(first) => drop(found.insert(*id, *first)),
                None => drop(known.insert(key, *id)),
            }
        }
        if found.is_empty() {
            break;
        }
        // What was first before may be a twin now.
        twins.values_mut().for_each(|to| *to = found.get(to).copied().unwrap_or(*to));
        twins.extend(found);
    }
    twins
}

/// Whether the document gives a type no name.
fn is_unnamed(def: &TypeDef) -> bool {
    !(def.hint.path.is_empty() && matches!(def.hint.root, Root::Schema(_)))
}

/// All that shows of a type, apart from its name and place.
#[derive(PartialEq, Eq, Hash)]
struct Key<'a> {
    description: Option<&'a str>,
    deprecated: bool,
    constraints: &'a Constraints,
    shape: Shape<'a>,
}

#[derive(PartialEq, Eq, Hash)]
enum Shape<'a> {
    Struct { fields: Vec<FieldKey<'a>>, extra: ExtraKey, closed: bool },
    Enum { values: &'a EnumValues, closed: bool },
    Union { variants: Vec<(&'a str, Type, &'a Constraints, Option<&'a str>)>, tag: Option<TagKey<'a>>, inclusive: bool },
}

#[derive(PartialEq, Eq, Hash)]
enum ExtraKey {
    Ignored,
    Refused,
    Kept(Type),
}

#[derive(PartialEq, Eq, Hash)]
struct FieldKey<'a> {
    name: &'a str,
    client_name: Option<&'a str>,
    ty: Type,
    presence: Presence,
    constraints: &'a Constraints,
    description: Option<&'a str>,
    deprecated: bool,
    listed: &'a [String],
    default: Option<ConstantKey<'a>>,
}

#[derive(PartialEq, Eq, Hash)]
enum ConstantKey<'a> {
    Bool(bool),
    Integer(i128),
    /// The bits of the double.
    Number(u64),
    String(&'a str),
    Listed(usize),
}

#[derive(PartialEq, Eq, Hash)]
struct TagKey<'a> {
    property: &'a str,
    values: &'a [(String, usize)],
    absent: Option<usize>,
}

impl<'a> Key<'a> {
    fn of(def: &'a TypeDef, twins: &HashMap<TypeId, TypeId>) -> Option<Self> {
        let description = def.description.as_deref();
        let shape = match &def.kind {
            TypeKind::Struct(structure) => Shape::structure(structure, twins),
            // What an enum is about is said where it is used.
            TypeKind::Enum(Enum { values, closed }) => {
                let shape = Shape::Enum { values, closed: *closed };
                return Some(Self { description: None, deprecated: false, constraints: &def.constraints, shape });
            }
            TypeKind::Union(union) => Shape::union(union, twins),
            TypeKind::Alias(_) => return None,
        };
        Some(Self { description, deprecated: def.deprecated, constraints: &def.constraints, shape })
    }
}

impl<'a> Shape<'a> {
    fn structure(structure: &'a Struct, twins: &HashMap<TypeId, TypeId>) -> Self {
        let Struct { fields, extra, closed } = structure;
        let extra = match extra {
            Extra::Ignored => ExtraKey::Ignored,
            Extra::Refused => ExtraKey::Refused,
            Extra::Kept(values) => ExtraKey::Kept(seen(values, twins)),
        };
        Self::Struct { fields: fields.iter().map(|field| FieldKey::of(field, twins)).collect(), extra, closed: *closed }
    }

    fn union(union: &'a Union, twins: &HashMap<TypeId, TypeId>) -> Self {
        let variants = union.variants.iter().map(|variant| {
            let ty = seen(&variant.ty, twins);
            (variant.name.as_str(), ty, &variant.constraints, variant.description.as_deref())
        });
        let tag = union.discriminator.as_ref().map(|discriminator| TagKey {
            property: &discriminator.property,
            values: &discriminator.values,
            absent: discriminator.absent,
        });
        Self::Union { variants: variants.collect(), tag, inclusive: union.inclusive }
    }
}

impl<'a> FieldKey<'a> {
    fn of(field: &'a Field, twins: &HashMap<TypeId, TypeId>) -> Self {
        let Field {
            origin: _,
            name,
            client_name,
            ty,
            file: _,
            presence,
            access: _,
            constraints,
            description,
            deprecated,
            listed,
            default,
        } = field;
        Self {
            name,
            client_name: client_name.as_deref(),
            ty: seen(ty, twins),
            presence: *presence,
            constraints,
            description: description.as_deref(),
            deprecated: *deprecated,
            listed,
            default: default.as_ref().map(ConstantKey::of),
        }
    }
}

impl<'a> ConstantKey<'a> {
    fn of(constant: &'a Constant) -> Self {
        match constant {
            Constant::Bool(flag) => Self::Bool(*flag),
            Constant::Integer(value) => Self::Integer(*value),
            Constant::Number(value) => Self::Number(value.to_bits()),
            Constant::String(text) => Self::String(text),
            Constant::Listed(index) => Self::Listed(*index),
        }
    }
}

/// A type with those that have twins replaced by them.
fn seen(ty: &Type, twins: &HashMap<TypeId, TypeId>) -> Type {
    let inner = |inner: &Type| Box::new(seen(inner, twins));
    match ty {
        Type::Named(id) => Type::Named(twins.get(id).copied().unwrap_or(*id)),
        Type::List(item) => Type::List(inner(item)),
        Type::Map(values) => Type::Map(inner(values)),
        Type::Nullable(value) => Type::Nullable(inner(value)),
        Type::Tuple(places) => Type::Tuple(places.iter().map(|place| seen(place, twins)).collect()),
        other => other.clone(),
    }
}
