//! The tables by which values of a union are told: what values of its variants look like.

use crate::ir::{
    Api, Constraint, Constraints, Enum, EnumValues, Extra, NumberKind, Presence, Scalar, Struct, Type, TypeId, TypeKind,
};
use crate::limits;

/// The pattern of the values of a variant. A variant that is a union itself has several of these.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) variant: usize,
    pub(crate) kinds: Kinds,
    /// The kinds of the items of an array.
    pub(crate) items: Kinds,
    /// The rank of a format among those that a string may be read as.
    pub(crate) rank: Option<u8>,
    /// The values of a list of strings or integers.
    pub(crate) listed: Vec<String>,
    /// The limits of its values.
    pub(crate) limits: Vec<Constraint>,
    /// The type whose properties an object has, and those of them that decide.
    pub(crate) object: Option<ObjectCandidate>,
    /// The candidates for the items of an array or the values of a map, where they decide.
    pub(crate) each: Vec<Candidate>,
    /// These items or values.
    pub(super) part: Option<Part>,
}

impl Candidate {
    /// Returns `true` if patterns are among its limits, or among those of what is within it.
    pub(super) fn has_patterns(&self) -> bool {
        let object = self.object.iter().flat_map(|object| &object.within).flat_map(|(_, within)| within);
        let mut within = object.chain(&self.each);
        self.limits.iter().any(|limit| matches!(limit, Constraint::Pattern(..))) || within.any(Self::has_patterns)
    }
}

/// The pattern of an object of a variant.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ObjectCandidate {
    pub(crate) required: Vec<String>,
    pub(crate) known: Vec<String>,
    /// Other properties are forbidden.
    pub(crate) closed: bool,
    /// Properties with listed values.
    pub(crate) constants: Vec<(String, Vec<String>)>,
    /// The kinds of values of properties that differ between variants.
    pub(crate) kinds: Vec<(String, Kinds)>,
    /// The candidates for the values of properties that differ further down.
    pub(crate) within: Vec<(String, Vec<Candidate>)>,
    /// The values of all properties.
    pub(super) parts: Vec<(String, Part)>,
}

/// The values of a part of a value: their type, and what is said of them beside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Part {
    pub(super) ty: Type,
    pub(super) said: Constraints,
}

impl Part {
    fn of(ty: &Type, said: Option<&Constraints>) -> Self {
        Self { ty: ty.clone(), said: said.cloned().unwrap_or_default() }
    }
}

/// A set of kinds of JSON values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Kinds(pub(crate) u8);

impl Kinds {
    pub(crate) const NULL: Self = Self(1);
    pub(crate) const BOOLEAN: Self = Self(2);
    pub(crate) const INTEGER: Self = Self(4);
    /// Numbers that are not integers, too.
    pub(crate) const NUMBER: Self = Self(12);
    pub(crate) const STRING: Self = Self(16);
    pub(crate) const ARRAY: Self = Self(32);
    pub(crate) const OBJECT: Self = Self(64);
    pub(crate) const ANY: Self = Self(127);
    /// Numbers that are singles.
    pub(crate) const SINGLE: Self = Self(128 | Self::NUMBER.0);

    /// The kinds of both. Numbers are singles where nothing else of both holds numbers.
    fn with(self, other: Self) -> Self {
        const MARK: u8 = Kinds::SINGLE.0 & !Kinds::NUMBER.0;
        let holds_numbers = |kinds: Self| kinds.0 & Self::NUMBER.0 != 0 && kinds.0 & MARK == 0;
        let all = self.0 | other.0;
        Self(if holds_numbers(self) || holds_numbers(other) { all & Self::ANY.0 } else { all })
    }
}

