//! Operations by the schemas of their bodies.

use crate::collections::{HashMap, HashSet};
use std::cell::OnceCell;

use crate::document::SchemaId;
use crate::resolve::{Content, Service};
use crate::schema::SchemaTable;

/// The schemas of the bodies of operations, in both directions.
#[derive(Debug, Default)]
pub(crate) struct Bodies {
    /// Each with the id of its operation, in the order of the document.
    schemas: Vec<(SchemaId, String)>,
    // Few documents have an example that contradicts its schema, and only those need to know what stands around it.
    /// The schemas around each schema.
    around: OnceCell<HashMap<SchemaId, Vec<SchemaId>>>,
}

impl Bodies {
    pub(crate) fn collect(service: &Service) -> Self {
        let mut schemas = Vec::new();
        for operation in &service.operations {
            let Some(id) = &operation.id else { continue };
            let request = operation.body.iter().flat_map(|body| &body.content);
            let responses = operation.responses.iter().flat_map(|response| &response.content);
            let of_content = |content: &Content| content.schema.map(|schema| (schema, id.clone()));
            schemas.extend(request.chain(responses).filter_map(of_content));
        }
        Self { schemas, around: OnceCell::new() }
    }

    /// The first operation in whose body a schema stands.
    pub(super) fn operation(&self, table: &SchemaTable, schema: SchemaId) -> Option<&str> {
        let around = self.around.get_or_init(|| containers(table));
        let (mut open, mut seen) = (vec![schema], HashSet::default());
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                open.extend(around.get(&id).into_iter().flatten());
            }
        }
        self.schemas.iter().find(|(body, _)| seen.contains(body)).map(|(_, operation)| operation.as_str())
    }
}

fn containers(table: &SchemaTable) -> HashMap<SchemaId, Vec<SchemaId>> {
    let mut around: HashMap<SchemaId, Vec<SchemaId>> = HashMap::default();
    for id in table.ids() {
        for inner in table.get(id).subschemas() {
            around.entry(inner).or_default().push(id);
        }
    }
    around
}
