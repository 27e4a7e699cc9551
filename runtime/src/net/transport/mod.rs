//! Transports: how a request reaches a service and the answer comes back.

#[cfg(feature = "blocking")]
mod fed;
#[cfg(feature = "reqwest")]
mod http_client;
mod layered;
mod own;
mod service;
mod silence;
#[cfg(feature = "reqwest")]
mod tls;

use std::error::Error;
use std::io;

use bytes::Bytes;
use http_body::Body as _;
use http_body_util::{BodyExt, Collected, LengthLimitError, Limited};

#[cfg(feature = "reqwest")]
pub(crate) use self::http_client::HttpClient;
pub(crate) use self::layered::{AnyLayer, of_layer};
pub use self::layered::{ResponseBody, TransportService};
pub(crate) use self::own::Own;
pub(crate) use self::service::of_service;
use self::silence::Silence;
pub(crate) use self::silence::timed;
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

/// The runtime whose threads carry the bytes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "blocking"), expect(dead_code, reason = "no calls block"))]
pub(crate) enum Carrier {
    /// The background runtime for blocking calls.
    Background,
    /// Perhaps the one in which a call blocks: its connections were used by calls that were awaited.
    Shared,
    /// Nobody knows: a transport of the caller's own, through which no call was awaited yet.
    Unknown,
}

/// The body of an answer that is being received.
pub(crate) type Incoming = http_body_util::combinators::UnsyncBoxBody<Bytes, BoxError>;
/// An answer to come.
pub(crate) type Arriving = BoxFuture<Result<http::Response<Incoming>, Fault>>;

/// Sends one request. Follows no redirect, sets no time limit for the whole and repeats nothing.
pub(crate) trait Transport: Send + Sync {
    fn send(&self, request: http::Request<Body>, pool: Pool) -> Arriving;

    /// Returns `true` if something of the caller looks at requests: the operation is an extension of them then.
    fn sees_operations(&self) -> bool {
        true
    }

    /// The runtime whose threads carry the bytes of a call that uses a pool.
    fn carrier(&self, pool: Pool) -> Carrier {
        match pool {
            Pool::Shared => Carrier::Shared,
            #[cfg(feature = "blocking")]
            Pool::Blocking => Carrier::Background,
        }
    }
}

/// Sends one request. The body of one that blocks is made by the thread that blocks.
pub(crate) fn send(transport: &dyn Transport, request: http::Request<Body>, pool: Pool) -> Arriving {
    match pool {
        #[cfg(feature = "blocking")]
        Pool::Blocking if !request.body().is_in_memory() => fed::send(transport, request, pool),
        _ => transport.send(request, pool),
    }
}

/// What kind of fault an error of a transport is, looked for along its chain: layers wrap errors.
pub(crate) fn fault(error: BoxError) -> Fault {
    // That of a transport within layers.
    let error = match error.downcast::<Fault>() {
        Ok(fault) => return *fault,
        Err(error) => error,
    };
    let first: &(dyn Error + 'static) = error.as_ref();
    let chain = || std::iter::successors(Some(first), |&error| within(error));
    if let Some(fault) = chain().find_map(|error| error.downcast_ref::<Fault>()) {
        return Fault::new(fault.kind, error);
    }
    let of_body = chain().find_map(|error| error.downcast_ref::<BodyFault>());
    let of_body = of_body.map(|fault| if fault.is_of_item() { FaultKind::Unwritable } else { FaultKind::Body });
    let of_coding = || chain().find_map(|error| error.downcast_ref::<Miscoded>()).map(|_| FaultKind::Miscoded);
    let silence = || chain().find_map(|error| error.downcast_ref::<Silence>());
    let silence = || silence().map(|silence| FaultKind::Silence(silence.0));
    let first = of_body.or_else(of_coding).or_else(silence);
    let kind = first.or_else(|| chain().find_map(lasting)).or_else(|| chain().find_map(kind_of));
    Fault::new(kind.unwrap_or(FaultKind::Broken), error)
}

/// The error within an error. One of `std::io` gives as its source that of the error within it.
fn within<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}

/// The kind of an error that the same request meets again.
fn lasting(error: &(dyn Error + 'static)) -> Option<FaultKind> {
    #[cfg(feature = "reqwest")]
    {
        if error.downcast_ref::<rustls::Error>().is_some_and(tls::is_refusal) {
            return Some(FaultKind::Refused);
        }
        if error.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse) {
            return Some(FaultKind::Malformed);
        }
    }
    let _ = error;
    None
}

/// Returns `true` if an error says that the other side closed the connection, of a request to which no part of an answer came.
pub(crate) fn is_closed(error: &(dyn Error + 'static)) -> bool {
    #[cfg(feature = "reqwest")]
    if let Some(error) = error.downcast_ref::<hyper::Error>() {
        return error.is_incomplete_message() || error.is_canceled();
    }
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
    kind.is_some_and(|kind| matches!(kind, BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof))
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
