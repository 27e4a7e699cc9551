//! A schema of any version as JSON Schema 2020-12.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::definitions::{self, Work};
use super::direction;
use super::documents::Address;
use super::hierarchy;
use super::pattern;

/// Lifts one schema. Alternatives become definitions of their own, so that they can be looked at alone.
pub fn lift(work: &mut Work, schema: &Value, at: &Address) -> Value {
    if !at.is_base
        && let Some(base) = work.bases.get(at).cloned()
    {
        return of_subtypes(work, &base, at);
    }
    let Some(object) = schema.as_object() else { return Value::Bool(schema.as_bool().unwrap_or(true)) };
    let is_alternative = ["anyOf", "oneOf"].iter().any(|key| at.pointer.rsplit('/').nth(1) == Some(key));
    if is_alternative && allows_only_null(schema) {
        return json!({ "type": ["null"] });
    }
    let mut out = Map::new();
    plain(object, &mut out);
    types(object, &mut out);
    reference(work, object, at, &mut out);
    subschemas(work, object, at, &mut out);
    alternatives(work, object, at, &mut out);
    bounds(object, &mut out);
    let mut lifted = Value::Object(out);
    direction::relax_required(work, schema, at, &mut lifted);
    nullable(object, lifted)
}

/// A base is one of its subtypes, or what it says itself, and a tag says which.
fn of_subtypes(work: &mut Work, base: &hierarchy::Base, at: &Address) -> Value {
    let base_address = Address { is_base: true, ..at.clone() };
    let members: Vec<Address> = base.subtypes.iter().chain([&base_address]).cloned().collect();
    let same = |tagged: &Address, member: &Address| tagged == member || (tagged == at && *member == base_address);
    let tags = |member: &Address| -> Vec<&String> {
        // A member with subtypes of its own knows their tags.
        let is_base = work.bases.contains_key(member) && !member.is_base;
        let tags = base.tags.iter().filter(|(_, to)| !is_base && same(to, member));
        tags.map(|(tag, _)| tag).collect()
    };
    let tags: Vec<Vec<&String>> = members.iter().map(tags).collect();
    let tags = json!({ "property": base.property, "tags": tags });
    let anyof: Vec<Value> = members.iter().map(|member| work.reference(member)).collect();
    let conditions = base.tags.iter().map(|(tag, to)| {
        let to = if to == at { work.reference(&base_address) } else { work.reference(to) };
        condition(&base.property, tag, &to)
    });
    let conditions: Vec<Value> = conditions.collect();
    json!({ "anyOf": anyof, "allOf": conditions, "x-tags": tags })
}

/// The condition that a tag stands for.
fn condition(property: &str, tag: &str, then: &Value) -> Value {
    let tagged = json!({ "required": [property], "properties": { property: { "const": tag } } });
    json!({ "if": tagged, "then": then })
}

/// Keywords that are the same everywhere, where their value is of the kind that the specification says.
fn plain(object: &Map<String, Value>, out: &mut Map<String, Value>) {
    for (key, value) in object {
        let fits = match key.as_str() {
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => value.is_number(),
            "multipleOf" => value.as_f64().is_some_and(|number| number > 0.0),
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => value.is_u64(),
            "uniqueItems" => value.is_boolean(),
            "pattern" => value.as_str().is_some_and(pattern::is_valid),
            "format" => value.is_string(),
            "enum" => value.as_array().is_some_and(|values| !values.is_empty()),
            "const" => true,
            _ => false,
        };
        if fits {
            out.insert(key.clone(), value.clone());
        }
    }
    // Bytes in text: `format` says nothing there.
    let encoding = object.get("contentEncoding").and_then(Value::as_str);
    if let Some(format) = encoding.and_then(|encoding| match encoding {
        "base64" => Some("byte"),
        "base64url" => Some("base64url"),
        _ => None,
    }) {
        out.insert("format".to_owned(), format.into());
    }
    for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        if object.get(exclusive) == Some(&Value::Bool(true))
            && let Some(value) = out.shift_remove(bound)
        {
            out.insert(exclusive.to_owned(), value);
        }
    }
    let examples = definitions::examples(&Value::Object(object.clone()));
    if !examples.is_empty() {
        out.insert("x-samples".to_owned(), Value::Array(examples));
    }
    let required = object.get("required").and_then(Value::as_array).into_iter().flatten();
    let mut required: Vec<&str> = required.filter_map(Value::as_str).collect();
    required.sort_unstable();
    required.dedup();
    if !required.is_empty() {
        out.insert("required".to_owned(), json!(required));
    }
}

