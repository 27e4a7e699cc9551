//! Schemas as types.

use std::collections::{HashMap, HashSet};

use super::{docs, nullable, xml};
use crate::compose::Composed;
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Origin, Part, SchemaId};
use crate::ir::{Constraints, Hint, Schemas, Type, TypeDef, TypeId, TypeKind, Views};
use crate::schema::{Array, Form, Schema, SchemaTable};
use crate::values::{self, Looser, Samples, Validity};

/// The types that are being made.
pub(super) struct Types<'a> {
    pub(super) schemas: &'a SchemaTable,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// The types of scalar schemas, and of those of the configuration.
    pub(super) validity: Validity<'a>,
    /// The first schema whose numbers may have more digits than their type, and how many there are.
    rounded: Option<(Origin, usize)>,
    pub(super) options: &'a Options,
    /// Names of closed enums, in the configuration, that were met.
    pub(super) closed: HashSet<&'a str>,
    /// Default values of fields: the struct, the index of the field, and the value.
    pub(super) defaults: Vec<(TypeId, usize, &'a Node)>,
    /// Schemas that allow `null`.
    nullable: HashSet<SchemaId>,
    /// What unnamed schemas are called after.
    pub(super) hints: &'a HashMap<SchemaId, String>,
    /// How many schemas stand above one through `allOf`.
    depths: &'a HashMap<SchemaId, usize>,
    /// Schemas of bodies with files.
    pub(super) with_files: HashSet<SchemaId>,
    /// Enums within other schemas that have a name all the same.
    pub(super) enums: HashMap<String, Vec<TypeId>>,
    pub(super) defs: Vec<TypeDef>,
    /// The schemas that types were made of.
    owners: HashMap<TypeId, SchemaId>,
    /// Schemas that have a type. One that contains itself finds its own entry here.
    known: HashMap<SchemaId, Type>,
    /// Schemas of bodies that are text or bytes as they are, which is a type by itself.
    raw: HashMap<SchemaId, Type>,
    /// How bodies stand in XML.
    pub(super) xml: xml::Tables,
    /// Values of schemas.
    pub(super) samples: Samples,
    /// Unnamed schemas that are being lowered, to notice references that lead back without a name in between.
    open: Vec<SchemaId>,
}

impl<'a> Types<'a> {
    pub(super) fn new(
        composed: &'a Composed,
        validity: Validity<'a>,
        options: &'a Options,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let Composed { schemas, hints, depths, .. } = composed;
        let nullable = nullable::schemas(&validity);
        Self {
            schemas,
            nullable,
            diagnostics,
            validity,
            rounded: None,
            options,
            closed: HashSet::new(),
            samples: Samples::default(),
            defaults: Vec::new(),
            hints,
            depths,
            with_files: HashSet::new(),
            enums: HashMap::new(),
            defs: Vec::new(),
            owners: HashMap::new(),
            known: HashMap::new(),
            raw: HashMap::new(),
            xml: xml::Tables::default(),
            open: Vec::new(),
        }
    }

    /// The finished types, and what each schema became. Of several rows made of one schema the first one is the whole.
    pub(super) fn finish(mut self) -> (Vec<TypeDef>, Schemas) {
        self.report_rounded();
        self.write_defaults();
        for (def, owner) in &self.owners {
            self.defs[def.0].constraints = self.constraints_of_type(*owner);
        }
        let mut known: Vec<(SchemaId, Type)> = self.known.into_iter().chain(self.raw).collect();
        known.sort_by_key(|(id, _)| *id);
        let mut types = HashMap::with_capacity(known.len());
        for (id, ty) in known {
            types.entry(self.schemas.get(id).origin).or_insert(ty);
        }
        let origin = |id: &SchemaId| self.schemas.get(*id).origin;
        let absorbed: Vec<(Origin, Origin)> =
            self.schemas.absorbed().iter().map(|(part, whole)| (origin(part), origin(whole))).collect();
        for (part, whole) in absorbed.iter().rev() {
            if let Some(ty) = types.get(whole).cloned() {
                types.entry(*part).or_insert(ty);
            }
        }
        (self.defs, Schemas { types, absorbed })
    }

