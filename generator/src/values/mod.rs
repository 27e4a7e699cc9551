//! Values that a document gives, against the types of their schemas: examples, default values, and samples made of them.
//!
//! * In: composed schemas, resolved operations, and the types of the configuration.
//! * Out: [`Validity`], which says what type a scalar schema has and which values it holds; [`LoosenedSchemas`], the
//!   schemas that cannot hold their own examples.
//! * Afterwards: `lint` names the values that do not fit, and `lower` makes types that hold those that count.

mod bodies;
mod checker;
mod loosened;
mod overrides;
mod remedy;
mod sample;
mod scalar;
mod trial;
mod whole_numbers;

pub(crate) use bodies::Bodies;
pub(crate) use checker::{Validity, findings, valid_examples};
pub(crate) use loosened::{LoosenedSchemas, LooserType, loosened};
pub(crate) use sample::Samples;
pub(crate) use scalar::{Scalars, is_http_date};
pub(crate) use trial::Trials;

use crate::collections::HashMap;

use crate::compose::Composed;
use crate::config::Options;
use crate::diagnostic::Diagnostics;
use crate::document::SchemaId;
use crate::ir::Type;

/// The types of the schemas that the configuration names. Names and formats that the document does not have are reported.
pub(crate) fn overridden(
    composed: &Composed,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> HashMap<SchemaId, Type> {
    let overridden = overrides::of_schemas(options, composed, diagnostics);
    overrides::check_formats(&options.formats, &composed.schemas, diagnostics);
    overridden
}
