//! Files: what stands for bytes among the properties of a body of several parts.

use std::collections::HashSet;

use super::SchemaReader;
use crate::document::SchemaId;
use crate::ir::Type;
use crate::resolve::Service;
use crate::schema::{Schema, SchemaTable};

/// The type of a file in Rust.
const FILE: &str = "::callsmith_runtime::File";

/// The schemas of bodies of several parts that have files among their properties (OAS 3.0.4, "Considerations for File
/// Uploads").
pub(in crate::lower) fn bodies(service: &Service, schemas: &SchemaTable) -> HashSet<SchemaId> {
    let bodies = service.operations.iter().filter_map(|operation| operation.body.as_ref());
    let content = bodies.flat_map(|body| &body.content).filter(|content| content.media_type.is_multipart_form());
    content.filter_map(|content| content.schema).filter(|schema| has_files(schemas, *schema)).collect()
}

/// Returns `true` if a body, or one of its alternatives, has a file.
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

impl SchemaReader<'_> {
    /// The type of a property as a part of a body of several parts, where it stands for bytes. What the configuration puts
    /// in its place stays.
    pub(super) fn file(&self, property: SchemaId) -> Option<Type> {
        let file = File::of(self.registry.table, property)?;
        let ty = Type::Foreign(FILE.to_owned());
        let overridden = file.schemas.iter().any(|schema| self.registry.validity.foreign.contains_key(schema));
        (!overridden).then(|| if file.is_list { Type::List(Box::new(ty)) } else { ty })
    }
}

/// A property that stands for bytes.
struct File {
    /// Its schema, and those that references and alternatives to `null` lead to.
    schemas: Vec<SchemaId>,
    /// `true` if it is a list of files.
    is_list: bool,
}

impl File {
    fn of(schemas: &SchemaTable, property: SchemaId) -> Option<Self> {
        let mut chain: Vec<SchemaId> = schemas.value_chain(property).collect();
        let value = schemas.value(property).1;
        let Some(items) = value.items() else {
            return is_bytes(value).then_some(Self { schemas: chain, is_list: false });
        };
        chain.extend(schemas.value_chain(items));
        is_bytes(schemas.value(items).1).then_some(Self { schemas: chain, is_list: true })
    }
}

/// Bytes are a string of the format `binary`, or what has a media type and no encoding in text (OAS 3.1.1, "Working with
/// Binary Data").
fn is_bytes(row: &Schema) -> bool {
    let encoded = row.content_encoding().is_some();
    row.format_name() == Some("binary") || row.content_media_type().is_some() && !encoded
}
