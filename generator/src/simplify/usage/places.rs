//! The types within a type, and the view in which each stands there.

use super::each_name;
use crate::ir::{Extra, Type, TypeId, TypeKind, View};

/// Shows the named types within a definition that is for a view, each with its own view. The result of the visitor
/// takes its place.
pub(super) fn each(kind: &mut TypeKind, view: View, visit: &mut impl FnMut(&TypeId, View) -> TypeId) {
    match kind {
        TypeKind::Struct(structure) => {
            let is_parts = view == View::Multipart;
            let extra = match (&mut structure.extra, &mut structure.extra_file) {
                (Extra::Kept(_), Some(file)) if is_parts => Some(file),
                (Extra::Kept(values), _) => Some(values),
                _ => None,
            };
            // A file takes the place of the type that it has elsewhere.
            let fields = structure.fields.iter_mut().map(|field| match &mut field.file {
                Some(file) if is_parts => file,
                _ => &mut field.ty,
            });
            for ty in fields.chain(extra) {
                match view {
                    // Objects within a merge patch are merged in turn.
                    View::Patch => whole(ty, view, visit),
                    _ => names(ty, view.within(), visit),
                }
            }
        }
        TypeKind::Union(union) => union.variants.iter_mut().for_each(|variant| whole(&mut variant.ty, view, visit)),
        TypeKind::Alias(ty) => whole(ty, view, visit),
        TypeKind::Enum(_) => {}
    }
}

/// The names in a type that stands for a value as a whole. A name for it leaves the view as it is, a list does not.
pub(super) fn whole(ty: &mut Type, view: View, visit: &mut impl FnMut(&TypeId, View) -> TypeId) {
    match ty {
        Type::Named(id) => *id = visit(id, view),
        Type::Nullable(inner) => whole(inner, view, visit),
        // So are the entries of a map within a merge patch.
        Type::Map(values) if view == View::Patch => whole(values, view, visit),
        other => names(other, view.within(), visit),
    }
}

fn names(ty: &mut Type, view: View, visit: &mut impl FnMut(&TypeId, View) -> TypeId) {
    each_name(ty, &mut |id| *id = visit(id, view));
}
