//! Any service of tower as a transport.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use http_body::{Frame, SizeHint};
use tower_service::Service;

use super::{Carrier, Incoming, ResponseFuture, Transport, fault};
use crate::net::BoxError;
use crate::net::body::Body;
use crate::net::transport::Pool;

/// The transport that sends through `service`.
pub(crate) fn of_service<S, B>(service: S) -> Box<dyn Transport>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Future: Send + 'static,
    S::Error: Into<BoxError> + Send + 'static,
    B: http_body::Body<Data: Buf + Send, Error: Into<BoxError>> + Send + 'static,
{
    Box::new(OfService(move |request: http::Request<Body>| -> ResponseFuture {
        // Each request has a clone of its own: `poll_ready` makes one clone ready for one call.
        let mut service = service.clone();
        Box::pin(async move {
            let ready = poll_fn(|cx| service.poll_ready(cx)).await;
            ready.map_err(|error| fault(error.into()))?;
            let response = service.call(request).await;
            Ok(response.map_err(|error| fault(error.into()))?.map(|body| incoming(Box::pin(body))))
        })
    }))
}

struct OfService<F>(F);

impl<F: Fn(http::Request<Body>) -> ResponseFuture + Send + Sync> Transport for OfService<F> {
    fn send(&self, request: http::Request<Body>, _: Pool) -> ResponseFuture {
        self.0(request)
    }

    fn sees_operations(&self) -> bool {
        true
    }

    fn carrier(&self, pool: Pool) -> Carrier {
        Carrier::for_pool(pool)
    }
}

/// A body with its types erased. Data that is `Bytes` already is not copied.
pub(super) fn incoming<B>(body: B) -> Incoming
where
    B: http_body::Body<Data: Buf + Send, Error: Into<BoxError>> + Send + Unpin + 'static,
{
    Incoming::new(AsBytes(body))
}

/// A body whose data is bytes. Unlike those of `http-body-util` it keeps its length.
struct AsBytes<B>(B);

impl<B: http_body::Body<Data: Buf, Error: Into<BoxError>> + Unpin> http_body::Body for AsBytes<B> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let bytes = |frame: Frame<B::Data>| frame.map_data(|mut data| data.copy_to_bytes(data.remaining()));
        let frame = ready!(Pin::new(&mut self.0).poll_frame(cx));
        Poll::Ready(frame.map(|frame| frame.map(bytes).map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
