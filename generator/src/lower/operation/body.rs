//! Bodies: what is sent, and what comes back.

use super::OperationReader;
use super::parts::Names;
use super::stream::codec_of_items;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{SchemaId, SpanTarget};
use crate::ir::{Body, BodyCodec, Codec, Constraints, Hint, OtherBody, Type, View, is_same};
use crate::lower::docs;
use crate::lower::media::{Family, family, family_of, framing_of};
use crate::lower::registry::Registry;
use crate::lower::schema::SchemaReader;
use crate::lower::xml::{self, Direction, XmlPosition};
use crate::resolve::{Content, RequestBody};
use crate::schema::{EnumBase, Form, Schema, SchemaTable};
use crate::spec::MediaType;

impl OperationReader<'_> {
    /// The body of a request: JSON where it is offered.
    pub(super) fn body(&mut self, body: &RequestBody, is_argument: bool, hint: &Hint) -> Option<Body> {
        // A file has a place among parts and in no JSON, so it decides, whatever else is offered.
        let with_files = body.content.iter().find(|content| self.part_reader().has_files(content));
        let chosen = with_files.or_else(|| preferred(&body.content))?;
        let of_body = hint.within("body");
        let codec = self.codec(chosen);
        let items = self.sent_items(chosen, hint);
        let of_parts = self.part_reader().type_of_typed(chosen, codec, &of_body);
        let has_own_type = of_parts.is_some();
        let ty = match (codec, &items) {
            _ if has_own_type => of_parts.unwrap_or(Type::Any),
            (BodyCodec::Text, _) => Type::String,
            (BodyCodec::Bytes, _) => Type::Bytes,
            (BodyCodec::Lines | BodyCodec::Sequence, Some(items)) => items.ty.clone(),
            _ => chosen.schema.map_or(Type::Any, |schema| self.schemas.lower(schema, &of_body)),
        };
        let ty = without_null(&mut self.schemas, chosen, codec, ty);
        self.as_encoded(chosen, &ty, items.is_some());
        let media_type = self.sent_media_type(chosen, codec);
        let parts = self.part_reader().parts(chosen, codec, hint);
        let xml = match (codec, chosen.schema) {
            (BodyCodec::Xml, Some(schema)) => {
                Some(self.xml().xml_root(&XmlPosition::from_content(chosen), schema, Direction::Sent, &of_body))
            }
            (BodyCodec::Json, _) => self.xml().xml_beside(&body.content, chosen, Direction::Sent, &of_body),
            _ => None,
        };
        let others = body.content.iter().filter(|content| !std::ptr::eq(*content, chosen));
        let others = others.map(|other| self.other_body(other, chosen, &ty, xml.is_some(), &of_body)).collect();
        // A method for raw bodies costs a sixth of an operation to compile. It stands where the document leaves the
        // body open, and where the configuration asks for it.
        let is_open = matches!(self.schemas.registry.resolved(&ty), Type::Any | Type::AnyObject);
        let trial = self.trials.of_content(&self.schemas.registry.validity, chosen, View::Request);
        let mut lowered = Body {
            trial,
            origin: body.origin,
            content: chosen.origin,
            media_type,
            codec,
            constraints: constraints_of(&self.schemas.registry, chosen, codec),
            sample: if codec.is_typed() && !has_own_type {
                self.samples.of_content(&self.schemas.registry.validity, chosen)
            } else {
                None
            },
            ty,
            required: body.required,
            is_argument,
            has_raw: is_open || codec == BodyCodec::Bytes,
            description: self.described(body.description.as_ref(), chosen),
            xml,
            parts,
            others,
        };
        lowered.has_raw |= lowered.others.iter().any(|other| !lowered.is_alike(other));
        Some(lowered)
    }

    /// Names what the caller has to encode though its schema says how.
    fn as_encoded(&mut self, content: &Content, ty: &Type, is_sent_by_item: bool) {
        if family(&content.media_type) == Family::Encoded && self.codec(content).is_typed() {
            for member in Names::missing(self.table(), content.schema) {
                let message = format!("this alternative has no properties to send as `{}`", content.media_type);
                let origin = self.table().get(member).origin;
                let diagnostic = Diagnostic::warning(Code::CallerEncoded, message).at(origin, SpanTarget::Key);
                self.schemas
                    .diagnostics
                    .push(diagnostic.with_note("the caller encodes its values, and sends them by `with_body`"));
            }
        }
        let message = match family(&content.media_type) {
            _ if self.is_bytes(content) => {
                return content.schema.iter().for_each(|id| self.schemas.registry.record_verbatim(*id, &Type::Bytes));
            }
            Family::Xml if content.schema.is_some() => {
                if !is_xml(self.table(), content) {
                    self.text_as_it_is(content, (), ());
                }
                return;
            }
            Family::Xml | Family::Encoded if !self.codec(content).is_typed() => {
                format!("the client cannot encode a body of `{}`", content.media_type)
            }
            Family::Text if self.codec(content).is_typed() => return,
            Family::Text | Family::Binary => match content.schema {
                Some(schema) if is_text(self.table(), schema) => {
                    return self.schemas.registry.record_verbatim(schema, ty);
                }
                Some(_) if is_sent_by_item => return,
                Some(_) => format!("the client cannot encode a body of `{}` as its schema says", content.media_type),
                None => return,
            },
            _ => return,
        };
        let form = if *ty == Type::String { "text" } else { "bytes" };
        let diagnostic = Diagnostic::warning(Code::CallerEncoded, message).at(content.origin, SpanTarget::Key);
        self.schemas.diagnostics.push(diagnostic.with_note(format!("the caller gives it as {form}")));
    }

    /// A body in another media type than the one of the typed method, whose type is `ty`.
    fn other_body(&mut self, other: &Content, chosen: &Content, ty: &Type, has_xml: bool, hint: &Hint) -> OtherBody {
        // There is one table of elements for an operation.
        let alternative_codec = match self.codec(other) {
            BodyCodec::Xml if !has_xml || !xml::is_written_alike(self.table(), chosen, other) => BodyCodec::Bytes,
            // A body that is JSON is not sent as text. `text/plain` beside `application/json` with one schema is an
            // echo of the framework's defaults more often than a second form.
            BodyCodec::Json if family(&other.media_type) == Family::Text => BodyCodec::Text,
            alternative_codec => alternative_codec,
        };
        let is_like = self.codec(chosen).is_typed();
        let of_schema = |types: &mut Self, schema| types.schemas.lower(schema, &hint.within(alternative_codec.word()));
        let of_parts =
            self.part_reader().type_of_typed(other, alternative_codec, &hint.within(alternative_codec.word()));
        let of_schemas = other.schema.filter(|_| alternative_codec.is_typed() && of_parts.is_none());
        let own_ty = of_schemas.map(|schema| of_schema(self, schema)).or(of_parts);
        let own_ty = own_ty.filter(|own_ty| !is_like || !is_same(ty, own_ty, &|id| self.schemas.registry.def(id)));
        let own_ty = own_ty.map(|ty| without_null(&mut self.schemas, other, alternative_codec, ty));
        let items =
            if alternative_codec.is_of_items() || other.items.is_some() { self.sent_items(other, hint) } else { None };
        let own_ty = own_ty.or(items.filter(|_| alternative_codec.is_of_items()).map(|items| items.ty));
        let limit = if alternative_codec.is_typed() {
            if own_ty.is_some() {
                None
            } else if !is_like {
                Some("as raw bytes alone")
            } else if self.part_reader().has_files(chosen) {
                Some("without files")
            } else {
                None
            }
        } else if alternative_codec.is_of_items() {
            None
        } else {
            (!self.is_handed_out(other)).then_some("as raw bytes alone")
        };
        if let Some(limit) = limit {
            let message = format!("the client sends a body of `{}` {limit}", other.media_type);
            self.schemas
                .diagnostics
                .push(Diagnostic::note(Code::AlternativeMediaType, message).at(other.origin, SpanTarget::Key));
        }
        OtherBody {
            content: other.origin,
            media_type: if own_ty.is_some() {
                self.sent_media_type(other, alternative_codec)
            } else {
                other.media_type.clone()
            },
            codec: alternative_codec,
            constraints: constraints_of(&self.schemas.registry, other, alternative_codec),
            parts: self.part_reader().parts(other, alternative_codec, hint),
            ty: own_ty,
        }
    }

    /// Returns `true` if the document says no more of a body than that it is text or bytes, as a caller gets or gives
    /// it.
    pub(super) fn is_handed_out(&mut self, content: &Content) -> bool {
        if let Some(schema) = content.schema.filter(|_| self.is_bytes(content)) {
            self.schemas.registry.record_verbatim(schema, &Type::Bytes);
            return true;
        }
        let Some(schema) = content.schema else {
            return !matches!(family(&content.media_type), Family::Encoded | Family::Xml);
        };
        match family(&content.media_type) {
            Family::Xml if !is_xml(self.table(), content) => drop(self.text_as_it_is(content, (), ())),
            Family::Text if is_text(self.table(), schema) => {
                self.schemas.registry.record_verbatim(schema, &Type::String)
            }
            Family::Binary | Family::Wildcard if is_text(self.table(), schema) => {
                self.schemas.registry.record_verbatim(schema, &Type::Bytes)
            }
            _ => return false,
        }
        true
    }

    /// The documentation of a body, and of its values if their schema has no type of its own.
    pub(super) fn described(&self, description: Option<&String>, content: &Content) -> Option<String> {
        let values = content.schema.and_then(|schema| docs::of_unnamed(self.table(), schema));
        let parts: Vec<String> = description.cloned().into_iter().chain(values).collect();
        (!parts.is_empty()).then(|| parts.join("\n\n"))
    }

    /// A document as the text or bytes that it is.
    fn text_as_it_is<C>(&mut self, content: &Content, text: C, bytes: C) -> (C, Type) {
        let is_bytes = content.schema.is_some_and(|schema| is_binary(self.table().target(schema).1));
        let (codec, ty) = if is_bytes { (bytes, Type::Bytes) } else { (text, Type::String) };
        if let Some(schema) = content.schema {
            self.schemas.registry.record_verbatim(schema, &ty);
        }
        (codec, ty)
    }

    /// Returns `true` if a body is bytes, whichever way it goes. A `file` of the document is one, whatever its media
    /// type (OAS 2.0, "Schema Object", `file`; OAS 3.1.1, "Working with Binary Data"). JSON and text have no bytes.
    fn is_bytes(&self, content: &Content) -> bool {
        match (family_of(content), content.schema) {
            (Family::Json | Family::Wildcard | Family::Text | Family::Xml, Some(schema)) => {
                is_binary(self.table().value(schema).1)
            }
            (Family::Wildcard, None) => true,
            (Family::Binary, _) => false, // it is bytes, or a stream
            (Family::Json | Family::Text | Family::Xml, None) | (Family::Encoded, _) => false,
        }
    }

    /// The codec of a body of a media type.
    fn codec(&mut self, content: &Content) -> BodyCodec {
        if self.is_bytes(content) {
            return BodyCodec::Bytes;
        }
        match family_of(content) {
            Family::Json | Family::Wildcard => BodyCodec::Json,
            Family::Text if is_sent_word(self.table(), content) => BodyCodec::Json,
            Family::Text => BodyCodec::Text,
            Family::Xml if is_xml(self.table(), content) => BodyCodec::Xml,
            Family::Xml if content.schema.is_some() => self.text_as_it_is(content, BodyCodec::Text, BodyCodec::Bytes).0,
            Family::Encoded if content.media_type.is_form() => match Names::new(self.table(), content.schema) {
                Names::Declared | Names::Open => BodyCodec::Form,
                // A text in the place of a form is a form that the caller has written.
                Names::Text => BodyCodec::Text,
                Names::Items | Names::Other => BodyCodec::Bytes,
            },
            Family::Encoded if self.part_reader().has_typed_parts(content) => BodyCodec::Multipart,
            Family::Binary => codec_of_items(self.table(), content).unwrap_or(BodyCodec::Bytes),
            Family::Encoded | Family::Xml => BodyCodec::Bytes,
        }
    }

    /// The media type that is sent: not a range, and with a charset in which the client writes.
    fn sent_media_type(&mut self, content: &Content, codec: BodyCodec) -> MediaType {
        // `Content-Type` is a media type and no range (RFC 9110, section 8.3).
        let media_type = match codec {
            BodyCodec::Json if content.media_type.is_range() => MediaType::new("application/json"),
            _ if content.media_type.is_range() => MediaType::new("application/octet-stream"),
            _ => content.media_type.clone(),
        };
        let is_written = match codec {
            BodyCodec::Text | BodyCodec::Json | BodyCodec::Xml => media_type.has_written_charset(),
            BodyCodec::Form => media_type.is_utf8(),
            BodyCodec::Multipart | BodyCodec::Bytes | BodyCodec::Lines | BodyCodec::Sequence => true,
        };
        if is_written {
            return media_type;
        }
        let charset = media_type.charset().unwrap_or_default();
        let message = format!("the client cannot send this body in the charset `{charset}`");
        let diagnostic = Diagnostic::warning(Code::AlternativeMediaType, message).at(content.origin, SpanTarget::Key);
        self.schemas.diagnostics.push(diagnostic.with_note("it is sent in UTF-8").help(OTHER_CHARSET));
        MediaType::new(format!("{}; charset=utf-8", media_type.essence()))
    }

    pub(super) fn response_body(&mut self, content: &Content, hint: &Hint, success: bool) -> (Codec, Type) {
        if self.is_bytes(content) {
            content.schema.iter().for_each(|schema| self.schemas.registry.record_verbatim(*schema, &Type::Bytes));
            return (Codec::Binary, Type::Bytes);
        }
        let family = family_of(content);
        if let (Family::Text | Family::Binary, Some(schema)) = (family, content.schema) {
            if family == Family::Text && is_word(self.table(), content) {
                // The text of a number or boolean is its JSON.
                return (Codec::Json, self.schemas.lower(schema, hint));
            }
            if is_text(self.table(), schema) {
                self.schemas
                    .registry
                    .record_verbatim(schema, if family == Family::Text { &Type::String } else { &Type::Bytes });
            } else if !success || framing_of(content).is_none() {
                self.schemas.diagnostics.push(undecoded(content, family).with_severity(Severity::Warning));
            }
        }
        match (family, content.schema) {
            (Family::Text, _) => (Codec::Text, Type::String),
            (Family::Xml, Some(schema)) if is_xml(self.table(), content) => {
                let ty = self.schemas.lower(schema, hint);
                (
                    Codec::Xml(self.xml().xml_root(
                        &XmlPosition::from_content(content),
                        schema,
                        Direction::Received,
                        hint,
                    )),
                    ty,
                )
            }
            (Family::Xml, Some(_)) => self.text_as_it_is(content, Codec::Text, Codec::Binary),
            // A string has a codec of its own: services send it as JSON, and as bare text all the same.
            (Family::Json | Family::Wildcard, Some(schema)) => {
                let ty = self.schemas.lower(schema, hint);
                let codec =
                    if *self.schemas.registry.resolved(&ty) == Type::String { Codec::JsonString } else { Codec::Json };
                (codec, ty)
            }
            (Family::Json, None) => (Codec::Json, Type::Any),
            (Family::Wildcard, None) | (Family::Binary, _) => (Codec::Binary, Type::Bytes),
            (Family::Encoded | Family::Xml, _) => {
                self.schemas.diagnostics.push(undecoded(content, family).with_severity(Severity::Warning));
                (Codec::Binary, Type::Bytes)
            }
        }
    }
}

