//! Encoding Objects that say how to write what is not written.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Origin, Part, SchemaId};
use crate::resolve::{BodyPart, Content, Parameter, part};
use crate::schema::Form;
use crate::spec::{Location, MediaType, PartRules};
use crate::spelling::nearest;
use crate::values::Validity;

use super::parameters;

/// The findings about the Encoding Objects of a body or response: those of one without parts, and the headers of pairs of a
/// form (OAS 3.0.4, "Media Type Object" and "Encoding Object").
pub(super) fn findings(content: &Content) -> Vec<Diagnostic> {
    let media_type = &content.media_type;
    let mut findings = Vec::from_iter(without_parts(media_type, content.encoding, &content.parts));
    for part in content.parts.iter().filter(|part| media_type.is_form() && !part.headers.is_empty()) {
        let message = format!("`{}` is a pair of a form and has no headers", part.name);
        findings.push(Diagnostic::warning(Code::InvalidValue, message).at(part.origin, Part::Value));
    }
    findings
}

/// The same of a parameter.
pub(super) fn of_parameter(parameter: &Parameter) -> Option<Diagnostic> {
    without_parts(parameter.media_type.as_ref()?, parameter.part_encoding, &parameter.parts)
}

fn without_parts(media_type: &MediaType, encoding: Option<Origin>, parts: &[BodyPart]) -> Option<Diagnostic> {
    let has_parts = media_type.is_form() || media_type.is_multipart();
    let origin = encoding.filter(|_| !parts.is_empty() && !has_parts)?;
    let message = format!("`encoding` says how forms and parts are written, and `{media_type}` has none");
    let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(origin, Part::Key);
    Some(diagnostic.help("it is ignored"))
}

/// Values that Encoding Objects speak of: a body that is sent, or the whole query.
pub(super) struct Encoded<'a> {
    media_type: &'a MediaType,
    schema: Option<SchemaId>,
    parts: &'a [BodyPart],
}

impl<'a> Encoded<'a> {
    pub(super) fn of_content(content: &'a Content) -> Self {
        Self { media_type: &content.media_type, schema: content.schema, parts: &content.parts }
    }

    /// Those of the parameter that is the whole query (OAS 3.2.0, "Parameter Object", `in`).
    pub(super) fn of_query(parameter: &'a Parameter) -> Option<Self> {
        let media_type = parameter.media_type.as_ref().filter(|_| parameter.location == Location::QueryString)?;
        Some(Self { media_type, schema: parameter.schema, parts: &parameter.parts })
    }

    /// The findings about how single properties are written.
    pub(super) fn findings(&self, rules: PartRules, validity: &Validity<'_>) -> Vec<Diagnostic> {
        let (true, Some(body)) = (self.media_type.is_form() || self.media_type.is_multipart(), self.schema) else {
            return Vec::new();
        };
        let properties = part::properties(validity.schemas, body);
        let has_others = part::has_others(validity.schemas, body);
        let mut findings = Vec::new();
        for (name, schema) in properties.iter().filter(|_| self.media_type.is_multipart()) {
            let part = self.parts.iter().find(|part| part.name == **name);
            findings.extend(self.bytes_within(part, rules, *schema, validity));
        }
        for part in self.parts {
            let own = properties.iter().filter(|(name, _)| *name == part.name).map(|(_, schema)| *schema);
            let own: Vec<SchemaId> = own.collect();
            if own.is_empty() && !has_others {
                findings.push(unknown(part, properties.iter().map(|(name, _)| *name)));
            }
            findings.extend(self.ignored(part, rules));
            for schema in own {
                match part.style_in(self.media_type, rules) {
                    Some(style) => findings.extend(parameters::of_part(part, style, schema, validity)),
                    None => findings.extend(self.of_media_types(part, rules, schema, validity)),
                }
            }
        }
        findings
    }

