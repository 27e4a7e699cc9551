//! Schemas of random keywords: no panic, no loss in silence, and no keyword with an effect on validity that nobody has.

use std::collections::BTreeMap;

use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::client::Client;

/// The schemas of all documents, and those of one.
const ALL: usize = 80;
const OF_ONE: usize = 20;
/// The most keywords of a schema.
const MOST: usize = 6;

/// Keywords that say nothing about which values are valid, or say it again where the others imply it.
const WITHOUT_EFFECT: &[&str] = &["type", "readOnly", "writeOnly", "deprecated", "default", "title"];

const TYPES: &[&str] = &["string", "integer", "number", "boolean", "array", "object", "null"];

fn one_of<'a>(rng: &mut Rng, texts: &[&'a str]) -> &'a str {
    texts[rng.usize(..texts.len())]
}

fn value(rng: &mut Rng) -> Value {
    match rng.u8(..9) {
        0 => json!(null),
        1 => json!(true),
        2 => json!(rng.i8(..)),
        3 => json!(2.5),
        4 => json!([1]),
        5 => json!({ "a": 1 }),
        _ => json!(one_of(rng, &["a", "b", "red", ""])),
    }
}

fn schema(rng: &mut Rng, depth: usize) -> Value {
    if depth == 0 {
        return json!({ "type": one_of(rng, TYPES) });
    }
    match rng.u8(..8) {
        0 => json!({ "$ref": "#/components/schemas/Text" }),
        1 => json!({ "$ref": "#/components/schemas/Thing" }),
        2 | 3 => json!({ "type": one_of(rng, TYPES) }),
        _ => Value::Object(keywords(rng, 3, depth - 1)),
    }
}

fn schemas(rng: &mut Rng, depth: usize) -> Value {
    (0..rng.usize(1..4)).map(|_| schema(rng, depth)).collect()
}

fn named(rng: &mut Rng, names: &[&str], depth: usize) -> Value {
    let names: Vec<&str> = (0..rng.usize(1..3)).map(|_| one_of(rng, names)).collect();
    Value::Object(names.into_iter().map(|name| (name.to_owned(), schema(rng, depth))).collect())
}

/// A keyword with a value.
fn keyword(rng: &mut Rng, depth: usize) -> (&'static str, Value) {
    const NAMES: &[&str] = &["a", "b", "c"];
    let number = |rng: &mut Rng| {
        let numbers =
            [json!(0), json!(3), json!(-2), json!(0.5), json!(9_007_199_254_740_993_u64), json!(1e3), json!(u64::MAX)];
        numbers[rng.usize(..numbers.len())].clone()
    };
    let count = |rng: &mut Rng| json!(rng.u8(1..6));
    match rng.u8(..46) {
        0..=4 => ("type", json!(one_of(rng, TYPES))),
        5 => ("type", json!([one_of(rng, &TYPES[..3]), one_of(rng, &TYPES[3..])])),
        6 => ("format", json!(one_of(rng, &["date", "date-time", "int32", "uuid", "binary", "byte", "odd"]))),
        7 => ("enum", (0..rng.usize(1..5)).map(|_| value(rng)).collect()),
        8 => ("const", value(rng)),
        9 => ("minimum", number(rng)),
        10 => ("maximum", number(rng)),
        11 => ("exclusiveMinimum", number(rng)),
        12 => ("exclusiveMaximum", number(rng)),
        13 => ("multipleOf", json!(rng.u8(1..9))),
        14 => ("minLength", count(rng)),
        15 => ("maxLength", count(rng)),
        16 => ("pattern", json!(one_of(rng, &["^a", "[0-9]+$", "x{2,3}", "(?<y>z)"]))),
        17 => ("minItems", count(rng)),
        18 => ("maxItems", count(rng)),
        19 => ("uniqueItems", json!(true)),
        20 => ("minContains", count(rng)),
        21 => ("maxContains", count(rng)),
        22 => ("minProperties", count(rng)),
        23 => ("maxProperties", count(rng)),
        24 => ("required", json!([one_of(rng, NAMES)])),
        25 | 26 => ("properties", named(rng, NAMES, depth)),
        27 => ("patternProperties", named(rng, &["^x-", "[0-9]$", ".*"], depth)),
        28 => ("additionalProperties", json!(false)),
        29 => ("additionalProperties", schema(rng, depth)),
        30 => ("unevaluatedProperties", if rng.bool() { json!(false) } else { schema(rng, depth) }),
        31 => ("unevaluatedItems", if rng.bool() { json!(false) } else { schema(rng, depth) }),
        32 => ("items", if rng.u8(..4) == 0 { json!(false) } else { schema(rng, depth) }),
        33 => ("prefixItems", schemas(rng, depth)),
        34 => ("contains", schema(rng, depth)),
        35 => ("propertyNames", json!({ "maxLength": 3 })),
        36 => ("dependentRequired", json!({ "a": ["b"] })),
        37 => ("dependentSchemas", named(rng, NAMES, depth)),
        38 => ("allOf", schemas(rng, depth)),
        39 => ("oneOf", schemas(rng, depth)),
        40 => ("anyOf", schemas(rng, depth)),
        41 => ("not", schema(rng, depth)),
        42 => (one_of(rng, &["if", "then", "else"]), schema(rng, depth)),
        43 => ("contentEncoding", json!("base64")),
        44 => ("contentMediaType", json!("image/png")),
        _ => (one_of(rng, &["readOnly", "writeOnly", "deprecated"]), json!(true)),
    }
}

