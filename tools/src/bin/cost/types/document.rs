//! The types of a model as the schemas of an OpenAPI document.

use serde_json::{Map, Value, json};

use super::model::{Field, Kind, Model};

/// A document whose schemas are the types.
pub(super) fn document(model: &Model) -> String {
    let structs = model.structs.iter().enumerate().map(|(number, fields)| (format!("Item{number}"), object(fields)));
    let enums = model.enums.iter().enumerate().map(|(number, count)| {
        let values: Vec<String> = (0..*count).map(|value| format!("value-{value}")).collect();
        (format!("Kind{number}"), json!({ "type": "string", "enum": values }))
    });
    let unions = model.unions.iter().enumerate().map(|(number, members)| {
        let alternatives =
            [to(&format!("Item{}", members[0])), to(&format!("Item{}", members[1])), json!({ "type": "string" })];
        (format!("Choice{number}"), json!({ "oneOf": alternatives }))
    });
    let schemas: Map<String, Value> = structs.chain(enums).chain(unions).collect();
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "types", "version": "1" },
        "paths": {},
        "components": { "schemas": schemas },
    });
    document.to_string()
}

fn object(fields: &[Field]) -> Value {
    let names = |index: usize| format!("field_{index}");
    let properties: Map<String, Value> =
        fields.iter().enumerate().map(|(index, field)| (names(index), schema(field.kind))).collect();
    let required: Vec<String> = (0..fields.len()).filter(|index| fields[*index].required).map(names).collect();
    json!({ "type": "object", "required": required, "properties": properties })
}

fn schema(kind: Kind) -> Value {
    match kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Integer => json!({ "type": "integer", "format": "int64" }),
        Kind::Number => json!({ "type": "number" }),
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Struct(number) => to(&format!("Item{number}")),
        Kind::Structs(number) => json!({ "type": "array", "items": to(&format!("Item{number}")) }),
        Kind::Enum(number) => to(&format!("Kind{number}")),
        Kind::Union(number) => to(&format!("Choice{number}")),
    }
}

fn to(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