    /// Names bytes within a part that is an object: JSON has none.
    fn bytes_within(
        &self,
        part: Option<&BodyPart>,
        rules: PartRules,
        schema: SchemaId,
        validity: &Validity<'_>,
    ) -> Vec<Diagnostic> {
        let listed = part.map(|part| part.media_types_in(self.media_type, rules)).unwrap_or_default();
        if listed.iter().any(|media_type| !media_type.is_json()) {
            return Vec::new();
        }
        let row = validity.schemas.value(schema).1;
        let row = row.items().map_or(row, |items| validity.schemas.value(items).1);
        let Some(object) = row.as_object() else { return Vec::new() };
        let within = object.properties.values().copied().chain(object.undeclared());
        let files = within.filter(|id| {
            let value = validity.schemas.value(*id).1;
            let value = value.items().map_or(value, |items| validity.schemas.value(items).1);
            value.format_name() == Some("binary")
        });
        let finding = |id| {
            let message = "bytes within a part that is an object are sent as text";
            let origin = validity.schemas.get(id).origin;
            let warning = Diagnostic::warning(Code::Approximated, message).at(origin, Part::Key);
            warning.help("a file is a part of its own: a property of the body, or an item of one")
        };
        files.map(finding).collect()
    }

    /// Names what the version says to ignore.
    fn ignored(&self, part: &BodyPart, rules: PartRules) -> Option<Diagnostic> {
        let style = part.style?;
        let message = match (part.style_in(self.media_type, rules), &part.content_type) {
            (Some(_), Some(_)) => format!("the `contentType` of `{}` does not count beside its style", part.name),
            (Some(_), None) => return None,
            // The default, which changes nothing.
            (None, _) if style.is_usual() => return None,
            (None, _) if self.media_type.is_multipart_form() => {
                format!("the style of the part `{}` does not count before OpenAPI 3.1", part.name)
            }
            (None, _) => format!("the style of the part `{}` does not count in `{}`", part.name, self.media_type),
        };
        Some(Diagnostic::warning(Code::Approximated, message).at(part.origin, Part::Value))
    }

    /// Names media types in which a value is not written.
    fn of_media_types(
        &self,
        part: &BodyPart,
        rules: PartRules,
        schema: SchemaId,
        validity: &Validity<'_>,
    ) -> Option<Diagnostic> {
        let listed = part.media_types_in(self.media_type, rules);
        let row = validity.schemas.value(schema).1;
        let item = row.items().map_or(row, |items| validity.schemas.value(items).1);
        let is_object = matches!(item.form, Form::Object(_)) && item.declares_type;
        let is_written = |media_type: &MediaType| {
            media_type.is_json() || media_type.is_form() || media_type.is_yaml() || media_type.is_xml()
        };
        let concrete: Vec<&MediaType> = listed.iter().filter(|media_type| !media_type.is_range()).collect();
        let text = part.content_type.as_deref().unwrap_or_default();
        let message = match () {
            () if is_object && !concrete.is_empty() && !concrete.iter().any(|own| is_written(own)) => {
                match self.media_type.is_form() {
                    true => format!("`{}` is written as JSON, not as `{text}`", part.name),
                    false => format!("the part `{}` is sent as the caller encodes it as `{text}`", part.name),
                }
            }
            () if !listed.is_empty() && concrete.is_empty() && listed.iter().any(|own| own.as_str() != "*/*") => {
                let message =
                    format!("the media type of the part `{}` is one of `{text}`, and its file names it", part.name);
                let note = Diagnostic::note(Code::Approximated, message).at(part.origin, Part::Value);
                return Some(note.help(
                    "by `with_content_type` or the ending of its name; it is `application/octet-stream` otherwise",
                ));
            }
            () => return None,
        };
        Some(Diagnostic::warning(Code::Approximated, message).at(part.origin, Part::Value))
    }
}

/// Names an Encoding Object for a property that there is not (OAS 3.1.1, "Media Type Object", `encoding`).
fn unknown<'a>(part: &BodyPart, names: impl Iterator<Item = &'a str>) -> Diagnostic {
    let message = format!("`{}` is none of the properties, and has an Encoding Object", part.name);
    let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(part.origin, Part::Key);
    match nearest(&part.name, names) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic.help("it is ignored"),
    }
}
