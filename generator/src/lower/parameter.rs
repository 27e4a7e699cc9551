//! Parameters.

use super::media::{Family, family};
use super::types::Types;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Part;
use crate::ir::{Hint, Location, Parameter, Style, Type, TypeKind};
use crate::resolve;

impl Types<'_> {
    /// A parameter, or `None` when the client cannot send it.
    pub(super) fn parameter(&mut self, parameter: resolve::Parameter, hint: &Hint) -> Option<Parameter> {
        let hint = hint.within(&parameter.name);
        let json = match parameter.media_type.as_deref().map(family) {
            None => false,
            Some(Family::Json) => true,
            Some(_) => {
                let message = format!("the parameter `{}` is sent as the text that the caller gives", parameter.name);
                self.diagnostics
                    .push(Diagnostic::warning(Code::Approximated, message).at(parameter.origin, Part::Value));
                false
            }
        };
        let ty = match (parameter.schema, &parameter.media_type) {
            (Some(schema), _) if json || parameter.media_type.is_none() => self.lower(schema, &hint),
            _ => Type::String,
        };
        let ty = if json { ty } else { self.sendable(ty, &parameter) };
        Some(Parameter {
            origin: parameter.origin,
            name: parameter.name,
            location: parameter.location,
            style: parameter.style,
            explode: parameter.explode,
            allow_reserved: parameter.allow_reserved,
            required: parameter.required,
            deprecated: parameter.deprecated,
            description: parameter.description,
            ty,
            json,
        })
    }

    /// The type of a parameter that becomes text. All types but tuples and types of the configuration can be written by their
    /// JSON form; in place of those stand JSON values.
    fn sendable(&mut self, ty: Type, parameter: &resolve::Parameter) -> Type {
        let (ty, _) = ty.split_null();
        if parameter.style == Style::Form
            && parameter.explode
            && parameter.location == Location::Cookie
            && self.is_object(&ty)
        {
            let message = format!("an exploded object in the cookie `{}` becomes several cookies", parameter.name);
            self.diagnostics.push(Diagnostic::note(Code::Approximated, message).at(parameter.origin, Part::Value));
        }
        if self.is_sendable(&ty) {
            return ty;
        }
        let message = format!("the parameter `{}` is given as a JSON value", parameter.name);
        self.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(parameter.origin, Part::Value));
        Type::Any
    }

    fn is_sendable(&self, ty: &Type) -> bool {
        match self.resolved(ty) {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => self.is_sendable(inner),
            Type::Tuple(_) | Type::Foreign(_) | Type::Bytes => false,
            _ => true,
        }
    }

    fn is_object(&self, ty: &Type) -> bool {
        match self.resolved(ty) {
            Type::Map(_) | Type::AnyObject => true,
            Type::Named(id) => !matches!(self.def(*id).kind, TypeKind::Enum(_)),
            _ => false,
        }
    }
}
