//! Connections that a client is made of.

use std::time::Duration;

use crate::net::auth::Credential;
use crate::net::retry::Retry;

/// The address of a service and the way to authenticate with it, for `Client::connect` of a generated client.
pub trait Connect {
    /// The base URL.
    fn base_url(&self) -> &str;
    /// The bearer credential, for what no credential that is set on the builder serves.
    fn credential(&self) -> Option<Credential>;
    /// Headers for all requests.
    fn headers(&self) -> Vec<(&str, &str)>;
    /// The policy by which calls are repeated. Default: that of [`ClientBuilder::retry`](super::ClientBuilder::retry).
    fn retry(&self) -> Option<Retry> {
        None
    }
    /// The time limit of a call. Default: none.
    fn timeout(&self) -> Option<Duration> {
        None
    }
}
