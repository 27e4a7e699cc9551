//! Unnamed types that say the same.
//!
//! * In: a type for each schema and use.
//! * Out: the same types, with a note for each unnamed one that is the same as another one. Documents repeat what they
//!   do not name, above all lists of values, dozens of times. One type for all of them is shorter to compile, and
//!   values can be handed from one place to another.
//! * Afterwards: [`Api::original`] gives the type that stands for a type. Of types that are the same the original is
//!   the one in a component that operations share, then one with a title. Otherwise it is the one with the shortest way
//!   to it in the document. Types that contain themselves are different.

use crate::collections::HashMap;

use crate::config::Options;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Equivalence, Outline, Root, Type, TypeDef, TypeId, outline};
use crate::limits;

/// The lower it is, the more the place says what the type is for all.
fn rank(def: &TypeDef) -> u8 {
    match (&def.hint.root, &def.title) {
        (Root::Component(..), _) if def.hint.path.is_empty() => 0,
        (_, Some(_)) => 1,
        _ => 2,
    }
}

/// Finds the types that are the same as another one.
pub(super) fn find_duplicates(api: &mut Api, _: &Options, _: &mut Diagnostics) {
    // Named types are left alone: two names are two things to whoever wrote the document, even where they have the same
    // shape today.
    let mut unnamed: Vec<(TypeId, &TypeDef)> = api.type_ids().filter(|(_, def)| !def.hint.is_name()).collect();
    unnamed.sort_by_key(|(id, def)| (rank(def), def.hint.path.len(), &def.hint, *id));
    let mut originals: HashMap<TypeId, TypeId> = HashMap::default();
    // Of the 7,338 types of one large document, 4,700 say what another one says. A list of strings costs as much to
    // compile as a struct with ten fields. Each round sees through one more level of nesting.
    for _ in 0..limits::DUPLICATE_DEPTH {
        let mut seen: HashMap<(Outline<'_>, Vec<Type>), TypeId> =
            HashMap::with_capacity_and_hasher(unnamed.len(), Default::default());
        let mut duplicates = HashMap::default();
        for (id, def) in unnamed.iter().filter(|(id, _)| !originals.contains_key(id)) {
            let Some((outline, within)) = outline(def, Equivalence::Definition) else { continue };
            let original = |id: TypeId| originals.get(&id).copied().unwrap_or(id);
            let within = within.into_iter().map(|ty| ty.map_names(&original)).collect();
            let first = *seen.entry((outline, within)).or_insert(*id);
            if first != *id {
                duplicates.insert(*id, first);
            }
        }
        if duplicates.is_empty() {
            break;
        }
        // An original of before may be a duplicate now.
        originals.values_mut().for_each(|to| *to = duplicates.get(to).copied().unwrap_or(*to));
        originals.extend(duplicates);
    }
    api.duplicates = originals.into_iter().map(|(id, to)| (id, Type::Named(to))).collect();
}
