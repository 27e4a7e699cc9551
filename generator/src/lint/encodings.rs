//! Encoding Objects that say how to write what is not written.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Origin, SchemaId, SpanTarget};
use crate::ir::PartPlace;
use crate::limits;
use crate::resolve::{BodyPart, Content, Parameter, part};
use crate::schema::Form;
use crate::spec::{Location, MediaType, PartRules};
use crate::spelling::nearest;
use crate::values::Validity;

use super::parameters;

/// The findings about the Encoding Objects of a body or response. These are the ones of a body without parts, and the
/// headers of pairs of a form (OAS 3.0.4, "Media Type Object" and "Encoding Object").
pub(super) fn findings(content: &Content) -> Vec<Diagnostic> {
    let media_type = &content.media_type;
    let mut findings = Vec::from_iter(without_parts(media_type, content.encoding, &content.parts));
    let is_array = media_type.is_multipart() && !media_type.is_multipart_form();
    for (_, part) in content.positions.iter().filter(|_| !is_array) {
        let message =
            format!("an encoding by position has no effect on `{media_type}`, which has no parts without a name");
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(part.origin, SpanTarget::Value);
        findings.push(diagnostic.with_note("ignored"));
    }
    for part in content.parts.iter().filter(|part| media_type.is_form() && !part.headers.is_empty()) {
        let message = format!("`{}` cannot have headers, as it is a pair of a form", part.name);
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(part.origin, SpanTarget::Value);
        findings.push(diagnostic.with_note("the headers are ignored"));
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
    let message = format!("`encoding` has no effect on `{media_type}`, which has no parts");
    let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(origin, SpanTarget::Key);
    Some(diagnostic.with_note("`encoding` is ignored"))
}

/// Values that Encoding Objects speak of: a body that is sent, or the whole query.
pub(super) struct Encoded<'a> {
    media_type: &'a MediaType,
    schema: Option<SchemaId>,
    items: Option<SchemaId>,
    parts: &'a [BodyPart],
    positions: &'a [(PartPlace, BodyPart)],
}

impl<'a> Encoded<'a> {
    pub(super) fn of_content(content: &'a Content) -> Self {
        Self {
            media_type: &content.media_type,
            schema: content.schema,
            items: content.items,
            parts: &content.parts,
            positions: &content.positions,
        }
    }

    /// The encodings of the parameter that is the whole query (OAS 3.2.0, "Parameter Object", `in`).
    pub(super) fn of_query(parameter: &'a Parameter) -> Option<Self> {
        let media_type = parameter.media_type.as_ref().filter(|_| parameter.location == Location::QueryString)?;
        Some(Self { media_type, schema: parameter.schema, items: None, parts: &parameter.parts, positions: &[] })
    }

    /// The findings about how single properties are written.
    pub(super) fn findings(&self, rules: PartRules, validity: &Validity<'_>) -> Vec<Diagnostic> {
        let mut findings = self.of_places(rules, validity);
        let (true, Some(body)) = (self.media_type.is_form() || self.media_type.is_multipart(), self.schema) else {
            return findings;
        };
        let properties = part::properties(validity.schemas, body);
        let has_others = part::has_others(validity.schemas, body);
        for schema in part::undeclared(validity.schemas, body).into_iter().filter(|_| self.media_type.is_multipart()) {
            findings.extend(self.bytes_within(None, rules, schema, validity));
        }
        for (name, schema) in properties.iter().filter(|_| self.media_type.is_multipart()) {
            let part = self.parts.iter().find(|part| part.name == **name);
            findings.extend(self.bytes_within(part, rules, *schema, validity));
        }
        for part in self.parts {
            let part_schemas = properties.iter().filter(|(name, _)| *name == part.name).map(|(_, schema)| *schema);
            let part_schemas: Vec<SchemaId> = part_schemas.collect();
            if part_schemas.is_empty() && !has_others {
                findings.push(unknown(part, properties.iter().map(|(name, _)| *name)));
            }
            findings.extend(self.ignored(part, rules));
            for schema in part_schemas {
                match part.style_in(self.media_type, rules) {
                    Some(style) => findings.extend(parameters::of_part(part, style, schema, validity)),
                    None => findings.extend(self.of_media_types(part, rules, schema, validity)),
                }
            }
        }
        findings
    }

