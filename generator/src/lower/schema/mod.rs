//! Schemas as types.

mod additional_properties;
mod apart;
mod closed;
mod constraints;
mod depth;
mod enumeration;
pub(super) mod files;
mod object;
mod union;

use crate::collections::{HashMap, HashSet};

use self::files::Files;
use super::presence::NullAsAbsent;
use super::registry::Registry;
use crate::compose::Composed;
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Origin, SchemaId, SpanTarget};
use crate::ir::{Hint, Schemas, Type, TypeDef, TypeId};
use crate::limits;
use crate::lint::ReachedSchemas;
use crate::schema::{Array, Form, Schema};
use crate::values::{LooserType, Validity};

/// Makes types of schemas.
pub(super) struct SchemaReader<'a> {
    pub(super) registry: Registry<'a>,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) options: &'a Options,
    /// The first schema whose numbers may have more digits than their type, and how many there are.
    rounded: Option<(Origin, usize)>,
    /// Names of closed enums, in the configuration, that were met.
    closed: HashSet<&'a str>,
    /// The names after which unnamed schemas are called.
    hints: &'a HashMap<SchemaId, String>,
    /// The number of schemas above each through `allOf`.
    depths: &'a HashMap<SchemaId, usize>,
    /// Enums within other schemas that have a name all the same.
    enums: HashMap<String, Vec<TypeId>>,
    /// Texts that are read as the JSON that they hold, with its schema.
    pub(in crate::lower) contents: HashMap<SchemaId, SchemaId>,
    /// The files of bodies of several parts.
    pub(super) files: Files,
    /// The properties for which `null` and absence are one.
    null_as_absent: NullAsAbsent,
    /// Unnamed schemas that are being lowered, to notice references that lead back without a name in between.
    open: Vec<SchemaId>,
}

impl<'a> SchemaReader<'a> {
    pub(super) fn new(
        composed: &'a Composed,
        validity: Validity<'a>,
        files: Files,
        options: &'a Options,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let null_as_absent = NullAsAbsent::new(&options.null_as_absent, composed, diagnostics);
        Self {
            registry: Registry::new(validity),
            null_as_absent,
            diagnostics,
            options,
            rounded: None,
            closed: HashSet::default(),
            hints: &composed.hints,
            depths: &composed.depths,
            enums: HashMap::default(),
            contents: HashMap::default(),
            files,
            open: Vec::new(),
        }
    }

    /// Reports what can be said of all schemas together, and gives the finished types, and the type of each schema.
    pub(super) fn finish(mut self) -> (Vec<TypeDef>, Schemas) {
        self.report_unknown_closed();
        self.report_rounded();
        self.registry.finish()
    }

    /// Makes the types of the named schemas that a client has. All of them have their id before the first is looked
    /// into, so references among them need no recursion. Those that others are made of come first, since an unnamed
    /// schema that both have is called after the one around it. Names decide the rest, whatever the order of the
    /// document.
    pub(in crate::lower) fn named_schemas(&mut self, reached: &ReachedSchemas) {
        let schemas = self.registry.table;
        let mut named = Vec::new();
        for id in schemas.ids() {
            let row = schemas.get(id);
            if let Some(name) = &row.name {
                if !reached.has(id) {
                    self.diagnostics.omit_schema(name, &row.pointer.to_string());
                    continue;
                }
                let hint = Hint::schema(name);
                let def = self.registry.reserve(id, &hint);
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
            self.registry.name(id, def, ty);
        }
    }

    /// The type of a schema; the hint names it where it needs a name and the document gives it none.
    pub(in crate::lower) fn lower(&mut self, id: SchemaId, hint: &Hint) -> Type {
        if let Some(ty) = self.registry.lowered(id) {
            return ty.clone();
        }
        let schemas = self.registry.table;
        let row = schemas.get(id);
        let shared = self.registry.shared(id);
        let hint = shared.as_ref().unwrap_or(hint);
        // A schema that is met within itself needs a name, or its type would have no end.
        if self.open.contains(&id) {
            return Type::Named(self.registry.reserve(id, hint));
        }
        // Unnamed schemas are lowered by recursion, so the bound protects the stack.
        if self.open.len() > limits::UNNAMED_DEPTH {
            let depth = limits::UNNAMED_DEPTH;
            let message = format!("this schema is within more than {depth} schemas without a name");
            let diagnostic = Diagnostic::warning(Code::LooserType, message).at(row.origin, SpanTarget::Value);
            self.diagnostics.push(
                diagnostic
                    .with_note("its type is any JSON value")
                    .help("move one of them to `components: { schemas: … }`, and refer to it by `$ref`"),
            );
            return Type::Any;
        }
        let hint_of_name = row.name.as_deref().map(Hint::schema);
        if let Some(hint) = &hint_of_name {
            self.registry.reserve(id, hint);
        }
        let hint = hint_of_name.as_ref().unwrap_or(hint);
        self.open.push(id);
        let ty = match self.contents.get(&id).copied() {
            Some(content) => self.lower(content, hint),
            None => self.shape(id, row, hint, self.registry.reserved(id)),
        };
        self.open.pop();
        match self.registry.reserved(id) {
            Some(hint_of_name) => {
                self.registry.name(id, hint_of_name, ty.clone());
                self.registry.lowered(id).cloned().unwrap_or(ty)
            }
            None => {
                self.registry.insert(id, ty.clone());
                ty
            }
        }
    }

    /// The type of a schema. `def` is its own reserved definition, if it has one.
    fn shape(&mut self, id: SchemaId, schema: &Schema, hint: &Hint, def: Option<TypeId>) -> Type {
        if let Some(ty) = self.registry.validity.foreign.get(&id) {
            return ty.clone();
        }
        // The match is complete: a new form does not compile before it has a type.
        let ty = match (&schema.form, self.registry.validity.scalars.looser(schema)) {
            (Form::Reference(to), _) => return self.lower(*to, hint),
            (Form::Union(union), _) => return self.union(id, union, hint, def),
            (Form::Any | Form::Null | Form::Unresolved, _) => return Type::Any,
            (Form::Enum(list), _) => self.enumeration(id, schema, list, hint, def),
            (_, Some(LooserType::Any)) => return Type::Any,
            (Form::Text(_) | Form::Number(_) | Form::Bool(_), _) => self.scalar(schema),
            (Form::Array(array), _) => self.list(schema, array, hint),
            (Form::Object(object), _) => self.object(id, schema, object, hint, def),
        };
        let is_loosened = self.registry.validity.scalars.looser(schema) == Some(LooserType::Nullable);
        if schema.null || is_loosened { ty.nullable() } else { ty }
    }

    fn scalar(&mut self, schema: &Schema) -> Type {
        if self.registry.validity.scalars.is_rounded(schema) {
            let (first, count) = self.rounded.unwrap_or((schema.origin, 0));
            self.rounded = Some((first.min(schema.origin), count + 1));
        }
        self.registry.validity.scalars.ty(schema)
    }

    /// Says once how many schemas have numbers of any size.
    fn report_rounded(&mut self) {
        let Some((first, count)) = self.rounded else { return };
        let others = if count == 1 { String::new() } else { format!(", the first of {count} like it,") };
        let message = format!("this number{others} may have more digits than `i64` or `f64` holds");
        let diagnostic = Diagnostic::note(Code::UnboundedNumber, message).at(first, SpanTarget::Key);
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
