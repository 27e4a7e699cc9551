//! The number of operations in a document, counted without the generator.

use serde_json::Value;

/// The methods that are keys of a Path Item Object (OAS 3.2.0, "Path Item Object"; 2.0 knows all but the last two).
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// So many `$ref`s lead from one path item to the next at the most.
const LONGEST: usize = 10;

/// The operations of all paths.
pub(crate) fn count(document: &Value) -> usize {
    let is_old = document.get("swagger").is_some();
    let tables = ["paths", "x-ms-paths"].iter().filter_map(|key| document.get(key)?.as_object());
    let items = tables.flatten().filter(|(path, _)| !path.starts_with("x-")).map(|(_, item)| item);
    items.map(|item| in_item(document, item, is_old)).sum()
}

fn in_item(document: &Value, item: &Value, is_old: bool) -> usize {
    let mut item = item;
    for _ in 0..LONGEST {
        let target = item.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix('#'));
        match target.and_then(|pointer| document.pointer(pointer)) {
            Some(target) => item = target,
            None => break,
        }
    }
    let methods = METHODS.iter().filter(|method| !(is_old && matches!(**method, "trace" | "query")));
    let methods = methods.filter(|method| item.get(method).is_some_and(Value::is_object)).count();
    let additional = item.get("additionalOperations").and_then(Value::as_object).map_or(0, serde_json::Map::len);
    methods + additional
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::count;

    #[test]
    fn methods_are_counted_and_other_keys_are_not() {
        let item = json!({ "get": {}, "post": {}, "parameters": [], "x-get": {}, "summary": "" });
        assert_eq!(count(&json!({ "paths": { "/a": item, "/b": { "$ref": "#/paths/~1a" }, "x-c": item } })), 4);
        let item = json!({ "trace": {}, "query": {}, "additionalOperations": { "COPY": {} } });
        assert_eq!(count(&json!({ "openapi": "3.2.0", "paths": { "/a": item } })), 3);
        assert_eq!(count(&json!({ "swagger": "2.0", "paths": { "/a": { "trace": {} } } })), 0);
        assert_eq!(count(&json!({ "paths": { "/a": { "$ref": "#/paths/~1a" }, "/b": { "$ref": "b.json" } } })), 0);
        assert_eq!(count(&json!([])), 0);
    }
}
