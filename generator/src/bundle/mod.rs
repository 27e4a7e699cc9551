//! One envelope and one table of schemas, every `$ref` resolved.
//!
//! * In: a [`Library`] with the tree of the document that the user named, which opens those that it refers to.
//! * Out: a [`Bundle`]: the envelope (everything that is not a schema) with an id wherever a schema stood, and the
//!   [`RawSchemaTable`].
//! * Afterwards: every schema, inline or named, is an entry of the table and shallow: its subschemas are ids. Outside of
//!   schemas there is no `$ref` any more, and the `mapping` of a discriminator leads to ids. Every key has been held against the [`crate::grammar`].
//!
//! Its rooms, each of which knows those before it:
//!
//! * `check` holds keys and values against the grammar, and reads sloppy ones as what they mean;
//! * `references` finds the node that a reference leads to;
//! * `schemas` is the table of schemas, with their names;
//! * `walk` reads documents along the grammar: it follows references outside of schemas, and moves schemas to the table;
//! * `link` leads the references between schemas to entries of the table.

mod check;
mod link;
mod references;
mod schemas;
mod walk;

use crate::collections::HashMap;

pub(crate) use check::Version;
pub(crate) use schemas::{RawSchema, RawSchemaTable};

use crate::config::{Limit, Limits, Options};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Library, Node, Origin, Pointer, SchemaId, SpanTarget};
use crate::grammar;
use crate::spec::Keyword;

/// The result of this stage.
pub(crate) struct Bundle {
    pub(crate) version: Version,
    pub(crate) envelope: Node,
    pub(crate) schemas: RawSchemaTable,
    /// Schemas by their places in the documents, for overrides by pointer.
    pub(crate) pointers: HashMap<Pointer, SchemaId>,
    /// Operations and webhooks that the user does not select.
    pub(crate) omitted: Vec<Origin>,
}

/// Takes a document apart. `None` when it is no OpenAPI document.
pub(crate) fn bundle(library: &mut Library<'_>, options: &Options, diagnostics: &mut Diagnostics) -> Option<Bundle> {
    let version = check::detect(&library.root().tree, diagnostics)?;
    let shape = match version {
        Version::V2 => &grammar::SWAGGER_2,
        Version::V3_0 | Version::V3_1 | Version::V3_2 => &grammar::OPENAPI_3,
    };
    let mut walk = walk::DocumentWalk::new(library, version, &options.select, diagnostics);
    let envelope = walk.document(shape);
    walk.report_nothing_left(&envelope);
    link::link(&mut walk);
    let (mut schemas, pointers, omitted) = walk.finish();
    if !omitted.is_empty() && !options.keep_unused_types {
        diagnostics.leave_out(link::unreached(&library.root().tree, &envelope, &schemas, version));
    }
    // The bound is checked here and not while walking: the walk is linear in the text, and what follows costs kilobytes
    // for each schema.
    bound(&schemas, &options.limits, diagnostics)?;
    schemas::assign_names(&mut schemas);
    Some(Bundle { version, envelope, schemas, pointers, omitted })
}

/// Holds a document against its limits. `None`, with an error at the schema that is beyond one, where it has more.
fn bound(schemas: &RawSchemaTable, limits: &Limits, diagnostics: &mut Diagnostics) -> Option<()> {
    let (mut number, mut values) = (0, 0);
    for id in schemas.ids() {
        let schema = schemas.get(id);
        number += 1;
        values += schema.keywords.get(&Keyword::Enum).and_then(Node::as_array).map_or(0, |list| list.len());
        let (limit, what) = match (number > limits.value(Limit::Schemas), values > limits.value(Limit::ListedValues)) {
            (true, _) => (Limit::Schemas, "schemas"),
            (_, true) => (Limit::ListedValues, "listed values"),
            (false, false) => continue,
        };
        let message = format!("the document has more than {} {what} up to this schema", limits.value(limit));
        diagnostics
            .push(Diagnostic::error(Code::TooLarge, message).at(schema.origin, SpanTarget::Value).help(limit.help()));
        return None;
    }
    Some(())
}
