//! Tables of schemas, as far as keys of the configuration lead through them.

use crate::bundle::RawSchemaTable;
use crate::document::{Node, SchemaId};
use crate::schema::SchemaTable;
use crate::spec::Keyword;

// Keys are looked up twice: here in raw schemas, and by `lower` in composed ones. One trait keeps both to the same
// reading of a key.
/// A table of schemas, before they are composed or after.
pub(crate) trait Lookup {
    /// All schemas.
    fn all(&self) -> Box<dyn Iterator<Item = SchemaId> + '_>;

    /// The name of a schema, if it is among the named ones.
    fn name(&self, id: SchemaId) -> Option<&str>;

    /// The schema at the end of the references from a schema.
    fn end(&self, id: SchemaId) -> SchemaId;

    /// The schema of the items of an array.
    fn items(&self, id: SchemaId) -> Option<SchemaId>;

    /// The members of `allOf`.
    fn merged(&self, id: SchemaId) -> Vec<SchemaId>;

    /// The properties of an object, by name.
    fn properties(&self, id: SchemaId) -> Vec<(&str, SchemaId)>;
}

impl Lookup for RawSchemaTable {
    fn all(&self) -> Box<dyn Iterator<Item = SchemaId> + '_> {
        Box::new(self.ids())
    }

    fn name(&self, id: SchemaId) -> Option<&str> {
        self.get(id).name.as_deref()
    }

    fn end(&self, id: SchemaId) -> SchemaId {
        self.target(id).0
    }

    fn items(&self, id: SchemaId) -> Option<SchemaId> {
        self.target(id).1.schema(Keyword::Items)
    }

    fn merged(&self, id: SchemaId) -> Vec<SchemaId> {
        let members = self.get(id).get(Keyword::AllOf).and_then(Node::as_array).unwrap_or_default();
        members.iter().filter_map(Node::as_schema).collect()
    }

    fn properties(&self, id: SchemaId) -> Vec<(&str, SchemaId)> {
        let declared = self.get(id).get(Keyword::Properties).and_then(Node::as_object).into_iter().flatten();
        declared.filter_map(|(name, node)| Some((name.as_str(), node.as_schema()?))).collect()
    }
}

impl Lookup for SchemaTable {
    fn all(&self) -> Box<dyn Iterator<Item = SchemaId> + '_> {
        Box::new(self.ids())
    }

    fn name(&self, id: SchemaId) -> Option<&str> {
        self.get(id).name.as_deref()
    }

    fn end(&self, id: SchemaId) -> SchemaId {
        self.target(id).0
    }

    fn items(&self, id: SchemaId) -> Option<SchemaId> {
        self.target(id).1.items()
    }

    fn merged(&self, _: SchemaId) -> Vec<SchemaId> {
        Vec::new() // each schema says all of itself
    }

    fn properties(&self, id: SchemaId) -> Vec<(&str, SchemaId)> {
        let declared = self.get(id).as_object().into_iter().flat_map(|object| &object.properties);
        declared.map(|(name, id)| (name.as_str(), *id)).collect()
    }
}
