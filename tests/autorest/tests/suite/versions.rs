//! Documents of one service at different times: `multiapi-v0.json` to `multiapi-v3.json`, those with a host of their own, and
//! `dpg-customization.json`, `dpg-initial.json`, `dpg-update1.json`.

use callsmith_autorest::{
    dpg_customization, dpg_initial, multiapi_v1_custom_base_url, multiapi_v2_custom_base_url, multiapi_v3,
};
use callsmith_runtime::Method;
use dpg_customization::types::ProductReceived;

#[tokio::test]
async fn the_first_version() {
    is!(client!(multiapi_v0).operation_group_one_test_two("1.0.0"), ());
    let client = client!(multiapi_v1);
    is!(client.test_one(1, "1.0.0").message("hello"), ());
    is!(client.operation_group_one_test_two("1.0.0"), ());
    is!(client.test_different_calls("1.0.0", "hello"), ());
    let url = crate::support::url();
    let server = multiapi_v1_custom_base_url::servers::server(&url);
    is!(multiapi_v1_custom_base_url::Client::at(&server).build().unwrap().test(1, "1.0.0"), ());
}

/// The server sends identifiers as strings, where the documents of this version declare integers.
#[tokio::test]
async fn the_second_version() {
    let client = client!(multiapi_v2);
    undecodable!(client.test_one(1, "2.0.0").message("hello"));
    undecodable!(client.operation_group_one_test_two("2.0.0").body(&of!({"id": 1, "message": "hello"})));
    is!(client.operation_group_one_test_three("2.0.0"), ());
    is!(client.operation_group_two_test_four(true, "2.0.0"), ());
    is!(client.test_different_calls("2.0.0", "hello").greeting_in_chinese("nihao"), ());
    let url = crate::support::url();
    let server = multiapi_v2_custom_base_url::servers::server(&url);
    is!(multiapi_v2_custom_base_url::Client::at(&server).build().unwrap().test(2, "2.0.0"), ());
}

#[tokio::test]
async fn the_third_version() {
    let client = client!(multiapi_v3);
    let answer = ok!(client.operation_group_one_test_two("3.0.0").body(&of!({"optionalProperty": "hello"})));
    assert_eq!(answer.optional_property.as_deref(), Some("This was called with api-version 3.0.0"));
    let source = multiapi_v3::types::SourcePath { source: Some("foo".to_owned()) };
    is!(client.operation_group_two_test_four("3.0.0", &source), ());
    is!(client.operation_group_two_test_four_raw("3.0.0", "application/pdf", "PDF".into()), ());
    is!(client.operation_group_two_test_five("3.0.0"), ());
    is!(client.test_different_calls("3.0.0", "hello").greeting_in_chinese("nihao").greeting_in_french("bonjour"), ());
}

#[tokio::test]
async fn models_of_ones_own() {
    let client = client!(dpg_customization);
    for (mode, received) in [("raw", ProductReceived::Raw), ("model", ProductReceived::Model)] {
        assert_eq!(ok!(client.get_model(mode)).received, received);
        let input = dpg_customization::types::Input { hello: "world!".to_owned() };
        is!(client.post_model(mode, &input), dpg_customization::types::Product { received });
    }
}

const MESSAGE: &str = "An object was successfully returned";

#[tokio::test]
async fn before_an_update() {
    let client = client!(dpg_initial);
    is!(client.params_head_no_params(), ());
    assert_eq!(ok!(client.params_get_required("foo"))["message"], MESSAGE);
    assert_eq!(ok!(client.params_put_required_optional("foo"))["message"], MESSAGE);
    assert_eq!(ok!(client.params_get_optional())["message"], MESSAGE);
    let input = dpg_initial::types::PostInput { url: "http://example.org/myimage.jpeg".to_owned() };
    undecodable!(client.params_post_parameters(&input));
}

#[tokio::test]
async fn after_an_update() {
    let client = client!(dpg_update1);
    is!(client.params_head_no_params().new_parameter("new"), ());
    assert_eq!(ok!(client.params_get_required("foo").new_parameter("new"))["message"], MESSAGE);
    undecodable!(client.params_post_parameters_raw("image/jpeg", "the bytes of an image".into()));
    is!(client.params_delete_parameters(), ());
    assert_eq!(ok!(client.params_get_new_operation())["message"], MESSAGE);
    // An operation that no document has.
    let answer = ok!(client.request(Method::GET, "/servicedriven/glassbreaker").send());
    assert_eq!(answer.body(), format!(r#"{{"message":"{MESSAGE}"}}"#).as_bytes());
}
