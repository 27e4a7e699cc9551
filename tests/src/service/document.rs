//! `/swagger.json`: the service's own description.

use axum::http::StatusCode;
use axum::response::Response;

use super::responses;
use crate::request::Recorded;

/// The fixture in the version that the query asks for; 2 without a query, 404 for versions which do not exist.
pub(super) fn response(request: &Recorded) -> Response {
    let version = request.query_pairs().into_iter().find(|(name, _)| name == "version");
    let version = version.map_or_else(|| "2".to_owned(), |(_, version)| version);
    match version.as_str() {
        "2" => responses::document(include_str!("../../../fixtures/scoring/v2.json")),
        "3" => responses::document(include_str!("../../../fixtures/scoring/v3.0.json")),
        "3.1" => responses::document(include_str!("../../../fixtures/scoring/v3.1.json")),
        _ => {
            let message = format!("Swagger version [{version}] is not valid. Supported versions: [2, 3, 3.1].");
            responses::error(StatusCode::NOT_FOUND, &message)
        }
    }
}