    /// Notes that a schema is a body of text or bytes.
    pub(super) fn is_raw(&mut self, id: SchemaId, ty: &Type) {
        self.raw.insert(id, ty.clone());
    }

    /// What a type stands for, with other names for it followed.
    pub(super) fn resolved<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        for _ in 0..=self.defs.len() {
            match ty {
                Type::Named(id) => match &self.defs[id.0].kind {
                    TypeKind::Alias(to) => ty = to,
                    _ => break,
                },
                _ => break,
            }
        }
        ty
    }

    /// Whether a schema allows `null`.
    pub(super) fn allows_null(&self, id: SchemaId) -> bool {
        self.nullable.contains(&id)
    }

    /// The definition of a type.
    pub(super) fn def(&self, id: TypeId) -> &TypeDef {
        &self.defs[id.0]
    }

    /// Makes the types of all named schemas, used or not. All of them have their id before the first is looked into, so
    /// references among them need no recursion. Those that others are made of come first, since an unnamed schema that
    /// both have is called after the one that it stands in; names decide the rest, whatever the order of the document.
    pub(super) fn named_schemas(&mut self) {
        let schemas = self.schemas;
        let mut named = Vec::new();
        for id in schemas.ids() {
            if let Some(name) = &schemas.get(id).name {
                let hint = Hint::schema(name);
                let def = self.reserve(id, &hint);
                self.named_enum(def, schemas.get(id));
                named.push((id, def, hint));
            }
        }
        named.sort_by_key(|(id, ..)| {
            let row = schemas.get(*id);
            (self.depths.get(id).copied(), row.name.clone(), row.pointer.clone())
        });
        for (id, def, hint) in named {
            let row = schemas.get(id);
            // `null` belongs to the uses of a name, not to the type behind it.
            let ty = self.shape(id, row, &hint, Some(def));
            self.name(id, def, ty);
        }
    }

    /// The type of a schema; the hint names it where it needs a name and the document gives it none.
    pub(super) fn lower(&mut self, id: SchemaId, hint: &Hint) -> Type {
        /// Schemas nest no deeper than texts do, and references to unnamed schemas are rare.
        const DEEPEST: usize = 200;
        if let Some(ty) = self.known.get(&id) {
            return ty.clone();
        }
        let schemas = self.schemas;
        let row = schemas.get(id);
        if self.open.contains(&id) {
            return Type::Named(self.reserve(id, hint));
        }
        if self.open.len() > DEEPEST {
            let message = "this schema refers to itself without a named schema in between";
            self.diagnostics.push(Diagnostic::error(Code::CircularReference, message).at(row.origin, Part::Value));
            return Type::Any;
        }
        self.open.push(id);
        let ty = self.shape(id, row, hint, None);
        self.open.pop();
        match self.reserved(id) {
            Some(own) => self.name(id, own, ty),
            None => {
                self.known.insert(id, ty);
            }
        }
        self.known[&id].clone()
    }

    /// Gives what a schema is the name that it got because it was met again within itself.
    fn name(&mut self, id: SchemaId, own: TypeId, ty: Type) {
        let (ty, null) = ty.split_null();
        if ty != Type::Named(own) {
            let is_nullable = matches!(self.known.get(&id), Some(Type::Nullable(_)));
            self.define(own, TypeKind::Alias(if null && !is_nullable { ty.nullable() } else { ty }));
        }
    }

    /// Whether a schema has a name of its own.
    pub(super) fn has_name(&self, id: SchemaId) -> bool {
        self.reserved(id).is_some()
    }

    /// The name that a schema has of its own, if it has one yet.
    fn reserved(&self, id: SchemaId) -> Option<TypeId> {
        let ty = match self.known.get(&id)? {
            Type::Nullable(inner) => inner,
            other => other,
        };
        match ty {
            Type::Named(def) if self.owners.get(def) == Some(&id) => Some(*def),
            _ => None,
        }
    }

    /// Takes an id for a type whose content follows.
    pub(super) fn reserve(&mut self, id: SchemaId, hint: &Hint) -> TypeId {
        if let Some(def) = self.reserved(id) {
            return def;
        }
        let row = self.schemas.get(id);
        let def = TypeId(self.defs.len());
        self.owners.insert(def, id);
        self.defs.push(TypeDef {
            origin: row.origin,
            hint: hint.clone(),
            pointer: row.pointer.to_string(),
            description: docs::schema(self.schemas, row),
            deprecated: row.annotations.deprecated,
            kind: TypeKind::Alias(Type::Any),
            examples: values::valid_examples(&self.validity, id),
            constraints: Constraints::default(),
            views: Views::default(),
            view_of: None,
        });
        let ty = Type::Named(def);
        self.known.insert(id, if self.nullable.contains(&id) { ty.nullable() } else { ty });
        def
    }

    /// Makes a name for a type.
    pub(super) fn alias(&mut self, id: SchemaId, hint: Hint, description: String, ty: Type) -> TypeId {
        let row = self.schemas.get(id);
        let def = TypeId(self.defs.len());
        self.defs.push(TypeDef {
            origin: row.origin,
            hint,
            pointer: row.pointer.to_string(),
            description: Some(description),
            deprecated: false,
            kind: TypeKind::Alias(ty),
            examples: Vec::new(),
            constraints: Constraints::default(),
            views: Views::default(),
            view_of: None,
        });
        def
    }

    /// Fills in the content of a reserved type.
    pub(super) fn define(&mut self, def: TypeId, kind: TypeKind) {
        self.defs[def.0].kind = kind;
    }

    /// The type of a schema. `def` is its own reserved definition, if it has one.
    fn shape(&mut self, id: SchemaId, schema: &Schema, hint: &Hint, def: Option<TypeId>) -> Type {
        if let Some(ty) = self.validity.foreign.get(&id) {
            return ty.clone();
        }
        let ty = match (&schema.form, self.validity.scalars.looser(schema)) {
            (Form::Reference(to), _) => return self.lower(*to, hint),
            (Form::Union(union), _) => return self.union(id, union, hint, def),
            (Form::Any | Form::Null | Form::Unresolved, _) => return Type::Any,
            (Form::Enum(list), _) => self.enumeration(id, schema, list, hint, def),
            (_, Some(Looser::Any)) => return Type::Any,
            (Form::Text(_) | Form::Number(_) | Form::Bool(_), _) => self.scalar(schema),
            (Form::Array(array), _) => self.list(schema, array, hint),
            (Form::Object(object), _) => self.object(id, schema, object, hint, def),
        };
        let is_loosened = self.validity.scalars.looser(schema) == Some(Looser::Nullable);
        if schema.null || is_loosened { ty.nullable() } else { ty }
    }

    fn scalar(&mut self, schema: &Schema) -> Type {
        if self.validity.scalars.is_rounded(schema) {
            let (first, count) = self.rounded.unwrap_or((schema.origin, 0));
            self.rounded = Some((first.min(schema.origin), count + 1));
        }
        self.validity.scalars.ty(schema)
    }

    /// Says once how many schemas have numbers of any size.
    fn report_rounded(&mut self) {
        let Some((first, count)) = self.rounded else { return };
        let others = if count == 1 { String::new() } else { format!(", the first of {count} like it,") };
        let message = format!("this number{others} may have more digits than `i64` or `f64` holds");
        let diagnostic = Diagnostic::note(Code::UnboundedNumber, message).at(first, Part::Key);
        self.diagnostics.push(diagnostic.help("`exact-numbers = true` in callsmith.toml keeps all digits"));
    }

    fn list(&mut self, schema: &Schema, array: &Array, hint: &Hint) -> Type {
        if array.is_tuple {
            let places = array.places.iter().enumerate();
            let places = places.map(|(index, place)| {
                let ty = self.lower(*place, &hint.within(&format!("item {}", index + 1)));
                self.bounded(schema, ty)
            });
            return Type::Tuple(places.collect());
        }
        let item = array.items.map_or(Type::Any, |items| self.lower(items, &hint.item()));
        let item = self.bounded(schema, item);
        Type::List(Box::new(item))
    }
}
