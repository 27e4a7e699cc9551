//! Layers of tower around a transport.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Buf, Bytes};
use http_body::{Frame, SizeHint};
use tower_layer::Layer;
use tower_service::Service;

use super::{Carrier, Incoming, Pool, ResponseFuture, Transport, of_service};
use crate::net::body::Body;
use crate::net::{BoxError, BoxFuture};

/// The transport of a client as a [`tower_service::Service`]: the layers of
/// [`ClientBuilder::layer`](crate::ClientBuilder::layer) are put around it.
///
/// The transport is the default one, a client of reqwest, a service of the caller's own, or a layer around one of them.
#[derive(Clone)]
pub struct TransportService(Arc<dyn Transport>);

impl Service<http::Request<Body>> for TransportService {
    type Response = http::Response<ResponseBody>;
    type Error = BoxError;
    type Future = BoxFuture<Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: http::Request<Body>) -> Self::Future {
        let pool = request.extensions_mut().remove().unwrap_or(Pool::Shared);
        let arriving = self.0.send(request, pool);
        Box::pin(async move {
            let response = arriving.await.map_err(Box::new)?;
            Ok(response.map(ResponseBody))
        })
    }
}

impl fmt::Debug for TransportService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransportService")
    }
}

/// The body of a response that a layer sees: an [`http_body::Body`], received while it is read.
pub struct ResponseBody(Incoming);

impl http_body::Body for ResponseBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(&mut self.0).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

impl fmt::Debug for ResponseBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseBody")
    }
}

/// A layer with its types erased.
pub(crate) type AnyLayer = Box<dyn FnOnce(Box<dyn Transport>) -> Box<dyn Transport> + Send + Sync>;

/// A layer that goes around a transport.
pub(crate) fn of_layer<L, B>(layer: L) -> AnyLayer
where
    L: Layer<TransportService> + Send + Sync + 'static,
    L::Service: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    <L::Service as Service<http::Request<Body>>>::Future: Send + 'static,
    <L::Service as Service<http::Request<Body>>>::Error: Into<BoxError> + Send + 'static,
    B: http_body::Body<Data: Buf + Send, Error: Into<BoxError>> + Send + 'static,
{
    Box::new(move |inner| {
        let inner: Arc<dyn Transport> = inner.into();
        let outer = of_service(layer.layer(TransportService(inner.clone())));
        Box::new(Layered { outer, inner })
    })
}

/// A transport within a layer.
struct Layered {
    /// The layer with the transport in it.
    outer: Box<dyn Transport>,
    inner: Arc<dyn Transport>,
}

impl Transport for Layered {
    /// The pool goes through the layer among the extensions of the request.
    fn send(&self, mut request: http::Request<Body>, pool: Pool) -> ResponseFuture {
        request.extensions_mut().insert(pool);
        self.outer.send(request, pool)
    }

    fn sees_operations(&self) -> bool {
        true
    }

    /// A layer may have tasks on any runtime.
    fn carrier(&self, pool: Pool) -> Carrier {
        match self.inner.carrier(pool) {
            Carrier::Background => Carrier::Unknown,
            carrier => carrier,
        }
    }
}
