//! Facts about the model.
//!
//! * In: an [`Api`].
//! * Out: [`Facts`].
//! * Afterwards: nothing has changed; each fact is a pure function of the model.

mod apart;
mod blanks;
mod candidates;
mod checks;
mod constructors;
mod decisions;
mod defaults;
mod errors;
mod features;
mod files;
mod fixed;
mod groups;
mod pages;
mod parameters;
mod recursion;
mod responses;
mod traits;

use crate::collections::{HashMap, HashSet};
use std::collections::BTreeSet;

pub(crate) use blanks::IN_PLACE_FIELDS;
pub(crate) use candidates::{Candidate, KindName, KindSet, ObjectCandidate};
pub(crate) use constructors::item;
pub(crate) use decisions::{Decision, Tag};
pub(crate) use fixed::{Fixed, FixedValue, Start};
pub(crate) use groups::{Group, Label};
pub(crate) use traits::{StdTrait, lacking};

use crate::ir::{Api, OperationId, ResponseSide, Type, TypeId};

/// Facts about the model, for the later stages.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// Fields and variants, by type and index, that need a `Box` since their type contains itself through them.
    pub(crate) boxed: HashSet<(TypeId, usize)>,
    /// Types that have a `Default`.
    pub(crate) defaults: HashSet<TypeId>,
    /// Types without one that a value can be made of to read into, where that is needed; of unions with the variant for it.
    pub(crate) blanks: HashMap<TypeId, usize>,
    /// Structs with a constructor, each with the fields that it asks for, in their order.
    pub(crate) constructors: HashMap<TypeId, Vec<usize>>,
    /// Structs that are made of a list, each with the field of the list.
    pub(crate) lists: HashMap<TypeId, usize>,
    /// Types that stand as the body of an error.
    pub(crate) errors: HashSet<TypeId>,
    /// Structs and unions that parameters have.
    pub(crate) parameters: HashSet<TypeId>,
    /// Types that hold files: they are written as parts, and as nothing else.
    pub(crate) files: HashSet<TypeId>,
    /// Types with rules that their values are held against before they are sent.
    pub(crate) checked: HashSet<TypeId>,
    /// The type of the items, for operations with pages.
    pub(crate) items: HashMap<OperationId, Type>,
    /// The decision that tells the variants of each union apart.
    pub(crate) decisions: HashMap<TypeId, Decision>,
    /// The values that fields of structs begin with, since they may have no other one.
    pub(crate) starts: HashMap<(TypeId, usize), Start>,
    /// Features of the runtime that the client needs.
    pub(crate) features: BTreeSet<&'static str>,
    /// Operations whose responses have the types of those of an earlier operation of their group, with that one.
    pub(crate) same_answers: HashMap<(OperationId, ResponseSide), OperationId>,
    /// Operations by module.
    pub(crate) groups: Vec<Group>,
}

/// Collects the facts.
pub(crate) fn analyze(api: &Api) -> Facts {
    let boxed = recursion::boxed(api);
    let decisions = decisions::decisions(api);
    let starts = fixed::starts(api, &decisions);
    let defaults = defaults::types(api, &starts);
    let constructors = constructors::constructors(api, &defaults, &starts);
    let blanks = blanks::types(api, &defaults);
    let original = |id: TypeId| api.original(id);
    let errors = errors::types(api).into_iter().map(original).collect();
    let parameters = parameters::types(api).into_iter().map(original).collect();
    let checked = checks::types(api).into_iter().flat_map(|id| [id, original(id)]).collect();
    let files = files::types(api).into_iter().flat_map(|id| [id, original(id)]).collect();
    let telling = decisions.values().any(Decision::has_patterns).then_some("regex");
    let features = checks::features(api).into_iter().chain(features::features(api)).chain(telling).collect();
    let groups = groups::groups(api);
    let items = pages::items(api);
    let same_answers = responses::same(api, &groups);
    Facts {
        boxed,
        defaults,
        blanks,
        constructors,
        lists: constructors::lists(api, &starts),
        errors,
        parameters,
        files,
        checked,
        items,
        decisions,
        starts,
        features,
        same_answers,
        groups,
    }
}
