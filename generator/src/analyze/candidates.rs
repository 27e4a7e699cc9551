//! The tables by which values of a union are told: what values of its variants look like.

use crate::ir::{
    Api, Constraint, Constraints, Enum, EnumValues, Extra, NumberKind, Presence, Scalar, Struct, Type, TypeId, TypeKind,
};
use crate::limits;

// The order of decisions: a tag, declared or found in listed values that all members require. Else kind, required
// properties, listed values and kinds of properties, the best fit first. What breaks the limits of all members is read
// as the one that it fits best otherwise.
/// The pattern of the values of a variant. A variant that is a union itself has several of these.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) variant: usize,
    pub(crate) kinds: KindSet,
    /// The kinds of the items of an array.
    pub(crate) items: KindSet,
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
    pub(super) part: Option<PartValues>,
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
    pub(crate) properties: Vec<String>,
    /// Other properties are forbidden.
    pub(crate) closed: bool,
    /// Properties with listed values.
    pub(crate) constants: Vec<(String, Vec<String>)>,
    /// The kinds of values of properties that differ between variants.
    pub(crate) kinds: Vec<(String, KindSet)>,
    /// The candidates for the values of properties that differ further down.
    pub(crate) within: Vec<(String, Vec<Candidate>)>,
    /// The values of all properties.
    pub(super) parts: Vec<(String, PartValues)>,
}

/// The values of a part of a value: their type, and what is said of them beside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct PartValues {
    pub(super) ty: Type,
    pub(super) constraints: Constraints,
}

impl PartValues {
    fn new(ty: &Type, constraints: Option<&Constraints>) -> Self {
        Self { ty: ty.clone(), constraints: constraints.cloned().unwrap_or_default() }
    }
}

// A set of bits: a kind is what a number is written as (`2.0` is a double), so one value has one.
/// A set of kinds of JSON values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct KindSet(pub(crate) u8);

impl KindSet {
    pub(crate) const NULL: Self = Self(1);
    pub(crate) const BOOLEAN: Self = Self(2);
    pub(crate) const INTEGER: Self = Self(4);
    /// Numbers that are not integers, too.
    pub(crate) const NUMBER: Self = Self(12);
    pub(crate) const STRING: Self = Self(16);
    pub(crate) const ARRAY: Self = Self(32);
    pub(crate) const OBJECT: Self = Self(64);
    pub(crate) const ANY: Self = Self(127);
    // An `f32` is not chosen for a number that it would write otherwise where another member holds it. So numbers that
    // are singles are a kind of their own.
    /// Numbers that are singles.
    pub(crate) const SINGLE: Self = Self(128 | Self::NUMBER.0);

    /// The names whose kinds these are together.
    pub(crate) fn names(self) -> Vec<KindName> {
        if self == Self::ANY {
            return vec![KindName::Any];
        }
        // A name stands before those whose bits it has, too: `Single` before `Number`, and `Number` before `Integer`.
        let all = [
            (KindName::Null, Self::NULL),
            (KindName::Boolean, Self::BOOLEAN),
            (KindName::Single, Self::SINGLE),
            (KindName::Number, Self::NUMBER),
            (KindName::Integer, Self::INTEGER),
            (KindName::String, Self::STRING),
            (KindName::Array, Self::ARRAY),
            (KindName::Object, Self::OBJECT),
        ];
        let mut left = self.0;
        let mut names = Vec::new();
        for (name, kinds) in all {
            if left & kinds.0 == kinds.0 {
                names.push(name);
                left &= !kinds.0;
            }
        }
        debug_assert_eq!(left, 0, "each bit has a name");
        names
    }

    /// The kinds of both. Numbers are singles where nothing else of both holds numbers.
    fn with(self, other: Self) -> Self {
        const MARK: u8 = KindSet::SINGLE.0 & !KindSet::NUMBER.0;
        let holds_numbers = |kinds: Self| kinds.0 & Self::NUMBER.0 != 0 && kinds.0 & MARK == 0;
        let all = self.0 | other.0;
        Self(if holds_numbers(self) || holds_numbers(other) { all & Self::ANY.0 } else { all })
    }
}

