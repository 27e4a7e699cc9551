//! What a schema is made of: itself, the members of its `allOf`, and what those refer to.

use std::collections::HashSet;

use super::{Composer, row};
use crate::document::{Node, Origin, SchemaId};
use crate::spec::{Keyword, Keywords, UNIONS};

/// One schema that takes part in a merge.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) id: SchemaId,
    /// Its keywords apart from `allOf` and `$ref`.
    pub(super) keywords: Keywords,
    /// Whether a reference led here: then its description speaks of another type.
    pub(super) referred: bool,
}

/// The parts of a schema, bases first, and the references that it makes itself.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) list: Vec<Part>,
    pub(super) references: Vec<(SchemaId, Origin)>,
    /// A reference that leads back to the schema itself.
    pub(super) circle: Option<Origin>,
    seen: HashSet<SchemaId>,
}

/// What is still to be done, the next at the end: chains of `allOf` may be long.
enum Step {
    Enter(SchemaId, bool),
    Leave(Part),
}

impl Composer<'_> {
    /// Takes a schema apart. A part that is met twice counts once, so diamonds and circles of `allOf` come to an end.
    pub(super) fn parts(&self, id: SchemaId, keywords: &Keywords) -> Parts {
        let mut parts = Parts::default();
        parts.seen.insert(id);
        let mut work = Vec::new();
        self.enter((id, id), keywords, false, &mut parts, &mut work);
        while let Some(step) = work.pop() {
            match step {
                Step::Enter(at, referred) => {
                    let keywords = &self.table.get(at).keywords;
                    self.enter((id, at), keywords, referred, &mut parts, &mut work);
                }
                Step::Leave(part) => parts.list.push(part),
            }
        }
        for part in parts.list.iter_mut().filter(|part| part.referred) {
            self.without_union_of(id, part, &parts.seen);
        }
        parts
    }

    fn enter(
        &self,
        (root, at): (SchemaId, SchemaId),
        keywords: &Keywords,
        referred: bool,
        parts: &mut Parts,
        work: &mut Vec<Step>,
    ) {
        let own = keywords.iter().filter(|(keyword, _)| !matches!(keyword, Keyword::AllOf | Keyword::Ref));
        let own = own.map(|(keyword, node)| (*keyword, node.clone())).collect();
        work.push(Step::Leave(Part { id: at, keywords: own, referred }));
        for member in row::members(keywords, Keyword::AllOf).into_iter().rev() {
            if parts.seen.insert(member) {
                work.push(Step::Enter(member, referred));
            }
        }
        if let Some(node) = keywords.get(&Keyword::Ref)
            && let Some(to) = node.as_schema()
        {
            if !referred {
                parts.references.push((to, node.origin));
            }
            let base = self.base(to);
            if base == root {
                parts.circle = Some(node.origin);
            } else if parts.seen.insert(base) {
                work.push(Step::Enter(base, true));
            }
        }
    }

    /// What `allOf` means by a schema: of a union of subtypes its own properties.
    fn base(&self, to: SchemaId) -> SchemaId {
        let (to, _) = row::target(self.table, to);
        self.bases.get(&to).copied().unwrap_or(to)
    }

    /// Whether a schema, or what became the union of its own subtypes, is a member of the union that the subtypes of another
    /// one make.
    pub(super) fn is_subtype(&self, id: SchemaId, of: SchemaId) -> bool {
        let (of, row) = row::target(self.table, of);
        let is = |member: &SchemaId| *member == id || self.bases.get(member) == Some(&id);
        self.bases.contains_key(&of) && row::members(&row.keywords, Keyword::OneOf).iter().any(is)
    }

    /// A subtype that refers to the union it is a member of, by itself or through another member, means what the union's
    /// members have in common.
    fn without_union_of(&self, root: SchemaId, part: &mut Part, ancestors: &HashSet<SchemaId>) {
        let mut unions = 0;
        for keyword in UNIONS {
            let members = row::members(&part.keywords, keyword);
            let is_chosen = |member: SchemaId| {
                let member = self.meant(member);
                member == root || ancestors.contains(&self.base(member)) && self.is_made_of(member, part.id)
            };
            if members.iter().any(|member| is_chosen(*member)) {
                part.keywords.shift_remove(&keyword);
            } else if !members.is_empty() {
                unions += 1;
            }
        }
        if unions == 0 {
            part.keywords.shift_remove(&Keyword::Discriminator);
        }
    }

    /// The schema that a member of a union stands for: `allOf` of one reference is that reference.
    fn meant(&self, id: SchemaId) -> SchemaId {
        /// Schemas around a reference that are looked into.
        const DEEPEST: usize = 64;
        let mut id = row::target(self.table, id).0;
        for _ in 0..DEEPEST {
            let row = self.table.get(id);
            let says_nothing =
                |(keyword, node): (&Keyword, &Node)| *keyword == Keyword::AllOf || row::is_idle(*keyword, node);
            match row::members(&row.keywords, Keyword::AllOf)[..] {
                [only] if row.name.is_none() && row.keywords.iter().all(says_nothing) => {
                    id = row::target(self.table, only).0;
                }
                _ => break,
            }
        }
        id
    }

    /// Returns `true` if a schema refers to another one through `allOf`: it says all that the other one says.
    pub(super) fn is_made_of(&self, id: SchemaId, other: SchemaId) -> bool {
        self.ancestry(self.base(id)).contains(&self.base(other))
    }

    /// The one of two schemas that says all the other says.
    pub(super) fn narrower(&self, earlier: SchemaId, later: SchemaId) -> Option<SchemaId> {
        let keywords = &self.table.get(earlier).keywords;
        let is_idle = keywords.iter().all(|(keyword, node)| row::is_idle(*keyword, node));
        (is_idle || self.is_made_of(later, earlier)).then_some(later)
    }

    /// All schemas that a schema is made of.
    fn ancestry(&self, id: SchemaId) -> HashSet<SchemaId> {
        let mut found = HashSet::from([id]);
        let mut open = vec![id];
        while let Some(at) = open.pop() {
            let row = self.table.get(at);
            let members = row::members(&row.keywords, Keyword::AllOf).into_iter().chain(row.schema(Keyword::Ref));
            for member in members.map(|member| self.base(member)) {
                if found.insert(member) {
                    open.push(member);
                }
            }
        }
        found
    }
}