/// `type`, or what follows from other keywords where it is missing.
fn types(object: &Map<String, Value>, out: &mut Map<String, Value>) {
    const KNOWN: [&str; 7] = ["string", "number", "integer", "boolean", "array", "object", "null"];
    let is_known = |name: &Value| name.as_str().is_some_and(|name| KNOWN.contains(&name));
    let has = |keys: &[&str]| keys.iter().any(|key| object.contains_key(*key));
    let is_width = matches!(object.get("format").and_then(Value::as_str), Some("int32" | "int64"));
    let type_value = match object.get("type") {
        Some(name) if is_known(name) => Some(json!([name])),
        Some(Value::Array(names)) => {
            let mut names: Vec<&Value> = names.iter().filter(|name| is_known(name)).collect();
            names.dedup();
            (!names.is_empty()).then(|| json!(names))
        }
        None if has(&["properties", "additionalProperties"]) => Some(json!(["object"])),
        None if has(&["items"]) => Some(json!(["array"])),
        // A number with or without quotation marks.
        None if has(&["pattern"]) && is_width => Some(json!(["integer", "string"])),
        _ => None,
    };
    if let Some(type_value) = type_value {
        out.insert("type".to_owned(), type_value);
    }
}

fn reference(work: &mut Work, object: &Map<String, Value>, at: &Address, out: &mut Map<String, Value>) {
    let Some(text) = object.get("$ref").and_then(Value::as_str) else { return };
    match work.documents.resolve(at, text) {
        Some(to) => out.insert("$ref".to_owned(), work.reference(&to)["$ref"].take()),
        None => {
            work.unresolved += 1;
            out.insert("x-unresolved".to_owned(), json!(text))
        }
    };
}

fn subschemas(work: &mut Work, object: &Map<String, Value>, at: &Address, out: &mut Map<String, Value>) {
    for (key, value) in object {
        let below = at.within(key);
        let lifted = match (key.as_str(), value) {
            ("properties" | "patternProperties" | "dependentSchemas", Value::Object(entries)) => {
                let is_regex = key == "patternProperties";
                let entries = entries.iter().filter(|(name, _)| !is_regex || pattern::is_valid(name));
                let entries = entries.map(|(name, entry)| (name.clone(), lift(work, entry, &below.within(name))));
                Value::Object(entries.collect())
            }
            ("items", Value::Array(places)) | ("prefixItems", Value::Array(places)) if !places.is_empty() => {
                out.insert("prefixItems".to_owned(), list(work, places, &below));
                continue;
            }
            ("allOf", Value::Array(members)) if !members.is_empty() => parts(work, members, at),
            (
                "items" | "additionalProperties" | "propertyNames" | "contains" | "unevaluatedItems",
                Value::Object(_) | Value::Bool(_),
            )
            | ("not" | "if" | "then" | "else" | "unevaluatedProperties", Value::Object(_)) => lift(work, value, &below),
            _ => continue,
        };
        out.insert(key.clone(), lifted);
    }
}

fn list(work: &mut Work, schemas: &[Value], at: &Address) -> Value {
    schemas.iter().enumerate().map(|(index, schema)| lift(work, schema, &at.within(&index.to_string()))).collect()
}

/// The members of `allOf`. A named schema that refers to a base there is a subtype, and means the base's own properties.
fn parts(work: &mut Work, members: &[Value], at: &Address) -> Value {
    let steps = at.pointer.matches('/').count();
    let is_named = at.pointer.starts_with("/definitions/") && steps == 2
        || at.pointer.starts_with("/components/schemas/") && steps == 3;
    let members = members.iter().enumerate().map(|(index, member)| {
        let below = at.within("allOf").within(&index.to_string());
        let to = member.get("$ref").and_then(Value::as_str).and_then(|text| work.documents.resolve(&below, text));
        match to {
            Some(to) if is_named && work.bases.contains_key(&to) => work.reference(&Address { is_base: true, ..to }),
            _ => lift(work, member, &below),
        }
    });
    Value::Array(members.collect())
}

