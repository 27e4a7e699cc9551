//! `lro.json` and `lro-parameterized-endpoints.json`, and the operations of `multiapi-v1.json` and `dpg-customization.json` that
//! go on after their answer.

use std::time::Duration;

use callsmith_autorest::lro::Client;
use callsmith_autorest::lro::types::{Product, Sku, SubProduct};
use callsmith_autorest::lro_parameterized_endpoints;
use callsmith_runtime::{Error, Retry, Tls};

/// A client that keeps cookies, by which the server knows a request that comes again.
fn client() -> Client {
    let http = Tls::new().http_client().unwrap().cookie_store(true).build().unwrap();
    let retry = Retry::up_to(1).first_pause(Duration::ZERO).statuses(&[408, 500, 502, 503, 504]).any_method(true);
    Client::builder(&crate::support::url()).http_client(http).retry(retry).build().unwrap()
}

/// The final result of a call.
macro_rules! result {
    ($call:expr) => {
        match $call.poller().with_interval(Duration::from_millis(1)).wait().await {
            Ok(response) => response.into_body(),
            Err(error) => panic!("{}: {error}: {:?}", stringify!($call), error.body()),
        }
    };
}

/// The error of a call.
macro_rules! error {
    ($call:expr) => {
        match $call.poller().with_interval(Duration::from_millis(1)).wait().await {
            Ok(response) => panic!("{}: {response:?}", stringify!($call)),
            Err(error) => error,
        }
    };
}

/// A call ends in a state of failure.
macro_rules! ends {
    ($call:expr, $state:expr) => {
        match error!($call) {
            Error::Operation(error) => {
                assert_eq!(error.state(), $state);
                error
            }
            other => panic!("{}: {other:?}", stringify!($call)),
        }
    };
}

/// A call is answered with this status on the way, or with a status of success and something that does not lead on.
macro_rules! fails {
    ($call:expr, $status:expr) => {{
        let error = error!($call);
        assert!(error.status().is_some_and(|status| status == $status), "{}: {error}", stringify!($call));
        error
    }};
}

fn product() -> Product {
    of!({"location": "West US"})
}

/// The product that most operations end with.
fn is_foo(product: &Product) {
    assert_eq!((product.id.as_deref(), product.name.as_deref()), (Some("100"), Some("foo")));
}

fn state(product: &Product) -> Option<&str> {
    product.properties.as_ref()?.provisioning_state.as_deref()
}

#[tokio::test]
async fn puts_that_are_done_at_once() {
    is_foo(&result!(client().lros_put200_succeeded(&product())).unwrap());
    is_foo(&result!(client().lros_put201_succeeded(&product())));
    is_foo(&result!(client().lros_put200_succeeded_no_state(&product())));
    is_foo(&result!(client().lros_patch200_succeeded_ignore_headers(&product())));
}

#[tokio::test]
async fn puts_whose_resource_says_its_state() {
    let put = result!(client().lros_put201_creating_succeeded200(&product()));
    assert_eq!(state(&put), Some("Succeeded"));
    is_foo(&put);
    is_foo(&result!(client().lros_put200_updating_succeeded204(&product())));
    ends!(client().lros_put201_creating_failed200(&product()), "Failed");
    ends!(client().lros_put200_acceptedcanceled200(&product()), "Canceled");
}

#[tokio::test]
async fn puts_and_patches_with_a_status() {
    is_foo(&result!(client().lros_put_async_retry_succeeded(&product())));
    is_foo(&result!(client().lros_put_async_no_retry_succeeded(&product())));
    is_foo(&result!(client().lros_put_async_no_header_in_retry(&product())));
    ends!(client().lros_put_async_retry_failed(&product()), "Failed");
    assert!(ends!(client().lros_put_async_no_retrycanceled(&product()), "Canceled").is_canceled());
    let patched = result!(client().lros_patch201_retry_with_async_header(&product()));
    assert_eq!((patched.name.as_deref(), state(&patched)), (Some("foo"), Some("Succeeded")));
    let patched = result!(client().lros_patch202_retry_with_async_and_location_header(&product()));
    assert_eq!((patched.name.as_deref(), state(&patched)), (Some("foo"), Some("Succeeded")));
    let (sku, sub) = (of!({"name": "sku"}), SubProduct::default());
    let sku = result!(client().lros_put_async_non_resource(&sku));
    assert_eq!((sku.name.as_deref(), sku.id.as_deref()), (Some("sku"), Some("100")));
    assert_eq!(result!(client().lros_put_async_sub_resource(&sub)).id.as_deref(), Some("100"));
}

