//! References that lead back to themselves.

use std::collections::HashSet;

use crate::bundle::{RawSchema, RawSchemaTable};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Part, SchemaId};
use crate::spec::Keyword;

/// Takes the references out of circles of schemas that are nothing but references: none of them says anything of values.
pub(super) fn cut(schemas: &mut RawSchemaTable, diagnostics: &mut Diagnostics) {
    let mut settled: HashSet<SchemaId> = HashSet::new();
    for start in schemas.ids() {
        let mut chain = Vec::new();
        let mut within = HashSet::new();
        let mut at = Some(start);
        while let Some(id) = at.filter(|id| !settled.contains(id) && within.insert(*id)) {
            chain.push(id);
            at = plain_reference(schemas.get(id));
        }
        settled.extend(within.iter().copied());
        let Some(first) = at.and_then(|id| chain.iter().position(|known| *known == id)) else { continue };
        for id in &chain[first..] {
            let row = schemas.get_mut(*id);
            let Some(reference) = row.keywords.shift_remove(&Keyword::Ref) else { continue };
            let message = "this schema refers to itself, and to nothing else";
            let diagnostic = Diagnostic::warning(Code::CircularReference, message).at(reference.origin, Part::Value);
            diagnostics.push(diagnostic.help("it is any JSON value"));
        }
    }
}

/// The schema that a reference with nothing but annotations beside it leads to.
fn plain_reference(row: &RawSchema) -> Option<SchemaId> {
    let is_plain = row.keywords.keys().all(|keyword| *keyword == Keyword::Ref || keyword.is_annotation());
    row.schema(Keyword::Ref).filter(|_| is_plain)
}
