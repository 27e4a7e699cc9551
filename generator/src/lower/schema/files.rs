//! Files: what stands for bytes among the parts of a body.

use std::collections::{HashMap, HashSet};

use super::SchemaReader;
use crate::document::SchemaId;
use crate::ir::{Constraints, Hint, Type, TypeKind, Union, Variant};
use crate::limits;
use crate::resolve::{Content, Service};
use crate::schema::{Form, Schema, SchemaTable, UnionKeyword};
use crate::spec::{MediaType, PartRules};

/// The files of all bodies of several parts.
pub(in crate::lower) struct Files {
    /// The schemas of bodies that have some.
    bodies: HashSet<SchemaId>,
    /// The schemas of parts that are files, or have some among their values.
    shapes: HashMap<SchemaId, Shape>,
}

/// The files of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shape {
    /// It is one.
    File,
    /// Each item has some.
    List(Box<Shape>),
    /// Some of its alternatives have some.
    Union,
}

impl Files {
    /// Finds those that operations send (OAS 3.0.4, "Considerations for File Uploads"; OAS 3.1.1, "Encoding Object").
    pub(in crate::lower) fn of(service: &Service, schemas: &SchemaTable) -> Self {
        let mut files = Self { bodies: HashSet::new(), shapes: HashMap::new() };
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

    fn content(&mut self, content: &Content, rules: PartRules, schemas: &SchemaTable) {
        let Some(body) = content.schema.or(content.items) else { return };
        let mut found = Vec::new();
        let items = content.items.map(|items| (None, items));
        found.extend(items);
        let (mut open, mut seen) = (content.schema.into_iter().collect::<Vec<_>>(), HashSet::new());
        while let Some(id) = open.pop() {
            let (id, row) = schemas.target(id);
            if !seen.insert(id) {
                continue;
            }
            open.extend(row.alternatives());
            match &row.form {
                Form::Object(object) => {
                    found.extend(object.properties.iter().map(|(name, schema)| (Some(name.as_str()), *schema)));
                    found.extend(object.undeclared().map(|schema| (None, schema)));
                }
                Form::Array(array) if !content.media_type.is_multipart_form() => {
                    found.extend(array.items.map(|items| (None, items)));
                }
                _ => {}
            }
        }
        for (name, schema) in found {
            let part = content.parts.iter().find(|part| name == Some(part.name.as_str()));
            let media_types = part.map(|part| part.media_types_in(&content.media_type, rules)).unwrap_or_default();
            let is_styled = part.is_some_and(|part| part.style_in(&content.media_type, rules).is_some());
            let reader = Parts { schemas, media_types, are_bytes_untyped: rules.are_bytes_untyped && !is_styled };
            if let Some(shape) = reader.shape(schema, limits::REFERENCES) {
                self.shapes.insert(schema, shape);
                self.bodies.insert(body);
            }
        }
    }
}

/// The question which values of a part are files.
struct Parts<'a> {
    schemas: &'a SchemaTable,
    /// The media types that the document lists for the part.
    media_types: Vec<MediaType>,
    are_bytes_untyped: bool,
}

impl Parts<'_> {
    fn shape(&self, schema: SchemaId, depth: usize) -> Option<Shape> {
        let depth = depth.checked_sub(1)?;
        let row = self.schemas.value(schema).1;
        match &row.form {
            Form::Array(array) if !array.is_tuple => match array.items {
                Some(items) => self.shape(items, depth).map(|shape| Shape::List(Box::new(shape))),
                None if row.declares_type && self.is_untyped_file() => Some(Shape::List(Box::new(Shape::File))),
                None => None,
            },
            Form::Union(union) => {
                let members = union.members.iter().filter(|member| !self.schemas.get(**member).is_null());
                let shapes: Vec<Option<Shape>> = members.map(|member| self.shape(*member, depth)).collect();
                let list = Shape::List(Box::new(Shape::File));
                let are = |test: &dyn Fn(&Shape) -> bool| shapes.iter().all(|own| own.as_ref().is_some_and(test));
                match () {
                    () if shapes.iter().all(Option::is_none) => None,
                    () if are(&|own| *own == Shape::File) => Some(Shape::File),
                    // One file is a list of one: both are parts of one name.
                    () if are(&|own| *own == Shape::File || *own == list) => Some(list),
                    () => Some(Shape::Union),
                }
            }
            _ => self.is_file(row).then_some(Shape::File),
        }
    }

    /// Bytes are a string of the format `binary`, what has a media type and no encoding in text (OAS 3.1.1, "Working with Binary
    /// Data"), and what is sent in a media type of bytes. So is a value that the client does not encode.
    fn is_file(&self, row: &Schema) -> bool {
        let is_binary = row.format_name() == Some("binary");
        let has_content = row.content_media_type().is_some();
        match &row.form {
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
            listed => listed.iter().any(|media_type| media_type.is_binary() || media_type.as_str() == "*/*"),
        }
    }

    /// Returns `true` if an object is sent in a media type that the client does not write.
    fn is_encoded_by_caller(&self) -> bool {
        let mut concrete = self.media_types.iter().filter(|media_type| !media_type.is_range()).peekable();
        let is_written = |media_type: &MediaType| {
            media_type.is_json() || media_type.is_xml() || media_type.is_form() || media_type.is_yaml()
        };
        concrete.peek().is_some() && !concrete.any(is_written)
    }
}

impl SchemaReader<'_> {
    /// The type of a schema as a part of a body, where it stands for bytes or has some among its values. The types that the
    /// configuration puts in their place stay.
    pub(in crate::lower) fn file(&mut self, schema: SchemaId, hint: &Hint) -> Option<Type> {
        let shape = self.files.shapes.get(&schema)?.clone();
        self.part(schema, &shape, hint)
    }

    fn part(&mut self, schema: SchemaId, shape: &Shape, hint: &Hint) -> Option<Type> {
        let table = self.registry.table;
        if table.value_chain(schema).any(|id| self.registry.validity.foreign.contains_key(&id)) {
            return None;
        }
        let (id, row) = table.value(schema);
        match (shape, &row.form) {
            (Shape::List(inner), Form::Array(array)) => {
                let item = match array.items {
                    Some(items) => self.part(items, inner, &hint.item())?,
                    None => Type::file(),
                };
                Some(Type::List(Box::new(item)))
            }
            (Shape::List(_), _) => Some(Type::List(Box::new(Type::file()))),
            (Shape::Union, Form::Union(union)) => {
                let is_inclusive = union.keyword == UnionKeyword::AnyOf;
                Some(self.part_union(id, &union.members, is_inclusive, hint))
            }
            (Shape::File | Shape::Union, _) => Some(Type::file()),
        }
    }

    /// A union of which some alternatives are files.
    fn part_union(&mut self, id: SchemaId, members: &[SchemaId], inclusive: bool, hint: &Hint) -> Type {
        let mut variants: Vec<Variant> = Vec::new();
        let reader = Parts { schemas: self.registry.table, media_types: Vec::new(), are_bytes_untyped: false };
        for member in members.iter().filter(|member| !self.registry.table.get(**member).is_null()) {
            let part = reader.shape(*member, limits::REFERENCES).and_then(|shape| self.part(*member, &shape, hint));
            let name = match &part {
                Some(Type::List(_)) => "files",
                Some(_) => "file",
                None => "",
            };
            let (own, _) = self.member(*member, hint);
            let variant = match part {
                Some(ty) => Variant { name: name.to_owned(), ty, constraints: Constraints::default(), ..own.variant },
                None => own.variant,
            };
            if !variants.iter().any(|known| known.ty == variant.ty) {
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