#[tokio::test]
async fn puts_with_a_location() {
    is_foo(&result!(client().lros_put202_retry200(&product())));
    is_foo(&result!(client().lros_put_no_header_in_retry(&product())));
    let sku: Sku = result!(client().lros_put_non_resource(&Sku::default()));
    assert_eq!((sku.name.as_deref(), sku.id.as_deref()), (Some("sku"), Some("100")));
    assert_eq!(result!(client().lros_put_sub_resource(&SubProduct::default())).id.as_deref(), Some("100"));
}

#[tokio::test]
async fn deletes() {
    let deleted = result!(client().lros_delete_provisioning202_accepted200_succeeded());
    assert_eq!(state(&deleted), Some("Succeeded"));
    // What is at the location is the result, whatever it says of itself.
    let failed = result!(client().lros_delete_provisioning202_deleting_failed200());
    assert_eq!(state(&failed), Some("Failed"));
    let canceled = result!(client().lros_delete_provisioning202_deletingcanceled200());
    assert_eq!(state(&canceled), Some("Canceled"));
    result!(client().lros_delete204_succeeded());
    assert_eq!(result!(client().lros_delete202_retry200()), None);
    assert_eq!(result!(client().lros_delete202_no_retry204()), None);
    result!(client().lros_delete_no_header_in_retry());
    result!(client().lros_delete_async_no_header_in_retry());
    result!(client().lros_delete_async_retry_succeeded());
    result!(client().lros_delete_async_no_retry_succeeded());
    ends!(client().lros_delete_async_retry_failed(), "Failed");
    ends!(client().lros_delete_async_retrycanceled(), "Canceled");
}

#[tokio::test]
async fn posts() {
    let list = result!(client().lros_post202_list());
    assert_eq!(list.len(), 1);
    is_foo(&list[0]);
    let sku = result!(client().lros_post200_with_payload());
    assert_eq!((sku.name.as_deref(), sku.id.as_deref()), (Some("product"), Some("1")));
    result!(client().lros_post202_retry200(&product()));
    // The document declares a product, and the server answers 204 in the end.
    let error = fails!(client().lros_post202_no_retry204(&product()), 204);
    assert!(matches!(error, Error::Decode(_)), "{error}");
    is_foo(&result!(client().lros_post_double_headers_final_location_get()));
    let status = result!(client().lros_post_double_headers_final_azure_header_get());
    assert_eq!((status.id.as_deref(), status.name.as_deref()), (Some("100"), None));
    is_foo(&result!(client().lros_post_double_headers_final_azure_header_get_default()));
    is_foo(&result!(client().lros_post_async_retry_succeeded(&product())));
    is_foo(&result!(client().lros_post_async_no_retry_succeeded(&product())));
    let failed = ends!(client().lros_post_async_retry_failed(&product()), "Failed");
    assert_eq!(failed.reason().unwrap()["message"], "Internal Server Error");
    ends!(client().lros_post_async_retrycanceled(&product()), "Canceled");
}

#[tokio::test]
async fn services_that_fail_once() {
    is_foo(&result!(client().lro_retrys_put201_creating_succeeded200(&product())));
    is_foo(&result!(client().lro_retrys_put_async_relative_retry_succeeded(&product())));
    is_foo(&result!(client().lro_retrys_delete_provisioning202_accepted200_succeeded()));
    result!(client().lro_retrys_delete202_retry200());
    result!(client().lro_retrys_delete_async_relative_retry_succeeded());
    result!(client().lro_retrys_post202_retry200(&product()));
    result!(client().lro_retrys_post_async_relative_retry_succeeded(&product()));
}

