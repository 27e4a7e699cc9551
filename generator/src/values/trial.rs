//! A value for each schema that an operation is tested with. The value is an example of the document, with the
//! properties that it leaves out, or one that is made from the schema.

use crate::collections::HashMap;

use serde_json::{Map, Number, Value, json};

use super::checker::{self, Validity};
use super::sample::text_of_format;
use crate::document::{Node, SchemaId};
use crate::ir::View;
use crate::limits;
use crate::resolve::Content;
use crate::schema::{Additional, Array, Discriminator, Form, Object, Range, Schema, Text, Union};
use crate::spec::number;

// A blank, a slash and a letter beyond ASCII show each of the three ways in which an encoding goes wrong.
/// A text that has to be percent-encoded in a URL.
const TEXT: &str = "a b/ü";

/// Optional properties are made for objects within so many others.
const OPTIONAL_DEPTH: usize = 4;

/// Values of schemas, each found once for each direction.
#[derive(Debug)]
pub(crate) struct Trials {
    /// `true` where tests are asked for; otherwise there are no values.
    are_wanted: bool,
    /// By schema; `None` where there is no value.
    values: HashMap<(SchemaId, View), Option<Value>>,
}

impl Trials {
    pub(crate) fn new(are_wanted: bool) -> Self {
        Self { are_wanted, values: HashMap::default() }
    }

    /// A value for a body. An example that contradicts the schema is not used.
    pub(crate) fn of_content(&mut self, validity: &Validity<'_>, content: &Content, view: View) -> Option<Value> {
        if !self.are_wanted {
            return None;
        }
        let valid = |example: &Node| match content.schema {
            Some(id) => checker::valid(validity, id, example),
            None => Some(example.to_json()),
        };
        let shown = content.examples.iter().find_map(valid);
        match (shown, content.schema.or(content.items)) {
            (Some(shown), Some(id)) => {
                let mut maker = self.maker(validity, view);
                Some(maker.completed(id, shown))
            }
            (Some(shown), None) => Some(shown),
            (None, Some(id)) => self.of_schema(validity, id, view),
            (None, None) => None,
        }
    }

    /// A value of a schema.
    pub(crate) fn of_schema(&mut self, validity: &Validity<'_>, id: SchemaId, view: View) -> Option<Value> {
        if self.are_wanted { self.maker(validity, view).value(id) } else { None }
    }

    fn maker<'a>(&'a mut self, validity: &Validity<'a>, view: View) -> Maker<'a> {
        Maker { validity: *validity, view, open: Vec::new(), left: limits::SAMPLE_PARTS, values: &mut self.values }
    }
}

struct Maker<'a> {
    validity: Validity<'a>,
    view: View,
    /// The schemas that are being looked into.
    open: Vec<SchemaId>,
    /// The number of optional parts that the value may still get.
    left: usize,
    values: &'a mut HashMap<(SchemaId, View), Option<Value>>,
}

