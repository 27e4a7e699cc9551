//! Simplification of the model.
//!
//! * In: an [`Api`] whose types are as their schemas are written.
//! * Out: an [`Api`] whose types Rust can have, each for one use, with the limits that a client checks.
//! * Afterwards: what [`PASSES`] says, pass by pass. What a pass takes from a type is named in a diagnostic.

mod defaults;
mod limits;
mod usage;

use crate::config::Options;
use crate::diagnostic::Diagnostics;
use crate::ir::Api;

/// A pass over the model.
type Pass = fn(&mut Api, &Options, &mut Diagnostics);

/// The passes in their order, which is part of what they promise.
const PASSES: &[Pass] = &[
    // Each default value is a constant of its type.
    defaults::make_constants,
    // Each type has the shape of one use.
    usage::split_by_usage,
    // Each limit that is left is checked before a request is sent; the views say which types are sent.
    limits::keep_checked_limits,
];

/// Runs all passes.
pub(crate) fn simplify(mut api: Api, options: &Options, diagnostics: &mut Diagnostics) -> Api {
    for pass in PASSES {
        pass(&mut api, options, diagnostics);
    }
    api
}
