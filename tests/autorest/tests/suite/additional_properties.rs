//! `additionalProperties.json`: objects with more properties than they declare.

use callsmith_autorest::additionalproperties::Client;
use serde_json::{Value, json};

fn client() -> Client {
    client!(additionalproperties)
}

/// The answer repeats what was sent, and has a status.
fn with_status(mut value: Value) -> Value {
    value["status"] = json!(true);
    value
}

#[tokio::test]
async fn any_values() {
    let client = client();
    let pet =
        json!({"id": 1, "name": "Puppy", "birthdate": "2017-12-13T02:29:51Z", "complexProperty": {"color": "Red"}});
    let answer = ok!(client.pets_create_ap_true(&of!(pet)));
    assert_eq!(answer.additional_properties["complexProperty"]["color"], "Red");
    assert_eq!(crate::support::json_of(&answer), with_status(pet));

    let cat = json!({
        "id": 1, "name": "Lisa", "friendly": true, "birthdate": "2017-12-13T02:29:51Z", "complexProperty": {"color": "Red"},
    });
    let answer = ok!(client.pets_create_cat_ap_true(&of!(cat)));
    assert_eq!((answer.id, answer.friendly, answer.status), (1, Some(true), Some(true)));
    assert_eq!(crate::support::json_of(&answer), with_status(cat));
}

#[tokio::test]
async fn objects_and_strings() {
    let client = client();
    let pet = json!({
        "id": 2, "name": "Hira",
        "siblings": [{"id": 1, "name": "Puppy", "birthdate": "2017-12-13T02:29:51Z", "complexProperty": {"color": "Red"}}],
        "picture": "//////4=",
    });
    let answer = ok!(client.pets_create_ap_object(&of!(pet)));
    assert_eq!(answer.additional_properties["siblings"][0]["name"], "Puppy");
    assert_eq!(crate::support::json_of(&answer), with_status(pet));

    let pet = json!({"id": 3, "name": "Tommy", "color": "red", "weight": "10 kg", "city": "Bombay"});
    let answer = ok!(client.pets_create_ap_string(&of!(pet)));
    assert_eq!(answer.additional_properties["weight"], "10 kg");
    assert_eq!(crate::support::json_of(&answer), with_status(pet));
}

#[tokio::test]
async fn a_property_of_that_name() {
    let client = client();
    let numbers = json!({"height": 5.61, "weight": 599, "footsize": 11.5});
    let pet = json!({"id": 4, "name": "Bunny", "additionalProperties": numbers});
    let answer = ok!(client.pets_create_ap_in_properties(&of!(pet)));
    assert_eq!(answer.additional_properties.unwrap()["height"], 5.61);

    let pet = json!({
        "id": 5, "name": "Funny", "@odata.location": "westus", "additionalProperties": numbers,
        "color": "red", "city": "Seattle", "food": "tikka masala",
    });
    let answer = ok!(client.pets_create_ap_in_properties_with_ap_string(&of!(pet)));
    assert_eq!(answer.odata_location, "westus");
    assert_eq!(answer.additional_properties.unwrap()["footsize"], 11.5);
    assert_eq!(answer.additional_properties2["food"], "tikka masala");
}
