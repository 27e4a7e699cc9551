//! Schemas as types.

use std::collections::{HashMap, HashSet};

use super::bodies::Bodies;
use super::loosened::Looser;
use super::scalar::Scalars;
use super::vacuous::{self, ABOUT, NUMERIC};
use super::{docs, enumeration, example, nullable, sample, unmodelled, xml};
use crate::bundle::{Row, Table};
use crate::compose::Composed;
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Origin, Part, SchemaId};
use crate::ir::{Constraints, Hint, Schemas, Type, TypeDef, TypeId, TypeKind, Views};

/// The types that are being made.
pub(super) struct Types<'a> {
    pub(super) schemas: &'a Table,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) foreign: HashMap<SchemaId, Type>,
    /// Operations by their bodies.
    bodies: &'a Bodies,
    /// What formats become.
    pub(super) scalars: Scalars<'a>,
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
    pub(super) samples: sample::Known,
    /// Unnamed schemas that are being lowered, to notice references that lead back without a name in between.
    open: Vec<SchemaId>,
}

impl<'a> Types<'a> {
    pub(super) fn new(
        composed: &'a Composed,
        scalars: Scalars<'a>,
        bodies: &'a Bodies,
        foreign: HashMap<SchemaId, Type>,
        options: &'a Options,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let Composed { schemas, hints, depths, .. } = composed;
        let nullable = nullable::schemas(schemas, &foreign, scalars);
        Self {
            schemas,
            nullable,
            diagnostics,
            foreign,
            bodies,
            scalars,
            rounded: None,
            options,
            closed: HashSet::new(),
            samples: sample::Known::default(),
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

    /// Reports the examples of a schema that are not valid for it.
    fn check_examples(&mut self, id: SchemaId) {
        for finding in example::findings(&self.validity(), self.bodies, id) {
            self.diagnostics.push(finding);
        }
    }

    /// What decides whether examples fit.
    pub(super) fn validity(&self) -> example::Validity<'_> {
        example::Validity { schemas: self.schemas, foreign: &self.foreign, scalars: self.scalars }
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
            self.check_examples(id);
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
        self.check_examples(id);
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
            deprecated: row.flag("deprecated"),
            kind: TypeKind::Alias(Type::Any),
            examples: example::values(&self.validity(), id),
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

    /// What a schema is. `def` is its own reserved definition, if it has one.
    fn shape(&mut self, id: SchemaId, row: &Row, hint: &Hint, def: Option<TypeId>) -> Type {
        if let Some(ty) = self.foreign.get(&id) {
            return ty.clone();
        }
        unmodelled::report(row, self.diagnostics);
        vacuous::report(row, self.diagnostics);
        xml::check(row, self.diagnostics);
        if let Some(to) = row.schema("$ref") {
            return self.lower(to, hint);
        }
        if row.get("$ref").is_some() {
            return Type::Any; // it was reported as unresolved
        }
        for keyword in ["oneOf", "anyOf"] {
            if row.get(keyword).is_some() {
                return self.union(id, row, keyword, hint, def);
            }
        }
        if enumeration::is_listed(row) {
            return self.enumeration(id, row, hint, def);
        }
        self.by_type(id, row, hint, def)
    }

    fn enumeration(&mut self, id: SchemaId, row: &Row, hint: &Hint, def: Option<TypeId>) -> Type {
        let read = enumeration::read(row, self.diagnostics);
        let ty = match read.values {
            Ok(mut values) => {
                values.closed = self.closes(row);
                let def = def.unwrap_or_else(|| self.inline_enum(id, row, hint, &values));
                self.define(def, TypeKind::Enum(values));
                Type::Named(def)
            }
            Err(base) => base,
        };
        if read.nullable { ty.nullable() } else { ty }
    }

    fn by_type(&mut self, id: SchemaId, row: &Row, hint: &Hint, def: Option<TypeId>) -> Type {
        let names: Vec<&str> = type_names(row).into_iter().filter(|name| *name != "null").collect();
        let name = match names.as_slice() {
            [] if type_names(row).is_empty() => implied(row),
            [] => Some("null"),
            [name] => Some(*name),
            _ => None, // the compose stage has made a union of it
        };
        let looser = self.scalars.looser(row);
        let ty = match name {
            _ if looser == Some(Looser::Any) => return Type::Any,
            None | Some("null") => return Type::Any,
            Some("array") => self.list(row, hint),
            Some("object") => self.object(id, row, hint, def),
            Some(name) => self.scalar(name, row),
        };
        if is_nullable(row) || looser == Some(Looser::Nullable) { ty.nullable() } else { ty }
    }

    fn scalar(&mut self, name: &str, row: &Row) -> Type {
        if self.scalars.is_rounded(name, row) {
            let (first, count) = self.rounded.unwrap_or((row.origin, 0));
            self.rounded = Some((first.min(row.origin), count + 1));
        }
        self.scalars.ty(name, row)
    }

    /// Says once how many schemas have numbers of any size.
    fn report_rounded(&mut self) {
        let Some((first, count)) = self.rounded else { return };
        let others = if count == 1 { String::new() } else { format!(", the first of {count} like it,") };
        let message = format!("this number{others} may have more digits than `i64` or `f64` holds");
        let diagnostic = Diagnostic::note(Code::UnboundedNumber, message).at(first, Part::Key);
        self.diagnostics.push(diagnostic.help("`exact-numbers = true` in callsmith.toml keeps all digits"));
    }

    fn list(&mut self, row: &Row, hint: &Hint) -> Type {
        if let Some(places) = row.get("prefixItems").and_then(Node::as_array) {
            let places = places.iter().filter_map(Node::as_schema).enumerate();
            let places = places.map(|(index, place)| {
                let ty = self.lower(place, &hint.within(&format!("item {}", index + 1)));
                self.bounded(row, ty)
            });
            return Type::Tuple(places.collect());
        }
        let item = row.schema("items").map_or(Type::Any, |items| self.lower(items, &hint.item()));
        let item = self.bounded(row, item);
        Type::List(Box::new(item))
    }
}

/// The names of the types of a schema; empty when it says none.
pub(super) fn type_names(row: &Row) -> Vec<&str> {
    row.get("type").and_then(Node::as_array).unwrap_or_default().iter().filter_map(Node::as_str).collect()
}

/// Whether `null` is one of several types.
fn is_nullable(row: &Row) -> bool {
    let names = type_names(row);
    names.len() > 1 && names.contains(&"null")
}

/// The type that keywords imply where a schema says none: that of the values which they are about. Where texts and numbers are spoken of, none
/// is meant alone.
pub(super) fn implied(row: &Row) -> Option<&'static str> {
    let has = |keyword: &&str| row.get(keyword).is_some();
    let is_about = |kind: &&str| ABOUT.iter().any(|(keyword, about)| about == kind && has(keyword));
    let kind = ["object", "array", "string"].into_iter().find(is_about)?;
    (kind != "string" || !NUMERIC.iter().any(has)).then_some(kind)
}
