//! Responses of a gateway alone, without the service: the errors of a cluster, none of them in the document.

use std::time::Duration;

use serde_json::json;

use crate::response::Response;

/// `ms-azureml-model-error-statuscode`: the status that the model answered behind a 424.
pub const MODEL_ERROR_STATUS: &str = "ms-azureml-model-error-statuscode";

/// `ms-azureml-model-error-reason`: what kind of failure stands behind a 424.
pub const MODEL_ERROR_REASON: &str = "ms-azureml-model-error-reason";

/// 401 without JSON: one line of text.
pub fn unauthorized() -> Response {
    challenged(Response::text(401, "Authorization required"))
}

/// 401 with an object that is not the document's `ErrorResponse`.
pub fn unauthorized_json() -> Response {
    let body =
        json!({ "error": { "code": "AuthenticationFailed", "message": "the key is not valid for this service" } });
    challenged(Response::json(401, &body))
}

/// 401 with a web page.
pub fn unauthorized_html() -> Response {
    challenged(Response::html(401, &page("401 Authorization Required")))
}

/// 502 with a web page: the service cannot be reached.
pub fn bad_gateway() -> Response {
    Response::html(502, &page("502 Bad Gateway"))
}

/// 424: the model itself answered `status`, as a managed online endpoint reports it.
pub fn model_error(status: u16, reason: &str) -> Response {
    Response::text(424, "the model failed")
        .header(MODEL_ERROR_STATUS, &status.to_string())
        .header(MODEL_ERROR_REASON, reason)
}

/// 429: too many calls; another one is welcome after `retry_after`, in whole seconds.
pub fn too_many_requests(retry_after: Duration) -> Response {
    Response::text(429, "too many requests").header("retry-after", &retry_after.as_secs().to_string())
}

/// 408: the service took too long.
pub fn request_timeout() -> Response {
    Response::text(408, "the service did not answer in time")
}

fn challenged(response: Response) -> Response {
    response.header("www-authenticate", "Bearer")
}

fn page(title: &str) -> String {
    format!(
        "<html>\r\n<head><title>{title}</title></head>\r\n<body><center><h1>{title}</h1></center></body>\r\n</html>\r\n"
    )
}
