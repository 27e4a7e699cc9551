//! Responses of a test server.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response as HttpResponse;
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use serde_json::Value;

/// A response: status, headers, body, and how it is sent.
#[derive(Clone, Debug)]
pub struct Response {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
    delay: Duration,
    cut_short: bool,
}

impl Response {
    /// A response with neither body nor content type.
    pub fn empty(status: u16) -> Self {
        let status = StatusCode::from_u16(status).expect("the test names a status between 100 and 999");
        Self { status, headers: Vec::new(), body: Bytes::new(), delay: Duration::ZERO, cut_short: false }
    }

    /// A response of any content type.
    pub fn bytes(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let response = Self::empty(status).header(header::CONTENT_TYPE.as_str(), content_type);
        Self { body: body.into(), ..response }
    }

    /// A response of `application/json`.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::bytes(status, "application/json", body.to_string())
    }

    /// A response of `text/plain`.
    pub fn text(status: u16, body: &str) -> Self {
        Self::bytes(status, "text/plain; charset=utf-8", body.to_owned())
    }

    /// A response of `text/html`.
    pub fn html(status: u16, body: &str) -> Self {
        Self::bytes(status, "text/html; charset=utf-8", body.to_owned())
    }

    /// Adds a header; a name given twice is sent twice.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = name.parse().expect("the test names a valid header");
        let value = value.parse().expect("the test gives a valid header value");
        self.headers.push((name, value));
        self
    }

    /// Waits before the response is sent.
    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Announces the whole body, sends half of it and closes the connection.
    pub fn cut_short(self) -> Self {
        Self { cut_short: true, ..self }
    }

    /// The response, once the delay is over.
    pub(crate) async fn send(self) -> HttpResponse {
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
        let body = if self.cut_short { Body::new(CutShort::new(self.body)) } else { Body::from(self.body) };
        let mut response = HttpResponse::new(body);
        *response.status_mut() = self.status;
        for (name, value) in self.headers {
            response.headers_mut().append(name, value);
        }
        response
    }
}

/// A body that breaks off in the middle.
struct CutShort {
    length: u64,
    half: Option<Bytes>,
    /// `true` if the half was handed on and is given the time to leave.
    is_leaving: bool,
}

impl CutShort {
    fn new(whole: Bytes) -> Self {
        Self { length: whole.len() as u64, half: Some(whole.slice(..whole.len() / 2)), is_leaving: false }
    }
}

impl HttpBody for CutShort {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let half = self.half.take();
        if half.is_none() && !std::mem::replace(&mut self.is_leaving, true) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(match half {
            Some(half) => Ok(Frame::data(half)),
            None => Err(std::io::Error::other("the test cuts this body short")),
        }))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}
