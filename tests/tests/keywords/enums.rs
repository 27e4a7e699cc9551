//! Listed values of several parts of a schema, and the names that extensions give them by place.

use serde_json::{Value, json};

use crate::client::{Client, document};

/// A client with a property of the schema `Kind`, beside other schemas.
fn client(kind: &Value, others: &Value) -> Client {
    let mut schemas = others.clone();
    schemas["Kind"] = kind.clone();
    schemas["Body"] = json!({ "type": "object", "properties": { "kind": { "$ref": "#/components/schemas/Kind" } } });
    let client = Client::new(&document(&schemas));
    assert_eq!(client.unaccounted(), Vec::<String>::new());
    client
}

/// The variants of the enum `Kind`, each behind its documentation, without the one for values that are not listed.
fn variants(client: &Client, name: &str) -> Vec<String> {
    let (_, body) = client.code.split_once(&format!("pubenum{name}{{")).unwrap_or_else(|| panic!("{}", client.code));
    let (body, _) = body.split_once('}').expect("it ends");
    let body = body.split("Avaluethat").next().unwrap_or_default();
    body.split_terminator(',').map(|variant| variant.replace("#[default]", "")).collect()
}

/// The variants of a schema that refers to nothing.
fn variants_of(kind: &Value) -> Vec<String> {
    variants(&client(kind, &json!({})), "Kind")
}

const FIRST: &str = "`\"a\"`First";
const SECOND: &str = "`\"b\"`Second";
const THIRD: &str = "`\"c\"`Third";

/// A schema with names of its values in the way of each extension.
fn named(values: &Value, names: [&str; 3], more: &Value) -> Vec<Value> {
    let with = |keyword: &str, names: Value| {
        let mut schema = json!({ "enum": values, keyword: names });
        let more = more.as_object().expect("it is an object").clone();
        schema.as_object_mut().expect("it is an object").extend(more);
        schema
    };
    let all = values.as_array().expect("they are a list").iter().zip(names);
    let entries: Vec<Value> = all.map(|(value, name)| json!({ "value": value, "name": name })).collect();
    vec![
        with("x-enum-varnames", json!(names)),
        with("x-enumNames", json!(names)),
        with("x-ms-enum", json!({ "values": entries })),
    ]
}

#[test]
fn names_follow_values_around_null() {
    for schema in named(&json!(["a", null, "c"]), ["First", "Nothing", "Third"], &json!({ "type": ["string", "null"] }))
    {
        assert_eq!(variants_of(&schema), [FIRST, THIRD], "{schema}");
    }
    for schema in named(&json!([null, "b", "c"]), ["Nothing", "Second", "Third"], &json!({})) {
        assert_eq!(variants_of(&schema), [SECOND, THIRD], "{schema}");
    }
}

#[test]
fn names_follow_values_that_are_converted_or_left_out() {
    let string = json!({ "type": "string" });
    for schema in named(&json!(["a", [], "c"]), ["First", "List", "Third"], &string) {
        assert_eq!(variants_of(&schema), [FIRST, THIRD], "{schema}");
    }
    for schema in named(&json!([1, true, "c"]), ["One", "Yes", "Third"], &string) {
        assert_eq!(variants_of(&schema), ["`\"1\"`One", "`\"true\"`Yes", THIRD], "{schema}");
    }
    for schema in named(&json!(["1", 2.0, 3]), ["One", "Two", "Three"], &json!({ "type": "integer" })) {
        assert_eq!(variants_of(&schema), ["`1`One", "`2`Two", "`3`Three"], "{schema}");
    }
    for schema in named(&json!(["a", "a", "c"]), ["First", "Again", "Third"], &string) {
        assert_eq!(variants_of(&schema), [FIRST, THIRD], "{schema}");
    }
}

#[test]
fn names_may_leave_out_null() {
    let names = json!(["First", "Second"]);
    let schema = json!({ "type": ["string", "null"], "enum": [null, "a", "b"], "x-enum-varnames": names });
    assert_eq!(variants_of(&schema), [FIRST, SECOND]);
}

#[test]
fn names_follow_values_of_several_kinds() {
    for schema in named(&json!([1, "b", "c"]), ["One", "Second", "Third"], &json!({})) {
        let client = client(&schema, &json!({}));
        assert_eq!(variants(&client, "KindString"), [SECOND, THIRD], "{schema}");
        assert_eq!(variants(&client, "KindInteger"), ["`1`One"], "{schema}");
    }
}

#[test]
fn names_follow_values_that_two_parts_list() {
    let string = json!({ "type": "string" });
    let others = json!({ "type": "string", "enum": ["c", "d", "b"] });
    for schema in named(&json!(["a", "b", "c"]), ["First", "Second", "Third"], &string) {
        assert_eq!(variants_of(&json!({ "allOf": [schema, others] })), [THIRD, SECOND], "{schema}");
        assert_eq!(variants_of(&json!({ "allOf": [others, schema] })), [SECOND, THIRD], "{schema}");
        let reference = json!({ "$ref": "#/components/schemas/Named" });
        let referring = client(&json!({ "allOf": [reference, others] }), &json!({ "Named": schema }));
        assert_eq!(variants(&referring, "Kind"), [THIRD, SECOND], "{schema}");
    }
    let parts = named(&json!(["a", "b", "c"]), ["X", "Y", "Third"], &string);
    let later = named(&json!(["d", "b", "a"]), ["Fourth", "Second", "First"], &string);
    for (schema, later) in parts.into_iter().zip(later) {
        assert_eq!(variants_of(&json!({ "allOf": [schema, later] })), [SECOND, FIRST], "{schema}");
    }
}

