//! The shapes of values that are sent as texts.

use crate::collections::HashSet;

use crate::document::{SchemaId, Value};
use crate::ir::{Constraint, Constraints, Enum, EnumValues, Scalar, Type, TypeKind};
use crate::lower::registry::Registry;
use crate::schema::{Form, SchemaTable};
use crate::spec::{GeneratedValue, number};

/// The length of a UUID in characters.
const UUID_LENGTH: usize = 36;

/// Returns `true` if a type can be a parameter as it is, without its JSON form.
pub(super) fn is_plain(registry: &Registry<'_>, ty: &Type) -> bool {
    // A list of itself becomes any JSON value, which is plain.
    let mut seen = HashSet::default();
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => open.push(inner),
            Type::Tuple(_) | Type::Foreign(_) | Type::Bytes => return false,
            Type::Named(id) if seen.insert(*id) => {
                if let TypeKind::Alias(to) = &registry.def(*id).kind {
                    open.push(to);
                }
            }
            _ => {}
        }
    }
    true
}

/// The one value of a schema as text, where the document lists no other and a request can have it.
pub(super) fn one_text(table: &SchemaTable, schema: SchemaId) -> Option<String> {
    let target = table.target(schema).1;
    let [listed] = &target.listed().filter(|_| !target.null)?.values[..] else { return None };
    let text = match &listed.value.value {
        Value::String(text) => text.clone(),
        Value::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
            Some(double) => double.to_string(),
            None => number.to_string(),
        },
        Value::Bool(flag) => flag.to_string(),
        _ => return None,
    };
    // A value that cannot be sent is left to the caller, who sees the error with the name of the parameter.
    (!text.chars().any(char::is_control)).then_some(text)
}

/// Returns `true` if a schema says by itself that a text may be empty.
pub(super) fn allows_empty(table: &SchemaTable, schema: SchemaId) -> bool {
    let Form::Text(text) = &table.target(schema).1.form else { return false };
    text.length.least.as_ref().is_some_and(|least| number::count(least) == Some(0))
}

/// A path template without the query that some documents write behind it. Paths are looked through once: one with very
/// many parameters is asked for each.
pub(super) fn without_query(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or_default()
}

/// Returns `true` if a path without a query ends with a slash and a parameter.
pub(super) fn is_at_end(path: &str, name: &str) -> bool {
    path.strip_suffix('}').and_then(|path| path.strip_suffix(name)).is_some_and(|path| path.ends_with("/{"))
}

/// Returns `true` if the empty text is one of the listed values of a type.
pub(super) fn lists_empty_text(registry: &Registry<'_>, ty: &Type) -> bool {
    match registry.resolved(ty) {
        Type::Named(id) => match &registry.def(*id).kind {
            TypeKind::Enum(Enum { values: EnumValues::Strings(values), .. }) => {
                values.iter().any(|(value, _)| value.is_empty())
            }
            _ => false,
        },
        _ => false,
    }
}

/// The value that a client makes for a header without a value of the caller: a key as a UUID, where the header takes
/// one.
pub(super) fn made_value(
    registry: &Registry<'_>,
    header: &str,
    ty: &Type,
    constraints: &Constraints,
) -> Option<GeneratedValue> {
    let made = GeneratedValue::parse(header)?;
    let has_room = constraints.limits.iter().all(|constraint| match constraint {
        Constraint::MinLength(length) => *length <= UUID_LENGTH,
        Constraint::MaxLength(length) => *length >= UUID_LENGTH,
        _ => false,
    });
    let is_value = match (made, registry.resolved(ty)) {
        (GeneratedValue::Key, Type::String) => has_room,
        (GeneratedValue::Key, Type::Scalar(Scalar::Uuid)) => true,
        (GeneratedValue::Time, Type::String) => constraints.limits.is_empty(),
        (GeneratedValue::Time, Type::Scalar(Scalar::HttpDate)) => true,
        _ => false,
    };
    is_value.then_some(made)
}