impl Maker<'_> {
    fn value(&mut self, id: SchemaId) -> Option<Value> {
        let (target, row) = self.validity.schemas.target(id);
        if let Some(cached) = self.values.get(&(id, self.view)) {
            return cached.clone();
        }
        if self.open.contains(&target) || self.open.len() >= limits::SAMPLE_DEPTH {
            return None;
        }
        let is_foreign = self.validity.schemas.ids_of_chain(id).any(|id| self.validity.foreign.contains_key(&id));
        let example = |id| checker::valid_examples(&self.validity, id).into_iter().next();
        let example = self.validity.schemas.ids_of_chain(id).find_map(example);
        self.open.push(target);
        let value = match example {
            Some(example) if is_foreign => Some(example),
            Some(example) => Some(self.with_others(row, example)),
            None if is_foreign => None,
            None => self.of_row(row),
        };
        self.open.pop();
        // A value that is made within another one may lack what that one is.
        if self.open.is_empty() || value.is_some() {
            self.values.insert((id, self.view), value.clone());
        }
        value
    }

    /// An example with the properties that it leaves out.
    fn completed(&mut self, id: SchemaId, example: Value) -> Value {
        let (target, row) = self.validity.schemas.target(id);
        self.open.push(target);
        let completed = self.with_others(row, example);
        self.open.pop();
        completed
    }

    fn with_others(&mut self, row: &Schema, example: Value) -> Value {
        match (&row.form, example) {
            (Form::Object(declared), Value::Object(mut object)) => {
                let missing = declared.properties.iter().filter(|(name, _)| !object.contains_key(*name));
                let missing: Vec<_> = missing.collect();
                for (name, id) in missing {
                    if let Some(value) = self.optional(*id) {
                        object.insert(name.clone(), value);
                    }
                }
                Value::Object(object)
            }
            (_, example) => example,
        }
    }

    fn of_row(&mut self, row: &Schema) -> Option<Value> {
        if let Some(listed) = row.listed().and_then(|listed| listed.values.first()) {
            return Some(listed.value.to_json());
        }
        match &row.form {
            Form::Object(object) => self.object(object),
            Form::Array(array) => self.array(array),
            Form::Union(union) => self.union(union),
            Form::Text(form) => text(row.format_name(), form).map(Value::String),
            Form::Number(form) => numeral(form, row.format_name()).map(Value::Number),
            Form::Bool(_) => Some(json!(true)),
            Form::Null => Some(Value::Null),
            Form::Any => Some(json!("any")),
            Form::Unresolved | Form::Reference(_) | Form::Enum(_) => None,
        }
    }

    /// The value of a property that need not be there.
    fn optional(&mut self, id: SchemaId) -> Option<Value> {
        if self.open.len() > OPTIONAL_DEPTH || self.left == 0 || self.is_of_other_side(id) {
            return None;
        }
        let value = self.value(id)?;
        let size = size(&value);
        if size > self.left {
            return None;
        }
        self.left -= size;
        Some(value)
    }

    /// Returns `true` if only the other side sets a property.
    fn is_of_other_side(&self, id: SchemaId) -> bool {
        let is_received = self.view == View::Response;
        self.validity
            .schemas
            .chain(id)
            .any(|schema| if is_received { schema.annotations.write_only } else { schema.annotations.read_only })
    }

    fn object(&mut self, declared: &Object) -> Option<Value> {
        let mut object = Map::new();
        for (name, id) in &declared.properties {
            let is_required = declared.required.contains_key(name) && !self.is_of_other_side(*id);
            match if is_required { self.value(*id) } else { self.optional(*id) } {
                Some(value) => drop(object.insert(name.clone(), value)),
                None if is_required => return None,
                None => {}
            }
        }
        if let Some(Additional::Of(id)) = declared.additional.filter(|_| declared.properties.is_empty()) {
            object.extend(self.value(id).map(|value| ("key".to_owned(), value)));
        }
        for name in declared.required.keys().filter(|name| !declared.properties.contains_key(*name)) {
            object.insert(name.clone(), json!("any"));
        }
        Some(Value::Object(object))
    }

    fn array(&mut self, array: &Array) -> Option<Value> {
        let mut items = Vec::new();
        for place in &array.places {
            items.push(self.value(*place)?);
        }
        let (least, most) = (length(&array.count.least).unwrap_or(0), length(&array.count.most));
        // Of a list alone two items show how they are separated. Nested lists of two would double the value at each
        // level.
        let usual = if self.open.len() == 1 { 2 } else { 1 };
        let wanted = most.map_or(usual, |most| most.min(usual)).max(least);
        if array.is_tuple || items.len() >= wanted {
            return Some(Value::Array(items));
        }
        let item = match array.items {
            Some(id) => self.value(id),
            None => Some(json!("any")),
        };
        let Some(item) = item.filter(|_| wanted <= limits::SAMPLE_PARTS) else {
            return (items.len() >= least).then_some(Value::Array(items));
        };
        let listed = array.items.and_then(|id| self.validity.schemas.target(id).1.listed());
        let mut others = listed.into_iter().flat_map(|listed| &listed.values).map(|listed| listed.value.to_json());
        while items.len() < wanted {
            let next = match (items.len(), listed) {
                (0, None) => Some(item.clone()),
                (_, Some(_)) => others.next(),
                (index, None) => other(&item, index),
            };
            match next {
                Some(next) => items.push(next),
                None if array.unique && items.len() >= least => break,
                None if array.unique => return None,
                None => items.push(item.clone()),
            }
        }
        Some(Value::Array(items))
    }

    fn union(&mut self, union: &Union) -> Option<Value> {
        union.members.iter().find_map(|member| {
            let value = self.value(*member)?;
            match &union.discriminator {
                Some(discriminator) => self.tagged(discriminator, *member, value),
                None => Some(value),
            }
        })
    }

    /// The value of a member with the tag that names it.
    fn tagged(&self, discriminator: &Discriminator, member: SchemaId, value: Value) -> Option<Value> {
        let Value::Object(mut object) = value else { return None };
        let target = |id| self.validity.schemas.target(id).0;
        let is_of = |(_, id, _): &&(String, SchemaId, _)| *id == member || target(*id) == target(member);
        let (tag, ..) = discriminator.mapping.iter().find(is_of)?;
        object.insert(discriminator.property.clone(), json!(tag));
        Some(Value::Object(object))
    }
}

