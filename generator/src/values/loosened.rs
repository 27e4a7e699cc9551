//! Schemas whose own examples have values that their declared type could not hold.

use crate::collections::{HashMap, HashSet};

use crate::collections::IndexMap;

use super::bodies::Bodies;
use super::checker::{Checker, Validity, ValueFault};
use super::remedy::{ANY, Remedy};
use super::whole_numbers;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Origin, SchemaId, SpanTarget, Value};
use crate::schema::{Form, Schema, SchemaTable};

/// The type of a schema that its examples contradict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LooserType {
    /// A string, whatever its format says: the service may write the like.
    String,
    /// The declared type, or null.
    Nullable,
    /// Any JSON value.
    Any,
}

/// The schemas with a looser type than they declare.
#[derive(Debug, Default)]
pub(crate) struct LoosenedSchemas {
    /// By the place of the schema.
    pub(crate) schemas: HashMap<Origin, LooserType>,
    findings: Vec<Finding>,
    /// Integers of which the examples have whole numbers.
    pub(super) integers: HashSet<SchemaId>,
}

/// The value that shows that a schema is looser than it declares.
#[derive(Debug)]
struct Finding {
    code: Code,
    looser: LooserType,
    schema: Origin,
    fault: ValueFault,
}

/// Finds the schemas that cannot hold their own examples and default values, where they say nothing but a type.
pub(crate) fn loosened(validity: &Validity<'_>) -> LoosenedSchemas {
    let checker = Checker::new(*validity);
    // The example is taken from the service more often than the type is: a client that cannot read it would fail at the
    // first call. So the type is loosened, and a warning says how to confirm the declared one.
    let (mut loosened, mut seen) = (LoosenedSchemas::default(), HashSet::default());
    for id in validity.schemas.ids() {
        let row = validity.schemas.get(id);
        for example in &row.annotations.examples {
            loosened.add(&checker, Code::ExampleMismatch, values(&checker, id, example, &mut seen));
        }
        let default = row.annotations.default.as_ref();
        if let Some(default) = default.filter(|default| default.value != Value::Null) {
            loosened.add(&checker, Code::InvalidValue, values(&checker, id, default, &mut seen));
        }
    }
    loosened
}

/// The values that an example has of each schema.
struct ExampleValues<'a, 'n> {
    row: &'a Schema,
    values: Vec<&'n Node>,
    /// The schema is an alternative that the values do not fit.
    unfit: bool,
}

fn values<'a, 'n>(
    checker: &Checker<'a>,
    id: SchemaId,
    example: &'n Node,
    seen: &mut HashSet<(SchemaId, Origin)>,
) -> IndexMap<SchemaId, ExampleValues<'a, 'n>> {
    let mut met: IndexMap<SchemaId, ExampleValues<'a, 'n>> = IndexMap::default();
    let mut open = vec![(id, example, false)];
    while let Some((id, node, unfit)) = open.pop() {
        let Some((target, row)) = checker.row(id).filter(|_| seen.insert((id, node.origin))) else { continue };
        let entry = met.entry(target).or_insert_with(|| ExampleValues { row, values: Vec::new(), unfit });
        entry.values.push(node);
        entry.unfit &= unfit;
        open.extend(checker.alternatives_without(row, node).into_iter().map(|id| (id, node, true)));
        open.extend(checker.parts(row, node).into_iter().map(|(id, node)| (id, node, false)));
    }
    met
}

impl LoosenedSchemas {
    /// The findings about these schemas, and about bodies that look as if they were made from whole numbers.
    pub(crate) fn reports(&self, validity: &Validity<'_>) -> Vec<Diagnostic> {
        let Validity { schemas, bodies, .. } = *validity;
        let reports = self.findings.iter().flat_map(|finding| finding.reports(schemas, bodies));
        reports.chain(whole_numbers::findings(schemas, self, bodies)).collect()
    }

    fn add(&mut self, checker: &Checker<'_>, code: Code, met: IndexMap<SchemaId, ExampleValues<'_, '_>>) {
        for (id, ExampleValues { row, values, unfit }) in met {
            let is_integer = matches!(&row.form, Form::Number(number) if number.is_integer) && !row.null;
            if is_integer && values.iter().all(|node| matches!(node.value, Value::Number(_))) {
                self.integers.insert(id);
            }
            let text = values.iter().find_map(|node| checker.format(row, node).err().filter(ValueFault::is_of_text));
            let finding = match text {
                Some(fault) => Some((LooserType::String, fault)),
                None if unfit => None,
                None => contradicted(row, &values),
            };
            let Some((looser, fault)) = finding else { continue };
            if self.schemas.insert(row.origin, looser).is_none() {
                self.findings.push(Finding { code, looser, schema: row.origin, fault });
            }
        }
    }
}

