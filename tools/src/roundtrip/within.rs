//! Examples of what stands within a schema and has no type of its own: a property's text, an item.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::documents::Address;

// An example of a schema without a type of its own is put into the least value around it, so it is tried all the same.
/// An example of something within a value.
#[derive(Clone, Debug, PartialEq)]
pub struct InnerExample {
    /// The way there.
    pub path: Vec<ValueStep>,
    /// The example.
    pub example: Value,
}

/// A step into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueStep {
    /// To a declared property.
    Property(String),
    /// To an item.
    Item,
    /// To a property that is not declared.
    Entry,
}

/// The name of a property that no document declares.
const ENTRY: &str = "entry of an example";

/// The examples within a lifted schema, up to what has a type of its own.
#[must_use]
pub fn within(schema: &Value, at: &Address, typed: &HashSet<&Address>) -> Vec<InnerExample> {
    let mut walk = ExampleWalk { typed, path: Vec::new(), examples: Vec::new() };
    walk.inside(schema, at);
    walk.examples
}

struct ExampleWalk<'a> {
    typed: &'a HashSet<&'a Address>,
    path: Vec<ValueStep>,
    examples: Vec<InnerExample>,
}

impl ExampleWalk<'_> {
    fn schema(&mut self, step: ValueStep, schema: &Value, at: &Address) {
        if self.typed.contains(at) {
            return;
        }
        self.path.push(step);
        self.own_schema(schema);
        if schema.get("$ref").is_none() {
            self.inside(schema, at);
        }
        self.path.pop();
    }

    fn own_schema(&mut self, schema: &Value) {
        let examples = schema.get("x-samples").and_then(Value::as_array).into_iter().flatten();
        self.examples
            .extend(examples.map(|example| InnerExample { path: self.path.clone(), example: example.clone() }));
    }

    fn inside(&mut self, schema: &Value, at: &Address) {
        let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
        for (name, property) in properties {
            self.schema(ValueStep::Property(name.clone()), property, &at.within("properties").within(name));
        }
        if let Some(items) = schema.get("items") {
            self.schema(ValueStep::Item, items, &at.within("items"));
        }
        if let Some(entries) = schema.get("additionalProperties") {
            self.schema(ValueStep::Entry, entries, &at.within("additionalProperties"));
        }
        for (index, part) in schema.get("allOf").and_then(Value::as_array).into_iter().flatten().enumerate() {
            if part.get("$ref").is_none() {
                self.inside(part, &at.within("allOf").within(&index.to_string()));
            }
        }
        // `null` beside a schema without a type: the schema stands where the whole does.
        if let Some(inner) =
            schema.get("anyOf").and_then(|members| members.get(0)).filter(|it| it.get("$ref").is_none())
        {
            if !self.path.is_empty() {
                self.own_schema(inner);
            }
            self.inside(inner, at);
        }
    }
}

impl InnerExample {
    /// A value with the example in its place.
    #[must_use]
    pub fn put(&self, base: &Value) -> Value {
        put(&self.path, base, &self.example)
    }
}

fn put(path: &[ValueStep], base: &Value, example: &Value) -> Value {
    let Some((step, rest)) = path.split_first() else { return example.clone() };
    let name = match step {
        ValueStep::Item => return Value::Array(vec![put(rest, &Value::Null, example)]),
        ValueStep::Property(name) => name,
        ValueStep::Entry => ENTRY,
    };
    let mut object = base.as_object().cloned().unwrap_or_else(Map::new);
    let inner = put(rest, object.get(name).unwrap_or(&Value::Null), example);
    object.insert(name.to_owned(), inner);
    Value::Object(object)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use serde_json::json;

    use super::super::documents::Address;
    use super::within;

    #[test]
    fn an_example_is_put_where_it_stands() {
        let schema = json!({ "properties": {
            "a": { "x-samples": ["x"] },
            "b": { "items": { "x-samples": [1, 2] } },
            "c": { "additionalProperties": { "anyOf": [{ "x-samples": [true] }, { "type": ["null"] }] } },
            "d": { "x-samples": ["it has a type"] },
        }, "allOf": [{ "properties": { "e": { "x-samples": [null] } } }] });
        let at = Address::root("/A");
        let typed = at.within("properties").within("d");
        let examples = within(&schema, &at, &HashSet::from([&typed]));
        let values: Vec<_> = examples.iter().map(|within| within.put(&json!({ "z": 0 }))).collect();
        assert_eq!(
            values,
            [
                json!({ "z": 0, "a": "x" }),
                json!({ "z": 0, "b": [1] }),
                json!({ "z": 0, "b": [2] }),
                json!({ "z": 0, "c": { "entry of an example": true } }),
                json!({ "z": 0, "e": null }),
            ]
        );
    }
}
