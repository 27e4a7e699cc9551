//! Schemas that are made of others say all of themselves.
//!
//! * In: the table of normalised schemas, and the envelope, which passes through.
//! * Out: a table of [`crate::schema::Schema`]s, each of one form. The forms are a reference with annotations, an enum,
//!   one type with its keywords, or a union (`oneOf`, `anyOf`) whose members are whole schemas.
//! * Afterwards: there is no `allOf`, no `$ref` or union beside keywords that shape a type, and no schema of several
//!   types. A schema whose subtypes are found through `allOf` is a union of them.
//!
//! A loss in a combination is named in a diagnostic. A row that a merge makes is a new row of the table; those of the
//! document keep their ids. Rows are merged as the document has them, never after they were composed themselves, so the
//! order of rows does not matter.

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
mod repeated;
mod row;
mod several;

use crate::collections::{HashMap, HashSet};

use crate::collections::IndexSet;

use crate::bundle::{RawSchema, RawSchemaTable};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Origin, Pointer, SchemaId, SpanTarget, Value};
use crate::limits;
use crate::normalise::{Envelope, Normalised};
use crate::schema::SchemaTable;
use crate::spec::{Keyword, Keywords};
use growth::Growth;
use inherited::Inherited;
use lineage::Lineage;
use repeated::Places;

/// The result of this stage.
pub(crate) struct Composed {
    pub(crate) envelope: Envelope,
    pub(crate) schemas: SchemaTable,
    /// Schemas by their pointers, for overrides by pointer.
    pub(crate) pointers: HashMap<Pointer, SchemaId>,
    /// The names from which those of composed rows are made.
    pub(crate) hints: HashMap<SchemaId, String>,
    /// The greatest number of bases above a schema through `allOf`; schemas without a base are not listed.
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
        pairs: HashMap::default(),
        members: HashMap::default(),
        generations: HashMap::default(),
        hints,
        places: HashMap::default(),
        repeated: Places::default(),
        splits: HashSet::default(),
    };
    let mut composed: HashMap<SchemaId, Keywords> = HashMap::default();
    // Merging adds rows at the end, which are composed in their turn.
    let mut next = 0;
    // Results are kept beside the table until the end. Rows are merged as the document has them, never after they were
    // composed themselves, so the order of rows does not matter.
    while let Some(id) = composer.table.nth(next) {
        if let Some(keywords) = composer.bounded(id) {
            composed.insert(id, keywords);
        }
        next += 1;
    }
    let Composer { hints, lineage, mut places, repeated, .. } = composer;
    for (id, keywords) in composed {
        table.get_mut(id).keywords = keywords;
    }
    let absorbed = schemas.absorbed().to_vec();
    let mut facts = |id: SchemaId| form::Facts {
        base: lineage.bases.get(&id).copied(),
        places: places.remove(&id).unwrap_or_default(),
    };
    let typed = schemas.into_schemas().map(|(id, row)| form::schema(id, row, facts(id), &repeated)).collect();
    let mut schemas = SchemaTable::new(typed, absorbed);
    report_texts(&schemas.settle_defaults(), diagnostics);
    Composed { envelope, schemas, pointers, hints, depths }
}

/// Reports default values that are read as text, each once: schemas that are made of others have theirs.
fn report_texts(changes: &[(Node, Node)], diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::default();
    for (written, read) in changes.iter().filter(|(written, _)| seen.insert(written.origin)) {
        let message =
            format!("the default value contradicts its schema: {} where the type is string", value_word(written, read));
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(written.origin, SpanTarget::Value);
        let text = read.to_json();
        diagnostics.push(diagnostic.with_note(format!("treated as `{text}`")).help(format!("write `{text}`")));
    }
}

/// The kind of the first value that is read as text.
fn value_word(written: &Node, read: &Node) -> &'static str {
    let pairs: Vec<(&Node, &Node)> = match (&written.value, &read.value) {
        (Value::Array(written), Value::Array(read)) => written.iter().zip(read).collect(),
        (Value::Object(written), Value::Object(read)) => written.values().zip(read.values()).collect(),
        _ => return written.kind(),
    };
    let changed = pairs.into_iter().find(|(written, read)| written != read);
    changed.map_or(written.kind(), |(written, read)| value_word(written, read))
}

/// The message about schemas whose merges are merged again and again, or that are very many.
fn endless() -> String {
    let (levels, parts) = (limits::MERGES_OF_MERGES, limits::MERGED_SCHEMAS);
    format!("merging these schemas takes more than {levels} levels, or more than {parts} parts")
}

/// The state of the stage.
struct Composer<'a> {
    table: &'a mut RawSchemaTable,
    diagnostics: &'a mut Diagnostics,
    lineage: Lineage,
    growth: Growth,
    inherited: Inherited,
    // A row for the same schemas is made once. So diamonds, circles and repeated properties of two bases come to an
    // end, and get one type.
    /// Rows that stand for several schemas at once, by those schemas.
    pairs: HashMap<Vec<SchemaId>, SchemaId>,
    /// The schemas that such a row stands for.
    members: HashMap<SchemaId, Vec<SchemaId>>,
    /// The number of merges behind a row; rows of the document are not listed.
    generations: HashMap<SchemaId, u32>,
    /// The names from which those of composed rows are made.
    hints: HashMap<SchemaId, String>,
    /// The schemas of the first items of arrays that are no tuples.
    places: HashMap<SchemaId, Vec<SchemaId>>,
    /// The places of keywords that several parts of a schema have.
    repeated: Places,
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
        // The order matters. Alternatives that only require properties would be taken for a union, and listed values
        // decide the types. A union gets its rest before the types of the schema are split.
        self.without_requirements(&mut keywords);
        keywords = self.enums(id, keywords);
        keywords = self.distribute(id, keywords);
        keywords = self.several(id, keywords);
        Some(self.places(id, keywords))
    }

    /// A row that stands for several schemas at once; `None` when merging does not come to an end.
    fn all_of(&mut self, ids: &[SchemaId], parent: SchemaId, origin: Origin) -> Option<SchemaId> {
        // Rows of several schemas are taken apart: a merge of a merge has the key of one merge of all, and its row.
        let all = ids.iter().flat_map(|id| self.members.get(id).cloned().unwrap_or(vec![*id]));
        let ids: Vec<SchemaId> = all.collect::<IndexSet<_>>().into_iter().collect();
        if let Some(merged_id) = self.pairs.get(&ids) {
            return Some(*merged_id);
        }
        let generation = 1 + ids.iter().chain([&parent]).map(|id| self.generation(*id)).max().unwrap_or(0);
        if generation > limits::MERGES_OF_MERGES || ids.len() > limits::MERGED_SCHEMAS {
            return None;
        }
        let members = ids.iter().map(|id| row::member(*id, origin)).collect();
        let keywords = Keywords::from_iter([(Keyword::AllOf, row::list(members, origin))]);
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
        if let Some(repeated) = self.repeated.row(from) {
            self.repeated.extend_row(id, &repeated);
        }
        self.splits.insert(id);
        id
    }

    fn generation(&self, id: SchemaId) -> u32 {
        self.generations.get(&id).copied().unwrap_or(0)
    }

    fn note(&mut self, code: Code, origin: Origin, part: SpanTarget, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::note(code, message.into()).at(origin, part));
    }
}
