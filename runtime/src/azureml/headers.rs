//! Headers of the servers of Azure ML.

use http::HeaderMap;

pub(super) use crate::net::error::MODEL_ERROR_STATUS;
pub use crate::net::error::{ModelError, model_error};

impl<E> crate::net::error::Error<E> {
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
