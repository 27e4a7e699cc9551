//! Keywords that two parts of an `allOf` both have: the client has both, or a finding stands at the one that it drops.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Client, dense, document};

/// A keyword with two values, in two parts of a schema.
struct Case {
    keyword: &'static str,
    /// The keywords beside it in both parts.
    base: Value,
    values: [Value; 2],
    outcome: Outcome,
}

enum Outcome {
    /// The client has these texts, without white space, and no finding is about the keyword.
    Both(&'static [&'static str]),
    /// The findings at the keyword in the two parts; of a part without one the client is exact.
    Named([&'static str; 2]),
}

use Outcome::{Both, Named};

fn case(keyword: &'static str, base: Value, values: [Value; 2], outcome: Outcome) -> Case {
    Case { keyword, base, values, outcome }
}

/// A condition is named in each part.
fn condition(keyword: &'static str, kind: &str, values: [Value; 2], message: &'static str) -> Case {
    case(keyword, json!({ "type": kind }), values, Named([message, message]))
}

/// A keyword that is about values of another type is named in each part.
fn inapplicable(keyword: &'static str, kind: &str, values: [Value; 2], message: &'static str) -> Case {
    case(keyword, json!({ "type": kind }), values, Named([message, message]))
}

fn cases() -> Vec<Case> {
    [types(), numbers(), strings(), arrays(), objects(), unions(), conditions(), annotations()]
        .into_iter()
        .flatten()
        .collect()
}

fn types() -> Vec<Case> {
    let string = || json!({ "type": "string" });
    vec![
        case("type", json!({}), [json!(["string", "integer"]), json!(["boolean", "string"])], Both(&["String"])),
        case("type", json!({}), [json!("number"), json!("integer")], Both(&["i64"])),
        case(
            "type",
            json!({}),
            [json!("string"), json!("integer")],
            Named(["`type` contradicts another part of this schema", "`type` contradicts another part of this schema"]),
        ),
        case(
            "enum",
            string(),
            [json!(["a", "b", "c"]), json!(["b", "c", "d"])],
            Both(&["{B=\"b\",C=\"c\",..Unknown}"]),
        ),
        case(
            "enum",
            string(),
            [json!(["a", "b"]), json!(["c", "d"])],
            Named(["`enum` contradicts another part of this schema", "`enum` contradicts another part of this schema"]),
        ),
        case(
            "const",
            string(),
            [json!("a"), json!("b")],
            Named([
                "`const` contradicts another part of this schema",
                "`const` contradicts another part of this schema",
            ]),
        ),
        case(
            "format",
            string(),
            [json!("date"), json!("date-time")],
            Named(["`format` contradicts another part of this schema, which says `date-time`", ""]),
        ),
        case(
            "format",
            json!({ "type": "integer" }),
            [json!("int32"), json!("int64")],
            Named(["`format` contradicts another part of this schema, which says `int64`", ""]),
        ),
    ]
}

fn numbers() -> Vec<Case> {
    let number = || json!({ "type": "number" });
    let integer = || json!({ "type": "integer" });
    let exact = [json!(9_007_199_254_740_993_u64), json!(9_007_199_254_740_992_u64)];
    let largest = [json!(18_446_744_073_709_551_615_u64), json!(18_446_744_073_709_551_614_u64)];
    vec![
        case("minimum", number(), [json!(3), json!(5)], Both(&["rt::Rule::Minimum(\"5\")", "Minimum:5"])),
        case("minimum", integer(), exact.clone(), Both(&["rt::Rule::Minimum(\"9007199254740993\")"])),
        case(
            "minimum",
            number(),
            [json!(0.1), json!(0.100_000_000_000_000_02)],
            Both(&["rt::Rule::Minimum(\"0.10000000000000002\")"]),
        ),
        case("maximum", number(), [json!(5), json!(3)], Both(&["rt::Rule::Maximum(\"3\")", "Maximum:3"])),
        case("maximum", integer(), exact.clone(), Both(&["rt::Rule::Maximum(\"9007199254740992\")"])),
        case("maximum", integer(), largest.clone(), Both(&["rt::Rule::Maximum(\"18446744073709551614\")"])),
        case(
            "exclusiveMinimum",
            number(),
            [json!(3), json!(5)],
            Both(&["rt::Rule::Above(\"5\")", "Exclusiveminimum:5"]),
        ),
        case("exclusiveMinimum", integer(), exact.clone(), Both(&["rt::Rule::Above(\"9007199254740993\")"])),
        case(
            "exclusiveMaximum",
            number(),
            [json!(5), json!(3)],
            Both(&["rt::Rule::Below(\"3\")", "Exclusivemaximum:3"]),
        ),
        case("exclusiveMaximum", integer(), exact, Both(&["rt::Rule::Below(\"9007199254740992\")"])),
        case(
            "multipleOf",
            integer(),
            [json!(4), json!(6)],
            Both(&["rt::Rule::MultipleOf(\"4\"),rt::Rule::MultipleOf(\"6\")", "Multipleof:4,multipleof:6"]),
        ),
    ]
}

fn strings() -> Vec<Case> {
    let string = || json!({ "type": "string" });
    vec![
        case("minLength", string(), [json!(5), json!(3)], Both(&["rt::Rule::MinLength(5)", "Minimumlength:5"])),
        case("maxLength", string(), [json!(3), json!(5)], Both(&["rt::Rule::MaxLength(3)", "Maximumlength:3"])),
        case(
            "pattern",
            string(),
            [json!("^a"), json!("z$")],
            Both(&["rt::pattern!(\"^a\"),rt::pattern!(\"z$\")", "Pattern:`\"^a\"`,pattern:`\"z$\"`"]),
        ),
        case(
            "contentEncoding",
            string(),
            [json!("base64"), json!("base64url")],
            Named(["`contentEncoding` contradicts another part of this schema, which says `base64url`", ""]),
        ),
        case(
            "contentMediaType",
            string(),
            [json!("text/csv"), json!("text/html")],
            Named(["`contentMediaType` contradicts another part of this schema, which says `text/html`", ""]),
        ),
        case(
            "contentSchema",
            json!({ "type": "string", "contentMediaType": "application/json" }),
            [json!({ "type": "object" }), json!({ "required": ["a"] })],
            Named(["the client does not decode the text by `contentSchema`"; 2]),
        ),
    ]
}

fn arrays() -> Vec<Case> {
    let array = || json!({ "type": "array", "items": { "type": "string" } });
    let places = || json!({ "type": "array", "items": false, "minItems": 2 });
    vec![
        case("minItems", array(), [json!(5), json!(3)], Both(&["rt::Rule::MinItems(5)", "Minimumnumberofitems:5"])),
        case("maxItems", array(), [json!(3), json!(5)], Both(&["rt::Rule::MaxItems(3)", "Maximumnumberofitems:3"])),
        case("uniqueItems", array(), [json!(true), json!(false)], Both(&["rt::Rule::UniqueItems", "Uniqueitems"])),
        case(
            "items",
            json!({ "type": "array" }),
            [json!({ "type": "string", "minLength": 2 }), json!({ "maxLength": 4 })],
            Both(&["Vec<String>", "rt::Rule::MinLength(2),rt::Rule::MaxLength(4)"]),
        ),
        case(
            "prefixItems",
            places(),
            [
                json!([{ "type": "string" }, { "type": "integer" }]),
                json!([{ "type": "string", "minLength": 3 }, { "type": "integer", "minimum": 3 }]),
            ],
            Both(&["(String,i64)", "rt::Rule::MinLength(3)", "rt::Rule::Minimum(\"3\")"]),
        ),
    ]
}

fn objects() -> Vec<Case> {
    let map = || json!({ "type": "object", "additionalProperties": { "type": "integer" } });
    let object = || json!({ "type": "object" });
    let properties =
        || json!({ "type": "object", "properties": { "x": { "type": "string" }, "y": { "type": "string" } } });
    vec![
        case(
            "minProperties",
            map(),
            [json!(5), json!(3)],
            Both(&["rt::Rule::MinProperties(5)", "Minimumnumberofproperties:5"]),
        ),
        case(
            "maxProperties",
            map(),
            [json!(3), json!(5)],
            Both(&["rt::Rule::MaxProperties(3)", "Maximumnumberofproperties:3"]),
        ),
        case("required", properties(), [json!(["x"]), json!(["y"])], Both(&["pubx:String", "puby:String"])),
        case(
            "properties",
            object(),
            [json!({ "x": { "type": "string" } }), json!({ "y": { "type": "integer" } })],
            Both(&["pubx:Option<String>", "puby:Option<i64>"]),
        ),
        case(
            "additionalProperties",
            object(),
            [json!({ "type": "string", "minLength": 2 }), json!({ "maxLength": 4 })],
            Both(&["::std::collections::BTreeMap<String,String>", "rt::Rule::MinLength(2),rt::Rule::MaxLength(4)"]),
        ),
        case(
            "additionalProperties",
            object(),
            [json!({ "type": "string" }), json!(true)],
            Both(&["::std::collections::BTreeMap<String,String>"]),
        ),
        case(
            "unevaluatedProperties",
            object(),
            [json!({ "type": "string", "minLength": 2 }), json!({ "maxLength": 4 })],
            Both(&["::std::collections::BTreeMap<String,String>", "rt::Rule::MinLength(2),rt::Rule::MaxLength(4)"]),
        ),
        case(
            "unevaluatedProperties",
            object(),
            [json!(false), json!({ "type": "string" })],
            Named(["`unevaluatedProperties` has no effect: another part of this schema allows more", ""]),
        ),
        case(
            "patternProperties",
            json!({ "type": "object", "additionalProperties": false }),
            [json!({ "^a": { "type": "string", "minLength": 2 } }), json!({ "^a": { "maxLength": 4 } })],
            Both(&[
                "::std::collections::BTreeMap<String,String>",
                "rt::Rule::MinLength(2),rt::Rule::MaxLength(4)",
                "Othernamesmatch`\"^a\"`.",
            ]),
        ),
        case(
            "patternProperties",
            object(),
            [json!({ "^a": { "type": "string" } }), json!({ "^b": { "type": "string" } })],
            Named(["the types of these properties depend on their names"; 2]),
        ),
    ]
}

fn unions() -> Vec<Case> {
    let members = |names: [&str; 3]| json!(names.map(|name| json!({ "type": name })));
    let ranges =
        |one: u32, other: u32| json!([{ "required": ["a"], "minProperties": one }, { "minProperties": other }]);
    let values = || [members(["string", "integer", "array"]), members(["integer", "string", "boolean"])];
    let pets = || json!({ "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog" }] });
    let tag = |property: &str, tag: &str, name: &str| json!({ "propertyName": property, "mapping": { tag: format!("#/components/schemas/{name}") } });
    let only_validates = "the alternatives differ only in their required properties";
    vec![
        case("oneOf", json!({}), values(), Both(&["String(String)", "Integer(i64)"])),
        case("anyOf", json!({}), values(), Both(&["String(String)", "Integer(i64)"])),
        case(
            "discriminator",
            pets(),
            [tag("kind", "c", "Cat"), tag("kind", "d", "Dog")],
            Both(&["property:\"kind\",values:&[(\"c\",0),(\"d\",1)"]),
        ),
        case(
            "discriminator",
            pets(),
            [tag("kind", "c", "Cat"), tag("other", "d", "Dog")],
            Named(["`discriminator` contradicts another part of this schema, which says `other`", ""]),
        ),
        case("oneOf", json!({}), [ranges(2, 3), ranges(4, 5)], Named([only_validates; 2])),
        case("anyOf", json!({}), [ranges(2, 3), ranges(4, 5)], Named([only_validates; 2])),
    ]
}

