//! The time of generation grows with the size of a document, and not with the square of it.
//!
//! The CPU time of this process counts, so there is one test in it.
#![cfg(unix)]

use std::time::Duration;

use callsmith::Generator;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use serde_json::{Map, Value, json};

/// The size of the larger document, as a multiple of the smaller one.
const FACTOR: usize = 4;
/// The greatest ratio of times: it is 4 if the time is proportional to the size, 16 if it is proportional to the
/// square.
const MOST: f64 = 6.5;

/// A document that grows in one way.
struct Shape {
    name: &'static str,
    size: usize,
    document: fn(usize) -> Value,
}

const SHAPES: [Shape; 9] = [
    Shape { name: "names of listed values", size: 1_500, document: named_values },
    Shape { name: "a circle of unions", size: 1_000, document: circle_of_unions },
    Shape { name: "security schemes", size: 1_600, document: security_schemes },
    Shape { name: "parameters in one path", size: 800, document: path_parameters },
    Shape { name: "unions beside merges", size: 100, document: unions_beside_merges },
    Shape { name: "a chain of merges with limits", size: 200, document: chain_of_limits },
    Shape { name: "a chain of merges beside unnamed parts", size: 200, document: chain_beside_parts },
    Shape { name: "undeclared parameters in one path", size: 400, document: undeclared_parameters },
    Shape { name: "values below unnamed schemas", size: 40, document: values_below },
];

#[test]
fn time_is_proportional_to_size() {
    time(&document(json!({})).to_string()); // what is done once in a process
    let mut wrong = Vec::new();
    for Shape { name, size, document } in SHAPES {
        let [small, large] = [size, size * FACTOR].map(|size| {
            let text = document(size).to_string();
            time(&text).min(time(&text))
        });
        let ratio = large.as_secs_f64() / small.as_secs_f64();
        println!("{name}: {small:?} for {size}, {ratio:.1} times as long for {}", size * FACTOR);
        if ratio > MOST {
            wrong.push(format!("{name}: {small:?} for {size}, {large:?} for {}", size * FACTOR));
        }
    }
    assert!(wrong.is_empty(), "more than {MOST} times as long for {FACTOR} times the size:\n{}", wrong.join("\n"));
}

/// The CPU time that it takes to generate a client.
fn time(text: &str) -> Duration {
    let before = used();
    let client = Generator::from_text("scaling", text).generate().expect("the document is good");
    assert!(client.crate_files().iter().count() > 2, "the client has files");
    used() - before
}

/// The CPU time of this process, of user and system.
fn used() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_SELF).expect("a process knows its usage");
    let micros = (usage.user_time() + usage.system_time()).num_microseconds();
    Duration::from_micros(micros.try_into().expect("time is positive"))
}

fn document(members: Value) -> Value {
    let mut document = json!({ "openapi": "3.1.0", "info": { "title": "scaling", "version": "1.0" }, "paths": {} });
    let members = members.as_object().expect("members are an object").clone();
    document.as_object_mut().expect("it was made as an object").extend(members);
    document
}

/// Members called by a letter and their number.
fn numbered(size: usize, letter: char, member: impl Fn(usize) -> Value) -> Value {
    (0..size).map(|number| (format!("{letter}{number}"), member(number))).collect::<Map<_, _>>().into()
}

/// An operation of a path whose response is empty.
fn operation(path: &str, members: Value) -> Value {
    let mut operation = json!({ "operationId": "call", "responses": { "204": { "description": "Done." } } });
    let members = members.as_object().expect("members are an object").clone();
    operation.as_object_mut().expect("it was made as an object").extend(members);
    json!({ path: { "get": operation } })
}

fn circle_of_unions(size: usize) -> Value {
    let next = |number: usize| json!({ "$ref": format!("#/components/schemas/U{}", (number + 1) % size) });
    let union = |number: usize| json!({ "oneOf": [next(number), { "type": "string" }] });
    document(json!({ "components": { "schemas": numbered(size, 'U', union) } }))
}

/// Schemas of which each is made of the next one and something else.
fn chain(size: usize, schema: impl Fn(Value, usize) -> Value) -> Value {
    let reference = |number: usize| json!({ "$ref": format!("#/components/schemas/M{number}") });
    let mut schemas = numbered(size, 'M', |number| schema(reference(number + 1), number));
    let last = json!({ "type": "array", "items": { "type": "string" } });
    schemas.as_object_mut().expect("members are an object").insert(format!("M{size}"), last);
    document(json!({ "components": { "schemas": schemas } }))
}

fn chain_of_limits(size: usize) -> Value {
    chain(size, |next, number| json!({ "allOf": [next], "maxItems": number + 10 }))
}

fn chain_beside_parts(size: usize) -> Value {
    chain(size, |next, number| json!({ "allOf": [next, { "type": "array", "maxItems": number + 10 }] }))
}

fn unions_beside_merges(size: usize) -> Value {
    let property = |name: String| json!({ "type": "object", "properties": { name: { "type": "string" } } });
    let union = |number: usize| json!({ "oneOf": [{ "type": "string" }, property(format!("u{number}"))] });
    let base = json!({ "$ref": "#/components/schemas/Base" });
    let merge = |number: usize| json!({ "allOf": [base.clone(), property(format!("m{number}"))] });
    let mut schemas = Map::from_iter([("Base".to_owned(), property("b".to_owned()))]);
    for members in [numbered(size, 'U', union), numbered(size, 'M', merge)] {
        schemas.extend(members.as_object().cloned().expect("members are an object"));
    }
    document(json!({ "components": { "schemas": schemas } }))
}

fn named_values(size: usize) -> Value {
    let named = |number: usize| json!({ "value": format!("v{number}"), "name": format!("Name{number}") });
    let values: Vec<String> = (0..size).map(|number| format!("v{number}")).collect();
    let named: Vec<Value> = (0..size).rev().map(named).collect();
    let list = json!({ "type": "string", "enum": values, "x-ms-enum": { "name": "List", "values": named } });
    document(json!({ "components": { "schemas": { "List": list } } }))
}

fn security_schemes(size: usize) -> Value {
    let key = |number: usize| json!({ "type": "apiKey", "in": "header", "name": format!("X-Key-{number}") });
    let alternatives: Vec<Value> = (0..size).map(|number| json!({ format!("k{number}"): [] })).collect();
    document(json!({
        "components": { "securitySchemes": numbered(size, 'k', key) },
        "paths": operation("/a", json!({ "security": alternatives })),
    }))
}

fn path_template(size: usize) -> String {
    (0..size).map(|number| format!("/{{p{number}}}")).collect()
}

fn path_parameters(size: usize) -> Value {
    let parameter = |number: usize| json!({ "name": format!("p{number}"), "in": "path", "required": true, "schema": { "type": "string" } });
    let parameters: Vec<Value> = (0..size).map(parameter).collect();
    document(json!({ "paths": operation(&path_template(size), json!({ "parameters": parameters })) }))
}

fn undeclared_parameters(size: usize) -> Value {
    document(json!({ "paths": operation(&path_template(size), json!({})) }))
}

/// As many listed values as there are levels, a hundred times, below schemas without names.
fn values_below(size: usize) -> Value {
    let values: Vec<String> = (0..size * 100).map(|number| format!("v{number}")).collect();
    let listed = json!({ "type": "string", "enum": values });
    let schema = (0..size).fold(listed, |inner, _| json!({ "type": "object", "properties": { "inner": inner } }));
    document(json!({ "components": { "schemas": { "Outer": schema } } }))
}
