//! The parts of a schema: itself, the members of its `allOf`, and the targets of their references.

use crate::collections::HashSet;

use super::lineage::{Lineage, Parent};
use super::{Composer, row};
use crate::bundle::RawSchemaTable;
use crate::document::{Node, Origin, SchemaId};
use crate::spec::{Keyword, Keywords, UNIONS};

/// The schemas that a schema is written with: itself, the members of its `allOf`, and the references that end there.
#[derive(Default)]
pub(super) struct WrittenSchemas {
    // Members come before the schema that has them, so that what is further out is added later and counts, as a
    // description beside `allOf` does.
    /// Members before the schema that has them.
    list: Vec<Constituent>,
    seen: HashSet<SchemaId>,
}

#[derive(Clone, Copy)]
enum Constituent {
    Schema(SchemaId),
    Reference(SchemaId, Origin),
}

impl WrittenSchemas {
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
pub(super) struct MergePart {
    pub(super) id: SchemaId,
    /// `true` if a reference led here: then its description speaks of another type.
    pub(super) referred: bool,
    /// Keywords that do not count.
    pub(super) without: Vec<Keyword>,
}

/// The parts of a schema, bases first.
#[derive(Default)]
pub(super) struct SchemaParts {
    pub(super) list: Vec<MergePart>,
    /// A reference that leads back to the schema itself.
    pub(super) circle: Option<Origin>,
    seen: HashSet<SchemaId>,
}

impl SchemaParts {
    /// No parts yet, after those of a schema.
    pub(super) fn after(id: SchemaId) -> Self {
        Self { seen: HashSet::from_iter([id]), ..Self::default() }
    }
}

// A list of open steps and no recursion: a chain of thousands of `allOf` would exhaust the stack.
/// A pending step, the next at the end: chains of `allOf` may be long.
enum PendingPart {
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
    pub(super) fn written(&self, id: SchemaId, keywords: &Keywords) -> WrittenSchemas {
        let mut written = WrittenSchemas { seen: HashSet::from_iter([id]), ..WrittenSchemas::default() };
        let mut work = vec![PendingPart::Enter((id, None))];
        while let Some(step) = work.pop() {
            let at = match step {
                PendingPart::Enter((at, _)) => at,
                PendingPart::Leave(at) => {
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
            work.push(PendingPart::Leave(at));
            let members = row::members(keywords, Keyword::AllOf).into_iter().rev();
            work.extend(
                members.filter(|member| written.seen.insert(*member)).map(|member| PendingPart::Enter((member, None))),
            );
        }
        written
    }

    /// Takes a schema apart. A part that is met twice counts once, so diamonds and circles of `allOf` come to an end.
    pub(super) fn parts(&self, id: SchemaId, written: &WrittenSchemas) -> SchemaParts {
        self.parts_of(id, written, SchemaParts::default())
    }

    /// As [`Self::parts`], without what comes of the first reference, which leads to a schema.
    pub(super) fn parts_beside(&self, id: SchemaId, written: &WrittenSchemas, first: SchemaId) -> SchemaParts {
        self.parts_of(id, written, SchemaParts::after(first))
    }

    fn parts_of(&self, id: SchemaId, written: &WrittenSchemas, mut parts: SchemaParts) -> SchemaParts {
        parts.seen.extend(written.seen());
        for constituent in &written.list {
            match constituent {
                Constituent::Schema(id) => parts.list.push(MergePart { id: *id, referred: false, without: Vec::new() }),
                Constituent::Reference(to, origin) => {
                    self.refer(id, (self.lineage.base(self.table, *to), Some(*origin)), &mut parts)
                }
            }
        }
        self.without_unions_of(id, &mut parts);
        parts
    }

    /// A schema that is referred to and has no union.
    pub(super) fn part_of(&self, id: SchemaId) -> MergePart {
        MergePart { id, referred: true, without: vec![Keyword::Discriminator] }
    }

    /// Adds what is referred to, after what that is made of.
    pub(super) fn refer(&self, root: SchemaId, to: Parent, parts: &mut SchemaParts) {
        let mut work = vec![PendingPart::Enter(to)];
        while let Some(step) = work.pop() {
            match step {
                PendingPart::Enter((at, reference)) if at == root => parts.circle = reference.or(parts.circle),
                PendingPart::Enter((at, _)) => {
                    if let Some(at) = self.lineage.essence_of(at).filter(|at| parts.seen.insert(*at)) {
                        work.push(PendingPart::Leave(at));
                        let parents = self.lineage.parents(self.table, &self.table.get(at).keywords);
                        work.extend(parents.into_iter().rev().map(PendingPart::Enter));
                    }
                }
                PendingPart::Leave(id) => parts.list.push(MergePart { id, referred: true, without: Vec::new() }),
            }
        }
    }

    /// `true` if a schema, or the union of its own subtypes, is a member of the union that the subtypes of another one
    /// make.
    pub(super) fn is_subtype(&self, id: SchemaId, supertype: SchemaId) -> bool {
        let (supertype, _) = row::target(self.table, supertype);
        self.lineage.bases.contains_key(&supertype) && self.lineage.unions_of(id).contains(&(supertype, Keyword::OneOf))
    }

    /// A subtype that refers to its own union, by itself or through another member, means the common part of the
    /// union's members.
    fn without_unions_of(&self, root: SchemaId, parts: &mut SchemaParts) {
        let mut chosen: HashSet<(SchemaId, Keyword)> = HashSet::default();
        for member in parts.list.iter().map(|part| part.id) {
            let unions = self.lineage.unions_of(member).iter();
            // `Dog: allOf: [Pet]` where `Pet` is `oneOf: [Dog, Cat]` would be a dog that contains a choice of dog and
            // cat. The document means the properties of `Pet`.
            let unions = unions.filter(|(owner, _)| parts.seen.contains(owner));
            chosen.extend(unions.filter(|(owner, _)| member == root || self.is_made_of(member, *owner)));
        }
        for part in parts.list.iter_mut().filter(|part| part.referred) {
            let keywords = &self.table.get(part.id).keywords;
            part.without.extend(UNIONS.into_iter().filter(|keyword| chosen.contains(&(part.id, *keyword))));
            let is_left = |keyword: &Keyword| {
                !part.without.contains(keyword)
                    && keywords.get(keyword).and_then(Node::as_array).is_some_and(|all| !all.is_empty())
            };
            // Without its union a discriminator tells nothing apart.
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
