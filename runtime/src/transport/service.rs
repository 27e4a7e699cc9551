//! Any service of tower as a transport.

use std::future::poll_fn;

use bytes::{Buf, Bytes};
use http_body_util::{BodyExt, Full};
use tower_service::Service;

use super::{Arriving, Incoming, Transport, fault};
use crate::Body;
use crate::error::BoxError;
use crate::send::Pool;

/// The transport that sends through `service`.
pub(crate) fn of_service<S, B>(service: S) -> Box<dyn Transport>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Future: Send + 'static,
    S::Error: Into<BoxError> + Send + 'static,
    B: http_body::Body<Data: Buf + Send, Error: Into<BoxError>> + Send + 'static,
{
    Box::new(OfService(move |request: http::Request<Bytes>| -> Arriving {
        let mut service = service.clone();
        Box::pin(async move {
            let ready = poll_fn(|cx| service.poll_ready(cx)).await;
            ready.map_err(|error| fault(error.into()))?;
            let request = request.map(|bytes| Full::new(bytes).boxed());
            let answer = service.call(request).await;
            Ok(answer.map_err(|error| fault(error.into()))?.map(incoming))
        })
    }))
}

struct OfService<F>(F);

impl<F: Fn(http::Request<Bytes>) -> Arriving + Send + Sync> Transport for OfService<F> {
    fn send(&self, request: http::Request<Bytes>, _: Pool) -> Arriving {
        self.0(request)
    }
}

/// A body with its types erased. Data that is `Bytes` already is not copied.
pub(super) fn incoming<B>(body: B) -> Incoming
where
    B: http_body::Body<Data: Buf + Send, Error: Into<BoxError>> + Send + 'static,
{
    let bytes = |frame: http_body::Frame<B::Data>| frame.map_data(|mut data| data.copy_to_bytes(data.remaining()));
    body.map_frame(bytes).map_err(Into::into).boxed_unsync()
}
