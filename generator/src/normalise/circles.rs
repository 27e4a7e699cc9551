//! References that lead back to themselves.

use crate::collections::HashSet;

use crate::bundle::{RawSchema, RawSchemaTable};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{SchemaId, SpanTarget};
use crate::spec::Keyword;

// A circle with a list or an object in between is a recursive type. A circle of references alone describes no value,
// and later stages could follow it forever.
/// Takes the references out of circles of schemas that are nothing but references: none of them says anything of values.
pub(super) fn cut(schemas: &mut RawSchemaTable, diagnostics: &mut Diagnostics) {
    let mut settled: HashSet<SchemaId> = HashSet::default();
    for start in schemas.ids() {
        let mut chain = Vec::new();
        let mut within = HashSet::default();
        let mut at = Some(start);
        while let Some(id) = at.filter(|id| !settled.contains(id) && within.insert(*id)) {
            chain.push(id);
            at = plain_reference(schemas.get(id));
        }
        // A chain that was walked is not walked again, so the pass is linear in the number of schemas.
        settled.extend(within.iter().copied());
        let Some(first) = at.and_then(|id| chain.iter().position(|step| *step == id)) else { continue };
        for id in &chain[first..] {
            let row = schemas.get_mut(*id);
            let Some(reference) = row.keywords.shift_remove(&Keyword::Ref) else { continue };
            let message = "this schema refers to itself, and to nothing else";
            let diagnostic =
                Diagnostic::warning(Code::CircularReference, message).at(reference.origin, SpanTarget::Value);
            let help = "write the schema here in place of the `$ref`, for example `type: object`";
            diagnostics.push(diagnostic.with_note("its type is any JSON value").help(help));
        }
    }
}

/// The schema that a reference with nothing but annotations beside it leads to.
fn plain_reference(row: &RawSchema) -> Option<SchemaId> {
    let is_plain = row.keywords.keys().all(|keyword| *keyword == Keyword::Ref || keyword.is_annotation());
    row.schema(Keyword::Ref).filter(|_| is_plain)
}
