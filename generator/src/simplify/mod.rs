//! Simplification of the model.
//!
//! * In: an [`Api`] whose types are as their schemas are written.
//! * Out: an [`Api`] whose types Rust can have, each for one use, with the limits that a client checks.
//! * Afterwards: what [`PASSES`] says, pass by pass. What a pass takes from a type is named in a diagnostic.

mod cycles;
mod defaults;
mod depth;
mod duplicates;
mod limits;
mod usage;

use crate::config::Options;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, TypeDef, TypeId, TypeKind};

/// A pass over the model.
type Pass = fn(&mut Api, &Options, &mut Diagnostics);

/// The passes in their order, which is part of what they promise.
const PASSES: &[Pass] = &[
    // No name and no union leads back to itself with nothing in between.
    cycles::break_cycles,
    // Lists within lists come to an end before the compiler gives up.
    depth::cut_deep_names,
    // Each default value is a constant of its type.
    defaults::make_constants,
    // Each type has the shape of one use.
    usage::split_by_usage,
    // Each limit that is left is checked before a request is sent, or may tell a variant; the views say which types are sent.
    limits::keep_checked_limits,
    // Of unnamed types that say the same one stands for all.
    duplicates::find_duplicates,
];

/// Runs all passes.
pub(crate) fn simplify(mut api: Api, options: &Options, diagnostics: &mut Diagnostics) -> Api {
    for pass in PASSES {
        pass(&mut api, options, diagnostics);
    }
    api
}

/// The names that another name for a type mentions.
fn aliased(def: &TypeDef) -> Vec<TypeId> {
    match &def.kind {
        TypeKind::Alias(to) => to.mentioned(),
        TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Union(_) => Vec::new(),
    }
}
