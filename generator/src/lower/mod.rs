//! The meaning of a document for a client.
//!
//! * In: resolved operations and the table of normalised schemas.
//! * Out: an [`Api`].
//! * Afterwards: no part of the document is looked at any more. What Rust cannot express as the document says it has
//!   been named in a diagnostic.

mod docs;
mod media;
mod nullable;
mod operation;
mod presence;
mod registry;
mod schema;
mod xml;

use std::collections::HashMap;

use crate::compose::Composed;
use crate::config::Options;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, SecurityScheme};

use crate::resolve::Service;
use crate::values::Validity;
use operation::OperationReader;
pub(crate) use operation::read_as_configured;
use schema::SchemaReader;

/// Lowers a service.
pub(crate) fn lower(
    service: Service,
    composed: &Composed,
    validity: Validity<'_>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Api {
    let files = schema::files::Files::of(&service, &composed.schemas);
    let mut schemas = SchemaReader::new(composed, validity, files, options, diagnostics);
    schemas.contents = operation::contents(&service, schemas.registry.table);
    schemas.named_schemas();
    let ids = operation::ids(&service.operations, schemas.diagnostics);
    let mut reader = OperationReader::new(service.parts, schemas);
    let schemes: Vec<SecurityScheme> = service
        .security_schemes
        .into_iter()
        .map(|(name, scheme)| SecurityScheme { name, kind: scheme.kind, description: scheme.description })
        .collect();
    let positions = schemes.iter().enumerate().map(|(index, scheme)| (scheme.name.clone(), index)).collect();
    let webhooks = reader.messages(service.webhooks, |name| format!("{name} webhook"));
    let pages = service.operations.iter().map(|operation| operation.pages.clone()).collect();
    let mut operations: Vec<_> = service
        .operations
        .into_iter()
        .zip(ids)
        .enumerate()
        .map(|(index, (operation, id))| operation::lower(operation, id, index, &positions, &mut reader))
        .collect();
    operation::settle(&mut operations, pages, &mut reader.schemas);
    let OperationReader { schemas, tables, .. } = reader;
    let (types, schemas) = schemas.finish();
    Api {
        title: service.title,
        version: service.version,
        description: service.description,
        servers: service.servers,
        names_servers: service.names_servers,
        security_schemes: schemes,
        tags: service.tags.into_iter().collect(),
        operations,
        webhooks,
        types,
        duplicates: HashMap::new(),
        brackets: options.brackets,
        lenient_nulls: options.lenient_nulls,
        types_only: options.types_only,
        xml: tables.made,
        schemas,
    }
}
