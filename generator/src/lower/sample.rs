//! A value for each body: an example of the document, one composed of the examples of its parts, or one with what the
//! schemas require.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::example::{self, Validity};
use super::types::{Types, implied, type_names};
use crate::bundle::{Row, Table};
use crate::document::{Node, SchemaId};
use crate::ir::Sample;
use crate::limits;
use crate::resolve::Content;

/// More rows than these show nothing new.
const SHOWN: usize = 3;

/// Values of schemas that were looked at, by schema; `None` where there is none.
pub(super) type Known = HashMap<SchemaId, Option<Sample>>;

impl Types<'_> {
    /// A value for a body. An example that contradicts the schema is not used: it may contradict the type too.
    pub(super) fn sample(&mut self, content: &Content) -> Option<Sample> {
        let validity = self.validity();
        let is_valid = |example: &&Node| content.schema.is_none_or(|id| example::is_valid(&validity, id, example));
        let shown = content.examples.iter().find(is_valid).map(|example| shown(example.to_json()));
        let mut sample = shown.or_else(|| self.sample_of(content.schema?))?;
        shorten(self.schemas, content.schema, false, &mut sample.value);
        Some(sample)
    }

    /// A value of a schema.
    pub(super) fn sample_of(&mut self, id: SchemaId) -> Option<Sample> {
        let mut known = std::mem::take(&mut self.samples);
        let sample = Sampler { validity: self.validity(), open: Vec::new(), known: &mut known }.value(id);
        self.samples = known;
        sample
    }
}

/// Leaves out rows behind the first ones, as far as the schema lets them be absent. Lists of plain values are kept: they are
/// what one row is made of. So are lists of one length beside each other, which belong together (`keeps`).
fn shorten(schemas: &Table, id: Option<SchemaId>, keeps: bool, value: &mut Value) {
    let Some(id) = id else { return };
    let row = schemas.target(id).1;
    match value {
        Value::Array(items) => {
            let are_rows = items.iter().all(|item| item.is_array() || item.is_object());
            let is_free = !["prefixItems", "contains"].iter().any(|keyword| row.get(keyword).is_some());
            if are_rows && is_free && !keeps {
                let least = row.get("minItems").and_then(|node| node.to_json().as_u64()).unwrap_or(0);
                items.truncate(usize::try_from(least).unwrap_or(usize::MAX).max(SHOWN));
            }
            items.iter_mut().for_each(|item| shorten(schemas, row.schema("items"), false, item));
        }
        Value::Object(object) => {
            let lengths: Vec<usize> = object.values().filter_map(|value| value.as_array().map(Vec::len)).collect();
            for (name, value) in object.iter_mut() {
                let declared = row.get("properties").and_then(|properties| properties.get(name));
                let length = value.as_array().map(Vec::len);
                let keeps = lengths.iter().filter(|other| Some(**other) == length).count() > 1;
                shorten(schemas, declared.and_then(Node::as_schema), keeps, value);
            }
        }
        _ => {}
    }
}

fn shown(value: Value) -> Sample {
    Sample { value, is_example: true }
}

fn made(value: Value) -> Sample {
    Sample { value, is_example: false }
}

/// The number of parts of a value.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(object) => 1 + object.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

struct Sampler<'a> {
    validity: Validity<'a>,
    known: &'a mut Known,
    /// The schemas that are being looked into.
    open: Vec<SchemaId>,
}

impl Sampler<'_> {
    fn value(&mut self, id: SchemaId) -> Option<Sample> {
        if let Some(known) = self.known.get(&id) {
            return known.clone();
        }
        let (target, row) = self.validity.schemas.target(id);
        if self.open.contains(&target) || self.open.len() >= limits::SAMPLE_DEPTH {
            return None;
        }
        self.open.push(target);
        let is_foreign = self.validity.schemas.ids_of_chain(id).any(|id| self.validity.foreign.contains_key(&id));
        let made =
            |sampler: &mut Self| sampler.of_row(row).filter(|sample| size(&sample.value) <= limits::SAMPLE_PARTS);
        let value = self.example(id).or_else(|| if is_foreign { None } else { made(self) });
        self.open.pop();
        self.known.insert(id, value.clone());
        value
    }

    /// The example of a schema, or of one that it refers to. A type of the configuration has no other values.
    fn example(&self, id: SchemaId) -> Option<Sample> {
        let Validity { schemas, .. } = self.validity;
        let example = |id| example::values(&self.validity, id).into_iter().next();
        schemas.ids_of_chain(id).find_map(example).map(shown)
    }

    fn of_row(&mut self, row: &Row) -> Option<Sample> {
        let listed = row.get("enum").and_then(Node::as_array).and_then(|values| values.first());
        if let Some(value) = row.get("const").or(listed).or_else(|| row.get("default")) {
            return Some(made(value.to_json()));
        }
        let alternatives = ["oneOf", "anyOf"].iter().filter_map(|keyword| row.get(keyword)?.as_array()).flatten();
        let mut alternatives = alternatives.filter_map(Node::as_schema).peekable();
        if alternatives.peek().is_some() {
            return alternatives.find_map(|id| self.value(id));
        }
        let kind = type_names(row).into_iter().find(|name| *name != "null").or_else(|| implied(row))?;
        Some(match kind {
            "object" => return self.object(row),
            "array" => return self.array(row),
            "string" => made(text(row.text("format"))?.into()),
            "integer" => made(row.get("minimum").map_or(json!(1), Node::to_json)),
            "number" => made(row.get("minimum").map_or(json!(1.0), Node::to_json)),
            _ => made(json!(true)),
        })
    }

    /// The required properties, and those with an example in the document. Properties that only the service sets are left out.
    fn object(&mut self, row: &Row) -> Option<Sample> {
        let required = row.get("required").and_then(Node::as_array).unwrap_or_default();
        let is_required = |name: &str| required.iter().any(|node| node.as_str() == Some(name));
        let (mut object, mut is_example) = (Map::new(), false);
        for (name, node) in row.get("properties").and_then(Node::as_object).into_iter().flatten() {
            let Some(id) = node.as_schema() else { continue };
            if super::docs::says(self.validity.schemas, id, "readOnly") {
                continue;
            }
            match self.value(id) {
                Some(sample) if sample.is_example || is_required(name) => {
                    is_example |= sample.is_example;
                    object.insert(name.clone(), sample.value);
                }
                None if is_required(name) => return None,
                _ => {}
            }
        }
        Some(Sample { value: Value::Object(object), is_example })
    }

    fn array(&mut self, row: &Row) -> Option<Sample> {
        if row.get("prefixItems").is_some() {
            return None;
        }
        let Some(items) = row.schema("items") else { return Some(made(json!([]))) };
        let Sample { value, is_example } = self.value(items)?;
        Some(Sample { value: json!([value]), is_example })
    }
}

/// A text of a format, where any text will not do.
fn text(format: Option<&str>) -> Option<&'static str> {
    match format {
        None => Some("string"),
        Some("date-time") => Some("2026-01-31T12:00:00Z"),
        Some("date") => Some("2026-01-31"),
        Some("uuid") => Some("00000000-0000-4000-8000-000000000000"),
        Some("ipv4") => Some("192.0.2.1"),
        Some("ipv6") => Some("2001:db8::1"),
        Some("uri" | "url") => Some("https://example.com/"),
        Some("email") => Some("name@example.com"),
        Some("byte" | "binary" | "base64url") => None,
        Some(_) => Some("string"),
    }
}
