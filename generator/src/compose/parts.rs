//! What a schema is made of: itself, the members of its `allOf`, and what those refer to.

use std::collections::HashSet;

use super::lineage::{Lineage, Parent};
use super::{Composer, row};
use crate::bundle::RawSchemaTable;
use crate::document::{Node, Origin, SchemaId};
use crate::spec::{Keyword, Keywords, UNIONS};

/// The schemas that a schema is written with: itself, the members of its `allOf`, and the references that end there.
#[derive(Default)]
pub(super) struct Written {
    /// Members before the schema that has them.
    list: Vec<Constituent>,
    seen: HashSet<SchemaId>,
}

#[derive(Clone, Copy)]
enum Constituent {
    Schema(SchemaId),
    Reference(SchemaId, Origin),
}

impl Written {
    /// The schemas that it is written with, in no order.
    pub(super) fn seen(&self) -> impl Iterator<Item = SchemaId> {
        self.seen.iter().copied()
    }

    /// The reference that comes before all else, if there is one.
    pub(super) fn first_reference(&self) -> Option<(SchemaId, Origin)> {
        match self.list.first()? {
            Constituent::Schema(_) => None,
            Constituent::Reference(to, origin) => Some((*to, *origin)),
        }
    }

    pub(super) fn schemas(&self) -> impl Iterator<Item = SchemaId> {
        self.list.iter().filter_map(|constituent| match constituent {
            Constituent::Schema(id) => Some(*id),
            Constituent::Reference(..) => None,
        })
    }

    /// The one schema that is referred to, if there is just one.
    pub(super) fn only_reference(&self) -> Option<(SchemaId, Origin)> {
        let mut references = self.list.iter().filter_map(|constituent| match constituent {
            Constituent::Schema(_) => None,
            Constituent::Reference(to, origin) => Some((*to, *origin)),
        });
        references.next().filter(|(first, _)| references.all(|(other, _)| other == *first))
    }
}

/// One schema that takes part in a merge.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) id: SchemaId,
    /// `true` if a reference led here: then its description speaks of another type.
    pub(super) referred: bool,
    /// Keywords that do not count.
    pub(super) without: Vec<Keyword>,
}

/// The parts of a schema, bases first.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) list: Vec<Part>,
    /// A reference that leads back to the schema itself.
    pub(super) circle: Option<Origin>,
    seen: HashSet<SchemaId>,
}

impl Parts {
    /// No parts yet, after those of a schema.
    pub(super) fn after(id: SchemaId) -> Self {
        Self { seen: HashSet::from([id]), ..Self::default() }
    }
}

/// What is still to be done, the next at the end: chains of `allOf` may be long.
enum Step {
    Enter(Parent),
    Leave(SchemaId),
}

/// The relations among schemas: their parts, and those above them.
pub(super) struct Relations<'a> {
    table: &'a RawSchemaTable,
    lineage: &'a Lineage,
}

impl Composer<'_> {
    /// The relations among the schemas of the table.
    pub(super) fn relations(&self) -> Relations<'_> {
        Relations { table: self.table, lineage: &self.lineage }
    }
}

