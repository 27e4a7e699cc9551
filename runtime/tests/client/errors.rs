//! Errors of calls, and their texts.

use std::error::Error as _;

use callsmith_runtime::{Error, Method};

use crate::sample::{Client, ErrorResponse, ServiceInput};
use crate::server::{CannedResponse, Server};

fn client(server: &Server) -> Client {
    Client::builder(&server.url).build().expect("valid settings")
}

async fn score(response: CannedResponse) -> Error<ErrorResponse> {
    let server = Server::always(response);
    client(&server).run_ml_service(&ServiceInput::default()).await.expect_err("an error")
}

#[tokio::test]
async fn a_declared_error_is_typed() {
    let response = CannedResponse::json(500, r#"{"status_code": 7, "message": "the model failed"}"#)
        .header("x-ms-request-id", "abc")
        .header("x-ms-run-function-failed", "True");
    let error = score(response).await;
    let Error::Api(api) = &error else { panic!("{error:?}") };
    assert_eq!(api.status(), 500);
    assert_eq!(api.body().status_code, Some(7));
    assert_eq!(api.body().to_string(), r#"{"status_code":7,"message":"the model failed"}"#);
    assert_eq!(api.headers().get("x-ms-run-function-failed"), Some("True"));
    assert_eq!(api.request_id(), Some("abc"));
    assert_eq!(error.body().map(|body| body.len()), Some(49));
    assert!(!error.is_retryable());
    assert_eq!(
        error.to_string(),
        r#"500 Internal Server Error for `RunMLService` (POST /score): {"status_code": 7, "message": "the model failed"} (request id abc)"#
    );
}

#[tokio::test]
async fn a_declared_error_with_another_body_is_unexpected() {
    let error =
        score(CannedResponse::new(502, "<html>\n<b>Bad Gateway</b></html>").header("content-type", "text/html")).await;
    let Error::Unexpected(unexpected) = &error else { panic!("{error:?}") };
    assert_eq!(unexpected.decode_failure().and_then(|failure| failure.path()), Some("$"));
    assert_eq!(unexpected.bytes(), "<html>\n<b>Bad Gateway</b></html>");
    assert!(error.is_retryable());
    assert_eq!(
        error.to_string(),
        "502 Bad Gateway for `RunMLService` (POST /score), with a body that is not as declared (`$`: expected value at line 1 column 1 \
         (the body is `text/html`)): <html>\\n<b>Bad Gateway</b></html>"
    );
    assert!(error.source().is_some());
}

#[tokio::test]
async fn a_status_that_is_not_declared_is_unexpected() {
    let server = Server::always(CannedResponse::json(418, r#"{"message": "teapot"}"#));
    let error = client(&server).get_pet("1").await.expect_err("an error");
    let Error::Unexpected(unexpected) = &error else { panic!("{error:?}") };
    assert!(unexpected.decode_failure().is_none());
    assert_eq!(
        error.to_string(),
        r#"418 I'm a teapot for `getPet` (GET /pets/{petId}), a status that is not declared: {"message": "teapot"}"#
    );
}

#[tokio::test]
async fn a_success_that_does_not_decode_names_the_place() {
    let error = score(CannedResponse::json(200, r#"[1.5, "x"]"#)).await;
    let Error::Decode(decode) = &error else { panic!("{error:?}") };
    assert_eq!(decode.failure().path(), Some("$[1]"));
    assert_eq!(decode.bytes(), r#"[1.5, "x"]"#);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert_eq!(
        error.to_string(),
        "200 OK for `RunMLService` (POST /score), with a body that is not as declared (`$[1]`: invalid type: string \"x\", expected f64 at line 1 column 9): [1.5, \"x\"]"
    );
    let empty = score(CannedResponse::json(200, "")).await;
    assert_eq!(
        empty.to_string(),
        "200 OK for `RunMLService` (POST /score), with a body that is not as declared (the body is empty)"
    );
}

#[tokio::test]
async fn a_missing_required_field_is_named() {
    let server = Server::always(CannedResponse::json(
        200,
        r#"[{"id": 1, "color": "red", "owner": null}, {"id": 2, "color": "red"}]"#,
    ));
    let error = client(&server).list_pets().await.expect_err("an error");
    let Error::Decode(decode) = &error else { panic!("{error:?}") };
    let text = "`$[1]`: missing field `owner` at line 1 column 68; a property of the list `optional` in callsmith.toml may be absent";
    assert_eq!(decode.failure().to_string(), text);
}

#[tokio::test]
async fn an_unauthorized_call_without_credential_says_so() {
    let error = score(CannedResponse::json(401, r#"{"message": "no"}"#).header("x-request-id", "r")).await;
    assert!(error.is_unauthorized());
    assert_eq!(
        error.to_string(),
        r#"401 Unauthorized for `RunMLService` (POST /score): {"message": "no"} (no credential was set for the security scheme `Bearer`: `.bearer(..)` sets it; request id r)"#
    );

    let server = Server::always(CannedResponse::json(401, "{}"));
    let client = Client::builder(&server.url).bearer("k3y").build().expect("valid settings");
    let error = client.run_ml_service(&ServiceInput::default()).await.expect_err("an error");
    assert_eq!(error.to_string(), "401 Unauthorized for `RunMLService` (POST /score): {}");
}

#[tokio::test]
async fn a_text_error_is_typed_too() {
    let server = Server::always(CannedResponse::new(404, "no such pet"));
    let error = client(&server).delete_pet(1).await.expect_err("an error");
    let Error::Api(api) = &error else { panic!("{error:?}") };
    assert_eq!(api.body(), "no such pet");
    assert!(error.status().is_some_and(|status| status == 404));
    let untyped: Error = error.into_untyped();
    assert_eq!(untyped.body().map(|body| body.as_ref()), Some("no such pet".as_bytes()));
}

#[tokio::test]
async fn a_service_that_is_down_is_a_transport_error() {
    let free =
        std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
    let client = Client::builder(&format!("http://{free}/hidden-prefix")).build().expect("valid settings");
    let call = client.list_pets().with_query("code", "hidden");
    let error = call.await.expect_err("an error");
    assert!(error.is_connect() && error.is_retryable() && !error.is_timeout());
    assert_eq!(error.status(), None);
    let text = error.to_string();
    assert!(
        text.starts_with(&format!("could not connect for `listPets` (GET /pets?kind=pet) at `{free}`: "))
            && text.contains("refused"),
        "{text}"
    );
    assert!(!format!("{error:?}").contains("hidden"), "{error:?}");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn a_response_can_be_too_large() {
    let server = Server::always(CannedResponse::new(200, "x".repeat(1000)));
    let client = Client::builder(&server.url).response_limit(999).build().expect("valid settings");
    let error = client.health().await.expect_err("an error");
    let Error::Transport(transport) = &error else { panic!("{error:?}") };
    assert!(transport.is_response_too_large() && !error.is_retryable());
    let client = Client::builder(&server.url).response_limit(1000).build().expect("valid settings");
    assert_eq!(client.health().await.expect("a response").len(), 1000);
}

#[tokio::test]
async fn requests_that_cannot_be_made_are_not_sent() {
    let server = Server::always(CannedResponse::json(200, "[]"));
    let client = client(&server);
    for (pet, reason) in [
        (
            "",
            "the path parameter `petId`: it is empty; `empty-path-parameters` in callsmith.toml allows it at the end of a path",
        ),
        ("..", "the path segment `{petId}` would be `..`"),
    ] {
        let error = client.get_pet(pet).await.expect_err("an error");
        assert_eq!(error.to_string(), format!("invalid request for `getPet` (GET /pets/{{petId}}): {reason}"));
    }
    let error = client.list_pets().x_deployment("a\nb").await.expect_err("an error");
    assert!(matches!(error, Error::InvalidRequest(_)));
    assert_eq!(
        error.to_string(),
        "invalid request for `listPets` (GET /pets?kind=pet): \
         the parameter `x-deployment`: the header `x-deployment` has a value that cannot be sent"
    );
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn errors_are_boxed_errors() {
    async fn run(client: &Client) -> Result<Vec<f64>, Box<dyn std::error::Error + Send + Sync>> {
        Ok(client.run_ml_service(&ServiceInput::default()).await?)
    }
    let server = Server::always(CannedResponse::json(429, "{}").header("retry-after", "3"));
    let error = run(&client(&server)).await.expect_err("an error");
    let error = error.downcast_ref::<Error<ErrorResponse>>().expect("our error");
    assert!(error.is_retryable());
    assert_eq!(error.retry_after(), Some(std::time::Duration::from_secs(3)));
}

#[tokio::test]
async fn errors_and_responses_say_where() {
    let server = Server::new(|seen, _| match seen.target.as_str() {
        "/pets/1?code=hidden" => CannedResponse::new(418, "teapot"),
        "/" => CannedResponse::new(302, "").header("location", "/moved?code=hidden"),
        "/moved?code=hidden" => CannedResponse::new(200, "Healthy").header("content-type", "text/plain"),
        _ => CannedResponse::json(200, "{}"),
    });
    let client = client(&server);
    let error = client.get_pet("1").with_query("code", "hidden").await.expect_err("an error");
    let url = format!("{}/pets/1", server.url);
    assert_eq!(
        (error.operation(), error.method(), error.url()),
        (Some("getPet"), Some(Method::GET), Some(url.clone()))
    );
    let Error::Unexpected(inner) = &error else { panic!("{error}") };
    assert_eq!((inner.operation(), inner.method(), inner.url()), (Some("getPet"), Some(Method::GET), Some(url)));

    let error = client.list_pets().await.expect_err("no list");
    assert!(matches!(error, Error::Decode(_)));
    assert_eq!((error.operation(), error.url()), (Some("listPets"), Some(format!("{}/pets", server.url))));

    let error = client.get_pet("").await.expect_err("no request");
    assert_eq!((error.operation(), error.method(), error.url()), (Some("getPet"), Some(Method::GET), None));

    let response = client.health().response().await.expect("a response");
    let moved = format!("{}/moved", server.url);
    assert_eq!(
        (response.operation(), response.method(), response.url()),
        (Some("ServiceHealthCheck"), Method::GET, Some(moved))
    );
    assert!(!format!("{response:?}").contains("hidden"), "{response:?}");

    let response = client.request(Method::PUT, "/by-hand?code=hidden").send().await.expect("a response");
    let by_hand = format!("{}/by-hand", server.url);
    assert_eq!((response.operation(), response.method(), response.url()), (None, Method::PUT, Some(by_hand)));

    let error = client.list_pets().with_bearer("a\nb").await.expect_err("no credential");
    assert!(matches!(error, Error::Authentication(_)));
    assert_eq!((error.operation(), error.method()), (Some("listPets"), Some(Method::GET)));
}

#[tokio::test]
async fn an_error_of_main_is_one_short_line() {
    let body = format!("{{\"message\": \"{}\"}}", "x".repeat(100_000));
    let mut response = CannedResponse::json(500, body);
    for number in 0..50 {
        response = response.header("x-filler", format!("{number}{}", "y".repeat(100)));
    }
    let error = score(response).await;
    let text = format!("{error:?}");
    assert!(text.len() < 400 && !text.contains('\n'), "{} bytes: {text}", text.len());
}

#[tokio::test]
async fn a_plain_304_is_no_redirect() {
    let server = Server::always(CannedResponse::new(304, "").header("location", "/elsewhere"));
    let error = client(&server).list_pets().with_header("if-none-match", "\"1\"").await.expect_err("nothing new");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(304));
    assert!(!error.to_string().contains("redirect"), "{error}");
}
