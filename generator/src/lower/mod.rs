//! What the document means for a client.
//!
//! * In: resolved operations and the table of normalised schemas.
//! * Out: an [`Api`].
//! * Afterwards: no part of the document is looked at any more. What Rust cannot express as the document says it has
//!   been named in a diagnostic.

mod answers;
mod closed;
mod constraints;
mod default;
mod depth;
mod docs;
mod enumeration;
mod files;
mod identity;
mod media;
mod message;
mod nullable;
mod object;
mod operation;
mod others;
mod page;
mod pagination;
mod parameter;
mod part_headers;
mod payload;
mod response;
mod stream;
mod types;
mod union;
mod xml;

use std::collections::HashMap;

pub(crate) use self::answers::read_as_configured;
use crate::compose::Composed;
use crate::config::Options;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, SecurityScheme};

use crate::resolve::Service;
use crate::values::Validity;

/// Lowers a service.
pub(crate) fn lower(
    service: Service,
    composed: &Composed,
    validity: Validity<'_>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Api {
    let mut types = types::Types::new(composed, validity, options, diagnostics);
    types.with_files = files::bodies(&service, &composed.schemas);
    types.named_schemas();
    let ids = identity::ids(&service.operations, types.diagnostics);
    let schemes: Vec<SecurityScheme> = service
        .security_schemes
        .into_iter()
        .map(|(name, scheme)| SecurityScheme { name, kind: scheme.kind, description: scheme.description })
        .collect();
    let webhooks = types.messages(service.webhooks, |name| format!("{name} webhook"));
    let said = service.operations.iter().map(|operation| operation.pages.clone()).collect();
    let mut operations: Vec<_> = service
        .operations
        .into_iter()
        .zip(ids)
        .enumerate()
        .map(|(index, (operation, id))| operation::lower(operation, id, index, &schemes, &mut types))
        .collect();
    pagination::settle(&mut operations, said, &mut types);
    types.unknown_closed();
    let xml = std::mem::take(&mut types.xml.made);
    let (types, schemas) = types.finish();
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
        xml,
        schemas,
    }
}
