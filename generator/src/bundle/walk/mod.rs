//! The walk through documents along the grammar: it checks kinds and keys, follows references outside of schemas, and
//! moves schemas to the table.

mod components;
mod object;
mod reference;
mod schema;
mod siblings;
mod unknown_keywords;
mod value;

use std::collections::HashMap;

use super::Version;
use super::check::Checker;
use super::references::{Position, Resolver, Target};
use super::schemas::{RawSchemaTable, Schemas};
use crate::diagnostic::Diagnostics;
use crate::document::{Library, Node, Pointer, SchemaId};
use crate::grammar::Shape;
use components::Components;
use schema::SchemaReader;
use unknown_keywords::UnknownKeywords;

/// The state of the walk.
pub(super) struct Walk<'a, 's> {
    pub(super) version: Version,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) resolver: Resolver<'a, 's>,
    pub(super) schemas: Schemas,
    components: Components,
    /// The references that are being followed, to notice circles.
    following: Vec<Pointer>,
    position: Position,
    unknown_keywords: UnknownKeywords,
}

impl<'a, 's> Walk<'a, 's> {
    pub(super) fn new(library: &'a mut Library<'s>, version: Version, diagnostics: &'a mut Diagnostics) -> Self {
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
        }
    }

    /// Reads the document that the user named.
    pub(super) fn document(&mut self, shape: &'static Shape) -> Node {
        let root = self.resolver.root().clone();
        self.object(&root.tree, shape)
    }

    /// The schema at a target. Targets that no table of the grammar knows (extensions, other files) become one by being
    /// referred to.
    pub(super) fn schema_at(&mut self, target: &Target) -> SchemaId {
        match self.schemas.pointers.get(target.pointer()) {
            Some(id) => *id,
            None => self.at_target(target, |walk| walk.schema(target.node())),
        }
    }

    /// The schemas that were read, and their places.
    pub(super) fn finish(self) -> (RawSchemaTable, HashMap<Pointer, SchemaId>) {
        self.unknown_keywords.report(Checker::new(self.version, self.diagnostics));
        (self.schemas.table, self.schemas.pointers)
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
