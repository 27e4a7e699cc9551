//! Headers of the servers of Azure ML.

use std::error::Error;
use std::fmt;

use http::HeaderMap;

/// The status that the model's container answered with, beside a 424.
pub(super) const MODEL_ERROR_STATUS: &str = "ms-azureml-model-error-statuscode";

/// The answer of a model that the front of an online endpoint passes on as 424.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModelError {
    /// The status that the model answered with.
    pub status: u16,
    /// Its reason. Empty if none was given.
    pub reason: String,
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason.as_str() {
            "" => write!(f, "the model answered {}", self.status),
            reason => write!(f, "the model answered {}: {}", self.status, reason.escape_debug()),
        }
    }
}

impl Error for ModelError {}

/// What the model answered, from `ms-azureml-model-error-statuscode` and `ms-azureml-model-error-reason`.
pub fn model_error(headers: &HeaderMap) -> Option<ModelError> {
    let status = text(headers, MODEL_ERROR_STATUS)?.parse().ok()?;
    let reason = text(headers, "ms-azureml-model-error-reason");
    let reason = reason.unwrap_or_default().to_owned();
    Some(ModelError { status, reason })
}

impl<E> crate::Error<E> {
    /// The answer of a model that the front end of an online endpoint passed on as 424. See [`model_error`].
    ///
    /// The text of the error includes it.
    pub fn model_error(&self) -> Option<ModelError> {
        model_error(self.headers()?.as_map())
    }
}

/// `true` if the function `run` of the scoring script raised an error, from `x-ms-run-function-failed`. `None` if the server
/// does not say.
pub fn run_function_failed(headers: &HeaderMap) -> Option<bool> {
    match text(headers, "x-ms-run-function-failed")? {
        value if value.eq_ignore_ascii_case("true") => Some(true),
        value if value.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}