#[tokio::test]
async fn requests_that_are_refused() {
    fails!(client().lrosads_put_non_retry400(&product()), 400);
    let error = fails!(client().lrosads_put_non_retry201_creating400(&product()), 400);
    assert!(
        matches!(&error, Error::Api(error) if error.body().message.as_deref() == Some("Error from the server")),
        "{error}"
    );
    let error = fails!(client().lrosads_put_non_retry201_creating400_invalid_json(&product()), 400);
    assert!(matches!(error, Error::Unexpected(_)), "{error}");
    fails!(client().lrosads_put_async_relative_retry400(&product()), 400);
    fails!(client().lrosads_delete_non_retry400(), 400);
    fails!(client().lrosads_delete202_non_retry400(), 400);
    fails!(client().lrosads_delete_async_relative_retry400(), 400);
    fails!(client().lrosads_post_non_retry400(&product()), 400);
    fails!(client().lrosads_post202_non_retry400(&product()), 400);
    fails!(client().lrosads_post_async_relative_retry400(&product()), 400);
}

#[tokio::test]
async fn answers_that_lead_nowhere() {
    let error = fails!(client().lrosads_put_error201_no_provisioning_state_payload(&product()), 201);
    assert!(matches!(error, Error::Decode(_)), "{error}");
    fails!(client().lrosads_put_async_relative_retry_no_status(&product()), 200);
    fails!(client().lrosads_put_async_relative_retry_no_status_payload(&product()), 200);
    result!(client().lrosads_delete204_succeeded());
    fails!(client().lrosads_delete_async_relative_retry_no_status(), 200);
    fails!(client().lrosads_post202_no_location(&product()), 202);
    fails!(client().lrosads_post_async_relative_retry_no_payload(&product()), 200);
    let error = fails!(client().lrosads_put200_invalid_json(&product()), 200);
    assert!(matches!(error, Error::Decode(_)), "{error}");
    fails!(client().lrosads_put_async_relative_retry_invalid_header(&product()), 404);
    fails!(client().lrosads_put_async_relative_retry_invalid_json_polling(&product()), 200);
    fails!(client().lrosads_delete202_retry_invalid_header(), 404);
    fails!(client().lrosads_delete_async_relative_retry_invalid_header(), 404);
    fails!(client().lrosads_delete_async_relative_retry_invalid_json_polling(), 200);
    fails!(client().lrosads_post202_retry_invalid_header(&product()), 404);
    fails!(client().lrosads_post_async_relative_retry_invalid_header(&product()), 404);
    fails!(client().lrosads_post_async_relative_retry_invalid_json_polling(&product()), 200);
}

#[tokio::test]
async fn headers_of_the_caller() {
    const ID: (&str, &str) = ("x-ms-client-request-id", "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0");
    is_foo(&result!(client().lros_custom_header_put_async_retry_succeeded(&product()).with_header(ID.0, ID.1)));
    is_foo(&result!(client().lros_custom_header_put201_creating_succeeded200(&product()).with_header(ID.0, ID.1)));
    result!(client().lros_custom_header_post202_retry200(&product()).with_header(ID.0, ID.1));
    result!(client().lros_custom_header_post_async_retry_succeeded(&product()).with_header(ID.0, ID.1));
}

#[tokio::test]
async fn hosts_with_parameters() {
    let url = crate::support::url();
    let client = lro_parameterized_endpoints::Client::builder(&url).build().unwrap();
    assert_eq!(result!(client.poll_with_parameterized_endpoints()), "success");
    assert_eq!(result!(client.poll_with_constant_parameterized_endpoints()), "success");
}

#[tokio::test]
async fn other_documents() {
    // The server sends a string where the document declares an integer.
    let error = error!(client!(multiapi_v1).test_lro(&of!({})));
    assert!(matches!(error, Error::Decode(_)), "{error}");
    for mode in ["raw", "model"] {
        let product = result!(client!(dpg_customization).lro(mode));
        assert_eq!(crate::support::json_of(&product)["provisioningState"], "Succeeded");
        assert_eq!(crate::support::json_of(&product)["received"], mode);
    }
}
