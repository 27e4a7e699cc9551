//! Traits of the standard library that the configuration derives: a type has one only where all of its parts do.

use crate::collections::HashMap;

use super::Facts;
use crate::ir::{Api, Enum, EnumValues, Extra, NumberKind, Scalar, Type, TypeId, TypeKind};

/// A trait that types do not have by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum StdTrait {
    Copy,
    Eq,
    Hash,
    Ord,
    PartialOrd,
}

impl StdTrait {
    /// The trait of a derive, by its name or by its path in the standard library.
    pub(crate) fn from_path(path: &str) -> Option<Self> {
        let mut segments = path.trim_start_matches("::").rsplit("::").map(str::trim);
        let name = segments.next()?;
        if !matches!(segments.last(), None | Some("std" | "core")) {
            return None;
        }
        match name {
            "Copy" => Some(Self::Copy),
            "Eq" => Some(Self::Eq),
            "Hash" => Some(Self::Hash),
            "Ord" => Some(Self::Ord),
            "PartialOrd" => Some(Self::PartialOrd),
            _ => None,
        }
    }
}

/// The types that cannot have a trait, each with the index of a part that lacks it: a field, a variant, or behind these the undeclared properties and the
/// other values.
pub(crate) fn lacking(api: &Api, facts: &Facts, of: StdTrait) -> HashMap<TypeId, usize> {
    let mut lacking: HashMap<TypeId, usize> = HashMap::default();
    let mut users: HashMap<TypeId, Vec<(TypeId, usize)>> = HashMap::default();
    let mut open = Vec::new();
    for (id, def) in api.type_ids() {
        for (index, part) in parts(&def.kind, of, facts.decisions.get(&id).is_some_and(|decision| decision.open)) {
            let mut named = Vec::new();
            let is_boxed = of == StdTrait::Copy && facts.boxed.contains(&(id, index));
            if is_boxed || part.is_none_or(|ty| lacks(ty, of, &mut named)) {
                open.push((id, index));
            }
            named.into_iter().for_each(|other| users.entry(api.original(other)).or_default().push((id, index)));
        }
    }
    while let Some((id, index)) = open.pop() {
        if lacking.contains_key(&api.original(id)) {
            continue;
        }
        lacking.insert(api.original(id), index);
        open.extend(users.get(&api.original(id)).into_iter().flatten());
    }
    lacking
}

/// The parts of a type with their indices; `None` for one that lacks the trait whatever it holds.
fn parts(kind: &TypeKind, of: StdTrait, is_open: bool) -> Vec<(usize, Option<&Type>)> {
    match kind {
        TypeKind::Struct(structure) => {
            let fields = structure.fields.iter().map(|field| Some(&field.ty));
            let undeclared = match &structure.extra {
                // A map.
                Extra::Kept(values) => Some(Some(values).filter(|_| of != StdTrait::Copy)),
                Extra::Ignored | Extra::Refused => None,
            };
            fields.chain(undeclared).enumerate().collect()
        }
        TypeKind::Union(union) => {
            let variants = union.variants.iter().map(|variant| Some(&variant.ty));
            variants.chain(is_open.then_some(Some(&Type::Any))).enumerate().collect()
        }
        TypeKind::Alias(target) => vec![(0, Some(target))],
        // They have all but `Copy`, which an unlisted text takes from them.
        TypeKind::Enum(Enum { values: EnumValues::Strings(values), closed: false }) if of == StdTrait::Copy => {
            vec![(values.len(), None)]
        }
        TypeKind::Enum(_) => Vec::new(),
    }
}

/// Returns `true` if a type lacks a trait by itself, and collects the named types that it needs it of.
fn lacks(ty: &Type, of: StdTrait, named: &mut Vec<TypeId>) -> bool {
    let (is_copy, is_ordered) = (of == StdTrait::Copy, matches!(of, StdTrait::Ord | StdTrait::PartialOrd));
    match ty {
        Type::Bool | Type::Int(_) => false,
        Type::Float32 | Type::Float64 => is_of_numbers(of),
        Type::String | Type::Bytes => is_copy,
        Type::Any | Type::AnyObject => is_copy || is_ordered,
        Type::List(inner) | Type::Map(inner) => is_copy || lacks(inner, of, named),
        Type::Nullable(inner) => lacks(inner, of, named),
        // The standard library has traits of at most so many places.
        Type::Tuple(places) => places.len() > 12 || places.iter().any(|place| lacks(place, of, named)),
        Type::Named(id) => {
            named.push(*id);
            false
        }
        file if *file == Type::file() => of != StdTrait::Eq,
        // The user knows what it has.
        Type::Foreign(_) => false,
        Type::Scalar(scalar) => match scalar {
            // Texts or types of other crates, as features of the runtime say.
            Scalar::DateTime | Scalar::Date | Scalar::HttpDate | Scalar::Uuid => is_copy,
            Scalar::UnixTime | Scalar::Ip | Scalar::Ipv4 | Scalar::Ipv6 | Scalar::Quoted(_) => false,
            Scalar::Numeric(NumberKind::Int(_)) => false,
            Scalar::Numeric(_) => is_of_numbers(of),
            Scalar::Base64 | Scalar::Base64Url => is_copy,
            Scalar::QuotedNumber | Scalar::ExactInteger | Scalar::ExactNumber => is_copy || is_ordered,
            Scalar::Secret => of != StdTrait::Eq,
        },
    }
}

/// Returns `true` for the traits that floating-point numbers lack.
fn is_of_numbers(of: StdTrait) -> bool {
    match of {
        StdTrait::Eq | StdTrait::Hash | StdTrait::Ord => true,
        StdTrait::Copy | StdTrait::PartialOrd => false,
    }
}
