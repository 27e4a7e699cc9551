//! Documents that are deep, long, or small and become large.

use std::time::Duration;

use callsmith::{Code, Severity};
use serde_json::{Map, Value, json};

use crate::{Outcome, document, generate, generate_strictly, generate_within, schemas};

/// Schemas within each other.
fn nested(depth: usize, open: &str, inner: &str, close: &str) -> String {
    let placeholder = schemas(json!({ "A": Value::Null }));
    placeholder.replace("null", &format!("{}{inner}{}", open.repeat(depth), close.repeat(depth)))
}

#[test]
fn nested_schemas_up_to_the_limit_of_the_reader() {
    for depth in [30, 60, 120, 200] {
        generate(&nested(depth, r#"{"type":"array","items":"#, "{}", "}")).client();
        generate(&nested(depth, r#"{"additionalProperties":"#, "{}", "}")).client();
        generate(&nested(depth, r#"{"allOf":["#, "{}", "]}")).client();
        generate(&nested(depth / 2, r#"{"type":"object","required":["a"],"properties":{"a":"#, "{}", "}}")).client();
    }
}

#[test]
fn nesting_beyond_the_limit_is_an_error() {
    for (depth, head) in [(600, ""), (10_000, ""), (200_000, ""), (600, "# yaml\n"), (200_000, "# yaml\n")] {
        for text in [
            nested(depth, r#"{"type":"array","items":"#, "{}", "}"),
            "[".repeat(depth),
            "{\"a\":".repeat(depth),
            format!("{}{}", "[".repeat(depth), "]".repeat(depth)),
        ] {
            let errors = generate(&format!("{head}{text}")).errors();
            assert_eq!(errors.len(), 1, "{errors:?}");
            assert!(errors[0].ends_with(" syntax"), "{errors:?}");
        }
    }
}

/// A mistake is found where it is, however deep, and once.
#[test]
fn a_mistake_at_the_bottom() {
    const DEPTH: usize = 200;
    for (open, step, close) in [
        (r#"{"type":"array","items":"#, "/items", "}"),
        (r#"{"additionalProperties":"#, "/additionalProperties", "}"),
        (r#"{"properties":{"a":"#, "/properties/a", "}}"),
        (r#"{"allOf":["#, "/allOf/0", "]}"),
        (r#"{"oneOf":[{"type":"integer"},"#, "/oneOf/1", "]}"),
        (r#"{"anyOf":[{"type":"integer"},"#, "/anyOf/1", "]}"),
        (r#"{"not":"#, "/not", "}"),
    ] {
        let Outcome::Rejected(reports) = generate_strictly(&nested(DEPTH, open, r##"{"$ref":"#/nowhere"}"##, close))
        else {
            panic!("{step}: the reference leads nowhere");
        };
        let errors: Vec<_> = reports.iter().filter(|report| report.severity == Severity::Error).collect();
        let [error] = errors.as_slice() else { panic!("{step}: {errors:#?}") };
        let pointer = format!("#/components/schemas/A{}/$ref", step.repeat(DEPTH));
        assert_eq!(error.code, Code::UnresolvedReference);
        assert_eq!(error.location.as_ref().map(|place| &place.pointer), Some(&pointer));
    }
}

/// Alternatives of alternatives: a tree of hundreds, and a graph in which the ways to the bottom cannot be counted.
fn unions_of_unions(keyword: &str) {
    let leaf =
        |number: usize| json!({ "type": "object", "properties": { format!("p{number}"): { "type": "string" } } });
    let wide = |number: usize| json!({ keyword: (0..20).map(|n| leaf(number * 20 + n)).collect::<Vec<_>>() });
    let tree = json!({ keyword: (0..20).map(wide).collect::<Vec<_>>() });
    generate(&schemas(json!({ "A": tree }))).client();

    let to = |level: usize| json!({ "$ref": format!("#/components/schemas/A{level}") });
    let mut graph: Map<String, Value> = (0..60)
        .map(|level| (format!("A{level}"), json!({ keyword: [to(level + 1), to(level + 1), leaf(level)] })))
        .collect();
    graph.insert("A60".to_owned(), leaf(60));
    generate(&schemas(graph.into())).client();
}

#[test]
fn all_of_all_of() {
    unions_of_unions("allOf");
}

#[test]
fn any_of_any_of() {
    unions_of_unions("anyOf");
}

#[test]
fn one_of_one_of() {
    unions_of_unions("oneOf");
}

#[test]
fn nested_blocks_of_yaml() {
    for depth in [200, 3_000] {
        let lines = (0..depth).map(|level| format!("{}a:\n", " ".repeat(level)));
        generate(&lines.collect::<String>()).errors();
        generate(&format!("{} 1\n", "- ".repeat(depth))).errors();
    }
}

#[test]
fn aliases_that_multiply_are_an_error() {
    let mut laughs =
        "openapi: 3.0.3\ninfo: { title: laughs, version: '1' }\npaths: {}\nx-0: &a0 [lol, lol]\n".to_owned();
    for level in 1..40 {
        let before = format!("*a{}", level - 1);
        laughs.push_str(&format!("x-{level}: &a{level} [{}]\n", [before.as_str(); 10].join(", ")));
    }
    let errors = generate(&laughs).errors();
    assert!(errors.iter().all(|error| error.ends_with(" syntax")), "{errors:?}");
}

/// Few bytes that stand for very much: each is refused at its place, at once.
#[test]
fn texts_that_stand_for_very_much() {
    let head = "openapi: 3.0.3\ninfo: { title: a, version: '1' }\npaths: {}\n";
    let many = |item: &str, number: usize| [item].repeat(number).join(",");
    let anchors: String = (0..400).map(|number| format!("&a{number} [")).collect();
    for text in [
        format!("x-a: &a [{}]\nx-b: [{}]\n", many("l", 10_000), many("*a", 10_000)),
        format!("x-a: &a {{{}}}\nx-b: {{{}}}\n", many("l", 9_000).replace(',', ": 1,"), many("<<: *a", 9_000)),
        format!("x-a: &a {}\nx-b: [{}]\n", "l".repeat(20_000), many("*a", 5_000)),
        format!("x-a: {anchors}{}{}\n", many("l", 20_000), "]".repeat(400)),
        format!("x-a: {}", "[".repeat(200_000)),
        format!("x-a: {}", "{a: ".repeat(200_000)),
        format!("x-a:\n{}", "- ".repeat(200_000)),
    ] {
        let errors = generate_within(Duration::from_secs(10), &format!("{head}{text}")).errors();
        assert!(errors.len() == 1 && errors[0].ends_with(" syntax"), "{errors:?}");
    }
}

#[test]
fn an_alias_of_itself() {
    generate("openapi: 3.0.3\ninfo: { title: a, version: '1' }\npaths: &a { /a: *a }\n").errors();
    generate("&a [*a]").errors();
}

#[test]
fn aliases_and_merge_keys_as_they_are_used() {
    let text = "openapi: 3.0.3\n\
                info: { title: merge, version: '1' }\n\
                paths: {}\n\
                x-base: &base { type: object, properties: { id: { type: integer } } }\n\
                components:\n  schemas:\n    \
                A: *base\n    \
                B: { <<: *base, description: merged }\n    \
                C: { <<: [*base, { nullable: true }] }\n";
    let outcome = generate(text).client();
    assert_eq!(outcome.types, ["types::A", "types::B", "types::C"]);
    for name in ["A", "B"] {
        assert!(outcome.module.contains(&format!("pub struct {name} {{")), "{name} has lost its properties");
    }
}

/// A schema of so many properties is no schema that anyone has written; the cost grows linearly beyond.
#[test]
fn a_schema_has_any_number_of_properties() {
    const MANY: usize = 2_000;
    let properties: Map<String, Value> =
        (0..MANY).map(|number| (format!("property_{number}"), json!({ "type": "string" }))).collect();
    let client = generate(&schemas(json!({ "A": { "type": "object", "properties": properties } }))).client();
    assert!(client.module.contains("pub property_1999: Option<String>"));
}

#[test]
fn listed_values_and_required_names_are_any_number() {
    let values: Vec<String> = (0..2_000).map(|number| format!("value {number}")).collect();
    let required: Vec<String> = (0..2_000).map(|number| format!("p{number}")).collect();
    generate(&schemas(json!({
        "A": { "type": "string", "enum": values },
        "B": { "type": "object", "required": required },
    })))
    .client();
}

#[test]
fn every_mistake_of_many_is_reported() {
    let all: Map<String, Value> =
        (0..5_000).map(|number| (format!("A{number}"), json!({ "$ref": "#/components/schemas/Missing" }))).collect();
    assert_eq!(generate_strictly(&schemas(all.into())).errors().len(), 5_000);
}

#[test]
fn many_parameters_of_one_name() {
    let parameter = json!({ "name": "a", "in": "query", "schema": { "type": "string" } });
    let operation = json!({ "parameters": vec![parameter; 2_000], "responses": {} });
    generate(&document(json!({ "paths": { "/a": { "get": operation } } }))).client();
}

/// The body of an operation in XML, and the schemas that it is made of: lists, or pairs, of the next one.
fn in_xml(levels: usize, body: &Value, of_next: impl Fn(Value) -> Value) -> String {
    let next = |level: usize| json!({ "$ref": format!("#/components/schemas/A{level}") });
    let mut all: Map<String, Value> =
        (0..levels).map(|level| (format!("A{level}"), of_next(next(level + 1)))).collect();
    all.insert(format!("A{levels}"), json!({ "type": "string" }));
    let content = json!({ "application/xml": { "schema": body } });
    let operation = json!({ "requestBody": { "content": content }, "responses": {} });
    document(json!({ "paths": { "/a": { "put": operation } }, "components": { "schemas": all } }))
}

/// The code grows with the document: in place, the first one is as large as the square of the number of lists, and the second
/// one doubles with each pair.
#[test]
fn arrays_of_arrays_in_xml() {
    const MOST: usize = 1_000;
    let body = json!({ "$ref": "#/components/schemas/A0" });
    let list = |next: Value| json!({ "type": "array", "items": next });
    let client = generate(&in_xml(200, &body, list)).client();
    assert!(client.module.len() < 200 * MOST, "{} bytes", client.module.len());
    let pair = |next: Value| json!({ "type": "array", "prefixItems": [next, next], "minItems": 2, "maxItems": 2 });
    let client = generate(&in_xml(60, &body, pair)).client();
    assert!(client.module.len() < 60 * 4 * MOST, "{} bytes", client.module.len());
}

/// Items without a name have that of the property, so each property needs tables of its own.
#[test]
fn many_names_for_the_items_of_lists_in_xml() {
    const MANY: usize = 330;
    let properties: Map<String, Value> =
        (0..MANY).map(|number| (format!("p{number}"), json!({ "$ref": "#/components/schemas/A0" }))).collect();
    let body = json!({ "type": "object", "properties": properties });
    let errors = generate(&in_xml(MANY, &body, |next| json!({ "type": "array", "items": next }))).errors();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].ends_with(" too-large"), "{errors:?}");
}
