//! The statements of all parts of a schema together: the schema itself, the targets of its references, and its
//! `allOf`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::definitions::Definitions;

/// Keywords that limit a scalar, an array or an object by a number or a text.
const LIMITS: [&str; 14] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "uniqueItems",
];

/// The statements of some schemas about a value that is valid for all of them. Alternatives are left open.
#[derive(Clone, Debug, Default)]
pub struct View<'a> {
    /// The types that all allow, where one says any.
    pub types: Option<BTreeSet<&'a str>>,
    /// Declared properties in the order in which they were met.
    pub properties: Vec<(&'a str, Vec<&'a Value>)>,
    places: BTreeMap<&'a str, usize>,
    /// The names of required properties.
    pub required: BTreeSet<&'a str>,
    /// The statements about undeclared properties.
    pub additional: Vec<&'a Value>,
    /// The names that parts declare which allow no others.
    pub closed: Vec<&'a Value>,
    /// The statements about properties whose names match.
    pub patterns: Vec<(&'a str, &'a Value)>,
    /// The schemas of items.
    pub items: Vec<&'a Value>,
    /// The schemas of the first items.
    pub prefix: Vec<Vec<&'a Value>>,
    /// Lists of values.
    pub values: Vec<Vec<&'a Value>>,
    /// Limits.
    pub limits: Vec<(&'a str, &'a Value)>,
    /// Values that the document gives as examples.
    pub samples: Vec<&'a Value>,
    /// Alternatives that are not decided.
    pub groups: Vec<Group<'a>>,
    /// A property's value that follows from an alternative.
    pub tags: Vec<(&'a str, Vec<&'a str>)>,
    /// Properties that have one value in an alternative, which tells it from others.
    pub constants: Vec<(&'a str, &'a Value)>,
    /// The schemas that were added, by where they are.
    seen: BTreeSet<usize>,
}

/// Alternatives, of which one holds at least.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// The schemas.
    pub members: Vec<&'a Value>,
    /// The property that tells them apart, and the tags of each.
    pub tags: Option<&'a Value>,
}