fn keywords(rng: &mut Rng, most: usize, depth: usize) -> Map<String, Value> {
    (0..rng.usize(1..=most)).map(|_| keyword(rng, depth)).map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A document with an operation for each schema, which it sends.
fn document(schemas: &[Map<String, Value>]) -> Value {
    let mut paths = Map::new();
    let mut named = json!({
        "Text": { "type": "string", "minLength": 2 },
        "Thing": { "type": "object", "required": ["a"], "properties": { "a": { "type": "string" } } },
    });
    for (index, schema) in schemas.iter().enumerate() {
        named[format!("S{index}")] = Value::Object(schema.clone());
        let content = json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/S{index}") } } });
        let operation = json!({
            "operationId": format!("op{index}"),
            "requestBody": { "required": true, "content": content },
            "responses": { "204": { "description": "d" } },
        });
        paths.insert(format!("/op{index}"), json!({ "post": operation }));
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "random", "version": "1" },
        "paths": paths,
        "components": { "schemas": named },
    })
}

/// The items of a module that are about each of the schemas.
fn items(module: &str) -> BTreeMap<usize, Vec<&str>> {
    let mut items: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for item in module.split("\n\n") {
        let mut numbers: Vec<usize> = Vec::new();
        for prefix in ["S", "Op", "op"] {
            let after = item.split(prefix).skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next());
            numbers.extend(after.filter_map(|digits| digits?.parse::<usize>().ok()));
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().for_each(|number| items.entry(number).or_default().push(item));
    }
    items
}

/// Returns `true` if other keywords of a schema leave one without an effect, so that nobody misses it.
fn is_redundant(schema: &Map<String, Value>, keyword: &str) -> bool {
    let has = |keyword: &str| schema.contains_key(keyword);
    let repeats = |node: &Value| node.to_string().contains(&format!("\"{keyword}\":"));
    if ["allOf", "oneOf", "anyOf"].iter().any(|combined| schema.get(*combined).is_some_and(repeats)) {
        return true;
    }
    // Members that say what stands beside them too.
    let repeats = |node: &Value| node.as_object().is_some_and(|node| node.keys().all(|key| key == "type" || has(key)));
    let is_of_all = Value::Object(schema.clone()).to_string().contains("\".*\":");
    match keyword {
        "allOf" | "oneOf" | "anyOf" => schema[keyword].as_array().is_some_and(|members| members.iter().all(repeats)),
        // The constant is one of the values.
        "enum" => has("const"),
        "const" => has("oneOf") || has("anyOf"),
        // Either forbids or types what the other one is about, and a pattern that every name matches leaves nothing.
        "unevaluatedProperties" => has("additionalProperties") || is_of_all,
        "additionalProperties" => has("unevaluatedProperties") || is_of_all,
        _ => false,
    }
}

/// The faults of the client of some schemas.
fn faults(schemas: &[Map<String, Value>]) -> Vec<String> {
    let client = Client::new(&document(schemas));
    let mut faults: Vec<String> = client.unaccounted();
    for fault in &mut faults {
        let number =
            fault.split("/S").nth(1).and_then(|rest| rest.split('/').next()?.split(' ').next()?.parse::<usize>().ok());
        fault.extend(number.map(|number| format!(" {}", Value::Object(schemas[number].clone()))));
    }
    let whole = items(&client.module);
    for round in 0..MOST {
        let shorter: Vec<Map<String, Value>> = schemas
            .iter()
            .map(|schema| schema.iter().enumerate().filter(|(at, _)| *at != round))
            .map(|entries| entries.map(|(_, (name, value))| (name.clone(), value.clone())).collect())
            .collect();
        let shorter = Client::new(&document(&shorter));
        let without = items(&shorter.module);
        for (index, schema) in schemas.iter().enumerate() {
            let Some((keyword, _)) = schema.iter().nth(round) else { continue };
            let pointer = format!("#/components/schemas/S{index}");
            let is_named = !client.within(&format!("{pointer}/{keyword}")).is_empty()
                || client.within(&format!("{pointer}/")) != shorter.within(&format!("{pointer}/"));
            // Where the type is lost, so is what shapes it.
            let is_lost = |message: &str| message.contains("any JSON value") || message.contains("contradict");
            let is_named =
                is_named || client.within(&format!("{pointer}/")).iter().any(|(_, message)| is_lost(message));
            let is_said = whole.get(&index) != without.get(&index);
            if !is_named && !is_said && !WITHOUT_EFFECT.contains(&keyword.as_str()) && !is_redundant(schema, keyword) {
                faults.push(format!("nobody misses `{keyword}` of {}", Value::Object(schema.clone())));
            }
        }
    }
    faults
}

#[test]
fn nothing_is_lost_of_random_schemas() {
    let mut rng = Rng::with_seed(13);
    let mut lost = Vec::new();
    for _ in 0..ALL / OF_ONE {
        let schemas: Vec<Map<String, Value>> = (0..OF_ONE).map(|_| keywords(&mut rng, MOST, 2)).collect();
        lost.extend(faults(&schemas));
    }
    assert!(lost.is_empty(), "{}\n{}", lost.len(), lost.join("\n"));
}
