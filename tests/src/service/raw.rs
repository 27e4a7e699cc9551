//! A script that takes the request as it is: any content type, and responses of its own making.

use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::responses::Run;
use super::{python, responses};
use crate::request::Recorded;

/// Responds on `/score` by the query's `m`:
///
/// | `m` | response |
/// |---|---|
/// | `png` | the body backwards, as `image/png` |
/// | `418` | 418 with the text `bad request` |
/// | `503` | 503 with the text `busy` |
/// | `boom` | the response to an exception in the model |
/// | other | JSON text with length and content type of the body, as a JSON string |
///
/// `GET` is answered with path and query as text.
pub(super) fn score(request: &Recorded) -> Response {
    let run = Run::start();
    if request.method == Method::GET {
        return run.text(StatusCode::OK, format!("GET {}?{}", request.path(), request.query()));
    }
    let mode = request.query_pairs().into_iter().find(|(name, _)| name == "m").map(|(_, mode)| mode);
    match mode.as_deref() {
        Some("png") => run.bytes("image/png", request.body.iter().rev().copied().collect()),
        Some("418") => run.text(StatusCode::IM_A_TEAPOT, "bad request".to_owned()),
        Some("503") => run.text(StatusCode::SERVICE_UNAVAILABLE, "busy".to_owned()),
        Some("boom") => responses::exception(),
        _ => run.json(&Value::String(summary(request))),
    }
}

fn summary(request: &Recorded) -> String {
    // In the order in which the script names them, which a map of serde_json need not keep.
    let length = python::dumps(&json!(request.body.len()));
    let content_type = python::dumps(&json!(request.header("content-type")));
    format!("{{\"len\": {length}, \"ct\": {content_type}}}")
}