fn conditions() -> Vec<Case> {
    let schemas = || [json!({ "const": "a" }), json!({ "const": "b" })];
    vec![
        condition("not", "string", schemas(), "the client does not check values against `not`"),
        condition("if", "string", schemas(), "the client does not check values against `if`"),
        condition("then", "string", schemas(), "the client does not check values against `then`"),
        condition("else", "string", schemas(), "the client does not check values against `else`"),
        condition("contains", "array", schemas(), "the client does not check values against `contains`"),
        condition(
            "minContains",
            "array",
            [json!(1), json!(2)],
            "the client does not check values against `minContains`",
        ),
        condition(
            "maxContains",
            "array",
            [json!(1), json!(2)],
            "the client does not check values against `maxContains`",
        ),
        condition(
            "unevaluatedItems",
            "array",
            schemas(),
            "the client does not check values against `unevaluatedItems`",
        ),
        condition("propertyNames", "object", schemas(), "the client does not check values against `propertyNames`"),
        condition(
            "dependentRequired",
            "object",
            [json!({ "a": ["b"] }), json!({ "c": ["d"] })],
            "the client does not check values against `dependentRequired`",
        ),
        condition(
            "dependentSchemas",
            "object",
            [json!({ "a": { "required": ["b"] } }), json!({ "c": { "required": ["d"] } })],
            "the client does not check values against `dependentSchemas`",
        ),
        inapplicable(
            "minLength",
            "integer",
            [json!(1), json!(2)],
            "`minLength` has no effect on values of type integer",
        ),
        inapplicable(
            "uniqueItems",
            "string",
            [json!(true), json!(true)],
            "`uniqueItems` has no effect on values of type string",
        ),
        inapplicable("minimum", "boolean", [json!(1), json!(2)], "`minimum` has no effect on values of type boolean"),
        inapplicable("pattern", "object", [json!("a"), json!("b")], "`pattern` has no effect on values of type object"),
        inapplicable(
            "required",
            "string",
            [json!(["a"]), json!(["b"])],
            "`required` has no effect on values of type string",
        ),
        inapplicable(
            "properties",
            "string",
            [json!({ "a": { "type": "string" } }), json!({ "b": { "type": "string" } })],
            "`properties` has no effect on values of type string",
        ),
        inapplicable(
            "contentEncoding",
            "integer",
            [json!("base64"), json!("base64")],
            "`contentEncoding` has no effect on values of type integer",
        ),
    ]
}

