//! The request of a call, which is built for each attempt.

use std::sync::Arc;

use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue, Method, Uri};

use super::Request;
use crate::net::body::Body;
use crate::net::error::Failure;
use crate::net::headers::is_idempotency_key;

/// Builds the request of a call, without the credentials of the client. It is the same each time.
pub(crate) trait RequestSource: Sync {
    fn build(&self) -> Result<Request, Failure>;
}

// Most requests are sent once. One that is kept until its answer is there costs a copy of its headers, and has to be fetched from memory once more to
// be dropped. So it is handed on to the transport, and built anew where it is sent again.
/// The request of a call, and what is known of it while an answer is awaited.
pub(crate) struct OutgoingRequest<'a> {
    source: &'a dyn RequestSource,
    /// The request that is sent next, once it is built.
    next: Option<Request>,
    pub(super) method: Method,
    pub(crate) url: Arc<Uri>,
    pub(super) body: Body,
    /// `true` if it has an idempotency key.
    pub(super) is_keyed: bool,
    /// `true` if it has the header `Authorization` without the credentials of the client.
    pub(super) is_authorized: bool,
    /// The headers that are secrets.
    pub(super) secrets: Vec<(HeaderName, HeaderValue)>,
}

impl<'a> OutgoingRequest<'a> {
    /// The request that `source` builds.
    pub(crate) fn new(source: &'a dyn RequestSource) -> Result<Self, Failure> {
        let request = source.build()?;
        let headers = request.headers();
        let secrets = headers.iter().filter(|(_, value)| value.is_sensitive());
        Ok(Self {
            source,
            method: request.method().clone(),
            url: Arc::new(request.uri().clone()),
            body: request.body().clone(),
            is_keyed: headers.keys().any(is_idempotency_key),
            is_authorized: headers.contains_key(AUTHORIZATION),
            secrets: secrets.map(|(name, value)| (name.clone(), value.clone())).collect(),
            next: Some(request),
        })
    }

    /// The request that is sent next.
    pub(super) fn next(&mut self) -> Result<&Request, Failure> {
        let next = match self.next.take() {
            Some(next) => next,
            None => self.source.build()?,
        };
        Ok(self.next.insert(next))
    }

    /// Takes the request that is sent next.
    pub(super) fn take(&mut self) -> Result<Request, Failure> {
        self.next.take().map_or_else(|| self.source.build(), Ok)
    }
}
