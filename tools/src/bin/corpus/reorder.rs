//! A document that says the same in another order.

use serde_json::{Map, Value};

/// Tables at the top level of a Swagger 2.0 document, whose entries have no order.
const TABLES: [&str; 4] = ["definitions", "parameters", "responses", "securityDefinitions"];

/// The document with its components, and the entries of each kind, in reverse order.
pub(crate) fn reversed(document: &Value) -> Value {
    let mut document = document.clone();
    if let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) {
        for table in components.values_mut().filter_map(Value::as_object_mut) {
            reverse(table);
        }
        reverse(components);
    }
    for name in TABLES {
        if let Some(table) = document.get_mut(name).and_then(Value::as_object_mut) {
            reverse(table);
        }
    }
    document
}

fn reverse(table: &mut Map<String, Value>) {
    let entries: Vec<_> = std::mem::take(table).into_iter().collect();
    *table = entries.into_iter().rev().collect();
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::reversed;

    #[test]
    fn components_are_reversed_and_what_is_in_them_is_not() {
        let text = r#"{"paths":{"/a":{},"/b":{}},"components":{"schemas":{"A":{"x":1,"y":2},"B":{}},"headers":{}}}"#;
        let document = serde_json::from_str(text).unwrap();
        assert_eq!(
            reversed(&document).to_string(),
            r#"{"paths":{"/a":{},"/b":{}},"components":{"headers":{},"schemas":{"B":{},"A":{"x":1,"y":2}}}}"#
        );
        assert_eq!(
            reversed(&json!({ "definitions": { "A": 1, "B": 2 } })).to_string(),
            r#"{"definitions":{"B":2,"A":1}}"#
        );
    }
}
