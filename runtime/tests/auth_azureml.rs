//! Connections to models on Azure ML.
#![cfg(feature = "azureml")]

use callsmith_runtime::azureml::{Auth, Connection, model_error, run_function_failed};
use std::time::Duration;

use callsmith_runtime::{Retry, Token, TokenError};
use http::HeaderMap;

const V1: &str = r#"{
    "authEnabled": true, "aadAuthEnabled": false, "computeType": "ACI", "name": "myservice", "state": "Healthy",
    "scoringUri": "http://104.214.29.152:80/api/v1/service/myservice/score",
    "swaggerUri": "http://104.214.29.152/api/v1/service/myservice/swagger.json"
}"#;
const V2: &str = r#"{
    "auth_mode": "aml_token", "name": "my-endpoint", "provisioning_state": "Succeeded",
    "openapi_uri": "https://my-endpoint.westeurope.inference.ml.azure.com/swagger.json",
    "scoring_uri": "https://my-endpoint.westeurope.inference.ml.azure.com/score"
}"#;

fn read(json: &str) -> Connection {
    Connection::from_service_json(json).expect("a service")
}

fn error(outcome: Result<Connection, callsmith_runtime::azureml::ConnectionError>) -> String {
    let error = outcome.expect_err("no connection");
    assert!(!format!("{error:?}").contains("s3cr3t"), "{error:?}");
    error.to_string()
}

#[test]
fn a_service_of_version_1() {
    let connection = read(V1);
    assert_eq!(connection.base_url(), "http://104.214.29.152:80/api/v1/service/myservice");
    assert_eq!(connection.scoring_uri(), "http://104.214.29.152:80/api/v1/service/myservice/score");
    assert_eq!(connection.swagger_uri(), Some("http://104.214.29.152/api/v1/service/myservice/swagger.json"));
    assert_eq!(connection.auth(), Auth::Key);
    assert_eq!(connection.name(), Some("myservice"));
    assert_eq!(connection.compute_type(), Some("ACI"));
    assert_eq!(connection.state(), Some("Healthy"));
    assert!(connection.credential().is_none());
}

#[test]
fn an_endpoint_of_version_2() {
    let connection = read(V2);
    assert_eq!(connection.base_url(), "https://my-endpoint.westeurope.inference.ml.azure.com");
    assert_eq!(connection.swagger_uri(), Some("https://my-endpoint.westeurope.inference.ml.azure.com/swagger.json"));
    assert_eq!(connection.auth(), Auth::Token);
    assert_eq!(connection.name(), Some("my-endpoint"));
    assert_eq!(connection.state(), Some("Succeeded"));
    let resource = r#"{"name": "e", "properties": {"authMode": "AADToken", "scoringUri": "https://e.example/score"}}"#;
    assert_eq!((read(resource).base_url(), read(resource).auth()), ("https://e.example", Auth::Token));
}