/// The help about a charset in which the client does not write.
pub(super) const OTHER_CHARSET: &str = "`.with_body(bytes)` sends bytes of any charset";

/// The finding about a body that is received as it was sent, though its schema says more of it.
pub(super) fn undecoded(content: &Content, family: Family) -> Diagnostic {
    let (form, schema) = match family {
        Family::Text => ("text", "{ type: string }"),
        _ => ("bytes", "{ type: string, format: binary }"),
    };
    let message = format!("the client cannot decode a body of `{}` as its schema says", content.media_type);
    Diagnostic::note(Code::CallerEncoded, message)
        .at(content.origin, SpanTarget::Key)
        .with_note(format!("it comes as {form}"))
        .help(format!("decode it in your program; `schema: {schema}` describes what comes"))
}

/// The type of a body without `null`, which no form and no list of parts is.
fn without_null(types: &mut SchemaReader<'_>, content: &Content, codec: BodyCodec, ty: Type) -> Type {
    let is_of_names = matches!(codec, BodyCodec::Form | BodyCodec::Multipart);
    let Type::Nullable(inner) = types.registry.resolved(&ty) else { return ty };
    if !is_of_names {
        return ty;
    }
    let inner = (**inner).clone();
    let message = format!("`{}` has no form for the `null` of this body", content.media_type);
    let note = Diagnostic::note(Code::UndefinedStyle, message).at(content.origin, SpanTarget::Key);
    types.diagnostics.push(note.with_note("`null` is not sent"));
    inner
}

