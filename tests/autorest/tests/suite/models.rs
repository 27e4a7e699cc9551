//! `model-flattening.json`, `parameter-flattening.json` and `required-optional.json`: what is nested or absent on the wire.

use callsmith_autorest::{model_flattening, required_optional};
use serde_json::json;

use crate::support::json_of;

#[tokio::test]
async fn resources() {
    let client = client!(model_flattening);
    let all = ok!(client.get_array());
    let properties = all[0].properties.as_ref().unwrap();
    assert_eq!(properties.p_name.as_deref(), Some("Product1"));
    assert_eq!(properties.provisioning_state.as_deref(), Some("Succeeded"));
    assert_eq!((all[2].id.as_deref(), &all[2].properties), (Some("3"), &None));
    let sent: Vec<model_flattening::types::Resource> = of!([
        {"location": "West US", "tags": {"tag1": "value1", "tag2": "value3"}}, {"location": "Building 44"},
    ]);
    is!(client.put_array(&sent), ());

    let all = ok!(client.get_dictionary());
    assert_eq!(all["Product1"].tags.as_ref().unwrap()["tag2"], "value3");
    assert_eq!(all["Product3"].name.as_deref(), Some("Resource3"));
    let dictionary = json!({
        "Resource1": {
            "location": "West US", "tags": {"tag1": "value1", "tag2": "value3"}, "properties": {"p.name": "Product1", "type": "Flat"},
        },
        "Resource2": {"location": "Building 44", "properties": {"p.name": "Product2", "type": "Flat"}},
    });
    is!(client.put_dictionary(&of!(dictionary)), ());

    let all = ok!(client.get_resource_collection());
    assert_eq!(all.arrayofresources.as_ref().unwrap()[0].id.as_deref(), Some("4"));
    assert_eq!(all.dictionaryofresources.as_ref().unwrap()["Product2"].location.as_deref(), Some("Building 44"));
    assert_eq!(all.productresource.as_ref().unwrap().name.as_deref(), Some("Resource7"));
    let sent = of!({
        "arrayofresources": [
            {
                "location": "West US", "tags": {"tag1": "value1", "tag2": "value3"},
                "properties": {"p.name": "Product1", "type": "Flat"},
            },
            {"location": "East US", "properties": {"p.name": "Product2", "type": "Flat"}},
        ],
        "dictionaryofresources": dictionary,
        "productresource": {"location": "India", "properties": {"p.name": "Azure", "type": "Flat"}},
    });
    is!(client.put_resource_collection(&sent), ());
}

#[tokio::test]
async fn nested_properties() {
    let client = client!(model_flattening);
    let product = |image: serde_json::Value| {
        json!({
            "base_product_id": "123", "base_product_description": "product description",
            "details": {"max_product_display_name": "max name", "max_product_capacity": "Large", "max_product_image": image},
        })
    };
    let whole = product(json!({"@odata.value": "http://foo", "generic_value": "https://generic"}));
    let answer = ok!(client.put_simple_product(&of!(whole)));
    assert_eq!(json_of(&answer), whole);
    let details = answer.details.unwrap();
    assert_eq!(details.max_product_image.unwrap().odata_value.as_deref(), Some("http://foo"));

    let part = product(json!({"@odata.value": "http://foo"}));
    assert_eq!(json_of(&ok!(client.post_flattened_simple_product(&of!(part)))), part);
    assert_eq!(json_of(&ok!(client.put_simple_product_with_grouping("groupproduct", &of!(part)))), part);
}

#[tokio::test]
async fn optional_parameters() {
    let client = client!(required_optional);
    is!(client.implicit_put_optional_query(), ());
    is!(client.implicit_put_optional_header(), ());
    is!(client.implicit_put_optional_body(Default::default()).without_body(), ());
    is!(client.implicit_put_optional_binary_body(Default::default()).without_body(), ());
    is!(client.explicit_put_optional_binary_body(Default::default()).without_body(), ());
    is!(client.explicit_put_required_binary_body("hello".into()), ());
    is!(client.explicit_post_optional_integer_parameter(Default::default()).without_body(), ());
    is!(client.explicit_post_optional_integer_header(), ());
    is!(client.explicit_post_optional_string_parameter(Default::default()).without_body(), ());
    is!(client.explicit_post_optional_string_header(), ());
    is!(client.explicit_post_optional_class_parameter(&Default::default()).without_body(), ());
    is!(client.explicit_post_optional_array_parameter(&[""]).without_body(), ());
    is!(client.explicit_post_optional_array_header(), ());
    is!(client.implicit_get_optional_global_query(), ());
}

#[tokio::test]
async fn optional_properties() {
    use required_optional::types::{
        ArrayOptionalWrapper, ClassOptionalWrapper, IntOptionalWrapper, StringOptionalWrapper,
    };
    let client = client!(required_optional);
    is!(client.explicit_post_optional_integer_property(&IntOptionalWrapper::default()), ());
    is!(client.explicit_post_optional_string_property(&StringOptionalWrapper::default()), ());
    is!(client.explicit_post_optional_class_property(&ClassOptionalWrapper::default()), ());
    is!(client.explicit_post_optional_array_property(&ArrayOptionalWrapper::default()), ());
}
