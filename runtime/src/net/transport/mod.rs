//! Transports: how a request reaches a service and the answer comes back.

#[cfg(feature = "reqwest")]
mod http_client;
mod service;
#[cfg(feature = "reqwest")]
mod tls;

use std::error::Error;
use std::io;

use bytes::Bytes;
use http_body::Body as _;
use http_body_util::{BodyExt, Collected, LengthLimitError, Limited};

#[cfg(feature = "reqwest")]
pub(crate) use self::http_client::HttpClient;
pub(crate) use self::service::of_service;
#[cfg(feature = "reqwest")]
pub use self::tls::Tls;
use crate::net::body::{Body, BodyFault};
use crate::net::coding::Miscoded;
use crate::net::error::{Fault, FaultKind};
use crate::net::{BoxError, BoxFuture};

/// Whose connections a request may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pool {
    /// Those of the runtime on which the call is awaited.
    Shared,
    /// Those of the background runtime for blocking calls.
    #[cfg(feature = "blocking")]
    Blocking,
}

/// The body of an answer that is being received.
pub(crate) type Incoming = http_body_util::combinators::UnsyncBoxBody<Bytes, BoxError>;
/// An answer to come.
pub(crate) type Arriving = BoxFuture<Result<http::Response<Incoming>, Fault>>;

/// Sends one request. Follows no redirect, sets no time limit for the whole and repeats nothing.
pub(crate) trait Transport: Send + Sync {
    fn send(&self, request: http::Request<Body>, pool: Pool) -> Arriving;
}

/// What kind of fault an error of a transport is, looked for along its chain: layers wrap errors.
pub(crate) fn fault(error: BoxError) -> Fault {
    let first: &(dyn Error + 'static) = error.as_ref();
    let chain = || std::iter::successors(Some(first), |&error| error.source());
    let of_body = chain().find_map(|error| error.downcast_ref::<BodyFault>());
    let of_body = of_body.map(|fault| if fault.is_of_item() { FaultKind::Unwritable } else { FaultKind::Body });
    let of_coding = chain().find_map(|error| error.downcast_ref::<Miscoded>()).map(|_| FaultKind::Miscoded);
    let kind = of_body.or(of_coding).or_else(|| chain().find_map(kind_of));
    Fault::new(kind.unwrap_or(FaultKind::Broken), error)
}

fn kind_of(error: &(dyn Error + 'static)) -> Option<FaultKind> {
    #[cfg(feature = "reqwest")]
    if let Some(error) = error.downcast_ref::<reqwest::Error>() {
        return Some(http_client::kind_of(error));
    }
    // A host or network becomes unreachable while a connection stands too, when a request may have been carried out.
    use io::ErrorKind::{AddrNotAvailable, ConnectionRefused, TimedOut};
    match error.downcast_ref::<io::Error>()?.kind() {
        ConnectionRefused | AddrNotAvailable => Some(FaultKind::Connect),
        TimedOut => Some(FaultKind::Timeout),
        _ => None,
    }
}

/// The whole of a body, which may have `limit` bytes.
pub(crate) async fn collect(body: Incoming, limit: usize) -> Result<Bytes, Fault> {
    // Nothing is received of a body whose announced length is too large.
    if body.size_hint().lower() > limit as u64 {
        return Err(FaultKind::TooLarge(limit).into());
    }
    // On the heap, with its type erased: `Send` cannot be shown for the bare future of `Limited` here.
    let whole: BoxFuture<Result<Collected<Bytes>, BoxError>> = Box::pin(Limited::new(body, limit).collect());
    match whole.await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(FaultKind::TooLarge(limit).into()),
        Err(error) => Err(fault(error)),
    }
}
