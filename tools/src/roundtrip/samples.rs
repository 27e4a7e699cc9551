//! Samples of a schema.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::definitions::{Definitions, Named};
use super::maker::{Maker, Plan, Size};
use super::oracle::Oracle;
use super::view::View;

/// The purpose of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Valid by the oracle.
    Valid,
    /// An example of the document, valid by the oracle.
    Example,
    /// The least value with an example of what stands within, valid by the oracle.
    Within,
    /// Valid, with `null` in place of an optional property.
    Null,
    /// Valid by the oracle, with an integer that is written as `1.0`.
    Fraction,
    /// Valid, with a value that an enum does not list.
    Unknown,
    /// Valid, with properties that no schema declares.
    Undeclared,
    /// Not valid by the oracle.
    Invalid,
}

/// The samples of a schema.
#[derive(Debug, Default)]
pub struct Samples {
    /// Each with what it is to show.
    pub values: Vec<(Kind, Value)>,
    /// Values that claimed to be valid and are not.
    pub dropped: usize,
    /// The reason why the first of them is not.
    pub fault: Option<String>,
    /// Examples that are not valid.
    pub examples_dropped: usize,
    /// Examples that are among the samples already, or `null`.
    pub examples_alike: usize,
    seen: HashSet<String>,
}

/// A property that no document has.
const UNDECLARED: &str = "not declared by anybody";

/// The source of samples.
#[derive(Debug)]
pub struct Source<'w, 'm, 'a> {
    /// Makes values.
    pub maker: &'w mut Maker<'m>,
    /// The definitions.
    pub definitions: &'m Definitions,
    /// Says what is valid.
    pub oracle: &'a Oracle,
}

/// The examples of a schema, and those within it.
pub fn examples(source: Source<'_, '_, '_>, named: &Named) -> Samples {
    let mut out = Samples::default();
    let mut work = Work { maker: source.maker, oracle: source.oracle, key: &named.key, out: &mut out };
    work.examples(named);
    out
}

/// Makes about `most` valid samples of a named schema, and others; its examples are among them.
pub fn samples(source: Source<'_, '_, '_>, named: &Named, most: usize) -> Samples {
    let mut out = Samples::default();
    let mut work = Work { maker: source.maker, oracle: source.oracle, key: &named.key, out: &mut out };
    let view = View::new(source.definitions, &[source.definitions.get(&named.key)]);
    work.examples(named);
    for size in [Size::Least, Size::Most] {
        work.valid(&Plan::new(size));
    }
    let branches = view.groups.first().map_or(0, |group| group.members.len());
    for branch in 0..branches.min(most) {
        for size in [Size::Least, Size::Most, Size::Any] {
            work.valid(&Plan { branch: Some(branch), ..Plan::new(size) });
        }
    }
    let optional = view.properties.iter().map(|(name, _)| *name).filter(|name| !view.required.contains(name));
    let optional: Vec<&str> = optional.collect();
    for name in optional.iter().take(most) {
        work.valid(&Plan { only: Some((*name).to_owned()), ..Plan::new(Size::Least) });
    }
    for _ in 0..most * 2 {
        if work.out.values.len() >= most {
            break;
        }
        work.valid(&Plan::new(Size::Any));
    }
    for branch in 0..branches.clamp(2, 12) {
        work.unknown(branch);
        work.fraction(branch);
    }
    work.nulls(&optional);
    work.undeclared();
    work.invalid(&view);
    out
}

struct Work<'w, 'm, 'a> {
    maker: &'w mut Maker<'m>,
    oracle: &'a Oracle,
    key: &'a str,
    out: &'w mut Samples,
}