/// The limits of the values of a typed body.
fn constraints_of(registry: &Registry<'_>, content: &Content, codec: BodyCodec) -> Constraints {
    let schema = content.schema.filter(|_| codec.is_typed());
    schema.map(|schema| registry.constraints(schema)).unwrap_or_default()
}

/// Returns `true` if a body in XML has elements that its schema describes. A schema that says no more than that it is a string means
/// the document as text, unless it speaks of XML.
fn is_xml(table: &SchemaTable, content: &Content) -> bool {
    content.schema.is_some_and(|schema| !is_text(table, schema) || xml::settings(table, schema).origin.is_some())
}

/// The media type that is used where several are offered: the one that says most about types. Of those of JSON it is the
/// plain one, a list of changes comes behind a value, and a range of them last.
pub(super) fn preferred(content: &[Content]) -> Option<&Content> {
    content.iter().min_by_key(|content| match family_of(content) {
        Family::Json if content.media_type.is_plain_json() => 0,
        Family::Json if content.media_type.is_json_patch() => 2,
        Family::Json if !content.media_type.is_range() => 1,
        Family::Json => 3,
        Family::Wildcard if content.schema.is_some() => 4,
        Family::Xml if content.schema.is_some() => 5,
        // Text before bytes before forms: the first says most to a caller who has no schema.
        Family::Text => 6,
        Family::Binary => 7,
        Family::Wildcard => 8,
        Family::Encoded if content.media_type.is_form() => 9,
        Family::Encoded if content.media_type.is_multipart_form() => 10,
        Family::Encoded | Family::Xml => 11,
    })
}

