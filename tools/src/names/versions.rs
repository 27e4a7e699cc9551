//! Successive versions of a document, and which names they share.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// The next version of a document.
#[derive(Clone, Debug)]
pub struct Version {
    /// The document.
    pub document: Value,
    /// The pointers of what has moved, before and after.
    pub moved: Vec<(String, String)>,
}

/// Every so many operations, schemas and alternatives one is changed.
const EVERY: usize = 5;

/// Removes and adds operations, properties, values and alternatives, each at many places of a document.
#[must_use]
pub fn next(document: &Value) -> Version {
    let mut version = Version { document: document.clone(), moved: Vec::new() };
    let mut count = 0;
    if let Some(Value::Object(paths)) = version.document.get_mut("paths") {
        change_paths(paths, &mut count);
    }
    let mut document = std::mem::take(&mut version.document);
    change(&mut document, "#", "#", &mut count, &mut version.moved);
    version.document = document;
    version
}

/// Removes some operations, and adds others in front.
fn change_paths(paths: &mut Map<String, Value>, count: &mut usize) {
    let mut new = Map::new();
    for (path, item) in paths.iter_mut() {
        let Some(item) = item.as_object_mut() else { continue };
        *count += 1;
        let first = item.iter().find(|(method, _)| *method == "get").map(|(_, operation)| operation.clone());
        if (*count).is_multiple_of(EVERY)
            && let Some(mut operation) = first
        {
            operation["operationId"] = json!(format!("addedOperation{count}"));
            new.insert(format!("/added{path}"), json!({ "get": operation, "parameters": item.get("parameters") }));
        } else if *count % EVERY == 1 {
            item.shift_remove("delete");
        }
    }
    for (_, item) in &mut new {
        if let Some(item) = item.as_object_mut() {
            item.retain(|_, value| !value.is_null());
        }
    }
    new.extend(std::mem::take(paths));
    *paths = new;
}

/// Changes schemas; pointers are those before and after.
fn change(value: &mut Value, before: &str, after: &str, count: &mut usize, moved: &mut Vec<(String, String)>) {
    match value {
        Value::Object(object) => {
            let is_schema =
                object.contains_key("properties") || object.contains_key("enum") || object.contains_key("oneOf");
            if is_schema {
                *count += 1;
                let is_turn = (*count).is_multiple_of(EVERY);
                if is_turn && let Some(Value::Object(properties)) = object.get_mut("properties") {
                    let mut new = Map::new();
                    new.insert(
                        format!("added_property_{count}"),
                        json!({ "type": "string", "enum": ["a", format!("b{count}")] }),
                    );
                    new.extend(std::mem::take(properties));
                    *properties = new;
                }
                if is_turn
                    && let Some(Value::Array(values)) = object.get_mut("enum")
                    && values.iter().all(Value::is_string)
                {
                    values.insert(0, json!(format!("added value {count}")));
                }
            }
            for keyword in ["oneOf", "anyOf"] {
                let Some(Value::Array(members)) = object.get_mut(keyword) else { continue };
                *count += 1;
                if !(*count).is_multiple_of(2) || members.len() < 2 || !members.iter().all(Value::is_object) {
                    continue;
                }
                let name = format!("added_{count}");
                let new = json!({ "type": "object", "required": [name], "properties": { name.clone(): { "type": "object", "properties": { "a": { "type": "integer" } } } } });
                members.insert(0, new);
                for (index, member) in members.iter_mut().enumerate().skip(1) {
                    let (before, after) =
                        (format!("{before}/{keyword}/{}", index - 1), format!("{after}/{keyword}/{index}"));
                    moved.push((before.clone(), after.clone()));
                    change(member, &before, &after, count, moved);
                }
            }
            for (key, value) in object.iter_mut() {
                if matches!(key.as_str(), "example" | "examples" | "default" | "enum" | "oneOf" | "anyOf" | "x-fields")
                {
                    continue;
                }
                let token = key.replace('~', "~0").replace('/', "~1");
                change(value, &format!("{before}/{token}"), &format!("{after}/{token}"), count, moved);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                change(item, &format!("{before}/{index}"), &format!("{after}/{index}"), count, moved);
            }
        }
        _ => {}
    }
}

/// Compares the names of a lock with that of the next version: the number of items that both have, and those with
/// another name. A type that has changed, and was one with another type before, may have got a name of its own.
#[must_use]
pub fn renamed(before: &str, after: &str, moved: &[(String, String)]) -> (usize, Vec<String>) {
    let after: BTreeMap<String, (&str, &str)> =
        after.lines().filter_map(item).map(|(key, shape, name)| (key, (shape, name))).collect();
    let moved: BTreeMap<&str, &str> = moved.iter().map(|(before, after)| (before.as_str(), after.as_str())).collect();
    let mut both = 0;
    let mut renamed = Vec::new();
    for (key, shape, name) in before.lines().filter_map(item) {
        let key: Vec<String> = key.split(' ').map(|word| translated(word, &moved)).collect();
        let key = key.join(" ");
        let Some((new_shape, new)) = after.get(&key) else { continue };
        both += 1;
        if *new != name && *new_shape == shape {
            renamed.push(format!("{key}: `{name}` is `{new}`"));
        }
    }
    (both, renamed)
}

/// The pointers before and after of schemas in lists whose place has changed, of which a list has one in both locks.
#[must_use]
pub fn moved(before: &str, after: &str) -> Vec<(String, String)> {
    let [before, after] = [before, after].map(|lock| {
        let mut lists: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for (key, shape, _) in lock.lines().filter_map(item) {
            let pointer = key.strip_prefix("type ").map(|key| key.trim_matches('"').to_owned());
            let Some((list, index)) = pointer.as_deref().and_then(|pointer| pointer.rsplit_once('/')) else { continue };
            if index.parse::<usize>().is_ok() {
                let pointer = format!("{list}/{index}");
                lists.entry((list.to_owned(), shape.to_owned())).or_default().push(pointer);
            }
        }
        lists
    });
    let pairs = before.iter().filter_map(|(key, pointers)| match (pointers.as_slice(), after.get(key)?.as_slice()) {
        ([before], [after]) if before != after => Some((before.clone(), after.clone())),
        _ => None,
    });
    pairs.collect()
}

/// A word with the longest pointer around it that has moved as it is afterwards.
fn translated(word: &str, moved: &BTreeMap<&str, &str>) -> String {
    let ends = word.rmatch_indices('/').map(|(at, _)| at);
    let around = std::iter::once(word.len()).chain(ends).find_map(|end| Some((end, moved.get(&word[..end])?)));
    around.map_or_else(|| word.to_owned(), |(end, after)| format!("{after}{}", &word[end..]))
}

/// The key of a line, the shape of a type, and its name.
fn item(line: &str) -> Option<(String, &str, &str)> {
    let (key, name) = line.rsplit_once(' ').filter(|_| !line.starts_with('#'))?;
    let (key, shape) = if key.starts_with("type ") { key.rsplit_once(' ')? } else { (key, "") };
    Some((key.to_owned(), shape, name))
}