impl Work<'_, '_, '_> {
    fn is_valid(&self, value: &Value) -> bool {
        self.oracle.is_valid(self.key, value)
    }

    fn add(&mut self, kind: Kind, value: Value) {
        if self.out.seen.insert(value.to_string()) {
            self.out.values.push((kind, value));
        }
    }

    fn valid(&mut self, plan: &Plan) {
        match self.maker.make(self.key, plan) {
            // That a schema allows `null` is said by the place where its type is used, and not by the type itself.
            Some(Value::Null) => {}
            Some(value) if self.is_valid(&value) => self.add(Kind::Valid, value),
            Some(value) => {
                self.out.dropped += 1;
                if self.out.fault.is_none() {
                    self.out.fault = self.oracle.fault(self.key, &value);
                }
            }
            None => {}
        }
    }

    /// An enum whose value is not listed; elsewhere the value is as valid as others.
    fn unknown(&mut self, branch: usize) {
        let plan = Plan { unknown: true, branch: Some(branch), ..Plan::new(Size::Most) };
        if let Some(value) = self.maker.make(self.key, &plan)
            && !self.maker.is_left()
            && !self.is_valid(&value)
            && self.is_valid(&self.maker.with_known(&value))
        {
            self.add(Kind::Unknown, value);
        }
    }

    fn fraction(&mut self, branch: usize) {
        let plan = Plan { fraction: true, branch: Some(branch), ..Plan::new(Size::Most) };
        if let Some(value) = self.maker.make(self.key, &plan)
            && !self.maker.is_left()
            && self.is_valid(&value)
        {
            self.add(Kind::Fraction, value);
        }
    }

    fn examples(&mut self, named: &Named) {
        for example in &named.examples {
            self.example(Kind::Example, example.clone());
        }
        if !named.within.is_empty() {
            let least = self.maker.make(self.key, &Plan::new(Size::Least)).unwrap_or_default();
            named.within.iter().for_each(|within| self.example(Kind::Within, within.put(&least)));
        }
    }

    fn example(&mut self, kind: Kind, example: Value) {
        if !self.is_valid(&example) {
            self.out.examples_dropped += 1;
        } else if example.is_null() || self.out.seen.contains(&example.to_string()) {
            self.out.examples_alike += 1;
        } else {
            self.add(kind, example);
        }
    }

    /// The first valid value with the fewest properties.
    fn object(&self, size: Size) -> Option<Map<String, Value>> {
        let object_of =
            |(kind, value): &(Kind, Value)| (*kind == Kind::Valid).then(|| value.as_object().cloned()).flatten();
        let objects = self.out.values.iter().filter_map(object_of);
        match size {
            Size::Most => objects.max_by_key(Map::len),
            _ => objects.min_by_key(Map::len),
        }
    }

    fn nulls(&mut self, optional: &[&str]) {
        let Some(object) = self.object(Size::Least) else { return };
        let absent: Vec<&&str> = optional.iter().filter(|name| !object.contains_key(**name)).collect();
        for name in absent.iter().take(8) {
            let mut object = object.clone();
            object.insert((**name).to_string(), Value::Null);
            let value = Value::Object(object);
            let kind = if self.is_valid(&value) { Kind::Valid } else { Kind::Null };
            self.add(kind, value);
        }
        if absent.len() > 8 {
            let nulls = absent.iter().map(|name| ((**name).to_string(), Value::Null));
            self.add(Kind::Null, Value::Object(object.into_iter().chain(nulls).collect()));
        }
    }

    fn undeclared(&mut self) {
        for size in [Size::Least, Size::Most] {
            let Some(object) = self.object(size) else { return };
            for mut value in [with_undeclared(&object), Value::Object(object)] {
                if let Some(object) = value.as_object_mut() {
                    object.insert(UNDECLARED.to_owned(), json!({ "a": [1, null] }));
                }
                let kind = if self.is_valid(&value) { Kind::Undeclared } else { Kind::Invalid };
                self.add(kind, value);
            }
        }
    }

    /// Values that are wrong in one place.
    fn invalid(&mut self, view: &View<'_>) {
        for wrong in [json!(12.5), json!("wrong"), json!([{ "wrong": true }]), json!(false)] {
            self.wrong(wrong);
        }
        for size in [Size::Least, Size::Most] {
            let Some(object) = self.object(size) else { return };
            for name in view.required.iter().take(4) {
                let mut object = object.clone();
                object.shift_remove(*name);
                self.wrong(Value::Object(object));
            }
            for name in object.keys().take(6) {
                for wrong in [json!({ "wrong": true }), json!("wrong"), json!(-12.5)] {
                    let mut object = object.clone();
                    object.insert(name.clone(), wrong);
                    self.wrong(Value::Object(object));
                }
            }
        }
    }

    fn wrong(&mut self, value: Value) {
        if !self.is_valid(&value) {
            self.add(Kind::Invalid, value);
        }
    }
}

/// The object with a property more in each object within.
fn with_undeclared(object: &Map<String, Value>) -> Value {
    fn all(value: &Value) -> Value {
        match value {
            Value::Object(entries) => {
                let entries = entries.iter().map(|(name, value)| (name.clone(), all(value)));
                Value::Object(entries.chain([(UNDECLARED.to_owned(), json!(1))]).collect())
            }
            Value::Array(items) => items.iter().map(all).collect(),
            other => other.clone(),
        }
    }
    let entries = object.iter().map(|(name, value)| (name.clone(), all(value)));
    Value::Object(entries.collect())
}
