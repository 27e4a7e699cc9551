//! The types of schemas: their ids and definitions.

use crate::collections::{HashMap, HashSet};

use super::{docs, nullable, shared};
use crate::document::{Node, Origin, SchemaId};
use crate::ir::{Constraints, DefaultValue, Extra, Hint, Schemas, Type, TypeDef, TypeId, TypeKind, Views};
use crate::schema::SchemaTable;
use crate::values::{self, Validity};

/// The types that are being made, and the schemas that they are made of.
pub(super) struct Registry<'a> {
    pub(super) table: &'a SchemaTable,
    /// The types of scalar schemas, and of those of the configuration.
    pub(super) validity: Validity<'a>,
    /// Schemas that allow `null`.
    nullable: HashSet<SchemaId>,
    defs: Vec<TypeDef>,
    /// The schemas that types were made of.
    owners: HashMap<TypeId, SchemaId>,
    /// Schemas that have a type. One that contains itself finds its own entry here.
    types: HashMap<SchemaId, Type>,
    // Coverage asks what each schema of the document became. These become no type, and are in the client all the same.
    /// Schemas of texts and bytes that are handed over as they are, each with what it is handed over as.
    verbatim: HashMap<SchemaId, Type>,
    // A default value is written once the type of its field is finished: an enum further down may not have its variants
    // yet.
    /// Default values of fields: the struct, the index of the field, and the value.
    defaults: Vec<(TypeId, usize, &'a Node)>,
    /// Types of values with an undeclared tag, each with the property of the tag; `None` for the base of a union.
    undeclared: Vec<(Type, Option<String>)>,
    /// The schemas after whose components types are called.
    shared: HashMap<Hint, SchemaId>,
}

impl<'a> Registry<'a> {
    pub(super) fn new(validity: Validity<'a>) -> Self {
        Self {
            table: validity.schemas,
            nullable: nullable::schemas(&validity),
            validity,
            defs: Vec::new(),
            owners: HashMap::default(),
            types: HashMap::default(),
            verbatim: HashMap::default(),
            defaults: Vec::new(),
            undeclared: Vec::new(),
            shared: HashMap::default(),
        }
    }

    /// The place of a schema that belongs to a component which operations share. Of several schemas of one component the first is called
    /// after that alone, and the others after their media types too.
    pub(super) fn shared(&mut self, id: SchemaId) -> Option<Hint> {
        let (hint, media_type) = shared::hint(&self.table.get(id).pointer)?;
        let first = *self.shared.entry(hint.clone()).or_insert(id);
        Some(match media_type {
            Some(media_type) if first != id => hint.within(&media_type.subtype()),
            _ => hint,
        })
    }

    /// The type that a schema has got.
    pub(super) fn lowered(&self, id: SchemaId) -> Option<&Type> {
        self.types.get(&id)
    }

    /// Sets the type of a schema that has no name of its own.
    pub(super) fn insert(&mut self, id: SchemaId, ty: Type) {
        self.types.insert(id, ty);
    }

    /// The finished types, and what each schema became. Of several rows made of one schema the first one is the whole.
    pub(super) fn finish(mut self) -> (Vec<TypeDef>, Schemas) {
        self.write_defaults();
        self.keep_undeclared();
        for (def, owner) in &self.owners {
            self.defs[def.0].constraints = self.constraints_of_type(*owner);
        }
        let mut lowered_types: Vec<(SchemaId, Type)> = self.types.into_iter().chain(self.verbatim).collect();
        // Sorted, since of several rows of one schema the first is the whole, and a map has no order.
        lowered_types.sort_by_key(|(id, _)| *id);
        let mut types = HashMap::with_capacity_and_hasher(lowered_types.len(), Default::default());
        for (id, ty) in lowered_types {
            types.entry(self.table.get(id).origin).or_insert(ty);
        }
        let origin = |id: &SchemaId| self.table.get(*id).origin;
        let absorbed: Vec<(Origin, Origin)> =
            self.table.absorbed().iter().map(|(part, whole)| (origin(part), origin(whole))).collect();
        // From the last merge backwards: a whole may be part of a later one, whose type is known by then.
        for (part, whole) in absorbed.iter().rev() {
            if let Some(ty) = types.get(whole).cloned() {
                types.entry(*part).or_insert(ty);
            }
        }
        (self.defs, Schemas { types, absorbed })
    }

    /// Records that the values of a schema are handed over as they are: a body of text or bytes, a field of an event.
    pub(super) fn record_verbatim(&mut self, id: SchemaId, ty: &Type) {
        self.verbatim.insert(id, ty.clone());
    }

    /// The type behind other names for it.
    pub(super) fn resolved<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        // Aliases may form a circle until `simplify` cuts it, so the walk is bounded by their number.
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

    /// Returns `true` if a schema allows `null`.
    pub(super) fn allows_null(&self, id: SchemaId) -> bool {
        self.nullable.contains(&id)
    }

    /// The definition of a type.
    pub(super) fn def(&self, id: TypeId) -> &TypeDef {
        &self.defs[id.0]
    }

