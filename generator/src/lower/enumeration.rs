//! Lists of values.

use std::collections::HashSet;
use std::hash::Hash;

use super::enum_names;
use super::types::{Types, type_names};
use crate::bundle::Row;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Part, SchemaId, Value};
use crate::ir::{Enum, EnumValues, Hint, Type, TypeId, TypeKind};

/// An `enum` or `const` as it was read.
pub(super) struct Read {
    /// The enum, or the plain type where the values are no strings and no integers.
    pub(super) values: Result<Enum, Type>,
    /// Whether `null` is one of the values.
    pub(super) nullable: bool,
}

/// Whether a schema becomes an enum of its listed values. Those of booleans and of numbers with a fraction are said in the
/// documentation of the plain type.
pub(super) fn is_listed(row: &Row) -> bool {
    let plain = |name: &str| matches!(name, "boolean" | "number");
    row.get("enum").is_some() && !type_names(row).into_iter().any(plain)
}

/// The one boolean that a schema lists, as text.
pub(super) fn booleans(row: &Row) -> Vec<String> {
    let values = row.get("enum").filter(|_| !is_listed(row)).and_then(Node::as_array).unwrap_or_default();
    values.iter().filter_map(Node::as_bool).map(|value| value.to_string()).collect()
}

/// Reads the values of a schema.
pub(super) fn read(row: &Row, diagnostics: &mut Diagnostics) -> Read {
    let (node, values): (&Node, Vec<&Node>) = match (row.get("const"), row.get("enum")) {
        (Some(value), _) => (value, vec![value]),
        (None, Some(list)) => (list, list.as_array().unwrap_or_default().iter().collect()),
        (None, None) => {
            return Read { values: Err(Type::Any), nullable: false };
        }
    };
    let nullable = values.iter().any(|value| value.value == Value::Null);
    let values: Vec<&Node> = values.into_iter().filter(|value| value.value != Value::Null).collect();
    let names = enum_names::of_values(row, &values);
    let strings: Option<Vec<&str>> = values.iter().map(|value| value.as_str()).collect();
    let integers: Option<Vec<i64>> = values.iter().map(|value| integer(value)).collect();
    let values = match (strings, integers) {
        _ if values.is_empty() && nullable => Err(Type::Any),
        _ if values.is_empty() => {
            let message = "`enum` lists no values: any JSON value is taken";
            diagnostics.push(Diagnostic::warning(Code::InvalidValue, message).at(node.origin, Part::Value));
            Err(Type::Any)
        }
        (Some(strings), _) => Ok(open(EnumValues::Strings(named(strings, &names, str::to_owned)))),
        (None, Some(integers)) => Ok(open(EnumValues::Integers(named(integers, &names, |value| value)))),
        (None, None) if values.iter().all(|value| value.as_bool().is_some()) => Err(Type::Bool),
        (None, None) => {
            let message = "values of several kinds become any JSON value";
            diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(node.origin, Part::Value));
            Err(Type::Any)
        }
    };
    Read { values, nullable }
}

impl Types<'_> {
    /// Lets the enums within other schemas find a named one that they are equal to.
    pub(super) fn named_enum(&mut self, def: TypeId, row: &Row) {
        let Some(name) = enum_names::of_type(row) else { return };
        if let Ok(mut values) = read(row, &mut Diagnostics::default()).values {
            values.closed = self.closes(row);
            self.define(def, TypeKind::Enum(values));
            self.enums.entry(name.to_owned()).or_default().push(def);
        }
    }

    /// The id of an enum within another schema: a new one, unless `x-ms-enum` gives it the name of an equal one.
    pub(super) fn inline_enum(&mut self, id: SchemaId, row: &Row, hint: &Hint, values: &Enum) -> TypeId {
        let Some(name) = enum_names::of_type(row) else {
            return self.reserve(id, hint);
        };
        let known = self.enums.get(name).into_iter().flatten().copied();
        let equal = known.into_iter().find(|known| self.def(*known).kind == TypeKind::Enum(values.clone()));
        equal.unwrap_or_else(|| {
            let def = self.reserve(id, &Hint::schema(name));
            self.enums.entry(name.to_owned()).or_default().push(def);
            def
        })
    }
}

/// Values without repetition, each with its proposed name.
fn named<T: Eq + Hash + Copy, O>(values: Vec<T>, names: &[String], own: impl Fn(T) -> O) -> Vec<(O, Option<String>)> {
    let mut seen = HashSet::new();
    let mut result = Vec::new();
    for (index, value) in values.into_iter().enumerate() {
        if seen.insert(value) {
            result.push((own(value), names.get(index).filter(|name| !name.is_empty()).cloned()));
        }
    }
    result
}

fn open(values: EnumValues) -> Enum {
    Enum { values, closed: false }
}

fn integer(node: &Node) -> Option<i64> {
    match &node.value {
        Value::Number(number) => number.as_i64(),
        _ => None,
    }
}
