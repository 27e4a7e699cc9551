//! Subtypes that are found through `allOf` (OAS 3.0.4, "Models with Polymorphism Support").

use crate::collections::{HashMap, HashSet};
use std::cmp::Reverse;

use crate::collections::IndexSet;

use super::row;
use crate::bundle::{RawSchema, RawSchemaTable};
use crate::document::{Node, Object, SchemaId, Value};
use crate::spec::{Field, Keyword, Keywords, Role, UNIONS};

/// Makes a union of every named schema that has a discriminator, or inherits one, and has subtypes. The row of its own
/// properties is a new one, since `allOf` of a subtype means these. The result leads from the one to the other. A union
/// has the direct subtypes only, since those further down are members of theirs.
///
/// The order of the schemas in the document does not matter. Subtypes stand in the order of their names, and of two
/// discriminators that a schema inherits the nearer one counts. A discriminator of its own is the nearest, also in a
/// circle of `allOf`.
pub(super) fn unfold(table: &mut RawSchemaTable) -> Hierarchy {
    let children = children(table);
    let depths = depths(&children);
    let mut bases = HashMap::default();
    let parts: HashSet<SchemaId> =
        table.ids().flat_map(|id| row::members(&table.get(id).keywords, Keyword::AllOf)).collect();
    let whole = table.ids().filter(|id| !parts.contains(id) || table.get(*id).name.is_some());
    // All are taken down before the first union is made, which moves the discriminator of its schema.
    let mut roots: Vec<(SchemaId, Node)> =
        whole.filter_map(|id| Some((id, discriminator(table, id)?.clone()))).collect();
    // The deepest discriminator first: of two that a schema inherits, the nearer one counts.
    roots.sort_by_key(|(id, _)| (Reverse(depths.get(id).copied()), table.get(*id).name.clone(), *id));
    let others: HashSet<SchemaId> = roots.iter().map(|(id, _)| *id).collect();
    for (root, discriminator) in roots {
        let below = descendants(&children, root, &HashSet::default());
        for member in std::iter::once(root).chain(descendants(&children, root, &others)) {
            let mut subtypes = children.get(&member).cloned().unwrap_or_default();
            if member == root && !is_made_of_union(table, root) {
                subtypes.extend(mapped_elsewhere(table, &discriminator, &below, root));
            }
            subtypes.retain(|subtype| *subtype != member);
            if !subtypes.is_empty() && !bases.contains_key(&member) {
                bases.insert(member, union(table, member, &discriminator, &subtypes));
            }
        }
    }
    Hierarchy { bases, depths }
}

// A schema with a discriminator and subtypes becomes the union of its direct subtypes and its own properties
// (`PetBase`). `allOf` of a subtype means the latter: otherwise each subtype would hold the union of all.
/// Bases and subtypes of schemas.
pub(super) struct Hierarchy {
    /// For a schema that became the union of its subtypes: the row of its own properties.
    pub(super) bases: HashMap<SchemaId, SchemaId>,
    /// The greatest number of bases above a schema; schemas without a base are not listed.
    pub(super) depths: HashMap<SchemaId, usize>,
}

/// The longest way down to each schema. Those in a circle have none.
fn depths(children: &HashMap<SchemaId, Vec<SchemaId>>) -> HashMap<SchemaId, usize> {
    let mut above: HashMap<SchemaId, usize> = HashMap::default();
    for child in children.values().flatten() {
        *above.entry(*child).or_default() += 1;
    }
    // A schema is opened once all above it are done, so its longest way is known by then. Circles are never opened.
    let mut open: Vec<SchemaId> = children.keys().copied().filter(|id| !above.contains_key(id)).collect();
    let mut depths: HashMap<SchemaId, usize> = HashMap::default();
    while let Some(at) = open.pop() {
        let below = 1 + depths.get(&at).copied().unwrap_or(0);
        for child in children.get(&at).into_iter().flatten() {
            let depth = depths.entry(*child).or_default();
            *depth = below.max(*depth);
            if let Some(left) = above.get_mut(child) {
                *left -= 1;
                if *left == 0 {
                    open.push(*child);
                }
            }
        }
    }
    depths
}

