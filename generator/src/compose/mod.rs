//! Schemas that are made of others say all of themselves.
//!
//! * In: the table of normalised schemas, and the envelope, which passes through.
//! * Out: a table of [`crate::schema::Schema`]s, each of one form: a reference with annotations, an enum, one type with
//!   the keywords of that type, or a union (`oneOf`, `anyOf`) whose members are whole schemas.
//! * Afterwards: there is no `allOf`, no `$ref` beside keywords that shape a type, no union beside such keywords, no
//!   schema of several types, and a schema whose subtypes are found through `allOf` is a union of them.
//!
//! What a combination cannot express is named in a diagnostic. A row that a merge makes is a new row of the table; those
//! of the document keep their ids. Rows are merged as the document has them, never after they were composed themselves,
//! so the order of rows does not matter.

mod combine;
mod distribute;
mod enums;
mod form;
mod growth;
mod hierarchy;
mod inherited;
mod labels;
mod lineage;
mod merge;
mod parts;
mod places;
mod row;
mod several;

use std::collections::{HashMap, HashSet};

use indexmap::IndexSet;

use crate::bundle::{RawSchema, RawSchemaTable};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Origin, Part, Pointer, SchemaId, Value};
use crate::limits;
use crate::normalise::{Envelope, Normalised};
use crate::schema::SchemaTable;
use crate::spec::{Keyword, Keywords};
use growth::Growth;
use inherited::Inherited;
use lineage::Lineage;

/// The result of this stage.
pub(crate) struct Composed {
    pub(crate) envelope: Envelope,
    pub(crate) schemas: SchemaTable,
    /// Where schemas stand in the document, for overrides by pointer.
    pub(crate) pointers: HashMap<Pointer, SchemaId>,
    /// What rows that were made here are called after.
    pub(crate) hints: HashMap<SchemaId, String>,
    /// How many schemas stand above one through `allOf`, at most; those without any are not listed.
    pub(crate) depths: HashMap<SchemaId, usize>,
}

/// Composes every row.
pub(crate) fn compose(normalised: Normalised, diagnostics: &mut Diagnostics) -> Composed {
    let Normalised { envelope, mut schemas, pointers } = normalised;
    let table = &mut schemas;
    let hierarchy::Hierarchy { bases, depths } = hierarchy::unfold(table);
    let hints = bases.values().map(|base| (*base, "base".to_owned())).collect();
    let mut composer = Composer {
        diagnostics,
        lineage: Lineage::new(table, bases),
        growth: Growth::new(table),
        inherited: Inherited::default(),
        table,
        pairs: HashMap::new(),
        members: HashMap::new(),
        generations: HashMap::new(),
        hints,
        places: HashMap::new(),
        repeated: HashMap::new(),
        splits: HashSet::new(),
    };
    let mut composed: HashMap<SchemaId, Keywords> = HashMap::new();
    // Merging adds rows at the end, which are composed in their turn.
    let mut next = 0;
    while let Some(id) = composer.table.nth(next) {
        if let Some(keywords) = composer.bounded(id) {
            composed.insert(id, keywords);
        }
        next += 1;
    }
    let Composer { hints, lineage, mut places, mut repeated, .. } = composer;
    for (id, keywords) in composed {
        table.get_mut(id).keywords = keywords;
    }
    let absorbed = schemas.absorbed().to_vec();
    let mut facts = |id: SchemaId| form::Facts {
        base: lineage.bases.get(&id).copied(),
        places: places.remove(&id).unwrap_or_default(),
        repeated: repeated.remove(&id).unwrap_or_default(),
    };
    let typed = schemas.into_schemas().map(|(id, row)| form::schema(row, facts(id))).collect();
    let mut schemas = SchemaTable::new(typed, absorbed);
    report_texts(&schemas.settle_defaults(), diagnostics);
    Composed { envelope, schemas, pointers, hints, depths }
}

/// Reports default values that are read as text, each once: schemas that are made of others have theirs.
fn report_texts(changes: &[(Node, Node)], diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for (written, read) in changes.iter().filter(|(written, _)| seen.insert(written.origin)) {
        let message =
            format!("the default value contradicts its schema: {} where the type is string", found(written, read));
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(written.origin, Part::Value);
        diagnostics.push(diagnostic.help(format!("it is read as `{}`", read.to_json())));
    }
}

/// The kind of the first value that is read as text.
fn found(written: &Node, read: &Node) -> &'static str {
    let pairs: Vec<(&Node, &Node)> = match (&written.value, &read.value) {
        (Value::Array(written), Value::Array(read)) => written.iter().zip(read).collect(),
        (Value::Object(written), Value::Object(read)) => written.values().zip(read.values()).collect(),
        _ => return written.kind(),
    };
    let changed = pairs.into_iter().find(|(written, read)| written != read);
    changed.map_or(written.kind(), |(written, read)| found(written, read))
}

