//! Numbers that fit no type, or are none.

use serde_json::Value;

use crate::{generate, schemas};

const NUMBERS: &[&str] = &[
    "-0",
    "-0.0",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "340282366920938463463374607431768211456",
    "1e300",
    "5e-324",
    "0.1",
    "1.0",
];

/// A schema whose every keyword that takes a number, and some that do not, has this one.
fn schema(number: &str) -> String {
    let keywords = [
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "minProperties",
        "maxProperties",
        "default",
        "example",
        "const",
    ];
    let keywords: Vec<String> = keywords.iter().map(|keyword| format!("\"{keyword}\": {number}")).collect();
    format!("{{ {}, \"enum\": [{number}, 1] }}", keywords.join(", "))
}

fn in_json(number: &str) -> String {
    let placeholder = schemas(serde_json::json!({ "A": Value::Null, "B": { "type": "integer", "enum": [] } }));
    placeholder.replace("null", &schema(number)).replace("\"enum\":[]", &format!("\"enum\":[{number}]"))
}

#[test]
fn in_json_and_yaml() {
    for number in NUMBERS {
        let text = in_json(number);
        generate(&text).client();
        // JSON of one line is YAML too, once it does not begin as JSON does.
        generate(&format!("# yaml\n{text}")).client();
    }
}

#[test]
fn numbers_that_no_double_holds_are_no_json() {
    assert_eq!(generate(&in_json("1e400")).errors().len(), 1, "a number that no double holds is no JSON for us");
    for number in ["1e400", ".inf", "-.inf", ".nan", "0x10", "0o17", "1_000", "12:30:45"] {
        generate(&format!("# yaml\n{}", in_json(number))).client();
    }
}

#[test]
fn words_that_are_no_json() {
    for word in ["NaN", "Infinity", "undefined", "01", "+1", ".5", "1.", "'a'"] {
        let errors = generate(&in_json(word)).errors();
        assert_eq!(errors.len(), 1, "{word}: {errors:?}");
        assert!(errors[0].ends_with(" syntax"), "{word}: {errors:?}");
    }
}
