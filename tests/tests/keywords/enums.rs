//! Listed values of several parts of a schema, and the names that extensions give them by place.

use serde_json::{Value, json};

use crate::client::{Client, dense, document};

/// A client with a property of the schema `Kind`, beside other schemas.
fn client(kind: &Value, others: &Value) -> Client {
    let mut schemas = others.clone();
    schemas["Kind"] = kind.clone();
    schemas["Body"] = json!({ "type": "object", "properties": { "kind": { "$ref": "#/components/schemas/Kind" } } });
    let client = Client::of(&document(&schemas));
    assert_eq!(client.unaccounted(), Vec::<String>::new());
    client
}

/// The variants of `Kind`, each with its value, without the one for values that are not listed.
fn variants(client: &Client) -> Vec<String> {
    let (_, body) = client.code.split_once("pubenumKind{").expect("there is an enum");
    let (body, _) = body.split_once('}').expect("it ends");
    // `` `"a"` `` is the documentation of a value.
    let body = body.split("Avaluethat").next().unwrap_or_default();
    body.split_terminator(',').map(str::to_owned).collect()
}

#[test]
fn names_follow_their_values() {
    let of = |schema: Value| variants(&client(&schema, &json!({})));
    let named = ["`\"a\"`First", "`\"b\"`Second", "`\"c\"`Third"];
    let names = json!(["First", "Second", "Third"]);
    assert_eq!(of(json!({ "type": "string", "enum": ["a", "b", "c"], "x-enum-varnames": names })), named);
}

#[test]
fn x() {
    let _ = dense("");
}
