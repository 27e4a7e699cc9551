//! One envelope and one table of schemas, every `$ref` settled.
//!
//! * In: a [`Library`] with the tree of the document that the user named, and the way to those that it refers to.
//! * Out: a [`Bundle`]: the envelope (everything that is not a schema) with an id wherever a schema stood, and the
//!   [`Table`] of schemas.
//! * Afterwards: every schema, inline or named, is a row of its own and shallow: its subschemas are ids. Outside of
//!   schemas there is no `$ref` any more, and the `mapping` of a discriminator leads to ids. Every key has been held against the [`crate::grammar`].

mod conditions;
mod dynamic;
mod follow;
mod keys;
mod mapping;
mod naming;
mod parameters;
mod references;
mod resource;
mod schemas;
mod table;
mod version;
mod walk;

use std::collections::HashMap;

pub(crate) use table::{Row, Table};
pub(crate) use version::Version;

use crate::diagnostic::Diagnostics;
use crate::document::{Library, Node, Pointer, SchemaId};
use crate::grammar;

/// The result of this stage.
pub(crate) struct Bundle {
    pub(crate) version: Version,
    pub(crate) envelope: Node,
    pub(crate) schemas: Table,
    /// Where schemas stand in the documents, for overrides by pointer.
    pub(crate) pointers: HashMap<Pointer, SchemaId>,
}

/// Takes a document apart. `None` when it is no OpenAPI document.
pub(crate) fn bundle(library: &mut Library<'_>, diagnostics: &mut Diagnostics) -> Option<Bundle> {
    let version = version::detect(&library.root().tree, diagnostics)?;
    let shape = match version {
        Version::V2 => &grammar::SWAGGER_2,
        Version::V3_0 | Version::V3_1 | Version::V3_2 => &grammar::OPENAPI_3,
    };
    let mut walk = walk::Walk::new(library, version, diagnostics);
    let envelope = walk.document(shape);
    walk.settle_schema_references();
    walk.settle_dynamic_references();
    let (schemas, pointers) = walk.finish();
    Some(Bundle { version, envelope, schemas, pointers })
}
