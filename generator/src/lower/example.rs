//! Holds examples against the schemas they stand beside.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::scalar::{self, Scalars};
use super::types::{implied, type_names};
use crate::bundle::{Row, Table};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Origin, Part, SchemaId, Value};

/// What decides whether an example fits its Rust type.
#[derive(Clone, Copy)]
pub(super) struct Validity<'a> {
    pub(super) schemas: &'a Table,
    /// Schemas whose types the configuration gives.
    pub(super) foreign: &'a HashMap<SchemaId, String>,
    pub(super) scalars: Scalars<'a>,
}

/// A finding for each example of a schema, and for its default value, that is not valid for it. `null` as default says that there
/// is none.
pub(super) fn findings(validity: &Validity<'_>, id: SchemaId) -> Vec<Diagnostic> {
    let checker = Checker::new(Validity { scalars: validity.scalars.strict(), ..*validity });
    let row = validity.schemas.get(id);
    let default = row.get("default").filter(|default| default.value != Value::Null);
    let fault = default.and_then(|default| checker.value(id, default).err());
    let of_default = fault.map(|fault| {
        let message = format!("the default value contradicts its schema: {}", fault.message);
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(fault.origin, Part::Value);
        diagnostic.help("it stands in the documentation only")
    });
    let faults = examples(row).iter().filter_map(|example| checker.value(id, example).err());
    let of_example = |fault: Fault| {
        let message = format!("this example contradicts its schema: {}", fault.message);
        let diagnostic = Diagnostic::warning(Code::ExampleMismatch, message).at(fault.origin, Part::Value);
        diagnostic.help(match fault.of_text {
            true => "the type is `String`, since the service may write the like; it can be overridden",
            false => "where the example is right, the type can be overridden",
        })
    };
    of_default.into_iter().chain(faults.map(of_example)).collect()
}

/// The strings whose examples cannot be read as their format says: the service may write the like, and a string takes it.
pub(super) fn unreadable(validity: &Validity<'_>) -> HashSet<Origin> {
    let checker = Checker::new(*validity);
    let (mut found, mut seen) = (HashSet::new(), HashSet::new());
    for id in validity.schemas.ids() {
        let mut open: Vec<(SchemaId, &Node)> =
            examples(validity.schemas.get(id)).iter().map(|node| (id, node)).collect();
        while let Some((id, node)) = open.pop() {
            let Some(row) = checker.row(id).filter(|_| seen.insert((id, node.origin))) else { continue };
            if checker.format(row, node).is_err_and(|fault| fault.of_text) {
                found.insert(row.origin);
            }
            open.extend(checker.within(row, node));
        }
    }
    found
}

/// The valid examples of a schema.
pub(super) fn values(validity: &Validity<'_>, id: SchemaId) -> Vec<serde_json::Value> {
    let checker = Checker::new(*validity);
    let valid = examples(validity.schemas.get(id)).iter().filter(|example| checker.value(id, example).is_ok());
    valid.map(Node::to_json).collect()
}

/// Whether an example beside a schema is valid for it.
pub(super) fn is_valid(validity: &Validity<'_>, id: SchemaId, example: &Node) -> bool {
    Checker::new(*validity).value(id, example).is_ok()
}

fn examples(row: &Row) -> &[Node] {
    row.get("examples").and_then(Node::as_array).unwrap_or_default()
}

struct Checker<'a> {
    validity: Validity<'a>,
    /// Whether a value fits an alternative: looked at once, however many unions within unions ask. One that is still being
    /// looked at does not fit by that.
    fits: RefCell<HashMap<(SchemaId, Origin), bool>>,
}

struct Fault {
    origin: Origin,
    message: String,
    /// A text cannot be read as its format says.
    of_text: bool,
}

impl Fault {
    fn new(node: &Node, message: impl Into<String>) -> Self {
        Self { origin: node.origin, message: message.into(), of_text: false }
    }
}

