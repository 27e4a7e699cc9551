//! Transports of the caller's own.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{Carrier, Pool, ResponseFuture, Transport};
use crate::net::body::Body;

/// A transport that the caller made. It has connections of its own, of whatever runtime.
pub(crate) struct CallerTransport {
    transport: Box<dyn Transport>,
    /// `true` if a call was awaited: the runtime of that call may have connections.
    was_awaited: AtomicBool,
}

impl CallerTransport {
    pub(crate) fn boxed(transport: Box<dyn Transport>) -> Box<dyn Transport> {
        Box::new(Self { transport, was_awaited: AtomicBool::new(false) })
    }
}

impl Transport for CallerTransport {
    fn send(&self, request: http::Request<Body>, pool: Pool) -> ResponseFuture {
        if pool == Pool::Shared {
            self.was_awaited.store(true, Ordering::Relaxed);
        }
        self.transport.send(request, pool)
    }

    fn sees_operations(&self) -> bool {
        self.transport.sees_operations()
    }

    fn carrier(&self, pool: Pool) -> Carrier {
        match (pool, self.was_awaited.load(Ordering::Relaxed)) {
            #[cfg(feature = "blocking")]
            (Pool::Blocking, false) => Carrier::Unknown,
            _ => Carrier::Shared,
        }
    }
}
