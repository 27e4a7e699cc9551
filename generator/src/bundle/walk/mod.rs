//! The walk through documents along the grammar: it checks kinds and keys, follows references outside of schemas, and
//! moves schemas to the table.

mod components;
mod object;
mod reference;
mod schema;
mod selection;
mod siblings;
mod unknown_keywords;
mod value;

use crate::collections::HashMap;

use super::Version;
use super::check::Checker;
use super::references::{Position, Resolver, Target, reference_in};
use super::schemas::{RawSchemaTable, Schemas};
use crate::config::Select;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Library, Node, Object, Origin, Pointer, SchemaId, SpanTarget, Value};
use crate::grammar::ObjectShape;
use crate::spec::{Field, Members as _, Method, is_extension};
use components::Components;
use schema::SchemaReader;
use selection::Selection;
use unknown_keywords::UnknownKeywords;

/// The state of the walk.
pub(super) struct DocumentWalk<'a, 's> {
    pub(super) version: Version,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) resolver: Resolver<'a, 's>,
    pub(super) schemas: Schemas,
    components: Components,
    // References outside of schemas are settled by copying: parameters and responses are shallow once their schemas are
    // ids, and then no later stage knows `$ref`. So the trees are read and not consumed, and the envelope exists twice
    // for a moment.
    /// The references that are being followed, to notice circles.
    following: Vec<Pointer>,
    position: Position,
    unknown_keywords: UnknownKeywords,
    selection: Selection<'a>,
}

impl<'a, 's> DocumentWalk<'a, 's> {
    pub(super) fn new(
        library: &'a mut Library<'s>,
        version: Version,
        select: &'a Select,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let position = Position::start_of(library.root());
        Self {
            version,
            diagnostics,
            resolver: Resolver::new(library, version),
            schemas: Schemas::default(),
            components: Components::default(),
            following: Vec::new(),
            position,
            unknown_keywords: UnknownKeywords::default(),
            selection: Selection::new(select),
        }
    }

    /// Reads the document that the user named.
    pub(super) fn document(&mut self, shape: &'static ObjectShape) -> Node {
        let root = self.resolver.root().clone();
        self.object(&root.tree, shape)
    }

    /// Reports a document whose operations have all been left out.
    pub(super) fn report_nothing_left(&mut self, envelope: &Node) {
        if self.selection.has_omitted() {
            return; // the selection reports it
        }
        let root = self.resolver.root().clone();
        let fields = [Field::Paths, Field::PathsWithQueries];
        let any = |root: &Node, is_there: &dyn Fn(&Node) -> bool| {
            let mut items = fields.into_iter().flat_map(|field| root.entries(field));
            items.any(|(path, item)| !is_extension(path) && is_there(item))
        };
        let has_operations = |item: &Node| {
            let mut keys = item.as_object().into_iter().flat_map(Object::keys);
            item.has(Field::AdditionalOperations) || keys.any(|key| Method::of_field(key).is_some())
        };
        let is_meant = |item: &Node| match &item.value {
            Value::Null => false,
            Value::Object(_) => has_operations(item) || reference_in(item).is_some(),
            _ => true,
        };
        let paths = fields.into_iter().find_map(|field| root.tree.member(field));
        let Some(paths) = paths.filter(|_| any(&root.tree, &is_meant) && !any(envelope, &has_operations)) else {
            return;
        };
        if !self.diagnostics.has_errors() {
            let message = "no operation can be read, so there is nothing to make a client of";
            self.diagnostics.push(Diagnostic::error(Code::Skipped, message).at(paths.origin, SpanTarget::Key));
        }
    }

    /// The schema at a target. Targets that no table of the grammar knows (extensions, other files) become one by being
    /// referred to.
    pub(super) fn schema_at(&mut self, target: &Target) -> SchemaId {
        match self.schemas.pointers.get(target.pointer()) {
            Some(id) => *id,
            None => self.at_target(target, |walk| walk.schema(target.node())),
        }
    }

    /// The schemas that were read, their places, and the operations that are not selected.
    pub(super) fn finish(self) -> (RawSchemaTable, HashMap<Pointer, SchemaId>, Vec<Origin>) {
        self.unknown_keywords.report(Checker::new(self.version, self.diagnostics));
        let omitted = self.selection.finish(self.diagnostics);
        (self.schemas.table, self.schemas.pointers, omitted)
    }

    fn check(&mut self) -> Checker<'_> {
        Checker::new(self.version, self.diagnostics)
    }

    /// Reads the schema at the position.
    fn schema(&mut self, node: &Node) -> SchemaId {
        SchemaReader { walk: self }.schema(node)
    }

    /// Runs a part of the walk at the target of a reference.
    fn at_target<T>(&mut self, target: &Target, work: impl FnOnce(&mut Self) -> T) -> T {
        let position = std::mem::replace(&mut self.position, target.position.clone());
        let result = work(self);
        self.position = position;
        result
    }
}
