//! Limits of values.

use super::nullable;
use super::types::{Types, implied, type_names};
use crate::bundle::Row;
use crate::document::{Node, SchemaId};
use crate::ir::{Constraint, Constraints};
use crate::limits;

impl Types<'_> {
    /// What is said of the values of a schema that has been lowered, apart from what a type of its own says.
    pub(super) fn constraints(&self, id: SchemaId) -> Constraints {
        self.unnamed(id, limits::CONSTRAINT_DEPTH)
    }

    /// What a schema says that has a type of its own.
    pub(super) fn constraints_of_type(&self, id: SchemaId) -> Constraints {
        self.said(id, limits::CONSTRAINT_DEPTH)
    }

    fn unnamed(&self, id: SchemaId, depth: usize) -> Constraints {
        if depth == 0 || self.has_name(id) { Constraints::default() } else { self.said(id, depth - 1) }
    }

    fn said(&self, id: SchemaId, depth: usize) -> Constraints {
        let row = self.schemas.get(id);
        if let Some(to) = row.schema("$ref") {
            return self.unnamed(to, depth);
        }
        let alternatives = ["oneOf", "anyOf"].into_iter().filter_map(|keyword| row.get(keyword)?.as_array()).flatten();
        let alternatives = alternatives.filter_map(Node::as_schema);
        let others: Vec<SchemaId> = alternatives.filter(|id| !nullable::is_null(self.schemas.get(*id))).collect();
        match others[..] {
            [only] => return self.unnamed(only, depth),
            [] if row.get("enum").is_none() => {}
            // Each of several says it for itself.
            _ => return Constraints::default(),
        }
        let within = |keyword: &str| {
            let within = self.unnamed(row.schema(keyword)?, depth);
            (!within.is_empty()).then(|| Box::new(within))
        };
        let places = row.get("prefixItems").and_then(Node::as_array).unwrap_or_default().iter();
        Constraints {
            own: own(row),
            items: within("items"),
            places: places.filter_map(Node::as_schema).map(|place| self.unnamed(place, depth / 4)).collect(),
            values: within("additionalProperties"),
        }
    }
}

/// What a schema of one type says of values of that type.
fn own(row: &Row) -> Vec<Constraint> {
    let text =
        |keyword: &str| row.get(keyword).filter(|node| node.to_json().is_number()).map(|n| n.to_json().to_string());
    let count = |keyword: &str| row.get(keyword).and_then(|node| as_count(&node.to_json()));
    let found = match type_names(row).into_iter().find(|name| *name != "null").or_else(|| implied(row)) {
        Some("integer" | "number") => [
            text("minimum").map(Constraint::Minimum),
            text("maximum").map(Constraint::Maximum),
            text("exclusiveMinimum").map(Constraint::Above),
            text("exclusiveMaximum").map(Constraint::Below),
            text("multipleOf").map(Constraint::MultipleOf),
        ],
        Some("string") => [
            count("minLength").map(Constraint::MinLength),
            count("maxLength").map(Constraint::MaxLength),
            row.get("pattern").and_then(|node| Some(Constraint::Pattern(node.as_str()?.to_owned(), Some(node.origin)))),
            None,
            None,
        ],
        Some("array") => [
            count("minItems").map(Constraint::MinItems),
            count("maxItems").map(Constraint::MaxItems),
            row.flag("uniqueItems").then_some(Constraint::UniqueItems),
            None,
            None,
        ],
        Some("object") => [
            count("minProperties").map(Constraint::MinProperties),
            count("maxProperties").map(Constraint::MaxProperties),
            None,
            None,
            None,
        ],
        _ => return Vec::new(),
    };
    found.into_iter().flatten().filter(|constraint| !is_idle(constraint)).collect()
}

/// A number without a fraction, whichever way it is written.
fn as_count(json: &serde_json::Value) -> Option<usize> {
    let whole = json.as_f64().filter(|number| number.fract() == 0.0 && (0.0..1e15).contains(number));
    json.as_u64().or_else(|| whole.map(|number| number as u64)).and_then(|count| usize::try_from(count).ok())
}

/// Whether every value is as it says.
fn is_idle(constraint: &Constraint) -> bool {
    use Constraint::{MinItems, MinLength, MinProperties};
    matches!(constraint, MinLength(0) | MinItems(0) | MinProperties(0))
}
