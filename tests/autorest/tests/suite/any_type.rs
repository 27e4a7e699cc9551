//! `any-type.json` and `object-type.json`: schemas that say nothing or little.

use serde_json::json;

#[tokio::test]
async fn any_value() {
    let client = client!(any_type);
    is!(client.get_string(), "anything");
    is!(client.put_string(&json!("anything")), ());
    is!(client.get_object(), json!({"message": "An object was successfully returned"}));
    is!(client.put_object(&json!({"foo": "bar"})), ());
    is!(client.get_array(), json!(["foo", "bar"]));
    is!(client.put_array(&json!(["foo", "bar"])), ());
}