/// A name of kinds, as generated code has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KindName {
    Null,
    Boolean,
    Integer,
    Number,
    Single,
    String,
    Array,
    Object,
    Any,
}

/// The patterns of the values of a type, of which something is said beside it.
pub(super) fn candidates(
    api: &Api,
    variant: usize,
    ty: &Type,
    constraints: &Constraints,
    depth: usize,
) -> Vec<Candidate> {
    let candidate_of = |kinds: KindSet| Candidate {
        variant,
        kinds,
        items: KindSet::ANY,
        limits: limits_of(kinds, constraints).collect(),
        ..Candidate::default()
    };
    let one = match ty {
        Type::Named(id) => match &api.ty(*id).kind {
            TypeKind::Alias(to) if depth < limits::UNION_DEPTH => {
                let type_constraints = &api.ty(*id).constraints;
                let both = type_constraints.with(constraints);
                return candidates(api, variant, to, both.as_ref().unwrap_or(type_constraints), depth + 1);
            }
            TypeKind::Alias(_) => candidate_of(KindSet::ANY),
            TypeKind::Struct(structure) => {
                let type_constraints = &api.ty(*id).constraints;
                let part = match &structure.extra {
                    Extra::Kept(values) if *values != Type::Any => {
                        Some(PartValues::new(values, type_constraints.values.as_deref()))
                    }
                    Extra::Kept(_) | Extra::Ignored | Extra::Refused => None,
                };
                let mut candidate =
                    Candidate { object: Some(object(api, structure)), part, ..candidate_of(KindSet::OBJECT) };
                candidate.limits.extend(limits_of(KindSet::OBJECT, type_constraints));
                candidate
            }
            TypeKind::Enum(values) => listed(values, candidate_of(KindSet::STRING)),
            TypeKind::Union(union) if depth < limits::UNION_DEPTH && union.variants.len() <= limits::UNION_VARIANTS => {
                return union
                    .variants
                    .iter()
                    // A union within a union multiplies candidates, so its level counts four times against the bound.
                    .flat_map(|inner| candidates(api, variant, &inner.ty, &inner.constraints, depth + 4))
                    .collect();
            }
            TypeKind::Union(_) => candidate_of(KindSet::ANY),
        },
        Type::Nullable(inner) => {
            let mut inner = candidates(api, variant, inner, constraints, depth + 1);
            inner.push(Candidate { variant, kinds: KindSet::NULL, items: KindSet::ANY, ..Candidate::default() });
            return inner;
        }
        Type::List(item) => {
            let part = Some(PartValues::new(item, constraints.items.as_deref()));
            Candidate { items: kinds(api, item, depth + 1), part, ..candidate_of(KindSet::ARRAY) }
        }
        Type::Map(value) => Candidate {
            part: Some(PartValues::new(value, constraints.values.as_deref())),
            ..candidate_of(KindSet::OBJECT)
        },
        Type::Scalar(scalar @ Scalar::Numeric(kind)) => {
            let number = match kind {
                NumberKind::Int(_) => KindSet::INTEGER,
                NumberKind::Float32 => KindSet::SINGLE,
                NumberKind::Float64 => KindSet::NUMBER,
            };
            return vec![candidate_of(number), Candidate { rank: scalar.rank(), ..candidate_of(KindSet::STRING) }];
        }
        Type::Scalar(scalar) => Candidate { rank: scalar.rank(), ..candidate_of(kinds(api, ty, depth)) },
        other => candidate_of(kinds(api, other, depth)),
    };
    vec![one]
}

