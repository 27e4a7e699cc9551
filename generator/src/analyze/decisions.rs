//! The decision of a union: its tag, and the candidates where no tag tells.

use crate::collections::{HashMap, HashSet};

use super::apart::decide;
use super::candidates::{Candidate, KindSet, ObjectCandidate, candidates, constants, resolved};
use super::fixed::{Fixed, fixed};
use crate::ir::{Api, Discriminator, Type, TypeId, TypeKind, Union};
use crate::limits;

/// The facts that a decoder decides by.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Decision {
    /// A property whose value names the variant.
    pub(crate) tag: Option<Tag>,
    /// The patterns of the values of each variant; only where there is no tag, or where it may be absent or mean several variants.
    pub(crate) candidates: Vec<Candidate>,
    /// `true` if values that fit no variant alone are kept as JSON: those with an unknown tag, and those with the
    /// properties of several variants.
    pub(crate) open: bool,
    /// For each variant the properties by which it is told, as they are written whatever its value has.
    pub(crate) fixed: Vec<Vec<Fixed>>,
}

impl Decision {
    /// Returns `true` if patterns of texts tell variants apart.
    pub(super) fn has_patterns(&self) -> bool {
        self.candidates.iter().any(Candidate::has_patterns)
    }
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

/// Decides for each union.
pub(super) fn decisions(api: &Api) -> HashMap<TypeId, Decision> {
    let unions = api.type_ids().filter_map(|(id, def)| match &def.kind {
        TypeKind::Union(union) => Some((id, decision(api, union))),
        _ => None,
    });
    unions.collect()
}

fn decision(api: &Api, union: &Union) -> Decision {
    let candidates: Vec<Candidate> = union
        .variants
        .iter()
        .enumerate()
        .flat_map(|(index, variant)| candidates(api, index, &variant.ty, &variant.constraints, 0))
        .collect();
    let tag = match &union.discriminator {
        Some(discriminator) => Some(declared(api, union, discriminator)),
        None => implied(&candidates).or_else(|| optional(&candidates)),
    };
    let fixed = fixed(api, union, tag.as_ref(), &candidates);
    let parts = candidates.iter().filter(|candidate| candidate.object.is_some() || candidate.has_objects(api)).count();
    // An unknown tag is a newer service. In an `anyOf` a value may have the properties of several members, and no
    // variant alone keeps all of them.
    let open = tag.is_some() || union.inclusive && parts > 1;
    let needed = match &tag {
        None => true,
        // A tag that several members list leaves the choice to the rest of the value.
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
    let mapped_tags: HashSet<&String> = discriminator.values.iter().map(|(value, _)| value).collect();
    let mut pairs: HashSet<(String, usize)> = values.iter().cloned().collect();
    for (index, variant) in union.variants.iter().enumerate() {
        let (nested, own_tags) = nested_tags(api, &variant.ty, &discriminator.property);
        // The mapping of the document outweighs the values that a property lists.
        let own_tags = own_tags.into_iter().filter(|value| !mapped_tags.contains(value));
        for value in nested.into_iter().chain(own_tags) {
            if pairs.insert((value.clone(), index)) {
                values.push((value, index));
            }
        }
    }
    Tag { property: discriminator.property.clone(), values, absent: discriminator.absent, other: discriminator.other }
}

/// The values of a tag that the members of a union within a union have, and the only listed value of a struct's own property.
pub(super) fn nested_tags(api: &Api, ty: &Type, property: &str) -> (Vec<String>, Vec<String>) {
    let (mut nested, mut own_tags) = (Vec::new(), Vec::new());
    let mut seen = HashSet::default();
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        let Some(id) = resolved(api, ty) else { continue };
        if !seen.insert(id) {
            continue;
        }
        match &api.ty(id).kind {
            TypeKind::Union(union) => {
                if let Some(own_tags) = union.discriminator.as_ref().filter(|own_tags| own_tags.property == property) {
                    nested.extend(own_tags.values.iter().map(|(value, _)| value.clone()));
                }
                open.extend(union.variants.iter().map(|variant| &variant.ty));
            }
            TypeKind::Struct(structure) => own_tags.extend(
                constants(api, structure, property).filter(|own_tags| own_tags.len() == 1).into_iter().flatten(),
            ),
            _ => {}
        }
    }
    (nested, own_tags)
}

// A value that several members list tells nothing, so the rest of the value decides among them.
/// `true` if a value of the tag means several variants.
fn is_ambiguous(tag: &Tag) -> bool {
    let mut seen = HashSet::default();
    !tag.values.iter().all(|(value, _)| seen.insert(value))
}

// A property with listed values that all members require is a tag that the document did not declare.
/// A property that all objects require with listed values of their own.
fn implied(candidates: &[Candidate]) -> Option<Tag> {
    let objects: Option<Vec<&ObjectCandidate>> = candidates.iter().map(|candidate| candidate.object.as_ref()).collect();
    let objects = objects.filter(|objects| objects.len() > 1)?;
    let values_of = |object: &ObjectCandidate, property: &str| -> Option<Vec<String>> {
        let (_, values) = object.constants.iter().find(|(name, _)| name == property)?;
        object.required.iter().any(|name| name == property).then(|| values.clone())
    };
    let properties = objects[0].constants.iter().map(|(name, _)| name);
    for property in properties {
        let mut values: Vec<(String, usize)> = Vec::new();
        let mut seen = HashSet::default();
        let disjoint = objects.iter().zip(candidates).all(|(object, candidate)| {
            values_of(object, property).is_some_and(|constants| {
                constants.into_iter().all(|value| {
                    values.push((value.clone(), candidate.variant));
                    seen.insert(value)
                })
            })
        });
        // Only a property that all members require with values of their own is a tag by itself. A property that may be
        // absent tells nothing of a value without it.
        if disjoint {
            return Some(Tag { property: property.clone(), values, absent: None, other: None });
        }
    }
    None
}

/// A property that all objects have with one value of their own, and that may be absent.
fn optional(candidates: &[Candidate]) -> Option<Tag> {
    let may_be_object = |candidate: &&Candidate| candidate.kinds.0 & KindSet::OBJECT.0 != 0;
    let of_objects = || candidates.iter().filter(may_be_object);
    let objects: Option<Vec<&ObjectCandidate>> = of_objects().map(|candidate| candidate.object.as_ref()).collect();
    let objects = objects.filter(|objects| objects.len() > 1)?;
    objects[0].constants.iter().find_map(|(property, _)| {
        if objects.iter().all(|object| object.required.contains(property)) {
            return None;
        }
        let mut seen = HashSet::default();
        let values: Option<Vec<(String, usize)>> = objects
            .iter()
            .zip(of_objects())
            .map(|(object, candidate)| {
                let (_, values) = object.constants.iter().find(|(name, _)| name == property)?;
                let [only] = values.as_slice() else { return None };
                seen.insert(only).then(|| (only.clone(), candidate.variant))
            })
            .collect();
        Some(Tag { property: property.clone(), values: values?, absent: None, other: None })
    })
}

fn requires(candidate: &Candidate, property: &str) -> bool {
    candidate.object.as_ref().is_some_and(|object| object.required.iter().any(|name| name == property))
}
