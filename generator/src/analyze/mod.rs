//! Stage 6: facts about the model.
//!
//! * In: an [`Api`].
//! * Out: [`Facts`].
//! * Afterwards: nothing has changed; each fact is a pure function of the model.

mod defaults;
mod errors;
mod groups;
mod recursion;

use std::collections::HashSet;

pub(crate) use groups::Group;

use crate::ir::{Api, TypeId};

/// What later stages need to know about the model.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// Fields, by type and index, that need a `Box` since their type contains itself through them.
    pub(crate) boxed: HashSet<(TypeId, usize)>,
    /// Types that have a `Default`.
    pub(crate) defaults: HashSet<TypeId>,
    /// Types that stand as the body of an error.
    pub(crate) errors: HashSet<TypeId>,
    /// Operations by module.
    pub(crate) groups: Vec<Group>,
}

/// Collects the facts.
pub(crate) fn analyze(api: &Api) -> Facts {
    let boxed = recursion::boxed(api);
    let defaults = defaults::types(api);
    Facts { boxed, defaults, errors: errors::types(api), groups: groups::groups(api) }
}
