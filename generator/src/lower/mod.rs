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
mod shared;
mod xml;

use crate::collections::{HashMap, HashSet};
use std::collections::BTreeSet;

use crate::collections::IndexMap;

use crate::compose::Composed;
use crate::config::{CrateVersion, Options};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{Api, SecurityKind, SecurityScheme};
use crate::lint::ReachedSchemas;
use crate::protocol::manifest;
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
    reached: &ReachedSchemas,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Api {
    let crate_version = crate_version(&service, options, diagnostics);
    let license = license(&service);
    let files = schema::files::Files::new(&service, &composed.schemas);
    let mut schemas = SchemaReader::new(composed, validity, files, options, diagnostics);
    schemas.contents = operation::contents(&service, schemas.registry.table);
    // Named schemas first, and ids for all of them before one is looked into. References among them need no recursion,
    // and no document can exhaust the stack.
    schemas.named_schemas(reached);
    // Ids are settled for all operations together before the first is lowered: whether an id is unique decides its
    // name.
    let ids = operation::ids(&service.operations, schemas.diagnostics);
    let mut reader = OperationReader::new(service.parts, schemas);
    let schemes = security_schemes(service.security_schemes, &service.operations);
    let positions = schemes.iter().enumerate().map(|(index, scheme)| (scheme.name.clone(), index)).collect();
    let webhooks = reader.messages(service.webhooks, |name| format!("{name} webhook"));
    let pages = service.operations.iter().map(|operation| operation.pages.clone()).collect();
    // Of a part of a document those tags are spoken of that it has.
    let used: HashSet<String> = service.operations.iter().flat_map(|operation| operation.tags.clone()).collect();
    let is_spoken_of = |tag: &String| options.select.is_empty() || used.contains(tag);
    let tags = service.tags.into_iter().filter(|(tag, _)| is_spoken_of(tag)).collect();
    let mut operations: Vec<_> = service
        .operations
        .into_iter()
        .zip(ids)
        .enumerate()
        .map(|(index, (operation, id))| operation::lower(operation, id, index, &positions, &mut reader))
        .collect();
    operation::resolve_pagination(&mut operations, pages, &mut reader.schemas);
    let OperationReader { schemas, tables, .. } = reader;
    let (types, schemas) = schemas.finish();
    Api {
        title: service.title,
        version: service.version,
        description: service.description,
        crate_version,
        license,
        servers: service.servers,
        names_servers: service.names_servers,
        security_schemes: schemes,
        tags,
        operations,
        webhooks,
        types,
        duplicates: HashMap::default(),
        brackets: options.brackets,
        lenient_nulls: options.lenient_nulls,
        types_only: options.types_only,
        types_apart: options.types_apart,
        xml: tables.made,
        schemas,
    }
}

/// The version of a crate of the client: that of the configuration, or of the document where the configuration says so.
fn crate_version(service: &Service, options: &Options, diagnostics: &mut Diagnostics) -> Option<String> {
    match options.package.version.as_ref()? {
        CrateVersion::Set(version) => Some(version.clone()),
        CrateVersion::Document => {
            let version = manifest::version(&service.version);
            if version.is_none() {
                let message =
                    format!("the version of the document, `{}`, is not a version of a crate", service.version);
                let error =
                    Diagnostic::error(Code::InvalidValue, message).at_option(&options.places.span_of("package"));
                diagnostics.push(error.help("set one in `[package]`, such as `version = \"0.1.0\"`"));
            }
            version
        }
    }
}

/// The licence of the service as an SPDX expression, where the document says one or names one that is known.
fn license(service: &Service) -> Option<String> {
    let (identifier, name) = &service.license;
    let spdx = identifier.as_ref().filter(|text| manifest::is_license(text)).cloned();
    spdx.or_else(|| manifest::license_of(name.as_deref()?).map(str::to_owned))
}

/// The security schemes, the flows of OAuth 2.0 with the scopes that operations require of them.
///
/// One token serves all calls of a client, so a grant asks for the scopes of all operations. Of each operation the
/// first alternative that names the scheme counts, which is the one that is sent. A token for each set of scopes would
/// be asked for in the midst of calls. Authorization servers refuse a request for more than a client may have (RFC
/// 6749, section 3.3). So whoever may have less says so at the grant.
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
                // A scope that no flow lists is required all the same.
                let is_own = |scope: &&&String| flow.scopes.contains(**scope) || !listed.contains(**scope);
                flow.scopes = required.iter().filter(is_own).map(|scope| (*scope).clone()).collect();
            }
        }
        SecurityScheme { name, kind, description: scheme.description }
    });
    lowered.collect()
}