    /// The findings about the items of an array.
    fn of_places(&self, rules: PartRules, validity: &Validity<'_>) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for (place, schema) in part::places(validity.schemas, self.media_type, self.schema, self.items) {
            let part = self.positions.iter().find(|(position, _)| *position == place).map(|(_, part)| part);
            findings.extend(self.bytes_within(part, rules, schema, validity));
            let Some(part) = part else { continue };
            findings.extend(self.ignored(part, rules));
            findings.extend(self.of_media_types(part, rules, schema, validity));
            let listed = part.media_types_in(self.media_type, rules);
            let is_object = matches!(validity.schemas.value(schema).1.form, Form::Object(_));
            if is_object && listed.iter().any(MediaType::is_xml) && !listed.iter().any(MediaType::is_json) {
                let text = part.content_type.as_deref().unwrap_or_default();
                findings.push(of_caller(part, text));
            }
        }
        findings
    }

    /// Names bytes within a part that is an object, or an item that is a list: JSON has none.
    fn bytes_within(
        &self,
        part: Option<&BodyPart>,
        rules: PartRules,
        schema: SchemaId,
        validity: &Validity<'_>,
    ) -> Vec<Diagnostic> {
        let listed = part.map(|part| part.media_types_in(self.media_type, rules)).unwrap_or_default();
        // A part in another media type than JSON is written by the caller, who knows what its bytes are.
        if listed.iter().any(|media_type| !media_type.is_json()) {
            return Vec::new();
        }
        let items = |id| validity.schemas.value(id).1.items();
        let part = items(schema).unwrap_or(schema);
        let within = |id| -> (_, Vec<SchemaId>) {
            match &validity.schemas.value(id).1.form {
                Form::Object(object) => {
                    let values = object.properties.values().copied().chain(object.undeclared());
                    ("a part that is an object", values.collect())
                }
                Form::Array(list) if items(schema).is_some() => ("an item that is a list", Vec::from_iter(list.items)),
                _ => ("", Vec::new()),
            }
        };
        let alternatives = validity.schemas.value(part).1.alternatives().iter().copied();
        let values = std::iter::once(part).chain(alternatives).flat_map(|id| {
            let (owner, values) = within(id);
            values.into_iter().map(move |value| (owner, value))
        });
        let files = values.filter(|(_, id)| {
            let mut ends = std::iter::successors(Some(*id), |id| items(*id)).take(limits::REFERENCES);
            ends.any(|id| validity.schemas.value(id).1.format_name() == Some("binary"))
        });
        let finding = |(owner, id)| {
            let message = format!("the client sends bytes within {owner} as text");
            let origin = validity.schemas.get(id).origin;
            let warning = Diagnostic::warning(Code::LooserType, message).at(origin, SpanTarget::Key);
            warning.help("make the file a part of its own: a property of the body, or an item of such a property")
        };
        files.map(finding).collect()
    }

    /// Names what the version says to ignore.
    fn ignored(&self, part: &BodyPart, rules: PartRules) -> Option<Diagnostic> {
        let style = part.style?;
        let message = match (part.style_in(self.media_type, rules), &part.content_type) {
            (Some(_), Some(_)) => format!("the `contentType` of `{}` has no effect beside its style", part.name),
            (Some(_), None) => return None,
            // The default, which changes nothing.
            (None, _) if style.is_usual() => return None,
            (None, _) if self.media_type.is_multipart_form() => {
                format!("the style of the part `{}` has no effect before OpenAPI 3.1", part.name)
            }
            (None, _) => format!("the style of the part `{}` has no effect in `{}`", part.name, self.media_type),
        };
        Some(Diagnostic::warning(Code::IgnoredKeyword, message).at(part.origin, SpanTarget::Value))
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
            () if is_object
                && !concrete.is_empty()
                && !concrete.iter().any(|concrete_type| is_written(concrete_type)) =>
            {
                if self.media_type.is_form() {
                    format!("the client writes `{}` as JSON, not as `{text}`", part.name)
                } else {
                    return Some(of_caller(part, text));
                }
            }
            () if !listed.is_empty()
                && concrete.is_empty()
                && listed.iter().any(|concrete_type| concrete_type.as_str() != "*/*") =>
            {
                let message = format!("the file of the part `{}` decides which of `{text}` it is", part.name);
                let note = Diagnostic::note(Code::AlternativeMediaType, message).at(part.origin, SpanTarget::Value);
                return Some(
                    note.with_note("without a known file ending it is `application/octet-stream`")
                        .help("`.with_content_type(media_type)` of the file sets it"),
                );
            }
            () => return None,
        };
        Some(Diagnostic::warning(Code::CallerEncoded, message).at(part.origin, SpanTarget::Value))
    }
}

/// The finding about a part that the client cannot encode.
fn of_caller(part: &BodyPart, media_type: &str) -> Diagnostic {
    let message = format!("the client cannot encode the part `{}` as `{media_type}`", part.name);
    let diagnostic = Diagnostic::warning(Code::CallerEncoded, message).at(part.origin, SpanTarget::Value);
    diagnostic.with_note("the caller gives the encoded bytes")
}

/// Names an Encoding Object for a property that there is not (OAS 3.1.1, "Media Type Object", `encoding`).
fn unknown<'a>(part: &BodyPart, names: impl Iterator<Item = &'a str>) -> Diagnostic {
    let message = format!("`{}` has an Encoding Object, but is not a property of the body", part.name);
    let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(part.origin, SpanTarget::Key);
    match nearest(&part.name, names) {
        Some(suggestion) => diagnostic.help(format!("did you mean `{suggestion}`?")),
        None => diagnostic.with_note("the Encoding Object is ignored"),
    }
}
