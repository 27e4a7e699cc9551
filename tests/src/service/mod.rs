//! A scoring service that answers as the inference server of Azure ML answers.
//!
//! Statuses, headers and bodies are those of `azureml-inference-server-http` 1.5.1 behind gunicorn: the health check is
//! text of type `text/html`, errors are `{"message": …}` without `status_code`, an exception in the model is a 500 with
//! `x-ms-run-function-failed: True`, ids are sent back. Like the server, it checks no credential: that is done by a
//! [`gateway`](crate::gateway) in front of it.

mod document;
mod ids;
mod model;
mod python;
mod raw;
mod reply;
mod ridge;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

pub use ids::SERVER_VERSION;
pub use model::{COEFFICIENTS, INTERCEPT, PREDICTIONS, ROWS, predict};
pub use reply::{RUN_FN_EXEC_MS, RUN_FUNCTION_FAILED};

use ids::Ids;

use crate::request::Recorded;
use crate::server::Running;

/// A scoring service, not yet started.
#[derive(Clone, Copy, Debug)]
pub struct Service(Script);

/// The form of input that the model's script takes.
#[derive(Clone, Copy, Debug)]
enum Script {
    Ridge,
    Raw,
}

impl Script {
    fn score(self) -> fn(&Recorded) -> Response {
        match self {
            Self::Ridge => ridge::score,
            Self::Raw => raw::score,
        }
    }
}

impl Service {
    /// The ridge model with a declared input: `{"data": [[…ten numbers…], …]}` in, an array of numbers out.
    pub fn ridge() -> Self {
        Self(Script::Ridge)
    }

    /// A script for binary data: takes any content type; the query's `m` chooses the answer (`png`, `418`, `503`,
    /// `boom`), without it the answer is JSON within a JSON string.
    pub fn raw() -> Self {
        Self(Script::Raw)
    }

    /// The service as a router, to be put behind a gateway.
    pub fn router(self) -> Router {
        Router::new().fallback(answer).with_state(self)
    }

    /// Starts the service on a free port.
    pub fn start(self) -> Running {
        Running::serve(self.router())
    }
}

/// The routes of the server, in one table.
async fn answer(State(Service(script)): State<Service>, request: Recorded) -> Response {
    let mut response = match (request.method.as_str(), request.path()) {
        ("GET" | "HEAD", "/") => with_ids(&request, |_| reply::plain("Healthy")),
        ("GET" | "HEAD", "/swagger.json") => with_ids(&request, document::answer),
        ("GET" | "HEAD" | "POST" | "OPTIONS", "/score") => with_ids(&request, script.score()),
        (_, "/" | "/swagger.json" | "/score") => {
            reply::error(StatusCode::METHOD_NOT_ALLOWED, "The method is not allowed for the requested URL.")
        }
        _ => reply::error(
            StatusCode::NOT_FOUND,
            "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.",
        ),
    };
    sign(response.headers_mut());
    response
}

fn with_ids(request: &Recorded, answer: impl FnOnce(&Recorded) -> Response) -> Response {
    let ids = Ids::new(request);
    let mut response = match ids.refusal() {
        Some(message) => reply::error(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, message),
        None => answer(request),
    };
    ids.stamp(response.headers_mut());
    response
}

/// Adds the headers that gunicorn puts on every answer; it keeps no connection.
fn sign(headers: &mut HeaderMap) {
    reply::set(headers, "server", "gunicorn");
    reply::set(headers, "connection", "close");
}

#[cfg(test)]
mod tests;
