//! One shape for all versions.
//!
//! * In: a [`Bundle`] of any version.
//! * Out: an [`Envelope`] in the shape of OpenAPI 3.0, readable node by node, and schemas lifted *up* to JSON Schema
//!   2020-12. So `type` is always an array, `nullable` is a type, `example` is among `examples`, `discriminator` is an
//!   object, a tuple is `prefixItems`.
//! * Afterwards: nobody needs to know which version a document was written to.

mod circles;
mod envelope;
mod foreign;
mod null;
mod parameters;
mod schema;
mod types;
mod v2;
mod xml;

use crate::collections::HashMap;

pub(crate) use envelope::Envelope;
pub(crate) use schema::allow_null;

use crate::bundle::{Bundle, RawSchemaTable, Version};
use crate::diagnostic::Diagnostics;
use crate::document::{Pointer, SchemaId};
use crate::spec::PartRules;

/// The result of this stage.
pub(crate) struct Normalised {
    pub(crate) envelope: Envelope,
    pub(crate) schemas: RawSchemaTable,
    pub(crate) pointers: HashMap<Pointer, SchemaId>,
}

/// Brings a bundle into the one shape.
pub(crate) fn normalise(bundle: Bundle, diagnostics: &mut Diagnostics) -> Normalised {
    let Bundle { version, envelope, mut schemas, pointers, omitted: _ } = bundle;
    let envelope = match version {
        Version::V2 => v2::envelope(envelope, &mut schemas, diagnostics),
        Version::V3_0 | Version::V3_1 | Version::V3_2 => {
            parameters::lift(&envelope, &mut schemas);
            // 3.0 ignores `style` outside of `application/x-www-form-urlencoded`. Since 3.1 it counts in
            // `multipart/form-data`, too (OAS 3.0.4 and 3.1.1, "Encoding Object").
            let is_newer = version != Version::V3_0;
            Envelope {
                root: envelope,
                ignores_vague_bodies: version == Version::V3_0,
                reserves_in_all_places: version == Version::V3_2,
                parts: PartRules { have_styles: is_newer, are_bytes_untyped: is_newer, name_encodings: is_newer },
                nested_styles: HashMap::default(),
            }
        }
    };
    foreign::lift(&mut schemas);
    schema::lift(version, &mut schemas, diagnostics);
    if version == Version::V3_2 {
        xml::lift(&mut schemas, diagnostics);
    }
    Normalised { envelope, schemas, pointers }
}
