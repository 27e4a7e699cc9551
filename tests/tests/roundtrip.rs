//! Values of the schemas of some fixtures through the types of their golden clients and back: what the program `roundtrip`
//! does with real documents.

use std::collections::HashMap;
use std::path::Path;

use callsmith_goldens::named::{Visitor, visit};
use callsmith_goldens::required_and_nullable::types::Profile;
use callsmith_tests::fixtures;
use callsmith_tools::roundtrip::compare::Comparison;
use callsmith_tools::roundtrip::definitions::Definitions;
use callsmith_tools::roundtrip::direction::Direction;
use callsmith_tools::roundtrip::maker::Maker;
use callsmith_tools::roundtrip::oracle::Oracle;
use callsmith_tools::roundtrip::outcome::{Fault, TripResult, judge};
use callsmith_tools::roundtrip::samples::{Kind, Source, samples};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

type Trip = fn(&str) -> Result<String, String>;

fn trip<T: DeserializeOwned + Serialize>(text: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

#[test]
fn values_of_all_fixtures_come_back_equal() {
    let documents = fixtures::clients().into_iter().map(|(client, path)| (client, Document::open(&path))).collect();
    let mut all = All { documents, types: 0, results: Found::default() };
    visit(&mut all);
    let first: Vec<_> = all.results.faults.iter().take(3).collect();
    assert!(first.is_empty(), "{} of {} samples: {first:#?}", all.results.faults.len(), all.results.samples);
    assert!(all.types > 80, "{} types", all.types);
    assert!(all.results.samples > 12 * all.types, "{} samples of {} types", all.results.samples, all.types);
    assert!(all.results.refused > all.types, "{} invalid values are refused", all.results.refused);
}

/// A document and its judge.
struct Document {
    definitions: Definitions,
    oracle: Oracle,
}

impl Document {
    fn open(path: &Path) -> Self {
        let definitions = Definitions::read(path, Direction::Received).expect("a fixture can be read");
        let oracle = Oracle::new(&definitions).expect("a fixture can be judged");
        assert!(oracle.refused.is_empty() && definitions.unresolved == 0, "{}", path.display());
        Self { definitions, oracle }
    }

    fn run(&self, client: &str, pointer: &str, trip: Trip, results: &mut Found) {
        let Self { definitions, oracle } = self;
        let comparison = Comparison { definitions, oracle };
        let mut maker = Maker::new(definitions, 1);
        let named = definitions.named.iter().find(|named| named.pointer == pointer).expect("the schema is there");
        let source = Source { maker: &mut maker, definitions, oracle };
        for (kind, value) in samples(source, named, 40).values {
            let result = decode_and_encode(trip, &value);
            if kind == Kind::Invalid {
                results.refused += usize::from(matches!(result, TripResult::Refused(_)));
                continue;
            }
            results.samples += 1;
            if let Err(fault) = judge(&comparison, &named.key, kind, &value, &result)
                && fault.code != "sent-only"
                // An integer by its name, or a map or list of them, is of the standard library: what reads `1.0` is around it.
                && !(kind == Kind::Fraction && ["map", "pattern_properties", "tuples", "union_told_by_limits", "xml_nested_lists"].contains(&client))
            {
                results.faults.push((format!("{client} {pointer}: {value}"), fault));
            }
        }
    }
}

#[derive(Default)]
struct Found {
    samples: usize,
    /// Invalid values that were refused.
    refused: usize,
    faults: Vec<(String, Fault)>,
}

struct All {
    documents: HashMap<String, Document>,
    types: usize,
    results: Found,
}

impl Visitor for All {
    fn named<T: DeserializeOwned + Serialize>(&mut self, client: &str, pointer: &str) {
        if ["configured", "nulls"].contains(&client) {
            return; // their types are not those of the document
        }
        // Read literally, a child of a parent that lists it may be any other child as well, since `allOf` means the whole
        // parent. The generator takes the parent's own properties, as its author means.
        let is_child = ["Cat", "Dog", "Circle", "Square", "Bike", "Motorized", "Car", "Van", "Coupe"];
        if client == "union_of_all_of_children" && is_child.iter().any(|name| pointer.ends_with(&format!("/{name}"))) {
            return;
        }
        self.types += 1;
        self.documents[client].run(client, pointer, trip::<T>, &mut self.results);
    }
}

fn decode_and_encode(trip: Trip, value: &Value) -> TripResult {
    match trip(&value.to_string()) {
        Err(error) => TripResult::Refused(error),
        Ok(first) => TripResult::Returned { second: trip(&first), first },
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
    let wrong: [(Trip, &[&str]); 6] = [
        (trip::<Profile>, &[]),
        (forgets, &["lost-null", "lost-property"]),
        (rounds, &["changed-number"]),
        (counts, &["changed-kind", "changed-number"]),
        (refuses, &["refused-example", "refused-fraction", "refused-null", "refused-undeclared", "refused-valid"]),
        (adds, &["added-property"]),
    ];
    let document = Document::open(&fixtures::path("golden/required-and-nullable.yaml"));
    for (trip, codes) in wrong {
        let mut results = Found::default();
        document.run("", "#/components/schemas/Profile", trip, &mut results);
        let mut seen: Vec<&str> = results.faults.iter().map(|(_, fault)| fault.code).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen, codes);
    }
}
