//! Schemas that are made of very many others. The cost of each grows with the size of the document; what grows with its square
//! takes minutes at these sizes, and what doubles with each schema has a bound.

use serde_json::{Map, Value, json};

use crate::{generate, schemas, types};

fn to(number: usize) -> Value {
    json!({ "$ref": format!("#/components/schemas/S{number}") })
}

fn object(property: &str) -> Value {
    json!({ "type": "object", "properties": { property: { "type": "string" } } })
}

/// Schemas each of which is made of the next one; the last one is an object.
fn chain(length: usize, of_next: impl Fn(usize) -> Value) -> String {
    let mut all: Map<String, Value> = (0..length).map(|number| (format!("S{number}"), of_next(number))).collect();
    all.insert(format!("S{length}"), object("name"));
    schemas(all.into())
}

#[test]
fn any_number_of_parts_make_one_schema() {
    let part = |number: usize| {
        let property = format!("p{number}");
        json!({ "required": [property], "properties": { property: { "type": "string" } } })
    };
    let parts: Vec<Value> = (0..12_800).map(part).collect();
    assert_eq!(types(schemas(json!({ "A": { "allOf": parts } }))), 1);
}

#[test]
fn a_chain_of_all_of_gives_a_type_for_each_link() {
    const LENGTH: usize = 4_000;
    assert_eq!(types(chain(LENGTH, |number| json!({ "allOf": [to(number + 1)] }))), LENGTH + 1);
}

#[test]
fn a_part_that_is_named_twice_counts_once() {
    const LENGTH: usize = 3_200;
    assert_eq!(types(chain(LENGTH, |number| json!({ "allOf": [to(number + 1), to(number + 1)] }))), LENGTH + 1);
}

#[test]
fn diamonds_of_all_of_are_merged_once() {
    const LENGTH: usize = 1_000;
    let mut all: Map<String, Value> = Map::new();
    for number in 0..LENGTH {
        let side = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}{number}") });
        all.insert(format!("S{number}"), json!({ "allOf": [side("Left"), side("Right")] }));
        all.insert(format!("Left{number}"), json!({ "allOf": [to(number + 1)] }));
        all.insert(format!("Right{number}"), json!({ "allOf": [to(number + 1)] }));
    }
    all.insert(format!("S{LENGTH}"), object("name"));
    assert_eq!(types(schemas(all.into())), 3 * LENGTH + 1);
}

#[test]
fn a_property_that_each_level_declares_again() {
    const LENGTH: usize = 400;
    let level = |number: usize| json!({ "allOf": [to(number + 1), { "properties": { "next": to(number) } }] });
    assert_eq!(types(chain(LENGTH, level)), LENGTH + 1);
}

#[test]
fn a_parent_of_many_children() {
    const CHILDREN: usize = 1_000;
    let child = |number: usize| json!({ "allOf": [to(0), object(&format!("p{number}"))] });
    let mut all: Map<String, Value> = (1..=CHILDREN).map(|number| (format!("S{number}"), child(number))).collect();
    let list: Vec<Value> = (1..=CHILDREN).map(to).collect();
    all.insert("S0".to_owned(), json!({ "properties": { "kind": { "type": "string" } }, "oneOf": list }));
    assert_eq!(types(schemas(all.into())), CHILDREN + 1);
}

#[test]
fn alternatives_that_double_at_each_level() {
    for levels in [6, 12, 60] {
        let level = |number: usize| {
            let alternatives = json!([to(number + 1), object(&format!("p{number}"))]);
            json!({ "allOf": [to(number + 1), { "oneOf": alternatives }] })
        };
        let errors = generate(&chain(levels, level)).errors();
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].ends_with(" too-large"), "{errors:?}");
    }
}
