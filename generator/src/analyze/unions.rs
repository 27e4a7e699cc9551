//! How the variants of a union are told apart.

use std::collections::{HashMap, HashSet};

use crate::ir::{
    Api, Discriminator, Enum, EnumValues, Extra, Field, NumberKind, Presence, Scalar, Struct, Type, TypeId, TypeKind,
    Union,
};
use crate::limits;

/// What a decoder looks at.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Decision {
    /// A property whose value names the variant.
    pub(crate) tag: Option<Tag>,
    /// What values of each variant look like; only where there is no tag, or where it may be absent or mean several variants.
    pub(crate) candidates: Vec<Candidate>,
    /// `true` if values that fit no variant alone are kept as JSON: those with an unknown tag, and those with the
    /// properties of several variants.
    pub(crate) open: bool,
    /// For each variant the properties by which it is told, as they are written whatever its value has.
    pub(crate) fixed: Vec<Vec<Fixed>>,
}

/// A property whose value names the variant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tag {
    pub(crate) property: String,
    /// Values, each with the variant that it means; one that means several stands there several times.
    pub(crate) values: Vec<(String, usize)>,
    /// The variant of values without the property.
    pub(crate) absent: Option<usize>,
    /// The variant of other values.
    pub(crate) other: Option<usize>,
}

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
    /// The candidates for the items of an array or the values of a map, where they decide.
    pub(crate) each: Vec<Candidate>,
    /// The type of these items or values.
    part: Option<Type>,
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
    /// The candidates for the values of properties that differ further down.
    pub(crate) within: Vec<(String, Vec<Candidate>)>,
    /// The types of all properties.
    types: Vec<(String, Type)>,
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
        None => implied(&candidates).or_else(|| optional(&candidates)),
    };
    let fixed = fixed(api, union, tag.as_ref(), &candidates);
    let parts = candidates.iter().filter(|candidate| candidate.object.is_some() || candidate.has_objects(api)).count();
    let open = tag.is_some() || union.inclusive && parts > 1;
    let needed = match &tag {
        None => true,
        Some(tag) if is_ambiguous(tag) => true,
        Some(tag) => tag.absent.is_none() && !candidates.iter().all(|candidate| requires(candidate, &tag.property)),
    };
    let mut candidates = if needed { candidates } else { Vec::new() };
    let mut left = limits::UNION_TABLE;
    decide(api, &mut candidates.iter_mut().collect::<Vec<_>>(), 0, &mut left);
    Decision { tag, candidates, open, fixed }
}

/// The tag that the document declares. A member that is a union by the same property answers to the tags of its members.
fn declared(api: &Api, union: &Union, discriminator: &Discriminator) -> Tag {
    let mut values = discriminator.values.clone();
    let told: HashSet<&String> = discriminator.values.iter().map(|(value, _)| value).collect();
    let mut known: HashSet<(String, usize)> = values.iter().cloned().collect();
    for (index, variant) in union.variants.iter().enumerate() {
        let (nested, own) = nested_tags(api, &variant.ty, &discriminator.property);
        // What the document says of a value is more than what a property lists.
        let own = own.into_iter().filter(|value| !told.contains(value));
        for value in nested.into_iter().chain(own) {
            if known.insert((value.clone(), index)) {
                values.push((value, index));
            }
        }
    }
    Tag { property: discriminator.property.clone(), values, absent: discriminator.absent, other: discriminator.other }
}

/// The values of a tag that the members of a union within a union have, and the only listed value of a struct's own property.
fn nested_tags(api: &Api, ty: &Type, property: &str) -> (Vec<String>, Vec<String>) {
    let (mut nested, mut own) = (Vec::new(), Vec::new());
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
                    nested.extend(own.values.iter().map(|(value, _)| value.clone()));
                }
                open.extend(union.variants.iter().map(|variant| &variant.ty));
            }
            TypeKind::Struct(structure) => {
                own.extend(constants(api, structure, property).filter(|own| own.len() == 1).into_iter().flatten())
            }
            _ => {}
        }
    }
    (nested, own)
}

