//! Clients of reqwest as transports.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::{Carrier, Incoming, Pool, ResponseFuture, Transport, fault, prepare};
use crate::net::BoxError;
use crate::net::body::Body;
use crate::net::error::{FaultKind, TransportFault};
use crate::net::url::Url;

/// A client of reqwest, which the caller made.
pub(crate) struct HttpClient(reqwest::Client);

/// The settings of the default transport: TLS as given, no redirects (they are followed in `send`, where what the document declares is known).
pub(super) fn builder(tls: rustls::ClientConfig, connect_timeout: Duration) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder().tls_backend_preconfigured(tls);
    // Redirects are followed above, where credentials and trusted origins are known.
    let builder = builder.redirect(reqwest::redirect::Policy::none());
    // Content codings are decoded in `net::coding`, within limits, whatever features of reqwest other crates of a program select.
    // The features of reqwest would decode for every client of the program, and without a limit.
    let builder = builder.no_gzip().no_brotli().no_zstd().no_deflate();
    builder.connect_timeout(connect_timeout)
}

impl HttpClient {
    pub(crate) fn boxed(client: reqwest::Client) -> Box<dyn Transport> {
        Box::new(Self(client))
    }
}

impl Transport for HttpClient {
    fn send(&self, mut request: http::Request<Body>, _: Pool) -> ResponseFuture {
        let response = prepare(&mut request).and_then(|()| outgoing(request)).map(|request| self.0.execute(request));
        Box::pin(async move {
            // Errors are told without the URL, whose query may hold a key.
            response?.await.map(received).map_err(|error| fault(error.without_url().into()))
        })
    }

    /// Nothing of the caller is between it and the connection.
    fn sees_operations(&self) -> bool {
        false
    }

    fn carrier(&self, pool: Pool) -> Carrier {
        Carrier::for_pool(pool)
    }
}

/// A request of reqwest, which has a URL of its own.
fn outgoing(request: http::Request<Body>) -> Result<reqwest::Request, TransportFault> {
    let (parts, body) = request.into_parts();
    let url = reqwest::Url::parse(Url::from_uri(&parts.uri).as_str());
    let url = url.map_err(|error| TransportFault::new(FaultKind::Unsendable, error))?;
    let mut request = reqwest::Request::new(parts.method, url);
    *request.headers_mut() = parts.headers;
    *request.version_mut() = parts.version;
    // Bytes stay bytes, which reqwest sends again where the service closed an idle connection.
    *request.body_mut() = Some(match body.as_piece() {
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap(body),
    });
    Ok(request)
}

/// The answer without what reqwest knows of it beside.
fn received(mut whole_response: reqwest::Response) -> http::Response<Incoming> {
    let (status, version) = (whole_response.status(), whole_response.version());
    let headers = std::mem::take(whole_response.headers_mut());
    let mut response = http::Response::new(Incoming::new(OfResponse(whole_response)));
    *response.headers_mut() = headers;
    *response.status_mut() = status;
    *response.version_mut() = version;
    response
}

/// The body of an answer of reqwest.
struct OfResponse(reqwest::Response);

impl http_body::Body for OfResponse {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        // The future has no state beside the response, so it can be made anew each time.
        let piece = ready!(pin!(self.0.chunk()).poll(cx));
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)).map_err(Into::into).transpose())
    }

    fn is_end_stream(&self) -> bool {
        self.0.content_length() == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        self.0.content_length().map(SizeHint::with_exact).unwrap_or_default()
    }
}

pub(super) fn kind_of(error: &reqwest::Error) -> FaultKind {
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => FaultKind::ConnectTimeout,
        (true, false) => FaultKind::Connect,
        (false, true) => FaultKind::Timeout,
        (false, false) if error.is_builder() => FaultKind::Unsendable,
        (false, false) => FaultKind::Broken,
    }
}