impl Relations<'_> {
    /// The schemas and references that a schema with these keywords is written with.
    pub(super) fn written(&self, id: SchemaId, keywords: &Keywords) -> Written {
        let mut written = Written { seen: HashSet::from([id]), ..Written::default() };
        let mut work = vec![Step::Enter((id, None))];
        while let Some(step) = work.pop() {
            let at = match step {
                Step::Enter((at, _)) => at,
                Step::Leave(at) => {
                    written.list.push(Constituent::Schema(at));
                    continue;
                }
            };
            let keywords = if at == id { keywords } else { &self.table.get(at).keywords };
            if let Some(node) = keywords.get(&Keyword::Ref)
                && let Some(to) = node.as_schema()
            {
                written.list.push(Constituent::Reference(to, node.origin));
            }
            work.push(Step::Leave(at));
            let members = row::members(keywords, Keyword::AllOf).into_iter().rev();
            work.extend(
                members.filter(|member| written.seen.insert(*member)).map(|member| Step::Enter((member, None))),
            );
        }
        written
    }

    /// Takes a schema apart. A part that is met twice counts once, so diamonds and circles of `allOf` come to an end.
    pub(super) fn parts(&self, id: SchemaId, written: &Written) -> Parts {
        self.parts_of(id, written, Parts::default())
    }

    /// As [`Self::parts`], without what comes of the first reference, which leads to a schema.
    pub(super) fn parts_beside(&self, id: SchemaId, written: &Written, first: SchemaId) -> Parts {
        self.parts_of(id, written, Parts::after(first))
    }

    fn parts_of(&self, id: SchemaId, written: &Written, mut parts: Parts) -> Parts {
        parts.seen.extend(written.seen());
        for constituent in &written.list {
            match constituent {
                Constituent::Schema(id) => parts.list.push(Part { id: *id, referred: false, without: Vec::new() }),
                Constituent::Reference(to, origin) => {
                    self.refer(id, (self.lineage.base(self.table, *to), Some(*origin)), &mut parts)
                }
            }
        }
        self.without_unions_of(id, &mut parts);
        parts
    }

    /// A schema that is referred to and has no union.
    pub(super) fn part_of(&self, id: SchemaId) -> Part {
        Part { id, referred: true, without: vec![Keyword::Discriminator] }
    }

    /// Adds what is referred to, after what that is made of.
    pub(super) fn refer(&self, root: SchemaId, to: Parent, parts: &mut Parts) {
        let mut work = vec![Step::Enter(to)];
        while let Some(step) = work.pop() {
            match step {
                Step::Enter((at, reference)) if at == root => parts.circle = reference.or(parts.circle),
                Step::Enter((at, _)) => {
                    if let Some(at) = self.lineage.essence_of(at).filter(|at| parts.seen.insert(*at)) {
                        work.push(Step::Leave(at));
                        let parents = self.lineage.parents(self.table, &self.table.get(at).keywords);
                        work.extend(parents.into_iter().rev().map(Step::Enter));
                    }
                }
                Step::Leave(id) => parts.list.push(Part { id, referred: true, without: Vec::new() }),
            }
        }
    }

    /// `true` if a schema, or what became the union of its own subtypes, is a member of the union that the subtypes of another
    /// one make.
    pub(super) fn is_subtype(&self, id: SchemaId, of: SchemaId) -> bool {
        let (of, _) = row::target(self.table, of);
        self.lineage.bases.contains_key(&of) && self.lineage.unions_of(id).contains(&(of, Keyword::OneOf))
    }

    /// A subtype that refers to the union it is a member of, by itself or through another member, means what the union's
    /// members have in common.
    fn without_unions_of(&self, root: SchemaId, parts: &mut Parts) {
        let mut chosen: HashSet<(SchemaId, Keyword)> = HashSet::new();
        for member in parts.list.iter().map(|part| part.id) {
            let unions = self.lineage.unions_of(member).iter();
            let unions = unions.filter(|(of, _)| parts.seen.contains(of));
            chosen.extend(unions.filter(|(of, _)| member == root || self.is_made_of(member, *of)));
        }
        for part in parts.list.iter_mut().filter(|part| part.referred) {
            let keywords = &self.table.get(part.id).keywords;
            part.without.extend(UNIONS.into_iter().filter(|keyword| chosen.contains(&(part.id, *keyword))));
            let is_left = |keyword: &Keyword| {
                !part.without.contains(keyword)
                    && keywords.get(keyword).and_then(Node::as_array).is_some_and(|all| !all.is_empty())
            };
            if !UNIONS.iter().any(is_left) {
                part.without.push(Keyword::Discriminator);
            }
        }
    }

    /// Returns `true` if a schema refers to another one through `allOf`, or is it: it says all that the other one says.
    pub(super) fn is_made_of(&self, id: SchemaId, other: SchemaId) -> bool {
        self.lineage.is_made_of(self.table, id, other)
    }

    /// The one of two schemas that says all the other says.
    pub(super) fn narrower(&self, earlier: SchemaId, later: SchemaId) -> Option<SchemaId> {
        let keywords = &self.table.get(earlier).keywords;
        let is_idle = keywords.iter().all(|(keyword, node)| row::is_idle(*keyword, node));
        (is_idle || self.is_made_of(later, earlier)).then_some(later)
    }
}
