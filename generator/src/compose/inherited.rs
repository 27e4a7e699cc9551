//! The combined keywords of a schema that others refer to, kept for all that are made of it. In a chain of schemas each
//! is one part more than the one before.

use crate::collections::HashMap;

use super::combine::Combine;
use super::parts::{MergePart, SchemaParts, WrittenSchemas};
use super::{Composer, row};
use crate::document::SchemaId;
use crate::limits::INHERITED_PLACES;
use crate::spec::UNIONS;

/// The combined keywords of schemas and all that they are made of, as they hold for what refers to them.
#[derive(Default)]
pub(super) struct Inherited {
    /// `None` where they depend on what refers to the schema.
    rows: HashMap<SchemaId, Option<Ancestry>>,
    /// The size of all rows.
    size: usize,
}

/// A schema with all that it is made of.
#[derive(Clone)]
struct Ancestry {
    combine: Combine,
    parts: usize,
}

impl Composer<'_> {
    /// The first parts of a schema, combined, with their number, and the parts that are left. `None` where the parts
    /// have to be seen together: in circles, in diamonds, and where unions know their members.
    pub(super) fn inherited(
        &mut self,
        root: SchemaId,
        written: &WrittenSchemas,
    ) -> Option<(Combine, usize, SchemaParts)> {
        let (to, _) = written.first_reference()?;
        let base = self.lineage.base(self.table, to);
        let top = self.lineage.essence_of(base)?;
        if !written.seen().all(|id| self.lineage.is_below(id, base)) {
            return None;
        }
        let parts = self.relations().parts_beside(root, written, top);
        let is_apart = |part: &MergePart| !part.referred || self.is_apart(part.id, top);
        if !parts.list.iter().all(is_apart) {
            return None;
        }
        self.inherit(root, top);
        // In a chain of `allOf` each schema repeats the one before. Kept here, the chain costs its length; combined
        // anew, the square of it.
        let Ancestry { combine, parts: number } = self.inherited.rows.get(&top)?.clone()?;
        Some((combine.for_schema(root), number, parts))
    }

    /// Combines a schema with all that it is made of, unless that has been done: those above it first.
    fn inherit(&mut self, root: SchemaId, top: SchemaId) {
        // Two loops in place of recursion: a chain of `allOf` may be as long as the document, and would exhaust the
        // stack.
        let mut open: Vec<(SchemaId, Vec<SchemaId>, Option<SchemaId>)> = Vec::new();
        let mut at = Some(top);
        while let Some(id) = at.filter(|id| !self.inherited.rows.contains_key(id)) {
            let (above, beside) = match self.above(id) {
                Some(above) => above,
                None => {
                    self.inherited.rows.insert(id, None);
                    break;
                }
            };
            open.push((id, beside, above));
            at = above;
        }
        while let Some((id, beside, above)) = open.pop() {
            let ancestry = match above {
                Some(above) => self.inherited.rows.get(&above).cloned().flatten(),
                None => Some(Ancestry { combine: Combine::new(root), parts: 0 }),
            };
            // Beyond the bound nothing is kept. The schemas below are then combined anew, with the same result.
            let ancestry = ancestry.filter(|_| self.inherited.size <= INHERITED_PLACES).map(|mut ancestry| {
                ancestry.combine = ancestry.combine.for_schema(root);
                for id in beside.into_iter().chain([id]) {
                    ancestry.parts += 1;
                    let part = self.relations().part_of(id);
                    self.add_part(&mut ancestry.combine, &part, None);
                }
                ancestry
            });
            self.inherited.size += ancestry.as_ref().map_or(0, |ancestry| ancestry.combine.size());
            self.inherited.rows.insert(id, ancestry);
        }
    }

    /// The schema that another is made of first, and its further parts, without itself. `None` where these depend on
    /// each other.
    fn above(&self, id: SchemaId) -> Option<(Option<SchemaId>, Vec<SchemaId>)> {
        let keywords = &self.table.get(id).keywords;
        if UNIONS.iter().any(|keyword| !row::members(keywords, *keyword).is_empty()) {
            return None;
        }
        let parents = self.lineage.parents(self.table, keywords);
        let mut parents = parents.into_iter().map(|(parent, _)| parent).filter_map(|id| self.lineage.essence_of(id));
        let Some(first) = parents.next() else { return Some((None, Vec::new())) };
        if !self.lineage.is_below(id, first) {
            return None;
        }
        let mut beside = SchemaParts::after(first);
        for parent in parents {
            self.relations().refer(id, (parent, None), &mut beside);
        }
        let is_apart = |part: &MergePart| self.is_apart(part.id, first) && self.lineage.is_below(id, part.id);
        let beside = beside.circle.is_none().then_some(beside.list)?;
        beside.iter().all(is_apart).then(|| (Some(first), beside.into_iter().map(|part| part.id).collect()))
    }

    /// Returns `true` if a schema is no part of another one, and has no union that may know its members.
    fn is_apart(&self, id: SchemaId, other: SchemaId) -> bool {
        let keywords = &self.table.get(id).keywords;
        self.lineage.is_below(id, other) && UNIONS.iter().all(|keyword| row::members(keywords, *keyword).is_empty())
    }
}
