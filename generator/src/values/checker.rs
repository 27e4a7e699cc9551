//! Holds examples against the schemas they stand beside.

use crate::collections::HashMap;
use std::cell::{Cell, RefCell};

use super::bodies::Bodies;
use super::loosened::{LooserType, rust_type};
use super::remedy::{ANY, Remedy};
use super::scalar::{self, Scalars};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Origin, SchemaId, SpanTarget, Value};
use crate::ir::Type;
use crate::limits;
use crate::schema::{Form, Object, Schema, SchemaTable};

/// The schemas and types that values are held against.
#[derive(Clone, Copy)]
pub(crate) struct Validity<'a> {
    pub(crate) schemas: &'a SchemaTable,
    /// Schemas whose types the configuration gives.
    pub(crate) foreign: &'a HashMap<SchemaId, Type>,
    pub(crate) scalars: Scalars<'a>,
    /// Operations by their bodies.
    pub(crate) bodies: &'a Bodies,
}

/// A finding for each example or default value of a schema that is not valid for it. That holds even where the schema
/// is taken for less than it declares. `null` as default says that there is none.
pub(crate) fn findings(validity: &Validity<'_>, id: SchemaId) -> Vec<Diagnostic> {
    let checker = Checker::new(*validity);
    let row = validity.schemas.get(id);
    let default = row.annotations.default.as_ref().filter(|default| default.value != Value::Null);
    let fault = default.and_then(|default| checker.value(id, default).err());
    let of_default = fault.map(|fault| {
        let message = format!("the default value contradicts its schema: {}", fault.message);
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(fault.origin, SpanTarget::Value);
        diagnostic.with_note("only the documentation shows it").help(
            match default.and_then(|node| unquoted(row, node)) {
                Some(text) => format!("write `{text}` without quotation marks"),
                None => format!("if it is right, {}", fault.remedy.advice(validity.schemas, validity.bodies)),
            },
        )
    });
    let examples = row.annotations.examples.iter();
    let faults = examples.filter_map(|example| Some((example, checker.value(id, example).err()?)));
    let of_example = |(example, fault): (&Node, ValueFault)| {
        let message = format!("this example contradicts its schema: {}", fault.message);
        let diagnostic = Diagnostic::warning(Code::ExampleMismatch, message).at(fault.origin, SpanTarget::Value);
        let advice = fault.remedy.advice(validity.schemas, validity.bodies);
        let diagnostic = diagnostic.help(format!("if the example is right, {advice}"));
        match valid(validity, id, example) {
            Some(_) => diagnostic.with_note("the documentation shows its text"),
            None => diagnostic,
        }
    };
    of_default.into_iter().chain(faults.map(of_example)).collect()
}

/// The text of a number or boolean that stands in quotation marks.
fn unquoted<'n>(row: &Schema, node: &'n Node) -> Option<&'n str> {
    let text = node.as_str()?;
    let fits = match (row.type_name()?, serde_json::from_str(text).ok()?) {
        ("integer", serde_json::Value::Number(number)) => is_whole(&number),
        ("number", serde_json::Value::Number(_)) | ("boolean", serde_json::Value::Bool(_)) => true,
        _ => false,
    };
    fits.then_some(text)
}

/// The valid examples of a schema.
pub(crate) fn valid_examples(validity: &Validity<'_>, id: SchemaId) -> Vec<serde_json::Value> {
    let examples = validity.schemas.get(id).annotations.examples.iter();
    examples.filter_map(|example| valid(validity, id, example)).collect()
}

/// An example as it is valid for its schema: numbers and booleans that stand where text belongs are their text.
pub(super) fn valid(validity: &Validity<'_>, id: SchemaId, example: &Node) -> Option<serde_json::Value> {
    let fits = |node: &Node| Checker::new(*validity).value(id, node).is_ok();
    if fits(example) {
        return Some(example.to_json());
    }
    let read = validity.schemas.with_texts(id, example)?;
    fits(&read).then(|| read.to_json())
}

