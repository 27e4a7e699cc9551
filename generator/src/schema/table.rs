//! The table of composed schemas.

use super::Schema;
use crate::document::SchemaId;
use crate::limits;

/// All schemas, by their id.
#[derive(Debug, Default)]
pub(crate) struct SchemaTable {
    schemas: Vec<Schema>,
    /// Schemas that a merge made part of another one, with that one.
    absorbed: Vec<(SchemaId, SchemaId)>,
}

impl SchemaTable {
    pub(crate) fn new(schemas: Vec<Schema>, absorbed: Vec<(SchemaId, SchemaId)>) -> Self {
        Self { schemas, absorbed }
    }

    /// The number of schemas.
    pub(crate) fn len(&self) -> usize {
        self.schemas.len()
    }

    pub(crate) fn get(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0 as usize]
    }

    pub(super) fn get_mut(&mut self, id: SchemaId) -> &mut Schema {
        &mut self.schemas[id.0 as usize]
    }

    /// The schema at the end of the references from a schema.
    pub(crate) fn target(&self, id: SchemaId) -> (SchemaId, &Schema) {
        let target = self.ids_of_chain(id).last().unwrap_or(id);
        (target, self.get(target))
    }

    /// A schema, and those that references lead to from it.
    pub(crate) fn chain(&self, id: SchemaId) -> impl Iterator<Item = &Schema> {
        self.ids_of_chain(id).map(|id| self.get(id))
    }

    /// The ids of a schema, and of those that references lead to from it.
    pub(crate) fn ids_of_chain(&self, id: SchemaId) -> impl Iterator<Item = SchemaId> {
        std::iter::successors(Some(id), |id| self.get(*id).reference()).take(limits::REFERENCES + 1)
    }

    /// The ids of a schema, and of those that say the same value: what references lead to, and the one alternative to
    /// `null`.
    pub(crate) fn value_chain(&self, id: SchemaId) -> impl Iterator<Item = SchemaId> {
        let next = |id: &SchemaId| {
            let schema = self.get(*id);
            let mut others = schema.alternatives().iter().filter(|id| !self.get(**id).is_null());
            let only = others.next().copied().filter(|_| others.next().is_none());
            schema.reference().or(only)
        };
        std::iter::successors(Some(id), next).take(limits::REFERENCES + 1)
    }

    /// The schema at the end of the values that a schema stands for.
    pub(crate) fn value(&self, id: SchemaId) -> (SchemaId, &Schema) {
        let end = self.value_chain(id).last().unwrap_or(id);
        (end, self.get(end))
    }

    /// Schemas that a merge made part of another one, with that one.
    pub(crate) fn absorbed(&self) -> &[(SchemaId, SchemaId)] {
        &self.absorbed
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..u32::try_from(self.schemas.len()).unwrap_or(u32::MAX)).map(SchemaId)
    }
}
