//! The JSON Schema of a configuration.

use serde_json::{Map, Value, json};

use super::clients;
use super::key::{self, ConfigForm, ConfigKey, ConfigScope};
use super::options::OPTION_KEYS;

/// The key of clients.
const CLIENT: ConfigKey = ConfigKey {
    name: "client",
    form: ConfigForm::Tables(clients::KEYS),
    scope: ConfigScope::Top,
    default: "none",
    example: "[[client]]\ndocument = \"pets.json\"\noutput = \"clients/pets\"\n\n[client.override]\nPet.weight = \"f32\"",
    flags: &["--client NAME"],
    methods: &["for_client"],
    field: None,
    is_required: false,
    lines: "A client of a document. It has the options at the top, and its table may have each of their keys: lists and \
            tables are added, single values are replaced.",
};

/// The key of the configuration that a package names.
const CONFIG: ConfigKey = ConfigKey {
    name: "config",
    form: ConfigForm::Text("path"),
    scope: ConfigScope::Package,
    default: "",
    example: "config = \"callsmith.toml\"",
    flags: &["--config FILE"],
    methods: &["config"],
    field: None,
    is_required: false,
    lines: "A file whose options come before those of the table.",
};

/// The keys of a configuration.
#[must_use]
pub fn config_keys() -> Vec<ConfigKey> {
    OPTION_KEYS.iter().map(|option| option.key).chain([CLIENT, CONFIG]).collect()
}

/// The JSON Schema (2020-12) of a `callsmith.toml`, as JSON text.
#[must_use]
pub fn config_schema() -> String {
    let common = || config_keys().into_iter().filter(|key| key.scope == ConfigScope::Everywhere);
    let same = |key: ConfigKey| (key.name.to_owned(), json!({ "$ref": format!("#/properties/{}", key.name) }));
    let mut of_client: Map<String, Value> =
        clients::KEYS.iter().copied().map(property).chain(common().map(same)).collect();
    of_client.sort_keys();
    let mut properties: Map<String, Value> = common().map(property).collect();
    let client =
        json!({ "type": "object", "properties": of_client, "required": ["document"], "additionalProperties": false });
    properties.insert(CLIENT.name.to_owned(), documented(json!({ "type": "array", "items": client }), &CLIENT));
    properties.sort_keys();
    let texts = json!({ "type": "object", "additionalProperties": { "anyOf": [{ "type": "string" }, { "$ref": "#/$defs/texts" }] } });
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "callsmith.toml",
        "description": "Options of clients that Callsmith generates.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "$defs": { "texts": texts, "decoration": named(&object_of(decoration_keys())) },
    });
    // Writing JSON values to a text does not fail.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn decoration_keys() -> &'static [ConfigKey] {
    OPTION_KEYS
        .iter()
        .find(|option| matches!(option.key.form, ConfigForm::Named(..)))
        .map_or(&[], |option| option.key.keys())
}

fn property(key: ConfigKey) -> (String, Value) {
    (key.name.to_owned(), documented(of_form(&key.form), &key))
}

/// A schema with the documentation, the default value and the example of a key.
fn documented(mut schema: Value, key: &ConfigKey) -> Value {
    if let Some(object) = schema.as_object_mut() {
        object.insert("description".to_owned(), Value::String(key.documentation()));
        // A default value is JSON between backquotes; other texts say how it comes about.
        let default = key.default.strip_prefix('`').and_then(|text| text.strip_suffix('`'));
        if let Some(default) = default.and_then(|text| serde_json::from_str(text).ok()) {
            object.insert("default".to_owned(), default);
        }
        if let Some(example) = example(key) {
            object.insert("examples".to_owned(), json!([example]));
        }
    }
    schema
}

/// The value of an example.
fn example(key: &ConfigKey) -> Option<Value> {
    let text =
        if key.scope == ConfigScope::Within { format!("a = {{ {} }}", key.example) } else { key.example.to_owned() };
    let table: toml::Table = text.parse().ok()?;
    let table = if key.scope == ConfigScope::Within { table.get("a")?.as_table()? } else { &table };
    serde_json::to_value(table.get(key.name)?).ok()
}

fn of_form(form: &ConfigForm) -> Value {
    match form {
        ConfigForm::Flag => json!({ "type": "boolean" }),
        ConfigForm::Text(_) => json!({ "type": "string" }),
        ConfigForm::Number => json!({ "type": "integer", "minimum": 0 }),
        ConfigForm::Word(words) => json!({ "enum": words }),
        ConfigForm::List(_) => json!({ "type": "array", "items": { "type": "string" } }),
        ConfigForm::Codes => json!({ "type": "array", "items": { "enum": key::codes().collect::<Vec<_>>() } }),
        ConfigForm::Map(_, _, []) => json!({ "$ref": "#/$defs/texts" }),
        ConfigForm::Map(_, _, keys) => {
            // A fixed key is a list; a text is the name of an item that is called so.
            let properties = keys.iter().map(|key| {
                let schema =
                    json!({ "anyOf": [of_form(&key.form), { "type": "string" }, { "$ref": "#/$defs/texts" }] });
                (key.name.to_owned(), documented(schema, key))
            });
            let others = json!({ "anyOf": [{ "type": "string" }, { "$ref": "#/$defs/texts" }] });
            json!({ "type": "object", "properties": properties.collect::<Map<_, _>>(), "additionalProperties": others })
        }
        ConfigForm::Table(keys) => object_of(keys),
        ConfigForm::Tables(keys) => json!({ "type": "array", "items": object_of(keys) }),
        ConfigForm::Named(..) => json!({ "type": "object", "additionalProperties": { "$ref": "#/$defs/decoration" } }),
        ConfigForm::Any(forms) => json!({ "anyOf": forms.iter().map(of_form).collect::<Vec<_>>() }),
    }
}

fn object_of(keys: &[ConfigKey]) -> Value {
    let properties: Map<String, Value> = keys.iter().copied().map(property).collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.is_required).map(|key| key.name).collect();
    let mut object = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

/// The table of a type, which may have tables of its parts: `[types.Pet.name]`.
fn named(table: &Value) -> Value {
    let mut table = table.clone();
    table["additionalProperties"] = json!({ "$ref": "#/$defs/decoration" });
    table
}
