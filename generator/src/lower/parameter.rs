//! Parameters.

use std::collections::HashSet;

use super::docs;
use super::media::{Family, family};
use super::types::Types;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Part;
use crate::ir::{self, Enum, EnumValues, Hint, Parameter, ParameterForm, Type, TypeKind};
use crate::resolve;
use crate::spec::{Encoding, Location, Style};

impl Types<'_> {
    /// A parameter, or `None` when the client cannot send it.
    pub(super) fn parameter(&mut self, parameter: resolve::Parameter, hint: &Hint) -> Option<Parameter> {
        let hint = hint.within(parameter.client_name.as_deref().unwrap_or(&parameter.name));
        let (ty, form) = match parameter.media_type.as_ref().map(|media_type| (media_type, family(media_type))) {
            None => {
                let ty = parameter.schema.map_or(Type::String, |schema| self.lower(schema, &hint));
                self.sendable(ty, &parameter)
            }
            Some((_, Family::Json)) => {
                (parameter.schema.map_or(Type::Any, |schema| self.lower(schema, &hint)), ParameterForm::Json)
            }
            Some((media_type, _)) if media_type.is_form() && parameter.location == Location::QueryString => {
                (parameter.schema.map_or(Type::Any, |schema| self.lower(schema, &hint)), ParameterForm::Form)
            }
            Some((media_type, _)) => {
                let message = format!("`{}` is sent as the caller encodes it as `{media_type}`", parameter.name);
                self.diagnostics
                    .push(Diagnostic::warning(Code::Approximated, message).at(parameter.origin, Part::Value));
                (Type::String, ParameterForm::Plain)
            }
        };
        // What the caller encodes, or a form, is a query already.
        let encoding = match (parameter.location, form) {
            (Location::QueryString, ParameterForm::Plain | ParameterForm::Form) => Encoding::None,
            _ => parameter.encoding,
        };
        let is_encoded = parameter.media_type.is_some() && form == ParameterForm::Plain;
        let schema = parameter.schema.filter(|_| !is_encoded);
        let constraints = schema.map(|schema| self.constraints(schema)).unwrap_or_default();
        let said = parameter.schema.and_then(|schema| docs::values(self.schemas, schema));
        let description: Vec<String> = parameter.description.into_iter().chain(said).collect();
        let description = (!description.is_empty()).then(|| description.join("\n\n"));
        let may_be_empty = parameter.location == Location::Path && self.lists_empty_text(&ty);
        let sample =
            schema.filter(|_| parameter.required).and_then(|schema| self.samples.of_schema(&self.validity, schema));
        Some(Parameter {
            sample: sample.map(|sample| sample.value),
            origin: parameter.origin,
            name: parameter.name,
            client_name: parameter.client_name,
            location: parameter.location,
            style: parameter.style,
            explode: parameter.explode,
            nested: parameter.nested,
            allow_reserved: parameter.allow_reserved,
            encoding,
            required: parameter.required,
            may_be_empty,
            deprecated: parameter.deprecated,
            description,
            ty,
            constraints,
            form,
            part: None,
        })
    }

    /// The type of a parameter that becomes text. All types can be written by their JSON form, most of them as they are.
    fn sendable(&mut self, ty: Type, parameter: &resolve::Parameter) -> (Type, ParameterForm) {
        let (ty, _) = ty.split_null();
        if parameter.allow_empty && !matches!(self.resolved(&ty), Type::String | Type::List(_)) {
            let message = format!("`{}` without a value is sent by `with_query`", parameter.name);
            self.diagnostics.push(Diagnostic::note(Code::Approximated, message).at(parameter.origin, Part::Value));
        }
        if parameter.style == Style::Form
            && parameter.explode
            && parameter.location == Location::Cookie
            && self.is_object(&ty)
        {
            let message = format!("an exploded object in the cookie `{}` becomes several cookies", parameter.name);
            self.diagnostics.push(Diagnostic::note(Code::Approximated, message).at(parameter.origin, Part::Value));
        }
        if let Some(diagnostic) = self.undefined(&ty, parameter) {
            self.diagnostics.push(diagnostic.at(parameter.origin, Part::Value));
        }
        if parameter.style != Style::DeepObject && self.nests(&ty, parameter.nested.len()) {
            let message = format!("objects or arrays within `{}` cannot be sent in its style", parameter.name);
            self.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(parameter.origin, Part::Value));
        }
        let form = if self.is_plain(&ty) { ParameterForm::Plain } else { ParameterForm::Structure };
        (ty, form)
    }

    /// What is sent where the specification leaves it open (OAS 3.1.1, "Style Examples", `n/a`).
    fn undefined(&self, ty: &Type, parameter: &resolve::Parameter) -> Option<Diagnostic> {
        let (name, style) = (&parameter.name, parameter.style.name());
        let is_list = matches!(self.resolved(ty), Type::List(_) | Type::Tuple(_));
        let warning = |message| Some(Diagnostic::warning(Code::Approximated, message));
        let note = |message| Some(Diagnostic::note(Code::Approximated, message));
        match parameter.style {
            Style::SpaceDelimited | Style::PipeDelimited if parameter.explode && self.has_values(ty) => {
                note(format!("`{name}` is sent as in style `form`: `{style}` is not defined where values are exploded"))
            }
            Style::DeepObject if is_list && self.nests(ty, 0) => {
                warning(format!("`{name}` has the places of its items in brackets: `{style}` is defined for objects"))
            }
            Style::DeepObject if is_list => {
                warning(format!("`{name}` is repeated for each item: `{style}` is defined for objects"))
            }
            Style::DeepObject if !parameter.explode => {
                note(format!("`{name}` is sent exploded: `{style}` is not defined otherwise"))
            }
            _ => None,
        }
    }

    /// Whether a value may be several texts.
    fn has_values(&self, ty: &Type) -> bool {
        match self.resolved(ty) {
            Type::Named(id) => match &self.def(*id).kind {
                TypeKind::Union(union) => union.variants.iter().any(|variant| !self.is_scalar(&variant.ty)),
                _ => !self.is_scalar(ty),
            },
            _ => !self.is_scalar(ty),
        }
    }

    /// Whether something within a value is no scalar, and no array of so many levels.
    fn nests(&self, ty: &Type, levels: usize) -> bool {
        match self.resolved(ty) {
            Type::List(inner) => !self.is_scalar(inner) && (levels == 0 || self.nests(inner, levels - 1)),
            Type::Map(inner) => !self.is_scalar(inner),
            Type::Named(id) => match &self.def(*id).kind {
                TypeKind::Struct(structure) => structure.fields.iter().any(|field| !self.is_scalar(&field.ty)),
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether a value is written as one text. What may be anything is taken for it.
    fn is_scalar(&self, ty: &Type) -> bool {
        match ir::resolved(ty, &|id| self.def(id)) {
            Type::List(_) | Type::Map(_) | Type::Tuple(_) | Type::AnyObject => false,
            Type::Named(id) => !matches!(self.def(*id).kind, TypeKind::Struct(_)),
            _ => true,
        }
    }

    /// Whether a type can be a parameter as it is, without its JSON form.
    fn is_plain(&self, ty: &Type) -> bool {
        // A list of itself becomes any JSON value, which is plain.
        let mut seen = HashSet::new();
        let mut open = vec![ty];
        while let Some(ty) = open.pop() {
            match ty {
                Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => open.push(inner),
                Type::Tuple(_) | Type::Foreign(_) | Type::Bytes => return false,
                Type::Named(id) if seen.insert(*id) => {
                    if let TypeKind::Alias(to) = &self.def(*id).kind {
                        open.push(to);
                    }
                }
                _ => {}
            }
        }
        true
    }

    /// Whether the empty text is one of the listed values of a type.
    fn lists_empty_text(&self, ty: &Type) -> bool {
        match self.resolved(ty) {
            Type::Named(id) => match &self.def(*id).kind {
                TypeKind::Enum(Enum { values: EnumValues::Strings(values), .. }) => {
                    values.iter().any(|(value, _)| value.is_empty())
                }
                _ => false,
            },
            _ => false,
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
