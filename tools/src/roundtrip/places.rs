//! The examples that a document gives beside its schemas: of parameters, bodies, responses and headers.

use std::collections::HashSet;

use serde_json::Value;

use super::definitions::examples;
use super::direction::Direction;
use super::documents::{Address, Documents};

/// The fixed fields of a path item that are operations.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// The role of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A parameter, by `in` and name.
    Parameter(String, String),
    /// A request body.
    Body,
    /// A response, by status.
    Response(String),
    /// A header of a response.
    Header,
}

/// Examples with the schema that they are for.
#[derive(Clone, Debug)]
pub struct ExampleSet {
    /// The role of the examples.
    pub role: Role,
    /// The pointer of the first operation that has it, with `#`.
    pub operation: String,
    /// The media type of a body or response, unless it is that of the whole in 2.0.
    pub media_type: Option<String>,
    /// The schema.
    pub schema: Address,
    /// The examples.
    pub examples: Vec<Value>,
}

impl Role {
    /// A word for reports.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Parameter(..) => "parameter",
            Self::Body => "body",
            Self::Response(_) => "response",
            Self::Header => "header",
        }
    }
}

impl Role {
    /// The direction of its values.
    #[must_use]
    pub fn direction(&self) -> Direction {
        match self {
            Self::Parameter(..) | Self::Body => Direction::Sent,
            Self::Response(_) | Self::Header => Direction::Received,
        }
    }
}

/// Finds the examples of all operations.
pub fn places(documents: &mut Documents) -> Vec<ExampleSet> {
    let mut walk =
        PlaceWalk { documents, operation: String::new(), media_type: None, seen: HashSet::new(), places: Vec::new() };
    for item in walk.entries(&Address::root("/paths")) {
        let item = walk.settled(&item);
        for method in METHODS {
            walk.operation(&item, &item.within(method));
        }
    }
    walk.places
}

/// The number of examples anywhere in a document, which the others are counted against.
#[must_use]
pub fn mentioned(document: &Value) -> usize {
    match document {
        Value::Object(entries) => entries.iter().map(|(key, value)| of_entry(key, value)).sum(),
        Value::Array(items) => items.iter().map(mentioned).sum(),
        _ => 0,
    }
}

fn of_entry(key: &str, value: &Value) -> usize {
    match (key, value) {
        ("example" | "x-example", _) => 1,
        ("examples" | "x-examples", Value::Array(items)) => items.len(),
        ("examples" | "x-examples", Value::Object(entries)) => entries.len(),
        ("default" | "enum" | "const", _) => 0,
        // Names that may be anything; those of `components/examples` are referred to from elsewhere.
        ("properties" | "schemas" | "definitions" | "parameters" | "responses" | "headers", Value::Object(entries)) => {
            entries.values().map(mentioned).sum()
        }
        ("components", Value::Object(entries)) => {
            entries.iter().filter(|(name, _)| *name != "examples").map(|(name, value)| of_entry(name, value)).sum()
        }
        (_, value) if !key.starts_with("x-") => mentioned(value),
        _ => 0,
    }
}

struct PlaceWalk<'d> {
    documents: &'d mut Documents,
    operation: String,
    media_type: Option<String>,
    /// Places that were visited: components are used by many operations.
    seen: HashSet<Address>,
    places: Vec<ExampleSet>,
}