/// Returns `true` if a text is a single number or boolean.
pub(super) fn is_word(table: &SchemaTable, content: &Content) -> bool {
    word(table, content).is_some()
}

/// Returns `true` if a text that is sent is a single integer or boolean, whose text is its JSON.
fn is_sent_word(table: &SchemaTable, content: &Content) -> bool {
    let is_same = |row: &Schema| match &row.form {
        // Doubles are left out: `1e3` and `1000.0` are texts of one number, and the service may read only one of them.
        Form::Number(number) => number.is_integer && !row.null,
        _ => !row.null,
    };
    word(table, content).is_some_and(is_same)
}

/// The schema of a text that is a single number or boolean.
fn word<'t>(table: &'t SchemaTable, content: &Content) -> Option<&'t Schema> {
    let row = table.target(content.schema.filter(|_| content.media_type.is("text/plain"))?).1;
    let is_word = match &row.form {
        Form::Number(_) | Form::Bool(_) => true,
        Form::Enum(list) => matches!(list.base, EnumBase::Integer(_)),
        _ => false,
    };
    is_word.then_some(row)
}

/// Returns `true` if a schema stands for bytes (OAS 3.0.4, "Considerations for File Uploads"). Since 3.1 it may also
/// have no type (OAS 3.1.1, "Working with Binary Data").
fn is_binary(row: &Schema) -> bool {
    let has_content = row.content_media_type().is_some() && row.content_encoding().is_none();
    row.format_name() == Some("binary") || has_content && !row.declares_type
}

/// Returns `true` if a schema says no more of a body than that it is text or bytes.
pub(super) fn is_text(table: &SchemaTable, schema: SchemaId) -> bool {
    let target = table.target(schema).1;
    let (is_declared, is_nullable) = (target.declares_type, target.null);
    match &target.form {
        Form::Text(_) => !is_nullable,
        Form::Any => true,
        // Types that other keywords imply, without saying what values are made of.
        Form::Object(object) => !is_declared && object.properties.is_empty(),
        Form::Array(array) => !is_declared && array.items.is_none(),
        Form::Number(_) | Form::Bool(_) | Form::Null => false,
        Form::Reference(_) | Form::Unresolved | Form::Enum(_) | Form::Union(_) => false,
    }
}
