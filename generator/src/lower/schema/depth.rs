//! Lists within lists that are written in one schema.

use super::SchemaReader;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::SpanTarget;
use crate::ir::Type;
use crate::limits;
use crate::schema::Schema;

impl SchemaReader<'_> {
    /// The type of items or values of a schema: any JSON value where they are lists of lists very many times.
    pub(super) fn bounded(&mut self, schema: &Schema, ty: Type) -> Type {
        let most = limits::LISTS_IN_SCHEMA;
        if ty.levels(&|_| 0) < most {
            return ty;
        }
        let message = format!("this schema is within {most} arrays within each other");
        let diagnostic = Diagnostic::warning(Code::LooserType, message).at(schema.origin, SpanTarget::Key);
        self.diagnostics.push(
            diagnostic
                .with_note("its type is any JSON value")
                .help("describe one of the arrays as a property of an object"),
        );
        Type::Any
    }
}
