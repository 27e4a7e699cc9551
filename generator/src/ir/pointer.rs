//! Types within types, by the JSON Pointer of a value (RFC 6901).

use super::{Extra, Type, TypeDef, TypeId, TypeKind};
use crate::document::unescape;
use crate::limits;

/// The type of the value at a pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum PointerTarget<'a> {
    /// Of this type.
    Typed(&'a Type),
    /// There may be anything.
    Open,
    /// There is nothing.
    Nothing,
}

/// The type of the value at a pointer within a value of type `ty`. A list has any index, and `-1`.
pub(crate) fn pointed<'a>(ty: &'a Type, pointer: &str, def: &dyn Fn(TypeId) -> &'a TypeDef) -> PointerTarget<'a> {
    let mut at = resolved(ty, def);
    for token in pointer.split('/').skip(1) {
        let token = unescape(token);
        at = match at {
            Type::List(item) if token == "-1" || token.bytes().all(|byte| byte.is_ascii_digit()) => resolved(item, def),
            Type::Map(value) => resolved(value, def),
            Type::Any | Type::AnyObject => return PointerTarget::Open,
            Type::Named(id) => match property(def(*id), &token) {
                PointerTarget::Typed(ty) => resolved(ty, def),
                other => return other,
            },
            _ => return PointerTarget::Nothing,
        };
    }
    PointerTarget::Typed(at)
}

fn property<'a>(def: &'a TypeDef, name: &str) -> PointerTarget<'a> {
    match &def.kind {
        TypeKind::Struct(structure) => match structure.fields.iter().find(|field| field.name == name) {
            Some(field) => PointerTarget::Typed(&field.ty),
            None => match &structure.extra {
                Extra::Kept(ty) => PointerTarget::Typed(ty),
                Extra::Ignored | Extra::Refused => PointerTarget::Nothing,
            },
        },
        TypeKind::Union(_) => PointerTarget::Open,
        TypeKind::Enum(_) | TypeKind::Alias(_) => PointerTarget::Nothing,
    }
}

/// Follows aliases and takes `null` away. Aliases in a circle stand for nothing.
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
