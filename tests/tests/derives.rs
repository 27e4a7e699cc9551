//! Derives of other crates see types as they are on the wire: a derived JSON Schema accepts what a type reads and writes, and nothing that it
//! refuses.

use callsmith_goldens::described::types::Parcel;
use serde_json::{Value, json};

/// A value with all that is required.
fn parcel() -> Value {
    json!({
        "weightInGrams": 12.5,
        "type": "small-box",
        "priority": 2,
        "note": null,
        "postage": { "paid-by": "stamp", "face-value": 85 },
    })
}

/// The same with another value of a property.
fn with(property: &str, value: Value) -> Value {
    let mut parcel = parcel();
    parcel[property] = value;
    parcel
}

fn without(property: &str) -> Value {
    let mut parcel = parcel();
    parcel.as_object_mut().expect("an object").remove(property);
    parcel
}

/// The judgements on a value: `true` if the derived schema accepts it, and `true` if the type reads it.
fn judged(value: &Value) -> (bool, bool) {
    let schema = schemars::schema_for!(Parcel).to_value();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("the schema is one");
    let decoded = serde_json::from_str::<Parcel>(&value.to_string());
    if let Ok(decoded) = &decoded {
        let written = serde_json::to_value(decoded).expect("it encodes");
        assert!(validator.is_valid(&written), "{written} in {schema:#}");
    }
    (validator.is_valid(value), decoded.is_ok())
}

#[test]
fn a_derived_schema_accepts_the_wire_form() {
    let accepted = [
        parcel(),
        with("type", json!("r#type")),
        // Open enums have a place for other values.
        with("type", json!("crate")),
        with("priority", json!(7)),
        with("state", json!("on-its-way")),
        with("zone", json!(20)),
        with("note", json!("fragile")),
        with("hint", json!(null)),
        with("label", json!("A")),
        with("sent", json!("2024-05-01T10:00:00Z")),
        with("holidays", json!(["2024-12-25"])),
        with("code", json!("aGk=")),
        with("postage", json!({ "paid-by": "Meter", "serial": "7" })),
        with("postage", json!({ "paid-by": "coins", "sum": 3 })),
        with("postage", json!({ "paid-by": 1 })),
        with("postage", json!({ "sum": 3 })),
        with("postage", json!(85)),
        with("carrier", json!({ "vehicle-kind": "Van", "load": 3.5 })),
        with("carrier", json!({ "vehicle-kind": "Bike", "electric": true })),
        with("carrier", json!({ "vehicle-kind": "Ship" })),
        with("target", json!("67e55044-10b1-426f-9247-bb680e5fe0c8")),
        with("target", json!(7)),
        with("target", json!({ "first-line": "Here" })),
        with("sizes", json!({ "length": 3 })),
        with("corner", json!([1, "a"])),
        with("content", json!({ "customs-code": "x", "until": "2024-05-01" })),
        with("insured", json!({ "first-line": "Here", "up-to": 9 })),
        with("Option", json!({ "extra-fee": 1.5 })),
        with("within", parcel()),
    ];
    for value in accepted {
        assert_eq!(judged(&value), (true, true), "{value}");
    }
}

#[test]
fn a_derived_schema_refuses_what_the_type_refuses() {
    let refused = [
        without("weightInGrams"),
        without("note"),
        with("type", json!(1)),
        with("priority", json!("2")),
        with("state", json!("OnItsWay")),
        with("zone", json!(30)),
        with("note", json!(1)),
        with("sent", json!(5)),
        with("holidays", json!("2024-12-25")),
        with("postage", json!({ "paid-by": "stamp", "serial": "7" })),
        with("postage", json!({ "paid-by": "stamp" })),
        with("carrier", json!({ "vehicle-kind": "Van", "electric": true })),
        with("target", json!(true)),
        with("target", json!({ "first-line": "Here", "second-line": "There" })),
        with("sizes", json!({ "length": "3" })),
        with("corner", json!(["a", 1])),
        with("content", json!({ "until": "2024-05-01" })),
        with("content", json!({ "customs-code": "x", "until": 3 })),
        with("insured", json!({ "up-to": 9 })),
        with("Option", json!({ "extra-fee": "1.5" })),
        with("within", json!({})),
    ];
    for value in refused {
        assert_eq!(judged(&value), (false, false), "{value}");
    }
}

