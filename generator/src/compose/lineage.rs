//! The graph of `allOf` and `$ref`: which schemas a schema is made of.

use crate::collections::{HashMap, HashSet};

use super::row;
use crate::bundle::RawSchemaTable;
use crate::document::{Node, Origin, SchemaId};
use crate::ir;
use crate::limits;
use crate::spec::{Keyword, Keywords, UNIONS};

/// The ancestors of schemas: the members of `allOf`, and what these and the schema itself refer to.
pub(super) struct Lineage {
    /// For a schema that became the union of its subtypes: the row of its own properties, which `allOf` means.
    pub(super) bases: HashMap<SchemaId, SchemaId>,
    /// A number for each row. Ancestors have smaller ones; the rows of a circle share one.
    order: Vec<usize>,
    /// For each row the one that says the same to its descendants. A chain of rows without keywords is its last row then.
    essences: Vec<Option<SchemaId>>,
    /// For each member of a union, and for its base, the schemas that have the union.
    unions: HashMap<SchemaId, Vec<(SchemaId, Keyword)>>,
}

/// A row above another one, with the place of the reference to it; members of `allOf` have none.
pub(super) type Parent = (SchemaId, Option<Origin>);

impl Lineage {
    pub(super) fn new(table: &RawSchemaTable, bases: HashMap<SchemaId, SchemaId>) -> Self {
        let ids: Vec<SchemaId> = table.ids().collect();
        let unions = unions(table, &bases);
        let mut lineage = Self { bases, order: Vec::new(), essences: ids.iter().copied().map(Some).collect(), unions };
        let parents = |number: usize| lineage.parents(table, &table.get(ids[number]).keywords);
        // Strongly connected components in one pass. "Is an ancestor of" is then a comparison of two numbers in most
        // cases, and circles of `allOf` are found as such.
        lineage.order = ir::components(ids.len(), |number| parents(number).iter().map(|(id, _)| index(*id)).collect());
        let mut ancestors_first = ids;
        ancestors_first.sort_by_key(|id| lineage.order[index(*id)]);
        for circle in ancestors_first.chunk_by(|a, b| lineage.order[index(*a)] == lineage.order[index(*b)]) {
            if let [id] = circle {
                lineage.essences[index(*id)] = lineage.essence(table, *id);
            }
        }
        lineage
    }

    /// Takes in a row that was made here. No row of the document refers to it.
    pub(super) fn add(&mut self, table: &RawSchemaTable, id: SchemaId) {
        self.order.push(index(id));
        self.essences.push(self.essence(table, id));
    }

    /// The rows above keywords: what they refer to, and the members of their `allOf`.
    pub(super) fn parents(&self, table: &RawSchemaTable, keywords: &Keywords) -> Vec<Parent> {
        let reference = keywords.get(&Keyword::Ref);
        let reference = reference.and_then(|node| Some((self.base(table, node.as_schema()?), Some(node.origin))));
        let members = keywords.get(&Keyword::AllOf).and_then(Node::as_array).unwrap_or_default();
        reference.into_iter().chain(members.iter().filter_map(|node| Some((node.as_schema()?, None)))).collect()
    }

    /// The meaning of a schema in `allOf`: of a union of subtypes its own properties.
    pub(super) fn base(&self, table: &RawSchemaTable, to: SchemaId) -> SchemaId {
        let (to, _) = row::target(table, to);
        self.bases.get(&to).copied().unwrap_or(to)
    }

    /// The row that says to descendants all that a row says; none if it says nothing.
    pub(super) fn essence_of(&self, id: SchemaId) -> Option<SchemaId> {
        self.essences[index(id)]
    }

    fn essence(&self, table: &RawSchemaTable, id: SchemaId) -> Option<SchemaId> {
        let keywords = &table.get(id).keywords;
        let is_link = |keyword: &Keyword| matches!(keyword, Keyword::AllOf | Keyword::Ref);
        if self.unions.contains_key(&id) || keywords.keys().any(|keyword| !is_link(keyword) && is_inherited(*keyword)) {
            return Some(id);
        }
        let parents = self.parents(table, keywords);
        let mut essences = parents.into_iter().filter_map(|(parent, _)| self.essence_of(parent));
        let first = essences.next()?;
        if essences.all(|other| other == first) { Some(first) } else { Some(id) }
    }

    /// Returns `true` if one of two schemas is made of the other, or is the other.
    pub(super) fn is_made_of(&self, table: &RawSchemaTable, id: SchemaId, other: SchemaId) -> bool {
        let (id, other) = (self.base(table, id), self.base(table, other));
        let mut seen = HashSet::from_iter([id]);
        let mut open = vec![id];
        while let Some(at) = open.pop() {
            if at == other {
                return true;
            }
            let parents = self.parents(table, &table.get(at).keywords).into_iter().map(|(parent, _)| parent);
            open.extend(parents.filter(|id| self.order[index(*id)] >= self.order[index(other)] && seen.insert(*id)));
        }
        false
    }

    /// Returns `true` only if a schema is no ancestor of another one, and not in a circle with it.
    pub(super) fn is_below(&self, id: SchemaId, other: SchemaId) -> bool {
        self.order[index(id)] > self.order[index(other)]
    }

    /// The schemas with a union that has a schema, or the schema of which it is the base, as a member.
    pub(super) fn unions_of(&self, id: SchemaId) -> &[(SchemaId, Keyword)] {
        self.unions.get(&id).map_or(&[], Vec::as_slice)
    }
}

/// Returns `true` if a keyword of a schema holds for the schemas that are made of it. Most annotations do not.
pub(super) fn is_inherited(keyword: Keyword) -> bool {
    !keyword.is_annotation()
        || matches!(keyword, Keyword::Discriminator | Keyword::ReadOnly | Keyword::WriteOnly)
        || matches!(keyword, Keyword::EnumSettings | Keyword::EnumVarnames)
        || matches!(keyword, Keyword::EnumNames | Keyword::EnumDescriptions)
}

fn unions(table: &RawSchemaTable, bases: &HashMap<SchemaId, SchemaId>) -> HashMap<SchemaId, Vec<(SchemaId, Keyword)>> {
    let mut unions: HashMap<SchemaId, Vec<(SchemaId, Keyword)>> = HashMap::default();
    for (id, keyword) in table.ids().flat_map(|id| UNIONS.map(|keyword| (id, keyword))) {
        for member in row::members(&table.get(id).keywords, keyword) {
            let member = unwrapped(table, member);
            for member in std::iter::once(member).chain(bases.get(&member).copied()) {
                unions.entry(member).or_default().push((id, keyword));
            }
        }
    }
    unions
}

/// The schema that a member of a union stands for: an unnamed `allOf` of one reference is that reference.
fn unwrapped(table: &RawSchemaTable, id: SchemaId) -> SchemaId {
    let mut id = row::target(table, id).0;
    for _ in 0..limits::REFERENCES {
        let row = table.get(id);
        let says_nothing =
            |(keyword, node): (&Keyword, &Node)| *keyword == Keyword::AllOf || row::is_idle(*keyword, node);
        match row::members(&row.keywords, Keyword::AllOf)[..] {
            [only] if row.name.is_none() && row.keywords.iter().all(says_nothing) => id = row::target(table, only).0,
            _ => break,
        }
    }
    id
}

/// The place of a row in lists of all rows.
fn index(id: SchemaId) -> usize {
    id.0 as usize
}
