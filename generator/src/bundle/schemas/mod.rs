//! The schemas of the documents: the table, their names, and the references between them that are not linked yet.

mod naming;
mod table;

pub(super) use naming::{assign_names, schema_name};
pub(crate) use table::{RawSchema, RawSchemaTable};

use crate::collections::HashMap;
use std::collections::VecDeque;
use std::rc::Rc;

use super::references::Resource;
use crate::document::{Node, Pointer, SchemaId};

/// The schemas that were read so far.
#[derive(Default)]
pub(super) struct Schemas {
    pub(super) table: RawSchemaTable,
    /// Schemas by their places in the documents.
    pub(super) pointers: HashMap<Pointer, SchemaId>,
    pub(super) unlinked: Unlinked,
}

/// Schemas with references that are still text.
#[derive(Default)]
pub(super) struct Unlinked {
    /// Schemas with a `$ref`.
    pub(super) references: VecDeque<UnlinkedReference>,
    /// Schemas with a `$dynamicRef`.
    pub(super) dynamic: Vec<UnlinkedReference>,
    /// Schemas whose discriminator has a `mapping`, with the base of its references.
    pub(super) mappings: Vec<(SchemaId, Rc<Resource>)>,
}

/// A reference of a schema that is still text.
pub(super) struct UnlinkedReference {
    pub(super) schema: SchemaId,
    pub(super) reference: Node,
    pub(super) base: Rc<Resource>,
}

impl Schemas {
    /// Adds a schema whose keywords follow.
    pub(super) fn add(&mut self, schema: RawSchema) -> SchemaId {
        let pointer = schema.pointer.clone();
        let id = self.table.add(schema);
        self.pointers.insert(pointer, id);
        id
    }
}
