//! Parameters whose values the specification does not say how to send.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Origin, SchemaId, SpanTarget};
use crate::ir::PartStyle;
use crate::resolve::{BodyPart, Header, Parameter};
use crate::schema::{Additional, Form, Schema};
use crate::spec::{Location, Style};
use crate::values::Validity;

/// A parameter, or the header of a part, that is sent as text.
struct SentValue<'a> {
    origin: Origin,
    name: &'a str,
    location: Location,
    style: Style,
    explode: bool,
    /// The levels of arrays that have a style of their own.
    levels: usize,
    allow_empty: bool,
    schema: SchemaId,
}

/// The findings about a parameter.
pub(super) fn findings(parameter: &Parameter, validity: &Validity<'_>) -> Vec<Diagnostic> {
    let Some(schema) = parameter.schema.filter(|_| parameter.media_type.is_none()) else { return Vec::new() };
    let sent = SentValue {
        origin: parameter.origin,
        name: &parameter.name,
        location: parameter.location,
        style: parameter.style,
        explode: parameter.explode,
        levels: parameter.nested.len(),
        allow_empty: parameter.allow_empty,
        schema,
    };
    of_sent(&sent, validity)
}

/// The findings about a header of a part.
pub(super) fn of_part_header(header: &Header, validity: &Validity<'_>) -> Vec<Diagnostic> {
    let Some(schema) = header.schema.filter(|_| header.content.is_none()) else { return Vec::new() };
    let sent = SentValue {
        origin: header.origin,
        name: &header.name,
        location: Location::Part,
        style: Style::Simple,
        explode: header.explode,
        levels: 0,
        allow_empty: false,
        schema,
    };
    of_sent(&sent, validity)
}

/// The findings about a property that is written in a style.
pub(super) fn of_part(part: &BodyPart, style: PartStyle, schema: SchemaId, validity: &Validity<'_>) -> Vec<Diagnostic> {
    let sent = SentValue {
        origin: part.origin,
        name: &part.name,
        location: Location::Query,
        style: style.style,
        explode: style.explode,
        levels: 0,
        allow_empty: false,
        schema,
    };
    of_sent(&sent, validity)
}

fn of_sent(sent: &SentValue<'_>, validity: &Validity<'_>) -> Vec<Diagnostic> {
    let (name, values) = (sent.name, Values(validity));
    let mut findings = Vec::new();
    if sent.allow_empty && sent.location == Location::Query && !values.may_be_empty(sent.schema) {
        let message = format!("the client has no setter for `{name}` without a value, which `allowEmptyValue` allows");
        findings.push(note(message).help(format!("`.with_query(\"{name}\", \"\")` sends it")));
    }
    if sent.style == Style::Form && sent.explode && sent.location == Location::Cookie && values.is_object(sent.schema) {
        findings.push(note(format!("an exploded object in the cookie `{name}` becomes several cookies")));
    }
    findings.extend(undefined(sent, &values));
    // The specification defines no style for values within values but `deepObject`. What is sent is the runtime's
    // choice, so the document's author should know.
    if sent.style != Style::DeepObject && values.nest(sent.schema, sent.levels) {
        findings.push(warning(format!("the style of `{name}` has no form for objects or arrays within its value")));
    }
    findings.into_iter().map(|finding| finding.at(sent.origin, SpanTarget::Value)).collect()
}

/// The form that is sent where the specification leaves it open (OAS 3.1.1, "Style Examples", `n/a`).
fn undefined(sent: &SentValue<'_>, values: &Values<'_, '_>) -> Option<Diagnostic> {
    let (name, style) = (sent.name, sent.style.name());
    match sent.style {
        Style::SpaceDelimited | Style::PipeDelimited if sent.explode && values.are_several(sent.schema) => Some(
            note(format!("the style `{style}` of `{name}` is not defined for exploded values"))
                .with_note("it is sent in the style `form`")
                .help("write `explode: false`"),
        ),
        Style::DeepObject if values.is_nested(sent.schema) => {
            let message = format!("the style `{style}` of `{name}` is defined only for objects of single values");
            let help = "`brackets = \"indices\"` in callsmith.toml, or `\"empty\"` or `\"repeat\"`, decides how items are written";
            Some(warning(message).help(help))
        }
        Style::DeepObject if values.is_single(sent.schema) => {
            let message = format!("the style `{style}` of `{name}` is defined only for objects");
            Some(note(message).with_note("it is sent in the style `form`"))
        }
        Style::DeepObject if !sent.explode => {
            let message = format!("the style `{style}` of `{name}` is defined only for exploded values");
            Some(note(message).with_note("it is sent exploded").help("write `explode: true`"))
        }
        Style::Matrix | Style::Label | Style::Simple | Style::Form | Style::Cookie => None,
        Style::SpaceDelimited | Style::PipeDelimited | Style::TabDelimited | Style::DeepObject => None,
    }
}

