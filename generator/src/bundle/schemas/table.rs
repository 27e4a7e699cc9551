//! The table of schemas, as they are until they are composed.

use crate::document::{Node, Origin, Pointer, SchemaId};
use crate::limits;
use crate::spec::{Keyword, Keywords};

/// All schemas of the document.
#[derive(Clone, Debug, Default)]
pub(crate) struct RawSchemaTable {
    schemas: Vec<RawSchema>,
    // Coverage asks what became of each schema of the document. A part of a merge has no type of its own, and is in
    // that of the whole.
    /// Schemas that a merge made part of another one, with that one.
    absorbed: Vec<(SchemaId, SchemaId)>,
}

/// A schema, shallow: in place of a subschema there is its id.
#[derive(Clone, Debug)]
pub(crate) struct RawSchema {
    pub(crate) origin: Origin,
    pub(crate) pointer: Pointer,
    /// The name, when it stands among the named schemas of the document.
    pub(crate) name: Option<String>,
    pub(crate) keywords: Keywords,
}

impl RawSchemaTable {
    pub(crate) fn add(&mut self, schema: RawSchema) -> SchemaId {
        let id = SchemaId(u32::try_from(self.schemas.len()).expect("a document has fewer than 2^32 schemas"));
        self.schemas.push(schema);
        id
    }

    pub(crate) fn get(&self, id: SchemaId) -> &RawSchema {
        &self.schemas[id.0 as usize]
    }

    /// The schema at the end of the references from a schema.
    pub(crate) fn target(&self, id: SchemaId) -> (SchemaId, &RawSchema) {
        let target = self.ids_of_chain(id).last().unwrap_or(id);
        (target, self.get(target))
    }

    /// A schema, and those that references lead to from it.
    pub(crate) fn ids_of_chain(&self, id: SchemaId) -> impl Iterator<Item = SchemaId> {
        // Until `normalise` has cut circles of references, the bound ends them.
        std::iter::successors(Some(id), |id| self.get(*id).schema(Keyword::Ref)).take(limits::REFERENCES + 1)
    }

    pub(crate) fn get_mut(&mut self, id: SchemaId) -> &mut RawSchema {
        &mut self.schemas[id.0 as usize]
    }

    /// The id of the schema with a number, counted from 0.
    pub(crate) fn nth(&self, number: usize) -> Option<SchemaId> {
        u32::try_from(number).ok().filter(|_| number < self.schemas.len()).map(SchemaId)
    }

    /// Notes that a schema is part of another one, too.
    pub(crate) fn absorb(&mut self, part: SchemaId, whole: SchemaId) {
        self.absorbed.push((part, whole));
    }

    /// Schemas that a merge made part of another one, with that one.
    pub(crate) fn absorbed(&self) -> &[(SchemaId, SchemaId)] {
        &self.absorbed
    }

    /// All schemas, with their ids.
    pub(crate) fn into_schemas(self) -> impl Iterator<Item = (SchemaId, RawSchema)> {
        self.ids().zip(self.schemas)
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..u32::try_from(self.schemas.len()).unwrap_or(u32::MAX)).map(SchemaId)
    }
}

impl RawSchema {
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
