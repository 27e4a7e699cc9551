//! Forms of the base URL.

use crate::sample::{Client, ServiceInput};
use crate::server::{CannedResponse, Server};

async fn target(base_url: &str) -> String {
    let server = Server::always(CannedResponse::json(200, "[]"));
    let client = Client::builder(&format!("{}{base_url}", server.url)).build().expect("valid settings");
    client.run_ml_service(&ServiceInput::default()).await.expect("a response");
    server.only_request().target
}

#[tokio::test]
async fn the_base_url_ends_with_or_without_a_slash() {
    assert_eq!(target("").await, "/score");
    assert_eq!(target("/").await, "/score");
    assert_eq!(target("/api/v1/service/myservice").await, "/api/v1/service/myservice/score");
    assert_eq!(target("/api/v1/service/myservice/").await, "/api/v1/service/myservice/score");
}

#[tokio::test]
async fn the_base_url_is_the_address_of_an_operation_or_document() {
    for end in ["/score", "/swagger.json", "/swagger.json?version=3", "/openapi.json"] {
        assert_eq!(
            target(&format!("/api/v1/service/myservice{end}")).await,
            "/api/v1/service/myservice/score",
            "{end}"
        );
    }
}

#[tokio::test]
async fn the_base_url_can_be_taken_as_it_is() {
    let server = Server::always(CannedResponse::json(200, "[]"));
    let client = Client::builder(&format!("{}/score", server.url)).exact_base_url().build().expect("valid settings");
    client.run_ml_service(&ServiceInput::default()).await.expect("a response");
    assert_eq!(server.only_request().target, "/score/score");
}

#[test]
fn what_is_no_base_url_is_refused() {
    let error = Client::builder("http://host:99999/x").build().expect_err("no port").to_string();
    assert_eq!(error, "the base URL `http://host:99999/x` has a port that is none: 1 to 65535 are");
    for url in ["", "localhost:80", "ftp://host", "http://host/?a=b", "http://user:hidden@host/"] {
        let error = Client::builder(url).build().expect_err("not valid").to_string();
        assert!(error.starts_with("the base URL") && !error.contains("hidden"), "{error}");
    }
    let error = Client::builder("http://host").header("a b", "c").build().expect_err("not valid");
    assert_eq!(error.to_string(), "the header `a b` has a name that cannot be sent");
}

#[cfg(feature = "azureml")]
#[tokio::test]
async fn a_connection_knows_address_and_credential() {
    use callsmith_runtime::azureml::Connection;

    let server = Server::always(CannedResponse::json(200, "[]"));
    let show = format!(r#"{{"scoringUri": "{}/api/v1/service/myservice/score", "authEnabled": true}}"#, server.url);
    let connection = Connection::from_service_json(&show).expect("valid").with_key("k3y").deployment("blue");
    let client = Client::connect(&connection).build().expect("valid settings");
    client.run_ml_service(&ServiceInput::default()).await.expect("a response");
    let seen = server.only_request();
    assert_eq!(seen.target, "/api/v1/service/myservice/score");
    assert_eq!(seen.header("authorization"), Some("Bearer k3y"));
    assert_eq!(seen.header("azureml-model-deployment"), Some("blue"));
}
