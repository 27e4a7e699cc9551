//! The table of schemas.

use crate::document::{Node, Origin, Pointer, SchemaId};
use crate::spec::{Keyword, Keywords};

/// All schemas of the document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    rows: Vec<Row>,
    /// Rows that a merge made part of another one, with that one.
    absorbed: Vec<(SchemaId, SchemaId)>,
}

/// One schema, shallow: where a subschema stood there is its id.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) origin: Origin,
    pub(crate) pointer: Pointer,
    /// The name, when it stands among the named schemas of the document.
    pub(crate) name: Option<String>,
    pub(crate) keywords: Keywords,
}

impl Table {
    pub(crate) fn add(&mut self, row: Row) -> SchemaId {
        let id = SchemaId(u32::try_from(self.rows.len()).expect("a document has fewer than 2^32 schemas"));
        self.rows.push(row);
        id
    }

    pub(crate) fn get(&self, id: SchemaId) -> &Row {
        &self.rows[id.0 as usize]
    }

    /// Where references from a row lead.
    pub(crate) fn target(&self, id: SchemaId) -> (SchemaId, &Row) {
        let target = self.ids_of_chain(id).last().unwrap_or(id);
        (target, self.get(target))
    }

    /// A schema, and those that references lead to from it.
    pub(crate) fn ids_of_chain(&self, id: SchemaId) -> impl Iterator<Item = SchemaId> {
        /// References from schema to schema that are followed.
        const LONGEST: usize = 64;
        std::iter::successors(Some(id), |id| self.get(*id).schema(Keyword::Ref)).take(LONGEST + 1)
    }

    pub(crate) fn get_mut(&mut self, id: SchemaId) -> &mut Row {
        &mut self.rows[id.0 as usize]
    }

    /// The id of the row with a number, counted from 0.
    pub(crate) fn nth(&self, number: usize) -> Option<SchemaId> {
        u32::try_from(number).ok().filter(|_| number < self.rows.len()).map(SchemaId)
    }

    /// Notes that a row says what it says through another one, too.
    pub(crate) fn absorb(&mut self, part: SchemaId, whole: SchemaId) {
        self.absorbed.push((part, whole));
    }

    /// Rows that a merge made part of another one, with that one.
    pub(crate) fn absorbed(&self) -> &[(SchemaId, SchemaId)] {
        &self.absorbed
    }

    /// All rows, with their ids.
    pub(crate) fn into_rows(self) -> impl Iterator<Item = (SchemaId, Row)> {
        self.ids().zip(self.rows)
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..u32::try_from(self.rows.len()).unwrap_or(u32::MAX)).map(SchemaId)
    }
}

impl Row {
    /// The value of a keyword.
    pub(crate) fn get(&self, keyword: Keyword) -> Option<&Node> {
        self.keywords.get(&keyword)
    }

    /// The text of a keyword.
    pub(crate) fn text(&self, keyword: Keyword) -> Option<&str> {
        self.get(keyword).and_then(Node::as_str)
    }

    /// The subschema of a keyword.
    pub(crate) fn schema(&self, keyword: Keyword) -> Option<SchemaId> {
        self.get(keyword).and_then(Node::as_schema)
    }
}