/// Holds values against schemas.
pub(super) struct Checker<'a> {
    validity: Validity<'a>,
    /// `true` if a value fits an alternative: looked at once, however many unions within unions ask. One that is still being
    /// looked at does not fit by that.
    fits: RefCell<HashMap<(SchemaId, Origin), bool>>,
    /// The schemas that are being looked into.
    depth: Cell<usize>,
}

/// A value that a schema does not allow.
#[derive(Debug)]
pub(super) struct ValueFault {
    pub(super) origin: Origin,
    pub(super) message: String,
    pub(super) remedy: Remedy,
}

impl ValueFault {
    fn new(node: &Node, message: impl Into<String>, remedy: Remedy) -> Self {
        Self { origin: node.origin, message: message.into(), remedy }
    }

    /// Returns `true` if a text cannot be read as its format says.
    pub(super) fn is_of_text(&self) -> bool {
        matches!(self.remedy, Remedy::Text { .. })
    }
}

impl<'a> Checker<'a> {
    pub(super) fn new(validity: Validity<'a>) -> Self {
        Self { validity, fits: RefCell::default(), depth: Cell::new(0) }
    }

    fn fits(&self, id: SchemaId, node: &Node) -> bool {
        let key = (id, node.origin);
        if let Some(cached) = self.fits.borrow().get(&key) {
            return *cached;
        }
        // `false` while it is open: a union that contains itself cannot be valid by its own assumption, and the search
        // ends.
        self.fits.borrow_mut().insert(key, false);
        let fits = self.value(id, node).is_ok();
        self.fits.borrow_mut().insert(key, fits);
        fits
    }

    // Limits such as `maxLength` are not asked: an example that is too long is no reason to doubt the type.
    /// Looks at kinds, required properties and listed values: what decides whether the value fits a Rust type.
    ///
    /// Alternatives within each other are followed up to a bound; beyond it a value fits.
    fn value(&self, id: SchemaId, node: &Node) -> Result<(), ValueFault> {
        let depth = self.depth.get();
        // A value that is nested deeper counts as right: no finding is better than one that nobody can check.
        if depth > limits::VALUE_DEPTH {
            return Ok(());
        }
        self.depth.set(depth + 1);
        let fits = self.value_of_schema(id, node);
        self.depth.set(depth);
        fits
    }

    fn value_of_schema(&self, id: SchemaId, node: &Node) -> Result<(), ValueFault> {
        let Some((target, row)) = self.row(id) else { return Ok(()) };
        match self.validity.scalars.looser(row) {
            Some(LooserType::Any) => return Ok(()),
            Some(LooserType::Nullable) if node.value == Value::Null => return Ok(()),
            _ => {}
        }
        self.kind(target, row, node)?;
        self.listed(row, node)?;
        self.alternatives(row, node)?;
        self.format(row, node)?;
        match (&node.value, &row.form) {
            (Value::Array(items), Form::Array(array)) if !array.is_tuple => {
                array.items.map_or(Ok(()), |schema| items.iter().try_for_each(|item| self.value(schema, item)))
            }
            (Value::Object(_), Form::Object(object)) => self.properties(row, object, node),
            _ => Ok(()),
        }
    }

    /// The row that speaks for a schema; none where its type was overridden.
    pub(super) fn row(&self, id: SchemaId) -> Option<(SchemaId, &'a Schema)> {
        let Validity { schemas, foreign, .. } = self.validity;
        let is_foreign = schemas.ids_of_chain(id).any(|id| foreign.contains_key(&id));
        (!is_foreign).then(|| schemas.target(id))
    }

