//! How the variants of a union are told apart.

use std::collections::{HashMap, HashSet};

use crate::ir::{
    Api, Discriminator, Enum, EnumValues, Extra, NumberKind, Presence, Scalar, Struct, Type, TypeId, TypeKind, Union,
};
use crate::limits;

/// What a decoder looks at.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Decision {
    /// A property whose value names the variant.
    pub(crate) tag: Option<Tag>,
    /// What values of each variant look like; only where there is no tag, or where it may be absent or mean several variants.
    pub(crate) candidates: Vec<Candidate>,
    /// Whether values that fit no variant alone are kept as JSON: those with an unknown tag, and those with the
    /// properties of several variants.
    pub(crate) open: bool,
}

/// A property whose value names the variant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tag {
    pub(crate) property: String,
    /// Values, each with the variant that it means; one that means several stands there several times.
    pub(crate) values: Vec<(String, usize)>,
    /// The variant of values without the property.
    pub(crate) absent: Option<usize>,
    /// For each variant the value to write where its type may leave the property out.
    pub(crate) written: Vec<Option<String>>,
}

/// What values of a variant look like. A variant that is a union itself has several of these.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) variant: usize,
    pub(crate) kinds: Kinds,
    /// The kinds of the items of an array.
    pub(crate) items: Kinds,
    /// How much a string says that can be read as the type of a format.
    pub(crate) rank: Option<u8>,
    /// The values of a list of strings.
    pub(crate) listed: Vec<String>,
    /// The type whose properties an object has, and those of them that decide.
    pub(crate) object: Option<ObjectCandidate>,
}

/// What an object of a variant looks like.
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

    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Decides for each union.
pub(super) fn decisions(api: &Api) -> HashMap<TypeId, Decision> {
    let unions = api.type_ids().filter_map(|(id, def)| match &def.kind {
        TypeKind::Union(union) => Some((id, decision(api, union))),
        _ => None,
    });
    unions.collect()
}

fn decision(api: &Api, union: &Union) -> Decision {
    let candidates: Vec<Candidate> =
        union.variants.iter().enumerate().flat_map(|(index, variant)| candidates(api, index, &variant.ty, 0)).collect();
    let tag = match &union.discriminator {
        Some(discriminator) => Some(declared(api, union, discriminator)),
        None => implied(&candidates),
    };
    let objects = candidates.iter().filter(|candidate| candidate.object.is_some()).count();
    let open = tag.is_some() || union.inclusive && objects > 1;
    let needed = match &tag {
        None => true,
        Some(tag) if is_ambiguous(tag) => true,
        Some(tag) => tag.absent.is_none() && !candidates.iter().all(|candidate| requires(candidate, &tag.property)),
    };
    let candidates = if needed { deciding(candidates) } else { Vec::new() };
    let written = |property: &str, values: &[(String, usize)]| written(api, union, property, values);
    let tag = tag.map(|tag| Tag { written: written(&tag.property, &tag.values), ..tag });
    Decision { tag, candidates, open }
}

/// The tag that the document declares. A member that is a union by the same property answers to the tags of its members.
fn declared(api: &Api, union: &Union, discriminator: &Discriminator) -> Tag {
    let mut values = discriminator.values.clone();
    let mut known: HashSet<(String, usize)> = values.iter().cloned().collect();
    for (index, variant) in union.variants.iter().enumerate() {
        for value in nested_tags(api, &variant.ty, &discriminator.property) {
            if known.insert((value.clone(), index)) {
                values.push((value, index));
            }
        }
    }
    Tag { property: discriminator.property.clone(), values, absent: discriminator.absent, written: Vec::new() }
}

/// The values of a tag that the members of a union within a union have, and the listed values of a struct's own property.
fn nested_tags(api: &Api, ty: &Type, property: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        let Some(id) = resolved(api, ty) else { continue };
        if !seen.insert(id) {
            continue;
        }
        match &api.ty(id).kind {
            TypeKind::Union(union) => {
                if let Some(own) = union.discriminator.as_ref().filter(|own| own.property == property) {
                    found.extend(own.values.iter().map(|(value, _)| value.clone()));
                }
                open.extend(union.variants.iter().map(|variant| &variant.ty));
            }
            TypeKind::Struct(structure) => {
                found.extend(constants(api, structure, property).filter(|own| own.len() == 1).into_iter().flatten())
            }
            _ => {}
        }
    }
    found
}

/// Whether a value of the tag means several variants.
fn is_ambiguous(tag: &Tag) -> bool {
    let mut known = HashSet::new();
    !tag.values.iter().all(|(value, _)| known.insert(value))
}

/// A property that all objects require with listed values of their own.
fn implied(candidates: &[Candidate]) -> Option<Tag> {
    let objects: Option<Vec<&ObjectCandidate>> = candidates.iter().map(|candidate| candidate.object.as_ref()).collect();
    let objects = objects.filter(|objects| objects.len() > 1)?;
    let of = |object: &ObjectCandidate, property: &str| -> Option<Vec<String>> {
        let (_, values) = object.constants.iter().find(|(name, _)| name == property)?;
        object.required.iter().any(|name| name == property).then(|| values.clone())
    };
    let properties = objects[0].constants.iter().map(|(name, _)| name);
    for property in properties {
        let mut values: Vec<(String, usize)> = Vec::new();
        let mut known = HashSet::new();
        let disjoint = objects.iter().zip(candidates).all(|(object, candidate)| {
            of(object, property).is_some_and(|own| {
                own.into_iter().all(|value| {
                    values.push((value.clone(), candidate.variant));
                    known.insert(value)
                })
            })
        });
        if disjoint {
            return Some(Tag { property: property.clone(), values, absent: None, written: Vec::new() });
        }
    }
    None
}

