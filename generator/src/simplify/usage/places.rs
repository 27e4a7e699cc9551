//! The types within a type, and the view in which each stands there.

use super::each_name;
use crate::ir::{Extra, Type, TypeId, TypeKind, View};

/// Shows the named types within a definition that is for a view, each with the view that it stands in; what the visitor
/// gives takes its place.
pub(super) fn each(kind: &mut TypeKind, view: View, visit: &mut impl FnMut(&TypeId, View) -> TypeId) {
    match kind {
        TypeKind::Struct(structure) => {
            let extra = match &mut structure.extra {
                Extra::Kept(values) => Some(values),
                _ => None,
            };
            // A file has no type of the document any more.
            let fields = structure.fields.iter_mut().filter(|field| view != View::Multipart || field.file.is_none());
            for ty in fields.map(|field| &mut field.ty).chain(extra) {
                names(ty, view.within(), visit);
            }
        }
        TypeKind::Union(union) => union.variants.iter_mut().for_each(|variant| whole(&mut variant.ty, view, visit)),
        TypeKind::Alias(ty) => whole(ty, view, visit),
        TypeKind::Enum(_) => {}
    }
}

/// The names in a type that stands for a value as a whole: a name for it leaves the view as it is, a list does not.
pub(super) fn whole(ty: &mut Type, view: View, visit: &mut impl FnMut(&TypeId, View) -> TypeId) {
    match ty {
        Type::Named(id) => *id = visit(id, view),
        Type::Nullable(inner) => whole(inner, view, visit),
        other => names(other, view.within(), visit),
    }
}

fn names(ty: &mut Type, view: View, visit: &mut impl FnMut(&TypeId, View) -> TypeId) {
    each_name(ty, &mut |id| *id = visit(id, view));
}