impl PlaceWalk<'_> {
    fn operation(&mut self, item: &Address, at: &Address) {
        if self.get(at).is_none() {
            return;
        }
        self.operation = format!("#{}", at.pointer);
        for list in [item.within("parameters"), at.within("parameters")] {
            for parameter in self.items(&list) {
                let parameter = self.settled(&parameter);
                self.parameter(&parameter);
            }
        }
        let body = self.settled(&at.within("requestBody"));
        self.content(&Role::Body, &body);
        for response in self.entries(&at.within("responses")) {
            let role = Role::Response(response.name());
            let response = self.settled(&response);
            self.response(&role, &response);
        }
    }

    fn parameter(&mut self, at: &Address) {
        let text = |key: &str| self.get(at).and_then(|parameter| parameter.get(key)?.as_str()).unwrap_or_default();
        let (location, name) = (text("in").to_owned(), text("name").to_owned());
        let role = if location == "body" { Role::Body } else { Role::Parameter(location, name) };
        self.holder(role.clone(), at);
        self.content(&role, at);
    }

    fn response(&mut self, role: &Role, at: &Address) {
        self.content(role, at);
        // 2.0: a value for each media type.
        let schema = at.within("schema");
        if self.documents.is_v2() && self.get(&schema).is_some() && self.seen.insert(at.clone()) {
            let by_type = self.get(at).and_then(|response| response.get("examples")?.as_object()).cloned();
            self.add(role.clone(), schema, by_type.unwrap_or_default().into_iter().map(|(_, value)| value).collect());
        }
        for header in self.entries(&at.within("headers")) {
            let header = self.settled(&header);
            self.holder(Role::Header, &header);
        }
    }

    fn content(&mut self, role: &Role, at: &Address) {
        for media_type in self.entries(&at.within("content")) {
            self.media_type = Some(media_type.name());
            self.holder(role.clone(), &media_type);
        }
        self.media_type = None;
    }

    /// Visits the holder of a schema and its examples; in 2.0 it may be the schema itself.
    fn holder(&mut self, role: Role, at: &Address) {
        if !self.seen.insert(at.clone()) {
            return;
        }
        let Some(holder) = self.get(at).cloned() else { return };
        let schema = match holder.get("schema") {
            Some(_) => at.within("schema"),
            None if self.documents.is_v2() => at.clone(),
            None => return,
        };
        let mut values = examples(&holder);
        if let Some(entries) = holder.get("examples").and_then(Value::as_object) {
            values = holder.get("example").cloned().into_iter().collect();
            for name in entries.keys() {
                let entry = self.settled(&at.within("examples").within(name));
                let value = |key: &str| self.get(&entry)?.get(key).cloned();
                values.extend(value("value").or_else(|| value("dataValue")));
            }
        }
        self.add(role, schema, values);
    }

    fn add(&mut self, role: Role, schema: Address, examples: Vec<Value>) {
        if !examples.is_empty() {
            let (operation, media_type) = (self.operation.clone(), self.media_type.clone());
            self.places.push(ExampleSet { role, operation, media_type, schema, examples });
        }
    }

    fn get(&self, at: &Address) -> Option<&Value> {
        self.documents.get(at)
    }

    /// The target of a reference, or the place itself.
    fn settled(&mut self, at: &Address) -> Address {
        let mut at = at.clone();
        for _ in 0..8 {
            let Some(reference) = self.get(&at).and_then(|value| value.get("$ref")?.as_str()) else { break };
            let reference = reference.to_owned();
            match self.documents.resolve(&at, &reference) {
                Some(to) => at = to,
                None => break,
            }
        }
        at
    }

    fn entries(&self, at: &Address) -> Vec<Address> {
        let entries = self.get(at).and_then(Value::as_object).into_iter().flatten();
        entries.filter(|(_, value)| value.is_object()).map(|(name, _)| at.within(name)).collect()
    }

    fn items(&self, at: &Address) -> Vec<Address> {
        let count = self.get(at).and_then(Value::as_array).map_or(0, Vec::len);
        (0..count).map(|index| at.within(&index.to_string())).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Documents, places};

    /// Role, schema and number of examples of each place.
    fn places_of(document: &serde_json::Value) -> Vec<(&'static str, String, usize)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        std::fs::write(&path, document.to_string()).unwrap();
        let mut documents = Documents::open(&path).unwrap();
        let places = places(&mut documents);
        places.into_iter().map(|place| (place.role.word(), place.schema.pointer, place.examples.len())).collect()
    }

    #[test]
    fn examples_stand_at_parameters_bodies_and_responses() {
        let content = json!({ "application/json": { "schema": {}, "examples":
            { "one": { "value": 1 }, "two": { "$ref": "#/components/examples/E" }, "far": { "externalValue": "x" } } } });
        let document = json!({
            "openapi": "3.1.0",
            "paths": { "/a": {
                "parameters": [{ "$ref": "#/components/parameters/P" }],
                "get": { "requestBody": { "content": content }, "responses": { "200": {
                    "headers": { "h": { "schema": {}, "example": 1 } },
                    "content": { "text/plain": { "schema": {}, "example": "x" } } } } },
                "put": { "responses": {} } } },
            "components": {
                "parameters": { "P": { "name": "p", "in": "query", "schema": {}, "example": 1 } },
                "examples": { "E": { "value": 2 } } }
        });
        let at = "/paths/~1a/get";
        assert_eq!(
            places_of(&document),
            [
                ("parameter", "/components/parameters/P/schema".to_owned(), 1),
                ("body", format!("{at}/requestBody/content/application~1json/schema"), 2),
                ("response", format!("{at}/responses/200/content/text~1plain/schema"), 1),
                ("header", format!("{at}/responses/200/headers/h/schema"), 1),
            ]
        );
    }

    #[test]
    fn in_2_0_a_parameter_is_its_schema_and_a_response_has_an_example_for_each_media_type() {
        let document = json!({ "swagger": "2.0", "paths": { "/a": { "get": {
            "parameters": [{ "name": "p", "in": "query", "type": "string", "x-example": "a" }],
            "responses": { "200": { "schema": {}, "examples": { "application/json": {}, "text/json": {} } } } } } } });
        let parameter = ("parameter", "/paths/~1a/get/parameters/0".to_owned(), 1);
        let response = ("response", "/paths/~1a/get/responses/200/schema".to_owned(), 2);
        assert_eq!(places_of(&document), [parameter, response]);
    }
}
