//! Servers: where requests go.

use callsmith_goldens::collection_formats::operations::ListThingsArguments;
use callsmith_goldens::server_variables::servers::{ServerRegion, local, production, server, staging};
use callsmith_goldens::{collection_formats, endpoint, host_with_parameters, server_variables, tag_servers};
use callsmith_runtime::http::Uri;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;

use crate::recorder_with;

fn no_content() -> Recorder {
    recorder_with(Response::empty(204))
}

/// The server of the document that stands for the recorder.
fn at(recorder: &Recorder) -> server_variables::Client {
    let port = recorder.url().rsplit(':').next().expect("the recorder has a port").to_owned();
    server_variables::Client::at(&local().port(&port)).build().expect("a valid address")
}

/// The URL of a request that is not sent.
fn upload(client: &server_variables::Client) -> Uri {
    client.upload_item().to_request().expect("a valid request").uri().clone()
}

#[tokio::test]
async fn variables_are_part_of_the_address() {
    let recorder = no_content();
    at(&recorder).list_items().await.unwrap();
    assert_eq!(recorder.only_request().target, "/api/items");

    let client = server_variables::Client::at(&server().region(ServerRegion::UsEast).version("v3")).build().unwrap();
    assert_eq!(client.base_url(), "https://us-east.example.com/v3");
    let client = server_variables::Client::at(&server()).build().unwrap();
    assert_eq!(client.base_url(), "https://eu-west.example.com/v1");
}

#[test]
fn relative_servers_are_seen_from_the_document() {
    let client = server_variables::Client::at(&staging("https://example.com/docs/openapi.yaml")).build().unwrap();
    assert_eq!(client.base_url(), "https://example.com/v2");
    let client = server_variables::Client::at(&staging("https://example.com")).build().unwrap();
    assert_eq!(client.base_url(), "https://example.com/v2");
}

#[tokio::test]
async fn requests_go_where_the_server_of_the_document_is() {
    let recorder = no_content();
    let document = format!("{}/docs/openapi.yaml", recorder.url());
    server_variables::Client::at(&staging(&document)).build().unwrap().list_items().await.unwrap();
    // `basePath` of 2.0 is in front of all paths.
    let base_url = format!("{}/base/v1/", recorder.url());
    let v2 = collection_formats::Client::builder(&base_url).build().unwrap();
    let list: &[&str] = &["a"];
    let arguments = ListThingsArguments { csv: list, ssv: list, tsv: list, pipes: list };
    v2.list_things(arguments, &Default::default()).without_body().await.unwrap();
    let seen = recorder.requests();
    let lines: Vec<_> = seen.iter().map(|seen| (seen.method.as_str(), seen.target.as_str())).collect();
    assert_eq!(lines, [("GET", "/v2/items"), ("POST", "/base/v1/things/a/a/a/a")]);
    let host = recorder.url().split_once("://").expect("a URL").1.to_owned();
    assert!(seen.iter().all(|seen| seen.header("host") == Some(host.as_str())));
}

/// The whole address is a parameter: with its scheme, and with what stands behind the host.
#[tokio::test]
async fn a_host_that_is_a_parameter_is_where_requests_go() {
    let recorder = no_content();
    let server = endpoint::servers::server(&recorder.url(), "north");
    endpoint::Client::at(&server).build().unwrap().list_items().await.unwrap();
    assert_eq!(recorder.only_request().target, "/tenants/north/v3/items");
}

#[test]
fn the_addresses_of_the_document_are_listed_with_their_defaults() {
    let listed =
        ["https://api.example.com/v1", "https://eu-west.example.com/v1", "http://127.0.0.1:8080/api"].as_slice();
    assert_eq!(server_variables::Client::servers(), listed);
}

#[tokio::test]
async fn operations_may_have_a_server_of_their_own() {
    let recorder = no_content();
    let client = at(&recorder);
    client.list_reports().await.unwrap();
    assert_eq!(recorder.only_request().target, "/reporting/reports");
    assert_eq!(upload(&client), "https://upload.example.com/in/items");

    let client = server_variables::Client::at(&production()).build().unwrap();
    assert_eq!(upload(&client), "https://upload.example.com/in/items");
    let client = server_variables::Client::builder("https://api.example.com/v1/").build().unwrap();
    assert_eq!(upload(&client), "https://upload.example.com/in/items");
}

/// A base URL of the user's own, of a gateway or a test, is where all operations go.
#[tokio::test]
async fn a_base_url_that_the_document_does_not_name_is_for_all_operations() {
    let recorder = no_content();
    let client = server_variables::Client::builder(&format!("{}/gateway", recorder.url())).build().unwrap();
    client.upload_item().await.unwrap();
    client.list_reports().await.unwrap();
    let targets: Vec<_> = recorder.requests().iter().map(|seen| seen.target.clone()).collect();
    assert_eq!(targets, ["/gateway/items", "/gateway/reports"]);
}

#[tokio::test]
async fn hosts_with_parameters_and_paths_with_a_query() {
    let server = host_with_parameters::servers::server("mine").suffix("example.org");
    let client = host_with_parameters::Client::at(&server).build().unwrap();
    assert_eq!(client.base_url(), "https://mine.example.org/v2");

    let recorder = no_content();
    let client = host_with_parameters::Client::builder(&recorder.url()).build().unwrap();
    client.list_old_items().top(3).await.unwrap();
    assert_eq!(recorder.only_request().target, "/items?kind=old&top=3");
}

#[test]
fn a_variable_without_a_value_is_named() {
    let error = tag_servers::Client::at(&tag_servers::servers::server()).build().expect_err("there is no tenant");
    assert_eq!(
        error.to_string(),
        "the variable `tenant` of the server `https://{tenant}.example.com/api/v1` has no value"
    );
    let client = tag_servers::Client::at(&tag_servers::servers::server().tenant("mine")).build().unwrap();
    assert_eq!(client.base_url(), "https://mine.example.com/api/v1");
    let error = endpoint::Client::at(&endpoint::servers::server("", "mine")).build().expect_err("there is no address");
    assert!(error.to_string().contains("the variable `"), "{error}");
}

#[test]
fn the_one_server_of_a_document_needs_no_address() {
    let client = collection_formats::Client::new().unwrap();
    let list: &[&str] = &["a"];
    let arguments = ListThingsArguments { csv: list, ssv: list, tsv: list, pipes: list };
    let request = client.list_things(arguments, &Default::default()).to_request().unwrap();
    // The document names it with `http` and `https`.
    assert!(request.uri().to_string().starts_with("https://127.0.0.1:8080/base/v1/"), "{}", request.uri());
    // Several servers, one with a variable that has to be set, one that has no host, and none.
    for module in ["server_variables", "tag_servers", "host_with_parameters", "endpoint", "example"] {
        let path = format!("{}/golden/{module}.rs", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("it is a golden file");
        assert!(text.contains("rt::client!(Client, API);"), "{module}");
    }
}
