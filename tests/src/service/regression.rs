//! A script with a declared input: the server decodes the body, takes `data` out of it and hands that to the model.

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::responses::Run;
use super::{model, python, responses};
use crate::request::Recorded;

/// Responds to `GET` (the input as a query), `POST` (as a JSON object) and `OPTIONS` (nothing) on `/score`.
pub(super) fn score(request: &Recorded) -> Response {
    match request.method {
        Method::GET => score_query(request),
        Method::POST => score_body(request),
        Method::OPTIONS => responses::options(),
        _ => responses::error(StatusCode::METHOD_NOT_ALLOWED, "Method not allowed"),
    }
}

fn score_query(request: &Recorded) -> Response {
    let data = request.query_pairs().into_iter().find(|(name, _)| name == "data");
    predictions(data.as_ref().map(|(_, value)| value.as_str()))
}

fn score_body(request: &Recorded) -> Response {
    if !is_json(request.header("content-type").unwrap_or_default()) {
        return responses::error(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Expects Content-Type to be application/json");
    }
    if request.body.is_empty() {
        return bad("POST body is empty. Expecting a JSON dictionary.");
    }
    let text = String::from_utf8_lossy(&request.body);
    if let Err(error) = serde_json::from_str::<Value>(&text) {
        return bad(&format!("POST body could not be decoded as JSON: {}", python::complaint(&error, &text)));
    }
    match serde_json::from_str::<BTreeMap<String, &RawValue>>(&text) {
        Ok(input) => predictions(input.get("data").map(|data| data.get())),
        Err(_) => bad("POST body should be a JSON dictionary."),
    }
}

fn predictions(data: Option<&str>) -> Response {
    match data {
        None => bad("A value is not provided for the 'data' parameter."),
        Some(data) => run(data),
    }
}

fn run(data: &str) -> Response {
    let run = Run::start();
    match model::predict_all(data) {
        Some(predictions) => run.json(&json!(predictions)),
        None => responses::exception(),
    }
}

/// Returns `true` if the content type is one of JSON, whatever its parameters.
fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

fn bad(message: &str) -> Response {
    responses::error(StatusCode::BAD_REQUEST, message)
}