/// Derives of the standard library, which not every type can have.
mod possible {
    use callsmith::{Error, Generated, Generator, Options, Severity};

    const DOCUMENT: &str = "openapi: 3.1.0
info: { title: T, version: '1' }
paths: {}
components:
  schemas:
    Plain: { type: object, required: [a], properties: { a: { type: string }, b: { type: array, items: { type: integer } } } }
    Weighed: { type: object, properties: { weight: { type: number } } }
    Holder: { type: object, properties: { all: { type: array, items: { $ref: '#/components/schemas/Weighed' } }, self: { $ref: '#/components/schemas/Holder' } } }
    Tree: { type: object, properties: { name: { type: string }, below: { type: array, items: { $ref: '#/components/schemas/Tree' } } } }
    Open: { type: object, properties: { a: { type: string } }, additionalProperties: { type: number } }
    Loose: { type: object, properties: { any: {} } }
    Either: { oneOf: [{ type: string }, { $ref: '#/components/schemas/Weighed' }] }
    Level: { type: string, enum: [low, high] }
";

    fn generated(configuration: &str) -> Result<Generated, Error> {
        let options = Options::from_toml(configuration).expect("the options can be read");
        Generator::from_text("openapi.yaml", DOCUMENT).options(options).generate()
    }

    /// The types with a derive of their own.
    fn with(derive: &str, code: &str) -> String {
        let items = code.split("pub struct ").zip(code.split("pub struct ").skip(1));
        let of_structs = items.filter(|(before, _)| {
            before.rsplit("\n\n").next().is_some_and(|item| item.contains(&format!("#[derive({derive})]")))
        });
        let names = of_structs.map(|(_, item)| item.split([' ', ';', '(']).next().unwrap_or_default().to_owned());
        names.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_pattern_derives_for_the_types_that_can() {
        for (derive, expected) in [
            ("Eq", "Loose Plain Tree"),
            ("::core::hash::Hash", "Loose Plain Tree"),
            ("Ord", "Plain Tree"),
            ("std::cmp::PartialOrd", "Holder Open Plain Tree Weighed"),
            ("Copy", "Weighed"),
            ("::my_crate::Eq", "Holder Loose Open Plain Tree Weighed"),
        ] {
            let generated = generated(&format!("[types.\"*\"]\nderives = [\"{derive}\"]\n")).expect("a client");
            assert_eq!(with(derive, &generated.module()), expected, "{derive}");
        }
        let generated = generated("[types.\"*\"]\nderives = [\"Eq\"]\n").expect("a client");
        let mut notes = generated.reports().iter().filter(|report| report.message.contains("is not derived"));
        let note = notes.next().expect("a note");
        assert!(notes.next().is_none() && note.severity == Severity::Note);
        assert_eq!(
            note.message,
            "`Eq` is not derived for 4 of the 8 types that `*` matches (`[types]` for the document `openapi.yaml`)"
        );
        let text = "the first is `#/components/schemas/Weighed`: its property `weight` lacks it";
        assert_eq!(note.note.as_deref(), Some(text));
    }

    #[test]
    fn a_type_that_cannot_is_an_error_with_its_places() {
        let Err(error) = generated("[types.Holder]\nderives = [\"Eq\"]\n") else { panic!("it was derived") };
        let text = error.to_string();
        assert!(text.contains("`Holder` cannot derive `Eq`, which its property `all` lacks"), "{text}");
        assert!(text.contains("--> callsmith.toml:") && text.contains("openapi.yaml:8:"), "{text}");
        assert!(text.contains("remove `Eq`"), "{text}");
        assert!(generated("[types.Tree]\nderives = [\"Eq\", \"Hash\"]\n").is_ok());
        assert!(generated("[types.Holder]\nderives = [\"::my_crate::Eq\"]\n").is_ok());
    }
}
