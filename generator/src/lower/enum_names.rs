//! What extensions say about the values of an enum: names, descriptions, and the name of the whole.

use crate::bundle::Row;
use crate::document::{Node, Value};

/// Names for the values, in their order; empty where none is proposed. `null` is no value here.
///
/// `x-ms-enum` names values by themselves, `x-enum-varnames` and `x-enumNames` by their place.
pub(super) fn of_values(row: &Row, values: &[&Node]) -> Vec<String> {
    let by_place = ["x-enum-varnames", "x-enumNames"].into_iter().find_map(|key| texts(row, key));
    let by_value = entries(row);
    let name = |(index, value): (usize, &&Node)| {
        let entry = by_value.iter().find(|entry| entry.get("value").is_some_and(|own| own.value == value.value));
        let named = entry.and_then(|entry| entry.get("name")?.as_str());
        named.or_else(|| by_place.as_ref()?.get(index).copied()).unwrap_or_default().to_owned()
    };
    values.iter().enumerate().map(name).collect()
}

/// The name of the enum, which several schemas may have in common.
pub(super) fn of_type(row: &Row) -> Option<&str> {
    row.get("x-ms-enum")?.get("name")?.as_str().filter(|name| !name.trim().is_empty())
}

/// What is said about the values, as a list in Markdown.
pub(super) fn descriptions(row: &Row) -> Option<String> {
    let text = |node: &Node| match &node.value {
        Value::String(text) => text.replace('`', "'"),
        _ => node.to_json().to_string(),
    };
    let line = |value: &Node, about: &str| {
        let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
        (!about.is_empty()).then(|| format!("- `{}`: {about}", text(value)))
    };
    let by_value = entries(row).iter().filter_map(|entry| {
        line(entry.get("value")?, entry.get("description").and_then(Node::as_str).unwrap_or_default())
    });
    let mut lines: Vec<String> = by_value.collect();
    if lines.is_empty() {
        let values = row.get("enum").and_then(Node::as_array).unwrap_or_default();
        let about = texts(row, "x-enum-descriptions").unwrap_or_default();
        lines = values.iter().zip(about).filter_map(|(value, about)| line(value, about)).collect();
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn entries(row: &Row) -> &[Node] {
    let entries = row.get("x-ms-enum").and_then(|node| node.get("values")?.as_array());
    entries.unwrap_or_default()
}

/// The texts of a list, one for each value that is not `null`.
fn texts<'a>(row: &'a Row, key: &str) -> Option<Vec<&'a str>> {
    let texts = row.get(key)?.as_array()?;
    let values = row.get("enum").and_then(Node::as_array).unwrap_or_default();
    let is_null =
        |index: usize| texts.len() == values.len() && values.get(index).is_some_and(|value| value.value == Value::Null);
    let kept = texts.iter().enumerate().filter(|(index, _)| !is_null(*index));
    Some(kept.map(|(_, node)| node.as_str().unwrap_or_default()).collect())
}