/// The tag to write for each variant whose type may leave it out. One that is no string is left out as the value has it.
fn written(api: &Api, union: &Union, property: &str, values: &[(String, usize)]) -> Vec<Option<String>> {
    let mut tags: HashMap<usize, &String> = HashMap::new();
    for (value, meant) in values {
        tags.entry(*meant).or_insert(value);
    }
    let variants = union.variants.iter().enumerate();
    let written = variants.map(|(index, variant)| {
        let TypeKind::Struct(structure) = &api.ty(resolved(api, &variant.ty)?).kind else { return None };
        let field = structure.fields.iter().find(|field| field.name == property);
        if field.is_some_and(|field| field.presence == Presence::Required || !is_text(api, &field.ty)) {
            return None;
        }
        tags.get(&index).map(|tag| (*tag).clone())
    });
    written.collect()
}

/// Whether the values of a type are strings.
fn is_text(api: &Api, ty: &Type) -> bool {
    kinds(api, ty, 0).0 & Kinds::STRING.0 != 0
}

/// Leaves of the candidates what tells them apart: of properties that several have, those that differ.
fn deciding(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut kinds: HashMap<String, HashSet<Kinds>> = HashMap::new();
    let mut constants: HashMap<String, HashSet<Vec<String>>> = HashMap::new();
    for object in candidates.iter().filter_map(|candidate| candidate.object.as_ref()) {
        for (name, own) in &object.kinds {
            kinds.entry(name.clone()).or_default().insert(*own);
            let own = object.constants.iter().find(|(known, _)| known == name);
            constants
                .entry(name.clone())
                .or_default()
                .insert(own.map(|(_, values)| values.clone()).unwrap_or_default());
        }
    }
    for object in candidates.iter_mut().filter_map(|candidate| candidate.object.as_mut()) {
        object.kinds.retain(|(name, _)| kinds.get(name).is_some_and(|all| all.len() > 1));
        object.constants.retain(|(name, _)| constants.get(name).is_some_and(|all| all.len() > 1));
    }
    candidates
}

fn requires(candidate: &Candidate, property: &str) -> bool {
    candidate.object.as_ref().is_some_and(|object| object.required.iter().any(|name| name == property))
}

/// What values of a type look like.
fn candidates(api: &Api, variant: usize, ty: &Type, depth: usize) -> Vec<Candidate> {
    let of = |kinds: Kinds| Candidate { variant, kinds, items: Kinds::ANY, ..Candidate::default() };
    let one = match ty {
        Type::Named(id) => match &api.ty(*id).kind {
            TypeKind::Alias(to) if depth < limits::UNION_DEPTH => return candidates(api, variant, to, depth + 1),
            TypeKind::Alias(_) => of(Kinds::ANY),
            TypeKind::Struct(structure) => Candidate { object: Some(object(api, structure)), ..of(Kinds::OBJECT) },
            TypeKind::Enum(values) => listed(values, of(Kinds::STRING)),
            TypeKind::Union(union) if depth < limits::UNION_DEPTH && union.variants.len() <= limits::UNION_VARIANTS => {
                return union
                    .variants
                    .iter()
                    .flat_map(|inner| candidates(api, variant, &inner.ty, depth + 4))
                    .collect();
            }
            TypeKind::Union(_) => of(Kinds::ANY),
        },
        Type::Nullable(inner) => {
            let mut inner = candidates(api, variant, inner, depth + 1);
            inner.push(of(Kinds::NULL));
            return inner;
        }
        Type::List(item) => Candidate { items: kinds(api, item, depth + 1), ..of(Kinds::ARRAY) },
        Type::Scalar(scalar @ Scalar::Numeric(kind)) => {
            let number = if matches!(kind, NumberKind::Int(_)) { Kinds::INTEGER } else { Kinds::NUMBER };
            return vec![of(number), Candidate { rank: scalar.rank(), ..of(Kinds::STRING) }];
        }
        Type::Scalar(scalar) => Candidate { rank: scalar.rank(), ..of(kinds(api, ty, depth)) },
        other => of(kinds(api, other, depth)),
    };
    vec![one]
}

fn listed(values: &Enum, candidate: Candidate) -> Candidate {
    match &values.values {
        EnumValues::Strings(values) => {
            Candidate { listed: values.iter().map(|(value, _)| value.clone()).collect(), ..candidate }
        }
        EnumValues::Integers(_) => Candidate { kinds: Kinds::INTEGER, ..candidate },
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
        kinds: fields.map(|field| (field.name.clone(), kinds(api, &field.ty, 0))).collect(),
    }
}

/// The listed values of a property, as text.
fn constants(api: &Api, structure: &Struct, property: &str) -> Option<Vec<String>> {
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
fn kinds(api: &Api, ty: &Type, depth: usize) -> Kinds {
    if depth > limits::UNION_DEPTH {
        return Kinds::ANY;
    }
    match ty {
        Type::Any | Type::Foreign(_) => Kinds::ANY,
        Type::AnyObject | Type::Map(_) => Kinds::OBJECT,
        Type::Bool => Kinds::BOOLEAN,
        Type::Int(_) => Kinds::INTEGER,
        Type::Float32 | Type::Float64 => Kinds::NUMBER,
        Type::Scalar(Scalar::UnixTime | Scalar::ExactInteger) => Kinds::INTEGER,
        Type::Scalar(Scalar::ExactNumber) => Kinds::NUMBER,
        Type::Scalar(Scalar::Numeric(NumberKind::Int(_))) => Kinds::INTEGER.with(Kinds::STRING),
        Type::Scalar(Scalar::Numeric(_)) => Kinds::NUMBER.with(Kinds::STRING),
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
fn resolved(api: &Api, ty: &Type) -> Option<TypeId> {
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
