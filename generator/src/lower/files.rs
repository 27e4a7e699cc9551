//! Files: what stands for bytes among the properties of a body of several parts.

use std::collections::{HashMap, HashSet};

use super::media::is_multipart;
use crate::bundle::{Row, Table};
use crate::document::{Node, SchemaId};
use crate::resolve::Service;

/// The type of a file in Rust.
const FILE: &str = "::callsmith_runtime::File";

/// Puts the type of files in place of the schemas that stand for them, and gives the schemas of the bodies that have any
/// (OAS 3.0.4, "Considerations for File Uploads"). What the configuration says comes first.
pub(super) fn mark(service: &Service, schemas: &Table, foreign: &mut HashMap<SchemaId, String>) -> HashSet<SchemaId> {
    let bodies = service.operations.iter().filter_map(|operation| operation.body.as_ref());
    let content = bodies.flat_map(|body| &body.content).filter(|content| is_multipart(&content.media_type));
    let mut found = HashSet::new();
    for schema in content.filter_map(|content| content.schema) {
        let (_, row) = schemas.target(schema);
        for property in row.get("properties").and_then(Node::as_object).into_iter().flatten() {
            let Some(file) = property.1.as_schema().and_then(|id| file(schemas, id)) else { continue };
            foreign.entry(file).or_insert_with(|| FILE.to_owned());
            found.insert(schema);
        }
    }
    found
}

/// The schema that stands for bytes: a property, or the items of one.
fn file(schemas: &Table, property: SchemaId) -> Option<SchemaId> {
    let (id, row) = schemas.target(property);
    match row.schema("items") {
        Some(items) => Some(schemas.target(items)).filter(|(_, row)| is_bytes(row)).map(|(id, _)| id),
        None => is_bytes(row).then_some(id),
    }
}

/// Bytes are a string of the format `binary`, or what has a media type and no encoding in text (OAS 3.1.1, "Working with
/// Binary Data").
fn is_bytes(row: &Row) -> bool {
    let encoded = row.get("contentEncoding").is_some();
    row.text("format") == Some("binary") || row.get("contentMediaType").is_some() && !encoded
}