impl<'a> View<'a> {
    /// Collects the statements of some schemas.
    #[must_use]
    pub fn new(definitions: &'a Definitions, schemas: &[&'a Value]) -> Self {
        let mut view = Self::default();
        for schema in schemas {
            view.add(definitions, schema);
        }
        view
    }

    /// Adds what a schema says.
    pub fn add(&mut self, definitions: &'a Definitions, schema: &'a Value) {
        if !self.seen.insert(place(schema)) {
            return;
        }
        if schema == &Value::Bool(false) {
            self.types = Some(BTreeSet::new());
        }
        let Some(object) = schema.as_object() else { return };
        if let Some((_, target)) = definitions.target(schema) {
            self.add(definitions, target);
        }
        for (key, value) in object {
            match (key.as_str(), value) {
                ("type", Value::Array(names)) => self.narrow(names),
                ("properties", Value::Object(entries)) => {
                    entries.iter().for_each(|(name, schema)| self.property(name, schema));
                }
                ("required", Value::Array(names)) => self.required.extend(names.iter().filter_map(Value::as_str)),
                ("additionalProperties", rest) => {
                    self.additional.push(rest);
                    if rest == &Value::Bool(false) && !object.contains_key("patternProperties") {
                        self.closed.push(schema);
                    }
                }
                ("patternProperties", Value::Object(entries)) => {
                    self.patterns.extend(entries.iter().map(|(name, schema)| (name.as_str(), schema)));
                }
                ("items", schema) => self.items.push(schema),
                ("prefixItems", Value::Array(places)) => self.place(places),
                ("enum", Value::Array(values)) => self.values.push(values.iter().collect()),
                ("x-samples", Value::Array(values)) => self.samples.extend(values),
                ("const", value) => self.values.push(vec![value]),
                ("allOf", Value::Array(parts)) => parts.iter().for_each(|part| self.add(definitions, part)),
                ("oneOf" | "anyOf", Value::Array(members)) => {
                    let tags = object.get("x-tags");
                    self.groups.push(Group { members: members.iter().collect(), tags });
                }
                (limit, value) if LIMITS.contains(&limit) => {
                    let limit = LIMITS.iter().find(|limit_name| **limit_name == limit).expect("it is one of them");
                    self.limits.push((limit, value));
                }
                _ => {}
            }
        }
    }

    /// Adds the properties of an alternative that have one value.
    pub fn add_constants(&mut self, definitions: &'a Definitions, member: &'a Value) {
        for (name, schemas) in Self::new(definitions, &[member]).properties {
            if let Some([only]) = Self::new(definitions, &schemas).listed().as_deref() {
                self.constants.push((name, only));
            }
        }
    }

    fn narrow(&mut self, names: &'a [Value]) {
        let names: BTreeSet<&str> = names.iter().filter_map(Value::as_str).collect();
        self.types = Some(match self.types.take() {
            None => names,
            Some(values) => {
                let both = |name: &&str| match *name {
                    "integer" => (values.contains("integer") || values.contains("number")) && has_integer(&names),
                    name => values.contains(name) && names.contains(name),
                };
                values.union(&names).copied().filter(both).collect()
            }
        });
    }

    fn property(&mut self, name: &'a str, schema: &'a Value) {
        let place = *self.places.entry(name).or_insert_with(|| {
            self.properties.push((name, Vec::new()));
            self.properties.len() - 1
        });
        self.properties[place].1.push(schema);
    }

    fn place(&mut self, places: &'a [Value]) {
        self.prefix.resize(self.prefix.len().max(places.len()), Vec::new());
        for (place, schema) in self.prefix.iter_mut().zip(places) {
            place.push(schema);
        }
    }

    /// The schemas that a declared property has to be valid for.
    #[must_use]
    pub fn declared(&self, name: &str) -> Option<&[&'a Value]> {
        self.places.get(name).map(|place| self.properties[*place].1.as_slice())
    }

    /// The values of a limit.
    pub fn limit(&self, name: &str) -> impl Iterator<Item = &'a Value> {
        self.limits.iter().filter(move |(limit, _)| *limit == name).map(|(_, value)| *value)
    }

    /// The number that is allowed least, and most, by two limits.
    #[must_use]
    pub fn between(&self, least: &str, most: &str) -> (usize, usize) {
        let number = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
        let least = self.limit(least).filter_map(number).max().unwrap_or(0);
        (least, self.limit(most).filter_map(number).min().unwrap_or(usize::MAX))
    }

    /// The first format that is named.
    #[must_use]
    pub fn format(&self) -> Option<&'a str> {
        self.limit("format").find_map(Value::as_str)
    }

    /// The listed values that are in all lists.
    #[must_use]
    pub fn listed(&self) -> Option<Vec<&'a Value>> {
        let (first, others) = self.values.split_first()?;
        let fits = |value: &&&Value| {
            others.iter().all(|list| list.contains(value))
                && self.types.as_ref().is_none_or(|types| is_of(types, value))
        };
        Some(first.iter().filter(fits).copied().collect())
    }

    /// Returns `true` if a schema is nothing but references, and leads back to what was added: a circle, which says
    /// nothing.
    #[must_use]
    pub fn leads_back(&self, definitions: &Definitions, schema: &Value) -> bool {
        let targets =
            std::iter::successors(Some(schema), |schema| definitions.target(schema).map(|(_, target)| target));
        targets.take(20).any(|schema| self.seen.contains(&place(schema)))
    }

    /// Returns `true` if no part forbids a property.
    #[must_use]
    pub fn allows(&self, name: &str) -> bool {
        self.closed.iter().all(|part| part.get("properties").is_some_and(|all| all.get(name).is_some()))
    }

    /// Returns `true` if nothing is said of properties.
    #[must_use]
    pub fn is_free_form(&self) -> bool {
        self.properties.is_empty() && self.patterns.is_empty() && self.additional.is_empty()
    }
}

fn place(schema: &Value) -> usize {
    std::ptr::from_ref(schema) as usize
}

fn has_integer(names: &BTreeSet<&str>) -> bool {
    names.contains("integer") || names.contains("number")
}

/// Returns `true` if a schema is that of `null`, as lifting writes it beside another one.
#[must_use]
pub fn is_null(schema: &Value) -> bool {
    schema.as_object().is_some_and(|object| object.len() == 1)
        && schema["type"].as_array().is_some_and(|types| types.len() == 1 && types[0] == "null")
}

/// Returns `true` if a value is of one of some types.
#[must_use]
pub fn is_of(types: &BTreeSet<&str>, value: &Value) -> bool {
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() && number.as_f64().is_some_and(|number| number.fract() != 0.0) => {
            "number"
        }
        Value::Number(_) => return types.contains("number") || types.contains("integer"),
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    types.contains(name)
}
