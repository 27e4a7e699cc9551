//! Files: what stands for bytes among the properties of a body of several parts.

use std::collections::HashSet;

use super::types::Types;
use crate::document::SchemaId;
use crate::ir::Type;
use crate::limits;
use crate::resolve::Service;
use crate::schema::{Schema, SchemaTable};

/// The type of a file in Rust.
const FILE: &str = "::callsmith_runtime::File";

/// The schemas of bodies of several parts that have files among their properties (OAS 3.0.4, "Considerations for File
/// Uploads").
pub(super) fn bodies(service: &Service, schemas: &SchemaTable) -> HashSet<SchemaId> {
    let bodies = service.operations.iter().filter_map(|operation| operation.body.as_ref());
    let content = bodies.flat_map(|body| &body.content).filter(|content| content.media_type.is_multipart_form());
    content.filter_map(|content| content.schema).filter(|schema| has_files(schemas, *schema)).collect()
}

/// Whether a body, or one of its alternatives, has a file.
fn has_files(schemas: &SchemaTable, body: SchemaId) -> bool {
    let mut open = vec![body];
    let mut seen = HashSet::new();
    while let Some(id) = open.pop() {
        let (id, row) = schemas.target(id);
        if !seen.insert(id) {
            continue;
        }
        let mut properties = row.as_object().into_iter().flat_map(|object| object.properties.values());
        if properties.any(|property| File::of(schemas, *property).is_some()) {
            return true;
        }
        open.extend(row.alternatives());
    }
    false
}

impl Types<'_> {
    /// The type of a property as a part of a body of several parts, where it stands for bytes. What the configuration puts
    /// in its place stays.
    pub(super) fn file(&self, property: SchemaId) -> Option<Type> {
        let file = File::of(self.schemas, property)?;
        let ty = Type::Foreign(FILE.to_owned());
        let overridden = file.schemas.iter().any(|schema| self.validity.foreign.contains_key(schema));
        (!overridden).then(|| if file.is_list { Type::List(Box::new(ty)) } else { ty })
    }
}

/// A property that stands for bytes.
struct File {
    /// Its schema, and those on the way to what says so.
    schemas: Vec<SchemaId>,
    /// Whether it is a list of files.
    is_list: bool,
}

impl File {
    fn of(schemas: &SchemaTable, property: SchemaId) -> Option<Self> {
        let mut way = Vec::new();
        let row = own(schemas, property, &mut way);
        let Some(items) = row.items() else {
            return is_bytes(row).then_some(Self { schemas: way, is_list: false });
        };
        is_bytes(own(schemas, items, &mut way)).then_some(Self { schemas: way, is_list: true })
    }
}

/// What a schema is without `null`, and the schemas on the way there.
fn own<'a>(schemas: &'a SchemaTable, id: SchemaId, way: &mut Vec<SchemaId>) -> &'a Schema {
    let mut id = id;
    for _ in 0..limits::NULLABLE_DEPTH {
        way.push(id);
        let target = schemas.target(id);
        way.push(target.0);
        let mut others = target.1.alternatives().iter().filter(|id| !schemas.get(**id).is_null());
        match (others.next(), others.next()) {
            (Some(only), None) => id = *only,
            _ => return target.1,
        }
    }
    schemas.get(id)
}

/// Bytes are a string of the format `binary`, or what has a media type and no encoding in text (OAS 3.1.1, "Working with
/// Binary Data").
fn is_bytes(row: &Schema) -> bool {
    let encoded = row.content.encoding.is_some();
    row.format_name() == Some("binary") || row.content.media_type.is_some() && !encoded
}
