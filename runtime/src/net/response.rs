//! The answer to a call.

use http::{Method, StatusCode};

use crate::net::decode::Parts;
use crate::net::headers::Headers;

/// The answer to a call: status, headers and decoded body.
///
/// `H` is [`Headers`] or a type of generated code over it, with an accessor for each header that the document declares.
#[derive(Clone, Debug)]
pub struct Response<T, H = Headers> {
    parts: Parts,
    headers: H,
    body: T,
}

impl<T, H: From<Headers>> Response<T, H> {
    pub(crate) fn new(parts: Parts, body: T) -> Self {
        let headers = H::from(parts.1.clone());
        Self { parts, headers, body }
    }
}

impl<T, H> Response<T, H> {
    /// The status. Compares with numbers: `response.status() == 201`.
    pub fn status(&self) -> StatusCode {
        self.parts.0
    }

    /// The headers.
    pub fn headers(&self) -> &H {
        &self.headers
    }

    /// The decoded body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The decoded body, without the rest.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The identifier that the service gave to the request. See [`Headers::request_id`].
    pub fn request_id(&self) -> Option<&str> {
        self.parts.1.request_id()
    }

    /// The identifier of the operation. `None` for a request that the document does not describe.
    pub fn operation(&self) -> Option<&'static str> {
        Some(self.parts.2.operation()).filter(|id| !id.is_empty())
    }

    /// The method of the call.
    pub fn method(&self) -> Method {
        self.parts.2.method()
    }

    /// The URL that gave the answer, after redirects, without its query. `None` where the answer was received by other means.
    pub fn url(&self) -> Option<String> {
        self.parts.2.url()
    }

    /// The same answer with another body.
    #[cfg(feature = "blocking")]
    pub(crate) fn map<U>(self, map: impl FnOnce(T) -> U) -> Response<U, H> {
        Response { parts: self.parts, headers: self.headers, body: map(self.body) }
    }
}