    /// Gives a type another documentation.
    pub(super) fn describe(&mut self, def: TypeId, description: Option<String>) {
        self.defs[def.0].description = description;
    }

    /// Notes a type of values with an undeclared tag until its struct is there. As the base of a union it keeps their
    /// undeclared properties, and the tag where it has no property for that.
    pub(super) fn note_undeclared(&mut self, ty: &Type, tag: Option<&str>) {
        self.undeclared.push((ty.clone(), tag.map(str::to_owned)));
    }

    fn keep_undeclared(&mut self) {
        for (ty, tag) in std::mem::take(&mut self.undeclared) {
            let Type::Named(id) = *self.resolved(&ty) else { continue };
            let TypeKind::Struct(structure) = &mut self.defs[id.0].kind else { continue };
            let has_tag = structure.fields.iter().any(|field| tag.as_ref() == Some(&field.name));
            if structure.extra == Extra::Ignored && !has_tag {
                structure.extra = Extra::Kept(Type::Any);
            }
        }
    }

    /// Gives what a schema is the name that it got because it was met again within itself.
    pub(super) fn name(&mut self, id: SchemaId, type_id: TypeId, ty: Type) {
        let (ty, null) = ty.split_null();
        // A schema that leads back to itself with nothing in between is a name for itself: `simplify` reports it.
        let is_open = self.defs[type_id.0].kind == TypeKind::Alias(Type::Any);
        if ty != Type::Named(type_id) || is_open {
            let is_nullable = matches!(self.types.get(&id), Some(Type::Nullable(_)));
            self.define(type_id, TypeKind::Alias(if null && !is_nullable { ty.nullable() } else { ty }));
        }
    }

    /// Returns `true` if a schema has a name of its own.
    pub(super) fn has_name(&self, id: SchemaId) -> bool {
        self.reserved(id).is_some()
    }

    /// The name that a schema has of its own, if it has one yet.
    pub(super) fn reserved(&self, id: SchemaId) -> Option<TypeId> {
        let ty = match self.types.get(&id)? {
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
        let row = self.table.get(id);
        let def = TypeId(self.defs.len());
        self.owners.insert(def, id);
        self.defs.push(TypeDef {
            origin: row.origin,
            hint: hint.clone(),
            pointer: row.pointer.to_string(),
            title: self.title(id),
            client_name: row.annotations.type_name.clone(),
            description: docs::schema(self.table, row),
            deprecated: row.annotations.deprecated,
            // A placeholder until the content follows. A schema that contains this one gets the id meanwhile.
            kind: TypeKind::Alias(Type::Any),
            examples: values::valid_examples(&self.validity, id),
            constraints: Constraints::default(),
            is_checked: false,
            views: Views::default(),
            view_of: None,
        });
        let ty = Type::Named(def);
        self.types.insert(id, if self.nullable.contains(&id) { ty.nullable() } else { ty });
        def
    }

    /// The title of a schema, or of the one that it refers to.
    fn title(&self, id: SchemaId) -> Option<String> {
        let title = |row: &crate::schema::Schema| row.annotations.title.clone();
        title(self.table.get(id)).or_else(|| title(self.table.target(id).1))
    }

    /// Makes a name for a type.
    pub(super) fn alias(&mut self, id: SchemaId, hint: Hint, description: String, ty: Type) -> TypeId {
        let def = self.unowned(id, hint);
        self.defs[def.0].description = Some(description);
        self.define(def, TypeKind::Alias(ty));
        def
    }

    /// Makes a type of a schema beside the one that it has, whose content follows.
    pub(super) fn unowned(&mut self, id: SchemaId, hint: Hint) -> TypeId {
        let row = self.table.get(id);
        let def = TypeId(self.defs.len());
        self.defs.push(TypeDef {
            origin: row.origin,
            hint,
            pointer: row.pointer.to_string(),
            title: self.title(id),
            client_name: row.annotations.type_name.clone(),
            description: docs::schema(self.table, row),
            deprecated: false,
            kind: TypeKind::Alias(Type::Any),
            examples: Vec::new(),
            constraints: Constraints::default(),
            is_checked: false,
            views: Views::default(),
            view_of: None,
        });
        def
    }

    /// Fills in the content of a reserved type.
    pub(super) fn define(&mut self, def: TypeId, kind: TypeKind) {
        self.defs[def.0].kind = kind;
    }

    /// Notes the default value of a field until its struct is there.
    pub(super) fn note_default(&mut self, def: TypeId, field: usize, schema: SchemaId) {
        let default = self.table.get(schema).annotations.default.as_ref();
        if let Some(node) = default.or_else(|| self.table.target(schema).1.annotations.default.as_ref()) {
            self.defaults.push((def, field, node));
        }
    }

    /// Gives the fields their default values.
    pub(super) fn write_defaults(&mut self) {
        for (def, field, node) in std::mem::take(&mut self.defaults) {
            let TypeKind::Struct(structure) = &mut self.defs[def.0].kind else { continue };
            if let Some(field) = structure.fields.get_mut(field) {
                field.default = Some(DefaultValue::Written(node.to_json()));
            }
        }
    }
}
