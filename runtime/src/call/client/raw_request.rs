//! Requests which the document does not describe.

use std::time::Duration;

use bytes::Bytes;
use serde_core::Serialize;

use crate::call::{CallFuture, Outcome, RawCall, Streamed, no_stream};
use crate::codec::json::encode_json;
use crate::net::body::Body;
use crate::net::byte_stream::ByteStream;
use crate::net::error::Error;
use crate::net::options::Credentials;
use crate::net::response::Response;

/// A request which the document does not describe. Made by [`Client::request`](crate::call::client::Client::request).
#[must_use = "a request does nothing until it is sent"]
#[derive(Clone, Debug)]
pub struct RawRequest(pub(super) Box<RawCall>);

impl RawRequest {
    /// Adds a query parameter.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.0.options.query(name, value);
        self
    }

    /// Sets a header. Replaces one set before, by the client or by a credential. Cookies join the others, in place of those of the same names.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.0.options.header(name, value);
        self
    }

    /// Sets the body and its content type.
    pub fn body(mut self, content_type: &str, body: impl Into<Body>) -> Self {
        self.0.raw_body(content_type, body.into());
        self
    }

    /// Sets the body to `value` as JSON. A value that cannot be encoded is an error when the request is sent.
    pub fn json<T: Serialize + ?Sized>(mut self, value: &T) -> Self {
        self.0.json(encode_json(value));
        self
    }

    /// Limits how long the request may take, from its start to the last byte of the answer.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.0.options.timeout = Some(limit);
        self
    }

    /// Limits how long a body may make no progress while it is sent or received. Default: what the client allows.
    pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.0.options.idle_timeout = Some(limit.into());
        self
    }

    /// Limits how many bytes of the answer are held in memory. Default: what the client allows.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.0.options.response_limit = Some(bytes);
        self
    }

    /// Sends the request without credentials.
    pub fn no_credentials(mut self) -> Self {
        self.0.options.credentials = Credentials::Anonymous;
        self
    }

    /// Builds the request without credentials. The only error is [`Error::InvalidRequest`].
    ///
    /// # Errors
    /// The method, URL, a header or the body cannot be sent, or the body is not in memory: [`Error::InvalidRequest`].
    pub fn build_request(&self) -> Result<http::Request<Bytes>, Error> {
        self.0.to_request()
    }

    /// Takes a redirect as the answer, and does not follow it.
    pub fn without_redirects(mut self) -> Self {
        self.0.options.keeps_redirects = true;
        self
    }

    /// Sends the request. Every status is an answer and no error, so look at [`Response::status`].
    ///
    /// Redirects are followed as those of operations are. There are at most ten, within the origin of the request and
    /// to the trusted origins of the client ([`ClientBuilder::trusted_origin`](crate::ClientBuilder::trusted_origin)).
    /// Credentials go to no other origin. One that is not followed is the answer.
    ///
    /// # Errors
    /// The request could not be sent or no whole answer be received: never [`Error::Api`] or [`Error::Unexpected`].
    pub fn send(self) -> CallFuture<Result<Response<Bytes>, Error>> {
        self.0.send(received)
    }

    /// Sends the request. The body of the answer is a stream: a time limit is one for the answer to begin, and then for each piece of it.
    ///
    /// # Errors
    /// As for [`send`](Self::send), until the answer has begun.
    pub fn stream(self) -> CallFuture<Result<Response<ByteStream>, Error>, Streamed> {
        self.0.send_streamed(streamed)
    }

    /// Like [`RawRequest::send`], and blocks until the answer is there. Works inside of a tokio runtime as well as without one.
    ///
    /// # Errors
    /// As for [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<Response<Bytes>, Error> {
        received(self.0.send_blocking())
    }
}

fn streamed(streamed: Streamed) -> Result<Response<ByteStream>, Error> {
    match streamed.split() {
        Ok((response, stream, _)) => Ok(Response::new(response.parts().0, stream)),
        Err(outcome) => match outcome.0 {
            Err(failure) => Err(failure.into_error()),
            Ok(response) => match response.undecoded.clone() {
                Some(failure) => Err(response.miscoded(failure).into_error()),
                None => Err(Error::Unexpected(no_stream(response))),
            },
        },
    }
}

fn received(outcome: Outcome) -> Result<Response<Bytes>, Error> {
    let response = outcome.0.map_err(Error::into_error)?;
    if let Some(failure) = response.undecoded.clone() {
        return Err(response.miscoded(failure).into_error());
    }
    let (parts, bytes) = response.parts();
    Ok(Response::new(parts, bytes))
}
