//! Files: what stands for bytes among the parts of a body.

use crate::collections::{HashMap, HashSet};

use super::SchemaReader;
use crate::document::SchemaId;
use crate::ir::{Constraints, Hint, Type, TypeKind, Union, Variant};
use crate::limits;
use crate::resolve::{BodyPart, Content, Service, part};
use crate::schema::{Array, Form, Schema, SchemaTable, UnionKeyword};
use crate::spec::{MediaType, PartRules};

// Files are decided for each body and not for each schema, since its Encoding Objects have a say. The types with files
// are a view of the schema.
/// The files of all bodies of several parts.
pub(in crate::lower) struct Files {
    /// The schemas of bodies that have some.
    bodies: HashSet<SchemaId>,
    /// The schemas of parts that are files, or have some among their values.
    shapes: HashMap<SchemaId, FileShape>,
}

/// The files of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
enum FileShape {
    /// A file.
    File,
    /// Each item has some, and is no list itself: a list within a list is one part, which JSON is written as.
    List(Box<FileShape>),
    /// Some of its alternatives have some.
    Union,
}

impl Files {
    /// Finds those that operations send (OAS 3.0.4, "Considerations for File Uploads"; OAS 3.1.1, "Encoding Object").
    pub(in crate::lower) fn new(service: &Service, schemas: &SchemaTable) -> Self {
        let mut files = Self { bodies: HashSet::default(), shapes: HashMap::default() };
        let bodies = service.operations.iter().filter_map(|operation| operation.body.as_ref());
        for content in bodies.flat_map(|body| &body.content).filter(|content| content.media_type.is_multipart()) {
            files.content(content, service.parts, schemas);
        }
        files
    }

    /// Returns `true` if a body has files.
    pub(in crate::lower) fn has(&self, body: SchemaId) -> bool {
        self.bodies.contains(&body)
    }

    /// Returns `true` if the values of a part are files, or have some among them.
    pub(in crate::lower) fn is_part(&self, schema: SchemaId) -> bool {
        self.shapes.contains_key(&schema)
    }

    fn content(&mut self, content: &Content, rules: PartRules, schemas: &SchemaTable) {
        let Some(body) = content.schema.or(content.items) else { return };
        let mut contents: Vec<(Option<&BodyPart>, SchemaId)> = Vec::new();
        let named = |name: &str| content.parts.iter().find(|part| part.name == name);
        let (mut open, mut seen) = (content.schema.into_iter().collect::<Vec<_>>(), HashSet::default());
        while let Some(id) = open.pop() {
            let (id, row) = schemas.target(id);
            if !seen.insert(id) {
                continue;
            }
            open.extend(row.alternatives());
            if let Form::Object(object) = &row.form {
                contents.extend(object.properties.iter().map(|(name, schema)| (named(name), *schema)));
                contents.extend(object.undeclared().map(|schema| (None, schema)));
            }
        }
        let by_place = contents.len();
        for (place, schema) in part::places(schemas, &content.media_type, content.schema, content.items) {
            let position = content.positions.iter().find(|(position, _)| *position == place);
            contents.push((position.map(|(_, part)| part), schema));
        }
        for (index, (part, schema)) in contents.into_iter().enumerate() {
            let media_types = part.map(|part| part.media_types_in(&content.media_type, rules)).unwrap_or_default();
            let is_styled = part.is_some_and(|part| part.style_in(&content.media_type, rules).is_some());
            let are_bytes_untyped = rules.are_bytes_untyped && !is_styled;
            let reader = FileParts { schemas, media_types, are_bytes_untyped, has_xml: index < by_place };
            // Parts within a part are one, which the caller encodes.
            let is_nested = index >= by_place && reader.media_types.iter().any(MediaType::is_multipart);
            let shape = if is_nested {
                Some(FileShape::File)
            } else {
                reader.shape(schema, Container::Body, limits::REFERENCES)
            };
            if let Some(shape) = shape {
                self.shapes.insert(schema, shape);
                self.bodies.insert(body);
            }
        }
    }
}

/// The value that a value stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Container {
    Body,
    List,
}

/// The question which values of a part are files.
struct FileParts<'a> {
    schemas: &'a SchemaTable,
    /// The media types that the document lists for the part.
    media_types: Vec<MediaType>,
    are_bytes_untyped: bool,
    /// `true` if objects are written as XML where their media type is that.
    has_xml: bool,
}

