//! A scoring service that behaves as the inference server of Azure ML.
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
mod regression;
mod responses;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

pub use ids::SERVER_VERSION;
pub use model::{COEFFICIENTS, INTERCEPT, PREDICTIONS, ROWS, predict};
pub use responses::{RUN_FN_EXEC_MS, RUN_FUNCTION_FAILED};

use ids::Ids;

use crate::request::Recorded;
use crate::server::Server;

/// A scoring service, not yet started.
#[derive(Clone, Copy, Debug)]
pub struct Service(Script);

/// The form of input that the model's script takes.
#[derive(Clone, Copy, Debug)]
enum Script {
    Regression,
    Raw,
}

impl Script {
    fn score(self) -> fn(&Recorded) -> Response {
        match self {
            Self::Regression => regression::score,
            Self::Raw => raw::score,
        }
    }
}

impl Service {
    /// The regression with a declared input: `{"data": [[…ten numbers…], …]}` in, an array of numbers out.
    pub fn regression() -> Self {
        Self(Script::Regression)
    }

    /// A script for binary data: takes any content type; the query's `m` chooses the response (`png`, `418`, `503`,
    /// `boom`), without it the response is JSON within a JSON string.
    pub fn raw() -> Self {
        Self(Script::Raw)
    }

    /// The service as a router, to be put behind a gateway.
    pub fn router(self) -> Router {
        Router::new().fallback(respond).with_state(self)
    }

    /// Starts the service on a free port.
    pub fn start(self) -> Server {
        Server::serve(self.router())
    }
}

/// The routes of the server, in one table.
async fn respond(State(Service(script)): State<Service>, request: Recorded) -> Response {
    let mut response = match (request.method.as_str(), request.path()) {
        ("GET" | "HEAD", "/") => with_ids(&request, |_| responses::plain("Healthy")),
        ("GET" | "HEAD", "/swagger.json") => with_ids(&request, document::response),
        ("GET" | "HEAD" | "POST" | "OPTIONS", "/score") => with_ids(&request, script.score()),
        (_, "/" | "/swagger.json" | "/score") => {
            responses::error(StatusCode::METHOD_NOT_ALLOWED, "The method is not allowed for the requested URL.")
        }
        _ => responses::error(
            StatusCode::NOT_FOUND,
            "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.",
        ),
    };
    sign(response.headers_mut());
    response
}

fn with_ids(request: &Recorded, response: impl FnOnce(&Recorded) -> Response) -> Response {
    let ids = Ids::new(request);
    let mut response = match ids.refusal() {
        Some(message) => responses::error(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, message),
        None => response(request),
    };
    ids.stamp(response.headers_mut());
    response
}

/// Adds the headers that gunicorn puts on every response; it keeps no connection.
fn sign(headers: &mut HeaderMap) {
    responses::set(headers, "server", "gunicorn");
    responses::set(headers, "connection", "close");
}

#[cfg(test)]
mod tests;
