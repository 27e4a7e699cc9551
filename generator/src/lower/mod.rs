//! What the document means for a client.
//!
//! * In: resolved operations and the table of normalised schemas.
//! * Out: an [`Api`].
//! * Afterwards: no `openapiv3` type and no part of the document is looked at any more. What Rust cannot express as the
//!   document says it has been named in a diagnostic.

mod answers;
mod bodies;
mod closed;
mod constraints;
mod default;
mod depth;
mod docs;
mod enum_names;
mod enumeration;
mod example;
mod files;
mod identity;
mod loosened;
mod media;
mod message;
mod nullable;
mod object;
mod operation;
mod others;
mod overrides;
mod page;
mod pagination;
mod parameter;
mod part_headers;
mod payload;
mod remedy;
mod response;
mod sample;
mod scalar;
mod stream;
mod types;
mod union;
mod unmodelled;
mod vacuous;
mod whole_numbers;
mod xml;

use std::collections::HashMap;

pub(crate) use self::answers::read_as_configured;
use crate::compose::Composed;
use crate::config::Options;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, SecurityScheme};

use crate::resolve::Service;

/// Lowers a service.
pub(crate) fn lower(service: Service, composed: &Composed, options: &Options, diagnostics: &mut Diagnostics) -> Api {
    let foreign = overrides::by_schema(options, composed, diagnostics);
    overrides::formats(&options.formats, &composed.schemas, diagnostics);
    let scalars = scalar::Scalars::new(&options.formats, options.exact_numbers);
    let validity = example::Validity { schemas: &composed.schemas, foreign: &foreign, scalars };
    let loosened = loosened::schemas(&validity);
    let bodies = bodies::Bodies::of(&service);
    let findings = loosened.reports(&composed.schemas, &bodies);
    let warnings = whole_numbers::findings(&composed.schemas, &loosened, &bodies);
    findings.into_iter().chain(warnings).for_each(|finding| diagnostics.push(finding));
    let scalars = scalars.loosened(&loosened.schemas);
    let mut types = types::Types::new(composed, scalars, &bodies, foreign, options, diagnostics);
    types.with_files = files::bodies(&service, &composed.schemas);
    types.named_schemas();
    let ids = identity::ids(&service.operations, types.diagnostics);
    let schemes: Vec<SecurityScheme> = service
        .security_schemes
        .into_iter()
        .map(|(name, scheme)| SecurityScheme { name, kind: scheme.kind, description: scheme.description })
        .collect();
    let positions = schemes.iter().enumerate().map(|(index, scheme)| (scheme.name.clone(), index)).collect();
    let webhooks = types.messages(service.webhooks, |name| format!("{name} webhook"));
    let said = service.operations.iter().map(|operation| operation.pages.clone()).collect();
    let mut operations: Vec<_> = service
        .operations
        .into_iter()
        .zip(ids)
        .enumerate()
        .map(|(index, (operation, id))| operation::lower(operation, id, index, &positions, &mut types))
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
