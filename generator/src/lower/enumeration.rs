//! Lists of values.

use std::collections::HashSet;
use std::hash::Hash;

use crate::bundle::Row;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Part, Value};
use crate::ir::{Enum, EnumValues, Type};

/// An `enum` or `const` as it was read.
pub(super) struct Read {
    /// The enum, or the plain type where the values are no strings and no integers.
    pub(super) values: Result<Enum, Type>,
    /// Whether `null` is one of the values.
    pub(super) nullable: bool,
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
    let names = names(row);
    let strings: Option<Vec<&str>> = values.iter().map(|value| value.as_str()).collect();
    let integers: Option<Vec<i64>> = values.iter().map(|value| integer(value)).collect();
    let values = match (strings, integers) {
        _ if values.is_empty() && nullable => Err(Type::Any),
        _ if values.is_empty() => {
            let message = "`enum` lists no values: any JSON value is taken";
            diagnostics.push(Diagnostic::warning(Code::InvalidValue, message).at(node.origin, Part::Value));
            Err(Type::Any)
        }
        (Some(strings), _) => Ok(Enum { values: EnumValues::Strings(named(strings, &names, str::to_owned)) }),
        (None, Some(integers)) => Ok(Enum { values: EnumValues::Integers(named(integers, &names, |value| value)) }),
        (None, None) if values.iter().all(|value| value.as_bool().is_some()) => Err(Type::Bool),
        (None, None) => {
            let message = "values of several kinds become any JSON value";
            diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(node.origin, Part::Value));
            Err(Type::Any)
        }
    };
    Read { values, nullable }
}

/// Names for the values that the document proposes in `x-enum-varnames`, in the order of the values.
fn names(row: &Row) -> Vec<String> {
    let names = row.get("x-enum-varnames").and_then(Node::as_array).unwrap_or_default();
    names.iter().map(|name| name.as_str().unwrap_or_default().to_owned()).collect()
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

fn integer(node: &Node) -> Option<i64> {
    match &node.value {
        Value::Number(number) => number.as_i64(),
        _ => None,
    }
}