fn alternatives(work: &mut Work, object: &Map<String, Value>, at: &Address, out: &mut Map<String, Value>) {
    for key in ["oneOf", "anyOf"] {
        let Some(members) = object.get(key).and_then(Value::as_array).filter(|members| !members.is_empty()) else {
            continue;
        };
        let places: Vec<Address> = (0..members.len()).map(|index| at.within(key).within(&index.to_string())).collect();
        let references: Vec<Value> = places.iter().map(|place| work.reference(place)).collect();
        out.insert(key.to_owned(), Value::Array(references));
        if let Some(discriminator) = object.get("discriminator") {
            tags(work, discriminator, &places, members, at, out);
        }
    }
}

/// The conditions that the discriminator beside alternatives stands for.
fn tags(
    work: &mut Work,
    discriminator: &Value,
    places: &[Address],
    members: &[Value],
    at: &Address,
    out: &mut Map<String, Value>,
) {
    let Some(property) = hierarchy::property(discriminator) else { return };
    let mapping: BTreeMap<String, Address> = hierarchy::mapping(&mut work.documents, at, discriminator);
    let mut conditions = Vec::new();
    let tags = members.iter().zip(places).map(|(member, place)| {
        let text = member.get("$ref").and_then(Value::as_str).unwrap_or_default();
        let Some(to) = work.documents.resolve(place, text).filter(|_| !text.is_empty()) else { return Vec::new() };
        let is_union = |schema: &Value| ["oneOf", "anyOf"].iter().any(|key| schema.get(key).is_some());
        if work.bases.contains_key(&to) || work.documents.get(&to).is_some_and(is_union) {
            return Vec::new();
        }
        let mut tags: Vec<String> =
            mapping.iter().filter(|(_, mapped)| **mapped == to).map(|(tag, _)| tag.clone()).collect();
        if tags.is_empty() && !mapping.contains_key(&to.name()) {
            tags.push(to.name());
        }
        let then = work.reference(place);
        conditions.extend(tags.iter().map(|tag| condition(property, tag, &then)));
        tags
    });
    let tags: Vec<Vec<String>> = tags.collect();
    out.insert("x-tags".to_owned(), json!({ "property": property, "tags": tags }));
    let parts = out.entry("allOf").or_insert_with(|| json!([]));
    if let Some(parts) = parts.as_array_mut() {
        parts.extend(conditions);
    }
}

/// The limits of an integer: those of its format, else of 64 bits, which is what it is by default.
fn bounds(object: &Map<String, Value>, out: &mut Map<String, Value>) {
    let format = object.get("format").and_then(Value::as_str).unwrap_or_default();
    let is_listed = object.contains_key("enum") || object.contains_key("const");
    if let Some(types) =
        out.get_mut("type").and_then(Value::as_array_mut).filter(|_| is_of_integers(format) && !is_listed)
    {
        types.iter_mut().filter(|name| *name == "number").for_each(|name| *name = json!("integer"));
    }
    let types = out.get("type").and_then(Value::as_array).into_iter().flatten();
    let types: Vec<&str> = types.filter_map(Value::as_str).collect();
    if !types.contains(&"integer") || types.contains(&"number") {
        return;
    }
    let (low, high): (Value, Value) = match object.get("format").and_then(Value::as_str) {
        Some("int32") => (json!(i32::MIN), json!(i32::MAX)),
        Some("int16") => (json!(i16::MIN), json!(i16::MAX)),
        Some("int8") => (json!(i8::MIN), json!(i8::MAX)),
        Some("uint64") => (json!(0), json!(u64::MAX)),
        Some("uint32") => (json!(0), json!(u32::MAX)),
        Some("uint16") => (json!(0), json!(u16::MAX)),
        Some("uint8") => (json!(0), json!(u8::MAX)),
        _ => (json!(i64::MIN), json!(i64::MAX)),
    };
    let limits = json!({ "minimum": low, "maximum": high });
    let parts = out.entry("allOf").or_insert_with(|| json!([]));
    if let Some(parts) = parts.as_array_mut() {
        parts.push(limits);
    }
}

