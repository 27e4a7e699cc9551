//! Values of the schemas of some fixtures through the types of their golden clients and back: what the program `roundtrip`
//! does with real documents.

use callsmith_goldens::{
    all_of, properties_and_map, required_and_nullable, required_and_nullable_3_1, string_enum, union_by_shape,
    union_discriminator, union_subtypes, union_tags_by_enum,
};
use callsmith_tests::fixtures;
use callsmith_tests::roundtrip::compare::Comparison;
use callsmith_tests::roundtrip::definitions::Definitions;
use callsmith_tests::roundtrip::maker::Maker;
use callsmith_tests::roundtrip::oracle::Oracle;
use callsmith_tests::roundtrip::samples::{Kind, samples};
use callsmith_tests::roundtrip::verdict::{Answer, Fault, judge};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

type Trip = fn(&str) -> Result<String, String>;

fn trip<T: DeserializeOwned + Serialize>(text: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

/// A table of types by the names of their schemas.
macro_rules! types {
    ($module:ident: $($name:ident),*) => { &[$((stringify!($name), trip::<$module::types::$name> as Trip)),*] };
}

#[test]
fn values_of_objects_come_back_equal() {
    check("required-and-nullable.yaml", types!(required_and_nullable: Profile));
    check("required-and-nullable-3.1.yaml", types!(required_and_nullable_3_1: Profile));
    check("properties-and-map.yaml", types!(properties_and_map: Labels));
    check("all-of.yaml", types!(all_of: Contact, Employee, Person));
    check("string-enum.yaml", types!(string_enum: Color, Light));
}

#[test]
fn values_of_unions_come_back_equal() {
    check("union-by-shape.yaml", types!(union_by_shape: Thing, Created, Deleted, A, B));
    check("union-discriminator.yaml", types!(union_discriminator: Pet, Cat, Dog, Fish));
    check("union-subtypes.json", types!(union_subtypes: Fish, Salmon, SmartSalmon, Shark));
    check("union-tags-by-enum.yaml", types!(union_tags_by_enum: Note, FileNote, UrlNote));
}

fn check(document: &str, types: &[(&str, Trip)]) {
    let found = run(document, types);
    let first = found.faults.first();
    assert!(found.faults.is_empty(), "{document}: {} of {} samples: {first:#?}", found.faults.len(), found.samples);
    assert!(found.samples > 12 * types.len(), "{document}: {} samples", found.samples);
    assert!(found.refused > 0, "{document}: no invalid value is refused");
}

#[derive(Default)]
struct Found {
    samples: usize,
    /// Invalid values that were refused.
    refused: usize,
    faults: Vec<(Value, Fault)>,
}

fn run(document: &str, types: &[(&str, Trip)]) -> Found {
    let definitions = Definitions::of(&fixtures::path(&format!("golden/{document}"))).unwrap();
    let oracle = Oracle::new(&definitions).unwrap();
    assert!(oracle.refused.is_empty() && definitions.unresolved == 0, "{document}");
    let comparison = Comparison { definitions: &definitions, oracle: &oracle };
    let mut maker = Maker::new(&definitions, 1);
    let mut found = Found::default();
    for (name, trip) in types {
        let is_it = |pointer: &str| pointer.rsplit('/').next() == Some(*name);
        let named = definitions.named.iter().find(|named| is_it(&named.pointer)).expect("the schema is there");
        for (kind, value) in samples(&mut maker, &definitions, &oracle, named, 40).values {
            let answer = answer(*trip, &value);
            if kind == Kind::Invalid {
                found.refused += usize::from(matches!(answer, Answer::Refused(_)));
                continue;
            }
            found.samples += 1;
            if let Err(fault) = judge(&comparison, &named.key, kind, &value, &answer)
                && kind != Kind::Fraction
            {
                found.faults.push((value, fault));
            }
        }
    }
    found
}

fn answer(trip: Trip, value: &Value) -> Answer {
    match trip(&value.to_string()) {
        Err(error) => Answer::Refused(error),
        Ok(first) => Answer::Came { second: trip(&first), first },
    }
}

/// Types that lose something are found out, each by the code of what is lost.
#[test]
fn a_wrong_type_is_caught() {
    fn changed(text: &str, change: fn(&mut Value)) -> Result<String, String> {
        let mut value = serde_json::from_str(text).map_err(|error: serde_json::Error| error.to_string())?;
        change(&mut value);
        Ok(Value::to_string(&value))
    }
    fn id(value: &mut Value, change: fn(&Value) -> Value) {
        if let Some(id) = value.get_mut("id") {
            *id = change(id);
        }
    }
    let forgets =
        |text: &str| changed(text, |value| drop(value.as_object_mut().and_then(|all| all.shift_remove("birthday"))));
    let rounds = |text: &str| changed(text, |value| id(value, |id| id.as_f64().into()));
    let counts = |text: &str| changed(text, |value| id(value, |id| id.as_i64().map(|id| id ^ 1).into()));
    let refuses = |_: &str| Err("no".to_owned());
    let adds = |text: &str| {
        changed(text, |value| drop(value.as_object_mut().map(|all| all.insert("more".to_owned(), Value::Null))))
    };
    let wrong: [(Trip, &[&str]); 5] = [
        (forgets, &["lost-null", "lost-property"]),
        (rounds, &["changed-number"]),
        (counts, &["changed-number"]),
        (refuses, &["refused-null", "refused-undeclared", "refused-valid", "refused-example"]),
        (adds, &["added-property"]),
    ];
    for (trip, codes) in wrong {
        let found = run("required-and-nullable.yaml", &[("Profile", trip)]);
        let mut seen: Vec<&str> = found.faults.iter().map(|(_, fault)| fault.code).collect();
        seen.sort_unstable();
        seen.dedup();
        let mut codes = codes.to_vec();
        codes.sort_unstable();
        assert_eq!(seen, codes);
    }
}