fn annotations() -> Vec<Case> {
    let string = || json!({ "type": "string" });
    vec![
        case("readOnly", string(), [json!(true), json!(false)], Both(&["Setbytheservice."])),
        case("writeOnly", string(), [json!(true), json!(false)], Both(&["Neversentback."])),
    ]
}

/// A schema that is made of two parts.
struct Arrangement {
    name: &'static str,
    /// It and the schemas that it refers to.
    schemas: Value,
    /// The pointers of the parts.
    parts: [&'static str; 2],
}

fn arrangements(a: &Value, b: &Value) -> [Arrangement; 7] {
    let to = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let with = |schema: &Value, more: Value| {
        let mut schema = schema.clone();
        let entries = more.as_object().expect("it is an object").clone();
        schema.as_object_mut().expect("a part is an object").extend(entries);
        schema
    };
    let properties = |p: &Value| json!({ "type": "object", "required": ["p"], "properties": { "p": p } });
    [
        Arrangement {
            name: "inline",
            schemas: json!({ "S0": { "allOf": [a, b] } }),
            parts: ["S0/allOf/0", "S0/allOf/1"],
        },
        Arrangement {
            name: "reference and inline",
            schemas: json!({ "A1": a, "S1": { "allOf": [to("A1"), b] } }),
            parts: ["A1", "S1/allOf/1"],
        },
        Arrangement {
            name: "references",
            schemas: json!({ "A2": a, "B2": b, "S2": { "allOf": [to("A2"), to("B2")] } }),
            parts: ["A2", "B2"],
        },
        Arrangement {
            name: "nested",
            schemas: json!({ "S3": { "allOf": [{ "allOf": [a] }, { "allOf": [{ "allOf": [b] }] }] } }),
            parts: ["S3/allOf/0/allOf/0", "S3/allOf/1/allOf/0/allOf/0"],
        },
        Arrangement {
            name: "beside `allOf`",
            schemas: json!({ "S4": with(b, json!({ "allOf": [a] })) }),
            parts: ["S4/allOf/0", "S4"],
        },
        Arrangement {
            name: "beside `$ref`",
            schemas: json!({ "A5": a, "S5": with(b, to("A5")) }),
            parts: ["A5", "S5"],
        },
        Arrangement {
            name: "property",
            schemas: json!({ "S6": { "allOf": [properties(a), properties(b)] } }),
            parts: ["S6/allOf/0/properties/p", "S6/allOf/1/properties/p"],
        },
    ]
}

impl Case {
    fn part(&self, value: &Value) -> Value {
        let mut part = self.base.clone();
        part[self.keyword] = value.clone();
        part
    }

