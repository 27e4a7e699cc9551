//! A document as any JSON value, for counting what is in it without the generator.

use serde_json::Value;

use crate::yaml;

/// Reads JSON, or YAML whose keys may be numbers.
pub fn read(text: &str) -> Option<Value> {
    let text = text.trim_start_matches('\u{feff}');
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    yaml::read(text)
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
