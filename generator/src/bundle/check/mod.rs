//! Keys and values held against the grammar. Faults are reported, and sloppy values with one meaning are read as that
//! and named in a warning; see `docs/repairs.md`.

mod conditions;
mod fields;
mod keys;
mod keywords;
mod kinds;
mod parameters;
mod version;

pub(super) use keywords::UnknownKeyword;
pub(crate) use version::Version;
pub(super) use version::detect;

use crate::diagnostic::Diagnostics;

/// The checks of single objects and values.
pub(super) struct Checker<'a> {
    version: Version,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Checker<'a> {
    pub(super) fn new(version: Version, diagnostics: &'a mut Diagnostics) -> Self {
        Self { version, diagnostics }
    }
}
