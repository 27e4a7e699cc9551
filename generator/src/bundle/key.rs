//! Keys of the envelope that this stage looks at beside the tables of the grammar.

use crate::spec::Keyword;

pub(super) const COMPONENTS: &str = "components";
pub(super) const DESCRIPTION: &str = "description";
pub(super) const IN: &str = "in";
pub(super) const MAPPING: &str = "mapping";
pub(super) const NAME: &str = "name";
pub(super) const OPENAPI: &str = "openapi";
pub(super) const OPERATION_ID: &str = "operationId";
pub(super) const PATHS: &str = "paths";
pub(super) const REQUIRED: &str = "required";
pub(super) const SCHEMA: &str = "schema";
pub(super) const SCHEMAS: &str = "schemas";
pub(super) const SUMMARY: &str = "summary";
pub(super) const TYPE: &str = "type";
pub(super) const WEBHOOKS: &str = "webhooks";

/// The named schemas of Swagger 2.0, and of documents of JSON Schema before 2019-09.
pub(super) const DEFINITIONS: &str = Keyword::Definitions.name();
/// The named schemas of documents of JSON Schema.
pub(super) const DEFS: &str = Keyword::Defs.name();

/// Returns `true` if a key is that of a specification extension (OAS 3.0.4, "Specification Extensions").
pub(super) fn is_extension(key: &str) -> bool {
    key.starts_with("x-")
}
