//! Makes values of a schema.
//!
//! The values need not be valid: `not`, conditions and the like are left to the oracle, which drops what does not fit.

use std::collections::HashMap;

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::definitions::Definitions;
use super::numbers::{integers, numbers};
use super::pattern;
use super::strings::strings;
use super::view::{Group, View, is_null, is_of};

/// Schemas deeper than this get nothing that they need not have.
const MAX_DEPTH: usize = 6;

/// And this deep there is an end.
const END: usize = 24;

/// The size of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Required properties and no items.
    Least,
    /// All properties, two items.
    Most,
    /// Each property or not.
    Any,
}

/// The plan of a value.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The size of the value.
    pub size: Size,
    /// The alternative at the top, by number.
    pub branch: Option<usize>,
    /// The optional property at the top that is there, beside what `size` says.
    pub only: Option<String>,
    /// The first enum has a value that is not listed.
    pub unknown: bool,
    /// The first integer is written with a fraction of nothing.
    pub fraction: bool,
}

impl Plan {
    /// A value of some size.
    #[must_use]
    pub fn new(size: Size) -> Self {
        Self { size, branch: None, only: None, unknown: false, fraction: false }
    }
}

/// Makes values, each time other ones.
#[derive(Debug)]
pub struct Maker<'a> {
    definitions: &'a Definitions,
    random: Rng,
    turns: HashMap<usize, usize>,
    plan: Plan,
    /// The value that is not listed, and one that is.
    unknown: Option<(Value, Value)>,
    /// The number of further values that may have more than they need.
    budget: usize,
}

impl<'a> Maker<'a> {
    /// A maker which makes the same values whenever it is asked for the same.
    #[must_use]
    pub fn new(definitions: &'a Definitions, seed: u64) -> Self {
        let random = Rng::with_seed(seed);
        Self { definitions, random, turns: HashMap::new(), plan: Plan::new(Size::Least), unknown: None, budget: 0 }
    }

    /// A value of a definition; `None` where there is no end, or nothing that fits.
    pub fn make(&mut self, key: &str, plan: &Plan) -> Option<Value> {
        self.plan = plan.clone();
        self.budget = if plan.size == Size::Most { 300 } else { 120 };
        let definitions = self.definitions;
        self.value(&[definitions.get(key)], 0)
    }

    /// Returns `true` if the last plan asked for something that had no place.
    #[must_use]
    pub fn is_left(&self) -> bool {
        self.plan.unknown || self.plan.fraction
    }

    /// The last value, with a listed value in place of the one that is not.
    #[must_use]
    pub fn with_known(&self, value: &Value) -> Value {
        match (&self.unknown, value) {
            (Some((unknown, replacement)), value) if value == unknown => replacement.clone(),
            (_, Value::Array(items)) => items.iter().map(|item| self.with_known(item)).collect(),
            (_, Value::Object(entries)) => {
                let entries = entries.iter().map(|(name, value)| (name.clone(), self.with_known(value)));
                Value::Object(entries.collect())
            }
            (_, other) => other.clone(),
        }
    }

