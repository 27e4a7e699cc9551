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

use std::collections::{BTreeSet, HashMap};

use indexmap::IndexMap;

use crate::compose::Composed;
use crate::config::Options;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, SecurityKind, SecurityScheme};
use crate::resolve::{self, Service};
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
    let schemes = security_schemes(service.security_schemes, &service.operations);
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

/// The security schemes, the flows of OAuth 2.0 with the scopes that operations require of them.
///
/// One token serves all calls of a client, so a grant asks for the scopes of all operations: of each those of the first alternative that names the
/// scheme, which is the one that is sent. A token for each set of scopes would be asked for in the midst of calls, and authorization servers
/// refuse what a client may not have as a whole (RFC 6749, section 3.3): whoever may have less says so at the grant.
fn security_schemes(
    schemes: IndexMap<String, resolve::SecurityScheme>,
    operations: &[resolve::Operation],
) -> Vec<SecurityScheme> {
    let lowered = schemes.into_iter().map(|(name, scheme)| {
        let mut kind = scheme.kind;
        if let SecurityKind::OAuth2(flows) = &mut kind {
            let named = operations
                .iter()
                .filter_map(|operation| operation.security.iter().flatten().find(|required| required.scheme == name));
            let required: BTreeSet<&String> = named.flat_map(|required| &required.scopes).collect();
            let listed: BTreeSet<String> = flows.iter().flat_map(|flow| flow.scopes.clone()).collect();
            for flow in flows {
                // What no flow lists is required all the same.
                let is_own = |scope: &&&String| flow.scopes.contains(**scope) || !listed.contains(**scope);
                flow.scopes = required.iter().filter(is_own).map(|scope| (*scope).clone()).collect();
            }
        }
        SecurityScheme { name, kind, description: scheme.description }
    });
    lowered.collect()
}
