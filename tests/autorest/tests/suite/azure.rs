//! `azure-special-properties.json`, `azure-parameter-grouping.json`, `subscriptionId-apiVersion.json`.

use callsmith_autorest::azure_parameter_grouping::types::EncryptionAlgorithmType;
use callsmith_autorest::azure_special_properties::Client;

const IDENTIFIER: &str = "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0";
const SUBSCRIPTION: &str = "1234-5678-9012-3456";
const VERSION: &str = "2015-07-01-preview";

fn client() -> Client {
    client!(azure_special_properties)
}

#[tokio::test]
async fn request_identifiers() {
    let client = client();
    let answer = ok!(client.x_ms_client_request_id_get().with_header("x-ms-client-request-id", IDENTIFIER).response());
    assert_eq!(answer.request_id(), Some("123"));
    is!(client.x_ms_client_request_id_get(), ());
    let error = status!(client.x_ms_client_request_id_get().with_header("x-ms-client-request-id", "other"), 400);
    assert_eq!(error.request_id(), Some("123"));
    is!(client.x_ms_client_request_id_param_get(IDENTIFIER), ());
    let answer = ok!(client.header_custom_named_request_id(IDENTIFIER).response());
    assert_eq!(answer.headers().foo_request_id().unwrap().as_deref(), Some("123"));
    is!(client.header_custom_named_request_id_param_grouping(IDENTIFIER), ());
    is!(client.header_custom_named_request_id_head(IDENTIFIER), ());
}

#[tokio::test]
async fn subscriptions() {
    let url = crate::support::url();
    let builder = Client::builder(&url).header("x-ms-client-request-id", IDENTIFIER);
    let client = builder.build().unwrap();
    is!(client.subscription_in_method_post_method_local_valid(SUBSCRIPTION), ());
    is!(client.subscription_in_method_post_path_local_valid(SUBSCRIPTION), ());
    is!(client.subscription_in_method_post_swagger_local_valid(SUBSCRIPTION), ());
    is!(client.subscription_in_credentials_post_method_global_valid(SUBSCRIPTION), ());
    is!(client.subscription_in_credentials_post_method_global_not_provided_valid(SUBSCRIPTION, VERSION), ());
    is!(client.subscription_in_credentials_post_path_global_valid(SUBSCRIPTION), ());
    is!(client.subscription_in_credentials_post_swagger_global_valid(SUBSCRIPTION), ());
    let client = client!(subscriptionid_apiversion);
    let group = ok!(client.group_get_sample_resource_group(SUBSCRIPTION, "testgroup101", "2014-04-01-preview"));
    assert_eq!((group.name.as_deref(), group.location.as_deref()), (Some("testgroup101"), Some("West US")));
}

#[tokio::test]
async fn versions() {
    let client = client();
    is!(client.api_version_default_get_method_global_valid(VERSION), ());
    is!(client.api_version_default_get_method_global_not_provided_valid(VERSION), ());
    is!(client.api_version_default_get_path_global_valid(VERSION), ());
    is!(client.api_version_default_get_swagger_global_valid(VERSION), ());
    is!(client.api_version_local_get_method_local_valid(), ());
    is!(client.api_version_local_get_method_local_null(), ());
    is!(client.api_version_local_get_path_local_valid(), ());
    is!(client.api_version_local_get_swagger_local_valid(), ());
}

#[tokio::test]
async fn values_that_are_encoded_already() {
    let client = client();
    let (path, query) = ("path1/path2/path3", "value1&q2=value2&q3=value3");
    is!(client.skip_url_encoding_get_method_path_valid(path), ());
    is!(client.skip_url_encoding_get_path_path_valid(path), ());
    is!(client.skip_url_encoding_get_swagger_path_valid(), ());
    is!(client.skip_url_encoding_get_method_query_valid(query), ());
    is!(client.skip_url_encoding_get_method_query_null(), ());
    is!(client.skip_url_encoding_get_path_query_valid(query), ());
    is!(client.skip_url_encoding_get_swagger_query_valid(), ());
    is!(client.odata_get_with_filter().filter("id gt 5 and name eq 'foo'").top(10).orderby("id"), ());
}

#[tokio::test]
async fn grouped_parameters() {
    let client = client!(azure_parameter_grouping);
    is!(client.parameter_grouping_post_required("path", 1234).custom_header("header").query(21), ());
    is!(client.parameter_grouping_post_required("path", 1234), ());
    is!(client.parameter_grouping_post_optional().custom_header("header").query(21), ());
    is!(client.parameter_grouping_post_reserved_words().from("bob").accept("yes"), ());
    is!(client.parameter_grouping_post_multi_param_groups().header_one("header").query_one(21).query_two(42), ());
    is!(client.parameter_grouping_post_shared_parameter_group_object().header_one("header").query_one(21), ());
    let call = client.parameter_grouping_group_with_constant();
    is!(call.grouped_constant(EncryptionAlgorithmType::Foo).grouped_parameter("bar"), ());
}
