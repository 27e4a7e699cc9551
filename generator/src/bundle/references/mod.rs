//! The node that a reference leads to: a document, a resource within it, and a place in that.

mod documents;
mod object;
mod resolver;
mod resource;
mod sections;
mod target;

pub(super) use object::{leads_to_other, misspelt_reference, read_reference, reference_in, reference_of};
pub(super) use resolver::Resolver;
pub(super) use resource::{Resource, id_of};
pub(super) use sections::{OPENAPI_3_SCHEMAS, schema_section};
pub(super) use target::{Position, Target};

use crate::diagnostic::{Diagnostic, Diagnostics};

/// A result whose failure is a diagnostic, or nothing when it has been reported.
pub(super) type Reported<T> = Result<T, Option<Diagnostic>>;

/// Reports a failure.
pub(super) fn report<T>(result: Reported<T>, diagnostics: &mut Diagnostics) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(diagnostic) => {
            if let Some(diagnostic) = diagnostic {
                diagnostics.push(diagnostic);
            }
            None
        }
    }
}
