//! `url.json`, `url-multi-collectionFormat.json`, `constants.json`, and the documents whose host is a parameter: `custom-baseUrl.json`,
//! `custom-baseUrl-more-options.json`, `parameterized-endpoint.json`.

use callsmith_autorest::{custom_baseurl, custom_baseurl_more_options, parameterized_endpoint, url};
use callsmith_runtime::{Base64, Base64Url, UnixTime};
use url::types::UriColor;

const UNICODE: &str = "\u{554a}\u{9f44}\u{4e02}\u{72db}\u{72dc}\u{f9f1}\u{f92c}\u{f9f1}\u{fa0c}\u{fa29}";
const SIGNS: &str = "begin!*'();:@ &=+$,/?#[]end";

fn client() -> url::Client {
    client!(url)
}

#[tokio::test]
async fn numbers_in_paths() {
    let client = client();
    is!(client.paths_get_boolean_true(), ());
    is!(client.paths_get_boolean_false(), ());
    is!(client.paths_get_int_one_million(), ());
    is!(client.paths_get_int_negative_one_million(), ());
    is!(client.paths_get_ten_billion(), ());
    is!(client.paths_get_negative_ten_billion(), ());
    is!(client.paths_float_scientific_positive(), ());
    is!(client.paths_float_scientific_negative(), ());
    is!(client.paths_double_decimal_positive(), ());
    is!(client.paths_double_decimal_negative(), ());
    is!(client.paths_unix_time_url(UnixTime(1_460_505_600)), ());
}

#[tokio::test]
async fn texts_in_paths() {
    let client = client();
    is!(client.paths_string_unicode(), ());
    is!(client.paths_string_url_encoded(), ());
    is!(client.paths_string_url_non_encoded(), ());
    is!(client.paths_string_empty(), ());
    is!(client.paths_enum_valid(UriColor::GreenColor), ());
    is!(client.paths_byte_multi_byte(&Base64(UNICODE.into())), ());
    is!(client.paths_byte_empty(), ());
    is!(client.paths_base64_url(&Base64Url(b"lorem".to_vec())), ());
    is!(client.paths_date_valid(), ());
    is!(client.paths_date_time_valid(), ());
    is!(client.paths_array_csv_in_path(&["ArrayPath1", SIGNS, "", ""]), ());
    // A path has no null: the server fails as soon as it is asked.
    status!(client.paths_string_null("null"), 500);
}

#[tokio::test]
async fn numbers_in_queries() {
    let client = client();
    is!(client.queries_get_boolean_true(), ());
    is!(client.queries_get_boolean_false(), ());
    is!(client.queries_get_boolean_null(), ());
    is!(client.queries_get_int_one_million(), ());
    is!(client.queries_get_int_negative_one_million(), ());
    is!(client.queries_get_int_null(), ());
    is!(client.queries_get_ten_billion(), ());
    is!(client.queries_get_negative_ten_billion(), ());
    is!(client.queries_get_long_null(), ());
    is!(client.queries_float_scientific_positive(), ());
    is!(client.queries_float_scientific_negative(), ());
    is!(client.queries_float_null(), ());
    is!(client.queries_double_decimal_positive(), ());
    is!(client.queries_double_decimal_negative(), ());
    is!(client.queries_double_null(), ());
}

#[tokio::test]
async fn texts_in_queries() {
    let client = client();
    is!(client.queries_string_unicode(), ());
    is!(client.queries_string_url_encoded(), ());
    is!(client.queries_string_empty(), ());
    is!(client.queries_string_null(), ());
    is!(client.queries_enum_valid().enum_query(UriColor::GreenColor), ());
    is!(client.queries_enum_null(), ());
    is!(client.queries_byte_multi_byte().byte_query(&Base64(UNICODE.into())), ());
    is!(client.queries_byte_empty(), ());
    is!(client.queries_byte_null(), ());
    is!(client.queries_date_valid(), ());
    is!(client.queries_date_null(), ());
    is!(client.queries_date_time_valid(), ());
    is!(client.queries_date_time_null(), ());
}

#[tokio::test]
async fn arrays_in_queries() {
    let client = client();
    let all = ["ArrayQuery1", SIGNS, "", ""];
    is!(client.queries_array_string_csv_valid().array_query(&all), ());
    is!(client.queries_array_string_csv_null(), ());
    // The server wants the name with an empty value. That is what an array with one empty item looks like; one without items is left out.
    is!(client.queries_array_string_csv_empty().array_query(&[""]), ());
    is!(client.queries_array_string_ssv_valid().array_query(&all), ());
    is!(client.queries_array_string_tsv_valid().array_query(&all), ());
    is!(client.queries_array_string_pipes_valid().array_query(&all), ());
    let greetings = ["hello", "nihao", "bonjour"];
    is!(client.queries_array_string_no_collection_format_empty().array_query(&greetings), ());

    let client = client!(url_multi_collectionformat);
    is!(client.queries_array_string_multi_null(), ());
    is!(client.queries_array_string_multi_empty().array_query(&[""; 0]), ());
    is!(client.queries_array_string_multi_valid().array_query(&all.map(|item| Some(item.to_owned()))), ());
}

/// The arguments that all of these operations have.
macro_rules! paths {
    ($method:ident) => {
        client().$method("globalStringPath", "pathItemStringPath", "localStringPath")
    };
}

#[tokio::test]
async fn parameters_of_path_items() {
    let (global, item, local) = ("globalStringQuery", "pathItemStringQuery", "localStringQuery");
    let call = paths!(path_items_get_all_with_values);
    is!(call.global_string_query(global).path_item_string_query(item).local_string_query(local), ());
    is!(paths!(path_items_get_global_query_null).path_item_string_query(item).local_string_query(local), ());
    is!(paths!(path_items_get_global_and_local_query_null).path_item_string_query(item), ());
    is!(paths!(path_items_get_local_path_item_query_null).global_string_query(global), ());
}

#[tokio::test]
async fn constants_of_the_client() {
    let client = client!(constants);
    is!(client.contants_put_client_constants(), ());
}

#[tokio::test]
async fn hosts_with_parameters() {
    let url = crate::support::url();
    let address = url.strip_prefix("http://").expect("the server speaks plain HTTP");

    // The account is part of the name of the host, and the document says `https`.
    let client = custom_baseurl::Client::builder(&url).build().unwrap();
    is!(client.paths_get_empty(), ());
    let server = custom_baseurl::servers::server("accou").host("nt.example");
    assert_eq!(server.url(), "https://account.example");

    let (vault, secret) = ("http://", &address[..4]);
    let server = custom_baseurl_more_options::servers::server(vault, secret).dns_suffix(&address[4..]);
    let client = custom_baseurl_more_options::Client::at(&server).build().unwrap();
    is!(client.paths_get_empty("test12", "key1").key_version("v1"), ());

    let server = parameterized_endpoint::servers::server(&url);
    is!(parameterized_endpoint::Client::at(&server).build().unwrap().get(), ());
}
