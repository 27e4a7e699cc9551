//! A document as any JSON value, for counting what is in it without the generator.

use serde_json::{Map, Value};

/// Reads JSON, or YAML whose keys may be numbers.
pub fn read(text: &str) -> Option<Value> {
    let text = text.trim_start_matches('\u{feff}');
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let mut value: serde_yaml::Value = serde_yaml::from_str(text).ok()?;
    value.apply_merge().ok()?;
    Some(json(value))
}

fn json(value: serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Sequence(items) => items.into_iter().map(json).collect(),
        serde_yaml::Value::Mapping(entries) => {
            let entries = entries.into_iter().map(|(key, value)| (key_text(&key), json(value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
        serde_yaml::Value::Tagged(tagged) => json(tagged.value),
        scalar => serde_json::to_value(scalar).unwrap_or(Value::Null),
    }
}

fn key_text(key: &serde_yaml::Value) -> String {
    match key {
        serde_yaml::Value::String(text) => text.clone(),
        other => serde_yaml::to_string(other).map(|text| text.trim().to_owned()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::read;

    #[test]
    fn json_and_yaml_are_the_same() {
        let document = json!({ "a": { "200": [1, "x", null] } });
        assert_eq!(read(&document.to_string()), Some(document.clone()));
        assert_eq!(read("\u{feff}a:\n  200: [1, x, ~]\n"), Some(document.clone()));
        assert_eq!(
            read("b: &b { 200: [1, x, ~] }\na: { <<: *b }\n").map(|all| all["a"].clone()),
            Some(document["a"].clone())
        );
        assert_eq!(read("a: ["), None);
    }
}