/// The limits that speak of values of some kinds. Those that have several kinds have none.
fn limits_of(kinds: KindSet, constraints: &Constraints) -> impl Iterator<Item = Constraint> {
    let is_number = kinds.0 & KindSet::NUMBER.0 != 0 && kinds.0 & !KindSet::SINGLE.0 == 0;
    let speaks = move |constraint: &&Constraint| match constraint {
        Constraint::Minimum(_) | Constraint::Maximum(_) | Constraint::Above(_) | Constraint::Below(_) => is_number,
        Constraint::MultipleOf(_) => is_number,
        Constraint::MinLength(_) | Constraint::MaxLength(_) | Constraint::Pattern(..) => kinds == KindSet::STRING,
        Constraint::MinItems(_) | Constraint::MaxItems(_) | Constraint::UniqueItems => kinds == KindSet::ARRAY,
        Constraint::MinProperties(_) | Constraint::MaxProperties(_) => kinds == KindSet::OBJECT,
    };
    constraints.limits.iter().filter(speaks).cloned()
}

fn listed(values: &Enum, candidate: Candidate) -> Candidate {
    match &values.values {
        EnumValues::Strings(values) => {
            Candidate { listed: values.iter().map(|(value, _)| value.clone()).collect(), ..candidate }
        }
        EnumValues::Integers(values) => Candidate {
            kinds: KindSet::INTEGER,
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
        properties: fields.clone().map(|field| field.name.clone()).collect(),
        closed: structure.closed && !matches!(structure.extra, Extra::Kept(_)),
        constants: fields
            .clone()
            .filter_map(|field| constants(api, structure, &field.name).map(|values| (field.name.clone(), values)))
            .collect(),
        kinds: fields.clone().map(|field| (field.name.clone(), kinds(api, &field.ty, 0))).collect(),
        within: Vec::new(),
        parts: fields
            .map(|field| {
                (field.name.clone(), PartValues::new(&api.with_originals(&field.ty), Some(&field.constraints)))
            })
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
pub(super) fn kinds(api: &Api, ty: &Type, depth: usize) -> KindSet {
    if depth > limits::UNION_DEPTH {
        return KindSet::ANY;
    }
    match ty {
        Type::Any | Type::Foreign(_) => KindSet::ANY,
        Type::AnyObject | Type::Map(_) => KindSet::OBJECT,
        Type::Bool => KindSet::BOOLEAN,
        Type::Int(_) => KindSet::INTEGER,
        Type::Float32 => KindSet::SINGLE,
        Type::Float64 => KindSet::NUMBER,
        Type::Scalar(Scalar::UnixTime | Scalar::ExactInteger) => KindSet::INTEGER,
        Type::Scalar(Scalar::ExactNumber) => KindSet::NUMBER,
        Type::Scalar(Scalar::Numeric(NumberKind::Int(_))) => KindSet::INTEGER.with(KindSet::STRING),
        Type::Scalar(Scalar::Numeric(NumberKind::Float32)) => KindSet::SINGLE.with(KindSet::STRING),
        Type::Scalar(Scalar::Numeric(NumberKind::Float64)) => KindSet::NUMBER.with(KindSet::STRING),
        // A date, a UUID and a plain string are one kind. Formats have ranks, and the strictest that reads the text is
        // tried first.
        Type::String | Type::Bytes | Type::Scalar(_) => KindSet::STRING,
        Type::List(_) | Type::Tuple(_) => KindSet::ARRAY,
        Type::Nullable(inner) => kinds(api, inner, depth + 1).with(KindSet::NULL),
        Type::Named(id) => match &api.ty(*id).kind {
            TypeKind::Struct(_) => KindSet::OBJECT,
            TypeKind::Alias(to) => kinds(api, to, depth + 1),
            TypeKind::Enum(values) => match values.values {
                EnumValues::Strings(_) => KindSet::STRING,
                EnumValues::Integers(_) => KindSet::INTEGER,
            },
            TypeKind::Union(union) => {
                // Unions within unions multiply what is looked at, so their level counts eight times against the bound.
                let variants = union.variants.iter().take(limits::UNION_VARIANTS);
                variants.fold(KindSet(0), |all, variant| all.with(kinds(api, &variant.ty, depth + 8)))
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
