use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Tags, document};

#[test]
fn has_the_operations_and_schemas_asked_for() {
    for operations in [1, 2, 1_000, 4_000] {
        let document = document(operations, Tags::None);
        assert_eq!(document["paths"].as_object().map(|paths| paths.len()), Some(operations));
        assert_eq!(schemas(&document).len(), operations.div_ceil(3));
    }
}

#[test]
fn operations_share_the_names_of_their_parameters() {
    let document = document(120, Tags::Every(40));
    let operations = document["paths"].as_object().expect("there are paths").values().map(|path| &path["post"]);
    let names: BTreeSet<String> = operations.map(|operation| names(&operation["parameters"]).join(" ")).collect();
    assert_eq!(names, BTreeSet::from(["id limit cursor verbose".to_owned()]));
}

#[test]
fn tags_hold_so_many_operations_each() {
    let document = document(100, Tags::Every(40));
    let operations = document["paths"].as_object().expect("there are paths").values().map(|path| &path["post"]);
    let tags: Vec<&str> = operations.filter_map(|operation| operation["tags"][0].as_str()).collect();
    let counts = ["group_0000", "group_0001", "group_0002"].map(|tag| tags.iter().filter(|t| **t == tag).count());
    assert_eq!(counts, [40, 40, 20]);
}

#[test]
fn references_lead_to_schemas() {
    let document = document(31, Tags::None);
    let mut references = BTreeSet::new();
    collect_references(&document, &mut references);
    let schemas: BTreeSet<String> = schemas(&document).iter().map(|n| format!("#/components/schemas/{n}")).collect();
    assert_eq!(references, schemas);
}

#[test]
fn untagged_operations_have_no_tags() {
    let document = document(3, Tags::None);
    assert_eq!(document.pointer("/paths/~1items_00000~1{id}/post/tags"), None);
    assert_eq!(document.pointer("/paths/~1items_00002~1{id}/post/operationId"), Some(&json!("update_item_00002")));
}

fn schemas(document: &Value) -> Vec<&String> {
    document["components"]["schemas"].as_object().expect("there are schemas").keys().collect()
}

fn names(parameters: &Value) -> Vec<&str> {
    parameters.as_array().expect("a list").iter().filter_map(|parameter| parameter["name"].as_str()).collect()
}

fn collect_references(value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            out.extend(object.get("$ref").and_then(Value::as_str).map(str::to_owned));
            object.values().for_each(|value| collect_references(value, out));
        }
        Value::Array(array) => array.iter().for_each(|value| collect_references(value, out)),
        _ => {}
    }
}
