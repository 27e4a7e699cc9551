//! `xml-service.json`.

use callsmith_autorest::xml_service::{Client, types};

fn client() -> Client {
    client!(xml_service)
}

#[tokio::test]
async fn attributes_and_lists_without_an_element() {
    let expected = slideshow();
    is!(client().xml_get_simple(), expected);
    is!(client().xml_put_simple(&expected), ());
    is!(client().xml_get_empty_list(), types::Slideshow::default());
    is!(client().xml_put_empty_list(&types::Slideshow { slides: Some(Vec::new()), ..Default::default() }), ());
}

fn slideshow() -> types::Slideshow {
    of!({
        "title": "Sample Slide Show",
        "date": "Date of publication",
        "author": "Yours Truly",
        "slides": [
            {"type": "all", "title": "Wake up to WonderWidgets!"},
            {"type": "all", "title": "Overview", "items": ["Why WonderWidgets are great", "", "Who buys WonderWidgets"]},
        ],
    })
}

#[tokio::test]
async fn lists_with_an_element_around() {
    let barrel: types::AppleBarrel = of!({"GoodApples": ["Fuji", "Gala"], "BadApples": ["Red Delicious"]});
    is!(client().xml_get_wrapped_lists(), barrel);
    is!(client().xml_put_wrapped_lists(&barrel), ());
    let empty: types::AppleBarrel = of!({"GoodApples": [], "BadApples": []});
    is!(client().xml_get_empty_wrapped_lists(), empty);
    is!(client().xml_put_empty_wrapped_lists(&empty), ());
}

#[tokio::test]
async fn lists_that_are_the_body() {
    let bananas: Vec<types::Banana> = of!([
        {"name": "Cavendish", "flavor": "Sweet", "expiration": "2018-02-28T00:40:00.123Z"},
        {"name": "Plantain", "flavor": "Savory", "expiration": "2018-02-28T00:40:00.123Z"},
    ]);
    is!(client().xml_get_root_list(), bananas);
    is!(client().xml_put_root_list(&bananas), ());
    is!(client().xml_get_root_list_single_item(), bananas[..1]);
    is!(client().xml_put_root_list_single_item(&bananas[..1]), ());
    is!(client().xml_get_empty_root_list(), []);
    is!(client().xml_put_empty_root_list(&[]), ());
}

#[tokio::test]
async fn an_empty_element_is_an_empty_text() {
    let banana: types::Banana = of!({"name": "Unknown Banana", "flavor": "", "expiration": "2012-02-24T00:53:52.789Z"});
    is!(client().xml_get_empty_child_element(), banana);
    is!(client().xml_put_empty_child_element(&banana), ());
}

#[tokio::test]
async fn names_of_schemas_that_are_referred_to() {
    let model = serde_json::json!({"RefToModel": {"ID": "myid"}, "Something": "else"});
    says!(client().xml_get_complex_type_ref_no_meta(), {"RefToModel": {"ID": "myid"}, "Something": "else"});
    is!(client().xml_put_complex_type_ref_no_meta(&of!(model)), ());
    says!(client().xml_get_complex_type_ref_with_meta(), {"RefToModel": {"ID": "myid"}, "Something": "else"});
    is!(client().xml_put_complex_type_ref_with_meta(&of!(model)), ());
}

#[tokio::test]
async fn text_beside_attributes() {
    says!(client().xml_get_x_ms_text(), {"language": "english", "content": "I am text"});
}

#[tokio::test]
async fn bytes_and_addresses() {
    let bytes = of!({"Bytes": "SGVsbG8gd29ybGQ="});
    is!(client().xml_get_bytes(), bytes);
    is!(client().xml_put_binary(&bytes), ());
    let model = of!({"Url": "https://myaccount.blob.core.windows.net/"});
    is!(client().xml_get_uri(), model);
    is!(client().xml_put_uri(&model), ());
}

#[tokio::test]
async fn headers_and_json_beside_xml() {
    let answer = client().xml_get_headers().response().await.expect("the call is answered");
    assert_eq!(answer.headers().custom_header().expect("it is a text").as_deref(), Some("custom-value"));
    is!(client().xml_json_input(&of!({"id": 42})), ());
    says!(client().xml_json_output(), {"id": 42});
}

#[tokio::test]
async fn properties_of_a_service() {
    let policy = serde_json::json!({"Enabled": true, "Days": 7});
    let expected = of!({
        "Logging": {"Version": "1.0", "Delete": true, "Read": false, "Write": true, "RetentionPolicy": policy},
        "HourMetrics": {"Version": "1.0", "Enabled": true, "IncludeAPIs": false, "RetentionPolicy": policy},
        "MinuteMetrics": {"Version": "1.0", "Enabled": true, "IncludeAPIs": true, "RetentionPolicy": policy},
    });
    is!(client().xml_get_service_properties(), expected);
    is!(client().xml_put_service_properties(&expected), ());
}

#[tokio::test]
async fn access_to_a_container() {
    let policy = serde_json::json!({
        "Start": "2009-09-28T08:49:37.123Z", "Expiry": "2009-09-29T08:49:37.123Z", "Permission": "rwd",
    });
    let expected: types::SignedIdentifiers =
        of!([{"Id": "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=", "AccessPolicy": policy}]);
    is!(client().xml_get_acls(), expected);
    is!(client().xml_put_acls(&expected), ());
}

/// The server leaves out properties that the document requires: the error names the first of them.
#[tokio::test]
async fn lists_of_a_service() {
    let error = client().xml_list_containers().await.expect_err("`Prefix` is required");
    assert!(error.to_string().contains("missing field `Prefix`"), "{error}");
    let error = client().xml_list_blobs().await.expect_err("`Deleted` is required");
    assert!(error.to_string().contains("missing field `Deleted`"), "{error}");
}
