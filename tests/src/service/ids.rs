//! The ids by which a request is found again in the logs.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::HeaderMap;

use super::responses;
use crate::request::Recorded;

/// The value of `x-ms-server-version`.
pub const SERVER_VERSION: &str = "azmlinfsrv/1.5.1";

/// The longest id that the server takes.
const LIMIT: usize = 100;

/// The ids of one request; what the caller sent wins over what the server would make up.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// `x-request-id`: the caller's or a new one.
    request: Option<String>,
    /// `x-ms-request-id`: once the name of both ids; without one the client's id or the request's.
    legacy: Option<String>,
    /// `x-ms-client-request-id`: only if the caller sent one, under this or the legacy name.
    client: Option<String>,
    /// `TraceId`: sent back as it came.
    trace: Option<String>,
    /// The reason why the request is not taken.
    refusal: Option<&'static str>,
}

impl Ids {
    /// Reads the ids of a request.
    pub(super) fn new(request: &Recorded) -> Self {
        let sent = |name| request.header(name).filter(|id| !id.is_empty()).map(str::to_owned);
        let ids = Self { trace: sent("TraceId"), ..Self::default() };
        let id = sent("x-request-id").unwrap_or_else(new_id);
        if id.len() > LIMIT {
            return ids.refused("x-request-id must not exceed 100 characters");
        }
        let ids = Self { request: Some(id.clone()), ..ids };
        let (legacy, client) = (sent("x-ms-request-id"), sent("x-ms-client-request-id"));
        let client = client.or_else(|| legacy.clone());
        let legacy = legacy.or_else(|| client.clone()).unwrap_or(id);
        if legacy.len() > LIMIT || client.as_ref().is_some_and(|id| id.len() > LIMIT) {
            return ids.refused("x-ms-request-id and x-ms-client-request-id must not exceed 100 characters");
        }
        Self { legacy: Some(legacy), client, ..ids }
    }

    /// The reason why the request is not taken: an id is too long.
    pub(super) fn refusal(&self) -> Option<&'static str> {
        self.refusal
    }

    fn refused(self, message: &'static str) -> Self {
        Self { refusal: Some(message), ..self }
    }

    /// Puts the ids and the server's version on a response.
    pub(super) fn stamp(self, headers: &mut HeaderMap) {
        responses::set(headers, "x-ms-server-version", SERVER_VERSION);
        let ids = [
            ("x-request-id", self.request),
            ("x-ms-request-id", self.legacy),
            ("x-ms-client-request-id", self.client),
            ("traceid", self.trace),
        ];
        for (name, id) in ids {
            if let Some(id) = id {
                responses::set(headers, name, &id);
            }
        }
    }
}

/// An id of the shape of a UUID; counted, so that a test that fails does so with the same ids again.
fn new_id() -> String {
    static LAST: AtomicU64 = AtomicU64::new(0);
    let number = LAST.fetch_add(1, Ordering::Relaxed) + 1;
    format!("00000000-0000-4000-8000-{number:012x}")
}
