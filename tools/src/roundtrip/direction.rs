//! Directions of properties: `readOnly` and `writeOnly` (OAS 3.0.4, "Schema Object").

use std::collections::HashSet;

use serde_json::Value;

use super::definitions::Work;
use super::documents::Address;

/// References and parts that are followed for one schema.
const MAX_DEPTH: usize = 8;

// A type for requests is held against what a request demands: `readOnly` properties are required of a response alone.
/// The direction of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// It comes from the service, which need not send what is `writeOnly`.
    #[default]
    Received,
    /// It goes to the service: a client need not send what is `readOnly`.
    Sent,
}

/// Takes the names out of `required`, in a lifted schema and its inline parts, that this direction does not demand.
pub(super) fn relax_required(work: &mut Work, schema: &Value, at: &Address, lifted: &mut Value) {
    let mut required_names = HashSet::new();
    collect_required(lifted, &mut required_names);
    if required_names.is_empty() {
        return;
    }
    let (mut received, mut sent) =
        (Search::new("writeOnly", &required_names), Search::new("readOnly", &required_names));
    received.schema(work, schema, at, 0);
    sent.schema(work, schema, at, 0);
    work.is_directional |= !received.keywords.is_empty() || !sent.keywords.is_empty();
    let optional_names = if work.direction == Direction::Received { received.keywords } else { sent.keywords };
    if !optional_names.is_empty() {
        remove_required(lifted, &optional_names);
    }
}

/// The names that a lifted schema, or an inline part of it, requires.
fn collect_required(lifted: &Value, names: &mut HashSet<String>) {
    let required = lifted.get("required").and_then(Value::as_array).into_iter().flatten();
    names.extend(required.filter_map(Value::as_str).map(str::to_owned));
    parts(lifted).iter().for_each(|part| collect_required(part, names));
}

fn parts(schema: &Value) -> &[Value] {
    schema.get("allOf").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn remove_required(lifted: &mut Value, optional_names: &[String]) {
    if let Some(Value::Array(required)) = lifted.get_mut("required") {
        required.retain(|name| !optional_names.iter().any(|optional_names| name == optional_names));
    }
    let parts = lifted.get_mut("allOf").and_then(Value::as_array_mut);
    parts.into_iter().flatten().for_each(|part| remove_required(part, optional_names));
}

/// Looks for the properties that say a keyword.
struct Search<'a> {
    keyword: &'static str,
    required_names: &'a HashSet<String>,
    keywords: Vec<String>,
}

impl<'a> Search<'a> {
    fn new(keyword: &'static str, required_names: &'a HashSet<String>) -> Self {
        Self { keyword, required_names, keywords: Vec::new() }
    }

    fn schema(&mut self, work: &mut Work, schema: &Value, at: &Address, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
        for (name, property) in properties.filter(|(name, _)| self.required_names.contains(*name)) {
            if has_keyword(work, property, &at.within("properties").within(name), self.keyword, 0) {
                self.keywords.push(name.clone());
            }
        }
        each_part(work, schema, at, &mut |work, part, at| self.schema(work, part, at, depth + 1));
    }
}

/// Returns `true` if a property says the keyword, or something that it is made of does.
fn has_keyword(work: &mut Work, schema: &Value, at: &Address, keyword: &str, depth: usize) -> bool {
    if schema.get(keyword) == Some(&Value::Bool(true)) {
        return true;
    }
    let mut is_found = false;
    if depth < MAX_DEPTH {
        each_part(work, schema, at, &mut |work, part, at| is_found |= has_keyword(work, part, at, keyword, depth + 1));
    }
    is_found
}

/// Visits the targets of a schema's references, and the members of its `allOf`.
fn each_part(work: &mut Work, schema: &Value, at: &Address, visit: &mut dyn FnMut(&mut Work, &Value, &Address)) {
    if let Some(to) = schema.get("$ref").and_then(Value::as_str).and_then(|text| work.documents.resolve(at, text)) {
        let target = work.documents.get(&to).cloned().unwrap_or_default();
        visit(work, &target, &to);
    }
    for (index, part) in parts(schema).iter().enumerate() {
        visit(work, part, &at.within("allOf").within(&index.to_string()));
    }
}
