//! References that go round in circles, or on and on.

use serde_json::{Map, Value, json};

use crate::{document, generate, schemas};

fn to(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// Shapes of schemas that lead back to themselves.
fn circles() -> Vec<Value> {
    vec![
        json!({ "A": to("A") }),
        json!({ "A": to("B"), "B": to("A") }),
        json!({ "A": to("B"), "B": to("C"), "C": to("B") }),
        json!({ "A": { "type": "array", "items": to("A") } }),
        json!({ "A": { "type": "array", "items": to("B") }, "B": { "type": "array", "items": to("A") } }),
        json!({ "A": { "type": "object", "additionalProperties": to("A") } }),
        json!({ "A": { "type": ["array", "null"], "items": { "type": "object", "additionalProperties": to("A") } } }),
        json!({ "A": { "allOf": [to("A")] } }),
        json!({ "A": { "allOf": [to("B")] }, "B": { "oneOf": [to("A"), { "type": "null" }] } }),
        json!({ "A": { "anyOf": [to("A"), to("A")] } }),
        json!({ "A": { "type": "object", "required": ["a"], "properties": { "a": to("A") } } }),
        json!({ "A": { "type": "object", "required": ["b"], "properties": { "b": to("B") } },
                "B": { "type": "object", "required": ["a"], "properties": { "a": to("A") } } }),
        json!({ "A": { "type": "array", "items": { "$ref": "#/components/schemas/A/items" } } }),
        json!({ "A": { "properties": { "a": { "$ref": "#/components/schemas/A/properties/a" } } } }),
        json!({ "A": { "properties": { "a": { "$ref": "#/components/schemas/A/properties/a/items" } } } }),
        json!({ "A": { "$ref": "#" } }),
        json!({ "A": { "$ref": "#/components/schemas" } }),
        json!({ "A": { "$ref": "#/paths" } }),
        json!({ "A": { "not": to("A"), "if": to("A"), "properties": { "x": { "prefixItems": [to("A")] } } } }),
        json!({ "A": { "$ref": "#/components/schemas/A/x-y", "x-y": { "$ref": "#/components/schemas/A/x-y" } } }),
    ]
}

#[test]
fn circles_among_schemas_end() {
    for schemas_in_a_circle in circles() {
        generate(&schemas(schemas_in_a_circle.clone()));
        // And where it is used, with an example that goes on as long as it can.
        let mut example = json!([]);
        for _ in 0..50 {
            example = json!([{ "a": example.clone(), "b": [] }]);
        }
        let mut schemas = schemas_in_a_circle;
        schemas["A"]["example"] = example;
        let content = json!({ "application/json": { "schema": to("A") } });
        let operation = json!({
            "parameters": [{ "name": "a", "in": "query", "schema": to("A") }],
            "requestBody": { "content": content },
            "responses": { "200": { "description": "", "content": content } },
        });
        let paths = json!({ "/a": { "post": operation } });
        generate(&document(json!({ "paths": paths, "components": { "schemas": schemas } })));
    }
}

#[test]
fn circles_of_every_length_end() {
    for length in (1..=10).chain([100]) {
        let next = |number: usize| to(&format!("A{}", (number + 1) % length));
        let shapes: [fn(Value) -> Value; 5] = [
            |next| json!({ "type": "object", "required": ["next"], "properties": { "next": next } }),
            |next| json!({ "allOf": [next, { "type": "object", "properties": { "a": { "type": "string" } } }] }),
            |next| json!({ "oneOf": [next, { "type": "string" }] }),
            |next| json!({ "anyOf": [{ "type": "array", "items": next }, { "type": "string" }] }),
            |next| json!({ "type": "array", "items": next }),
        ];
        for shape in shapes {
            let all: Map<String, Value> =
                (0..length).map(|number| (format!("A{number}"), shape(next(number)))).collect();
            generate(&schemas(all.into()));
        }
    }
}

#[test]
fn circles_among_components_are_errors() {
    for section in ["parameters", "responses", "requestBodies", "headers", "securitySchemes", "pathItems"] {
        let reference = |name: &str| json!({ "$ref": format!("#/components/{section}/{name}") });
        for components in [json!({ "A": reference("A") }), json!({ "A": reference("B"), "B": reference("A") })] {
            let used = json!({ "/a": {
                "get": { "parameters": [reference("A")], "requestBody": reference("A"), "responses": { "200": reference("A") } },
            } });
            let text = document(json!({ "paths": used, "components": { section: components } }));
            let errors = generate(&text).errors();
            assert!(errors.iter().any(|error| error.ends_with("skipped")), "{section}: {errors:?}");
        }
    }
}

#[test]
fn circles_among_path_items_are_errors() {
    let text = document(json!({ "paths": {
        "/a": { "$ref": "#/paths/~1b" },
        "/b": { "$ref": "#/paths/~1a" },
        "/c": { "$ref": "#/paths/~1c" },
        "/d": { "$ref": "#/paths" },
    } }));
    let errors = generate(&text).errors();
    assert!(errors.iter().any(|error| error.ends_with("skipped")), "{errors:?}");
}

#[test]
fn a_long_chain_of_aliases() {
    const LENGTH: usize = 5_000;
    let mut all: Map<String, Value> = (0..LENGTH).map(|n| (format!("A{n}"), to(&format!("A{}", n + 1)))).collect();
    all.insert(format!("A{LENGTH}"), json!({ "type": "object", "properties": { "next": to("A0") } }));
    assert_eq!(generate(&schemas(all.into())).client().types.len(), LENGTH + 1);
}

#[test]
fn a_long_chain_of_components() {
    let reference = |n: usize| json!({ "$ref": format!("#/components/responses/A{n}") });
    let mut all: Map<String, Value> = (0..1_000).map(|n| (format!("A{n}"), reference(n + 1))).collect();
    all.insert("A1000".to_owned(), json!({ "description": "the end" }));
    let paths = json!({ "/a": { "get": { "responses": { "200": reference(0) } } } });
    generate(&document(json!({ "paths": paths, "components": { "responses": all } })));
}

#[test]
fn a_long_chain_of_unnamed_schemas() {
    let mut all: Map<String, Value> = (0..5_000)
        .map(|n| (format!("p{n}"), json!({ "$ref": format!("#/components/schemas/A/properties/p{}", n + 1) })))
        .collect();
    all.insert("p5000".to_owned(), json!({ "type": "string" }));
    generate(&schemas(json!({ "A": { "type": "object", "properties": all } })));
}

#[test]
fn invalid_pointers_are_never_a_panic() {
    for reference in ["", "#", "#/", "#//", "/", "A", "#A", "#/components/schemas/A/", "#/%", "#/%FF", "#/~2", "\u{0}"]
    {
        generate(&schemas(
            json!({ "A": { "$ref": reference }, "B": { "type": "array", "items": { "$ref": reference } } }),
        ));
        generate(&document(json!({ "paths": { "/a": { "$ref": reference } } })));
    }
}

/// Schemas that refer to each other by `allOf` in any way, some of them with a discriminator.
fn hierarchy(random: &mut fastrand::Rng) -> Map<String, Value> {
    let count = random.usize(1..7);
    let name = |number: usize| format!("S{number}");
    let schema = |random: &mut fastrand::Rng| {
        let kind = ["kind", "sort"][random.usize(0..2)];
        let child = json!({ "type": "object", "required": [kind], "properties": {
            kind: { "type": "string" }, name(random.usize(0..count)): to(&name(random.usize(0..count))),
        } });
        let mut discriminator = json!({ "propertyName": kind });
        if random.bool() {
            discriminator["mapping"] = (0..random.usize(0..3))
                .map(|number| {
                    (format!("tag{number}"), json!(format!("#/components/schemas/S{}", random.usize(0..count))))
                })
                .collect();
        }
        let mut parents: Vec<Value> = (0..random.usize(0..4)).map(|_| to(&name(random.usize(0..count)))).collect();
        let mut schema = json!({});
        match random.u8(0..4) {
            // Its own properties beside `allOf`, or in a member of it, with the discriminator or without.
            0 => schema = child,
            1 => parents.push(child),
            2 => {
                let mut child = child;
                child["discriminator"] = discriminator.clone();
                parents.push(child);
            }
            _ => {
                schema = child;
                schema["discriminator"] = discriminator.clone();
            }
        }
        if !parents.is_empty() {
            schema["allOf"] = parents.into();
        }
        schema
    };
    (0..count).map(|number| (name(number), schema(random))).collect()
}

#[test]
fn circles_of_all_of_with_discriminators_end() {
    let mut random = fastrand::Rng::with_seed(12);
    let mut accepted = 0;
    for _ in 0..150 {
        let schemas = hierarchy(&mut random);
        let content = json!({ "application/json": { "schema": to("S0") } });
        let operation = json!({ "requestBody": { "content": content }, "responses": { "200": { "description": "", "content": content } } });
        let paths = json!({ "/a": { "post": operation } });
        let text = document(json!({ "paths": paths, "components": { "schemas": schemas } }));
        accepted += usize::from(matches!(generate(&text), crate::Outcome::Client(_)));
    }
    assert!(accepted > 120, "{accepted} of 150 were accepted");
}

/// Schemas that are each other's subtypes are one union. Neither discriminator is one of all its alternatives, and that is
/// said of each.
#[test]
fn subtypes_of_each_other_are_one_union() {
    let node = |kind: &str, parent: &str| {
        let schema = json!({ "type": "object", "required": [kind], "properties": { kind: { "type": "string" } } });
        json!({ "allOf": [to(parent), schema], "discriminator": { "propertyName": kind } })
    };
    let leaf = |parent: &str| json!({ "allOf": [to(parent)], "properties": { "leaf": { "type": "boolean" } } });
    let text = schemas(json!({ "A": node("a", "B"), "B": node("b", "A"), "LeafA": leaf("A"), "LeafB": leaf("B") }));
    let client = generate(&text).client();
    for name in ["types::A", "types::B", "types::LeafA", "types::LeafB"] {
        assert!(client.types.contains(&name.to_owned()), "{:?}", client.types);
    }
    let generated = callsmith::Generator::from_text("circle", text).generate().expect("it was accepted");
    let reports = generated.reports().iter().map(|report| report.message.as_str());
    let lost: Vec<&str> = reports.filter(|message| message.starts_with("the discriminator `")).collect();
    let rest = "is that of a union within its own alternatives";
    assert_eq!(lost, [format!("the discriminator `a` {rest}"), format!("the discriminator `b` {rest}")]);
}