    /// The faults of the client of a document that has all arrangements.
    fn faults(&self) -> Vec<String> {
        let [a, b] = &self.values;
        let arrangements = arrangements(&self.part(a), &self.part(b));
        let pet = |name: &str| json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" }, name: { "type": "string" } } });
        let body = json!({ "type": "object", "properties": {} });
        let mut schemas = json!({ "Body": body, "Cat": pet("meow"), "Dog": pet("bark") });
        for (index, arrangement) in arrangements.iter().enumerate() {
            let name = format!("S{index}");
            schemas["Body"]["properties"][&name] = json!({ "$ref": format!("#/components/schemas/{name}") });
            let entries = arrangement.schemas.as_object().expect("it is a map of schemas").clone();
            schemas.as_object_mut().expect("it is a map of schemas").extend(entries);
        }
        let client = Client::new(&document(&schemas));
        let mut faults = client.unaccounted();
        if let Both(texts) = self.outcome {
            let is_missing = |text: &&&str| client.code.matches(&dense(text)).count() < arrangements.len();
            faults.extend(texts.iter().filter(is_missing).map(|text| format!("`{text}` is not in all clients")));
        }
        faults.extend(arrangements.iter().flat_map(|arrangement| self.faults_of(arrangement, &client)));
        faults.into_iter().map(|fault| format!("{} {}: {fault}", self.keyword, self.base)).collect()
    }

