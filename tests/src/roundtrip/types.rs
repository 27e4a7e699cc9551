//! The types of named schemas, as the generator tells them.

use std::collections::BTreeMap;

use callsmith::Inspection;
use serde_json::Value;

/// The paths of types in Rust by the pointer of their schema. Of several it is the one that has the schema's name and not a
/// copy for some use; of a union and the struct of its own properties it is the union.
#[must_use]
pub fn of(inspection: &Inspection) -> BTreeMap<String, String> {
    let told = serde_json::to_value(inspection).unwrap_or_default();
    let mut types: BTreeMap<String, (bool, bool, String)> = BTreeMap::new();
    for ty in told["types"].as_array().into_iter().flatten() {
        let text = |key: &str| ty.get(key).and_then(Value::as_str).map(str::to_owned);
        let (Some(pointer), Some(rust)) = (text("pointer"), text("rust")) else { continue };
        let rank = (text("copy_of").is_some(), text("kind").as_deref() != Some("union"));
        match types.get(&pointer) {
            Some(known) if (known.0, known.1) <= rank => {}
            _ => drop(types.insert(pointer, (rank.0, rank.1, rust))),
        }
    }
    types.into_iter().map(|(pointer, (_, _, rust))| (pointer, rust)).collect()
}
