//! `paging.json` and `custom-baseUrl-paging.json`, and the pages of `multiapi-v1.json`, `multiapi-v3.json` and
//! `dpg-customization.json`: pages as items, and as they come.

use std::time::Duration;

use callsmith_autorest::paging::types::{BodyParam, Product};
use callsmith_autorest::{custom_baseurl_paging, dpg_customization, multiapi_v3, paging};
use callsmith_runtime::{Error, Retry, Tls};

fn client() -> paging::Client {
    client!(paging)
}

/// All items of a call.
macro_rules! all {
    ($call:expr) => {
        match $call.items().into_vec().await {
            Ok(items) => items,
            Err(error) => panic!("{}: {error}: {:?}", stringify!($call), error.body()),
        }
    };
}

/// The numbers of all items of a call.
macro_rules! ids {
    ($call:expr) => {
        all!($call).iter().map(id).collect::<Vec<_>>()
    };
}

fn id(product: &Product) -> i64 {
    product.properties.as_ref().and_then(|properties| properties.id).expect("a product has a number")
}

const TEN: [i64; 10] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

#[tokio::test]
async fn one_page() {
    assert_eq!(ids!(client().paging_get_no_item_name_pages()), [1]);
    assert_eq!(ids!(client().paging_get_empty_next_link_name_pages()), [1]);
    assert_eq!(ids!(client().paging_get_null_next_link_name_pages()), [1]);
    assert_eq!(ids!(client().paging_get_single_pages()), [1]);
    let body = BodyParam { name: Some("body".to_owned()) };
    assert_eq!(ids!(client().paging_get_single_pages_with_body_params().body(&body)), [1]);
    assert_eq!(ids!(client().paging_get_paging_model_with_item_name_with_xms_client_name()), [1]);
    assert!(ids!(client().paging_page_with_max_page_size()).is_empty());
}

#[tokio::test]
async fn several_pages() {
    assert_eq!(ids!(client().paging_first_response_empty()), [1]);
    assert_eq!(ids!(client().paging_get_multiple_pages().client_request_id("id").maxresults(50)), TEN);
    assert_eq!(ids!(client().paging_get_odata_multiple_pages().client_request_id("id").maxresults(50)), TEN);
    let eleven_to_twenty = [1, 102, 103, 104, 105, 106, 107, 108, 109, 110];
    assert_eq!(ids!(client().paging_get_multiple_pages_with_offset(100).client_request_id("id")), eleven_to_twenty);
    let pages = client().paging_get_multiple_pages().pages().into_vec().await.unwrap();
    assert_eq!(pages.len(), 10);
    assert_eq!(pages[9].body().next_link, None);
}

#[tokio::test]
async fn parameters_of_later_pages() {
    assert_eq!(ids!(client().paging_get_with_query_params(100)), [1, 2]);
    assert_eq!(ids!(client().paging_duplicate_params().filter("foo")), [1]);
    assert_eq!(ids!(client().paging_append_api_version("1.0.0")), [1]);
    assert_eq!(ids!(client().paging_replace_api_version("1.0.0")), [1]);
}

#[tokio::test]
async fn other_operations_for_later_pages() {
    assert_eq!(ids!(client().paging_get_multiple_pages_fragment_next_link("test_user", "1.6")), TEN);
    assert_eq!(ids!(client().paging_get_multiple_pages_fragment_with_grouping_next_link("test_user", "1.6")), TEN);
}

#[tokio::test]
async fn pages_of_a_long_running_operation() {
    assert_eq!(ids!(client().paging_get_multiple_pages_lro()), TEN);
    assert_eq!(client().paging_get_multiple_pages_lro().pages().into_vec().await.unwrap().len(), 10);
}

#[tokio::test]
async fn repetition() {
    let http = Tls::new().http_client().unwrap().cookie_store(true).build().unwrap();
    let retry = Retry::up_to(1).first_pause(Duration::ZERO).statuses(&[408, 500, 502, 503, 504]);
    let client = paging::Client::builder(&crate::support::url()).http_client(http).retry(retry).build().unwrap();
    assert_eq!(ids!(client.paging_get_multiple_pages_retry_first()), TEN);
    assert_eq!(ids!(client.paging_get_multiple_pages_retry_second()), [1, 1, 3, 4, 5, 6, 7, 8, 9, 10]);
}

#[tokio::test]
async fn failures() {
    let mut items = client().paging_get_single_pages_failure().items();
    assert_eq!(items.next().await.unwrap().unwrap_err().status().unwrap(), 400);
    assert!(items.next().await.is_none());
    let mut items = client().paging_get_multiple_pages_failure().items();
    assert_eq!(id(&items.next().await.unwrap().unwrap()), 1);
    assert_eq!(items.next().await.unwrap().unwrap_err().status().unwrap(), 400);
    // A next link of nothing but signs is the path of a page that there is not.
    let mut items = client().paging_get_multiple_pages_failure_uri().items();
    assert_eq!(id(&items.next().await.unwrap().unwrap()), 1);
    let error = items.next().await.unwrap().unwrap_err();
    assert!(error.status().is_some_and(|status| status == 404), "{error}");
}

#[tokio::test]
async fn a_host_with_parameters() {
    let url = crate::support::url();
    let client = custom_baseurl_paging::Client::builder(&url).build().unwrap();
    let id = |product: &custom_baseurl_paging::types::Product| product.properties.as_ref().unwrap().id.unwrap();
    let items = all!(client.paging_get_pages_partial_url());
    assert_eq!(items.iter().map(id).collect::<Vec<_>>(), [1, 2]);
    let items = all!(client.paging_get_pages_partial_url_operation());
    assert_eq!(items.iter().map(id).collect::<Vec<_>>(), [1, 2]);
}

#[tokio::test]
async fn several_versions() {
    let items = all!(client!(multiapi_v3).test_paging().with_query("api-version", "3.0.0"));
    let text = |model: &multiapi_v3::types::ModelThree| model.optional_property.clone().unwrap();
    assert_eq!(items.iter().map(text).collect::<Vec<_>>(), ["paged", "paged"]);
    let items =
        all!(client!(multiapi_v3).operation_group_one_test_operation_group_paging().with_query("api-version", "3.0.0"));
    assert_eq!(items.iter().map(text).collect::<Vec<_>>(), ["paged", "paged"]);
    // The server sends a string where the document declares an integer.
    let error = client!(multiapi_v1).test_lro_and_paging().items().next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
}

#[tokio::test]
async fn pages_of_ones_own() {
    use dpg_customization::types::ProductReceived::{Model, Raw};
    for (mode, expected) in [("raw", Raw), ("model", Model)] {
        let items = all!(client!(dpg_customization).get_pages(mode));
        assert_eq!(
            items.iter().map(|product| product.received.clone()).collect::<Vec<_>>(),
            [expected.clone(), expected]
        );
    }
}
