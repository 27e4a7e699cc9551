//! Types without a `Default` that still have a value to decode into.

use crate::collections::{HashMap, HashSet};

use crate::ir::{Api, Field, Presence, Type, TypeId, TypeKind};

// More fields, or a type that no value can be made of, are read through one `Option` for each field. That costs several
// times as much to compile.
/// Fields of a struct that is read in place: as many as the bit mask of seen fields can hold.
pub(crate) const IN_PLACE_FIELDS: usize = 64;

/// Structs without a default that are read in place, and what they require: all that they need for a value to be read into. For a union the
/// index of the variant that is made, for others 0. Of types that are the same only the first is among them.
///
/// Each type is looked at once for each type that it needs, and a variant is chosen when all its needs are there. So no
/// value needs itself.
pub(super) fn types(api: &Api, defaults: &HashSet<TypeId>) -> HashMap<TypeId, usize> {
    let types = Types { api, defaults };
    let possible = Search::new(&types).possible();
    let mut wanted: Vec<TypeId> = possible.keys().copied().filter(|id| types.is_read_in_place(*id)).collect();
    let mut variants = HashMap::default();
    while let Some(id) = wanted.pop() {
        let Some(variant) = possible.get(&id) else { continue };
        if variants.insert(id, *variant).is_none() {
            wanted.extend(types.choices(id).into_iter().nth(*variant).flatten().into_iter().flatten());
        }
    }
    variants
}

/// The facts about types that the walk needs.
struct Types<'a> {
    api: &'a Api,
    defaults: &'a HashSet<TypeId>,
}

impl Types<'_> {
    fn is_read_in_place(&self, id: TypeId) -> bool {
        matches!(&self.api.ty(id).kind, TypeKind::Struct(structure) if structure.fields.len() <= IN_PLACE_FIELDS)
    }

    /// The types that are written and have no default.
    fn without_default(&self) -> impl Iterator<Item = TypeId> {
        let ids = self.api.type_ids().map(|(id, _)| id);
        ids.filter(|id| !self.defaults.contains(id) && !self.api.duplicates.contains_key(id))
    }

    /// The ways to make a value of a type that has no default: the types without one that each needs. `None` where it
    /// never works.
    fn choices(&self, id: TypeId) -> Vec<Option<Vec<TypeId>>> {
        match &self.api.ty(id).kind {
            TypeKind::Struct(structure) => {
                // Only required fields count: optional ones begin as `None`.
                let required = |field: &&Field| field.presence == Presence::Required;
                vec![self.needed(structure.fields.iter().filter(required).map(|field| &field.ty).collect())]
            }
            TypeKind::Alias(ty) => vec![self.needed(vec![ty])],
            TypeKind::Enum(values) if values.count() == 0 => Vec::new(),
            TypeKind::Enum(_) => vec![Some(Vec::new())],
            TypeKind::Union(union) => union.variants.iter().map(|variant| self.needed(vec![&variant.ty])).collect(),
        }
    }

    fn needed(&self, types: Vec<&Type>) -> Option<Vec<TypeId>> {
        let inner_types = types.into_iter().filter(|ty| !matches!(ty, Type::Nullable(_))).flat_map(Type::inner_types);
        let mut needed = Vec::new();
        for ty in inner_types {
            match ty {
                Type::Named(id) if !self.defaults.contains(id) => {
                    needed.push(self.api.original(*id));
                }
                Type::Foreign(_) => return None,
                _ => {}
            }
        }
        Some(needed)
    }
}

/// The types that can be made, found from those that need nothing.
struct Search {
    /// For each way to make a type how many types are missing for it.
    missing: Vec<usize>,
    /// The type and variant of each way.
    choices: Vec<(TypeId, usize)>,
    /// The ways that wait for a type.
    waiting: Vec<Vec<usize>>,
}

impl Search {
    fn new(types: &Types<'_>) -> Self {
        let waiting = vec![Vec::new(); types.api.types.len()];
        let mut search = Self { missing: Vec::new(), choices: Vec::new(), waiting };
        for id in types.without_default() {
            for (variant, needed) in types.choices(id).into_iter().enumerate() {
                let Some(needed) = needed else { continue };
                search.missing.push(needed.len());
                for other in needed {
                    search.waiting[other.0].push(search.choices.len());
                }
                search.choices.push((id, variant));
            }
        }
        search
    }

    fn possible(mut self) -> HashMap<TypeId, usize> {
        let mut choices = HashMap::default();
        // From the back of the list, which `pop` then reads from the front: of several variants the first one is made.
        let mut ready: Vec<usize> = (0..self.choices.len()).rev().filter(|choice| self.missing[*choice] == 0).collect();
        while let Some(choice) = ready.pop() {
            let (id, variant) = self.choices[choice];
            if choices.contains_key(&id) {
                continue;
            }
            choices.insert(id, variant);
            for other in std::mem::take(&mut self.waiting[id.0]) {
                self.missing[other] -= 1;
                if self.missing[other] == 0 {
                    ready.push(other);
                }
            }
        }
        choices
    }
}
