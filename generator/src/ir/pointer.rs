//! Types within types, by the JSON Pointer of a value (RFC 6901).

use super::{Extra, Type, TypeDef, TypeId, TypeKind};
use crate::document::unescape;
use crate::limits;

/// What the types say of the value at a pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Pointed<'a> {
    /// It has this type.
    Typed(&'a Type),
    /// There may be anything.
    Open,
    /// There is nothing.
    Nothing,
}

/// What stands at a pointer of a value of type `ty`. A list has any index, and `-1`.
pub(crate) fn pointed<'a>(ty: &'a Type, pointer: &str, def: &dyn Fn(TypeId) -> &'a TypeDef) -> Pointed<'a> {
    let mut at = resolved(ty, def);
    for token in pointer.split('/').skip(1) {
        let token = unescape(token);
        at = match at {
            Type::List(item) if token == "-1" || token.bytes().all(|byte| byte.is_ascii_digit()) => resolved(item, def),
            Type::Map(value) => resolved(value, def),
            Type::Any | Type::AnyObject => return Pointed::Open,
            Type::Named(id) => match property(def(*id), &token) {
                Pointed::Typed(ty) => resolved(ty, def),
                other => return other,
            },
            _ => return Pointed::Nothing,
        };
    }
    Pointed::Typed(at)
}

fn property<'a>(def: &'a TypeDef, name: &str) -> Pointed<'a> {
    match &def.kind {
        TypeKind::Struct(structure) => match structure.fields.iter().find(|field| field.name == name) {
            Some(field) => Pointed::Typed(&field.ty),
            None => match &structure.extra {
                Extra::Kept(ty) => Pointed::Typed(ty),
                Extra::Ignored | Extra::Refused => Pointed::Nothing,
            },
        },
        TypeKind::Union(_) => Pointed::Open,
        TypeKind::Enum(_) | TypeKind::Alias(_) => Pointed::Nothing,
    }
}

/// What a type stands for, without other names for it and without its `null`. Names for each other have no end, and stand
/// for nothing.
pub(crate) fn resolved<'a>(mut ty: &'a Type, def: &dyn Fn(TypeId) -> &'a TypeDef) -> &'a Type {
    for _ in 0..limits::TYPE_ALIASES {
        match ty {
            Type::Nullable(inner) => ty = inner,
            Type::Named(id) => match &def(*id).kind {
                TypeKind::Alias(to) => ty = to,
                _ => break,
            },
            _ => break,
        }
    }
    ty
}
