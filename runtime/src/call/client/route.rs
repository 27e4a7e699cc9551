//! The way of token requests: that of the client whose calls they are for.

// Only the grants of `oauth2` send requests.
#![cfg_attr(not(feature = "oauth2"), allow(dead_code))]

use std::fmt;
use std::sync::{Arc, OnceLock};

#[cfg(feature = "oauth2")]
use super::{Client, ClientBuilder};
#[cfg(feature = "oauth2")]
use crate::contract::Api;
use crate::net::body::Body;
use crate::net::transport::{Carrier, Pool, ResponseFuture, Transport};

// Set once, when the client is built: the setter that binds a grant runs before there is a transport.
/// The transport of a client, known once the client is built. Until then, and without a client, it is the default one.
#[derive(Clone, Default)]
pub(crate) struct Route(Arc<OnceLock<RequestRoute>>);

/// The route of the requests of a client.
pub(super) enum RequestRoute {
    /// By the default transport, with these settings and connections of its own: a kept connection belongs to the runtime that opened it.
    #[cfg(feature = "hyper")]
    Default { tls: crate::net::transport::Tls, proxy: bool },
    /// There is no default transport, and none is given.
    #[cfg(not(feature = "hyper"))]
    None,
    /// By the transport that the caller gave.
    Given(Arc<dyn Transport>),
}

impl Route {
    /// Sets the way. What was set before stays.
    pub(super) fn set(&self, options: RequestRoute) {
        // A builder is built once.
        let _ = self.0.set(options);
    }

    /// Begins a client of another service that is reached in this way.
    #[cfg(feature = "oauth2")]
    pub(crate) fn client(&self, api: &'static Api, origin: &str) -> ClientBuilder<Client> {
        // Token requests go the way of the client's calls, so its proxies, layers and certificates hold for them too.
        // Where the transport is the default one it is made anew: a kept connection belongs to the runtime that opened
        // it.
        let builder = ClientBuilder::new(api, origin).exact_base_url();
        match self.0.get() {
            Some(options) => builder.with_route(options),
            None => builder,
        }
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Route")
    }
}

/// A transport that several clients have.
pub(super) struct Shared(pub(super) Arc<dyn Transport>);

impl Transport for Shared {
    fn send(&self, request: http::Request<Body>, pool: Pool) -> ResponseFuture {
        self.0.send(request, pool)
    }

    fn sees_operations(&self) -> bool {
        self.0.sees_operations()
    }

    fn carrier(&self, pool: Pool) -> Carrier {
        self.0.carrier(pool)
    }
}
