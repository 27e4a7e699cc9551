//! Types that hold files, which no text codec writes.

use crate::collections::HashSet;

use crate::ir::{Api, Extra, Type, TypeDef, TypeId, TypeKind};

// serde hands on no value but its own, so a file cannot pass through `Serialize`. Types with files get `rt::ToPart`
// beside it.
/// Types that hold a file, or another type that does.
pub(super) fn types(api: &Api) -> HashSet<TypeId> {
    let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    let mut open = Vec::new();
    for (id, def) in api.type_ids() {
        let inner_types = inner_types(def);
        if inner_types.iter().any(|ty| ty.has_files(&|_| false)) {
            open.push(id);
        }
        for named in inner_types.into_iter().flat_map(Type::mentioned) {
            users[named.0].push(id);
        }
    }
    let mut types = HashSet::default();
    while let Some(id) = open.pop() {
        if types.insert(id) {
            open.append(&mut users[id.0]);
        }
    }
    types
}

fn inner_types(def: &TypeDef) -> Vec<&Type> {
    match &def.kind {
        TypeKind::Struct(structure) => {
            let extra = match &structure.extra {
                Extra::Kept(values) => Some(values),
                Extra::Ignored | Extra::Refused => None,
            };
            structure.fields.iter().map(|field| &field.ty).chain(extra).collect()
        }
        TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        TypeKind::Alias(ty) => vec![ty],
        TypeKind::Enum(_) => Vec::new(),
    }
}
