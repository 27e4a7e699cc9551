//! Properties of bodies as pairs of a form, and as parts.

use crate::collections::HashSet;

use super::body::OTHER_CHARSET;
use super::part_headers::fixed_value;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{SchemaId, SpanTarget};
use crate::ir::{BodyCodec, BodyPart, FixedHeader, Hint, PartPlace, Type};
use crate::lower::schema::SchemaReader;
use crate::lower::xml::{self, XmlReader};
use crate::resolve::{self, Content, part};
use crate::schema::{Form, SchemaTable};
use crate::spec::{MediaType, PartRules};

/// The header that names the encoding of a part, and its values (RFC 2045, section 6.1).
const TRANSFER_ENCODING: &str = "Content-Transfer-Encoding";
const TRANSFER_ENCODINGS: [&str; 5] = ["base64", "quoted-printable", "7bit", "8bit", "binary"];

/// The values of a body that is a form or has several parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// Objects, whose properties have names.
    Declared,
    /// Any values, of which objects can be sent.
    Open,
    /// Arrays, whose items have no names.
    Items,
    /// Texts, which have no parts.
    Text,
    /// Other values without parts.
    Other,
}

impl Names {
    /// The kind of values of a schema.
    pub(super) fn new(table: &SchemaTable, schema: Option<SchemaId>) -> Self {
        let mut common = None;
        for (_, names) in Self::each(table, schema) {
            common = match (common, names) {
                (Some(Self::Declared), _) | (_, Self::Declared) => Some(Self::Declared),
                (Some(Self::Open), _) | (_, Self::Open) => Some(Self::Open),
                (None, names) => Some(names),
                (Some(previous), names) if previous == names => Some(names),
                (Some(_), _) => Some(Self::Other),
            };
        }
        common.unwrap_or(Self::Open)
    }

    /// The alternatives of a schema that have no names, beside those that have.
    pub(super) fn missing(table: &SchemaTable, schema: Option<SchemaId>) -> Vec<SchemaId> {
        let all = Self::each(table, schema);
        let has_names = all.iter().any(|(_, names)| *names == Self::Declared);
        let missing = all.into_iter().filter(|(_, names)| matches!(names, Self::Items | Self::Text | Self::Other));
        missing.map(|(id, _)| id).filter(|id| has_names && !table.get(*id).is_null()).collect()
    }

    /// The limits of a schema, or of each of its alternatives.
    fn each(table: &SchemaTable, schema: Option<SchemaId>) -> Vec<(SchemaId, Self)> {
        let (mut open, mut seen, mut schemas) =
            (schema.into_iter().collect::<Vec<_>>(), HashSet::default(), Vec::new());
        while let Some(id) = open.pop() {
            let (id, row) = table.value(id);
            if !seen.insert(id) {
                continue;
            }
            let names = match &row.form {
                Form::Object(_) => Self::Declared,
                Form::Array(_) => Self::Items,
                Form::Text(_) | Form::Enum(_) => Self::Text,
                Form::Number(_) | Form::Bool(_) | Form::Null => Self::Other,
                Form::Any if row.format_name() == Some("binary") => Self::Text,
                Form::Any | Form::Unresolved | Form::Reference(_) => Self::Open,
                Form::Union(union) => {
                    open.extend(&union.members);
                    continue;
                }
            };
            schemas.push((id, names));
        }
        schemas
    }
}

/// Reads forms and bodies of several parts.
pub(super) struct PartReader<'r, 'a> {
    pub(super) schemas: &'r mut SchemaReader<'a>,
    pub(super) tables: &'r mut xml::Tables,
    /// The rules for encoding the parts of bodies.
    pub(super) rules: PartRules,
}

