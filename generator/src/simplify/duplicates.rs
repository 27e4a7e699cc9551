//! Unnamed types that say the same.
//!
//! * In: a type for each schema and use.
//! * Out: the same types, with a note for each unnamed one that is the same as another one. Documents repeat what they do not
//!   name, above all lists of values, dozens of times; one type for all of them, with the names of the others kept, is shorter to
//!   compile, and values can be handed from one place to another.
//! * Afterwards: [`Api::original`] gives the type that stands for a type. Of types that are the same it is the one with the
//!   shortest way to it in the document. Types that contain themselves are different.

use std::collections::HashMap;

use crate::config::Options;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Outline, Sameness, Type, TypeDef, TypeId, outline};
use crate::limits;

/// Finds the types that are the same as another one.
pub(super) fn find_duplicates(api: &mut Api, _: &Options, _: &mut Diagnostics) {
    let mut unnamed: Vec<(TypeId, &TypeDef)> = api.type_ids().filter(|(_, def)| !def.hint.is_name()).collect();
    unnamed.sort_by_key(|(id, def)| (def.hint.path.len(), &def.hint, *id));
    let mut originals: HashMap<TypeId, TypeId> = HashMap::new();
    for _ in 0..limits::DUPLICATE_DEPTH {
        let mut known: HashMap<(Outline<'_>, Vec<Type>), TypeId> = HashMap::with_capacity(unnamed.len());
        let mut found = HashMap::new();
        for (id, def) in unnamed.iter().filter(|(id, _)| !originals.contains_key(id)) {
            let Some((outline, within)) = outline(def, Sameness::Definition) else { continue };
            let original = |id: TypeId| originals.get(&id).copied().unwrap_or(id);
            let within = within.into_iter().map(|ty| ty.map_names(&original)).collect();
            let first = *known.entry((outline, within)).or_insert(*id);
            if first != *id {
                found.insert(*id, first);
            }
        }
        if found.is_empty() {
            break;
        }
        // An original of before may be a duplicate now.
        originals.values_mut().for_each(|to| *to = found.get(to).copied().unwrap_or(*to));
        originals.extend(found);
    }
    api.duplicates = originals.into_iter().map(|(id, to)| (id, Type::Named(to))).collect();
}
