//! Components that nothing leads to from the operations that the user selects: no finding is about them.

use crate::bundle::Version;
use crate::bundle::schemas::{RawSchema, RawSchemaTable};
use crate::collections::{HashMap, HashSet};
use crate::diagnostic::NodeRange;
use crate::document::{Node, Origin, SchemaId, Value};
use crate::spec::{Field, Keyword, Members as _};

/// The sections that operations are in.
const OPERATIONS: [Field; 3] = [Field::Paths, Field::PathsWithQueries, Field::Webhooks];

/// The nodes of the components of a document that no operation of the envelope leads to. Security schemes are named and
/// not referred to, so they count as reached.
pub(in crate::bundle) fn unreached(
    root: &Node,
    envelope: &Node,
    table: &RawSchemaTable,
    version: Version,
) -> Vec<NodeRange> {
    let reached = reached(envelope, table);
    let mut unreached = Vec::new();
    for component in components(root, version) {
        let mut nodes = Vec::new();
        if !collect(component, &reached, &mut nodes) {
            unreached.extend(nodes);
        }
    }
    unreached
}

/// The objects that operations may refer to.
fn components(root: &Node, version: Version) -> impl Iterator<Item = &Node> {
    let sections: Vec<&Node> = match version {
        Version::V2 => [Field::Definitions, Field::Parameters, Field::Responses]
            .iter()
            .filter_map(|key| root.member(*key))
            .collect(),
        Version::V3_0 | Version::V3_1 | Version::V3_2 => {
            let sections = root.entries(Field::Components);
            sections.filter(|(key, _)| *key != Field::SecuritySchemes.name()).map(|(_, section)| section).collect()
        }
    };
    sections.into_iter().filter_map(Node::as_object).flat_map(|section| section.values())
}

/// The origins of what operations have, and of all schemas that these lead to.
fn reached(envelope: &Node, table: &RawSchemaTable) -> HashSet<Origin> {
    let (mut origins, mut open) = (HashSet::default(), Vec::new());
    for section in OPERATIONS.iter().filter_map(|section| envelope.member(*section)) {
        visit(section, &mut |node| {
            origins.insert(node.origin);
            open.extend(node.as_schema());
        });
    }
    let subtypes = subtypes(table);
    let mut seen = HashSet::default();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let schema = table.get(id);
        origins.insert(schema.origin);
        schema.keywords.values().for_each(|node| visit(node, &mut |node| open.extend(node.as_schema())));
        if has_subtypes(table, schema) {
            open.extend(below(&subtypes, id));
        }
    }
    origins
}

/// Returns `true` if the subtypes of a schema belong to it: it has a discriminator, by itself or in a part.
fn has_subtypes(table: &RawSchemaTable, schema: &RawSchema) -> bool {
    let mut parts = parts(schema).map(|part| table.get(part)).filter(|part| part.get(Keyword::Ref).is_none());
    schema.get(Keyword::Discriminator).is_some() || parts.any(|part| part.get(Keyword::Discriminator).is_some())
}

/// For each schema those whose `allOf` refers to it.
fn subtypes(table: &RawSchemaTable) -> HashMap<SchemaId, Vec<SchemaId>> {
    let mut subtypes: HashMap<SchemaId, Vec<SchemaId>> = HashMap::default();
    for id in table.ids() {
        for base in parts(table.get(id)).filter(|part| table.get(*part).get(Keyword::Ref).is_some()) {
            table.ids_of_chain(base).for_each(|base| subtypes.entry(base).or_default().push(id));
        }
    }
    subtypes
}

/// All schemas below one.
fn below(subtypes: &HashMap<SchemaId, Vec<SchemaId>>, id: SchemaId) -> HashSet<SchemaId> {
    let (mut open, mut below) = (vec![id], HashSet::default());
    while let Some(id) = open.pop() {
        open.extend(subtypes.get(&id).into_iter().flatten().filter(|id| below.insert(**id)));
    }
    below
}

/// The members of `allOf`.
fn parts(schema: &RawSchema) -> impl Iterator<Item = SchemaId> {
    schema.get(Keyword::AllOf).and_then(Node::as_array).into_iter().flatten().filter_map(Node::as_schema)
}

fn visit(node: &Node, look: &mut impl FnMut(&Node)) {
    look(node);
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, look)),
        Value::Object(members) => members.values().for_each(|member| visit(member, look)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Schema(_) => {}
    }
}

// Numbers of a component follow one another, apart from what an overlay or an alias of YAML brought in.
/// Collects the nodes of a component; returns `true` if one of them is reached.
fn collect(component: &Node, reached: &HashSet<Origin>, nodes: &mut Vec<NodeRange>) -> bool {
    let mut is_reached = false;
    visit(component, &mut |node| {
        is_reached |= reached.contains(&node.origin);
        if !nodes.last_mut().is_some_and(|last| last.extend_to(node.origin)) {
            nodes.push(NodeRange::new(node.origin));
        }
    });
    is_reached
}