/// `true` if a value of the tag means several variants.
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
            return Some(Tag { property: property.clone(), values, absent: None, other: None });
        }
    }
    None
}

/// A property that all objects have with one value of their own, and that may be absent.
fn optional(candidates: &[Candidate]) -> Option<Tag> {
    let may_be_object = |candidate: &&Candidate| candidate.kinds.0 & Kinds::OBJECT.0 != 0;
    let of_objects = || candidates.iter().filter(may_be_object);
    let objects: Option<Vec<&ObjectCandidate>> = of_objects().map(|candidate| candidate.object.as_ref()).collect();
    let objects = objects.filter(|objects| objects.len() > 1)?;
    objects[0].constants.iter().find_map(|(property, _)| {
        if objects.iter().all(|object| object.required.contains(property)) {
            return None;
        }
        let mut known = HashSet::new();
        let values: Option<Vec<(String, usize)>> = objects
            .iter()
            .zip(of_objects())
            .map(|(object, candidate)| {
                let (_, values) = object.constants.iter().find(|(name, _)| name == property)?;
                let [only] = values.as_slice() else { return None };
                known.insert(only).then(|| (only.clone(), candidate.variant))
            })
            .collect();
        Some(Tag { property: property.clone(), values: values?, absent: None, other: None })
    })
}

/// For each variant the properties by which it is told when it is read: the tag, or else optional properties with one value.
fn fixed(api: &Api, union: &Union, tag: Option<&Tag>, candidates: &[Candidate]) -> Vec<Vec<Fixed>> {
    let variants = union.variants.iter().enumerate();
    let fixed = variants.map(|(index, variant)| {
        let Some(TypeKind::Struct(structure)) = resolved(api, &variant.ty).map(|id| &api.ty(id).kind) else {
            return Vec::new();
        };
        match tag {
            Some(tag) => fixed_tag(api, tag, index, structure).into_iter().collect(),
            None => telling(api, index, structure, candidates),
        }
    });
    fixed.collect()
}

/// The tag of a variant; `None` where its type has no other one.
fn fixed_tag(api: &Api, tag: &Tag, index: usize, structure: &Struct) -> Option<Fixed> {
    let of = |is_own: bool| {
        let values = tag.values.iter().filter(move |(_, of)| (*of == index) == is_own);
        values.map(|(value, _)| value.clone()).collect::<Vec<String>>()
    };
    let mut own = of(true);
    let property = tag.property.clone();
    let field = structure.fields.iter().find(|field| field.name == tag.property);
    if let Some(field) = field.filter(|field| !is_text(api, &field.ty)) {
        return only_value(api, field);
    }
    if tag.other == Some(index) {
        let foreign = of(false).into_iter().filter(|value| !own.contains(value)).collect();
        return Some(Fixed { property, value: FixedValue::Other(own, foreign) });
    }
    if field.is_none() && !matches!(structure.extra, Extra::Kept(_)) {
        own.truncate(1); // no other one came
    }
    (!own.is_empty()).then_some(Fixed { property, value: FixedValue::Text(own) })
}

/// The optional properties of a variant with one value that tell it from another one.
fn telling(api: &Api, index: usize, structure: &Struct, candidates: &[Candidate]) -> Vec<Fixed> {
    let others: Vec<&ObjectCandidate> = candidates
        .iter()
        .filter(|candidate| candidate.variant != index)
        .filter_map(|candidate| candidate.object.as_ref())
        .collect();
    let tells = |field: &&Field| {
        let own = constants(api, structure, &field.name);
        let of = |object: &ObjectCandidate| {
            object.constants.iter().find(|(name, _)| *name == field.name).map(|(_, values)| values.clone())
        };
        others.iter().any(|other| of(other) != own)
    };
    structure.fields.iter().filter(tells).filter_map(|field| only_value(api, field)).collect()
}