    fn value(&mut self, schemas: &[&'a Value], depth: usize) -> Option<Value> {
        if depth > END {
            return None;
        }
        self.budget = self.budget.saturating_sub(1);
        let place = schemas.first().map_or(0, |schema| std::ptr::from_ref(*schema) as usize);
        let view = self.decided(schemas, depth)?;
        if let Some(sample) = self.sample(&view, place) {
            return Some(sample);
        }
        if let Some(listed) = view.listed() {
            return self.listed(&listed, place);
        }
        match self.kind(&view, place, depth)? {
            "null" => Some(Value::Null),
            "boolean" => Some(json!(self.turn(place, 2) == 0)),
            "integer" => self.integer(&view, place),
            "number" => self.one_of(&numbers(&view), place),
            "string" => {
                let texts: Vec<Value> = strings(&view).into_iter().map(Value::String).collect();
                self.one_of(&texts, place)
            }
            "array" => self.array(&view, depth, place),
            "object" => self.object(&view, depth, place),
            _ => Some(self.anything(place)),
        }
    }

    /// Now and then one of the examples that the document gives.
    fn sample(&mut self, view: &View<'a>, place: usize) -> Option<Value> {
        let fits = |value: &&&Value| view.types.as_ref().is_none_or(|types| is_of(types, value));
        let samples: Vec<&&Value> = view.samples.iter().filter(fits).collect();
        if samples.is_empty() || self.plan.size != Size::Any {
            return None;
        }
        let turn = self.turn(place ^ 2, samples.len() * 4);
        samples.get(turn).map(|value| (**value).clone())
    }

    /// Decides all alternatives; `None` where all lead back.
    fn decided(&mut self, schemas: &[&'a Value], depth: usize) -> Option<View<'a>> {
        let mut view = View::new(self.definitions, schemas);
        for _ in 0..64 {
            if view.groups.is_empty() {
                break;
            }
            let group = view.groups.remove(0);
            let branch = if depth == 0 { self.plan.branch.take() } else { None };
            let count = group.members.len();
            let wish = branch.unwrap_or_else(|| self.branch(&group, depth)) % count;
            // A circle is no alternative.
            let leads_on = |index: &usize| !view.leads_back(self.definitions, group.members[*index]);
            let index = (wish..count).chain(0..wish).find(leads_on)?;
            view.add(self.definitions, group.members[index]);
            if let Some((property, tags)) = tags(&group, index) {
                view.tags.push((property, tags));
            }
        }
        Some(view)
    }

    fn branch(&mut self, group: &Group<'a>, depth: usize) -> usize {
        let null = group.members.iter().position(|member| is_null(member));
        match null {
            // Deep down the short ones are rather an end.
            Some(null) if depth > MAX_DEPTH => return null,
            Some(1) if self.plan.size == Size::Most => return 0,
            _ => {}
        }
        self.random.usize(..group.members.len())
    }

    fn listed(&mut self, listed: &[&'a Value], place: usize) -> Option<Value> {
        let is_enum = listed.iter().filter(|value| !value.is_null()).count() > 1;
        if self.plan.unknown && is_enum {
            let unknown = match listed.iter().find(|value| !value.is_null()) {
                Some(Value::String(_)) => Some(json!("a value of a newer version")),
                Some(Value::Number(number)) if number.is_i64() => Some(json!(987_654_321)),
                _ => None,
            };
            if let Some(unknown) = unknown {
                self.plan.unknown = false;
                let replacement =
                    listed.iter().find(|value| !value.is_null()).map_or(Value::Null, |value| (*value).clone());
                self.unknown = Some((unknown.clone(), replacement));
                return Some(unknown);
            }
        }
        let turn = self.turn(place, listed.len());
        listed.get(turn).map(|value| (*value).clone())
    }

    /// The type to make.
    fn kind(&mut self, view: &View<'a>, place: usize, depth: usize) -> Option<&'a str> {
        let Some(types) = &view.types else {
            let limits = |names: &[&str]| view.limits.iter().any(|(limit, _)| names.contains(limit));
            return Some(match () {
                () if !view.is_free_form() || !view.required.is_empty() || !view.tags.is_empty() => "object",
                () if !view.items.is_empty() || !view.prefix.is_empty() => "array",
                () if limits(&["format", "pattern", "minLength", "maxLength"]) => "string",
                () if limits(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]) => "number",
                () => "any",
            });
        };
        let types: Vec<&str> = types.iter().copied().collect();
        let is_deep = depth > MAX_DEPTH || self.budget == 0;
        if is_deep && types.contains(&"null") {
            return Some("null");
        }
        // `null` now and then; the others more often.
        let turn = self.turn(place ^ 1, types.len() * 2);
        let others: Vec<&str> = types.iter().copied().filter(|name| *name != "null").collect();
        if turn == types.len() && types.contains(&"null") && self.plan.size != Size::Most {
            return Some("null");
        }
        others.get(turn % others.len().max(1)).or(types.first()).copied()
    }

    fn one_of(&mut self, values: &[Value], place: usize) -> Option<Value> {
        let turn = self.turn(place, values.len());
        values.get(turn).cloned()
    }

    fn integer(&mut self, view: &View<'a>, place: usize) -> Option<Value> {
        let integers = integers(view);
        let short = integers.iter().filter_map(Value::as_i64).find(|number| (1..1_000_000_000).contains(number));
        match short {
            Some(number) if self.plan.fraction => {
                self.plan.fraction = false;
                Some(json!(number as f64))
            }
            _ => self.one_of(&integers, place),
        }
    }

    /// Counts through what there is in a place.
    fn turn(&mut self, place: usize, count: usize) -> usize {
        let turn = self.turns.entry(place).or_default();
        *turn += 1;
        (*turn - 1) % count.max(1)
    }

    fn anything(&mut self, place: usize) -> Value {
        let all = [
            json!("anything"),
            json!({ "a": [1, null, { "b": 1.5 }] }),
            json!(1),
            json!([]),
            json!(true),
            json!(1e300),
            json!({}),
            json!(u64::MAX),
            json!(["x", -1]),
            json!(""),
        ];
        let turn = self.turn(place, all.len());
        all[turn].clone()
    }

    fn array(&mut self, view: &View<'a>, depth: usize, place: usize) -> Option<Value> {
        let (least, most) = view.between("minItems", "maxItems");
        let is_deep = depth > MAX_DEPTH || self.budget == 0;
        let wish = match self.plan.size {
            _ if is_deep => 0,
            Size::Least => 0,
            Size::Most => view.prefix.len().max(2),
            Size::Any => [0, 1, 3, 2][self.turn(place, 4)],
        };
        let count = wish.max(least).min(most);
        if count > 1_000 {
            return None;
        }
        let is_unique = view.limit("uniqueItems").any(|value| value == &Value::Bool(true));
        let mut items: Vec<Value> = Vec::new();
        for index in 0..count {
            let schemas = view.prefix.get(index).unwrap_or(&view.items);
            match self.value(schemas, depth + 1) {
                Some(item) if is_unique && items.contains(&item) => {}
                Some(item) => items.push(item),
                None if items.len() >= least => break,
                None => return None,
            }
        }
        Some(Value::Array(items))
    }

    fn object(&mut self, view: &View<'a>, depth: usize, place: usize) -> Option<Value> {
        let mut object = Map::new();
        let only = if depth == 0 { self.plan.only.take() } else { None };
        for (name, schemas) in &view.properties {
            let is_required = view.required.contains(name);
            if is_required || view.allows(name) && (only.as_deref() == Some(name) || self.has_optional(depth)) {
                match self.value(schemas, depth + 1) {
                    Some(value) => drop(object.insert((*name).to_owned(), value)),
                    None if is_required => return None,
                    None => {}
                }
            }
        }
        for name in view.required.iter().filter(|name| view.declared(name).is_none()) {
            let value = self.value(&view.additional, depth + 1)?;
            object.insert((*name).to_owned(), value);
        }
        for (property, tags) in &view.tags {
            self.tag(view, property, tags, &mut object);
        }
        self.undeclared(view, depth, place, &mut object);
        Some(Value::Object(object))
    }

    fn has_optional(&mut self, depth: usize) -> bool {
        let is_deep = depth > MAX_DEPTH || self.budget == 0;
        match self.plan.size {
            _ if is_deep => false,
            Size::Least => false,
            Size::Most => true,
            Size::Any => self.random.bool(),
        }
    }

    /// The tag of the alternative that was chosen, if the property does not list others.
    fn tag(&mut self, view: &View<'a>, property: &str, tags: &[&'a str], object: &mut Map<String, Value>) {
        let listed = view.declared(property).and_then(|schemas| View::new(self.definitions, schemas).listed());
        let fits = |tag: &&&str| listed.as_ref().is_none_or(|listed| listed.iter().any(|value| value == *tag));
        let tags: Vec<&&str> = tags.iter().filter(fits).collect();
        if !tags.is_empty() {
            let tag = tags[self.random.usize(..tags.len())];
            object.insert(property.to_owned(), json!(tag));
        }
    }

    /// Properties that are not declared, where the schema says what they are, or nothing at all of properties.
    fn undeclared(&mut self, view: &View<'a>, depth: usize, place: usize, object: &mut Map<String, Value>) {
        let (least, most) = view.between("minProperties", "maxProperties");
        let is_deep = depth > MAX_DEPTH || self.budget == 0;
        let is_open = view.is_free_form() || !view.additional.is_empty() || !view.patterns.is_empty();
        let wish = match self.plan.size {
            _ if is_deep || !is_open => 0,
            Size::Least => 0,
            Size::Most => 2,
            Size::Any => self.turn(place, 3),
        };
        let wish = wish.max(least.saturating_sub(object.len()).min(50)).min(most.saturating_sub(object.len()));
        if view.additional.contains(&&Value::Bool(false)) && view.patterns.is_empty() {
            return;
        }
        for index in 0..wish {
            let (name, schemas) = match view.patterns.get(index % view.patterns.len().max(1)) {
                Some((expression, schema)) => (pattern::text(expression, index), vec![*schema]),
                None => (Some(format!("further {index}")), view.additional.clone()),
            };
            let (Some(name), Some(value)) = (name, self.value(&schemas, depth + 1)) else { continue };
            object.entry(name).or_insert(value);
        }
    }
}

/// The property that tells the members of a group apart, and its values for one of them.
fn tags<'a>(group: &Group<'a>, index: usize) -> Option<(&'a str, Vec<&'a str>)> {
    let tags = group.tags?;
    let all = tags.get("tags")?.get(index)?.as_array()?.iter().filter_map(Value::as_str).collect();
    Some((tags.get("property")?.as_str()?, all))
}
