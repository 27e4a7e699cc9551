//! Facts about the model.
//!
//! * In: an [`Api`].
//! * Out: [`Facts`].
//! * Afterwards: nothing has changed; each fact is a pure function of the model.

mod answers;
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

use std::collections::{BTreeSet, HashMap, HashSet};

pub(crate) use blanks::IN_PLACE_FIELDS;
pub(crate) use candidates::{Candidate, Kinds, ObjectCandidate};
pub(crate) use constructors::item;
pub(crate) use decisions::{Decision, Tag};
pub(crate) use fixed::{Fixed, FixedValue};
pub(crate) use groups::Group;

use crate::ir::{Api, OperationId, Side, Type, TypeId};

/// What later stages need to know about the model.
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
    /// What the items are, of operations with pages.
    pub(crate) items: HashMap<OperationId, Type>,
    /// How the variants of unions are told apart.
    pub(crate) decisions: HashMap<TypeId, Decision>,
    /// The tags of structs that are always told by one, by the field that holds it: they begin with it.
    pub(crate) tags: HashMap<(TypeId, usize), String>,
    /// Features of the runtime that the client needs.
    pub(crate) features: BTreeSet<&'static str>,
    /// Operations whose responses have the types of those of an earlier operation of their group, with that one.
    pub(crate) same_answers: HashMap<(OperationId, Side), OperationId>,
    /// Operations by module.
    pub(crate) groups: Vec<Group>,
}

/// Collects the facts.
pub(crate) fn analyze(api: &Api) -> Facts {
    let boxed = recursion::boxed(api);
    let decisions = decisions::decisions(api);
    let tags = fixed::tags(api, &decisions);
    let defaults = defaults::types(api, &tags);
    let constructors = constructors::constructors(api, &defaults, &tags);
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
    let same_answers = answers::same(api, &groups);
    Facts {
        boxed,
        defaults,
        blanks,
        constructors,
        lists: constructors::lists(api, &tags),
        errors,
        parameters,
        files,
        checked,
        items,
        decisions,
        tags,
        features,
        same_answers,
        groups,
    }
}
