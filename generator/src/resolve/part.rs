//! Parts of forms and of multipart bodies.

use crate::collections::HashSet;

use super::parameter::style;
use super::{BodyPart, Header, response, text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, SchemaId, SpanTarget};
use crate::ir::{PartPlace, PartStyle};
use crate::schema::{Form, Object, SchemaTable};
use crate::spec::{
    Field, HeaderOwner, Location, MediaType, Members as _, PartRules, is_extension, is_header_name, is_same_header,
};

/// The encoding of each property in a Media Type Object.
pub(super) fn parts(media_type: &Node, diagnostics: &mut Diagnostics) -> Vec<BodyPart> {
    let entries = media_type.entries(Field::Encoding);
    let entries = entries.filter(|(name, node)| !is_extension(name) || node.as_object().is_some());
    entries.map(|(name, node)| encoding(name.clone(), node, diagnostics)).collect()
}

/// The encoding of each item of an array (OAS 3.2.0, "Media Type Object", `prefixEncoding` and `itemEncoding`).
pub(super) fn positions(media_type: &Node, diagnostics: &mut Diagnostics) -> Vec<(PartPlace, BodyPart)> {
    let mut positions = Vec::new();
    for (index, node) in media_type.list(Field::PrefixEncoding).iter().enumerate() {
        positions.push((PartPlace::Nth(index), encoding(format!("[{index}]"), node, diagnostics)));
    }
    if let Some(node) = media_type.member(Field::ItemEncoding) {
        positions.push((PartPlace::Rest, encoding("[]".to_owned(), node, diagnostics)));
    }
    positions
}

fn encoding(name: String, node: &Node, diagnostics: &mut Diagnostics) -> BodyPart {
    BodyPart {
        origin: node.origin,
        name,
        style: part_style(node, diagnostics),
        content_type: text(node, Field::ContentType),
        headers: headers(node, diagnostics),
    }
}

/// The headers of a part that can be sent beside those that every part has (RFC 7578, section 4.8).
fn headers(node: &Node, diagnostics: &mut Diagnostics) -> Vec<Header> {
    let mut headers = response::headers(node, diagnostics);
    let mut names: Vec<String> = Vec::new();
    headers.retain(|header| {
        let name = &header.name;
        let owner = HeaderOwner::parse(name).filter(|owner| *owner != HeaderOwner::Client);
        let diagnostic = if is_same_header(name, "content-disposition") {
            Diagnostic::note(
                Code::ProtocolHeader,
                format!("the client writes the header `{name}` from the names of part and file"),
            )
        } else if let Some(owner) = owner {
            Diagnostic::note(Code::ProtocolHeader, format!("the header `{name}` {}", owner.reason()))
        } else if let Some(first) = names.iter().find(|names| is_same_header(names, name)) {
            let diagnostic = Diagnostic::warning(Code::InvalidValue, format!("the header `{name}` is declared twice"));
            diagnostic.with_note(format!("the first one is used: the case of letters does not tell `{first}` apart"))
        } else if !is_header_name(name) {
            let diagnostic =
                Diagnostic::warning(Code::InvalidValue, format!("`{name}` cannot be the name of a header"));
            diagnostic.with_note("the header is left out")
        } else {
            names.push(name.clone());
            return true;
        };
        diagnostics.push(diagnostic.at(header.origin, SpanTarget::Key));
        false
    });
    headers
}

// Both `lint` and `lower` ask the functions of this file, so what is named is what is done.
/// The style, where any of its keys is there; the others have their defaults (OAS 3.1.1, "Encoding Object").
fn part_style(node: &Node, diagnostics: &mut Diagnostics) -> Option<PartStyle> {
    [Field::Style, Field::Explode, Field::AllowReserved].into_iter().find(|field| node.has(*field))?;
    let style = style(node, Location::Query, diagnostics);
    let explode = node.flag(Field::Explode).unwrap_or(style.explodes());
    Some(PartStyle { style, explode, allow_reserved: node.flag(Field::AllowReserved).unwrap_or(false) })
}

impl BodyPart {
    /// The style that counts in a body of a media type. Where one does, media types do not (OAS 3.1.1, "Encoding Object").
    pub(crate) fn style_in(&self, body: &MediaType, rules: PartRules) -> Option<PartStyle> {
        self.style.filter(|_| body.is_form() || body.is_multipart_form() && rules.have_styles)
    }

    /// The media types that the document lists for it, where they count.
    pub(crate) fn media_types_in(&self, body: &MediaType, rules: PartRules) -> Vec<MediaType> {
        let counts = (body.is_form() || body.is_multipart()) && self.style_in(body, rules).is_none();
        // `contentType` may be "a comma-separated list" of media types (OAS 3.1.1, "Encoding Object").
        let listed = self.content_type.as_deref().filter(|_| counts).unwrap_or_default().split(',').map(str::trim);
        listed.filter(|media_type| !media_type.is_empty()).map(MediaType::new).collect()
    }
}

/// The properties of a body that is an object, or one of several: each name with the schemas that it has.
pub(crate) fn properties(schemas: &SchemaTable, body: SchemaId) -> Vec<(&str, SchemaId)> {
    let (mut open, mut seen, mut properties) = (vec![body], HashSet::default(), Vec::new());
    while let Some(id) = open.pop() {
        let (id, row) = schemas.target(id);
        if seen.insert(id) {
            let own_properties = row.as_object().into_iter().flat_map(|object| &object.properties);
            properties.extend(own_properties.map(|(name, schema)| (name.as_str(), *schema)));
            open.extend(row.alternatives());
        }
    }
    properties
}

/// Returns `true` if a body may have properties that it does not declare, of which the document says something.
pub(crate) fn has_others(schemas: &SchemaTable, body: SchemaId) -> bool {
    let (mut open, mut seen) = (vec![body], HashSet::default());
    while let Some(id) = open.pop() {
        let (id, row) = schemas.target(id);
        if !seen.insert(id) {
            continue;
        }
        match &row.form {
            Form::Object(object) if object.undeclared().is_some() || object.patterns.is_some() => return true,
            Form::Any | Form::Unresolved => return true,
            _ => open.extend(row.alternatives()),
        }
    }
    false
}

/// The schemas of the items of a body in parts that is an array: those of the places, and of the items behind them.
pub(crate) fn places(
    schemas: &SchemaTable,
    media_type: &MediaType,
    body: Option<SchemaId>,
    items: Option<SchemaId>,
) -> Vec<(PartPlace, SchemaId)> {
    if !media_type.is_multipart() || media_type.is_multipart_form() {
        return Vec::new();
    }
    let mut places: Vec<(PartPlace, SchemaId)> = items.map(|items| (PartPlace::Rest, items)).into_iter().collect();
    let Some(array) = body.and_then(|schema| schemas.value(schema).1.as_array()) else { return places };
    places.extend(array.places.iter().enumerate().map(|(index, schema)| (PartPlace::Nth(index), *schema)));
    places.extend(array.rest(schemas).into_iter().map(|schema| (PartPlace::Rest, schema)));
    places
}

/// The schemas of the properties that a body does not declare.
pub(crate) fn undeclared(schemas: &SchemaTable, body: SchemaId) -> Vec<SchemaId> {
    let (mut open, mut seen, mut schemas_of_rest) = (vec![body], HashSet::default(), Vec::new());
    while let Some(id) = open.pop() {
        let (id, row) = schemas.target(id);
        if seen.insert(id) {
            schemas_of_rest.extend(row.as_object().and_then(Object::undeclared));
            open.extend(row.alternatives());
        }
    }
    schemas_of_rest
}
