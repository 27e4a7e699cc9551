//! A value for each body: an example of the document, one composed of the examples of its parts, or one with what the
//! schemas require.

use crate::collections::HashMap;

use serde_json::{Map, Value, json};

use super::checker::{self, Validity};
use crate::document::{Node, SchemaId};
use crate::ir::Sample;
use crate::limits;
use crate::resolve::Content;
use crate::schema::{Array, Form, Number, Object, Schema, SchemaTable};
use crate::spec::format::is_width;
use crate::spec::{Keyword, number};

// Examples of models have thousands of rows. The example of a crate is read by people.
/// More rows than these show nothing new.
const SHOWN: usize = 3;

/// Values of schemas, each found once.
#[derive(Debug, Default)]
pub(crate) struct Samples {
    /// By schema; `None` where there is no value.
    samples: SampleCache,
}

type SampleCache = HashMap<SchemaId, Option<Sample>>;

impl Samples {
    /// A value for a body. An example that contradicts the schema is not used: it may contradict the type too.
    pub(crate) fn of_content(&mut self, validity: &Validity<'_>, content: &Content) -> Option<Sample> {
        let valid = |example: &Node| match content.schema {
            Some(id) => checker::valid(validity, id, example),
            None => Some(example.to_json()),
        };
        let shown = content.examples.iter().find_map(valid).map(shown);
        let mut sample = shown.or_else(|| self.of_schema(validity, content.schema?))?;
        shorten(validity.schemas, content.schema, false, &mut sample.value);
        Some(sample)
    }

    /// A value of a schema.
    pub(crate) fn of_schema(&mut self, validity: &Validity<'_>, id: SchemaId) -> Option<Sample> {
        Sampler { validity: *validity, open: Vec::new(), samples: &mut self.samples }.value(id)
    }
}

/// Leaves out rows behind the first ones, as far as the schema lets them be absent. Lists of plain values are kept: they are
/// what one row is made of. So are lists of one length beside each other, which belong together (`keeps`).
fn shorten(schemas: &SchemaTable, id: Option<SchemaId>, keeps: bool, value: &mut Value) {
    let Some(id) = id else { return };
    let row = schemas.target(id).1;
    match value {
        Value::Array(items) => {
            let are_rows = items.iter().all(|item| item.is_array() || item.is_object());
            let array = row.as_array();
            let is_free =
                array.is_none_or(|array| array.places.is_empty()) && row.unused(Keyword::Contains).count() == 0;
            if are_rows && is_free && !keeps {
                let least = array.and_then(|array| number::count(array.count.least.as_ref()?)).unwrap_or(0);
                items.truncate(usize::try_from(least).unwrap_or(usize::MAX).max(SHOWN));
            }
            items.iter_mut().for_each(|item| shorten(schemas, row.items(), false, item));
        }
        Value::Object(object) => {
            let lengths: Vec<usize> = object.values().filter_map(|value| value.as_array().map(Vec::len)).collect();
            for (name, value) in object.iter_mut() {
                let length = value.as_array().map(Vec::len);
                // `columns`, `index` and `data` of one length belong together: cut apart, the request would be refused.
                let keeps = lengths.iter().filter(|other| Some(**other) == length).count() > 1;
                shorten(schemas, row.property(name), keeps, value);
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
    samples: &'a mut SampleCache,
    /// The schemas that are being looked into.
    open: Vec<SchemaId>,
}

impl Sampler<'_> {
    fn value(&mut self, id: SchemaId) -> Option<Sample> {
        if let Some(cached) = self.samples.get(&id) {
            return cached.clone();
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
        self.samples.insert(id, value.clone());
        value
    }

    /// The example of a schema, or of one that it refers to. A type of the configuration has no other values.
    fn example(&self, id: SchemaId) -> Option<Sample> {
        let Validity { schemas, .. } = self.validity;
        let example = |id| checker::valid_examples(&self.validity, id).into_iter().next();
        schemas.ids_of_chain(id).find_map(example).map(shown)
    }

    fn of_row(&mut self, row: &Schema) -> Option<Sample> {
        let listed = row.listed().and_then(|listed| listed.values.first()).map(|listed| &listed.value);
        if let Some(value) = listed.or(row.annotations.default.as_ref()) {
            return Some(made(value.to_json()));
        }
        let least = |number: &Number| number.minimum.clone().map(Value::Number);
        Some(match &row.form {
            Form::Object(object) => return self.object(object),
            Form::Array(array) => return self.array(array),
            Form::Union(union) => return union.members.iter().find_map(|id| self.value(*id)),
            Form::Text(_) => made(text_of_format(row.format_name())?.into()),
            Form::Number(number) if number.is_integer => made(least(number).unwrap_or_else(|| json!(1))),
            Form::Number(number) => made(least(number).unwrap_or_else(|| json!(1.0))),
            Form::Bool(_) => made(json!(true)),
            Form::Null => made(json!(null)),
            Form::Any | Form::Unresolved | Form::Reference(_) | Form::Enum(_) => return None,
        })
    }

    /// The required properties, and those with an example in the document. Properties that only the service sets are left out.
    fn object(&mut self, declared: &Object) -> Option<Sample> {
        let is_required = |name: &str| declared.required.contains_key(name);
        let (mut object, mut is_example) = (Map::new(), false);
        for (name, id) in &declared.properties {
            if self.validity.schemas.chain(*id).any(|schema| schema.annotations.read_only) {
                continue;
            }
            match self.value(*id) {
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

    fn array(&mut self, array: &Array) -> Option<Sample> {
        if array.is_tuple {
            return None;
        }
        let Some(items) = array.items else { return Some(made(json!([]))) };
        let Sample { value, is_example } = self.value(items)?;
        Some(Sample { value: json!([value]), is_example })
    }
}

/// A text of a format, where any text will not do.
pub(super) fn text_of_format(format: Option<&str>) -> Option<&'static str> {
    match format {
        None => Some("string"),
        Some("date-time") => Some("2026-01-31T12:00:00Z"),
        Some("http-date" | "date-time-rfc1123" | "date-time-rfc7231") => Some("Sat, 31 Jan 2026 12:00:00 GMT"),
        Some("decimal" | "decimal128") => Some("1.5"),
        Some(width) if is_width(width) => Some("1"),
        Some("date") => Some("2026-01-31"),
        Some("uuid") => Some("00000000-0000-4000-8000-000000000000"),
        // Addresses and names that are reserved for documentation (RFC 5737, RFC 3849, RFC 2606).
        Some("ipv4") => Some("192.0.2.1"),
        Some("ipv6") => Some("2001:db8::1"),
        Some("uri" | "url") => Some("https://example.com/"),
        Some("email") => Some("name@example.com"),
        Some("byte" | "binary" | "base64url") => None,
        Some(_) => Some("string"),
    }
}