/// The discriminator of a schema which lists no alternatives itself. It may stand in an unnamed member of its `allOf`.
fn discriminator(table: &RawSchemaTable, id: SchemaId) -> Option<&Node> {
    let row = table.get(id);
    if row.get(Keyword::OneOf).is_some() || row.get(Keyword::AnyOf).is_some() {
        return None;
    }
    let has_discriminator =
        |row: &'_ RawSchema| row.get(Keyword::Discriminator).is_some_and(|node| property(node).is_some());
    let members = row::members(&row.keywords, Keyword::AllOf).into_iter().map(|member| table.get(member));
    let members = members.filter(|member| member.name.is_none() && member.get(Keyword::Ref).is_none());
    std::iter::once(row)
        .chain(members)
        .find(|row| has_discriminator(row))
        .and_then(|row| row.get(Keyword::Discriminator))
}

/// Returns `true` if a part of a schema lists alternatives: a discriminator beside it tells these apart.
pub(super) fn is_made_of_union(table: &RawSchemaTable, id: SchemaId) -> bool {
    let (mut open, mut seen) = (vec![id], HashSet::default());
    while let Some(id) = open.pop().map(|id| row::target(table, id).0) {
        let row = table.get(id);
        if UNIONS.iter().any(|keyword| row.get(*keyword).is_some()) {
            return true;
        }
        if seen.insert(id) {
            open.extend(row::members(&row.keywords, Keyword::AllOf));
            open.extend(row.schema(Keyword::Ref));
        }
    }
    false
}

fn property(discriminator: &Node) -> Option<&str> {
    discriminator.get("propertyName").and_then(Node::as_str)
}

/// For each schema the named ones whose `allOf` refers to it, in the order of their names.
fn children(table: &RawSchemaTable) -> HashMap<SchemaId, Vec<SchemaId>> {
    let mut children: HashMap<SchemaId, Vec<SchemaId>> = HashMap::default();
    let mut named: Vec<SchemaId> = table.ids().filter(|id| table.get(*id).name.is_some()).collect();
    named.sort_by_key(|id| (table.get(*id).name.clone(), *id));
    for id in named {
        for parent in referred(table, row::members(&table.get(id).keywords, Keyword::AllOf)) {
            let siblings = children.entry(parent).or_default();
            if siblings.last() != Some(&id) {
                siblings.push(id);
            }
        }
    }
    children
}

fn referred(table: &RawSchemaTable, members: Vec<SchemaId>) -> Vec<SchemaId> {
    members.into_iter().filter_map(|id| table.get(id).schema(Keyword::Ref)).map(|to| row::target(table, to).0).collect()
}

/// All schemas below one but those of `without` and what is below these alone, in document order.
fn descendants(
    children: &HashMap<SchemaId, Vec<SchemaId>>,
    root: SchemaId,
    without: &HashSet<SchemaId>,
) -> Vec<SchemaId> {
    let mut subtypes = IndexSet::default();
    let mut open = vec![root];
    while let Some(at) = open.pop() {
        for child in children.get(&at).into_iter().flatten() {
            if *child != root && !without.contains(child) && subtypes.insert(*child) {
                open.push(*child);
            }
        }
    }
    let mut subtypes: Vec<SchemaId> = subtypes.into_iter().collect();
    subtypes.sort_unstable();
    subtypes
}

/// Schemas that the mapping names and that do not refer to the base.
fn mapped_elsewhere(table: &RawSchemaTable, discriminator: &Node, below: &[SchemaId], root: SchemaId) -> Vec<SchemaId> {
    let mut schemas = Vec::new();
    let mapping = discriminator.get("mapping").and_then(Node::as_object).into_iter().flatten().map(|(_, node)| node);
    for id in mapping.chain(discriminator.get(Field::DefaultMapping.name())).filter_map(Node::as_schema) {
        let (id, _) = row::target(table, id);
        if id != root && !below.contains(&id) && !schemas.contains(&id) {
            schemas.push(id);
        }
    }
    schemas
}

