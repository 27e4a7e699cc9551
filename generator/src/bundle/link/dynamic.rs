//! `$dynamicRef` (JSON Schema Core 2020-12, section 8.2.3.2): generic schemas, whose dynamic references others bind.
//!
//! A schema may declare dynamic anchors, in its `$defs` or itself, and refer to one with dynamic references to those
//! names. It gets schemas of its own. They are the same as those it refers to, with the references bound to its own
//! declarations. Of several declarations on the way the outermost counts. A reference that nobody binds is a plain one.

use crate::collections::HashMap;
use std::rc::Rc;

use super::Linker;
use super::instantiation::{Instantiation, declared};
use crate::bundle::references::{Reported, Resource, report};
use crate::bundle::schemas::UnlinkedReference;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Pointer, SchemaId, SpanTarget};
use crate::limits;
use crate::spec::Keyword;

/// A dynamic reference.
pub(super) struct DynamicRef {
    /// The name that binds it, if its initial target has that dynamic anchor.
    pub(super) anchor: Option<String>,
    /// The target when nobody binds it.
    pub(super) initial: SchemaId,
}

impl Linker<'_, '_, '_> {
    /// Links all dynamic references.
    pub(super) fn link_dynamic_references(&mut self) {
        let mut references: HashMap<SchemaId, DynamicRef> = HashMap::default();
        while let Some(UnlinkedReference { schema, reference, base }) = self.walk.schemas.unlinked.dynamic.pop() {
            let reference = self.dynamic_reference(schema, &reference, &base);
            if let Some(reference) = report(reference, self.walk.diagnostics) {
                references.insert(schema, reference);
            }
            // Dynamic references may lead into documents that no plain reference reached. Those are read now, before
            // instances are made of their schemas.
            self.link_references();
        }
        if references.is_empty() {
            return;
        }
        let refused = Instantiation::new(&mut self.walk.schemas.table, &references).bind();
        for id in refused {
            let most = limits::DYNAMIC_INSTANCES;
            let message = format!("the dynamic references up to this schema need more than {most} copies of schemas");
            let origin = self.walk.schemas.table.get(id).origin;
            let diagnostic = Diagnostic::warning(Code::LooserType, message).at(origin, SpanTarget::Value);
            self.walk.diagnostics.push(
                diagnostic
                    .with_note("those of this schema lead to their initial target")
                    .help("write `$ref` where no other schema redefines the `$dynamicAnchor`"),
            );
        }
    }

    /// The dynamic reference of a schema. Its initial target is the nearest declaration around it, or the target of the
    /// reference.
    fn dynamic_reference(&mut self, id: SchemaId, reference: &Node, base: &Rc<Resource>) -> Reported<DynamicRef> {
        let name = reference.as_str().and_then(|text| text.rsplit_once('#')).map(|(_, name)| name.to_owned());
        let declared = name.as_deref().and_then(|name| self.declared_around(id, name));
        let initial = match declared {
            Some(initial) => initial,
            None => self.schema(reference, base)?,
        };
        let table = &self.walk.schemas.table;
        let anchor = name.filter(|name| table.get(initial).text(Keyword::DynamicAnchor) == Some(name));
        Ok(DynamicRef { anchor, initial })
    }

    /// The schema with a dynamic anchor that is declared nearest around another. Within one resource a name should be
    /// declared once; documents without `$id` declare it in each schema that binds it.
    fn declared_around(&self, id: SchemaId, name: &str) -> Option<SchemaId> {
        let schemas = &self.walk.schemas;
        let pointer = &schemas.table.get(id).pointer;
        (0..=pointer.tokens().len()).rev().find_map(|length| {
            let mut around = Pointer::root_of(pointer.document().cloned());
            pointer.tokens()[..length].iter().for_each(|token| around.push(token.clone()));
            declared(&schemas.table, *schemas.pointers.get(&around)?).remove(name)
        })
    }
}
