//! Parameters.

use super::OperationReader;
use super::parameter_shape::{allows_empty, is_at_end, is_plain, lists_empty_text, made_value, one_text};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Origin, SchemaId, SpanTarget};
use crate::ir::{GeneratedHeader, Hint, Parameter, ParameterForm, Scalar, Type, View};
use crate::lower::docs;
use crate::lower::media::{Family, family};
use crate::resolve;
use crate::schema::SchemaTable;
use crate::spec::format::structured_field;
use crate::spec::{Encoding, Location, is_date_header};
use crate::values::is_http_date;

impl OperationReader<'_> {
    /// A parameter of an operation with a path that has no query, or `None` when the client cannot send it.
    pub(super) fn parameter(
        &mut self,
        mut parameter: resolve::Parameter,
        path: &str,
        hint: &Hint,
    ) -> Option<Parameter> {
        let of_schema = |schema| self.table().get(schema).annotations.client_name.clone();
        parameter.client_name = parameter.client_name.or_else(|| parameter.schema.and_then(of_schema));
        let hint = hint.within(parameter.client_name.as_deref().unwrap_or(&parameter.name));
        let (ty, form) = match parameter.media_type.as_ref().map(|media_type| (media_type, family(media_type))) {
            None => {
                let ty = parameter.schema.map_or(Type::String, |schema| self.schemas.lower(schema, &hint));
                let is_header = parameter.location == Location::Header;
                let ty = match parameter.schema.filter(|_| is_header) {
                    Some(schema) => of_structured(self, &parameter.name, ty, schema, parameter.origin),
                    None => ty,
                };
                let ty = if is_header { self.of_header(&parameter.name, ty) } else { ty };
                self.sendable(ty)
            }
            Some((_, Family::Json)) => {
                (parameter.schema.map_or(Type::Any, |schema| self.schemas.lower(schema, &hint)), ParameterForm::Json)
            }
            Some((media_type, _)) if media_type.is_form() && parameter.location == Location::QueryString => {
                (parameter.schema.map_or(Type::Any, |schema| self.schemas.lower(schema, &hint)), ParameterForm::Form)
            }
            Some((media_type, _)) => {
                let message = format!("the client cannot encode `{}` as `{media_type}`", parameter.name);
                let diagnostic =
                    Diagnostic::warning(Code::CallerEncoded, message).at(parameter.origin, SpanTarget::Value);
                self.schemas.diagnostics.push(diagnostic.with_note("the caller gives the encoded text"));
                (Type::String, ParameterForm::Plain)
            }
        };
        // A text that the caller encodes, or a form, is a query already.
        let encoding = match (parameter.location, form) {
            (Location::QueryString, ParameterForm::Plain | ParameterForm::Form) => Encoding::None,
            _ => parameter.encoding,
        };
        let is_encoded = parameter.media_type.is_some() && form == ParameterForm::Plain;
        let is_header = parameter.location == Location::Header;
        let is_text = |schema: &SchemaId| is_header && structured(self.table(), *schema).is_some();
        let schema = parameter.schema.filter(|schema| !is_encoded && !is_text(schema));
        let constraints = schema.map(|schema| self.schemas.registry.constraints(schema)).unwrap_or_default();
        let value_docs = parameter.schema.and_then(|schema| docs::values(self.table(), schema));
        let fields = if form == ParameterForm::Form { self.part_reader().pairs(&parameter) } else { Vec::new() };
        let description: Vec<String> = parameter.description.into_iter().chain(value_docs).collect();
        let description = (!description.is_empty()).then(|| description.join("\n\n"));
        let says_empty =
            || parameter.allow_empty || parameter.schema.is_some_and(|schema| allows_empty(self.table(), schema));
        // An empty segment makes the path of another resource. So it takes a listed value, or the end of a path and a
        // word of the document.
        let may_be_empty = parameter.location == Location::Path
            && (lists_empty_text(&self.schemas.registry, &ty) || is_at_end(path, &parameter.name) && says_empty());
        let fixed = schema
            .filter(|_| parameter.required && parameter.media_type.is_none() && form == ParameterForm::Plain)
            .filter(|_| !matches!(self.schemas.registry.resolved(&ty), Type::List(_) | Type::Map(_) | Type::Any))
            .and_then(|schema| one_text(self.table(), schema));
        let made = match (parameter.location, form, &fixed) {
            (Location::Header, ParameterForm::Plain, None) => {
                made_value(&self.schemas.registry, &parameter.name, &ty, &constraints)
            }
            _ => None,
        };
        let made = made.map(|value| GeneratedHeader { value, required: parameter.required });
        let sample = schema
            .filter(|_| parameter.required)
            .and_then(|schema| self.samples.of_schema(&self.schemas.registry.validity, schema))
            // Documents show dates of RFC 3339, and this header has the form of HTTP.
            .filter(|sample| ty != Type::Scalar(Scalar::HttpDate) || is_http_date(&sample.value));
        let validity = &self.schemas.registry.validity;
        let trial = schema.and_then(|schema| self.trials.of_schema(validity, schema, View::Request));
        Some(Parameter {
            fields,
            trial,
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
            // A parameter with one possible value, or one that the client makes, is nothing that a caller has to be
            // asked for.
            required: parameter.required && fixed.is_none() && made.is_none(),
            fixed,
            made,
            may_be_empty,
            deprecated: parameter.deprecated,
            description,
            ty,
            constraints,
            form,
            part: None,
        })
    }

    /// The type of a header: of one that is a date to HTTP its own, whichever format the document has for dates.
    pub(super) fn of_header(&self, name: &str, ty: Type) -> Type {
        match self.schemas.registry.resolved(&ty) {
            Type::Scalar(Scalar::DateTime | Scalar::Date) if is_date_header(name) => Type::Scalar(Scalar::HttpDate),
            Type::Nullable(inner) if is_date_header(name) => self.of_header(name, (**inner).clone()).nullable(),
            _ => ty,
        }
    }

    /// The type of a parameter that becomes text. All types can be written by their JSON form, most of them as they are.
    fn sendable(&self, ty: Type) -> (Type, ParameterForm) {
        // No style has a text for `null`: such a parameter is left out instead.
        let (ty, _) = ty.split_null();
        let is_plain = is_plain(&self.schemas.registry, &ty);
        (ty, if is_plain { ParameterForm::Plain } else { ParameterForm::Structure })
    }
}

