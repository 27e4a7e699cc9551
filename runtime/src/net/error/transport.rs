//! A request that could not be sent, or an answer that could not be received.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::Target;
use crate::net::BoxError;
use crate::net::target::Located;

// One pointer, since it stands in the result of every call.
/// A request which could not be sent, or an answer that could not be received whole.
#[derive(Clone)]
pub struct TransportError(Box<(Target, TransportFault)>);

/// A failure of the transport, before it is known for which request.
#[derive(Clone, Debug)]
pub(crate) struct TransportFault {
    pub(crate) kind: FaultKind,
    // Shared, so that an error can be cloned: all calls that waited for one token get the same.
    source: Option<Arc<BoxError>>,
    /// The host of the proxy that the connection was to go through.
    proxy: Option<Arc<str>>,
}

/// The kind of a failure of the transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hyper"), expect(dead_code, reason = "other transports tell less"))]
pub(crate) enum FaultKind {
    /// No connection could be made.
    Connect,
    /// The connection took longer than allowed.
    ConnectTimeout,
    /// A time limit of the transport itself passed.
    Timeout,
    /// Nothing of the answer came for so long, after it had begun.
    Silence(Duration),
    /// The service took nothing of the body for so long, after it had begun to be sent.
    Stall(Duration),
    /// The other side was refused or refuses: a certificate that does not hold, a version of TLS that one of them does not speak.
    Refused,
    /// The connection was closed before the service answered.
    Closed,
    /// The service refused the request before it processed anything of it (RFC 9113, section 8.7).
    Unprocessed,
    /// The connection broke while sending or receiving.
    Broken,
    /// The bytes received are not an answer in HTTP.
    Malformed,
    /// The answer's body is larger than this number of bytes.
    TooLarge(usize),
    /// No tokio runtime is there to run on.
    NoRuntime,
    /// The transport cannot send this request.
    Unsendable,
    /// The body of the request could not be read, or not once more.
    Body,
    /// An item of the body of the request has no JSON form.
    Unwritable,
    /// An event or item of the answer is larger than this number of bytes.
    ItemTooLarge(usize),
    /// The answer's body is not of the content coding that it names.
    Miscoded,
    /// The answer could not be written to the place that the caller named.
    Unwritten,
    /// The call blocks the runtime that could go on with it.
    #[cfg_attr(not(feature = "blocking"), expect(dead_code, reason = "no calls block"))]
    StandsStill,
}

impl TransportFault {
    pub(crate) fn new(kind: FaultKind, source: impl Into<BoxError>) -> Self {
        let source = Some(Arc::new(source.into()));
        Self { kind, source, proxy: None }
    }

    /// The same with the proxy that the connection was to go through.
    #[cfg(feature = "hyper")]
    pub(crate) fn through(self, proxy: Option<String>) -> Self {
        Self { proxy: proxy.map(Arc::from), ..self }
    }

    /// The error at the end of the chain: what the operating system or the other side said.
    pub(crate) fn cause(&self) -> Option<&(dyn Error + 'static)> {
        let first: &(dyn Error + 'static) = self.source.as_deref()?.as_ref();
        std::iter::successors(Some(first), |&error| error.source()).last()
    }

    /// The fault of a request to which no part of an answer came.
    pub(crate) fn before_response(self, is_closed: fn(&(dyn Error + 'static)) -> bool) -> Self {
        let first = self.source.as_deref().map(|source| -> &(dyn Error + 'static) { source.as_ref() });
        let is_closed = std::iter::successors(first, |&error| error.source()).any(is_closed);
        match self.kind {
            FaultKind::Broken if is_closed => Self { kind: FaultKind::Closed, ..self },
            _ => self,
        }
    }
}

/// The text that layers see. A call tells it with its operation.
impl fmt::Display for TransportFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            FaultKind::Connect | FaultKind::ConnectTimeout | FaultKind::Refused => f.write_str("could not connect"),
            FaultKind::NoRuntime => f.write_str("a tokio runtime is needed"),
            FaultKind::Unsendable => f.write_str("the transport cannot send the request"),
            FaultKind::Body | FaultKind::Unwritable => f.write_str("the body of the request could not be read"),
            _ => f.write_str("the connection broke"),
        }
    }
}

impl Error for TransportFault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.source.as_deref()?;
        Some(source.as_ref())
    }
}

impl From<FaultKind> for TransportFault {
    fn from(kind: FaultKind) -> Self {
        Self { kind, source: None, proxy: None }
    }
}

impl TransportError {
    pub(crate) fn new(target: Target, fault: TransportFault) -> Self {
        Self(Box::new((target, fault)))
    }

    pub(super) fn target(&self) -> &Target {
        &self.0.0
    }

    /// `true` if no connection could be made: surely nothing was carried out.
    pub fn is_connect(&self) -> bool {
        matches!(self.0.1.kind, FaultKind::Connect | FaultKind::Refused)
    }

    /// `true` if the connection was closed before the service answered.
    pub(crate) fn is_closed(&self) -> bool {
        self.0.1.kind == FaultKind::Closed
    }

    /// `true` if the service said that it processed nothing of the request.
    pub(crate) fn is_unprocessed(&self) -> bool {
        self.0.1.kind == FaultKind::Unprocessed
    }

    /// `true` if the answer, or one item of a stream of them, was larger than `ClientBuilder::response_limit` allows.
    pub fn is_response_too_large(&self) -> bool {
        matches!(self.0.1.kind, FaultKind::TooLarge(_) | FaultKind::ItemTooLarge(_))
    }

    pub(super) fn is_retryable(&self) -> bool {
        matches!(self.0.1.kind, FaultKind::Connect | FaultKind::Closed | FaultKind::Unprocessed | FaultKind::Broken)
    }
}

impl fmt::Display for TransportError {
    /// The text ends with the last error of the chain: "connection refused" is what a reader needs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (target, fault) = &*self.0;
        match fault.kind {
            FaultKind::Connect | FaultKind::ConnectTimeout | FaultKind::Refused => {
                write!(f, "could not connect for {}", Located(target))
            }
            FaultKind::Closed
            | FaultKind::Unprocessed
            | FaultKind::Broken
            | FaultKind::Malformed
            | FaultKind::Timeout
            | FaultKind::Silence(_)
            | FaultKind::Stall(_) => {
                write!(f, "the connection broke for {}", Located(target))
            }
            FaultKind::TooLarge(limit) => write!(f, "the answer for {target} is larger than {limit} bytes"),
            FaultKind::NoRuntime => write!(f, "{target} needs a tokio runtime; `send_blocking` does not"),
            FaultKind::Unsendable => write!(f, "the transport cannot send {target}"),
            FaultKind::Body | FaultKind::Unwritable => {
                write!(f, "the body of the request could not be read for {target}")
            }
            FaultKind::ItemTooLarge(limit) => {
                write!(f, "an item of the answer for {target} is larger than {limit} bytes")
            }
            FaultKind::Miscoded => write!(f, "the answer for {target} cannot be decoded"),
            FaultKind::Unwritten => write!(f, "the answer for {target} could not be written"),
            FaultKind::StandsStill => write!(
                f,
                "{target} blocks the runtime whose connections it needs; await it, or block in `tokio::task::spawn_blocking` on a runtime of several threads"
            ),
        }?;
        if let Some(proxy) = &fault.proxy {
            write!(f, " (through the proxy `{}`)", proxy.escape_debug())?;
        }
        fault.cause().map_or(Ok(()), |cause| write!(f, ": {cause}"))
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.0.1.source.as_deref()?;
        Some(source.as_ref())
    }
}