/// The one value of an optional property.
fn only_value(api: &Api, field: &Field) -> Option<Fixed> {
    if field.presence.is_required() {
        return None;
    }
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

/// The tags of structs that are variants with one tag, each with the field that holds it: strings and open lists of them, which would else begin as
/// another value.
pub(super) fn tags(api: &Api, decisions: &HashMap<TypeId, Decision>) -> HashMap<(TypeId, usize), String> {
    let mut found: HashMap<(TypeId, usize), Option<String>> = HashMap::new();
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
                let own = values.first().cloned();
                let known = found.entry((api.original(owner), field)).or_insert_with(|| own.clone());
                if *known != own {
                    *known = None;
                }
            }
        }
    }
    found.into_iter().filter_map(|(place, tag)| Some((place, tag?))).collect()
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
    kinds(api, ty, 0).0 & Kinds::STRING.0 != 0
}

/// Leaves of the candidates for one place what tells them apart: of properties that several have, those that differ, and of their values, of items and
/// of values of maps the same, as far down as the limit allows.
fn decide(api: &Api, candidates: &mut [&mut Candidate], level: usize, left: &mut usize) {
    decide_here(api, candidates, level, left);
    for candidate in candidates {
        candidate.part = None;
        candidate.object.iter_mut().for_each(|object| object.types.clear());
    }
}

fn decide_here(api: &Api, candidates: &mut [&mut Candidate], level: usize, left: &mut usize) {
    let mut kinds: HashMap<String, HashSet<Kinds>> = HashMap::new();
    let mut constants: HashMap<String, HashSet<Vec<String>>> = HashMap::new();
    let mut types: HashMap<String, HashSet<Type>> = HashMap::new();
    let mut parts: HashSet<Type> = HashSet::new();
    for candidate in candidates.iter() {
        parts.extend(candidate.part.clone());
        let Some(object) = &candidate.object else { continue };
        for (name, own) in &object.kinds {
            kinds.entry(name.clone()).or_default().insert(*own);
            let own = object.constants.iter().find(|(known, _)| known == name);
            constants
                .entry(name.clone())
                .or_default()
                .insert(own.map(|(_, values)| values.clone()).unwrap_or_default());
        }
        for (name, own) in &object.types {
            types.entry(name.clone()).or_default().insert(own.clone());
        }
    }
    let is_apart = candidates.len() > limits::UNION_VARIANTS || are_apart(candidates);
    for object in candidates.iter_mut().filter_map(|candidate| candidate.object.as_mut()) {
        object.kinds.retain(|(name, _)| kinds.get(name).is_some_and(|all| all.len() > 1));
        object.constants.retain(|(name, _)| constants.get(name).is_some_and(|all| all.len() > 1));
    }
    if level == limits::UNION_LEVELS || is_apart {
        return;
    }
    if parts.len() > 1 {
        let mut inner: Vec<Vec<Candidate>> =
            candidates.iter().map(|candidate| of_part(api, candidate.part.as_ref(), left)).collect();
        // The kinds of items stand beside an array, those of values of a map nowhere.
        let has_maps = candidates.iter().any(|candidate| candidate.part.is_some() && candidate.kinds == Kinds::OBJECT);
        if decide_within(api, &mut inner, level, left, has_maps) {
            for (candidate, inner) in candidates.iter_mut().zip(inner) {
                candidate.each = inner;
            }
        }
    }
    // Of lists of values the constants are the table.
    let is_listed = |name: &String| constants.get(name).is_some_and(|all| !all.contains(&Vec::new()));
    let names = types.into_iter().filter(|(name, all)| all.len() > 1 && !is_listed(name));
    let mut names: Vec<String> = names.map(|(name, _)| name).collect();
    names.sort_unstable();
    for name in names {
        let ty = |candidate: &Candidate| {
            let object = candidate.object.as_ref()?;
            object.types.iter().find(|(own, _)| *own == name).map(|(_, ty)| ty.clone())
        };
        let mut inner: Vec<Vec<Candidate>> =
            candidates.iter().map(|candidate| of_part(api, ty(candidate).as_ref(), left)).collect();
        if !decide_within(api, &mut inner, level, left, false) {
            continue;
        }
        for (candidate, inner) in candidates.iter_mut().zip(inner) {
            if let Some(object) = candidate.object.as_mut().filter(|_| !inner.is_empty()) {
                object.kinds.retain(|(own, _)| *own != name);
                object.within.push((name.clone(), inner));
            }
        }
    }
}

