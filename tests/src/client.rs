//! A plain HTTP client for the tests of the servers: it changes nothing on either way.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use bytes::Bytes;
use hyper_util::client::legacy::{Client, Error};
use hyper_util::rt::TokioExecutor;

/// A response as it came.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Received {
    /// The value of a header, empty if it is absent.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("the servers send text"))
    }

    /// The body as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the test expects text")
    }
}

/// Sends a request and waits for the whole response.
pub(crate) async fn send(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: impl Into<Bytes>,
) -> Result<Received, axum::BoxError> {
    let mut request = Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.into()))?;
    let client = Client::builder(TokioExecutor::new()).build_http::<Body>();
    let response = client.request(request).await.map_err(|error: Error| Box::new(error))?;
    let (parts, body) = response.into_parts();
    let body = to_bytes(Body::new(body), usize::MAX).await?;
    Ok(Received { status: parts.status.as_u16(), headers: parts.headers, body })
}
