//! The service that the blocks of the guide call.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use callsmith_tests::server::Server;
use serde_json::{Value, json};

/// A service with three pets on two pages, a job, events, and a model.
pub(crate) fn start() -> Server {
    let router = Router::new()
        .route("/pets", get(list).post(create))
        .route("/pets/{id}", get(pet))
        .route("/pets/{id}/picture", get(picture).put(set_picture))
        .route("/events", get(events))
        .route("/jobs", post(job))
        .route("/jobs/1", get(async || json(&json!({"status": "Succeeded", "result": "done"}))))
        .route("/score", post(score))
        .route("/version", get(async || "1.0"));
    Server::serve(router)
}

fn json(value: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

fn named(id: i64) -> Value {
    json!({"id": id, "name": format!("pet {id}")})
}

fn problem(status: StatusCode, message: &str) -> Response {
    let mut response = json(&json!({"message": message}));
    *response.status_mut() = status;
    response
}

/// Two pages, of two pets and of one.
async fn list(RawQuery(query): RawQuery) -> Response {
    if query.is_some_and(|query| query.contains("cursor=2")) {
        return json(&json!([named(3)]));
    }
    ([(header::LINK, "</pets?cursor=2>; rel=\"next\"")], json(&json!([named(1), named(2)]))).into_response()
}

async fn create(headers: HeaderMap, body: Bytes) -> Response {
    let Ok(mut pet) = serde_json::from_slice::<Value>(&body) else {
        return problem(StatusCode::BAD_REQUEST, "no JSON");
    };
    if headers.get(header::AUTHORIZATION).is_none() {
        return problem(StatusCode::UNAUTHORIZED, "no credential");
    }
    pet["id"] = json!(4);
    (StatusCode::CREATED, json(&pet)).into_response()
}

async fn pet(Path(id): Path<i64>) -> Response {
    match id {
        1..=4 => json(&named(id)),
        _ => problem(StatusCode::NOT_FOUND, "there is no such pet"),
    }
}

async fn picture() -> Response {
    ([(header::CONTENT_TYPE, "image/jpeg")], vec![0xFF, 0xD8, 0xFF]).into_response()
}

async fn set_picture(body: Bytes) -> Response {
    if body.is_empty() {
        problem(StatusCode::BAD_REQUEST, "no picture")
    } else {
        StatusCode::NO_CONTENT.into_response()
    }
}

async fn events() -> Response {
    let text = "data: {\"id\": 1, \"name\": \"pet 1\"}\n\ndata: {\"id\": 2, \"name\": \"pet 2\"}\n\ndata: [DONE]\n\n";
    ([(header::CONTENT_TYPE, "text/event-stream")], text).into_response()
}

async fn job(headers: HeaderMap) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let status = [("operation-location", format!("http://{host}/jobs/1")), ("retry-after", "0".to_owned())];
    (StatusCode::ACCEPTED, status).into_response()
}

/// The sum of each row.
async fn score(body: Bytes) -> Response {
    let input: Value = serde_json::from_slice(&body).unwrap_or_default();
    let rows = input["data"].as_array().cloned().unwrap_or_default();
    let sum = |row: &Value| row.as_array().map_or(0.0, |row| row.iter().filter_map(Value::as_f64).sum::<f64>());
    json(&json!(rows.iter().map(sum).collect::<Vec<_>>()))
}