/// The looser schema that the values of one example ask for, where a schema says nothing but a type.
fn contradicted(row: &Schema, values: &[&Node]) -> Option<(LooserType, ValueFault)> {
    let name = row.type_name().filter(|_| row.declares_type && !row.null && row.is_bare())?;
    let fits = |node: &&&Node| match name {
        "object" => matches!(node.value, Value::Object(_)) || is_quoted(node, '{'),
        "array" => matches!(node.value, Value::Array(_)) || is_quoted(node, '['),
        "integer" | "number" => matches!(node.value, Value::Number(_)),
        "string" => matches!(node.value, Value::String(_)),
        "boolean" => matches!(node.value, Value::Bool(_)),
        _ => true,
    };
    let mut others: Vec<&Node> = values.iter().filter(|node| !fits(node)).copied().collect();
    // The first in the document is the one that is shown.
    others.sort_by_key(|node| node.origin);
    let other = others.iter().find(|node| node.value != Value::Null).or(others.first())?;
    // A slip of the pen in one number is common, so scalars need a second witness. Several kinds of them in one list are
    // no slip. Nobody writes a list where an object is meant.
    let is_open = matches!(name, "object" | "array");
    let looser = match other.value {
        _ if !is_open && others.len() == values.len() => return None,
        Value::Null if !is_open => LooserType::Nullable,
        _ => LooserType::Any,
    };
    let message = format!("{} where the type is {name}", other.kind());
    let kinds: HashSet<&str> = values.iter().map(|node| node.kind()).collect();
    let rust = match looser {
        LooserType::Any if is_open && kinds.len() == 1 => rust_type(other),
        LooserType::Any => ANY,
        LooserType::Nullable | LooserType::String => rust_type_of(name),
    };
    Some((looser, ValueFault { origin: other.origin, message, remedy: Remedy::of_type(row, rust) }))
}

impl Finding {
    /// A warning at the value, and a note at a schema that becomes any JSON value.
    fn reports(&self, schemas: &SchemaTable, bodies: &Bodies) -> Vec<Diagnostic> {
        let subject = if self.code == Code::ExampleMismatch { "this example" } else { "the default value" };
        let message = format!("{subject} contradicts its schema: {}", self.fault.message);
        let (ty, purpose) = match self.looser {
            LooserType::String => ("`String`, since the service may write such values", "confirms this type"),
            LooserType::Nullable => ("an `Option`", "excludes `null`"),
            LooserType::Any if self.fault.remedy.is_any() => ("any JSON value", "confirms this type"),
            LooserType::Any => ("any JSON value", "gives it another type"),
        };
        let line = self.fault.remedy.line(schemas, bodies);
        let warning = Diagnostic::warning(self.code, message)
            .at(self.fault.origin, SpanTarget::Value)
            .with_note(format!("the type is {ty}"))
            .help(format!("`{line}` under `[override]` in callsmith.toml {purpose}"));
        let message = "this schema becomes any JSON value, since its example contradicts it";
        let note = Diagnostic::note(Code::LooserType, message).at(self.schema, SpanTarget::Key);
        std::iter::once(warning).chain((self.looser == LooserType::Any).then_some(note)).collect()
    }
}

/// Returns `true` if a text is JSON that begins with a bracket: examples of objects and arrays are often written so.
fn is_quoted(node: &Node, bracket: char) -> bool {
    let text = node.as_str().map(str::trim_start).filter(|text| text.starts_with(bracket));
    text.is_some_and(|text| serde_json::from_str::<serde_json::Value>(text).is_ok())
}

/// The Rust type of a value, for an override.
pub(super) fn rust_type(node: &Node) -> &'static str {
    rust_type_of(match &node.value {
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
        Value::Null | Value::Schema(_) => "",
    })
}

/// The Rust type of a type of JSON Schema, for an override.
fn rust_type_of(name: &str) -> &'static str {
    match name {
        "boolean" => "bool",
        "integer" => "i64",
        "number" => "f64",
        "array" => "Vec<::callsmith_runtime::JsonValue>",
        "object" => "::callsmith_runtime::JsonObject",
        _ => "String",
    }
}
