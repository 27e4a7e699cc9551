//! Webhooks and callbacks: their types, received by a server of the user's.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{post, put};
use callsmith_goldens::webhooks::Client;
use callsmith_goldens::webhooks::types::{
    SubscribeEventCallbackAnswer, SubscribeEventCallbackObject, ThingChangedWebhook, ThingCreatedWebhook,
};
use callsmith_runtime::Method;
use callsmith_tests::server::Server;

/// Receives an event, and responds as the callback asks.
async fn event(body: String) -> Result<String, StatusCode> {
    let event: SubscribeEventCallbackObject = serde_json::from_str(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let response = SubscribeEventCallbackAnswer { seen: Some(event.id == 7) };
    serde_json::to_string(&response).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

async fn created(body: String) -> Result<String, StatusCode> {
    let thing: ThingCreatedWebhook = serde_json::from_str(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    Ok(thing.name.unwrap_or_default())
}

async fn changed(body: String) -> Result<String, StatusCode> {
    let change: ThingChangedWebhook = serde_json::from_str(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    Ok(change.before.and_then(|thing| thing.name).unwrap_or_default())
}

#[tokio::test]
async fn what_comes_is_of_the_types_of_callbacks_and_webhooks() {
    let routes = Router::new().route("/event", post(event)).route("/created", post(created));
    let server = Server::serve(routes.route("/changed", put(changed)));
    let client = Client::builder(&server.url()).build().expect("valid settings");
    let send = async |method, path, body: &'static str| {
        let response = client.request(method, path).body("application/json", body).send().await;
        response.map(|response| (response.status().as_u16(), response.body().to_vec()))
    };
    let seen = send(Method::POST, "/event", r#"{"id": 7, "new": true}"#).await.unwrap();
    assert_eq!(seen, (200, br#"{"seen":true}"#.to_vec()));
    // What is required is required of the service too.
    assert_eq!(send(Method::POST, "/event", "{}").await.unwrap().0, 400);
    assert_eq!(send(Method::POST, "/created", r#"{"name": "a"}"#).await.unwrap(), (200, b"a".to_vec()));
    assert_eq!(send(Method::PUT, "/changed", r#"{"before": {"name": "b"}}"#).await.unwrap(), (200, b"b".to_vec()));
}
