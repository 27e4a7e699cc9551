//! The responses of the inference server before its ids are put on.

use std::time::Instant;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

use super::python;

/// `x-ms-run-function-failed`: whether the model's own code failed.
pub const RUN_FUNCTION_FAILED: &str = "x-ms-run-function-failed";

/// `x-ms-run-fn-exec-ms`: how long the model's own code ran.
pub const RUN_FN_EXEC_MS: &str = "x-ms-run-fn-exec-ms";

/// The media type that flask gives to untyped text.
const TEXT: &str = "text/html; charset=utf-8";

const JSON: &str = "application/json";

/// A response of text that has nothing to do with the model.
pub(super) fn plain(text: &'static str) -> Response {
    respond(StatusCode::OK, TEXT, text)
}

/// The response to `OPTIONS`.
pub(super) fn options() -> Response {
    ran(plain(""), false)
}

/// A response of JSON that is text already.
pub(super) fn document(text: &'static str) -> Response {
    ran(respond(StatusCode::OK, JSON, text), false)
}

/// An error of the server: `{"message": …}` and nothing else.
pub(super) fn error(status: StatusCode, message: &str) -> Response {
    ran(respond(status, JSON, python::dumps(&json!({ "message": message }))), false)
}

/// The response to an exception in the model: 500, and the header that says whose fault it is.
pub(super) fn exception() -> Response {
    let message = "An unexpected error occurred in scoring script. Check the logs for more info.";
    ran(error(StatusCode::INTERNAL_SERVER_ERROR, message), true)
}

/// A run of the model's script that comes to its end, and so has a response of its own with the time it took.
pub(super) struct Run(Instant);

impl Run {
    /// The script begins.
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }

    /// The script returned a value.
    pub(super) fn json(self, value: &Value) -> Response {
        self.end(respond(StatusCode::OK, JSON, python::dumps(value)), false)
    }

    /// The script returned a response of bytes.
    pub(super) fn bytes(self, content_type: &'static str, body: Vec<u8>) -> Response {
        self.end(respond(StatusCode::OK, content_type, body), false)
    }

    /// The script returned a response of text; one of 500 and more counts as a failure of the model.
    pub(super) fn text(self, status: StatusCode, text: String) -> Response {
        self.end(respond(status, TEXT, text), status.is_server_error())
    }

    fn end(self, response: Response, failed: bool) -> Response {
        let mut response = ran(response, failed);
        let milliseconds = self.0.elapsed().as_secs_f64() * 1e3;
        set(response.headers_mut(), RUN_FN_EXEC_MS, &format!("{milliseconds:.3}"));
        response
    }
}

/// Sets a header of which the server has made the value itself.
pub(super) fn set(headers: &mut HeaderMap, name: &'static str, value: &str) {
    let value = HeaderValue::from_str(value).expect("ids came in as headers, the rest is digits");
    headers.insert(name, value);
}

fn respond(status: StatusCode, content_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

fn ran(mut response: Response, failed: bool) -> Response {
    // Python's spelling of a boolean.
    set(response.headers_mut(), RUN_FUNCTION_FAILED, if failed { "True" } else { "False" });
    response
}
