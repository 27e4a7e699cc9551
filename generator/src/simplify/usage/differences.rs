//! Which types look different in different views.

use std::collections::HashSet;

use super::places;
use crate::ir::{Access, Api, Struct, TypeId, TypeKind, View};

/// The types that have more than one shape.
pub(super) struct Differences {
    /// They look different in a request than in a response.
    directional: HashSet<TypeId>,
    /// They look different as a body of several parts than in any other request.
    with_files: HashSet<TypeId>,
    /// They have properties that a merge patch deletes by `null`.
    deleting: HashSet<TypeId>,
}

impl Differences {
    /// Finds them: from those that differ by themselves to those that they stand in.
    pub(super) fn of(api: &mut Api) -> Self {
        let directional = |structure: &Struct| {
            structure.fields.iter().any(|field| field.presence.is_required() && field.access != Access::Both)
        };
        let with_files = |structure: &Struct| {
            structure.extra_file.is_some() || structure.fields.iter().any(|field| field.file.is_some())
        };
        let deleting = |structure: &Struct| {
            structure.fields.iter().any(|field| field.presence_in(View::Patch) != field.presence_in(View::Request))
        };
        Self {
            directional: closure(api, View::Request, directional),
            with_files: closure(api, View::Multipart, with_files),
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

/// The structs that say so by themselves, and all types that have one of them within in a view.
fn closure(api: &mut Api, view: View, own: impl Fn(&Struct) -> bool) -> HashSet<TypeId> {
    let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    let mut open = Vec::new();
    for (index, def) in api.types.iter_mut().enumerate() {
        let id = TypeId(index);
        if matches!(&def.kind, TypeKind::Struct(structure) if own(structure)) {
            open.push(id);
        }
        places::each(&mut def.kind, view, &mut |inner, at| {
            if at == view {
                users[inner.0].push(id);
            }
            *inner
        });
    }
    let mut found = HashSet::new();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.append(&mut users[id.0]);
        }
    }
    found
}