/// The state of the stage.
struct Composer<'a> {
    table: &'a mut RawSchemaTable,
    diagnostics: &'a mut Diagnostics,
    lineage: Lineage,
    growth: Growth,
    inherited: Inherited,
    /// Rows that stand for several schemas at once, by those schemas.
    pairs: HashMap<Vec<SchemaId>, SchemaId>,
    /// The schemas that such a row stands for.
    members: HashMap<SchemaId, Vec<SchemaId>>,
    /// How many merges it took to make a row; rows of the document are not listed.
    generations: HashMap<SchemaId, u32>,
    /// What rows that were made here are called after.
    hints: HashMap<SchemaId, String>,
    /// The schemas of the first items of arrays that are no tuples.
    places: HashMap<SchemaId, Vec<SchemaId>>,
    /// The places of keywords that several parts of a schema have.
    repeated: HashMap<SchemaId, Vec<(Keyword, Origin)>>,
    /// Rows that have some of the keywords of another one: places of these are theirs too.
    splits: HashSet<SchemaId>,
}

impl Composer<'_> {
    /// The keywords of a row in one of the forms, or nothing but annotations once merging has gone beyond its bound.
    fn bounded(&mut self, id: SchemaId) -> Option<Keywords> {
        if self.growth.is_exhausted() {
            return Some(growth::left_out(&self.table.get(id).keywords));
        }
        let keywords = self.row(id)?;
        self.growth.count(&keywords);
        if self.growth.is_exhausted() {
            self.too_large(id);
        }
        Some(keywords)
    }

    /// The keywords of a row in one of the forms; `None` where they are as they should be.
    fn row(&mut self, id: SchemaId) -> Option<Keywords> {
        let keywords = &self.table.get(id).keywords;
        let made =
            [Keyword::AllOf, Keyword::OneOf, Keyword::AnyOf, Keyword::Enum, Keyword::Const, Keyword::PrefixItems]
                .iter()
                .any(|keyword| keywords.contains_key(keyword));
        if !made && !merge::is_beside(keywords) && row::types(keywords).len() < 2 {
            return None;
        }
        let mut keywords = keywords.clone();
        // A union of one is that one, which may in its turn be made of others.
        for _ in 0..limits::MERGES_OF_MERGES {
            if merge::is_combined(&keywords) {
                keywords = self.merge(id, keywords);
            }
            match self.single(&keywords) {
                Some(only) => keywords = only,
                None => break,
            }
        }
        self.without_requirements(&mut keywords);
        keywords = self.enums(id, keywords);
        keywords = self.distribute(id, keywords);
        keywords = self.several(id, keywords);
        Some(self.places(id, keywords))
    }

    /// A row that stands for several schemas at once; `None` when merging does not come to an end.
    fn all_of(&mut self, ids: &[SchemaId], parent: SchemaId, origin: Origin) -> Option<SchemaId> {
        let all = ids.iter().flat_map(|id| self.members.get(id).cloned().unwrap_or(vec![*id]));
        let ids: Vec<SchemaId> = all.collect::<IndexSet<_>>().into_iter().collect();
        if let Some(known) = self.pairs.get(&ids) {
            return Some(*known);
        }
        let generation = 1 + ids.iter().chain([&parent]).map(|id| self.generation(*id)).max().unwrap_or(0);
        if generation > limits::MERGES_OF_MERGES || ids.len() > limits::MERGED_SCHEMAS {
            return None;
        }
        let members = ids.iter().map(|id| row::member(*id, origin)).collect();
        let keywords = Keywords::from([(Keyword::AllOf, row::list(members, origin))]);
        let id = self.add(parent, origin, keywords);
        self.generations.insert(id, generation);
        self.members.insert(id, ids.clone());
        self.pairs.insert(ids, id);
        Some(id)
    }

    /// A row that is made here, at the place of another one.
    fn add(&mut self, parent: SchemaId, origin: Origin, keywords: Keywords) -> SchemaId {
        self.growth.count(&keywords);
        let pointer = self.table.get(parent).pointer.clone();
        let generation = self.generation(parent);
        let id = self.table.add(RawSchema { origin, pointer, name: None, keywords });
        self.lineage.add(self.table, id);
        self.generations.insert(id, generation);
        id
    }

    /// A row that has some of the keywords of another one.
    fn split(&mut self, from: SchemaId, origin: Origin, keywords: Keywords) -> SchemaId {
        let id = self.add(from, origin, keywords);
        if let Some(repeated) = self.repeated.get(&from).cloned() {
            self.repeated.insert(id, repeated);
        }
        self.splits.insert(id);
        id
    }

    fn generation(&self, id: SchemaId) -> u32 {
        self.generations.get(&id).copied().unwrap_or(0)
    }

    fn approximated(&mut self, origin: Origin, part: Part, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::warning(Code::Approximated, message.into()).at(origin, part));
    }

    fn note(&mut self, origin: Origin, part: Part, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::note(Code::Approximated, message.into()).at(origin, part));
    }
}
