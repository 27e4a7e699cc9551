//! Which types have a value to read into, where they have no `Default`.

use std::collections::{HashMap, HashSet};

use crate::ir::{Api, Field, Presence, Type, TypeId, TypeKind};

/// Fields of a struct that is read in place: as many as the bit mask of seen fields can hold.
pub(crate) const IN_PLACE_FIELDS: usize = 64;

/// Structs without a default that are read in place, and what they require: all that they need for a value to be read into. For a union the
/// index of the variant that is made, for others 0. Of types that are the same only the first is among them.
///
/// Each type is looked at once for each type that it needs, and a variant is chosen when all that it needs is there: so no
/// value needs itself.
pub(super) fn types(api: &Api, defaults: &HashSet<TypeId>) -> HashMap<TypeId, usize> {
    let types = Types { api, defaults };
    let possible = Search::new(&types).possible();
    let mut wanted: Vec<TypeId> = possible.keys().copied().filter(|id| types.is_read_in_place(*id)).collect();
    let mut found = HashMap::new();
    while let Some(id) = wanted.pop() {
        let Some(variant) = possible.get(&id) else { continue };
        if found.insert(id, *variant).is_none() {
            wanted.extend(types.ways(id).into_iter().nth(*variant).flatten().into_iter().flatten());
        }
    }
    found
}

/// What there is to know of types beforehand.
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

    /// The ways to make a value of a type that has no default; of each the types without one that it needs, `None` where it
    /// never works.
    fn ways(&self, id: TypeId) -> Vec<Option<Vec<TypeId>>> {
        match &self.api.ty(id).kind {
            TypeKind::Struct(structure) => {
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
        let held = types.into_iter().filter(|ty| !matches!(ty, Type::Nullable(_))).flat_map(Type::held);
        let mut needed = Vec::new();
        for ty in held {
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
    ways: Vec<(TypeId, usize)>,
    /// The ways that wait for a type.
    waiting: Vec<Vec<usize>>,
}

impl Search {
    fn new(types: &Types<'_>) -> Self {
        let waiting = vec![Vec::new(); types.api.types.len()];
        let mut search = Self { missing: Vec::new(), ways: Vec::new(), waiting };
        for id in types.without_default() {
            for (variant, needed) in types.ways(id).into_iter().enumerate() {
                let Some(needed) = needed else { continue };
                search.missing.push(needed.len());
                for other in needed {
                    search.waiting[other.0].push(search.ways.len());
                }
                search.ways.push((id, variant));
            }
        }
        search
    }

    fn possible(mut self) -> HashMap<TypeId, usize> {
        let mut found = HashMap::new();
        let mut ready: Vec<usize> = (0..self.ways.len()).rev().filter(|way| self.missing[*way] == 0).collect();
        while let Some(way) = ready.pop() {
            let (id, variant) = self.ways[way];
            if found.contains_key(&id) {
                continue;
            }
            found.insert(id, variant);
            for other in std::mem::take(&mut self.waiting[id.0]) {
                self.missing[other] -= 1;
                if self.missing[other] == 0 {
                    ready.push(other);
                }
            }
        }
        found
    }
}