/// The candidates for the values of a type, as long as the table has room.
fn of_part(api: &Api, ty: Option<&Type>, left: &mut usize) -> Vec<Candidate> {
    let Some(ty) = ty.filter(|_| *left > 0) else { return Vec::new() };
    let mut all = candidates(api, 0, ty, limits::UNION_DEPTH / 2);
    all.retain(|candidate| candidate.kinds != Kinds::NULL);
    *left = left.saturating_sub(all.len());
    all
}

/// Decides between the values at one place of several candidates. Returns `true` if more than their kinds decides, or these where they count.
fn decide_within(api: &Api, inner: &mut [Vec<Candidate>], level: usize, left: &mut usize, kinds_count: bool) -> bool {
    if *left == 0 {
        return false;
    }
    decide(api, &mut inner.iter_mut().flatten().collect::<Vec<_>>(), level + 1, left);
    let mut known = inner.iter().filter(|own| !own.is_empty());
    let Some(first) = known.next() else { return false };
    let says_more = |candidate: &Candidate| {
        let of_object = candidate.object.as_ref().is_some_and(|object| !object.known.is_empty());
        let of_array = candidate.kinds == Kinds::ARRAY && candidate.items != Kinds::ANY;
        let is_more = of_object || of_array || !candidate.each.is_empty();
        kinds_count || is_more || !candidate.listed.is_empty() || candidate.rank.is_some()
    };
    let is_same = known.all(|other| other == first);
    !is_same && inner.iter().flatten().any(says_more)
}

/// `true` if each two of some candidates are told apart by their own properties: each requires what the other does not know.
fn are_apart(candidates: &[&mut Candidate]) -> bool {
    let objects: Option<Vec<&ObjectCandidate>> = candidates.iter().map(|candidate| candidate.object.as_ref()).collect();
    let Some(objects) = objects else { return false };
    let lacks = |a: &ObjectCandidate, b: &ObjectCandidate| a.required.iter().any(|name| !b.known.contains(name));
    let are_disjoint = |a: &ObjectCandidate, b: &ObjectCandidate| {
        a.constants.iter().filter(|(name, _)| a.required.contains(name) && b.required.contains(name)).any(
            |(name, own)| {
                let other = b.constants.iter().find(|(other, _)| other == name);
                other.is_some_and(|(_, other)| !own.iter().any(|value| other.contains(value)))
            },
        )
    };
    objects
        .iter()
        .enumerate()
        .all(|(index, a)| objects[index + 1..].iter().all(|b| lacks(a, b) && lacks(b, a) || are_disjoint(a, b)))
}

impl Candidate {
    /// `true` if it is an array or a map of objects, at any depth.
    fn has_objects(&self, api: &Api) -> bool {
        let mut part = self.part.as_ref();
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
            TypeKind::Struct(structure) => {
                let part = match &structure.extra {
                    Extra::Kept(values) if *values != Type::Any => Some(values.clone()),
                    Extra::Kept(_) | Extra::Ignored | Extra::Refused => None,
                };
                Candidate { object: Some(object(api, structure)), part, ..of(Kinds::OBJECT) }
            }
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
        Type::List(item) => {
            Candidate { items: kinds(api, item, depth + 1), part: Some((**item).clone()), ..of(Kinds::ARRAY) }
        }
        Type::Map(value) => Candidate { part: Some((**value).clone()), ..of(Kinds::OBJECT) },
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
        kinds: fields.clone().map(|field| (field.name.clone(), kinds(api, &field.ty, 0))).collect(),
        within: Vec::new(),
        types: fields.map(|field| (field.name.clone(), api.with_originals(&field.ty))).collect(),
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
