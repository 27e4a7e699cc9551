//! Transports: how a request reaches a service and the answer comes back.

mod caller;
#[cfg(feature = "hyper")]
mod default;
#[cfg(feature = "blocking")]
mod fed;
#[cfg(feature = "reqwest")]
mod http_client;
mod layered;
mod service;
#[cfg(feature = "hyper")]
mod tls;
mod whole;

use std::error::Error;
use std::io;

use bytes::Bytes;

pub(crate) use self::caller::CallerTransport;
#[cfg(feature = "hyper")]
pub(crate) use self::default::DefaultTransport;
#[cfg(feature = "reqwest")]
pub(crate) use self::http_client::HttpClient;
pub(crate) use self::layered::{AnyLayer, of_layer};
pub use self::layered::{ResponseBody, TransportService};
pub(crate) use self::service::of_service;
#[cfg(feature = "hyper")]
pub use self::tls::Tls;
pub(crate) use self::whole::collect;
use crate::net::body::{Body, BodyFault};
use crate::net::coding::Miscoded;
use crate::net::error::{FaultKind, TransportFault};
use crate::net::{BoxError, BoxFuture};

/// The owner of the connections that a request may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pool {
    /// The runtime on which the call is awaited.
    Shared,
    /// The background runtime for blocking calls.
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
pub(crate) type ResponseFuture = BoxFuture<Result<http::Response<Incoming>, TransportFault>>;

/// Sends one request. Follows no redirect, sets no time limit for the whole and repeats nothing.
pub(crate) trait Transport: Send + Sync {
    fn send(&self, request: http::Request<Body>, pool: Pool) -> ResponseFuture;

    /// Returns `true` if something of the caller looks at requests: the operation is an extension of them then.
    fn sees_operations(&self) -> bool;

    /// The runtime whose threads carry the bytes of a call that uses a pool.
    fn carrier(&self, pool: Pool) -> Carrier;
}

impl Carrier {
    /// The carrier of a transport whose pools are on the runtimes that are named so.
    fn for_pool(pool: Pool) -> Self {
        match pool {
            Pool::Shared => Self::Shared,
            #[cfg(feature = "blocking")]
            Pool::Blocking => Self::Background,
        }
    }
}

/// Sends one request. The body of one that blocks is made by the thread that blocks.
pub(crate) fn send(transport: &dyn Transport, request: http::Request<Body>, pool: Pool) -> ResponseFuture {
    match pool {
        #[cfg(feature = "blocking")]
        Pool::Blocking if is_fed(request.body(), pool) => fed::send(transport, request, pool),
        _ => transport.send(request, pool),
    }
}

/// Makes a request ready for hyper, which needs a runtime. Otherwise no body is sent with these methods (hyper, `Client::encode`).
#[cfg(feature = "hyper")]
fn prepare(request: &mut http::Request<Body>) -> Result<(), TransportFault> {
    use http::header::TRANSFER_ENCODING;
    use http::{HeaderValue, Method};

    if tokio::runtime::Handle::try_current().is_err() {
        return Err(FaultKind::NoRuntime.into());
    }
    if request.body().length().is_none() && matches!(*request.method(), Method::GET | Method::HEAD) {
        request.headers_mut().insert(TRANSFER_ENCODING, HeaderValue::from_static("chunked"));
    }
    Ok(())
}

/// Returns `true` if the thread that blocks makes a body, and another one sends it.
pub(crate) fn is_fed(body: &Body, pool: Pool) -> bool {
    pool != Pool::Shared && !body.is_in_memory()
}

/// The kind of fault in an error of a transport, searched along its chain, since layers wrap errors.
pub(crate) fn fault(error: BoxError) -> TransportFault {
    // That of a transport within layers.
    let error = match error.downcast::<TransportFault>() {
        Ok(fault) => return *fault,
        Err(error) => error,
    };
    let chain = || chain(error.as_ref());
    let of_transport = chain().find_map(|error| error.downcast_ref::<TransportFault>()).map(|fault| fault.kind);
    if let Some(kind) = of_transport {
        return TransportFault::new(kind, error);
    }
    let of_body = chain().find_map(|error| error.downcast_ref::<BodyFault>());
    let of_body = of_body.map(|fault| if fault.is_of_item() { FaultKind::Unwritable } else { FaultKind::Body });
    let of_coding = || chain().find_map(|error| error.downcast_ref::<Miscoded>()).map(|_| FaultKind::Miscoded);
    let first = of_body.or_else(of_coding);
    // A refused certificate is a failure to connect too, which would be tried again. So `lasting` is asked before.
    let kind = first.or_else(|| chain().find_map(lasting)).or_else(|| chain().find_map(kind_of));
    TransportFault::new(kind.unwrap_or(FaultKind::Broken), error)
}

/// An error and those within it.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| within(error))
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
    #[cfg(feature = "hyper")]
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
    #[cfg(feature = "hyper")]
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
    #[cfg(feature = "hyper")]
    if let Some(error) = error.downcast_ref::<hyper_util::client::legacy::Error>() {
        return default::kind_of(error);
    }
    #[cfg(feature = "http2")]
    if error.downcast_ref::<h2::Error>().is_some_and(is_unprocessed) {
        return Some(FaultKind::Unprocessed);
    }
    // A host or network becomes unreachable while a connection stands too, when a request may have been carried out.
    use io::ErrorKind::{AddrNotAvailable, ConnectionRefused, TimedOut};
    match error.downcast_ref::<io::Error>()?.kind() {
        ConnectionRefused | AddrNotAvailable => Some(FaultKind::Connect),
        TimedOut => Some(FaultKind::Timeout),
        _ => None,
    }
}

/// Returns `true` if the other side says that it processed nothing of a request (RFC 9113, section 8.7).
#[cfg(feature = "http2")]
fn is_unprocessed(error: &h2::Error) -> bool {
    let reason = error.reason();
    let is_refused = error.is_reset() && reason == Some(h2::Reason::REFUSED_STREAM);
    // It closes the connection in order, and this request came too late.
    let is_late = error.is_go_away() && reason == Some(h2::Reason::NO_ERROR);
    error.is_remote() && (is_refused || is_late)
}