/// Returns `true` if a schema says `nullable` and nothing else of its values: then `null` is meant beside what stands
/// around it.
fn allows_only_null(schema: &Value) -> bool {
    let Some(object) = schema.as_object() else { return false };
    let has = |key: &str| object.get(key) == Some(&Value::Bool(true));
    let annotations = ["nullable", "x-nullable", "title", "description", "default", "example"];
    (has("nullable") || has("x-nullable")) && object.keys().all(|key| annotations.contains(&key.as_str()))
}

/// Returns `true` if the numbers of a format are integers.
fn is_of_integers(format: &str) -> bool {
    matches!(format, "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" | "double-int")
}

/// `nullable` and `x-nullable`: `null` is one of the types, or an alternative to a schema without a type.
fn nullable(object: &Map<String, Value>, mut out: Value) -> Value {
    let has = |key: &str| object.get(key) == Some(&Value::Bool(true));
    let merged = object.get("allOf").and_then(Value::as_array);
    let is_merged = merged.is_some_and(|members| members.iter().any(allows_only_null));
    if !has("nullable") && !has("x-nullable") && !is_merged {
        return out;
    }
    let alone = ["$ref", "allOf", "oneOf", "anyOf", "const"].iter().all(|key| !object.contains_key(*key));
    match out.get_mut("type") {
        Some(Value::Array(types)) if alone => {
            types.push(json!("null"));
            types.dedup();
            if let Some(Value::Array(values)) = out.get_mut("enum")
                && !values.contains(&Value::Null)
            {
                values.push(Value::Null);
            }
            out
        }
        _ => json!({ "anyOf": [out, { "type": ["null"] }] }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::definitions::Definitions;
    use super::super::direction::Direction;
    use super::super::oracle::Oracle;

    /// Returns `true` if some values are valid for the first schema of a document of 3.0.
    fn valid(schemas: Value, values: &[Value]) -> Vec<bool> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let document = json!({ "openapi": "3.0.3", "components": { "schemas": schemas } });
        std::fs::write(&path, document.to_string()).unwrap();
        let definitions = Definitions::read(&path, Direction::Received).unwrap();
        let oracle = Oracle::new(&definitions).unwrap();
        values.iter().map(|value| oracle.is_valid(&definitions.named[0].key, value)).collect()
    }

    #[test]
    fn what_3_0_says_otherwise_means_the_same() {
        let a = json!({ "type": "integer", "minimum": 1, "exclusiveMinimum": true, "nullable": true });
        assert_eq!(
            valid(json!({ "A": a }), &[json!(1), json!(2), json!(null), json!(1.5)]),
            [false, true, true, false]
        );
        let a = json!({ "allOf": [{ "$ref": "#/components/schemas/B" }], "nullable": true });
        let b = json!({ "type": "string", "enum": ["x"], "nullable": true });
        assert_eq!(valid(json!({ "A": a, "B": b }), &[json!("x"), json!(null), json!("y")]), [true, true, false]);
        let a = json!({ "type": "integer", "format": "int32" });
        assert_eq!(valid(json!({ "A": a }), &[json!(2_147_483_647), json!(2_147_483_648_i64)]), [true, false]);
    }

    #[test]
    fn a_tag_says_what_a_value_is() {
        let fish = json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } },
            "discriminator": { "propertyName": "kind" } });
        let shark = json!({ "allOf": [{ "$ref": "#/components/schemas/Fish" },
            { "required": ["teeth"], "properties": { "teeth": { "type": "integer" } } }] });
        let values =
            [json!({ "kind": "Shark", "teeth": 1 }), json!({ "kind": "Shark" }), json!({ "kind": "Cod" }), json!({})];
        let schemas = json!({ "Fish": fish, "Shark": shark });
        assert_eq!(valid(schemas, &values), [true, false, true, false]);
    }
}