/// A text or number that differs from another one.
fn other(value: &Value, index: usize) -> Option<Value> {
    match value {
        Value::String(text) if text == TEXT => Some(json!(format!("{text}{index}"))),
        Value::Number(number) => Some(json!(number.as_i64()? + i64::try_from(index).ok()?)),
        _ => None,
    }
}

/// The number of parts of a value.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(object) => 1 + object.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

fn length(bound: &Option<Number>) -> Option<usize> {
    usize::try_from(number::count(bound.as_ref()?)?).ok()
}

/// A text of a format, or one of the length and the patterns that a schema asks for.
fn text(format: Option<&str>, limits: &Text) -> Option<String> {
    if let Some(format) = format {
        let sample = match format {
            "byte" | "base64url" => Some("AQID"),
            "binary" => Some("content"),
            other => text_of_format(Some(other)).filter(|text| *text != "string"),
        };
        if let Some(sample) = sample {
            return fits(sample, limits).then(|| sample.to_owned());
        }
    }
    let Range { least, most } = &limits.length;
    let (least, most) = (length(least).unwrap_or(0), length(most).unwrap_or(usize::MAX));
    if least > limits::SAMPLE_PARTS {
        return None;
    }
    let of_length = |text: &str, filling: char| -> String {
        let filled = text.chars().chain(std::iter::repeat_n(filling, least.saturating_sub(text.chars().count())));
        filled.take(most).collect()
    };
    let repeated = |sign: &str| of_length(sign, sign.chars().next().unwrap_or('a'));
    let candidates = std::iter::once(of_length(TEXT, 'x'))
        .chain(PATTERNED.iter().map(|text| (*text).to_owned()))
        .chain(["a", "A", "1", "a1", "A1", "abc", "ABC", "123"].iter().map(|text| repeated(text)));
    candidates.into_iter().find(|text| fits(text, limits))
}

/// Texts that patterns are often written for.
const PATTERNED: [&str; 24] = [
    "a",
    "1",
    "A",
    "abc",
    "12",
    "123",
    "1234",
    "12345",
    "123456",
    "1.2",
    "1.2.3",
    "abcd1234",
    "a-b",
    "a/b",
    "a:b",
    "/a",
    "#aabbcc",
    "en-US",
    "2026-01-31",
    "12:30",
    "+4915112345678",
    "https://example.com/",
    "name@example.com",
    "00000000-0000-4000-8000-000000000000",
];

fn fits(text: &str, limits: &Text) -> bool {
    let count = text.chars().count();
    let has_length = length(&limits.length.least).is_none_or(|least| count >= least)
        && length(&limits.length.most).is_none_or(|most| count <= most);
    has_length && limits.patterns.iter().all(|pattern| matches(&pattern.text, text))
}

/// Returns `true` if a pattern matches a text, as far as it means the same to the crate `regex`.
fn matches(pattern: &str, text: &str) -> bool {
    let compiled = regex::RegexBuilder::new(pattern).size_limit(limits::PATTERN_SIZE).build();
    pattern.len() <= limits::PATTERN_BYTES && compiled.is_ok_and(|compiled| compiled.is_match(text))
}

/// A number within the bounds of a schema.
fn numeral(number: &crate::schema::Number, format: Option<&str>) -> Option<Number> {
    let bound = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
    let step = if number.is_integer { 1.0 } else { 0.5 };
    let least = bound(&number.minimum).into_iter().chain(bound(&number.exclusive_minimum).map(|bound| bound + step));
    let most = bound(&number.maximum).into_iter().chain(bound(&number.exclusive_maximum).map(|bound| bound - step));
    let (least, most) = (least.fold(f64::MIN, f64::max), most.fold(f64::MAX, f64::min));
    let start: f64 = if number.is_integer || format.is_some_and(crate::spec::format::is_width) { 1.0 } else { 1.5 };
    let mut value = start.clamp(least.min(most), most);
    for multiple in number.multiples.iter().filter_map(Number::as_f64).filter(|multiple| *multiple > 0.0) {
        value = (value / multiple).ceil() * multiple;
    }
    if number.is_integer {
        value = value.ceil();
    }
    // Above 2^53, about 9.007e15, a double may be another number than the one that a test expects.
    if value < least || value > most || value.abs() > 9e15 {
        return None;
    }
    let is_whole = value.fract() == 0.0;
    if is_whole { Some((value as i64).into()) } else { Number::from_f64(value) }
}