/// Turns a row into the union of its subtypes and its own properties, and gives the row of the latter.
fn union(table: &mut RawSchemaTable, id: SchemaId, discriminator: &Node, subtypes: &[SchemaId]) -> SchemaId {
    let row = table.get(id).clone();
    let origin = row.origin;
    let tag = row.get(Keyword::DiscriminatorValue).cloned();
    let (shared, own_keywords): (Keywords, Keywords) =
        row.keywords.into_iter().partition(|(keyword, _)| keyword.role() == Role::Metadata);
    let base = table.add(RawSchema { origin, pointer: row.pointer, name: None, keywords: own_keywords });
    // The base is the last member: an unknown or absent tag falls to it after all subtypes.
    let members = subtypes.iter().map(|id| row::member(*id, origin)).chain([row::member(base, origin)]);
    let mut keywords = shared;
    let nullable = row::types(&table.get(base).keywords).contains(&"null");
    let mut members: Vec<Node> = members.collect();
    if nullable {
        members.push(row::member(null(table, base), origin));
    }
    keywords.insert(Keyword::OneOf, row::list(members, origin));
    keywords.extend(tag.map(|tag| (Keyword::DiscriminatorValue, tag))); // for the union that this one is a member of
    keywords.insert(Keyword::Discriminator, mapped(table, id, base, discriminator, subtypes));
    table.get_mut(id).keywords = keywords;
    base
}

/// Moves `null` out of a row and into one of its own.
fn null(table: &mut RawSchemaTable, base: SchemaId) -> SchemaId {
    let row = table.get_mut(base);
    let (origin, pointer) = (row.origin, row.pointer.clone());
    if let Some(Value::Array(types)) = row.keywords.get_mut(&Keyword::Type).map(|node| &mut node.value) {
        types.retain(|name| name.as_str() != Some("null"));
    }
    let types = row::list(vec![Node::string("null", origin)], origin);
    table.add(RawSchema { origin, pointer, name: None, keywords: Keywords::from_iter([(Keyword::Type, types)]) })
}

/// The discriminator with the entries for each subtype: those of the document's mapping, and the value of
/// `x-ms-discriminator-value`. Without both it is the name of the schema, unless the mapping has that. The base itself
/// answers to its own name, and to an absent tag.
fn mapped(table: &RawSchemaTable, id: SchemaId, base: SchemaId, discriminator: &Node, subtypes: &[SchemaId]) -> Node {
    let mut entries = Object::default();
    for (tag, node) in discriminator.get("mapping").and_then(Node::as_object).into_iter().flatten() {
        let Some(to) = node.as_schema().map(|to| row::target(table, to).0) else { continue };
        let to = if to == id { base } else { to };
        if to == base || subtypes.contains(&to) {
            entries.insert(tag.clone(), row::member(to, node.origin));
        }
    }
    for to in subtypes.iter().copied().chain([base]) {
        let row = table.get(if to == base { id } else { to });
        let value = table.get(to).text(Keyword::DiscriminatorValue).or_else(|| row.text(Keyword::DiscriminatorValue));
        if let Some(tag) = value.or(row.name.as_deref()) {
            entries.entry(tag.to_owned()).or_insert(row::member(to, row.origin));
        }
    }
    let mut object = discriminator.as_object().cloned().unwrap_or_default();
    let default = object
        .get_mut(Field::DefaultMapping.name())
        .and_then(|node| Some((row::target(table, node.as_schema()?).0, node)));
    if let Some((_, node)) = default.filter(|(to, _)| *to == id) {
        node.value = Value::Schema(base);
    }
    object.insert("mapping".to_owned(), Node::new(Value::object(entries), discriminator.origin));
    Node::new(Value::object(object), discriminator.origin)
}