#[test]
fn ways_to_authenticate() {
    let auth = |fields: &str| read(&format!(r#"{{"scoringUri": "http://h/score"{fields}}}"#)).auth();
    assert_eq!(auth(""), Auth::Unknown);
    assert_eq!(auth(r#", "authEnabled": false, "tokenAuthEnabled": null"#), Auth::None);
    assert_eq!(auth(r#", "authEnabled": true"#), Auth::Key);
    assert_eq!(auth(r#", "authEnabled": false, "tokenAuthEnabled": true"#), Auth::Token);
    assert_eq!(auth(r#", "auth_enabled": false, "token_auth_enabled": true"#), Auth::Token);
    assert_eq!(auth(r#", "authEnabled": false, "tokenAuthEnabled": false, "aadAuthEnabled": true"#), Auth::Token);
    assert_eq!(auth(r#", "auth_mode": "key""#), Auth::Key);
    assert_eq!(auth(r#", "auth_mode": "aad_token""#), Auth::Token);
    assert_eq!(auth(r#", "authMode": "Key""#), Auth::Key);
}

#[test]
fn base_urls() {
    let base = |address| Connection::new(address).unwrap().base_url().to_owned();
    assert_eq!(base("http://localhost:5001/score"), "http://localhost:5001");
    assert_eq!(base(" https://h/score/?verbose=true#x "), "https://h");
    assert_eq!(base("https://h/a/scores"), "https://h/a/scores", "only a whole segment is cut");
    assert_eq!(base("https://h/"), "https://h");
    let swagger = r#"{"scoringUri": null, "swaggerUri": "https://h/a/swagger.json"}"#;
    assert_eq!((read(swagger).base_url(), read(swagger).scoring_uri()), ("https://h/a", "https://h/a/score"));
}

#[test]
fn keys() {
    for json in [r#"{"primaryKey": "a", "secondaryKey": "b"}"#, r#"{"primary_key": "a"}"#] {
        let connection = Connection::new("http://h/score").unwrap().with_keys_json(json).unwrap();
        assert_eq!(format!("{:?}", connection.credential().unwrap()), "Credential(bearer)");
        assert_eq!(connection.auth(), Auth::Key);
    }
    assert_eq!(read(V2).with_key("k").auth(), Auth::Token, "what the service says counts");
}

#[test]
fn tokens() {
    for json in [
        r#"{"accessToken": "t", "refresh_by": "2026-11-22 10:00:00.000000"}"#,
        r#"{"accessToken": "t", "expiryTimeUtc": 1795341600, "refreshAfterTimeUtc": 1795338000, "tokenType": "Bearer"}"#,
    ] {
        let connection = Connection::new("http://h/score").unwrap().with_token_json(json).unwrap();
        assert_eq!(format!("{:?}", connection.credential().unwrap()), "Credential(token source)");
        assert_eq!(connection.auth(), Auth::Token);
    }
    let source = || async { Ok::<_, TokenError>(Token::new("t")) };
    assert!(read(V2).with_token_source(source).credential().is_some());
}

#[test]
fn a_deployment_is_a_header() {
    let connection = read(V2);
    assert_eq!(connection.headers().count(), 0);
    let headers: Vec<_> = connection.headers().collect();
    assert!(headers.is_empty());
    let connection = connection.deployment("blue");
    assert_eq!(connection.headers().collect::<Vec<_>>(), [("azureml-model-deployment", "blue")]);
}

#[test]
fn errors_name_the_field_and_show_nothing() {
    let service = |json| error(Connection::from_service_json(json));
    assert_eq!(service("{}"), "field `scoringUri` or `scoring_uri` is missing");
    assert_eq!(
        service(r#"{"state": "Transitioning", "scoringUri": null, "x": "s3cr3t"}"#),
        "field `scoringUri` or `scoring_uri` is missing; the state of the service is `Transitioning`"
    );
    assert_eq!(service(r#"{"scoring_uri": ["s3cr3t"]}"#), "field `scoring_uri` is no text");
    assert_eq!(service(r#"{"scoring_uri": "http://u:s3cr3t@h/score"}"#), "field `scoring_uri` has a user name in it");
    let relative = "field `scoringUri` is not an absolute address with http or https";
    assert_eq!(service(r#"{"scoringUri": "/s3cr3t/score"}"#), relative);
    assert_eq!(service(r#"{"scoringUri": "ftp://s3cr3t/score"}"#), relative);
    assert_eq!(service(r#"{"scoringUri": "not an address"}"#), "field `scoringUri` is not an address");
    let flag = r#"{"scoringUri": "http://h", "authEnabled": "s3cr3t"}"#;
    assert_eq!(service(flag), "field `authEnabled` is neither true nor false");
    let mode = r#"{"scoring_uri": "http://h", "auth_mode": "s3cr3t"}"#;
    assert_eq!(service(mode), "field `auth_mode` is none of `key`, `aml_token` and `aad_token`");
    assert_eq!(service("s3cr3t"), "the text is not JSON (line 1, column 1)");
    let keys = error(read(V1).with_keys_json(r#"{"secondaryKey": "s3cr3t"}"#));
    assert_eq!(keys, "field `primaryKey` or `primary_key` is missing");
    let token = error(read(V1).with_token_json(r#"{"accessToken": 1, "x": "s3cr3t"}"#));
    assert_eq!(token, "field `accessToken` is no text or an empty one");
}

#[test]
fn debug_shows_no_secret() {
    let connection = read(V1).with_keys_json(r#"{"primaryKey": "s3cr3t-1", "secondaryKey": "s3cr3t-2"}"#).unwrap();
    let shown = format!("{connection:?}");
    assert!(!shown.contains("s3cr3t") && shown.contains("Credential(bearer)"), "{shown}");
    let shown = format!("{:?}", read(V2).with_token_json(r#"{"accessToken": "s3cr3t"}"#).unwrap());
    assert!(!shown.contains("s3cr3t"), "{shown}");
}

#[test]
fn headers_of_the_servers() {
    let mut headers = HeaderMap::new();
    assert_eq!((model_error(&headers), run_function_failed(&headers)), (None, None));
    headers.insert("ms-azureml-model-error-statuscode", "500".parse().unwrap());
    let error = model_error(&headers).unwrap();
    assert_eq!((error.status, error.reason.as_str()), (500, ""));
    assert_eq!(error.to_string(), "the model answered 500");
    headers.insert("ms-azureml-model-error-reason", "Internal Server Error".parse().unwrap());
    assert_eq!(model_error(&headers).unwrap().to_string(), "the model answered 500: Internal Server Error");
    for (text, expected) in [("True", Some(true)), ("False", Some(false)), ("true", Some(true)), ("?", None)] {
        headers.insert("x-ms-run-function-failed", text.parse().unwrap());
        assert_eq!(run_function_failed(&headers), expected);
    }
}

#[test]
fn the_presets_of_calls_can_be_replaced() {
    let connection = read(V2);
    assert_eq!(connection.timeout(), Some(Duration::from_secs(300)));
    assert_ne!(connection.retry(), Retry::none());
    let once = connection.clone().with_side_effects();
    assert_eq!(once.retry(), connection.retry().any_method(false));
    let connection = connection.with_retry(Retry::none()).with_timeout(None);
    assert_eq!((connection.retry(), connection.timeout()), (Retry::none(), None));
    assert_eq!(connection.with_timeout(Duration::from_secs(20)).timeout(), Some(Duration::from_secs(20)));
}

#[test]
fn switches_apply_to_a_policy_that_is_set_before_or_afterwards() {
    let policy = || Retry::up_to(3).statuses(&[429, 500]).any_method(true);
    let switches: [fn(Connection) -> Connection; 2] =
        [Connection::with_side_effects, Connection::with_retry_after_model_timeout];
    for switch in switches {
        let before = switch(read(V2)).with_retry(policy());
        let after = switch(read(V2).with_retry(policy()));
        assert_eq!(before.retry(), after.retry());
        assert_ne!(before.retry(), policy());
        assert_ne!(before.retry(), switch(read(V2)).retry());
    }
    let once = read(V2).with_side_effects().with_retry(policy());
    assert_eq!(once.retry(), policy().any_method(false));
}