    fn kind(&self, id: SchemaId, row: &Schema, node: &Node) -> Result<(), ValueFault> {
        let types = row.declared_types();
        let fits = |name: &&str| match *name {
            // "Any number with a zero fractional part" is an integer (JSON Schema 2020-12, Validation, section 6.1.1).
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
        let actual = if whole { "a number with a fraction" } else { node.kind() };
        let remedy = match node.value {
            _ if whole => Remedy::Doubles(id),
            Value::Null => Remedy::Nullable { pointer: row.pointer.to_string() },
            _ => Remedy::of_type(row, rust_type(node)),
        };
        Err(ValueFault::new(node, format!("{actual} where the type is {}", types.join(" or ")), remedy))
    }

    /// Holds a value against a format, as far as the Rust type of that holds nothing else.
    pub(super) fn format(&self, row: &Schema, node: &Node) -> Result<(), ValueFault> {
        if row.listed().is_some() {
            return Ok(());
        }
        let format_note =
            row.format_name().map(|format| format!(", as the format `{format}` says")).unwrap_or_default();
        scalar::reads(&self.validity.scalars.ty(row), node).map_err(|expected| {
            let remedy = match node.as_str() {
                Some(_) => Remedy::Text { pointer: row.pointer.to_string() },
                None => Remedy::of_type(row, "i64"),
            };
            ValueFault::new(node, format!("it is not {expected}{format_note}"), remedy)
        })
    }

    /// The alternatives of a union of which a value fits none.
    pub(super) fn alternatives_without(&self, row: &Schema, node: &Node) -> Vec<SchemaId> {
        if row.alternatives().iter().any(|member| self.fits(*member, node)) {
            Vec::new()
        } else {
            row.alternatives().to_vec()
        }
    }

    /// The items or members of a value, each with its schema.
    pub(super) fn parts<'n>(&self, row: &Schema, node: &'n Node) -> Vec<(SchemaId, &'n Node)> {
        match &node.value {
            Value::Array(items) => {
                row.items().into_iter().flat_map(|id| items.iter().map(move |item| (id, item))).collect()
            }
            Value::Object(object) => {
                object.iter().filter_map(|(name, value)| Some((self.member(row, name)?, value))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The schema of a member of an object.
    fn member(&self, row: &Schema, name: &str) -> Option<SchemaId> {
        let object = row.as_object()?;
        object.properties.get(name).copied().or_else(|| object.undeclared())
    }

    /// Holds a value against the alternatives of a union, of which one has to fit.
    fn alternatives(&self, row: &Schema, node: &Node) -> Result<(), ValueFault> {
        let Form::Union(union) = &row.form else { return Ok(()) };
        if union.members.iter().any(|member| self.fits(*member, node)) {
            return Ok(());
        }
        let message = format!("it is none of the alternatives of `{}`", union.keyword.name());
        Err(ValueFault::new(node, message, Remedy::of_type(row, ANY)))
    }

    fn listed(&self, row: &Schema, node: &Node) -> Result<(), ValueFault> {
        let Some(listed) = row.listed() else { return Ok(()) };
        let is_null = row.null && node.value == Value::Null;
        // As JSON: nodes differ in their origins.
        if is_null || listed.values.iter().any(|listed| listed.value.to_json() == node.to_json()) {
            return Ok(());
        }
        Err(ValueFault::new(node, "it is not one of the listed values", Remedy::of_type(row, rust_type(node))))
    }

    fn properties(&self, row: &Schema, object: &Object, node: &Node) -> Result<(), ValueFault> {
        for (name, value) in node.as_object().into_iter().flatten() {
            if let Some(schema) = self.member(row, name) {
                self.value(schema, value)?;
            }
        }
        match object.required.keys().find(|name| node.get(name).is_none()) {
            Some(name) => {
                let pointer = object.properties.get(name).map(|id| self.validity.schemas.get(*id).pointer.to_string());
                let remedy = pointer.map_or(Remedy::of_type(row, ANY), |pointer| Remedy::Optional { pointer });
                Err(ValueFault::new(node, format!("it has no `{name}`, which is required"), remedy))
            }
            None => Ok(()),
        }
    }
}

fn is_whole(number: &serde_json::Number) -> bool {
    !number.is_f64() || number.as_f64().is_some_and(|value| value.fract() == 0.0)
}