/// The type of a header by the formats of structured fields. Their texts are those of the caller and the service. A
/// schema says the form of a value. It says neither the parameters that may stand behind it nor its form as a member of
/// a list.
pub(super) fn of_structured(
    reader: &mut OperationReader<'_>,
    name: &str,
    ty: Type,
    schema: SchemaId,
    origin: Origin,
) -> Type {
    let Some((format, form)) = structured(reader.table(), schema) else { return ty };
    let message = format!("the client does not encode the header `{name}` in the format `{format}`");
    let diagnostic = Diagnostic::warning(Code::CallerEncoded, message).at(origin, SpanTarget::Key);
    reader.schemas.diagnostics.push(
        diagnostic.with_note("its value is text").help(format!("write the text in your program {form} (RFC 9651)")),
    );
    let (bare, null) = ty.split_null();
    let text = match reader.schemas.registry.resolved(&bare) {
        Type::Bool | Type::Float64 => Type::String,
        Type::List(inner) if matches!(reader.schemas.registry.resolved(inner), Type::Bool | Type::Float64) => {
            Type::List(Box::new(Type::String))
        }
        _ => bare,
    };
    if null { text.nullable() } else { text }
}

/// The format of a header or its items, where that is one of structured fields, and the form of its values.
fn structured(table: &SchemaTable, schema: SchemaId) -> Option<(String, &'static str)> {
    let (_, target) = table.target(schema);
    let item = target.items().map(|items| table.target(items).1);
    let format = target.format_name().or_else(|| item?.format_name())?;
    Some((format.to_owned(), structured_field(format)?))
}