/// The patterns of the values of a type, of which something is said beside it.
pub(super) fn candidates(api: &Api, variant: usize, ty: &Type, said: &Constraints, depth: usize) -> Vec<Candidate> {
    let of = |kinds: Kinds| Candidate {
        variant,
        kinds,
        items: Kinds::ANY,
        limits: limits_of(kinds, said).collect(),
        ..Candidate::default()
    };
    let one = match ty {
        Type::Named(id) => match &api.ty(*id).kind {
            TypeKind::Alias(to) if depth < limits::UNION_DEPTH => {
                let own = &api.ty(*id).constraints;
                let both = own.with(said);
                return candidates(api, variant, to, both.as_ref().unwrap_or(own), depth + 1);
            }
            TypeKind::Alias(_) => of(Kinds::ANY),
            TypeKind::Struct(structure) => {
                let own = &api.ty(*id).constraints;
                let part = match &structure.extra {
                    Extra::Kept(values) if *values != Type::Any => Some(Part::of(values, own.values.as_deref())),
                    Extra::Kept(_) | Extra::Ignored | Extra::Refused => None,
                };
                let mut candidate = Candidate { object: Some(object(api, structure)), part, ..of(Kinds::OBJECT) };
                candidate.limits.extend(limits_of(Kinds::OBJECT, own));
                candidate
            }
            TypeKind::Enum(values) => listed(values, of(Kinds::STRING)),
            TypeKind::Union(union) if depth < limits::UNION_DEPTH && union.variants.len() <= limits::UNION_VARIANTS => {
                return union
                    .variants
                    .iter()
                    .flat_map(|inner| candidates(api, variant, &inner.ty, &inner.constraints, depth + 4))
                    .collect();
            }
            TypeKind::Union(_) => of(Kinds::ANY),
        },
        Type::Nullable(inner) => {
            let mut inner = candidates(api, variant, inner, said, depth + 1);
            inner.push(Candidate { variant, kinds: Kinds::NULL, items: Kinds::ANY, ..Candidate::default() });
            return inner;
        }
        Type::List(item) => {
            let part = Some(Part::of(item, said.items.as_deref()));
            Candidate { items: kinds(api, item, depth + 1), part, ..of(Kinds::ARRAY) }
        }
        Type::Map(value) => Candidate { part: Some(Part::of(value, said.values.as_deref())), ..of(Kinds::OBJECT) },
        Type::Scalar(scalar @ Scalar::Numeric(kind)) => {
            let number = match kind {
                NumberKind::Int(_) => Kinds::INTEGER,
                NumberKind::Float32 => Kinds::SINGLE,
                NumberKind::Float64 => Kinds::NUMBER,
            };
            return vec![of(number), Candidate { rank: scalar.rank(), ..of(Kinds::STRING) }];
        }
        Type::Scalar(scalar) => Candidate { rank: scalar.rank(), ..of(kinds(api, ty, depth)) },
        other => of(kinds(api, other, depth)),
    };
    vec![one]
}

/// The limits that speak of values of some kinds. Those that have several kinds have none.
fn limits_of(kinds: Kinds, said: &Constraints) -> impl Iterator<Item = Constraint> {
    let is_number = kinds.0 & Kinds::NUMBER.0 != 0 && kinds.0 & !Kinds::SINGLE.0 == 0;
    let speaks = move |constraint: &&Constraint| match constraint {
        Constraint::Minimum(_) | Constraint::Maximum(_) | Constraint::Above(_) | Constraint::Below(_) => is_number,
        Constraint::MultipleOf(_) => is_number,
        Constraint::MinLength(_) | Constraint::MaxLength(_) | Constraint::Pattern(..) => kinds == Kinds::STRING,
        Constraint::MinItems(_) | Constraint::MaxItems(_) | Constraint::UniqueItems => kinds == Kinds::ARRAY,
        Constraint::MinProperties(_) | Constraint::MaxProperties(_) => kinds == Kinds::OBJECT,
    };
    said.own.iter().filter(speaks).cloned()
}

fn listed(values: &Enum, candidate: Candidate) -> Candidate {
    match &values.values {
        EnumValues::Strings(values) => {
            Candidate { listed: values.iter().map(|(value, _)| value.clone()).collect(), ..candidate }
        }
        EnumValues::Integers(values) => Candidate {
            kinds: Kinds::INTEGER,
            listed: values.iter().map(|(value, _)| value.to_string()).collect(),
            ..candidate
        },
    }
}

fn object(api: &Api, structure: &Struct) -> ObjectCandidate {
    let required = |presence: Presence| matches!(presence, Presence::Required | Presence::RequiredNullable);
    let fields = structure.fields.iter();
    ObjectCandidate {
        required: fields.clone().filter(|field| required(field.presence)).map(|field| field.name.clone()).collect(),
        known: fields.clone().map(|field| field.name.clone()).collect(),
        closed: structure.closed && !matches!(structure.extra, Extra::Kept(_)),
        constants: fields
            .clone()
            .filter_map(|field| constants(api, structure, &field.name).map(|values| (field.name.clone(), values)))
            .collect(),
        kinds: fields.clone().map(|field| (field.name.clone(), kinds(api, &field.ty, 0))).collect(),
        within: Vec::new(),
        parts: fields
            .map(|field| (field.name.clone(), Part::of(&api.with_originals(&field.ty), Some(&field.constraints))))
            .collect(),
    }
}

