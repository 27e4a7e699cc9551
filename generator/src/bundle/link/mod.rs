//! References between schemas: each becomes the id of its target.

mod dynamic;
mod instantiation;
mod mapping;
mod reach;

use std::rc::Rc;

pub(super) use reach::unreached;

use super::references::{Reported, Resource, leads_to_other, report};
use super::schemas::UnlinkedReference;
use super::walk::DocumentWalk;
use crate::diagnostic::Severity;
use crate::document::{Node, SchemaId, Value};
use crate::grammar::Kind;
use crate::spec::{Field, Keyword, Members as _};

/// Links the schemas that were read, and those that they lead to.
pub(super) fn link(walk: &mut DocumentWalk<'_, '_>) {
    let mut linker = Linker { walk };
    linker.link_references();
    linker.link_dynamic_references();
}

/// Links schemas; a target that was not walked yet is read then.
struct Linker<'w, 'a, 's> {
    walk: &'w mut DocumentWalk<'a, 's>,
}

impl Linker<'_, '_, '_> {
    /// Links the `$ref` of every schema, and the `mapping` of every discriminator.
    fn link_references(&mut self) {
        // A target that is read brings references and mappings of its own, so both queues are drained until neither has
        // any.
        loop {
            while let Some(unlinked) = self.walk.schemas.unlinked.references.pop_front() {
                self.link_reference(&unlinked);
            }
            let Some((id, base)) = self.walk.schemas.unlinked.mappings.pop() else { break };
            self.link_mapping(id, &base);
        }
    }

    fn link_reference(&mut self, unlinked: &UnlinkedReference) {
        let mark = self.walk.diagnostics.checkpoint();
        let target = self.schema(&unlinked.reference, &unlinked.base);
        let target = report(target, self.walk.diagnostics);
        self.walk.diagnostics.soften_leaf(mark, "treated as any JSON value");
        if let Some(target) = target {
            let node = Node::new(Value::Schema(target), unlinked.reference.origin);
            self.walk.schemas.table.get_mut(unlinked.schema).keywords.insert(Keyword::Ref, node);
        }
    }

    /// The schema that a reference leads to. Parameters, headers and items of Swagger 2.0 have its keywords.
    fn schema(&mut self, reference: &Node, base: &Rc<Resource>) -> Reported<SchemaId> {
        let target = self.walk.resolver.target(reference, base, self.walk.diagnostics)?;
        let Some(kind) = target.kind().filter(|kind| !Kind::Schema.takes(*kind)) else {
            return Ok(self.walk.schema_at(&target));
        };
        let finding = |severity| leads_to_other(severity, reference, kind, Kind::Schema);
        if kind.reads_as_schema(target.node()) {
            self.walk.diagnostics.push(finding(Severity::Warning).with_note("the keywords of its schema are used"));
            return Ok(self.walk.schema_at(&target));
        }
        let inner = target.node().has(Field::Schema).then(|| target.pointer().child(Field::Schema.name()));
        Err(Some(match inner {
            Some(inner) => finding(Severity::Error).help(format!("did you mean `{inner}`?")),
            None => finding(Severity::Error),
        }))
    }
}
