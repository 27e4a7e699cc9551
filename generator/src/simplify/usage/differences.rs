//! Types that look different in different views.

use crate::collections::HashSet;

use super::{deletions, places};
use crate::ir::{Access, Api, Extra, Field, Struct, TypeId, TypeKind, View};

/// The types that have more than one shape.
pub(super) struct Differences {
    /// They look different in a request than in a response.
    directional: HashSet<TypeId>,
    /// They look different as a body of several parts than in any other request.
    with_files: HashSet<TypeId>,
    /// They have properties, or entries of maps, that a merge patch deletes by `null`.
    deleting: HashSet<TypeId>,
}

impl Differences {
    /// Finds them: from those that differ by themselves to those that they stand in.
    pub(super) fn new(api: &mut Api) -> Self {
        let directional = |structure: &Struct| {
            structure.fields.iter().any(|field| field.presence.is_required() && field.access != Access::Both)
        };
        let with_files = |structure: &Struct| {
            structure.extra_file.is_some() || structure.fields.iter().any(|field| field.file.is_some())
        };
        let deleting = |kind: &TypeKind| match kind {
            TypeKind::Struct(structure) => {
                let is_deleted = |field: &Field| field.presence_in(View::Patch) != field.presence_in(View::Request);
                structure.fields.iter().any(|field| is_deleted(field) || deletions::differ(&field.ty))
                    || matches!(&structure.extra, Extra::Kept(values) if deletions::differ_as_entry(values))
            }
            TypeKind::Alias(ty) => deletions::differ(ty),
            TypeKind::Union(union) => union.variants.iter().any(|variant| deletions::differ(&variant.ty)),
            TypeKind::Enum(_) => false,
        };
        // Each closure walks from the types that differ by themselves to their users, so a type is visited once however
        // often it is used.
        Self {
            directional: closure(api, View::Request, of_structs(directional)),
            with_files: closure(api, View::Multipart, of_structs(with_files)),
            deleting: closure(api, View::Patch, deleting),
        }
    }

    /// The first view in which a type looks as in this one.
    pub(super) fn form(&self, id: TypeId, view: View) -> View {
        match view {
            View::Multipart if self.with_files.contains(&id) => View::Multipart,
            View::Patch if self.deleting.contains(&id) => View::Patch,
            View::Multipart | View::Request | View::Patch if self.directional.contains(&id) => View::Request,
            _ => View::Response,
        }
    }
}

fn of_structs(test: impl Fn(&Struct) -> bool) -> impl Fn(&TypeKind) -> bool {
    move |kind| matches!(kind, TypeKind::Struct(structure) if test(structure))
}

/// The types that say so by themselves, and all that have one of them within in a view.
fn closure(api: &mut Api, view: View, test: impl Fn(&TypeKind) -> bool) -> HashSet<TypeId> {
    let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    let mut open = Vec::new();
    for (index, def) in api.types.iter_mut().enumerate() {
        let id = TypeId(index);
        if test(&def.kind) {
            open.push(id);
        }
        places::each(&mut def.kind, view, &mut |inner, at| {
            if at == view {
                users[inner.0].push(id);
            }
            *inner
        });
    }
    let mut types = HashSet::default();
    while let Some(id) = open.pop() {
        if types.insert(id) {
            open.append(&mut users[id.0]);
        }
    }
    types
}
