//! Holds examples against the schemas they stand beside.

use std::cell::RefCell;
use std::collections::HashMap;

use super::types::type_names;
use crate::bundle::{Row, Table};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Origin, Part, SchemaId, Value};

/// References from schema to schema that are followed for one value.
const LONGEST: usize = 32;

type Foreign = HashMap<SchemaId, String>;

/// Reports the examples of a schema, and its default value, where they are not valid for it. `null` as default says that
/// there is none.
pub(super) fn check(schemas: &Table, id: SchemaId, foreign: &Foreign, diagnostics: &mut Diagnostics) {
    if let Some(default) = schemas.get(id).get("default").filter(|default| default.value != Value::Null)
        && let Err(fault) = Checker::new(schemas, foreign).value(id, default)
    {
        let message = format!("the default value contradicts its schema: {}", fault.message);
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(fault.origin, Part::Value);
        diagnostics.push(diagnostic.help("it stands in the documentation only"));
    }
    for example in examples(schemas.get(id)) {
        let Err(fault) = Checker::new(schemas, foreign).value(id, example) else {
            continue;
        };
        diagnostics.push(
            Diagnostic::warning(
                Code::ExampleMismatch,
                format!("this example contradicts its schema: {}", fault.message),
            )
            .at(fault.origin, Part::Value)
            .help("where the example is right, the type can be overridden"),
        );
    }
}

/// The valid examples of a schema.
pub(super) fn values(schemas: &Table, id: SchemaId, foreign: &Foreign) -> Vec<serde_json::Value> {
    let checker = Checker::new(schemas, foreign);
    let valid = examples(schemas.get(id)).iter().filter(|example| checker.value(id, example).is_ok());
    valid.map(Node::to_json).collect()
}

fn examples(row: &Row) -> &[Node] {
    row.get("examples").and_then(Node::as_array).unwrap_or_default()
}

struct Checker<'a> {
    schemas: &'a Table,
    foreign: &'a Foreign,
    /// Whether a value fits an alternative: looked at once, however many unions within unions ask. One that is still being
    /// looked at does not fit by that.
    fits: RefCell<HashMap<(SchemaId, Origin), bool>>,
}

struct Fault {
    origin: Origin,
    message: String,
}

impl<'a> Checker<'a> {
    fn new(schemas: &'a Table, foreign: &'a Foreign) -> Self {
        Self { schemas, foreign, fits: RefCell::default() }
    }

    fn fits(&self, id: SchemaId, node: &Node) -> bool {
        let key = (id, node.origin);
        if let Some(known) = self.fits.borrow().get(&key) {
            return *known;
        }
        self.fits.borrow_mut().insert(key, false);
        let fits = self.value(id, node).is_ok();
        self.fits.borrow_mut().insert(key, fits);
        fits
    }

    /// Looks at kinds, required properties and listed values: what decides whether the value fits a Rust type.
    fn value(&self, id: SchemaId, node: &Node) -> Result<(), Fault> {
        let Some(row) = self.row(id) else { return Ok(()) };
        self.kind(row, node)?;
        self.listed(row, node)?;
        self.alternatives(row, node)?;
        match &node.value {
            Value::Array(items) => match row.schema("items") {
                Some(schema) => items.iter().try_for_each(|item| self.value(schema, item)),
                None => Ok(()),
            },
            Value::Object(_) => self.properties(row, node),
            _ => Ok(()),
        }
    }

    /// The row that speaks for a schema; none where its type was overridden.
    fn row(&self, id: SchemaId) -> Option<&Row> {
        let mut id = id;
        for _ in 0..LONGEST {
            if self.foreign.contains_key(&id) {
                return None;
            }
            let row = self.schemas.get(id);
            match row.schema("$ref") {
                Some(next) => id = next,
                None => return Some(row),
            }
        }
        None
    }

    fn kind(&self, row: &Row, node: &Node) -> Result<(), Fault> {
        let types = type_names(row);
        let fits = |name: &&str| match *name {
            "integer" => matches!(&node.value, Value::Number(number) if is_whole(number)),
            "number" => matches!(node.value, Value::Number(_)),
            "string" => matches!(node.value, Value::String(_)),
            "boolean" => matches!(node.value, Value::Bool(_)),
            "array" => matches!(node.value, Value::Array(_)),
            "object" => matches!(node.value, Value::Object(_)),
            _ => matches!(node.value, Value::Null),
        };
        if types.is_empty() || types.iter().any(fits) {
            return Ok(());
        }
        let whole = types.contains(&"integer") && matches!(node.value, Value::Number(_));
        let found = if whole { "a number with a fraction" } else { node.kind() };
        Err(Fault { origin: node.origin, message: format!("{found} where the type is {}", types.join(" or ")) })
    }

    /// One of the alternatives of a union has to fit.
    fn alternatives(&self, row: &Row, node: &Node) -> Result<(), Fault> {
        for keyword in ["oneOf", "anyOf"] {
            let members = row.get(keyword).and_then(Node::as_array).unwrap_or_default();
            let mut members = members.iter().filter_map(Node::as_schema).peekable();
            if members.peek().is_some() && !members.any(|member| self.fits(member, node)) {
                let message = format!("it is none of the alternatives of `{keyword}`");
                return Err(Fault { origin: node.origin, message });
            }
        }
        Ok(())
    }

    fn listed(&self, row: &Row, node: &Node) -> Result<(), Fault> {
        let Some(values) = row.get("enum").and_then(Node::as_array) else {
            return Ok(());
        };
        if values.iter().any(|value| value.to_json() == node.to_json()) {
            return Ok(());
        }
        Err(Fault { origin: node.origin, message: "it is none of the listed values".to_owned() })
    }

    fn properties(&self, row: &Row, node: &Node) -> Result<(), Fault> {
        let object = node.as_object().into_iter().flatten();
        for (name, value) in object {
            let declared = row.get("properties").and_then(|properties| properties.get(name));
            match declared.and_then(Node::as_schema).or_else(|| row.schema("additionalProperties")) {
                Some(schema) => self.value(schema, value)?,
                None => continue,
            }
        }
        let required = row.get("required").and_then(Node::as_array).unwrap_or_default();
        match required.iter().filter_map(Node::as_str).find(|name| node.get(name).is_none()) {
            Some(name) => Err(Fault { origin: node.origin, message: format!("it has no `{name}`, which is required") }),
            None => Ok(()),
        }
    }
}

fn is_whole(number: &serde_json::Number) -> bool {
    !number.is_f64() || number.as_f64().is_some_and(|value| value.fract() == 0.0)
}