impl<'a> Checker<'a> {
    fn new(validity: Validity<'a>) -> Self {
        Self { validity, fits: RefCell::default() }
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
        self.format(row, node)?;
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
    fn row(&self, id: SchemaId) -> Option<&'a Row> {
        let Validity { schemas, foreign, .. } = self.validity;
        let is_foreign = schemas.ids_of_chain(id).any(|id| foreign.contains_key(&id));
        (!is_foreign).then(|| schemas.target(id).1)
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
        Err(Fault::new(node, format!("{found} where the type is {}", types.join(" or "))))
    }

    /// What a format allows, as far as its Rust type holds nothing else.
    fn format(&self, row: &Row, node: &Node) -> Result<(), Fault> {
        let types = type_names(row);
        let mut names = types.iter().copied().filter(|name| *name != "null");
        let (Some(name), None) = (names.next().or_else(|| implied(row)), names.next()) else { return Ok(()) };
        if row.get("enum").is_some() {
            return Ok(());
        }
        let said = row.text("format").map(|format| format!(", as the format `{format}` says")).unwrap_or_default();
        scalar::reads(&self.validity.scalars.ty(name, row), node).map_err(|expected| Fault {
            of_text: node.as_str().is_some(),
            ..Fault::new(node, format!("it is not {expected}{said}"))
        })
    }

    /// The parts of an example, each with its schema: items, members, and the example itself for the alternatives of a union
    /// that it fits none of.
    fn within<'n>(&self, row: &Row, node: &'n Node) -> Vec<(SchemaId, &'n Node)> {
        let alternatives = ["oneOf", "anyOf"].iter().filter_map(|keyword| row.get(keyword)?.as_array()).flatten();
        let alternatives: Vec<SchemaId> = alternatives.filter_map(Node::as_schema).collect();
        let unfit = !alternatives.iter().any(|member| self.fits(*member, node));
        let mut parts: Vec<_> = alternatives.into_iter().filter(|_| unfit).map(|member| (member, node)).collect();
        match &node.value {
            Value::Array(items) => {
                parts.extend(row.schema("items").into_iter().flat_map(|id| items.iter().map(move |item| (id, item))));
            }
            Value::Object(object) => {
                let member = |name: &str| self.member(row, name);
                parts.extend(object.iter().filter_map(|(name, value)| Some((member(name)?, value))));
            }
            _ => {}
        }
        parts
    }

    /// The schema of a member of an object.
    fn member(&self, row: &Row, name: &str) -> Option<SchemaId> {
        let declared = row.get("properties").and_then(|properties| properties.get(name));
        declared.and_then(Node::as_schema).or_else(|| row.schema("additionalProperties"))
    }

    /// One of the alternatives of a union has to fit.
    fn alternatives(&self, row: &Row, node: &Node) -> Result<(), Fault> {
        for keyword in ["oneOf", "anyOf"] {
            let members = row.get(keyword).and_then(Node::as_array).unwrap_or_default();
            let mut members = members.iter().filter_map(Node::as_schema).peekable();
            if members.peek().is_some() && !members.any(|member| self.fits(member, node)) {
                let message = format!("it is none of the alternatives of `{keyword}`");
                return Err(Fault::new(node, message));
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
        Err(Fault::new(node, "it is none of the listed values"))
    }

    fn properties(&self, row: &Row, node: &Node) -> Result<(), Fault> {
        let object = node.as_object().into_iter().flatten();
        for (name, value) in object {
            if let Some(schema) = self.member(row, name) {
                self.value(schema, value)?;
            }
        }
        let required = row.get("required").and_then(Node::as_array).unwrap_or_default();
        match required.iter().filter_map(Node::as_str).find(|name| node.get(name).is_none()) {
            Some(name) => Err(Fault::new(node, format!("it has no `{name}`, which is required"))),
            None => Ok(()),
        }
    }
}

fn is_whole(number: &serde_json::Number) -> bool {
    !number.is_f64() || number.as_f64().is_some_and(|value| value.fract() == 0.0)
}
