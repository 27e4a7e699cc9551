//! Types that say the same, though they were written twice.

use super::types::Types;
use crate::ir::{Enum, Extra, Field, Struct, Type, TypeDef, TypeKind};

/// Pairs of types that are compared before two types count as different: those that contain themselves have no end.
const MOST: usize = 1_000;

impl Types<'_> {
    /// Whether two types are one, or are made of unnamed schemas that say the same of values.
    pub(super) fn is_same(&self, one: &Type, other: &Type) -> bool {
        let mut open = vec![(one, other)];
        let mut compared = 0;
        while let Some((one, other)) = open.pop() {
            compared += 1;
            let agree = compared <= MOST
                && match (one, other) {
                    (Type::Named(one), Type::Named(other)) if one == other => true,
                    (Type::Named(one), Type::Named(other)) => agree(self.def(*one), self.def(*other), &mut open),
                    (Type::List(one), Type::List(other))
                    | (Type::Map(one), Type::Map(other))
                    | (Type::Nullable(one), Type::Nullable(other)) => {
                        open.push((one, other));
                        true
                    }
                    (one, other) => one == other,
                };
            if !agree {
                return false;
            }
        }
        true
    }
}

/// Whether two unnamed types agree in all but the types within, which are added to what is to be compared.
fn agree<'a>(one: &'a TypeDef, other: &'a TypeDef, open: &mut Vec<(&'a Type, &'a Type)>) -> bool {
    if one.hint.path.is_empty() || other.hint.path.is_empty() {
        return false; // a name of the document's tells them apart
    }
    match (&one.kind, &other.kind) {
        (TypeKind::Struct(one), TypeKind::Struct(other)) => structs(one, other, open),
        (TypeKind::Enum(Enum { values: one, .. }), TypeKind::Enum(Enum { values: other, .. })) => one == other,
        (TypeKind::Alias(one), TypeKind::Alias(other)) => {
            open.push((one, other));
            true
        }
        _ => false,
    }
}

fn structs<'a>(one: &'a Struct, other: &'a Struct, open: &mut Vec<(&'a Type, &'a Type)>) -> bool {
    match (&one.extra, &other.extra) {
        (Extra::Kept(one), Extra::Kept(other)) => open.push((one, other)),
        (Extra::Ignored, Extra::Ignored) | (Extra::Refused, Extra::Refused) => {}
        _ => return false,
    }
    let fields = || one.fields.iter().zip(&other.fields);
    open.extend(fields().map(|(one, other)| (&one.ty, &other.ty)));
    one.fields.len() == other.fields.len() && fields().all(|(one, other)| fields_agree(one, other))
}

fn fields_agree(one: &Field, other: &Field) -> bool {
    one.name == other.name
        && one.client_name == other.client_name
        && one.presence == other.presence
        && one.access == other.access
        && one.file == other.file
}
