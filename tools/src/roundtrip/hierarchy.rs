//! Subtypes that are found through `allOf` (OAS 3.0.4, "Models with Polymorphism Support").

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use super::documents::{Address, Documents};

/// A schema with a discriminator, own or inherited, which has subtypes.
#[derive(Clone, Debug)]
pub struct Base {
    /// The property that tells subtypes apart.
    pub property: String,
    /// The direct subtypes.
    pub subtypes: Vec<Address>,
    /// The tags of all schemas below, and its own.
    pub tags: Vec<(String, Address)>,
}

/// Finds the bases among the named schemas of a document.
pub fn bases(documents: &mut Documents, named: &[Address]) -> HashMap<Address, Base> {
    let children = children(documents, named);
    let mut bases = HashMap::new();
    for root in named {
        let Some(discriminator) = documents.get(root).and_then(own_discriminator).cloned() else { continue };
        let Some(property) = property(&discriminator) else { continue };
        let mapping = mapping(documents, root, &discriminator);
        for member in below(&children, root) {
            let Some(subtypes) = children.get(&member) else { continue };
            let tags = below(&children, &member);
            let tags = tags.iter().flat_map(|at| tags_of(documents, at, &mapping));
            let base = Base { property: property.to_owned(), subtypes: subtypes.clone(), tags: tags.collect() };
            bases.entry(member).or_insert(base);
        }
    }
    bases
}

/// The mapping by tag.
pub fn mapping(documents: &mut Documents, at: &Address, discriminator: &Value) -> BTreeMap<String, Address> {
    let entries = discriminator.get("mapping").and_then(Value::as_object).cloned().unwrap_or_default();
    let entries = entries.into_iter().filter_map(|(tag, to)| Some((tag, target(documents, at, to.as_str()?)?)));
    entries.collect()
}

/// The property of a discriminator, in the form of any version.
#[must_use]
pub fn property(discriminator: &Value) -> Option<&str> {
    discriminator.as_str().or_else(|| discriminator.get("propertyName")?.as_str())
}

/// A mapping gives the name of a schema or a reference to it.
fn target(documents: &mut Documents, at: &Address, text: &str) -> Option<Address> {
    let named = Address::root("/components/schemas").within(text);
    if documents.get(&named).is_some() { Some(named) } else { documents.resolve(at, text) }
}

/// The discriminator of a schema without alternatives of its own; it may stand in an inline member of its `allOf`.
fn own_discriminator(schema: &Value) -> Option<&Value> {
    if schema.get("oneOf").is_some() || schema.get("anyOf").is_some() {
        return None;
    }
    let members = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    let members = members.filter(|member| member.get("$ref").is_none());
    std::iter::once(schema).chain(members).find_map(|schema| schema.get("discriminator"))
}

/// The named schemas whose `allOf` refers to each.
fn children(documents: &mut Documents, named: &[Address]) -> HashMap<Address, Vec<Address>> {
    let mut children: HashMap<Address, Vec<Address>> = HashMap::new();
    for at in named {
        for parent in parents(documents, at) {
            let siblings = children.entry(parent).or_default();
            if !siblings.contains(at) {
                siblings.push(at.clone());
            }
        }
    }
    children
}

fn parents(documents: &mut Documents, at: &Address) -> Vec<Address> {
    let members = documents.get(at).and_then(|schema| schema.get("allOf")).and_then(Value::as_array);
    let references = members.into_iter().flatten().filter_map(|member| member.get("$ref")?.as_str());
    let references: Vec<String> = references.map(str::to_owned).collect();
    references.iter().filter_map(|reference| documents.resolve(at, reference)).collect()
}

/// A schema and all below it.
fn below(children: &HashMap<Address, Vec<Address>>, root: &Address) -> Vec<Address> {
    let (mut addresses, mut seen) = (vec![root.clone()], HashSet::from([root.clone()]));
    let mut next = 0;
    while next < addresses.len() {
        for child in children.get(&addresses[next]).into_iter().flatten() {
            if seen.insert(child.clone()) {
                addresses.push(child.clone());
            }
        }
        next += 1;
    }
    addresses
}

/// The tags of a schema: those of the mapping, else `x-ms-discriminator-value`, else its name.
fn tags_of(documents: &Documents, at: &Address, mapping: &BTreeMap<String, Address>) -> Vec<(String, Address)> {
    let mut tags: Vec<String> = mapping.iter().filter(|(_, to)| *to == at).map(|(tag, _)| tag.clone()).collect();
    if tags.is_empty() {
        let explicit = documents.get(at).and_then(|schema| schema.get("x-ms-discriminator-value")?.as_str());
        let tag = explicit.map_or_else(|| at.name(), str::to_owned);
        tags.extend((!mapping.contains_key(&tag)).then_some(tag));
    }
    tags.into_iter().map(|tag| (tag, at.clone())).collect()
}
