//! Errors of models behind an online endpoint of Azure ML, which its gateway passes on.

use std::error::Error;
use std::fmt;

use http::HeaderMap;

/// The status that the model's container answered with, beside a 424.
pub(crate) const MODEL_ERROR_STATUS: &str = "ms-azureml-model-error-statuscode";

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

/// The error of the model, from `ms-azureml-model-error-statuscode` and `ms-azureml-model-error-reason`.
pub fn model_error(headers: &HeaderMap) -> Option<ModelError> {
    let status = text(headers, MODEL_ERROR_STATUS)?.parse().ok()?;
    let reason = text(headers, "ms-azureml-model-error-reason");
    let reason = reason.unwrap_or_default().to_owned();
    Some(ModelError { status, reason })
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}
