//! The places of keywords that several parts of a schema have. A schema shares those of what it is made of, so that a chain of
//! schemas has no more of them than keywords.

use crate::collections::{HashMap, HashSet};

use crate::collections::{IndexMap, IndexSet};

use crate::document::{Origin, SchemaId};
use crate::spec::Keyword;

/// The places of all schemas.
#[derive(Default)]
pub(super) struct Places {
    list: Vec<Link>,
    /// The places of the schemas that are made of several.
    rows: HashMap<SchemaId, Repeated>,
}

/// A place, and the one before it.
struct Link {
    origin: Origin,
    before: Option<usize>,
}

/// The places of one schema: for each keyword the last one.
#[derive(Clone, Debug, Default)]
pub(super) struct Repeated {
    last: IndexMap<Keyword, usize>,
}

impl Repeated {
    /// The number of keywords that have places.
    pub(super) fn len(&self) -> usize {
        self.last.len()
    }
}

impl Places {
    /// Adds the places of a keyword of two parts.
    pub(super) fn add(&mut self, to: &mut Repeated, keyword: Keyword, earlier: Origin, later: Origin) {
        for origin in [earlier, later] {
            self.push(to, keyword, origin);
        }
    }

    /// Adds all places of another schema.
    pub(super) fn extend(&mut self, to: &mut Repeated, others: &Repeated) {
        for (keyword, last) in &others.last {
            match to.last.get(keyword) {
                None => {
                    to.last.insert(*keyword, *last);
                }
                // Both are made of the same schema, whose places they share.
                Some(present) if present == last => {}
                Some(_) => {
                    let places: HashSet<Origin> = self.origins(to, *keyword).into_iter().collect();
                    for origin in self.origins(others, *keyword).into_iter().filter(|origin| !places.contains(origin)) {
                        self.push(to, *keyword, origin);
                    }
                }
            }
        }
    }

    /// Adds what was found out of a schema.
    pub(super) fn extend_row(&mut self, id: SchemaId, repeated: &Repeated) {
        let mut places = self.rows.remove(&id).unwrap_or_default();
        self.extend(&mut places, repeated);
        self.rows.insert(id, places);
    }

    /// The places of a keyword, each once.
    pub(super) fn origins(&self, repeated: &Repeated, keyword: Keyword) -> IndexSet<Origin> {
        let first = repeated.last.get(&keyword).map(|last| &self.list[*last]);
        let links = std::iter::successors(first, |link| link.before.map(|before| &self.list[before]));
        let mut places: Vec<Origin> = links.map(|link| link.origin).collect();
        places.reverse();
        places.into_iter().collect()
    }

    /// The places of a keyword of a schema: its own, and those of the parts that it is made of.
    pub(super) fn of_row(&self, id: SchemaId, keyword: Keyword, origin: Origin) -> IndexSet<Origin> {
        let mut places = self.rows.get(&id).map(|row| self.origins(row, keyword)).unwrap_or_default();
        places.insert(origin);
        places
    }

    /// The places of a schema, shared.
    pub(super) fn row(&self, id: SchemaId) -> Option<Repeated> {
        self.rows.get(&id).cloned()
    }

    /// The places of those keywords of a schema that are asked for.
    pub(super) fn of_keywords(&self, id: SchemaId, is_wanted: impl Fn(Keyword) -> bool) -> Vec<(Keyword, Origin)> {
        let Some(row) = self.rows.get(&id) else { return Vec::new() };
        let keywords = row.last.keys().copied().filter(|keyword| is_wanted(*keyword));
        keywords
            .flat_map(|keyword| self.origins(row, keyword).into_iter().map(move |origin| (keyword, origin)))
            .collect()
    }

    fn push(&mut self, to: &mut Repeated, keyword: Keyword, origin: Origin) {
        let before = to.last.get(&keyword).copied();
        if before.is_some_and(|before| self.list[before].origin == origin) {
            return;
        }
        to.last.insert(keyword, self.list.len());
        self.list.push(Link { origin, before });
    }
}

#[cfg(test)]
mod tests {
    use super::{Places, Repeated};
    use crate::document::{Origin, SchemaId, SourceId};
    use crate::spec::Keyword;

    fn origin(node: u32) -> Origin {
        Origin { source: SourceId(0), index: node }
    }

    #[test]
    fn a_schema_shares_the_places_of_its_parts() {
        let mut places = Places::default();
        let mut base = Repeated::default();
        places.add(&mut base, Keyword::MaxItems, origin(1), origin(2));
        let [mut one, mut other] = [base.clone(), base.clone()];
        places.add(&mut one, Keyword::MaxItems, origin(2), origin(3));
        places.add(&mut other, Keyword::MaxItems, origin(1), origin(4));
        assert_eq!(places.list.len(), 5, "those of the base are there once");
        let origins = |places: &Places, repeated: &Repeated| -> Vec<u32> {
            places.origins(repeated, Keyword::MaxItems).into_iter().map(|origin| origin.index).collect()
        };
        assert_eq!(origins(&places, &base), [1, 2]);
        assert_eq!(origins(&places, &one), [1, 2, 3]);
        assert_eq!(origins(&places, &other), [1, 2, 4]);
        places.extend(&mut one, &other);
        assert_eq!(origins(&places, &one), [1, 2, 3, 4]);
        assert!(places.origins(&one, Keyword::MinItems).is_empty());
    }

    #[test]
    fn places_of_a_row_are_those_of_all_its_merges() {
        let (mut places, id) = (Places::default(), SchemaId(7));
        for (earlier, later) in [(1, 2), (1, 2), (2, 3)] {
            let mut repeated = Repeated::default();
            places.add(&mut repeated, Keyword::Enum, origin(earlier), origin(later));
            places.extend_row(id, &repeated);
        }
        let repeated: Vec<Origin> = places.of_row(id, Keyword::Enum, origin(9)).into_iter().collect();
        assert_eq!(repeated, [1, 2, 3, 9].map(origin));
        assert_eq!(places.of_keywords(id, |keyword| keyword == Keyword::Enum).len(), 3);
        assert!(places.of_keywords(id, |keyword| keyword == Keyword::Const).is_empty());
    }
}