#[test]
fn names_beside_a_reference_are_those_of_its_values() {
    let others = json!({ "Base": { "type": "string", "enum": ["a", "b", "c"] } });
    let names = json!(["First", "Second", "Third"]);
    let schema = json!({ "allOf": [{ "$ref": "#/components/schemas/Base" }, { "type": "string", "maxLength": 3 }], "x-enum-varnames": names });
    assert_eq!(variants(&client(&schema, &others), "Kind"), [FIRST, SECOND, THIRD]);
}

#[test]
fn descriptions_follow_their_values() {
    let schema = json!({ "enum": ["a", null, "c"], "x-enum-descriptions": ["One.", "None.", "Three."] });
    let client = client(&json!({ "allOf": [{ "enum": ["c", "a", "b"] }, schema] }), &json!({}));
    assert!(client.code.contains("-`a`:One.-`c`:Three."), "{}", client.code);
    assert!(!client.code.contains("None."), "{}", client.code);
}

#[test]
fn a_constant_is_one_of_the_listed_values() {
    let schema = json!({ "type": "string", "enum": ["a", "b"], "x-enum-varnames": ["First", "Second"] });
    let constant = json!({ "const": "b" });
    let mut both = schema.clone();
    both["const"] = json!("b");
    for schema in [both, json!({ "allOf": [schema, constant] }), json!({ "allOf": [constant, schema] })] {
        assert_eq!(variants_of(&schema), [SECOND], "{schema}");
    }
    let client = client(&json!({ "allOf": [{ "type": "number", "enum": [1, 2.5] }, { "const": 2.5 }] }), &json!({}));
    assert!(client.code.contains("Always`2.5`"), "{}", client.code);
}

#[test]
fn a_constant_that_is_not_listed_is_named_in_both_parts() {
    let message = "the value of `const` is not one of the values of `enum`";
    let other = "`enum` does not list the value of `const`";
    let list = json!({ "type": "string", "enum": ["a", "b"] });
    let kind = "#/components/schemas/Kind";
    for constant in [json!("c"), json!(null), json!(5)] {
        let mut one = list.clone();
        one["const"] = constant.clone();
        let alone = client(&one, &json!({}));
        assert_eq!(alone.findings(&format!("{kind}/const")), [message], "{constant}");
        assert_eq!(alone.findings(&format!("{kind}/enum")), [other], "{constant}");
        assert!(alone.code.contains("pubtypeKind=String;"), "{}", alone.code);

        let merged = client(&json!({ "allOf": [list, { "const": constant }] }), &json!({}));
        assert_eq!(merged.findings(&format!("{kind}/allOf/1/const")), [message], "{constant}");
        assert_eq!(merged.findings(&format!("{kind}/allOf/0/enum")), [other], "{constant}");
        assert!(!merged.is_exact(&format!("{kind}/allOf/0")) && !merged.is_exact(&format!("{kind}/allOf/1")));
        assert!(merged.code.contains("pubtypeKind=String;"), "{}", merged.code);
    }
}

#[test]
fn a_constant_of_another_type_is_named() {
    let kind = "#/components/schemas/Kind/const";
    let client_of = |schema: Value| client(&schema, &json!({}));
    let null = client_of(json!({ "type": "string", "const": null }));
    assert_eq!(null.findings(kind), ["null is listed where the type is string"]);
    let converted = client_of(json!({ "type": "string", "const": 5 }));
    assert_eq!(converted.findings(kind), ["a number is listed where the type is string"]);
    assert_eq!(variants(&converted, "Kind").len(), 1);
    let dropped = client_of(json!({ "type": "integer", "const": "a" }));
    assert_eq!(dropped.findings(kind), ["a string is listed where the type is integer"]);
    assert!(dropped.code.contains("pubtypeKind=i64;"), "{}", dropped.code);
}

#[test]
fn equal_numbers_are_one_value() {
    let client_of =
        |a: Value, b: Value| client(&json!({ "allOf": [{ "type": "number", "enum": a }, { "enum": b }] }), &json!({}));
    let client = client_of(json!([1, 2.0, 1000]), json!([1.0, 2, 1e3, 9_007_199_254_740_993_u64]));
    assert!(client.code.contains("Oneof`1.0`,`2`,`1000.0`"), "{}", client.code);
    let exact = client_of(json!([9_007_199_254_740_993_u64, 0.1]), json!([9_007_199_254_740_992_u64, 0.1]));
    assert!(exact.code.contains("Always`0.1`"), "{}", exact.code);
}
