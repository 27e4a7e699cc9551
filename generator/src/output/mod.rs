//! Files.
//!
//! * In: modules of tokens.
//! * Out: [`Files`] in memory: one module for a build script, or a client crate; written to disk, or compared with it.
//! * Afterwards: the same input has given the same bytes. A file that did not change is not touched, and nothing is
//!   written unless everything could be made.

mod crate_files;
mod diff;
mod files;
mod format;
mod layout;
mod operation_tests;
mod sizes;

pub(crate) use crate_files::{crate_files, crate_name, is_shortened};
pub use files::{Files, Written};
pub(crate) use format::module_text;
pub use operation_tests::Tested;
pub(crate) use operation_tests::tested;
pub(crate) use sizes::{GroupSize, sizes};
