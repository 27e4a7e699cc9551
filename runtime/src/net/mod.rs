//! The floor of HTTP: requests, answers, credentials and transports.
//!
//! Called `net`, since the crate `http` is what `callsmith_runtime::http` names.

pub(crate) mod auth;
pub(crate) mod base_url;
pub(crate) mod body;
pub(crate) mod byte_stream;
pub(crate) mod coding;
pub(crate) mod decode;
pub(crate) mod endpoint;
pub(crate) mod error;
pub(crate) mod headers;
pub(crate) mod multipart;
pub(crate) mod options;
pub(crate) mod origins;
pub(crate) mod part_headers;
pub(crate) mod pause;
pub(crate) mod request_headers;
pub(crate) mod response;
pub(crate) mod retry;
pub(crate) mod send;
pub(crate) mod target;
pub(crate) mod trace;
pub(crate) mod transport;
pub(crate) mod unsendable;
pub(crate) mod url;

use std::future::Future;
use std::pin::Pin;

pub(crate) use crate::codec::BoxError;

// Boxed where waiting is seldom: a future keeps room for all that it may wait for, and a call has to stay below a
// kilobyte.
/// A future of any type.
pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;
