//! A request that could not be sent, or an answer that could not be received.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::Target;
use crate::net::BoxError;

/// A request which could not be sent, or an answer that could not be received whole.
#[derive(Clone)]
pub struct TransportError(Box<(Target, Fault)>);

/// What failed in the transport, before it is known for which request.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) kind: FaultKind,
    source: Option<Arc<BoxError>>,
}

/// What failed in the transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "reqwest"), expect(dead_code, reason = "other transports tell less"))]
pub(crate) enum FaultKind {
    /// No connection could be made.
    Connect,
    /// The connection took longer than allowed.
    ConnectTimeout,
    /// A time limit of the transport itself passed.
    Timeout,
    /// The connection broke while sending or receiving.
    Broken,
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
    /// What was received could not be written to where the caller wants it.
    Unwritten,
    /// The call blocks the runtime that could go on with it.
    #[cfg_attr(not(feature = "blocking"), expect(dead_code, reason = "no calls block"))]
    StandsStill,
}

impl Fault {
    pub(crate) fn new(kind: FaultKind, source: impl Into<BoxError>) -> Self {
        let source = Some(Arc::new(source.into()));
        Self { kind, source }
    }

    /// The error at the end of the chain: what the operating system or the other side said.
    pub(crate) fn cause(&self) -> Option<&(dyn Error + 'static)> {
        let first: &(dyn Error + 'static) = self.source.as_deref()?.as_ref();
        std::iter::successors(Some(first), |&error| error.source()).last()
    }
}

impl From<FaultKind> for Fault {
    fn from(kind: FaultKind) -> Self {
        Self { kind, source: None }
    }
}

impl TransportError {
    pub(crate) fn new(target: Target, fault: Fault) -> Self {
        Self(Box::new((target, fault)))
    }

    /// `true` if no connection could be made: surely nothing was carried out.
    pub fn is_connect(&self) -> bool {
        self.0.1.kind == FaultKind::Connect
    }

    /// `true` if the answer, or one item of a stream of them, was larger than `ClientBuilder::response_limit` allows.
    pub fn is_response_too_large(&self) -> bool {
        matches!(self.0.1.kind, FaultKind::TooLarge(_) | FaultKind::ItemTooLarge(_))
    }

    pub(super) fn is_retryable(&self) -> bool {
        matches!(self.0.1.kind, FaultKind::Connect | FaultKind::Broken)
    }
}

impl fmt::Display for TransportError {
    /// The text ends with the last error of the chain: "connection refused" is what a reader needs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (target, fault) = &*self.0;
        match fault.kind {
            FaultKind::Connect | FaultKind::ConnectTimeout => write!(f, "could not connect for {target}"),
            FaultKind::Broken | FaultKind::Timeout => write!(f, "the connection broke for {target}"),
            FaultKind::TooLarge(limit) => write!(f, "the answer for {target} is larger than {limit} bytes"),
            FaultKind::NoRuntime => write!(f, "{target} needs a tokio runtime; `send_blocking` does not"),
            FaultKind::Unsendable => write!(f, "the transport cannot send {target}"),
            FaultKind::Body | FaultKind::Unwritable => {
                write!(f, "the body of the request could not be read for {target}")
            }
            FaultKind::ItemTooLarge(limit) => {
                write!(f, "an item of the answer for {target} is larger than {limit} bytes")
            }
            FaultKind::Unwritten => write!(f, "the answer for {target} could not be written"),
            FaultKind::StandsStill => write!(
                f,
                "{target} blocks the runtime whose connections it needs; await it, or block in `tokio::task::spawn_blocking` on a runtime of several threads"
            ),
        }?;
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
