//! Lists within lists that are written in one schema.

use super::types::Types;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Part;
use crate::ir::Type;
use crate::schema::Schema;

/// Lists, maps and tuples within each other, without a name in between.
const DEEPEST: usize = 32;

impl Types<'_> {
    /// The type of items or values of a schema: any JSON value where they are lists of lists very many times.
    pub(super) fn bounded(&mut self, schema: &Schema, ty: Type) -> Type {
        if ty.levels(&|_| 0) < DEEPEST {
            return ty;
        }
        let message = format!("what is within {DEEPEST} lists within each other becomes any JSON value");
        self.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(schema.origin, Part::Key));
        Type::Any
    }
}
