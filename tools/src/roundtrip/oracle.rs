//! The independent judge: the crate `jsonschema` over the definitions, with formats asserted.

use std::collections::BTreeMap;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use super::definitions::Definitions;
use super::formats;

// Another implementation of JSON Schema decides what is valid. One that shares code with the generator would share its
// mistakes.
/// A validator of all definitions at once.
#[derive(Debug)]
pub struct Oracle {
    validator: Validator,
    /// Definitions that the validator refuses, with the reason.
    pub refused: BTreeMap<String, String>,
}

impl Oracle {
    /// Compiles the definitions. Those that the validator refuses allow everything.
    ///
    /// # Errors
    /// The definitions cannot be compiled at all.
    pub fn new(definitions: &Definitions) -> Result<Self, String> {
        let mut schemas = definitions.schemas.clone();
        let mut refused = BTreeMap::new();
        loop {
            let options = formats::checked(jsonschema::options()).should_validate_formats(true);
            match options.build(&whole(&schemas)) {
                Ok(validator) => return Ok(Self { validator, refused }),
                Err(error) => {
                    let at = error.instance_path().to_string();
                    let key = at.strip_prefix("/$defs/").and_then(|rest| rest.split('/').next()).map(str::to_owned);
                    let key = key.filter(|key| !refused.contains_key(key)).ok_or_else(|| format!("{at}: {error}"))?;
                    schemas.insert(key.clone(), Value::Bool(true));
                    refused.insert(key, error.to_string());
                }
            }
        }
    }

    /// Returns `true` if a value is valid for a definition.
    #[must_use]
    pub fn is_valid(&self, key: &str, value: &Value) -> bool {
        let mut instance = Map::new();
        instance.insert(key.to_owned(), value.clone());
        self.validator.is_valid(&Value::Object(instance))
    }

    /// The reason why a value is not valid for a definition.
    #[must_use]
    pub fn fault(&self, key: &str, value: &Value) -> Option<String> {
        let instance = json!({ key: value });
        let error = self.validator.iter_errors(&instance).next()?;
        Some(format!("{error} at {} by {}", error.instance_path(), error.schema_path()))
    }
}

/// One schema with a property for each definition, so that all are compiled once.
fn whole(schemas: &Map<String, Value>) -> Value {
    let properties = schemas.keys().map(|key| (key.clone(), json!({ "$ref": format!("#/$defs/{key}") })));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "properties": properties.collect::<Map<_, _>>(),
        "$defs": schemas,
    })
}
