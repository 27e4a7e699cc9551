//! Responses of a mock.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_core::Serialize;

use crate::codec::json::encode_json;
use crate::net::BoxError;
use crate::net::body::Body;

/// The response of a [`Mock`](super::Mock): a status with headers and a body, or an error of the transport.
#[derive(Clone, Debug)]
pub struct MockResponse {
    outcome: Result<(StatusCode, Body), io::ErrorKind>,
    headers: HeaderMap,
    delay: Option<Duration>,
}

impl MockResponse {
    /// A status without a body.
    ///
    /// # Panics
    ///
    /// The status is not within 100 to 999.
    #[track_caller]
    pub fn status(status: u16) -> Self {
        Self::new(status, Body::default())
    }

    /// A value as JSON (`application/json`).
    ///
    /// # Panics
    ///
    /// The value has no JSON form, or the status is not within 100 to 999.
    #[track_caller]
    pub fn json<T: Serialize + ?Sized>(status: u16, value: &T) -> Self {
        Self::body(status, "application/json", json(value))
    }

    /// A body of any content type: bytes, a text, a file or a stream, which is sent once.
    ///
    /// # Panics
    ///
    /// The content type is no value of a header, or the status is not within 100 to 999.
    #[track_caller]
    pub fn body(status: u16, content_type: &str, body: impl Into<Body>) -> Self {
        Self::new(status, body.into()).header(CONTENT_TYPE.as_str(), content_type)
    }

    /// An error of the transport in place of a response, such as [`io::ErrorKind::ConnectionRefused`] or [`io::ErrorKind::ConnectionReset`].
    pub fn error(kind: io::ErrorKind) -> Self {
        Self { outcome: Err(kind), headers: HeaderMap::new(), delay: None }
    }

    #[track_caller]
    fn new(status: u16, body: Body) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else { panic!("{status} is no status") };
        Self { outcome: Ok((status, body)), headers: HeaderMap::new(), delay: None }
    }

    /// Adds a header.
    ///
    /// # Panics
    ///
    /// The name or the value cannot be sent.
    #[must_use]
    #[track_caller]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let pair = name.parse::<HeaderName>().ok().zip(HeaderValue::from_bytes(value.as_bytes()).ok());
        let Some((name, value)) = pair else { panic!("the header `{}` cannot be sent", name.escape_debug()) };
        self.headers.append(name, value);
        self
    }

    /// Waits so long before it is there. It needs a runtime of tokio, and follows its clock where a test pauses that.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = Some(delay);
        self
    }

    /// The response, once it is there.
    pub(super) async fn sent(self) -> Result<http::Response<Body>, BoxError> {
        if let Some(delay) = self.delay {
            if tokio::runtime::Handle::try_current().is_err() {
                return Err("a response with a delay needs a runtime of tokio".into());
            }
            tokio::time::sleep(delay).await;
        }
        let (status, body) = self.outcome.map_err(io::Error::from)?;
        let mut response = http::Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = self.headers;
        Ok(response)
    }
}

/// The JSON of a value.
#[track_caller]
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> Bytes {
    match encode_json(value) {
        Ok(json) => json,
        Err(error) => panic!("a value of `{}` has no JSON form: {error}", std::any::type_name::<T>()),
    }
}