/// The listed values of a property, as text.
pub(super) fn constants(api: &Api, structure: &Struct, property: &str) -> Option<Vec<String>> {
    let field = structure.fields.iter().find(|field| field.name == property)?;
    if !field.listed.is_empty() {
        return Some(field.listed.clone());
    }
    let TypeKind::Enum(values) = &api.ty(resolved(api, &field.ty)?).kind else { return None };
    Some(match &values.values {
        EnumValues::Strings(values) => values.iter().map(|(value, _)| value.clone()).collect(),
        EnumValues::Integers(values) => values.iter().map(|(value, _)| value.to_string()).collect(),
    })
}

/// The kinds of JSON values that a type has.
pub(super) fn kinds(api: &Api, ty: &Type, depth: usize) -> Kinds {
    if depth > limits::UNION_DEPTH {
        return Kinds::ANY;
    }
    match ty {
        Type::Any | Type::Foreign(_) => Kinds::ANY,
        Type::AnyObject | Type::Map(_) => Kinds::OBJECT,
        Type::Bool => Kinds::BOOLEAN,
        Type::Int(_) => Kinds::INTEGER,
        Type::Float32 => Kinds::SINGLE,
        Type::Float64 => Kinds::NUMBER,
        Type::Scalar(Scalar::UnixTime | Scalar::ExactInteger) => Kinds::INTEGER,
        Type::Scalar(Scalar::ExactNumber) => Kinds::NUMBER,
        Type::Scalar(Scalar::Numeric(NumberKind::Int(_))) => Kinds::INTEGER.with(Kinds::STRING),
        Type::Scalar(Scalar::Numeric(NumberKind::Float32)) => Kinds::SINGLE.with(Kinds::STRING),
        Type::Scalar(Scalar::Numeric(NumberKind::Float64)) => Kinds::NUMBER.with(Kinds::STRING),
        Type::String | Type::Bytes | Type::Scalar(_) => Kinds::STRING,
        Type::List(_) | Type::Tuple(_) => Kinds::ARRAY,
        Type::Nullable(inner) => kinds(api, inner, depth + 1).with(Kinds::NULL),
        Type::Named(id) => match &api.ty(*id).kind {
            TypeKind::Struct(_) => Kinds::OBJECT,
            TypeKind::Alias(to) => kinds(api, to, depth + 1),
            TypeKind::Enum(values) => match values.values {
                EnumValues::Strings(_) => Kinds::STRING,
                EnumValues::Integers(_) => Kinds::INTEGER,
            },
            TypeKind::Union(union) => {
                let variants = union.variants.iter().take(limits::UNION_VARIANTS);
                variants.fold(Kinds(0), |all, variant| all.with(kinds(api, &variant.ty, depth + 8)))
            }
        },
    }
}

/// The struct, enum or union that a type is.
pub(super) fn resolved(api: &Api, ty: &Type) -> Option<TypeId> {
    let mut ty = ty;
    for _ in 0..=api.types.len() {
        match ty {
            Type::Nullable(inner) => ty = inner,
            Type::Named(id) => match &api.ty(*id).kind {
                TypeKind::Alias(to) => ty = to,
                _ => return Some(*id),
            },
            _ => return None,
        }
    }
    None
}

impl Candidate {
    /// `true` if it is an array or a map of objects, at any depth.
    pub(super) fn has_objects(&self, api: &Api) -> bool {
        let mut part = self.part.as_ref().map(|part| &part.ty);
        for _ in 0..limits::UNION_DEPTH {
            let Some(ty) = part else { return false };
            part = match api.resolved(ty) {
                Type::Nullable(inner) | Type::List(inner) | Type::Map(inner) => Some(&**inner),
                Type::Named(id) => return matches!(api.ty(*id).kind, TypeKind::Struct(_) | TypeKind::Union(_)),
                _ => return false,
            };
        }
        false
    }
}