impl<'a> PartReader<'_, 'a> {
    fn table(&self) -> &'a SchemaTable {
        self.schemas.registry.table
    }

    /// The table of properties. A client that leaves the body to the caller leaves its parts to the caller as well.
    pub(super) fn parts(&mut self, content: &Content, codec: BodyCodec, hint: &Hint) -> Vec<BodyPart> {
        let mut parts = Vec::new();
        for part in &content.parts {
            let headers = if codec == BodyCodec::Multipart { self.fixed_headers(part) } else { Vec::new() };
            let mut xml = XmlReader { schemas: &mut *self.schemas, tables: &mut *self.tables };
            let xml = xml.xml_of_part(content, codec, part, hint);
            let mut pair = self.pair(part, &content.media_type);
            if codec == BodyCodec::Multipart && !self.is_file(content, &part.name) {
                self.in_charset(part, &mut pair);
            }
            parts.push(BodyPart { xml, headers, ..pair });
        }
        if codec == BodyCodec::Multipart && !content.media_type.is_multipart_form() {
            parts.extend(content.positions.iter().map(|(place, part)| self.position(content, *place, part)));
        }
        if codec == BodyCodec::Multipart && self.rules.name_encodings {
            self.name_encodings(content, &mut parts);
        }
        parts
    }

    /// The items of an array at a place.
    fn position(&mut self, content: &Content, place: PartPlace, part: &resolve::BodyPart) -> BodyPart {
        let headers = self.fixed_headers(part);
        for header in &part.headers {
            if fixed_value(self.table(), header).is_some() {
                continue;
            }
            let message = format!("the client sends the part `{}` without the header `{}`", part.name, header.name);
            let diagnostic = Diagnostic::warning(Code::Unsupported, message).at(header.origin, SpanTarget::Key);
            let note = "callers set headers only of parts with names";
            self.schemas.diagnostics.push(diagnostic.with_note(note));
        }
        let mut pair = self.pair(part, &content.media_type);
        let is_file =
            |(property, schema): (PartPlace, SchemaId)| property == place && self.schemas.files.is_part(schema);
        let places = part::places(self.table(), &content.media_type, content.schema, content.items);
        if !places.into_iter().any(is_file) {
            self.in_charset(part, &mut pair);
        }
        BodyPart { name: String::new(), place, headers, ..pair }
    }

    /// Returns `true` if the values of a property are files, which are in the charset of the caller.
    fn is_file(&self, content: &Content, name: &str) -> bool {
        let properties = content.schema.map(|body| part::properties(self.table(), body)).unwrap_or_default();
        properties.iter().any(|(property, schema)| *property == name && self.schemas.files.is_part(*schema))
    }

    /// Puts a charset in which the client writes in the place of another one.
    fn in_charset(&mut self, part: &resolve::BodyPart, pair: &mut BodyPart) {
        let Some(listed) = &pair.content_type else { return };
        let mut written = Vec::new();
        for media_type in listed.split(',').map(|property| MediaType::new(property.trim())) {
            if media_type.has_written_charset() {
                written.push(media_type.as_str().to_owned());
                continue;
            }
            let charset = media_type.charset().unwrap_or_default();
            let message = format!("the client cannot send the part `{}` in the charset `{charset}`", part.name);
            let diagnostic =
                Diagnostic::warning(Code::AlternativeMediaType, message).at(part.origin, SpanTarget::Value);
            self.schemas.diagnostics.push(diagnostic.with_note("it is sent in UTF-8").help(OTHER_CHARSET));
            written.push(format!("{}; charset=utf-8", media_type.essence()));
        }
        pair.content_type = Some(written.join(", "));
    }

    /// The headers of a part that have one value.
    fn fixed_headers(&mut self, part: &resolve::BodyPart) -> Vec<FixedHeader> {
        let mut fixed = Vec::new();
        for header in &part.headers {
            let Some((schema, value)) = fixed_value(self.table(), header) else { continue };
            self.schemas.registry.record_verbatim(schema, &Type::String);
            fixed.push(FixedHeader { origin: header.origin, name: header.name.clone(), value });
        }
        fixed
    }

    /// The table of properties of a form that is the whole query.
    pub(super) fn pairs(&self, parameter: &resolve::Parameter) -> Vec<BodyPart> {
        let Some(media_type) = &parameter.media_type else { return Vec::new() };
        parameter.parts.iter().map(|part| self.pair(part, media_type)).collect()
    }

    /// The property, as the Encoding Object says that counts in the version of the document.
    fn pair(&self, part: &resolve::BodyPart, body: &MediaType) -> BodyPart {
        let media_types = part.media_types_in(body, self.rules);
        let listed: Vec<&str> = media_types.iter().map(MediaType::as_str).collect();
        BodyPart {
            name: part.name.clone(),
            place: PartPlace::Named,
            style: part.style_in(body, self.rules),
            content_type: (!listed.is_empty()).then(|| listed.join(", ")),
            xml: None,
            headers: Vec::new(),
        }
    }

    /// Adds what is said of texts with a `contentEncoding`: they are bytes, whose encoding a header names (OAS 3.1.1, "Encoding
    /// Object").
    fn name_encodings(&self, content: &Content, parts: &mut Vec<BodyPart>) {
        let properties = content.schema.map(|body| part::properties(self.table(), body)).unwrap_or_default();
        for (name, schema) in properties {
            let row = self.table().value(schema).1;
            let row = row.items().map_or(row, |items| self.table().value(items).1);
            let Some(written) = row.content.as_ref() else { continue };
            let (Some(encoding), Some(origin)) = (&written.encoding, written.origin) else { continue };
            let index = parts.iter().position(|part| part.name == name).unwrap_or_else(|| {
                parts.push(BodyPart {
                    name: name.to_owned(),
                    place: PartPlace::Named,
                    style: None,
                    content_type: None,
                    xml: None,
                    headers: Vec::new(),
                });
                parts.len() - 1
            });
            let part = &mut parts[index];
            // A style writes the value as text, and the media type of the Encoding Object is ignored then (OAS 3.1.1,
            // "Encoding Object").
            if part.style.is_some() {
                continue;
            }
            // The default of a text with `contentEncoding` (OAS 3.1.1, "Encoding Object", `contentType`).
            part.content_type.get_or_insert_with(|| "application/octet-stream".to_owned());
            let value = encoding.to_ascii_lowercase();
            let is_set = part.headers.iter().any(|header| header.name.eq_ignore_ascii_case(TRANSFER_ENCODING));
            if TRANSFER_ENCODINGS.contains(&value.as_str()) && !is_set {
                part.headers.push(FixedHeader { origin, name: TRANSFER_ENCODING.to_owned(), value });
            }
        }
    }

    /// The type of a form or of a body of several parts, where it is not that of its schema.
    pub(super) fn type_of_typed(&mut self, content: &Content, codec: BodyCodec, hint: &Hint) -> Option<Type> {
        let is_any = |schema: SchemaId| matches!(self.table().value(schema).1.form, Form::Any);
        let ty = match codec {
            BodyCodec::Multipart => self.type_of_parts(content, hint),
            // No other value can be a form.
            BodyCodec::Form => content.schema.is_none_or(is_any).then_some(Type::AnyObject),
            BodyCodec::Json | BodyCodec::Xml | BodyCodec::Text | BodyCodec::Bytes => None,
            BodyCodec::Lines | BodyCodec::Sequence => None,
        }?;
        // A schema that names no parts has no type: the finding about its media type says so.
        let has_type = codec != BodyCodec::Multipart || self.names_parts(content);
        for schema in content.schema.iter().filter(|_| has_type) {
            self.schemas.registry.record_verbatim(*schema, &ty);
        }
        Some(ty)
    }

    /// Returns `true` if the schema of a body says which parts it has.
    fn names_parts(&self, content: &Content) -> bool {
        match Names::new(self.table(), content.schema.or(content.items)) {
            Names::Declared | Names::Open => true,
            Names::Items => !content.media_type.is_multipart_form(),
            Names::Text | Names::Other => !content.media_type.is_multipart_form() && content.items.is_some(),
        }
    }

    /// The type of a body of several parts, where it is not that of its schema.
    fn type_of_parts(&mut self, content: &Content, hint: &Hint) -> Option<Type> {
        let table = self.table();
        let is_form = content.media_type.is_multipart_form();
        match Names::new(table, content.schema.or(content.items)) {
            Names::Declared if content.schema.is_some() => {
                let object = table.value(content.schema?).1.as_object()?;
                let undeclared = object.undeclared().filter(|_| object.properties.is_empty())?;
                let file = self.schemas.file(undeclared, &hint.within("value"))?;
                self.schemas.registry.record_verbatim(undeclared, &file);
                Some(Type::Map(Box::new(file)))
            }
            Names::Items if !is_form && content.schema.is_some() => {
                let (id, row) = table.value(content.schema?);
                if let Some(array) = row.as_array().filter(|array| !array.places.is_empty()) {
                    let item = self.schemas.places(id, array, &hint.item())?;
                    return Some(Type::List(Box::new(item)));
                }
                let items = row.items()?;
                let file = self.schemas.file(items, &hint.item())?;
                self.schemas.registry.record_verbatim(items, &file);
                Some(Type::List(Box::new(file)))
            }
            _ if !is_form && content.items.is_some() => {
                let items = content.items?;
                let item = match self.schemas.file(items, &hint.item()) {
                    Some(file) => {
                        self.schemas.registry.record_verbatim(items, &file);
                        file
                    }
                    None => self.schemas.lower(items, &hint.item()),
                };
                Some(Type::List(Box::new(item)))
            }
            Names::Open if content.schema.is_none_or(|schema| matches!(table.value(schema).1.form, Form::Any)) => {
                Some(Type::AnyObject)
            }
            Names::Declared | Names::Open => None,
            Names::Items | Names::Text | Names::Other => {
                let message = format!("the schema of `{}` is not an object, so it names no parts", content.media_type);
                let diagnostic = Diagnostic::warning(Code::LooserType, message).at(content.origin, SpanTarget::Key);
                self.schemas
                    .diagnostics
                    .push(diagnostic.with_note("the body is a map from the names of parts to files"));
                Some(Type::Map(Box::new(Type::file())))
            }
        }
    }

    /// Returns `true` if a body of several parts is written by the client: as a form, or in the order of its parts.
    pub(super) fn has_typed_parts(&self, content: &Content) -> bool {
        let names = Names::new(self.table(), content.schema);
        let is_typed = content.schema.is_some() && matches!(names, Names::Declared | Names::Items);
        content.media_type.is_multipart_form()
            || content.media_type.is_multipart() && (is_typed || content.items.is_some())
    }

    /// Returns `true` if a body of several parts has files.
    pub(super) fn has_files(&self, content: &Content) -> bool {
        let body = content.schema.or(content.items);
        content.media_type.is_multipart() && body.is_some_and(|schema| self.schemas.files.has(schema))
    }
}