fn note(message: String) -> Diagnostic {
    Diagnostic::note(Code::UndefinedStyle, message)
}

fn warning(message: String) -> Diagnostic {
    Diagnostic::warning(Code::UndefinedStyle, message)
}

/// Questions about the values of schemas. Those of a schema that the configuration gives a type are one text.
struct Values<'v, 'a>(&'v Validity<'a>);

impl<'a> Values<'_, 'a> {
    fn schema(&self, id: SchemaId) -> Option<&'a Schema> {
        let Validity { schemas, foreign, .. } = *self.0;
        let is_foreign = schemas.value_chain(id).any(|id| foreign.contains_key(&id));
        (!is_foreign).then(|| schemas.value(id).1)
    }

    fn may_be_empty(&self, id: SchemaId) -> bool {
        self.schema(id).is_some_and(|schema| matches!(schema.form, Form::Array(_) | Form::Text(_)))
    }

    /// Returns `true` if a value may be an array, or have one or an object within it.
    fn is_nested(&self, id: SchemaId) -> bool {
        match self.schema(id).map(|schema| &schema.form) {
            Some(Form::Array(_)) => true,
            Some(Form::Object(object)) => {
                let others = object.additional.and_then(Additional::schema);
                object.properties.values().copied().chain(others).any(|part| self.are_several(part))
            }
            Some(Form::Union(union)) => {
                union.members.iter().any(|member| match self.schema(*member).map(|member_schema| &member_schema.form) {
                    Some(Form::Union(_)) | None => false,
                    Some(_) => self.is_nested(*member),
                })
            }
            _ => false,
        }
    }

    fn is_object(&self, id: SchemaId) -> bool {
        self.schema(id).is_some_and(|schema| matches!(schema.form, Form::Object(_) | Form::Union(_)))
    }

    /// Returns `true` if a schema has single values alone.
    fn is_single(&self, id: SchemaId) -> bool {
        let form = self.schema(id).map(|schema| &schema.form);
        matches!(form, Some(Form::Text(_) | Form::Number(_) | Form::Bool(_) | Form::Enum(_)))
    }

    /// Returns `true` if a value is one text. A value that may be anything is taken for it.
    fn is_scalar(&self, id: SchemaId) -> bool {
        !self.schema(id).is_some_and(|schema| matches!(schema.form, Form::Array(_) | Form::Object(_)))
    }

    /// Returns `true` if a value may be several texts.
    fn are_several(&self, id: SchemaId) -> bool {
        match self.schema(id).map(|schema| &schema.form) {
            Some(Form::Union(union)) => union.members.iter().any(|member| !self.is_scalar(*member)),
            _ => !self.is_scalar(id),
        }
    }

    /// Returns `true` if a part of a value is no scalar, and no array of so many levels.
    fn nest(&self, id: SchemaId, levels: usize) -> bool {
        match self.schema(id).map(|schema| &schema.form) {
            Some(Form::Array(array)) if !array.is_tuple => {
                let is_nested =
                    |items: SchemaId| !self.is_scalar(items) && (levels == 0 || self.nest(items, levels - 1));
                array.items.is_some_and(is_nested)
            }
            Some(Form::Object(object)) => {
                let values = object.additional.and_then(Additional::schema).filter(|_| object.properties.is_empty());
                object.properties.values().copied().chain(values).any(|part| !self.is_scalar(part))
            }
            _ => false,
        }
    }
}
