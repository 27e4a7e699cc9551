//! A service under a prefix, which a gateway cuts off: the prefix survives, whatever way the base URL is given.

mod support;

use callsmith_goldens::scoring_v2::{Client, GetSwaggerSpecVersion};
use callsmith_runtime::{CredentialPolicy, Method};
use callsmith_tests::gateway::{Gateway, RunningGateway};
use callsmith_tests::service::PREDICTIONS;
use serde_json::Value;

use crate::support::{gateway, input};

/// Ways to say the base URL of a service.
fn base_urls(gateway: &RunningGateway) -> Vec<String> {
    vec![
        gateway.url(),
        gateway.url() + "/",
        gateway.scoring_uri(),
        gateway.scoring_uri() + "/",
        gateway.swagger_uri(),
        gateway.swagger_uri() + "?version=3",
        format!(" {} ", gateway.url()),
    ]
}

fn client(base_url: &str) -> Client {
    let builder = Client::builder(base_url).bearer("key").credential_policy(CredentialPolicy::Always);
    builder.build().expect("valid settings")
}

#[tokio::test]
async fn every_operation_goes_through_the_prefix() {
    let gateway = gateway("key").start();
    assert!(gateway.url().ends_with("/api/v1/service/myservice"));
    for base_url in base_urls(&gateway) {
        gateway.forget();
        let client = client(&base_url);
        assert_eq!(client.base_url(), gateway.url(), "{base_url}");
        assert_eq!(client.run_ml_service(&input()).await.unwrap(), PREDICTIONS);
        assert_eq!(client.service_health_check().await.unwrap(), "Healthy");
        // It is declared as a string, and comes as an object.
        let swagger = client.get_swagger_spec().version(GetSwaggerSpecVersion::Value3).bytes().await.unwrap();
        let swagger: Value = serde_json::from_slice(swagger.body()).unwrap();
        assert_eq!(swagger["openapi"], "3.0.3");
        let targets: Vec<_> = gateway.requests().into_iter().map(|request| request.target).collect();
        assert_eq!(targets, ["/score", "/", "/swagger.json?version=3"], "{base_url}");
    }
}

#[tokio::test]
async fn requests_by_hand_go_through_the_prefix_too() {
    let gateway = gateway("key").start();
    let client = client(&gateway.scoring_uri());
    for path in ["/swagger.json?version=2", "swagger.json?version=2", gateway.swagger_uri().as_str()] {
        let response = client.request(Method::GET, path).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        let document: Value = serde_json::from_slice(response.body()).unwrap();
        assert_eq!(document["swagger"], "2.0");
    }
    assert_eq!(client.request(Method::GET, "").send().await.unwrap().body(), "Healthy");
}

#[tokio::test]
async fn a_service_without_a_prefix_is_found_as_well() {
    let gateway = gateway("key").prefix("").start();
    for base_url in base_urls(&gateway) {
        let client = client(&base_url);
        assert_eq!(client.base_url(), gateway.origin(), "{base_url}");
        assert_eq!(client.run_ml_service(&input()).await.unwrap(), PREDICTIONS);
        assert_eq!(client.service_health_check().await.unwrap(), "Healthy");
    }
}

#[tokio::test]
async fn an_exact_base_url_is_taken_as_it_is() {
    // A service whose prefix ends like the path of an operation.
    let gateway = gateway("key").prefix("/models/score").start();
    let base_url = gateway.origin() + "/models/score";
    let client = Client::builder(&base_url).bearer("key").exact_base_url().build().unwrap();
    assert_eq!(client.base_url(), base_url);
    assert_eq!(client.run_ml_service(&input()).await.unwrap(), PREDICTIONS);
    assert_eq!(gateway.requests()[0].target, "/score");

    let shortened = Client::builder(&base_url).bearer("key").build().unwrap();
    assert_eq!(shortened.base_url(), gateway.origin() + "/models");
    let error = shortened.run_ml_service(&input()).await.expect_err("it is taken for the scoring URI");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(405), "{error}");
    assert_eq!(gateway.requests()[1].target, "/", "`/models/score` is the prefix alone");
}

#[tokio::test]
async fn outside_of_the_prefix_is_the_gateways_own_404() {
    let gateway = Gateway::in_front_of(callsmith_tests::service::Service::regression().router()).keys(["key"]).start();
    let error = client(&gateway.origin()).run_ml_service(&input()).await.expect_err("there is nothing");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert_eq!(error.body().map(|body| &body[..]), Some(&b"default backend - 404"[..]));
    assert_eq!(gateway.count(), 0);
}

#[test]
fn a_scoring_uri_with_a_path_that_only_ends_alike_is_not_cut() {
    for (base_url, expected) in [
        ("http://localhost/highscore", "http://localhost/highscore"),
        ("http://localhost/score/v2", "http://localhost/score/v2"),
        ("http://localhost/my-swagger.json/", "http://localhost/my-swagger.json"),
        ("https://localhost:8443/a/score", "https://localhost:8443/a"),
    ] {
        assert_eq!(client(base_url).base_url(), expected);
    }
}

#[test]
fn wrong_base_urls_are_refused() {
    for (base_url, reason) in [
        ("", "empty"),
        ("localhost:5001", "`https://` in front"),
        ("scoring.example/api", "is not valid"),
        ("ftp://scoring.example", "`https://` in front"),
        ("/api/v1/service", "`https://` in front"),
        ("http://", "is not valid"),
        ("http://scoring.example/a?b=c", "has a query"),
        ("http://scoring.example/score?version=3", "has a query"),
        ("http://scoring.example/#top", "fragment"),
        ("http://scoring.example/a b", "is not valid"),
    ] {
        let error = Client::builder(base_url).build().map(|_| ()).expect_err(base_url).to_string();
        assert!(error.starts_with("the base URL "), "`{base_url}`: {error}");
        assert!(error.contains(reason), "`{base_url}`: {error}");
    }
}

#[test]
fn a_password_in_a_base_url_is_refused_and_not_shown() {
    let error = Client::builder("http://ada:s3cret@scoring.example/score?sig=s3cret").build().map(|_| ());
    let message = error.expect_err("a user name").to_string();
    assert!(message.starts_with("the base URL "), "{message}");
    assert!(message.contains("holds a user name or password: give them with `basic"), "{message}");
    assert!(!message.contains("s3cret") && !message.contains("ada"), "{message}");
}
