//! Bodies that look as if they were made from a sample of whole numbers.

use crate::collections::HashSet;

use super::bodies::Bodies;
use super::loosened::LoosenedSchemas;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{SchemaId, SpanTarget};
use crate::limits;
use crate::schema::{Form, SchemaTable};

/// A warning for each operation with a list of lists of integers in a body, whose example has whole numbers. A model
/// takes and gives such numbers, and most models take fractions.
pub(super) fn findings(schemas: &SchemaTable, loosened: &LoosenedSchemas, bodies: &Bodies) -> Vec<Diagnostic> {
    let mut operations = HashSet::default();
    // A matrix of integers whose example has whole numbers is how tools describe a model that takes fractions: they
    // infer the schema from one sample. A single integer is too common to warn about.
    let matrices = schemas.ids().filter_map(|id| matrix(schemas, id));
    let sampled = matrices.filter(|integer| loosened.integers.contains(integer));
    let warnings = sampled.filter_map(|integer| {
        let operation = bodies.operation(schemas, integer)?;
        if !operations.insert(operation.to_owned()) {
            return None;
        }
        let message = "the example of these integers may be a sample of numbers with fractions";
        let warning = Diagnostic::warning(Code::WholeNumbers, message).at(schemas.get(integer).origin, SpanTarget::Key);
        Some(warning.help(format!(
            "if the values have fractions, `{}` in callsmith.toml reads integers as doubles, in requests and responses",
            line(operation)
        )))
    });
    warnings.collect()
}

/// The line of the configuration that makes doubles of integers.
pub(super) fn line(key: &str) -> String {
    format!("integers-as-doubles = [{}]", toml::Value::from(key))
}

/// The innermost items of a list of lists, where they are integers without bounds.
fn matrix(schemas: &SchemaTable, id: SchemaId) -> Option<SchemaId> {
    let items = |id: &SchemaId| schemas.target(*id).1.items().map(|items| schemas.target(items).0);
    let levels: Vec<SchemaId> = std::iter::successors(Some(id), items).take(limits::LIST_DEPTH).collect();
    let [_, _, .., innermost] = levels[..] else { return None };
    let schema = schemas.get(innermost);
    let is_plain = matches!(&schema.form, Form::Number(number) if number.is_integer && !number.is_bounded());
    (is_plain && !schema.null).then_some(innermost)
}