impl FileParts<'_> {
    fn shape(&self, schema: SchemaId, within: Container, depth: usize) -> Option<FileShape> {
        let depth = depth.checked_sub(1)?;
        let row = self.schemas.value(schema).1;
        match &row.form {
            Form::Array(_) if within == Container::List => None,
            Form::Array(array) if !array.is_tuple => match array.items {
                Some(items) => self.shape(items, Container::List, depth).map(|shape| FileShape::List(Box::new(shape))),
                None if row.declares_type && self.is_untyped_file() => Some(FileShape::List(Box::new(FileShape::File))),
                None => None,
            },
            Form::Union(union) => {
                let members = union.members.iter().filter(|member| !self.schemas.get(**member).is_null());
                let shapes: Vec<Option<FileShape>> = members.map(|member| self.shape(*member, within, depth)).collect();
                let list = FileShape::List(Box::new(FileShape::File));
                let are = |test: &dyn Fn(&FileShape) -> bool| {
                    shapes.iter().all(|item_shape| item_shape.as_ref().is_some_and(test))
                };
                match () {
                    () if shapes.iter().all(Option::is_none) => None,
                    () if are(&|item_shape| *item_shape == FileShape::File) => Some(FileShape::File),
                    // One file is a list of one: both are parts of one name.
                    () if are(&|item_shape| *item_shape == FileShape::File || *item_shape == list) => Some(list),
                    () => Some(FileShape::Union),
                }
            }
            _ => self.is_file(row).then_some(FileShape::File),
        }
    }

    /// Bytes are a string of the format `binary`, or a value with a media type and no encoding in text. (OAS 3.1.1,
    /// "Working with Binary Data".) So is a value that is sent in a media type of bytes. So is a value that the client
    /// does not encode.
    fn is_file(&self, row: &Schema) -> bool {
        let is_binary = row.format_name() == Some("binary");
        let has_content = row.content_media_type().is_some();
        match &row.form {
            // Base64 is text: whoever sends it has encoded it already.
            _ if row.content_encoding().is_some() => false,
            Form::Text(_) if is_binary || has_content => true,
            Form::Any if is_binary || has_content => true,
            Form::Text(_) => row.format_name().is_none() && self.is_binary(),
            Form::Any if !row.declares_type => self.is_untyped_file(),
            Form::Object(object) => {
                let says_nothing = !row.declares_type && object.properties.is_empty() && row.is_bare();
                says_nothing && self.is_untyped_file() || row.declares_type && self.is_encoded_by_caller()
            }
            _ => false,
        }
    }

    fn is_binary(&self) -> bool {
        self.media_types.iter().any(MediaType::is_binary)
    }

    /// Returns `true` if a value without a type is bytes.
    fn is_untyped_file(&self) -> bool {
        match &self.media_types[..] {
            [] => self.are_bytes_untyped,
            listed => listed
                .iter()
                .any(|media_type| media_type.is_binary() || media_type.is_multipart() || media_type.as_str() == "*/*"),
        }
    }

    /// Returns `true` if an object is sent in a media type that the client does not write.
    fn is_encoded_by_caller(&self) -> bool {
        let mut concrete = self.media_types.iter().filter(|media_type| !media_type.is_range()).peekable();
        let is_written = |media_type: &MediaType| {
            let is_xml = self.has_xml && media_type.is_xml();
            media_type.is_json() || is_xml || media_type.is_form() || media_type.is_yaml()
        };
        concrete.peek().is_some() && !concrete.any(is_written)
    }
}

impl SchemaReader<'_> {
    /// The type of a schema as a part of a body, where it stands for bytes or has some among its values. The types that the
    /// configuration puts in their place stay.
    pub(in crate::lower) fn file(&mut self, schema: SchemaId, hint: &Hint) -> Option<Type> {
        let shape = self.files.shapes.get(&schema)?.clone();
        self.part(schema, &shape, Container::Body, hint)
    }

    fn part(&mut self, schema: SchemaId, shape: &FileShape, within: Container, hint: &Hint) -> Option<Type> {
        let table = self.registry.table;
        if table.value_chain(schema).any(|id| self.registry.validity.foreign.contains_key(&id)) {
            return None;
        }
        let (id, row) = table.value(schema);
        match (shape, &row.form) {
            (FileShape::List(inner), Form::Array(array)) => {
                let item = match array.items {
                    Some(items) => self.part(items, inner, Container::List, &hint.item())?,
                    None => Type::file(),
                };
                Some(Type::List(Box::new(item)))
            }
            (FileShape::List(_), _) => Some(Type::List(Box::new(Type::file()))),
            (FileShape::Union, Form::Union(union)) => {
                let is_inclusive = union.keyword == UnionKeyword::AnyOf;
                Some(self.part_union(id, &union.members, is_inclusive, within, hint))
            }
            (FileShape::File | FileShape::Union, _) => Some(Type::file()),
        }
    }

    /// The type of the items of an array with places, where some of them are files or have some.
    pub(in crate::lower) fn places(&mut self, id: SchemaId, array: &Array, hint: &Hint) -> Option<Type> {
        let rest = array.rest(self.registry.table);
        let members: Vec<SchemaId> = array.places.iter().copied().chain(rest).collect();
        if !members.iter().any(|member| self.files.is_part(*member)) {
            return None;
        }
        let item = self.part_union(id, &members, true, Container::Body, hint);
        for member in members {
            self.registry.record_verbatim(member, &item);
        }
        Some(item)
    }

    /// A union of which some alternatives are files.
    fn part_union(
        &mut self,
        id: SchemaId,
        members: &[SchemaId],
        inclusive: bool,
        within: Container,
        hint: &Hint,
    ) -> Type {
        let mut variants: Vec<Variant> = Vec::new();
        let schemas = self.registry.table;
        let reader = FileParts { schemas, media_types: Vec::new(), are_bytes_untyped: false, has_xml: true };
        for member in members.iter().filter(|member| !self.registry.table.get(**member).is_null()) {
            let existing = self.files.shapes.get(member).cloned();
            let shape = existing.or_else(|| reader.shape(*member, within, limits::REFERENCES));
            let part = shape.and_then(|shape| self.part(*member, &shape, within, hint));
            let name = match &part {
                Some(Type::List(_)) => "files",
                Some(_) => "file",
                None => "",
            };
            let called = super::apart::called(self.registry.table, self.hints, *member);
            let (alternative, _) = self.member(*member, called, hint);
            let variant = match part {
                Some(ty) => {
                    Variant { name: name.to_owned(), ty, constraints: Constraints::default(), ..alternative.variant }
                }
                None => alternative.variant,
            };
            if !variants.iter().any(|existing| existing.ty == variant.ty) {
                variants.push(variant);
            }
        }
        super::union::name_variants_by_kind(&mut variants);
        if variants.len() < 2 {
            return variants.pop().map_or_else(Type::file, |variant| variant.ty);
        }
        let def = self.registry.unowned(id, hint.within("part"));
        self.registry.define(def, TypeKind::Union(Union { variants, discriminator: None, inclusive }));
        Type::Named(def)
    }
}