    fn faults_of(&self, arrangement: &Arrangement, client: &Client) -> Vec<String> {
        let expected = match self.outcome {
            Both(_) => [""; 2],
            Named(messages) => messages,
        };
        let mut faults = Vec::new();
        for (part, expected) in arrangement.parts.iter().zip(expected) {
            let part = format!("#/components/schemas/{part}");
            let findings = client.findings(&format!("{part}/{}", self.keyword));
            let expected: Vec<&str> = Some(expected).filter(|message| !message.is_empty()).into_iter().collect();
            if findings != expected {
                faults.push(format!("found {findings:?}, expected {expected:?} at {part}"));
            }
            if client.is_exact(&part) != expected.is_empty() {
                faults.push(format!("{part} is not {}", if expected.is_empty() { "exact" } else { "approximated" }));
            }
        }
        faults.into_iter().map(|fault| format!("({}) {fault}", arrangement.name)).collect()
    }
}

/// Keywords without a case.
const OTHERS: &[(&str, &str)] = &[
    ("$ref", "each arrangement with references has two parts with one, or is one"),
    ("$dynamicRef", "references are settled before parts are merged"),
    ("allOf", "each arrangement is one"),
    ("title", "of annotations those further out count"),
    ("description", "of annotations those further out count"),
    ("default", "of annotations those further out count"),
    ("example", "of annotations those further out count"),
    ("examples", "of annotations those further out count"),
    ("deprecated", "of annotations those further out count"),
    ("xml", "of annotations those further out count"),
    ("externalDocs", "an annotation that no client has"),
    ("nullable", "it is a type after `normalise`"),
    ("x-nullable", "it is a type after `normalise`"),
    ("collectionFormat", "it is a style after `normalise`"),
    ("$schema", "it identifies"),
    ("$id", "it identifies"),
    ("$anchor", "it identifies"),
    ("$dynamicAnchor", "it identifies"),
    ("$vocabulary", "it identifies"),
    ("$comment", "it says nothing"),
    ("$defs", "it is there to be referred to"),
    ("definitions", "it is there to be referred to"),
    ("x-ms-enum", "its values are those of `enums.rs`"),
    ("x-enum-varnames", "its values are those of `enums.rs`"),
    ("x-enumNames", "its values are those of `enums.rs`"),
    ("x-enum-descriptions", "its values are those of `enums.rs`"),
    ("x-extensible-enum", "it is an `enum` after `normalise`"),
    ("x-ms-discriminator-value", "it is of one schema"),
    ("x-ms-client-name", "it is of one property"),
    ("x-go-type-name", "it is of one type"),
    ("x-rust-type", "it is of one type"),
    ("x-fern-property-name", "it is `x-ms-client-name` after `normalise`"),
    ("x-speakeasy-name-override", "it is `x-ms-client-name` after `normalise`"),
    ("x-go-name", "it is `x-ms-client-name` after `normalise`"),
    ("x-ogen-properties", "it is `x-ms-client-name` after `normalise`"),
    ("x-fern-type-name", "it is `x-go-type-name` after `normalise`"),
    ("x-stainless-param", "it is `x-ms-client-name` after `normalise`"),
    ("x-ogen-name", "it is `x-go-type-name` after `normalise`"),
    ("x-fern-enum", "it is `x-ms-enum` after `normalise`"),
    ("x-speakeasy-enums", "it is `x-ms-enum` or `x-enum-varnames` after `normalise`"),
    ("x-speakeasy-enum-descriptions", "it is `x-ms-enum` or `x-enum-descriptions` after `normalise`"),
    ("x-enum-elements", "it is `x-enum-varnames` and `x-enum-descriptions` after `normalise`"),
];

#[test]
fn every_keyword_has_a_case() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src/spec/keyword.rs");
    let text = fs::read_to_string(path).expect("the table of keywords is there");
    let (_, table) = text.split_once("\nkeywords! {").expect("it has a table");
    let (table, _) = table.split_once("\n}").expect("the table ends");
    let keywords: BTreeSet<&str> = table.lines().filter_map(|line| line.split('"').nth(1)).collect();
    assert!(keywords.len() > 70, "{keywords:?}");
    let cases = cases();
    let tested = cases.iter().map(|case| case.keyword).chain(OTHERS.iter().map(|(keyword, _)| *keyword)).collect();
    assert_eq!(keywords, tested);
}

#[test]
fn both_parts_count_or_a_finding_stands_at_the_one_that_does_not() {
    let faults: Vec<String> = cases().iter().flat_map(Case::faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
