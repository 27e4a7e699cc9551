//! Equality of types that the document writes several times.

use super::{
    Access, Constraints, DefaultValue, Enum, EnumValues, Extra, Field, Presence, Struct, Type, TypeDef, TypeId,
    TypeKind, Union,
};
use crate::limits;

// Two questions. The same on the wire is enough for one type of an answer; the same to a reader is asked where types
// are merged.
/// The things that two definitions have in common where they count as the same, beside kind, names, presence and the types
/// within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Equivalence {
    /// The values: who sets a property, and what it is as a part. Documentation, limits and default values may differ. A union is
    /// the same as itself only.
    Values,
    /// The definition in Rust: documentation, limits, default values and closed enums too. Other names for types have none.
    Definition,
}

/// All that a definition is by itself. The types within it are compared apart, since they may be the same in turn.
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Outline<'a> {
    shape: TypeShape<'a>,
    documentation: Option<Documentation<'a>>,
}

#[derive(PartialEq, Eq, Hash)]
enum TypeShape<'a> {
    Struct { fields: Vec<FieldOutline<'a>>, extra: ExtraKind, extra_file: Option<&'a Type>, closed: Option<bool> },
    Enum { values: &'a EnumValues, closed: Option<bool> },
    Union { variants: Vec<(&'a str, Documentation<'a>)>, tag: Option<Tag<'a>>, inclusive: bool },
    Alias,
}

#[derive(PartialEq, Eq, Hash)]
enum ExtraKind {
    Ignored,
    Refused,
    Kept,
}

#[derive(PartialEq, Eq, Hash)]
struct FieldOutline<'a> {
    name: &'a str,
    client_name: Option<&'a str>,
    presence: Presence,
    detail: FieldDetail<'a>,
}

#[derive(PartialEq, Eq, Hash)]
enum FieldDetail<'a> {
    Values { access: Access, file: Option<&'a Type> },
    Definition { documentation: Documentation<'a>, listed: &'a [String], default: Option<&'a DefaultValue> },
}

/// The limits of values beside their type.
#[derive(PartialEq, Eq, Hash)]
struct Documentation<'a> {
    description: Option<&'a str>,
    deprecated: bool,
    constraints: &'a Constraints,
}

#[derive(PartialEq, Eq, Hash)]
struct Tag<'a> {
    property: &'a str,
    values: &'a [(String, usize)],
    absent: Option<usize>,
    other: Option<usize>,
}

/// Returns `true` if two types are one, or are made of unnamed schemas that have the same values.
pub(crate) fn is_same<'a>(one: &'a Type, other: &'a Type, def: &dyn Fn(TypeId) -> &'a TypeDef) -> bool {
    let mut open = vec![(one, other)];
    let mut compared = 0;
    while let Some((one, other)) = open.pop() {
        compared += 1;
        let agree = compared <= limits::COMPARED_TYPES
            && match (one, other) {
                (Type::Named(one), Type::Named(other)) if one == other => true,
                (Type::Named(one), Type::Named(other)) => match (parts(def(*one)), parts(def(*other))) {
                    (Some((one, within)), Some((other, within_other))) => {
                        open.extend(within.into_iter().zip(within_other));
                        one == other
                    }
                    _ => false,
                },
                (Type::List(one), Type::List(other))
                | (Type::Map(one), Type::Map(other))
                | (Type::Nullable(one), Type::Nullable(other)) => {
                    open.push((one, other));
                    true
                }
                (one, other) => one == other,
            };
        if !agree {
            return false;
        }
    }
    true
}

/// The values of an unnamed type. A name that the document gives tells types apart.
fn parts(def: &TypeDef) -> Option<(Outline<'_>, Vec<&Type>)> {
    if def.hint.is_name() { None } else { outline(def, Equivalence::Values) }
}

/// The definition without the types within it, and those types; `None` if it equals no other definition.
pub(crate) fn outline(def: &TypeDef, sameness: Equivalence) -> Option<(Outline<'_>, Vec<&Type>)> {
    let is_definition = sameness == Equivalence::Definition;
    let documentation = Documentation {
        description: def.description.as_deref(),
        deprecated: def.deprecated,
        constraints: &def.constraints,
    };
    let (shape, within, documentation) = match &def.kind {
        TypeKind::Struct(structure) => {
            let (shape, within) = of_struct(structure, is_definition);
            (shape, within, documentation)
        }
        TypeKind::Enum(Enum { values, closed }) => {
            let shape = TypeShape::Enum { values, closed: is_definition.then_some(*closed) };
            // Its description tells what it is used for, which the place of the use documents.
            (shape, Vec::new(), Documentation { description: None, deprecated: false, ..documentation })
        }
        TypeKind::Union(union) if is_definition => {
            let (shape, within) = of_union(union);
            (shape, within, documentation)
        }
        TypeKind::Alias(to) if !is_definition => (TypeShape::Alias, vec![to], documentation),
        TypeKind::Union(_) | TypeKind::Alias(_) => return None,
    };
    Some((Outline { shape, documentation: is_definition.then_some(documentation) }, within))
}

fn of_struct(structure: &Struct, is_definition: bool) -> (TypeShape<'_>, Vec<&Type>) {
    let Struct { fields, extra, extra_file, closed } = structure;
    let mut within: Vec<&Type> = fields.iter().map(|field| &field.ty).collect();
    let extra = match extra {
        Extra::Ignored => ExtraKind::Ignored,
        Extra::Refused => ExtraKind::Refused,
        Extra::Kept(values) => {
            within.push(values);
            ExtraKind::Kept
        }
    };
    let fields = fields.iter().map(|field| of_field(field, is_definition)).collect();
    let extra_file = extra_file.as_ref().filter(|_| !is_definition);
    (TypeShape::Struct { fields, extra, extra_file, closed: is_definition.then_some(*closed) }, within)
}

fn of_field(field: &Field, is_definition: bool) -> FieldOutline<'_> {
    let Field {
        origin: _,
        name,
        client_name,
        ty: _, // it is within
        file,
        presence,
        access,
        constraints,
        description,
        deprecated,
        listed,
        default,
    } = field;
    let detail = if is_definition {
        FieldDetail::Definition {
            documentation: Documentation { description: description.as_deref(), deprecated: *deprecated, constraints },
            listed,
            default: default.as_ref(),
        }
    } else {
        FieldDetail::Values { access: *access, file: file.as_ref() }
    };
    FieldOutline { name, client_name: client_name.as_deref(), presence: *presence, detail }
}

fn of_union(union: &Union) -> (TypeShape<'_>, Vec<&Type>) {
    let variants = union.variants.iter().map(|variant| {
        let description = variant.description.as_deref();
        let documentation = Documentation { description, deprecated: false, constraints: &variant.constraints };
        (variant.name.as_str(), documentation)
    });
    let tag = union.discriminator.as_ref().map(|discriminator| Tag {
        property: &discriminator.property,
        values: &discriminator.values,
        absent: discriminator.absent,
        other: discriminator.other,
    });
    let within = union.variants.iter().map(|variant| &variant.ty).collect();
    (TypeShape::Union { variants: variants.collect(), tag, inclusive: union.inclusive }, within)
}
