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

    /// The type of a parameter that becomes text: scalars, enums, lists of them and maps of them. Other objects are
    /// given as JSON values, whose members are sent in the same way.
    fn sendable(&mut self, ty: Type, parameter: &resolve::Parameter) -> Type {
        let ty = match ty {
            Type::Nullable(inner) => *inner,
            other => other,
        };
        if self.is_sendable(&ty, true) {
            return ty;
        }
        let exact = matches!(self.resolved(&ty), Type::Any | Type::AnyObject);
        if !exact {
            let message = format!("the parameter `{}` is given as a JSON value", parameter.name);
            self.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(parameter.origin, Part::Value));
        }
        if parameter.style == Style::Form && parameter.explode && parameter.location == Location::Cookie {
            let message = format!("an exploded object in the cookie `{}` becomes several cookies", parameter.name);
            self.diagnostics.push(Diagnostic::note(Code::Approximated, message).at(parameter.origin, Part::Value));
        }
        Type::Any
    }

    fn is_sendable(&self, ty: &Type, nested: bool) -> bool {
        match self.resolved(ty) {
            Type::Bool | Type::Int(_) | Type::Float32 | Type::Float64 | Type::String => true,
            Type::List(inner) | Type::Map(inner) => nested && self.is_sendable(inner, false),
            Type::Named(id) => matches!(self.def(*id).kind, TypeKind::Enum(_)),
            _ => false,
        }
    }
}
